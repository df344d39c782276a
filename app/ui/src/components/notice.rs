//! A message that stands in the page.

use leptos::prelude::*;

use super::{Icon, Sign, Tone};

/// A message with a title and, if there is more to say, children.
///
/// An error interrupts somebody who listens to the page, a success waits for its turn; the other
/// tones are read where they stand.
#[component]
pub fn Notice(
    tone: Tone,
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = format!("notice {}", tone.class());

    view! {
        <div class=class role=role(tone)>
            <Icon sign=sign(tone)/>
            <p class="notice-title">{title}</p>
            {children.map(|children| view! { <div class="notice-body">{children()}</div> })}
        </div>
    }
}

fn role(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Error => Some("alert"),
        Tone::Success => Some("status"),
        Tone::Neutral | Tone::Info | Tone::Warning => None,
    }
}

fn sign(tone: Tone) -> Sign {
    match tone {
        Tone::Success => Sign::Check,
        Tone::Warning | Tone::Error => Sign::Alert,
        Tone::Neutral | Tone::Info => Sign::Info,
    }
}
