//! The state of an order, in one or two words.

use domain::order::OrderState;
use domain::party::Kind;
use leptos::prelude::*;

use super::{StateBadge, Tone};
use crate::wording::order_state_of;

/// The badge of an order's state.
#[component]
pub fn OrderBadge(state: OrderState, kind: Kind) -> impl IntoView {
    view! { <StateBadge text=order_state_of(&state, kind) tone=tone(state)/> }
}

fn tone(state: OrderState) -> Tone {
    match state {
        OrderState::AwaitingPayment { .. } => Tone::Warning,
        OrderState::Fulfilled { .. } => Tone::Success,
        OrderState::FulfilledOnCommitment { .. } => Tone::Info,
        OrderState::ActivationFailed { .. } | OrderState::CommitmentFailed { .. } => Tone::Error,
        OrderState::Cancelled { .. } => Tone::Neutral,
    }
}
