//! Less than what is due has arrived.

use domain::order::Order;
use leptos::prelude::*;

use ui::components::{Notice, Tone};
use ui::wording;

/// What has arrived, and what is missing; nothing as long as nothing has arrived. The amounts with
/// which the page says how to pay are those of the rest.
#[component]
pub fn PartReceived(order: Order) -> impl IntoView {
    wording::part_received(&order).map(|title| view! { <Notice tone=Tone::Info title/> })
}
