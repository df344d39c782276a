//! `Gestione multiutente`: how many places there are for additional users.

use domain::Product;
use domain::entitlements::{Entitlements, Seats, Term};
use leptos::prelude::*;

use super::expiry::Expiry;

/// `0/2`, with the same in words.
#[component]
pub fn SeatCount(seats: Seats) -> impl IntoView {
    let (used, all) = (seats.used, seats.all());

    view! {
        <p class="flex flex-wrap items-baseline gap-x-3">
            <span class="figure text-3xl font-bold" aria-hidden="true">{used}"/"{all}</span>
            <span class="sr-only">{format!("Usati: {used}. Acquistati: {all}.")}</span>
            <span class="text-muted">{sentence(seats)}</span>
        </p>
    }
}

/// The places that end together, a line for each day.
pub fn seat_expiries(entitlements: &Entitlements) -> impl IntoView + use<> {
    let line = |Term { quantity, until, standing, .. }: Term| {
        view! { <li>{users(quantity)} " · " <Expiry expires=until standing/></li> }
    };
    let lines: Vec<_> = entitlements.terms(Product::User).map(line).collect();

    (!lines.is_empty()).then(|| view! { <ul>{lines}</ul> })
}

fn users(quantity: u32) -> String {
    if quantity == 1 { "1 utente".into() } else { format!("{quantity} utenti") }
}

fn sentence(seats: Seats) -> String {
    match (seats.all(), seats.resting, seats.free()) {
        (0, ..) => "Nessun utente aggiuntivo acquistato".into(),
        (_, 0, 0) => "Tutti in uso".into(),
        (_, 0, 1) => "1 ancora libero".into(),
        (_, 0, free) => format!("{free} ancora liberi"),
        (_, 1, _) => "A riposo fino alla riattivazione del servizio".into(),
        (..) => "Tutti a riposo fino alla riattivazione del servizio".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_free_places_are_told() {
        let says = |used, bought| sentence(Seats { used, bought, resting: 0 });
        assert_eq!(says(0, 0), "Nessun utente aggiuntivo acquistato");
        assert_eq!(says(0, 3), "3 ancora liberi");
        assert_eq!(says(2, 3), "1 ancora libero");
        assert_eq!(says(3, 3), "Tutti in uso");
        assert_eq!(says(3, 2), "Tutti in uso");
        let rests = |resting| sentence(Seats { used: 1, bought: 0, resting });
        assert_eq!(rests(1), "A riposo fino alla riattivazione del servizio");
        assert_eq!(rests(3), "Tutti a riposo fino alla riattivazione del servizio");
    }
}
