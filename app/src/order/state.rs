//! The state of an order, in one or two words.

use domain::order::OrderState;
use domain::party::Kind;
use leptos::prelude::*;

use crate::components::{StateBadge, Tone};
use crate::wording::order_state_of;

/// The badge of an order's state.
#[component]
pub fn OrderBadge(state: OrderState, kind: Kind) -> impl IntoView {
    view! { <StateBadge text=order_state_of(&state, kind) tone=tone(state)/> }
}

/// What the customer does with an order that waits, and how it goes on for those who listen.
pub fn next_step(kind: Kind) -> (&'static str, &'static str) {
    if kind == Kind::PublicBody { ("Invia l’impegno", " per") } else { ("Paga", "") }
}

/// What keeps an ordered add-on from being active.
pub fn awaited_state(kind: Kind) -> &'static str {
    if kind == Kind::PublicBody { "In attesa dell’impegno" } else { "In attesa di pagamento" }
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
