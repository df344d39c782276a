//! The state of an order, in one or two words.

use domain::order::OrderState;
use domain::party::Kind;
use leptos::prelude::*;

use super::{StateBadge, Tone};
use crate::wording::{order_state_name, order_state_of};

/// The badge of an order's state, for whoever ordered.
#[component]
pub fn OrderBadge(
    state: OrderState,
    kind: Kind,
    /// In the words of the office.
    #[prop(optional)]
    for_staff: bool,
) -> impl IntoView {
    let text = if for_staff { order_state_name(&state) } else { order_state_of(&state, kind) };
    view! { <StateBadge text tone=tone(state)/> }
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
