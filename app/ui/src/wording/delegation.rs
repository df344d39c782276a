//! What is said about the panels that are delegated to accountants.

use domain::delegation::{DelegationError, Ending, State};

/// Why nothing was done about a delegation.
#[must_use]
pub fn delegation_sentence(error: DelegationError) -> String {
    match error {
        DelegationError::OfferedAlready => {
            "A questo username hai già offerto una delega: la trovi nell’elenco.".into()
        }
        DelegationError::Gone => "Questa delega non c’è più: nel frattempo è terminata, oppure \
            l’offerta è scaduta."
            .into(),
    }
}

/// Where a delegation stands, in two words at most.
#[must_use]
pub fn delegation_state_name(state: State) -> &'static str {
    match state {
        State::Offered { .. } => "In attesa",
        State::Active => "Attiva",
        State::Ended(Ending::Lapsed) => "Scaduta",
        State::Ended(Ending::Declined) => "Rifiutata",
        State::Ended(Ending::Withdrawn) => "Ritirata",
        State::Ended(Ending::Revoked | Ending::GivenUp) => "Terminata",
    }
}

/// How it ended, for the owner.
#[must_use]
pub fn delegation_ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Withdrawn => "Hai ritirato l’offerta.",
        Ending::Declined => "Il commercialista non ha accettato.",
        Ending::Lapsed => "Nessuno ha risposto in tempo.",
        Ending::Revoked => "L’hai terminata tu.",
        Ending::GivenUp => "L’ha terminata il commercialista.",
    }
}
