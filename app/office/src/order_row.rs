//! The cells of a table that becomes a list of cards on narrow screens.

use domain::format::short_date;
use domain::order::Order;
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

/// Number, day and holder: what every list begins with.
pub fn facts(order: &Order) -> impl IntoView + use<> {
    let number = order.number;
    let concluded_on = short_date(order.concluded_on);
    let holder = order.holder.party.name.to_string();

    view! {
        <Cell name="Ordine">
            <a class="text-link figure" href=paths::office_order(number)>{number}</a>
        </Cell>
        <Cell name="Data"><span class="figure">{concluded_on}</span></Cell>
        <Cell name="Intestatario"><span class="wrap-anywhere">{holder}</span></Cell>
    }
}
