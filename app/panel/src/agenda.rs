//! `Agenda`: what is coming for the service.

pub mod api;
mod page;

use domain::id::SubscriptionId;
use leptos::prelude::*;

pub use page::AgendaPage;
use ui::paths;

/// The way there from a home.
pub fn agenda_link(service: SubscriptionId) -> impl IntoView {
    view! { <a class="text-link" href=paths::panel_agenda(service)>"Vedi l’agenda"</a> }
}
