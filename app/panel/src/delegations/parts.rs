//! What the pages of the delegations share.

use domain::delegation::State;
use leptos::prelude::*;

use ui::components::{StateBadge, Tone};
use ui::wording;

/// Where a delegation stands.
#[component]
pub fn DelegationBadge(state: State) -> impl IntoView {
    let tone = match state {
        State::Active => Tone::Success,
        State::Offered { .. } => Tone::Warning,
        State::Ended(_) => Tone::Neutral,
    };
    view! { <StateBadge text=wording::delegation_state_name(state) tone/> }
}

/// What is said beside that.
pub fn about(state: State, accepted_on: Option<&str>) -> String {
    match state {
        State::Offered { until } => {
            format!("Può accettare fino al {}.", domain::format::date(until))
        }
        State::Active => match accepted_on {
            Some(day) => format!("Accettata il {day}."),
            None => "Accettata.".to_owned(),
        },
        State::Ended(ending) => wording::delegation_ending(ending).to_owned(),
    }
}

/// The name of the accountant, who may have gone away.
pub fn whose(username: String) -> String {
    if username.is_empty() { "Utenza chiusa".to_owned() } else { username }
}
