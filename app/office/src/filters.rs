//! What narrows the list of orders: a form of the browser's own, and the piles as links.

use domain::order::Pile;
use leptos::prelude::*;

use super::asked::{Asked, KINDS, METHODS};
use super::words;
use ui::components::{Icon, Sign};
use ui::{paths, wording};

/// One field for everything that somebody may know of an order, and two lists to choose from.
#[component]
pub fn Filters(asked: Asked) -> impl IntoView {
    let reset = asked.is_filtered().then(|| {
        view! {
            <a class="btn btn-ghost" href=paths::OFFICE rel="external">"Togli i filtri"</a>
        }
    });
    // A pile that was chosen stays chosen; without one, a search looks through all of them.
    let pile = (!asked.pile.is_empty()).then(|| {
        view! { <input type="hidden" name=paths::ORDERS_PILE value=asked.pile.clone()/> }
    });
    let methods =
        METHODS.map(|(name, method)| (name, wording::payment_method_name(method))).to_vec();
    let kinds = KINDS.map(|(name, kind)| (name, wording::order_kind_name(kind))).to_vec();

    view! {
        // Going back shows what the address says, not what was chosen and left.
        <form class="order-filters" action=paths::OFFICE method="get" role="search" autocomplete="off">
            {pile}
            <div class="field order-search">
                <label class="field-label" for=paths::ORDERS_SOUGHT>"Cerca"</label>
                <input
                    class="input"
                    type="search"
                    id=paths::ORDERS_SOUGHT
                    name=paths::ORDERS_SOUGHT
                    value=asked.search
                    placeholder="Nome, partita IVA, numero o importo"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                />
            </div>
            {one_of(paths::ORDERS_METHOD, "Metodo", methods, &asked.method)}
            {one_of(paths::ORDERS_KIND, "Tipo", kinds, &asked.kind)}
            <div class="flex flex-wrap gap-2">
                <button type="submit" class="btn btn-outline">"Cerca"</button>
                {reset}
            </div>
        </form>
    }
}

/// A closed list whose first choice leaves nothing out.
fn one_of(
    name: &'static str,
    label: &'static str,
    choices: Vec<(&'static str, &'static str)>,
    chosen: &str,
) -> impl IntoView + use<> {
    let options: Vec<_> = [("", "Tutti")]
        .into_iter()
        .chain(choices)
        .map(|(value, label)| {
            view! { <option value=value selected=value == chosen>{label}</option> }
        })
        .collect();

    view! {
        <div class="field">
            <label class="field-label" for=name>{label}</label>
            <select class="select" id=name name=name autocomplete="off">{options}</select>
        </div>
    }
}

/// What lies on each pile; the one that is looked at is marked.
#[component]
pub fn Piles(asked: Asked, heights: Vec<(Pile, i64)>) -> impl IntoView {
    let in_all: i64 = heights.iter().map(|(_, orders)| orders).sum();
    let piles = heights.into_iter().map(|(pile, orders)| (Some(pile), orders));
    let chips: Vec<_> = piles
        .chain([(None, in_all)])
        .map(|(pile, orders)| {
            let href = asked.on_pile(pile).list_address();
            let current = (asked.pile() == pile).then_some("true");
            view! {
                <li>
                    <a class="chip" href=href rel="external" aria-current=current>
                        {words::pile(pile)} " " <b class="figure">{orders}</b>
                    </a>
                </li>
            }
        })
        .collect();

    view! {
        <nav aria-label="Stato degli ordini"><ul class="chips">{chips}</ul></nav>
    }
}

/// The way to what waits for a decision; nothing while nothing does.
pub fn waiting(count: usize) -> Option<impl IntoView> {
    let words = match count {
        0 => return None,
        1 => "C’è una cosa da decidere".to_owned(),
        count => format!("Ci sono {count} cose da decidere"),
    };
    Some(view! {
        <a class="waiting" href=paths::OFFICE_DECISIONS rel="external">
            <Icon sign=Sign::Alert/> <span>{words}</span> <Icon sign=Sign::ArrowRight/>
        </a>
    })
}
