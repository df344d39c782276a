//! The totals beside the cart, and the way on.

use domain::cart::{CartError, Purpose};
use domain::format::euro;
use domain::vat::Totals as Amounts;
use leptos::prelude::*;

use super::live::LiveCart;
use super::next_year::TheNextYear;
use ui::components::{Notice, Tone, Totals};
use ui::{paths, wording};

/// `Imponibile`, `IVA 22%`, `Totale` and `Prosegui e completa l'ordine`.
#[component]
pub fn Summary(live: LiveCart) -> impl IntoView {
    let quote = move || live.quote.get().ok();
    let errors = move || live.quote.get().err().unwrap_or_default();
    let zero = Amounts::of(domain::Money::ZERO, live.terms().vat_rate, live.given().vat_regime);
    let totals = Signal::derive(move || quote().map_or(zero, |quote| quote.totals));
    let discount = Signal::derive(move || quote().map(|quote| quote.discount));
    view! {
        <aside class="panel p-4 sm:p-6 lg:sticky lg:top-6" aria-labelledby="totali">
            <h2 id="totali" class="mb-3">"Riepilogo"</h2>
            <Parts live/>
            <Totals totals discount rate=live.terms().vat_rate is_fixed=true/>
            <Refusals errors=Signal::derive(errors)/>
            <Onwards live class="btn btn-primary btn-big mt-5 w-full max-lg:hidden"/>
            <TheNextYear next=Signal::derive(move || live.next_year())/>
            <p class="mt-4 text-sm text-muted">
                "Nessun pagamento adesso: prima vedi tutto il riepilogo sul Modulo d’ordine."
            </p>
        </aside>
    }
}

/// `Totale` and the way on, always in sight where the summary is not beside the cart. Changes of
/// the total are spoken by the summary alone.
#[component]
pub fn TotalInSight(live: LiveCart) -> impl IntoView {
    let total = move || live.quote.get().ok().map(|quote| euro(quote.totals.total));
    // What is in it that somebody did not ask for by name, and the way there.
    let part = move || {
        let extended = live.choice.get().filter(|_| live.cart().extends_owned);
        extended.map(|choice| {
            let text = format!("di cui {} estensione", euro(choice.difference()));
            view! { <a class="text-link text-sm" href=format!("#{}", paths::EXTENSION)>{text}</a> }
        })
    };
    view! {
        <div class="in-sight">
            <p>"Totale " <strong class="figure">{total}</strong> {part}</p>
            <Onwards live class="btn btn-primary"/>
        </div>
    }
}

/// What is added and what the extension costs, so that the amounts on the page add up.
#[component]
fn Parts(live: LiveCart) -> impl IntoView {
    let extended = move || live.choice.get().filter(|_| live.cart().extends_owned);
    let rows = move || {
        extended().map(|choice| {
            view! {
                <dl class="ledger">
                    <div><dt>"Servizi aggiuntivi"</dt><dd>{euro(choice.added_net())}</dd></div>
                    <div><dt>"Estensione dei servizi attivi"</dt><dd>{euro(choice.moves_net())}</dd></div>
                </dl>
            }
        })
    };
    view! { {rows} }
}

/// Why the cart cannot be ordered as it is.
#[component]
fn Refusals(errors: Signal<Vec<CartError>>) -> impl IntoView {
    let sentences = move || {
        let sentence = |error: CartError| {
            let tone = if error == CartError::NothingAdded { Tone::Info } else { Tone::Warning };
            view! { <Notice tone title=wording::cart_sentence(&error)/> }
        };
        errors.get().into_iter().map(sentence).collect_view()
    };
    view! { <div class="mt-4 stack">{sentences}</div> }
}

/// The way on.
#[component]
fn Onwards(live: LiveCart, class: &'static str) -> impl IntoView {
    let next = match (live.signed_in, live.purpose()) {
        (false, _) => paths::SIGN_IN,
        (true, Purpose::FirstPurchase { .. }) => paths::HOLDER,
        (true, Purpose::Add | Purpose::Renewal { .. }) => paths::ORDER_FORM,
    };
    let is_shut = live.is_given_up;
    view! {
        <Show when=move || live.quote.get().is_ok()>
            // Without an address it leads nowhere: the page says why.
            <a
                class=class
                class:btn-disabled=is_shut
                aria-disabled=is_shut.then_some("true")
                href=(!is_shut).then_some(next)
            >
                "Prosegui e completa l’ordine"
            </a>
        </Show>
    }
}
