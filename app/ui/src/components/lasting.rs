//! `Fino a quando`: a bar for each thing, as `Estensione dei servizi attivi` draws it.

use domain::format::short_date;
use domain::lasting::Lasting;
use leptos::prelude::*;

use crate::wording;

/// The bars in a table with their names and days.
///
/// On narrow screens each row is a block (`style/components/extension.css`), which would take the
/// roles of a table away: so they are spelt out.
#[component]
pub fn LastingTable(
    bars: Vec<Lasting>,
    /// Those who listen hear what the table is about.
    #[prop(into)]
    caption: String,
) -> impl IntoView {
    let has = |is_there: fn(&Lasting) -> bool| bars.iter().any(is_there);
    let (adds, begins) = (has(|bar| bar.added > 0 && !bar.is_new), has(|bar| bar.is_new));
    let rows = bars.iter().map(|bar| {
        let Lasting { paid, added, is_new, until, .. } = *bar;
        let name = wording::counted(bar.product, bar.quantity);
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{name}</th>
                <td role="cell" class="spans-bar"><SpanBar paid added is_new/></td>
                <td role="cell" class="spans-price figure">{short_date(until)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <table class="table spans spans-short" role="table">
            <caption class="sr-only">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">"Servizio"</th>
                    <th role="columnheader" scope="col">"Durata"</th>
                    <th role="columnheader" scope="col" class="text-right">"Scadenza"</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        {(adds || begins).then(|| view! { <SpanPatterns/> <SpanKey adds begins/> })}
    }
}

/// What the fillings mean.
#[component]
pub fn SpanKey(
    /// Something that is owned gets longer.
    adds: bool,
    /// Something is new.
    begins: bool,
) -> impl IntoView {
    view! {
        <ul class="spans-key" aria-hidden="true">
            {adds.then(|| view! {
                <li><SpanBar paid=1000 added=0 is_new=false/>"già pagato"</li>
                <li><SpanBar paid=0 added=1000 is_new=false/>"mesi aggiunti"</li>
            })}
            {begins.then(|| view! {
                <li><SpanBar paid=0 added=1000 is_new=true/>"servizio nuovo"</li>
            })}
        </ul>
    }
}

/// What the bars are filled with, so that they are told apart without colours.
#[component]
pub fn SpanPatterns() -> impl IntoView {
    view! {
        <svg class="sr-only" aria-hidden="true">
            <pattern id="righe" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect class="span-stripe" width="3" height="8"/>
            </pattern>
            <pattern id="punti" width="7" height="7" patternUnits="userSpaceOnUse">
                <circle class="span-dot" cx="3.5" cy="3.5" r="1.4"/>
            </pattern>
        </svg>
    }
}

/// A bar in thousandths: solid for what is paid, striped for what is added, dotted for what is new.
/// Its words stand beside it.
#[component]
pub fn SpanBar(paid: u32, added: u32, is_new: bool) -> impl IntoView {
    let percent = |thousandths: u32| format!("{}.{}%", thousandths / 10, thousandths % 10);
    let (class, pattern) =
        if is_new { ("span-new", "url(#punti)") } else { ("span-added", "url(#righe)") };
    view! {
        <svg class="span" aria-hidden="true">
            <rect class="span-paid" width=percent(paid) height="100%"/>
            <rect class=class x=percent(paid) width=percent(added) height="100%"/>
            <rect fill=pattern x=percent(paid) width=percent(added) height="100%"/>
        </svg>
    }
}
