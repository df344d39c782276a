//! What stands behind an address of the panel, or of the accountants, that leads nowhere, and behind
//! what is somebody else's: one page for each zone, whoever asks.

use leptos::prelude::*;

use ui::components::{NothingHere, WaysOn};
use ui::layout::{SkipLink, ZoneHeader};
use ui::paths;

const PANEL: (&str, &str) = (paths::PANEL, "Pannello");
const CLIENTS: (&str, &str) = (paths::ACCOUNTANT, "I tuoi clienti");

/// Where somebody goes on who is in a panel; it may be an accountant, whose delegation has ended.
pub const FROM_PANEL: WaysOn = WaysOn([PANEL, CLIENTS]);
/// The same among the pages of the accountants.
pub const FROM_ACCOUNTANTS: WaysOn = WaysOn([CLIENTS, PANEL]);

/// The whole page, of the panel.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <Whole name="Pannello" home=paths::PANEL/> }
}

/// The whole page, of the accountants.
#[component]
pub fn NoSuchPage() -> impl IntoView {
    view! { <Whole name="Commercialista" home=paths::ACCOUNTANT/> }
}

#[component]
fn Whole(name: &'static str, home: &'static str) -> impl IntoView {
    view! {
        <SkipLink/>
        <ZoneHeader name home/>
        <main id="contenuto" tabindex="-1" class="page">
            <NothingHere/>
        </main>
    }
}
