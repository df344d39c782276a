//! `Estensione dei servizi attivi`: both choices with their prices, side by side, live.

use domain::calendar::Date;
use domain::cart::Change;
use domain::catalog::Product;
use domain::extension::{self, Choice, Move, Row, Subject};
use domain::format::{euro, months, short_date};
use domain::names::{formula, marked};
use domain::quote::{LineKind, Quote};
use leptos::either::Either;
use leptos::{html, prelude::*};

use super::api::Press;
use super::live::LiveCart;
use super::press_form::{self, WhereItStands};
use ui::components::{SpanBar, SpanKey, SpanPatterns};
use ui::{paths, wording};

const WITH: &str = "con-estensione";
const WITHOUT: &str = "senza-estensione";

/// The choice and what it means. It is not there when nothing can be extended.
#[component]
pub fn ExtensionSwitch(
    live: LiveCart,
    /// The page began with nothing to extend for: it comes with the first thing that is added.
    #[prop(optional)]
    is_late: bool,
) -> impl IntoView {
    let is_proposed = untrack(|| extension::is_proposed(&live.cart(), &live.given()));
    // While nothing is added there is nothing to price; what was here keeps its place.
    let choice = Memo::new(move |before: Option<&Option<Choice>>| {
        live.choice.get().or_else(|| before.cloned().flatten())
    });
    is_proposed.then(|| {
        view! {
            // Where a link leads the focus goes, too.
            <section
                id=paths::EXTENSION
                class="panel p-4 sm:p-6"
                tabindex="-1"
                aria-labelledby="estensione-titolo"
                hidden=move || is_late && choice.get().is_none()
            >
                <div class="flex flex-wrap items-center justify-between gap-4">
                    <h2 id="estensione-titolo">"Estensione dei servizi attivi"</h2>
                    <Pill live/>
                </div>
                <div class:opacity-50=move || live.choice.get().is_none()>
                    <Choices live choice/>
                    <Drawing live choice/>
                </div>
            </section>
        }
    })
}

/// The green switch of the heading: a large target for the radio that is not chosen, which those who
/// listen do not need.
#[component]
fn Pill(live: LiveCart) -> impl IntoView {
    let extends = move || live.cart().extends_owned;
    view! {
        <label
            class="switch"
            class=("switch-on", extends)
            for=move || if extends() { WITHOUT } else { WITH }
            aria-hidden="true"
        >
            <span class="switch-knob"></span>
            <span>{move || if extends() { "Attivata" } else { "Disattivata" }}</span>
        </label>
    }
}

/// What each choice costs, and what it means.
#[component]
fn Choices(live: LiveCart, choice: Memo<Option<Choice>>) -> impl IntoView {
    let on = move || choice.get().map(|choice| (choice.on.clone(), with_sentence(&choice)));
    let off = move || choice.get().map(|choice| (choice.off.clone(), without_sentence(&choice)));
    let modules = live.service().add_ons().filter(|product| product.is_module());
    let longest = modules.max_by_key(|product| product.name().chars().count());
    let room = move || longest.zip(choice.get()).and_then(|(module, it)| room(&it, module));
    view! {
        <form method="post" action=press_form::url() class="mt-4">
            <WhereItStands live/>
            <fieldset class="grid gap-3 sm:grid-cols-2">
                <legend class="sr-only">"Estensione dei servizi attivi"</legend>
                <OneChoice live extends=true id=WITH title="Con l’estensione" shown=Signal::derive(on) room=Signal::stored(None)/>
                <OneChoice live extends=false id=WITHOUT title="Senza estensione" shown=Signal::derive(off) room=Signal::derive(room)/>
            </fieldset>
            <button class="btn btn-outline btn-sm mt-3 without-script">"Ricalcola"</button>
        </form>
    }
}

