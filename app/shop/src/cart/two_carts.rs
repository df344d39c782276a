//! The question which of two carts goes: somebody has chosen something and signed in, and something
//! else was waiting in their account.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ChooseCart, TwoCartsView};
use ui::components::{Card, PageTitle};

/// Both are there until one is chosen. Forms of the browser itself: the page that comes is another
/// one.
#[component]
pub fn WhichCart(two: TwoCartsView) -> impl IntoView {
    let TwoCartsView { brought, kept, version } = two;
    view! {
        <PageTitle text="Con quale carrello prosegui?">
            "Nel tuo account c’è già un carrello, diverso da quello che hai riempito adesso. Scegli \
             con quale prosegui: l’altro viene tolto."
        </PageTitle>
        <div class="grid gap-6 md:grid-cols-2">
            <Card title="Quello di adesso">
                <p>{brought}</p>
                <Choice keeps="brought" version text="Tieni questo" class="btn-primary"/>
            </Card>
            <Card title="Quello di prima">
                <p>{kept}</p>
                <Choice keeps="kept" version text="Riprendi quello di prima" class="btn-outline"/>
            </Card>
        </div>
    }
}

#[component]
fn Choice(
    keeps: &'static str,
    version: i64,
    text: &'static str,
    class: &'static str,
) -> impl IntoView {
    view! {
        <form action=ChooseCart::url() method="post" class="mt-4">
            <input type="hidden" name="keeps" value=keeps/>
            <input type="hidden" name="version" value=version/>
            <button class=format!("btn {class}")>{text}</button>
        </form>
    }
}
