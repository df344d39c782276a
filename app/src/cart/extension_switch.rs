//! `Estensione dei servizi attivi`: both choices with their prices, side by side, live.

use domain::cart::Change;
use domain::extension::{Choice, Move};
use domain::format::{euro, formula, months, short_date};
use domain::quote::Quote;
use leptos::prelude::*;

use super::api::Press;
use super::live::LiveCart;
use super::press_form;
use crate::components::Switch;

/// The switch and what it means. It is not there when nothing can be extended.
#[component]
pub fn ExtensionSwitch(live: LiveCart) -> impl IntoView {
    view! {
        <Show when=move || live.choice.get().is_some()>
            <section class="panel p-5 sm:p-7" aria-labelledby="estensione">
                <TheSwitch live/>
                <Choices live/>
                <Moves live/>
            </section>
        </Show>
    }
}

#[component]
fn TheSwitch(live: LiveCart) -> impl IntoView {
    let checked = Signal::derive(move || live.cart().extends_owned);
    let choose = Callback::new(move |on| live.press(Change::ChooseExtension(on)));
    // Without WASM the button says what it will do: the opposite of how things stand.
    let other = move || {
        if checked.get() { Press::ExtensionOff.as_str() } else { Press::ExtensionOn.as_str() }
    };
    let text =
        move || if checked.get() { "Disattiva l’estensione" } else { "Attiva l’estensione" };
    view! {
        <div class="flex flex-wrap items-center justify-between gap-4">
            <h2 id="estensione">"Estensione dei servizi attivi"</h2>
            <span class="needs-wasm">
                <Switch
                    name="extends"
                    label="Estensione dei servizi attivi"
                    checked
                    on_change=choose
                    described_by="estensione-spiegata"
                />
            </span>
            <PlainSwitch live other text/>
        </div>
        <p id="estensione-spiegata" class="mt-2 max-w-prose text-muted">
            "Con l’estensione tutti i servizi attivi arrivano alla nuova scadenza: paghi solo i mesi che mancano. \
             Senza, i servizi attivi conservano la loro scadenza."
        </p>
    }
}

/// The same choice as a button of a form.
#[component]
fn PlainSwitch(
    live: LiveCart,
    #[prop(into)] other: Signal<&'static str>,
    #[prop(into)] text: Signal<&'static str>,
) -> impl IntoView {
    view! {
        <form method="post" action=press_form::url() class="without-wasm">
            <input type="hidden" name="version" value=move || live.version()/>
            <button class="btn btn-outline" name="press" value=other>{text}</button>
        </form>
    }
}

/// What each choice costs and until when it lasts.
#[component]
fn Choices(live: LiveCart) -> impl IntoView {
    let extends = move || live.cart().extends_owned;
    let on = move || live.choice.get().map(|choice| choice.on);
    let off = move || live.choice.get().map(|choice| choice.off);
    view! {
        <div class="mt-5 grid gap-4 sm:grid-cols-2">
            <OneChoice title="Con l’estensione" quote=Signal::derive(on) chosen=Signal::derive(extends)/>
            <OneChoice
                title="Senza estensione"
                quote=Signal::derive(off)
                chosen=Signal::derive(move || !extends())
            />
        </div>
    }
}

#[component]
fn OneChoice(
    title: &'static str,
    quote: Signal<Option<Quote>>,
    chosen: Signal<bool>,
) -> impl IntoView {
    let class = move || {
        let frame = if chosen.get() { "border-success border-2" } else { "border-base-300" };
        format!("rounded-box border p-4 {frame}")
    };
    let body = move || {
        quote.get().map(|quote| {
            let totals = quote.totals;
            let until = quote.after.into_iter().map(|after| {
                let name = match after.quantity {
                    1 => after.product.name().to_owned(),
                    many => format!("{} × {many}", after.product.name()),
                };
                view! { <li>{name} " fino al " <span class="figure">{short_date(after.until)}</span></li> }
            });
            view! {
                <p class="figure text-2xl font-bold">{euro(totals.total)}</p>
                <p class="text-sm text-muted">
                    {euro(totals.net)} " + IVA " {euro(totals.vat)}
                </p>
                <ul class="mt-3 space-y-1 text-sm">{until.collect_view()}</ul>
            }
        })
    };
    let badge = move || {
        chosen
            .get()
            .then(|| view! { <span class="text-sm font-semibold text-success">"Scelta"</span> })
    };
    view! {
        <div class=class>
            <div class="flex items-baseline justify-between">
                <h3>{title}</h3>
                {badge}
            </div>
            {body}
        </div>
    }
}

/// What moves: today's expiry, the new one, the months and how the price comes about.
#[component]
fn Moves(live: LiveCart) -> impl IntoView {
    let moves = move || live.choice.get().map(|Choice { moves, .. }| moves).unwrap_or_default();
    let rows = move || moves().into_iter().map(|m| view! { <MoveRow moved=m/> }).collect_view();
    view! {
        <Show when=move || live.cart().extends_owned && !moves().is_empty()>
            <div class="mt-6 overflow-x-auto" tabindex="0" role="region" aria-label="Servizi estesi">
                <table class="table">
                    <caption class="pb-2 text-left font-semibold">"Come si estendono i servizi attivi"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Servizio"</th>
                            <th scope="col">"Scadenza oggi"</th>
                            <th scope="col">"Nuova scadenza"</th>
                            <th scope="col">"Mesi"</th>
                            <th scope="col">"Calcolo"</th>
                            <th scope="col" class="text-right">"Prezzo"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Show>
    }
}

#[component]
fn MoveRow(moved: Move) -> impl IntoView {
    let name = match moved.quantity {
        1 => moved.product.name().to_owned(),
        many => format!("{} × {many}", moved.product.name()),
    };
    view! {
        <tr>
            <th scope="row" class="font-medium">{name}</th>
            <td class="figure">{short_date(moved.from)}</td>
            <td class="figure">{short_date(moved.until)}</td>
            <td>{months(moved.months)}</td>
            <td class="figure">{formula(&moved)}</td>
            <td class="figure text-right font-semibold">{euro(moved.net)}</td>
        </tr>
    }
}
