//! What is said about the payment of an order, and about money that the office decides about.

use domain::format::euro;
use domain::order::PaymentMethod;
use domain::payment::{CaseKind, PaymentError, Proposal, Refusal};
use domain::reason::ReasonError;
use domain::refund::RefundError;

use super::order::why_impossible;

/// Why an order is not paid, in the chosen way or at all.
#[must_use]
pub fn payment_sentence(error: &PaymentError) -> String {
    match error {
        PaymentError::NoMethod => "Scegli come vuoi pagare.".into(),
        PaymentError::MethodNotOffered => {
            "Questo metodo di pagamento non è disponibile: scegline un altro.".into()
        }
        PaymentError::OnlyBankTransfer => "Una Pubblica Amministrazione paga con bonifico, dopo \
            l’impegno di pagamento: scegli Bonifico."
            .into(),
        PaymentError::TooLittleToCollect => {
            "Con carta e PayPal si paga da 0,50\u{a0}€ in su: scegli \
            un altro metodo."
                .into()
        }
        PaymentError::UnderWay => "C’è un pagamento in corso e non sappiamo ancora com’è \
            andato: aspetta qualche minuto, poi riprova. Non serve pagare due volte."
            .into(),
        PaymentError::ProviderUnreachable => {
            "Il fornitore dei pagamenti non risponde: riprova tra qualche \
            minuto. Non è stato addebitato nulla."
                .into()
        }
        PaymentError::NotPayable => {
            "Quest’ordine non aspetta più un pagamento: qui sotto vedi a che \
            punto è."
                .into()
        }
        PaymentError::Impossible(reason) => format!(
            "Quest’ordine non si può più attivare, e non va pagato. {}",
            why_impossible(*reason)
        ),
        PaymentError::WrongAmount { due } => format!(
            "L’importo non corrisponde: per quest’ordine sono dovuti {}. Controllalo e riprova.",
            euro(*due)
        ),
        PaymentError::PaidInFuture => {
            "La data del pagamento manca o non può essere giusta: scrivi il \
            giorno in cui l’importo è arrivato, oggi o prima, con l’anno in quattro cifre."
                .into()
        }
    }
}

/// Why money is not given back.
#[must_use]
pub fn refund_sentence(error: &RefundError) -> String {
    match error {
        RefundError::NotPaid => {
            "Quest’ordine non è stato pagato, quindi non c’è nulla da rimborsare.".into()
        }
        RefundError::TooLarge { most } => format!(
            "L’importo da rimborsare deve essere maggiore di zero e al massimo di {}.",
            euro(*most)
        ),
        RefundError::Reason(ReasonError::Missing) => "Scrivi il motivo del rimborso.".into(),
        RefundError::Reason(ReasonError::TooLong { max }) => {
            format!("Il motivo del rimborso è troppo lungo: usa al massimo {max} caratteri.")
        }
    }
}

/// How an order is paid.
#[must_use]
pub fn payment_method_name(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::BankTransfer => "Bonifico",
        PaymentMethod::PostalSlip => "Bollettino",
        PaymentMethod::Card => "Carta di credito",
        PaymentMethod::PayPal => "PayPal",
    }
}

/// Why a provider did not collect the money, and what to do.
#[must_use]
pub fn refusal_sentence(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Technical => {
            "Il pagamento non è potuto cominciare per un problema tecnico: riprova tra poco, \
             oppure scegli un altro metodo."
        }
        Refusal::Declined => {
            "La banca ha rifiutato il pagamento: prova con un’altra carta o un altro metodo, \
             oppure chiedi alla tua banca."
        }
        Refusal::InsufficientFunds => {
            "Il saldo o il limite della carta non basta: prova con un’altra carta o un altro \
             metodo."
        }
        Refusal::Expired => "La carta è scaduta: prova con un’altra carta o un altro metodo.",
        Refusal::AuthenticationFailed => {
            "La conferma presso la tua banca non è riuscita: riprova, oppure scegli un altro \
             metodo."
        }
    }
}

/// For the office: what happened with money that belongs to no open order.
#[must_use]
pub fn case_name(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::PaidTwice => "Pagato due volte: l’ordine era già pagato.",
        CaseKind::PaidAfterCancel => "Pagato dopo l’annullamento dell’ordine.",
        CaseKind::Underpaid => "È arrivato meno del dovuto.",
        CaseKind::Overpaid => "È arrivato più del dovuto: l’ordine è pagato, questo è il resto.",
        CaseKind::Unmatched => "Nessun ordine riconosciuto.",
        CaseKind::NeverAnswered => {
            "Il fornitore dei pagamenti non ha mai detto com’è andato questo pagamento."
        }
    }
}

/// For the office: what to do about it.
#[must_use]
pub fn case_proposal(proposal: Proposal) -> &'static str {
    match proposal {
        Proposal::Refund => "Rimborsa tutto.",
        Proposal::RefundExcess => "Rimborsa il resto.",
        Proposal::AwaitRest => "Aspetta o chiedi il resto; se non arriva, rimborsa.",
        Proposal::FindOrder => "Cerca l’ordine e assegna l’importo.",
        Proposal::AskProvider => {
            "Controlla sulle pagine del fornitore: se risulta incassato, registra il pagamento."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Money;

    #[test]
    fn an_amount_that_does_not_fit_names_the_right_one() {
        let error = PaymentError::WrongAmount { due: Money::from_cents(123_456) };
        assert_eq!(
            payment_sentence(&error),
            "L’importo non corrisponde: per quest’ordine sono dovuti 1.234,56\u{a0}€. Controllalo \
             e riprova."
        );
    }
}