#[component]
fn OneChoice(
    live: LiveCart,
    /// What it means for what is owned.
    extends: bool,
    id: &'static str,
    title: &'static str,
    shown: Signal<Option<(Quote, String)>>,
    /// The longest that the sentence gets on this page: it has the room from the start, so that
    /// nothing below moves when something else is added.
    room: Signal<Option<String>>,
) -> impl IntoView {
    let press = if extends { Press::ExtensionOn } else { Press::ExtensionOff };
    let is_chosen = move || live.cart().extends_owned == extends;
    let total = move || shown.get().map(|(quote, _)| euro(quote.totals.total));
    let sentence = move || shown.get().map(|(_, sentence)| sentence);
    let radio = NodeRef::<html::Input>::new();
    // What was chosen before the page was live counts.
    Effect::new(move |before: Option<()>| {
        if before.is_none() && radio.get().is_some_and(|radio| radio.checked()) {
            choose(live, extends);
        }
    });
    view! {
        <label class="pick">
            <input
                type="radio"
                name="press"
                id=id
                value=press.as_str()
                checked=untrack(is_chosen)
                prop:checked=is_chosen
                aria-labelledby=format!("{id}-nome {id}-totale")
                aria-describedby=format!("{id}-senso")
                on:change=move |_| choose(live, extends)
                node_ref=radio
            />
            <span id=format!("{id}-nome") class="font-semibold">{title}</span>
            <span id=format!("{id}-totale") class="figure text-lg font-bold">{total}</span>
            <span class="pick-sense">
                <span id=format!("{id}-senso")>{sentence}</span>
                <span class="invisible" aria-hidden="true">{room}</span>
            </span>
        </label>
    }
}

fn choose(live: LiveCart, extends: bool) {
    if live.cart().extends_owned != extends {
        live.press(Change::ChooseExtension(extends));
    }
}

/// `Tutto arriva al 22/11/2027: 7 mesi (214 giorni) in più a 3 servizi, 42,70 € dei 64,66 €.`
fn with_sentence(choice: &Choice) -> String {
    let Some(first) = choice.moves.first() else { return String::new() };
    let count = choice.moves.len();
    let most = choice.moves.iter().map(|moved| moved.months).max().unwrap_or_default();
    let all_alike = choice.moves.iter().all(|moved| moved.months == first.months);
    let services = if count == 1 { "1 servizio".to_owned() } else { format!("{count} servizi") };
    let days = days_in_all(longest_move(choice));
    let longer = match (most, all_alike) {
        (0, _) => format!("{days} in più a {services}, gratis"),
        (_, true) => format!("{} ({days}) in più a {services}", months(most)),
        (_, false) => format!("fino a {} ({days}) in più a {services}", months(most)),
    };
    let (part, whole) = (euro(choice.difference()), euro(choice.on.totals.total));
    let price = if most == 0 { String::new() } else { format!(", {part} dei {whole}") };
    format!("Tutto arriva al {}: {longer}{price}.", short_date(first.until))
}

/// `42,70 € in meno oggi. Modulo incassi e pagamenti costa lo stesso ma finisce il 22/04/2027: 151
/// giorni invece di 365.`
fn without_sentence(choice: &Choice) -> String {
    match choice.ends_earlier() {
        Some((off, on)) => ends_earlier(choice, off.product, off.from, off.until, on.until),
        None => format!(
            "{} in meno oggi. I servizi attivi conservano la loro scadenza: fino a {} in meno.",
            euro(choice.difference()),
            days_in_all(longest_move(choice))
        ),
    }
}

fn ends_earlier(choice: &Choice, product: Product, from: Date, off: Date, on: Date) -> String {
    format!(
        "{} in meno oggi. {} costa lo stesso ma finisce il {}: {} giorni invece di {}.",
        euro(choice.difference()),
        product.name(),
        short_date(off),
        (off - from).num_days(),
        (on - from).num_days()
    )
}

/// The sentence without the extension as it would be if a module were added that nobody has yet.
fn room(choice: &Choice, module: Product) -> Option<String> {
    let line = choice.on.of_kind(LineKind::Purchase).next()?;
    let moved = choice.moves.first()?;
    Some(ends_earlier(choice, module, line.from, moved.from, moved.until))
}

/// By how many days what moves most moves.
fn longest_move(choice: &Choice) -> i64 {
    let days = choice.moves.iter().map(|moved| (moved.until - moved.from).num_days());
    days.max().unwrap_or_default()
}

fn days_in_all(days: i64) -> String {
    if days == 1 { "1 giorno".to_owned() } else { format!("{days} giorni") }
}

