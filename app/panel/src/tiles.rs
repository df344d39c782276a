//! What the home of the panel says at a glance: a figure, what it means, and the way from there.

use domain::entitlements::{ModuleState, Seats};
use domain::format::short_date;
use domain::space::Space;
use domain::subscription::Standing;
use leptos::prelude::*;

use super::service::api::PanelView;
use super::space::{lasts, of};
use ui::components::{Icon, Sign};
use ui::paths;

/// Only figures that the product has.
pub fn tiles(view: &PanelView) -> impl IntoView + use<> {
    let standing = view.entitlements.standing();
    let states: Vec<_> = view.modules.iter().map(|module| module.state).collect();
    let has_modules = !view.modules.is_empty();
    view! {
        <ul class="mb-5 grid grid-cols-[repeat(auto-fit,minmax(min(8.5rem,100%),1fr))] gap-3 lg:grid-cols-4" aria-label="In breve">
            <Tile
                sign=Sign::Clock
                name="Scadenza"
                value=short_date(view.entitlements.expires())
                means=when(standing)
                way=("#stato-servizio".to_owned(), "Rinnovo")
            />
            <Tile
                sign=Sign::Disks
                name="Spazio"
                value=value_of_space(view.space)
                means=space(view.space, view.needed_space)
                way=("#spazio".to_owned(), "Aumenta")
            />
            <Tile
                sign=Sign::People
                name="Utenti aggiuntivi"
                value=format!("{} di {}", view.seats.used, view.seats.all())
                means=seats(view.seats)
                way=(paths::panel_users(view.service), "Gestisci gli utenti")
            />
            {has_modules.then(|| view! {
                <Tile
                    sign=Sign::Shelf
                    name="Moduli"
                    value=modules(&states)
                    means=modules_mean(&states)
                    way=(paths::panel_add_ons(view.service), "Servizi aggiuntivi")
                />
            })}
        </ul>
    }
}

#[component]
fn Tile(
    sign: Sign,
    name: &'static str,
    #[prop(into)] value: String,
    #[prop(into)] means: String,
    /// Where it leads, and what the way is called.
    way: (String, &'static str),
) -> impl IntoView {
    let (href, text) = way;
    view! {
        <li class="panel flex flex-col p-4">
            <h2 class="flex items-center gap-2 text-sm font-medium text-muted"><Icon sign/>{name}</h2>
            <p class="figure text-xl font-bold">{value}</p>
            <p class="mb-2 text-sm text-muted">{means}</p>
            <a class="text-link mt-auto text-sm" href=href rel="external">{text}</a>
        </li>
    }
}

fn modules(states: &[ModuleState]) -> String {
    let running = states.iter().filter(|state| state.runs()).count();
    format!("{running} di {}", states.len())
}

/// Those that wait for their procedure are no less bought, and not in use yet.
fn modules_mean(states: &[ModuleState]) -> String {
    let waits = |state: &&ModuleState| matches!(state, ModuleState::ToConfigure(_));
    match states.iter().filter(waits).count() {
        0 => "Attivi".into(),
        waiting => format!("Attivi, {waiting} da configurare"),
    }
}

fn when(standing: Standing) -> String {
    match standing {
        Standing::Active => "Il servizio è attivo".into(),
        Standing::NearExpiry { days_left: 0 } => "Oggi".into(),
        Standing::NearExpiry { days_left: 1 } => "Domani".into(),
        Standing::NearExpiry { days_left } => format!("Tra {days_left} giorni"),
        Standing::Consultation { .. } => "Il servizio è scaduto".into(),
        Standing::Over => "Il servizio è cancellato".into(),
    }
}

fn value_of_space(space: Space) -> String {
    if space.gigabytes() == 0 { "0 GB".into() } else { of(space) }
}

/// Whether it lasts, once that is known.
fn space(space: Space, needed: Option<u64>) -> String {
    if let Some(needed) = needed {
        return lasts(space.missing_for(needed));
    }
    match (space.included(), space.bought()) {
        (0, 0) => "Nessuno acquistato".into(),
        (0, _) => "Spazio aggiuntivo".into(),
        (included, 0) => format!("{included} GB incluso"),
        (included, more) => format!("{included} GB incluso, {more} in più"),
    }
}

fn seats(seats: Seats) -> String {
    match (seats.all(), seats.resting, seats.free()) {
        (0, ..) => "Nessuno acquistato".into(),
        (_, 0, 0) => "Nessun posto libero".into(),
        (_, 0, 1) => "1 posto libero".into(),
        (_, 0, free) => format!("{free} posti liberi"),
        (..) => "A riposo fino alla riattivazione".into(),
    }
}

#[cfg(test)]
mod tests {
    use domain::entitlements::Term;

    use super::*;

    #[test]
    fn modules_that_wait_for_their_procedure_are_counted_and_told_apart() {
        let until = domain::calendar::Date::default();
        let (product, standing) = (domain::Product::Collections, Standing::Active);
        let term = Term { product, quantity: 1, until, standing };
        let (active, waiting) = (ModuleState::Active(term), ModuleState::ToConfigure(term));
        let says = |states: &[ModuleState]| (modules(states), modules_mean(states));
        assert_eq!(says(&[active, ModuleState::NotActive]), ("1 di 2".into(), "Attivi".into()));
        let more = [active, waiting, ModuleState::Ordered(26_000_001), waiting];
        assert_eq!(says(&more), ("3 di 4".into(), "Attivi, 2 da configurare".into()));
    }

    #[test]
    fn figures_are_explained_in_a_line() {
        assert_eq!(when(Standing::NearExpiry { days_left: 45 }), "Tra 45 giorni");
        let says = |used, bought, resting| seats(Seats { used, bought, resting });
        assert_eq!(says(1, 1, 0), "Nessun posto libero");
        assert_eq!(says(0, 1, 0), "1 posto libero");
        assert_eq!(says(2, 0, 3), "A riposo fino alla riattivazione");
    }
}
