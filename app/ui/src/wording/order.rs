//! What is said about orders and running services.

use domain::format::euro;
use domain::order::{
    Acceptance, CancelReason, FailureReason, Order, OrderError, OrderKind, OrderState,
};
use domain::party::Kind;
use domain::subscription::Standing;

/// Why an order is not concluded, or its state not changed.
#[must_use]
pub fn order_sentence(error: &OrderError) -> String {
    match error {
        OrderError::NotCancellable => {
            "Un ordine pagato o già attivo non si può più annullare: per assistenza \
            scrivici, indicando il numero dell’ordine."
                .into()
        }
        OrderError::Cancelled => "Quest’ordine è stato annullato e non si può più pagare: se ti \
            serve ancora, fanne uno nuovo."
            .into(),
        OrderError::QuoteChanged => "Il prezzo è cambiato da quando hai aperto la pagina, e non \
            abbiamo ordinato nulla: controlla il nuovo totale e, se va bene, conferma di nuovo."
            .into(),
        OrderError::NotAccepted(acceptance) => {
            format!("Spunta la casella «{}».", opening(acceptance_text(*acceptance)))
        }
        OrderError::PendingOrder(number) => format!(
            "Per questo servizio c’è già un ordine da pagare, il numero {number}: pagalo o \
             annullalo, poi potrai farne un altro."
        ),
        OrderError::HolderMissing => {
            "Mancano i dati dell’intestatario: compilali, poi torna a confermare l’ordine.".into()
        }
    }
}

/// The words with which a long sentence begins, enough to find it by.
fn opening(sentence: &str) -> String {
    match sentence.split_once(',') {
        Some((opening, _)) => format!("{opening}…"),
        None => sentence.trim_end_matches('.').to_owned(),
    }
}

/// The words beside a box of the order form.
#[must_use]
pub fn acceptance_text(acceptance: Acceptance) -> &'static str {
    match acceptance {
        Acceptance::Conditions => "Accetto le condizioni generali di contratto.",
        Acceptance::OnerousClauses => {
            "Ai sensi degli articoli 1341 e 1342 del codice civile approvo specificamente le \
             clausole elencate."
        }
        Acceptance::SupplySheets => {
            "Dichiaro di aver visionato le condizioni di fornitura del servizio, le schede di \
             Conservazione Fatturazione Elettronica e, se lo acquisto, la scheda del modulo \
             ordini elettronici."
        }
    }
}

/// The name of an order's state, among staff.
#[must_use]
pub fn order_state_name(state: &OrderState) -> &'static str {
    match state {
        OrderState::AwaitingPayment { .. } => "Attesa pagamento",
        OrderState::Fulfilled { .. } => "Evaso",
        OrderState::ActivationFailed { .. } | OrderState::CommitmentFailed { .. } => {
            "Attivazione KO"
        }
        OrderState::FulfilledOnCommitment { .. } => "Evaso – da saldare",
        OrderState::Cancelled { .. } => "Annullato",
    }
}

/// The same for whoever ordered. What is waited for of a public body is its commitment; and what
/// staff have to decide about is, for a customer, still on its way.
#[must_use]
pub fn order_state_of(state: &OrderState, kind: Kind) -> &'static str {
    match state {
        OrderState::AwaitingPayment { .. } if kind == Kind::PublicBody => "Attesa impegno",
        OrderState::ActivationFailed { .. } | OrderState::CommitmentFailed { .. } => {
            "In attivazione"
        }
        OrderState::AwaitingPayment { .. }
        | OrderState::Fulfilled { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::Cancelled { .. } => order_state_name(state),
    }
}

/// What has arrived of an order's money, and what is missing, where that is a part.
#[must_use]
pub fn part_received(order: &Order) -> Option<String> {
    let received = euro(order.part_received()?);
    Some(format!("Abbiamo ricevuto {received}: mancano {}.", euro(order.missing())))
}

/// What an order is for.
#[must_use]
pub fn order_kind_name(kind: OrderKind) -> &'static str {
    match kind {
        OrderKind::FirstPurchase => "Primo Acquisto",
        OrderKind::AddOns => "Servizi aggiuntivi",
        OrderKind::Renewal => "Rinnovo",
    }
}

/// Why an order was called off.
#[must_use]
pub fn cancel_reason(reason: CancelReason) -> &'static str {
    match reason {
        CancelReason::Customer => "Annullato dal cliente.",
        CancelReason::Unpaid => "Annullato perché non è stato pagato in tempo.",
    }
}

/// Why an order could not be fulfilled any more, for whoever made it.
#[must_use]
pub fn why_impossible(reason: FailureReason) -> &'static str {
    match reason {
        FailureReason::AlreadyActive => {
            "Fatturazione elettronica è già attivo su questo codice fiscale o partita IVA, quindi \
             non possiamo attivarne un’altra."
        }
        FailureReason::ServiceNotActive => {
            "Nel frattempo il servizio è scaduto, quindi quello che hai ordinato non vi si può \
             aggiungere."
        }
        FailureReason::ServiceChanged => {
            "Nel frattempo è cambiato quello che possiedi, e le scadenze concordate non tornano più."
        }
    }
}

/// What stands in the way of an order, to the office.
#[must_use]
pub fn obstacle(reason: FailureReason) -> &'static str {
    match reason {
        FailureReason::AlreadyActive => {
            "Un servizio per lo stesso codice fiscale, la stessa partita IVA o lo stesso account \
             è già attivo."
        }
        FailureReason::ServiceNotActive => "Il servizio è scaduto o cancellato dopo l’ordine.",
        FailureReason::ServiceChanged => {
            "Dopo l’ordine è cambiato ciò che il cliente possiede, e le scadenze concordate non \
             valgono più."
        }
    }
}

/// What the office can do about an order that is paid and could not be fulfilled.
#[must_use]
pub fn failure_reason(reason: FailureReason) -> String {
    let way_out = match reason {
        FailureReason::AlreadyActive => "Contatta il cliente e rimborsa il pagamento.",
        FailureReason::ServiceNotActive => {
            "Contatta il cliente, che può rinnovarlo, oppure rimborsa il pagamento."
        }
        FailureReason::ServiceChanged => {
            "Contatta il cliente per un nuovo ordine, oppure rimborsa il pagamento."
        }
    };
    format!("{} {way_out}", obstacle(reason))
}

/// What becomes of a service after its days of consultation (docs/rules.md E2).
pub const AT_THE_END: &str =
    "i dati del servizio non si possono più leggere, e si può solo acquistare un nuovo servizio";

/// What the expiry of a service means today.
#[must_use]
pub fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Active | Standing::NearExpiry { .. } => "Attivo",
        Standing::Consultation { .. } => "Scaduto",
        Standing::Over => "Cancellato",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_acceptance_is_called_as_its_box_is() {
        for acceptance in Acceptance::ALL {
            let sentence = order_sentence(&OrderError::NotAccepted(acceptance));
            let quoted = sentence.trim_start_matches("Spunta la casella «");
            let quoted = quoted.trim_end_matches("».").trim_end_matches('…');
            assert!(acceptance_text(acceptance).starts_with(quoted), "{sentence}");
        }
        assert_eq!(
            order_sentence(&OrderError::NotAccepted(Acceptance::SupplySheets)),
            "Spunta la casella «Dichiaro di aver visionato le condizioni di fornitura del \
             servizio…»."
        );
    }
}
