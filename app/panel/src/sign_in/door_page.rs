//! The door of every panel, and the addresses that pages of it had before their service stood in them:
//! whoever has signed in is led on to the panel of their service.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::api::load_panel_door;
use ui::components::loaded;

#[component]
pub fn DoorPage() -> impl IntoView {
    let asked = use_location().pathname.get_untracked();
    loaded(load_panel_door(asked), |()| ())
}
