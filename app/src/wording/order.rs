//! What is said about orders, payments and running services.

use domain::format::euro;
use domain::order::{
    Acceptance, CancelReason, FailureReason, Order, OrderError, OrderKind, OrderState,
    PaymentMethod,
};
use domain::party::Kind;
use domain::payment::{CaseKind, Proposal, Refusal};
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
        OrderError::WrongAmount { due } => format!(
            "L’importo non corrisponde: per quest’ordine sono dovuti {}. Controllalo e riprova.",
            euro(*due)
        ),
        OrderError::PaidInFuture => {
            "La data del pagamento manca o non può essere giusta: scrivi il \
            giorno in cui l’importo è arrivato, oggi o prima, con l’anno in quattro cifre."
                .into()
        }
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
        OrderError::NoMethod => "Scegli come vuoi pagare.".into(),
        OrderError::MethodNotOffered => {
            "Questo metodo di pagamento non è disponibile: scegline un altro.".into()
        }
        OrderError::OnlyBankTransfer => "Una Pubblica Amministrazione paga con bonifico, dopo \
            l’impegno di pagamento: scegli Bonifico."
            .into(),
        OrderError::TooLittleToCollect => {
            "Con carta e PayPal si paga da 0,50\u{a0}€ in su: scegli \
            un altro metodo."
                .into()
        }
        OrderError::NotACig => "Il CIG ha 10 caratteri, per esempio B0A1B2C3D4: ricontrollalo, \
            oppure lascialo vuoto e scrivilo con la lettera d’impegno."
            .into(),
        OrderError::NotACup => "Il CUP ha 15 caratteri, per esempio G17H03000130011: \
            ricontrollalo, oppure lascialo vuoto e scrivilo con la lettera d’impegno."
            .into(),
        OrderError::NoLetter => {
            "Per quest’ordine non c’è una lettera d’impegno da registrare.".into()
        }
        OrderError::LetterReplaced => "Il cliente ha appena inviato un’altra lettera: scaricala e \
            controllala prima di decidere."
            .into(),
        OrderError::ReasonMissing => "Scrivi il motivo del rifiuto, al massimo 200 caratteri: il \
            cliente lo legge nell’email."
            .into(),
        OrderError::PaymentUnderWay => "C’è un pagamento in corso e non sappiamo ancora com’è \
            andato: aspetta qualche minuto, poi riprova. Non serve pagare due volte."
            .into(),
        OrderError::ProviderSilent => {
            "Il fornitore dei pagamenti non risponde: riprova tra qualche \
            minuto. Non è stato addebitato nulla."
                .into()
        }
        OrderError::NotPayable => {
            "Quest’ordine non aspetta più un pagamento: qui sotto vedi a che \
            punto è."
                .into()
        }
        OrderError::Impossible(reason) => format!(
            "Quest’ordine non si può più attivare, e non va pagato. {}",
            why_impossible(*reason)
        ),
        OrderError::NotPaid => {
            "Quest’ordine non è stato pagato, quindi non c’è nulla da rimborsare.".into()
        }
        OrderError::RefundTooLarge { most } => format!(
            "L’importo da rimborsare deve essere maggiore di zero e al massimo di {}.",
            euro(*most)
        ),
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

/// The name of an order's state.
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

/// The same for whoever ordered: what is waited for of a public body is its commitment.
#[must_use]
pub fn order_state_of(state: &OrderState, kind: Kind) -> &'static str {
    match state {
        OrderState::AwaitingPayment { .. } if kind == Kind::PublicBody => "Attesa impegno",
        OrderState::AwaitingPayment { .. }
        | OrderState::Fulfilled { .. }
        | OrderState::ActivationFailed { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::CommitmentFailed { .. }
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

/// For the office: why a paid order could not be fulfilled, and what to do.
#[must_use]
pub fn failure_reason(reason: FailureReason) -> &'static str {
    match reason {
        FailureReason::AlreadyActive => {
            "Un servizio per lo stesso codice fiscale, la stessa partita IVA o lo stesso account \
             è già attivo: contatta il cliente e rimborsa il pagamento."
        }
        FailureReason::ServiceNotActive => {
            "Il servizio è scaduto o cancellato dopo l’ordine: contatta il cliente, che può \
             rinnovarlo, oppure rimborsa il pagamento."
        }
        FailureReason::ServiceChanged => {
            "Dopo l’ordine è cambiato ciò che il cliente possiede, e le scadenze concordate non \
             valgono più: contatta il cliente per un nuovo ordine, oppure rimborsa il pagamento."
        }
    }
}

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
    use domain::Money;

    #[test]
    fn an_amount_that_does_not_fit_names_the_right_one() {
        let error = OrderError::WrongAmount { due: Money::from_cents(123_456) };
        assert_eq!(
            order_sentence(&error),
            "L’importo non corrisponde: per quest’ordine sono dovuti 1.234,56\u{a0}€. Controllalo \
             e riprova."
        );
    }

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
