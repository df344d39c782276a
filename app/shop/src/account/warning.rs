//! Something that is worth a second look, and no reason to stop.

use leptos::prelude::*;

use ui::components::{Notice, Tone};

/// A warning below a field. It is read out when it appears.
#[component]
pub fn Warning(when: Signal<bool>, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <div role="status">
            <Show when=move || when.get()>
                <div class="mt-3">
                    <Notice tone=Tone::Warning title=title>
                        <p>{text}</p>
                    </Notice>
                </div>
            </Show>
        </div>
    }
}
