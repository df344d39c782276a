//! What is said about the users of a panel and what they may do.

use domain::Product;
use domain::grant::{GrantError, Part, Permission, Right, UserState};

/// Why something is not done in a panel.
#[must_use]
pub fn grant_sentence(error: GrantError) -> String {
    match error {
        GrantError::NoSeat => {
            "Non c’è un posto libero. Per creare un altro utente acquistane uno, \
            oppure elimina un utente che non serve più."
                .into()
        }
        GrantError::OnlyRead => {
            "Il servizio è scaduto: quello che c’è si può leggere, e modificare di nuovo dopo il \
             rinnovo."
                .into()
        }
    }
}

/// The name of a part of the panel, in a service of this kind.
#[must_use]
pub fn part_name(part: Part, service: Product) -> &'static str {
    part.product(service).name()
}

/// The name of a right.
#[must_use]
pub fn right_name(right: Right) -> &'static str {
    match right {
        Right::Read => "Lettura",
        Right::Write => "Creazione/modifica",
        Right::Send => "Invio a SdI",
        Right::Configure => "Configurazione",
    }
}

/// The names of the rights in a part that `has` says yes to.
#[must_use]
pub fn rights_in(part: Part, has: impl Fn(Permission) -> bool) -> Vec<&'static str> {
    let given = |right: &Right| Permission::new(part, *right).is_some_and(&has);
    Right::ALL.into_iter().filter(given).map(right_name).collect()
}

/// Where an additional user stands.
#[must_use]
pub fn user_state_name(state: UserState) -> &'static str {
    match state {
        UserState::Invited => "Password temporanea inviata",
        UserState::TooLate => "Password temporanea scaduta",
        UserState::Active => "Attivo",
        UserState::Resting => "Posto scaduto",
    }
}
