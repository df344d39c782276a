//! A table that becomes a list of cards on narrow screens, so its roles are written out.

use leptos::prelude::*;

use ui::paths;

/// A cell with the name of its column, which narrow screens show beside the value.
#[component]
pub fn Cell(
    name: &'static str,
    /// Takes the whole width of a card.
    #[prop(optional)]
    is_wide: bool,
    children: Children,
) -> impl IntoView {
    let class = if is_wide { "is-wide" } else { "" };

    view! {
        <td role="cell" class=class>
            <span class="desk-name" aria-hidden="true">{name}</span>
            <div class="min-w-0">{children()}</div>
        </td>
    }
}

/// A heading and the table below it.
pub fn list<R: IntoView + 'static>(
    id: &'static str,
    title: String,
    nothing: &'static str,
    heads: &[&'static str],
    rows: Vec<R>,
) -> impl IntoView + use<R> {
    let heads: Vec<_> = heads
        .iter()
        .map(|head| view! { <th role="columnheader" scope="col">{*head}</th> })
        .collect();
    let table = if rows.is_empty() {
        view! { <p class="panel p-5 text-muted">{nothing}</p> }.into_any()
    } else {
        view! {
            <table role="table" class="desk-table panel" aria-labelledby=id>
                <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        }
        .into_any()
    };

    view! {
        <section>
            <h2 class="mb-3" id=id>{title}</h2>
            {table}
        </section>
    }
}

/// The ways from a page of a list: back to its beginning, and on to what is `next`.
pub fn pages(
    list: &'static str,
    is_first: bool,
    next: Option<&str>,
) -> Option<impl IntoView + use<>> {
    let first = (!is_first).then(|| {
        view! { <a class="btn btn-outline" href=list rel="external">"Dall’inizio"</a> }
    });
    let next = next.map(|next| {
        let href = paths::office_list_after(list, next);
        view! { <a class="btn btn-outline" href=href rel="external">"Successivi"</a> }
    });
    (first.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="mt-4 flex flex-wrap gap-3" aria-label="Pagine dell’elenco">{first} {next}</nav>
        }
    })
}
