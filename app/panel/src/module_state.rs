//! Where a module stands, in a word and a colour.

use domain::entitlements::ModuleState;
use leptos::prelude::*;

use ui::components::{Sign, StateBadge, Tone};
use ui::paths;

fn name(state: ModuleState) -> &'static str {
    match state {
        ModuleState::ToConfigure(_) => "Attivo – da configurare",
        ModuleState::Active(_) => "Attivo",
        ModuleState::Consultation(_) => "In consultazione",
        ModuleState::Ordered(_) => "In attesa di pagamento",
        ModuleState::NotActive => "Non attivo",
    }
}

fn tone(state: ModuleState) -> Tone {
    match state {
        ModuleState::Active(_) => Tone::Success,
        ModuleState::Consultation(_) => Tone::Neutral,
        ModuleState::ToConfigure(_) | ModuleState::Ordered(_) => Tone::Info,
        ModuleState::NotActive => Tone::Warning,
    }
}

/// What can be bought is closed; it does not wait for anything, as its colour would say.
fn sign(state: ModuleState) -> Option<Sign> {
    matches!(state, ModuleState::NotActive).then_some(Sign::Lock)
}

/// The state in its colour, and the way to the order that is waited for.
#[component]
pub fn ModuleBadge(state: ModuleState) -> impl IntoView {
    let order = match state {
        ModuleState::Ordered(number) => Some(view! {
            <a class="text-link" href=paths::order(number) rel="external">{format!("Ordine {number}")}</a>
        }),
        ModuleState::ToConfigure(_)
        | ModuleState::Active(_)
        | ModuleState::Consultation(_)
        | ModuleState::NotActive => None,
    };
    view! {
        <StateBadge text=name(state) tone=tone(state) sign=sign(state)/>
        {order}
    }
}

/// What a module waits for before it is of use. No way leads there, since the procedure is not there yet.
pub fn waits_for(state: ModuleState) -> Option<&'static str> {
    match state {
        ModuleState::ToConfigure(_) => Some(
            "La procedura che lo configura non è ancora disponibile: per ora non devi fare nulla.",
        ),
        ModuleState::Active(_)
        | ModuleState::Consultation(_)
        | ModuleState::Ordered(_)
        | ModuleState::NotActive => None,
    }
}
