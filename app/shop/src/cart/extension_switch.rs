//! `Estensione dei servizi attivi`: both choices with their prices, side by side, live.

use domain::cart::Change;
use domain::extension::{Choice, Move};
use domain::format::{euro, months, short_date};
use domain::names::{formula, marked};
use domain::quote::{LineKind, Quote};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::api::Press;
use super::live::LiveCart;
use super::press_form;
use ui::components::Switch;
use ui::wording;

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
    // A press sends the opposite of how things stand.
    let press = Signal::derive(move || {
        if checked.get() { Press::ExtensionOff.as_str() } else { Press::ExtensionOn.as_str() }
    });
    let choose = move |event: SubmitEvent| {
        event.prevent_default();
        live.press(Change::ChooseExtension(!checked.get_untracked()));
    };
    view! {
        <div class="flex flex-wrap items-center justify-between gap-4">
            <h2 id="estensione">"Estensione dei servizi attivi"</h2>
            <form method="post" action=press_form::url() on:submit=choose>
                <input type="hidden" name="version" value=move || live.version()/>
                <Switch
                    label="Estensione dei servizi attivi"
                    checked
                    name="press"
                    value=press
                    described_by="estensione-spiegata"
                />
            </form>
        </div>
        <p id="estensione-spiegata" class="mt-2 max-w-prose text-muted">
            "Con l’estensione tutti i servizi attivi arrivano alla nuova scadenza: paghi solo i mesi che mancano. \
             Senza, i servizi attivi conservano la loro scadenza."
        </p>
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
            let until = quote.after_together().into_iter().map(|after| {
                let name = wording::counted(after.product, after.quantity);
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
///
/// On narrow screens each row is a block (`style/components/table.css`), which would take the
/// roles of a table away: so they are spelt out.
#[component]
fn Moves(live: LiveCart) -> impl IntoView {
    let moves = move || live.choice.get().map(|Choice { moves, .. }| moves).unwrap_or_default();
    let rows = move || moves().into_iter().map(|m| view! { <MoveRow moved=m/> }).collect_view();
    view! {
        <Show when=move || live.cart().extends_owned && !moves().is_empty()>
            <div class="mt-6 overflow-x-auto" tabindex="0" role="region" aria-label="Servizi estesi">
                <table class="table table-blocks" role="table">
                    <caption class="pb-2 text-left font-semibold">"Come si estendono i servizi attivi"</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col">"Servizio"</th>
                            <th role="columnheader" scope="col">"Scadenza oggi"</th>
                            <th role="columnheader" scope="col">"Nuova scadenza"</th>
                            <th role="columnheader" scope="col">"Mesi"</th>
                            <th role="columnheader" scope="col">"Calcolo"</th>
                            <th role="columnheader" scope="col" class="text-right">"Prezzo"</th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </Show>
    }
}

#[component]
fn MoveRow(moved: Move) -> impl IntoView {
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="font-medium max-sm:font-semibold">
                {marked(&wording::counted(moved.product, moved.quantity), LineKind::Extension)}
            </th>
            <td role="cell" class="figure" data-name="Scadenza oggi">{short_date(moved.from)}</td>
            <td role="cell" class="figure" data-name="Nuova scadenza">{short_date(moved.until)}</td>
            <td role="cell" class="whitespace-nowrap max-sm:hidden" data-name="Mesi">{months(moved.months)}</td>
            <td role="cell" class="figure" data-name="Calcolo">{formula(&moved)}</td>
            <td role="cell" class="figure text-right font-semibold" data-name="Prezzo">
                {euro(moved.net)}
            </td>
        </tr>
    }
}
