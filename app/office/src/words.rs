//! What the office calls its orders and what has happened to them.

use domain::format::{euro, short_date};
use domain::order::{Happened, OrderState, PaymentMethod, Pile};

use super::api::EventView;

/// The name of a pile, or of all of them.
pub fn pile(pile: Option<Pile>) -> &'static str {
    match pile {
        Some(Pile::ToCollect) => "Da incassare",
        Some(Pile::ToMend) => "Da sistemare",
        Some(Pile::Fulfilled) => "Evasi",
        Some(Pile::Cancelled) => "Annullati",
        None => "Tutti",
    }
}

/// `7 ordini da incassare`.
pub fn orders_on(pile: Option<Pile>, count: i64) -> String {
    let (one, many) = match pile {
        Some(Pile::ToCollect) => (" da incassare", " da incassare"),
        Some(Pile::ToMend) => (" da sistemare", " da sistemare"),
        Some(Pile::Fulfilled) => (" evaso", " evasi"),
        Some(Pile::Cancelled) => (" annullato", " annullati"),
        None => ("", ""),
    };
    match count {
        0 => format!("Nessun ordine{one}"),
        1 => format!("1 ordine{one}"),
        count => format!("{count} ordini{many}"),
    }
}

/// `bonifico`, inside a sentence.
pub fn method(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::BankTransfer => "bonifico",
        PaymentMethod::PostalSlip => "bollettino",
        PaymentMethod::Card => "carta di credito",
        PaymentMethod::PayPal => "PayPal",
    }
}

/// The day that matters most in this state, with the words before it.
pub fn day_of(state: &OrderState) -> (&'static str, String) {
    match state {
        OrderState::AwaitingPayment { valid_until } => ("fino al", short_date(*valid_until)),
        OrderState::FulfilledOnCommitment { committed_on }
        | OrderState::CommitmentFailed { committed_on, .. } => {
            ("impegno del", short_date(*committed_on))
        }
        OrderState::Fulfilled { paid_on, .. } | OrderState::ActivationFailed { paid_on, .. } => {
            ("pagato il", short_date(*paid_on))
        }
        OrderState::Cancelled { on, .. } => ("annullato il", short_date(*on)),
    }
}

/// What has happened, and to which money.
pub fn event(event: &EventView) -> String {
    let what = match event.what {
        Happened::Concluded => "Ordine concluso",
        Happened::PaymentRefused => "Pagamento rifiutato",
        Happened::CommitmentSent => "Lettera d’impegno inviata",
        Happened::CommitmentRegistered => "Impegno registrato",
        Happened::CommitmentRefused => "Lettera d’impegno rifiutata",
        Happened::Paid => "Pagamento registrato",
        Happened::SetAside => "Importo da decidere",
        Happened::Decided => "Importo deciso",
        Happened::RefundAsked => "Rimborso chiesto",
        Happened::RefundDone => "Rimborso eseguito",
        Happened::Fulfilled => "Ordine evaso",
        Happened::Cancelled => "Ordine annullato",
    };
    event.amount.map_or_else(|| what.to_owned(), |amount| format!("{what}: {}", euro(amount)))
}

/// Who did it, as far as that is somebody in particular.
pub fn by(by: &str) -> String {
    match by {
        "the shop" | "bottega" => "dal negozio".into(),
        by => format!("da {by}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_order_is_not_many() {
        assert_eq!(orders_on(Some(Pile::Fulfilled), 0), "Nessun ordine evaso");
        assert_eq!(orders_on(Some(Pile::Cancelled), 1), "1 ordine annullato");
        assert_eq!(orders_on(Some(Pile::ToCollect), 7), "7 ordini da incassare");
        assert_eq!(orders_on(None, 220), "220 ordini");
    }
}
