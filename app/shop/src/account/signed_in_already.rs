//! For somebody who is known and comes to a page that asks who they are.

use leptos::prelude::*;

use super::sign_out::SignOutButton;
use ui::components::{Notice, Tone};
use ui::paths;

/// Says as whom they have signed in, and offers the ways on.
#[component]
pub fn SignedInAlready(username: String, is_buying: bool) -> impl IntoView {
    let (next, label) = if is_buying {
        (paths::CART, "Torna al carrello")
    } else {
        (paths::AREA, "Vai all’area clienti")
    };

    view! {
        <div class="mb-6">
            <Notice tone=Tone::Info title="Hai già effettuato l’accesso">
                <p>"Il tuo username è " <strong class="wrap-anywhere">{username}</strong> "."</p>
                <div class="mt-3 flex flex-wrap gap-3">
                    <a class="btn btn-outline" href=next>{label}</a>
                    <SignOutButton/>
                </div>
            </Notice>
        </div>
    }
}
