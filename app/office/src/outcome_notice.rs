//! Says what was just done about money.

use domain::Money;
use domain::case::{Origin, RefundOutcome};
use domain::format::euro;
use leptos::prelude::*;

use super::api::OutcomeNotice;
use ui::components::{Notice, Tone};

/// A notice above what comes next.
pub fn outcome_notice(notice: OutcomeNotice) -> impl IntoView {
    let (tone, title, sentence) = match notice {
        OutcomeNotice::Refund { order_number, amount, outcome } => {
            refund(order_number, amount, outcome)
        }
        OutcomeNotice::Allocated { amount, order_number, missing } => (
            Tone::Success,
            format!("Assegnati {} all’ordine {order_number}", euro(amount)),
            if missing > Money::ZERO {
                format!("All’ordine mancano ancora {}.", euro(missing))
            } else {
                "L’ordine non aspetta altro denaro: se qualcosa avanza, è tra le cose da decidere."
                    .into()
            },
        ),
        OutcomeNotice::SentBack { amount } => (
            Tone::Success,
            format!("Annotato: {} restituiti dalla banca", euro(amount)),
            "Su questo importo non c’è più nulla da decidere.".into(),
        ),
        OutcomeNotice::Checked { amount, order_number } => {
            let of_order = order_number.map(|number| format!(" dell’ordine {number}"));
            let of_order = of_order.unwrap_or_default();
            (
                Tone::Success,
                format!("Verificato il pagamento di {}{of_order}", euro(amount)),
                "Se risulta incassato, ricordati di registrarlo.".into(),
            )
        }
    };

    view! {
        <div class="mb-6">
            <Notice tone title=title><p>{sentence}</p></Notice>
        </div>
    }
}

fn refund(number: i64, amount: Money, outcome: RefundOutcome) -> (Tone, String, String) {
    let amount = euro(amount);
    let (tone, title, sentence) = match outcome {
        RefundOutcome::GivenBack(origin) => (
            Tone::Success,
            format!("Rimborsati {amount} dell’ordine {number}"),
            match origin {
                Origin::Provider => {
                    "Tornano a chi ha pagato sulla stessa carta o sullo stesso conto PayPal."
                }
                Origin::Bank => {
                    "Se non l’hai già fatto, ora manda tu il bonifico a chi ha pagato: qui è \
                     soltanto annotato."
                }
            },
        ),
        RefundOutcome::AwaitsApproval => (
            Tone::Info,
            format!(
                "Rimborso di {amount} dell’ordine {number}: aspetta l’approvazione di un collega"
            ),
            "Finché nessuno lo approva non parte nulla, e si può ancora ritirare.",
        ),
        RefundOutcome::AwaitsProvider => (
            Tone::Info,
            format!(
                "Rimborso di {amount} dell’ordine {number}: aspetta la conferma del fornitore dei \
                 pagamenti"
            ),
            "Glielo chiediamo di nuovo finché risponde: non serve rimborsare un’altra volta.",
        ),
        RefundOutcome::CalledOff => (
            Tone::Info,
            format!("Rimborso di {amount} dell’ordine {number} annullato"),
            "Non è partito nulla: su questo importo si può decidere di nuovo.",
        ),
        RefundOutcome::NotGivenBack => (
            Tone::Warning,
            format!("Rimborso di {amount} dell’ordine {number} non riuscito"),
            "Non è partito nulla: il fornitore dei pagamenti l’ha rifiutato, oppure intanto \
             l’importo è servito a pagare l’ordine.",
        ),
    };
    (tone, title, sentence.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_gone_is_said_to_be_gone() {
        let title = |outcome| refund(26_000_001, Money::from_cents(26_60), outcome).1;
        let gone = [Origin::Bank, Origin::Provider].map(RefundOutcome::GivenBack);
        let not_gone = [
            RefundOutcome::AwaitsApproval,
            RefundOutcome::AwaitsProvider,
            RefundOutcome::CalledOff,
            RefundOutcome::NotGivenBack,
        ];
        assert!(gone.into_iter().all(|outcome| title(outcome).starts_with("Rimborsati 26,60")));
        assert!(
            not_gone.into_iter().all(|outcome| title(outcome).starts_with("Rimborso di 26,60"))
        );
    }
}