/// Until when everything lasts: a bar for each thing, from today to its old and its new end.
///
/// On narrow screens each row is a block (`style/components/table.css`), which would take the
/// roles of a table away: so they are spelt out.
#[component]
fn Drawing(live: LiveCart, choice: Memo<Option<Choice>>) -> impl IntoView {
    let extends = move || live.cart().extends_owned;
    let today = live.given().today;
    let rows = move || {
        let choice = choice.get();
        let rows = choice.map(|choice| choice.rows(extends(), today)).unwrap_or_default();
        rows.into_iter().map(|row| view! { <TheRow row/> }).collect_view()
    };
    let caption = move || {
        if extends() {
            "Con l’estensione, fino a quando"
        } else {
            "Senza estensione, fino a quando"
        }
    };
    view! {
        <table class="table spans mt-5" role="table">
            <caption class="pb-2 text-left font-semibold">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">"Servizio"</th>
                    <th role="columnheader" scope="col">"Durata"</th>
                    <th role="columnheader" scope="col">"Scadenza"</th>
                    <th role="columnheader" scope="col" class="text-right">"Prezzo + IVA"</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        <SpanPatterns/>
        <SpanKey adds=true begins=true/>
    }
}

#[component]
fn TheRow(row: Row) -> impl IntoView {
    let Row { what, from, until, paid, added, net } = row;
    let is_new = matches!(what, Subject::New(_));
    let name = match &what {
        Subject::Owned(moved) => {
            marked(&wording::counted(moved.product, moved.quantity), LineKind::Extension)
        }
        Subject::New(lines) => match lines.as_slice() {
            [line] => wording::counted(line.product, line.quantity),
            lines => format!("{} servizi nuovi", lines.len()),
        },
    };
    let how = match &what {
        Subject::Owned(moved) => Some(move_formula(moved)),
        Subject::New(_) => None,
    };
    let days = if from == until {
        Either::Left(view! { "al " <b>{short_date(until)}</b> })
    } else {
        Either::Right(view! { "dal " {short_date(from)} " al " <b>{short_date(until)}</b> })
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{name}</th>
            <td role="cell" class="spans-bar"><SpanBar paid added is_new/></td>
            <td role="cell" class="spans-days figure">{days}</td>
            // What is not paid for keeps its room, so that the choice moves nothing.
            <td role="cell" class="spans-price figure" class:invisible={added == 0}>
                <span class="font-semibold">{euro(net)}</span>
                <span class="text-sm text-muted">{how}</span>
            </td>
        </tr>
    }
}

fn move_formula(moved: &Move) -> String {
    if moved.months == 0 { "gratis".to_owned() } else { formula(moved) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::cart::Cart;
    use domain::quote::{Circumstances, Owned};
    use domain::terms::Terms;

    fn the_choice() -> Choice {
        the_choice_for(Product::Collections)
    }

    fn the_choice_for(added: Product) -> Choice {
        let day = |text: &str| text.parse().unwrap();
        let owned = |product| Owned { product, quantity: 1, expires: day("2027-04-22") };
        let owned = [Product::Invoicing, Product::Documents, Product::User].map(owned).to_vec();
        let given = Circumstances { owned, ..Circumstances::new_customer(day("2026-11-22")) };
        let cart = Cart::add_ons(Product::Invoicing);
        let cart = cart.set_quantity(added, 1, &[]).unwrap();
        extension::choice(&cart, &given, &Terms::demo()).unwrap().unwrap()
    }

    #[test]
    fn both_choices_say_what_they_cost_and_until_when() {
        let choice = the_choice();
        let plain = |text: String| text.replace('\u{a0}', " ");
        assert_eq!(
            plain(with_sentence(&choice)),
            "Tutto arriva al 22/11/2027: 7 mesi (214 giorni) in più a 3 servizi, 42,70 € dei 64,66 €."
        );
        assert_eq!(
            plain(without_sentence(&choice)),
            "42,70 € in meno oggi. Modulo incassi e pagamenti costa lo stesso ma finisce il \
             22/04/2027: 151 giorni invece di 365."
        );
    }

    #[test]
    fn what_keeps_a_term_of_its_own_says_what_the_others_lose() {
        let choice = the_choice_for(Product::User);
        let plain = |text: String| text.replace('\u{a0}', " ");
        assert_eq!(
            plain(without_sentence(&choice)),
            "42,70 € in meno oggi. I servizi attivi conservano la loro scadenza: fino a 214 giorni \
             in meno."
        );
        // A module that is added next to it would have a longer sentence, and has the room.
        let room = room(&choice, Product::Collections).unwrap();
        assert_eq!(room, without_sentence(&the_choice_for(Product::Collections)));
    }
}
