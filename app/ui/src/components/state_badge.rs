//! The state of an order, a service or a user, in one or two words.

use leptos::prelude::*;

use super::{Icon, Sign, Tone};

/// The words name the state; sign and tone only help to find it.
#[component]
pub fn StateBadge(
    #[prop(into)] text: Signal<String>,
    #[prop(optional, into)] tone: Signal<Tone>,
    /// In place of the tone's own.
    #[prop(default = None)]
    sign: Option<Sign>,
) -> impl IntoView {
    let class = move || {
        let off = if tone.get() == Tone::Neutral { "is-off" } else { "" };
        format!("state {} {off}", tone.get().class())
    };
    let sign = move || view! { <Icon sign=sign.unwrap_or_else(|| sign_of(tone.get()))/> };

    view! { <span class=class>{sign} {text}</span> }
}

fn sign_of(tone: Tone) -> Sign {
    match tone {
        Tone::Success => Sign::Check,
        Tone::Warning => Sign::Clock,
        Tone::Error => Sign::Alert,
        Tone::Info => Sign::Renew,
        Tone::Neutral => Sign::Minus,
    }
}
