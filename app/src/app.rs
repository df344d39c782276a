//! Which root the pages of a zone have.

use leptos::prelude::*;
use ui::Zone;

/// The root of every page of a zone.
#[must_use]
pub fn root(zone: Zone) -> AnyView {
    match zone {
        Zone::Shop => view! { <shop::App/> }.into_any(),
        Zone::Panel => view! { <panel::App/> }.into_any(),
        Zone::Accountant => view! { <panel::AccountantApp/> }.into_any(),
        Zone::Office => view! { <office::App/> }.into_any(),
        Zone::Demo => view! { <demo::App/> }.into_any(),
    }
}
