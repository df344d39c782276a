//! The state of an order, in one or two words.

use domain::order::OrderState;
use leptos::prelude::*;

use crate::components::{StateBadge, Tone};
use crate::wording::order_state_name;

/// The badge of an order's state.
#[component]
pub fn OrderBadge(state: OrderState) -> impl IntoView {
    view! { <StateBadge text=order_state_name(&state) tone=tone(state)/> }
}

fn tone(state: OrderState) -> Tone {
    match state {
        OrderState::AwaitingPayment { .. } => Tone::Warning,
        OrderState::Fulfilled { .. } => Tone::Success,
        OrderState::ActivationFailed { .. } => Tone::Error,
        OrderState::Cancelled { .. } => Tone::Neutral,
    }
}
