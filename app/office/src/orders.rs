//! The lists of orders on the desk.

use domain::Money;
use domain::calendar::Date;
use domain::format::{euro, short_date};
use domain::order::{Order, OrderState};
use leptos::prelude::*;

use super::api::TypedPayment;
use super::order_row::{Cell, facts};
use super::register_form::RegisterForm;
use ui::form::Kept;
use ui::wording;

/// `Attesa pagamento`: each with the form that registers its payment.
pub fn awaiting(
    orders: Vec<Order>,
    today: Date,
    kept: Option<Kept<TypedPayment>>,
    refused: RwSignal<bool>,
) -> impl IntoView {
    let count = orders.len();
    let row = move |order: Order| {
        let until = match order.state {
            OrderState::AwaitingPayment { valid_until } => short_date(valid_until),
            OrderState::Fulfilled { .. }
            | OrderState::ActivationFailed { .. }
            | OrderState::FulfilledOnCommitment { .. }
            | OrderState::CommitmentFailed { .. }
            | OrderState::Cancelled { .. } => String::new(),
        };
        let method = wording::payment_method_name(order.method);
        let more = view! {
            <Cell name="Metodo">{method}</Cell>
            <Cell name="Valido fino al"><span class="figure">{until}</span></Cell>
        };
        to_be_paid(&order, more, today, kept.as_ref(), refused)
    };
    let heads =
        ["Ordine", "Data", "Intestatario", "Da pagare", "Metodo", "Valido fino al", "Pagamento"];
    list(
        "attesa",
        format!("Attesa pagamento ({count})"),
        "Nessun ordine aspetta il pagamento.",
        &heads,
        orders.into_iter().map(row).collect(),
    )
}

/// `Evaso – da saldare`: each with the form that registers its payment. Nothing is shown when
/// there are none.
pub fn awaiting_settlement(
    orders: Vec<Order>,
    today: Date,
    kept: Option<Kept<TypedPayment>>,
    refused: RwSignal<bool>,
) -> Option<impl IntoView> {
    let count = orders.len();
    let row = move |order: Order| {
        let committed_on = match order.state {
            OrderState::FulfilledOnCommitment { committed_on } => short_date(committed_on),
            OrderState::AwaitingPayment { .. }
            | OrderState::Fulfilled { .. }
            | OrderState::ActivationFailed { .. }
            | OrderState::CommitmentFailed { .. }
            | OrderState::Cancelled { .. } => String::new(),
        };
        let more = view! {
            <Cell name="Impegno del"><span class="figure">{committed_on}</span></Cell>
        };
        to_be_paid(&order, more, today, kept.as_ref(), refused)
    };
    let heads = ["Ordine", "Data", "Intestatario", "Da pagare", "Impegno del", "Pagamento"];
    (count > 0).then(|| {
        list(
            "da-saldare",
            format!("Evasi, da saldare ({count})"),
            "",
            &heads,
            orders.into_iter().map(row).collect(),
        )
    })
}

/// The row of an order whose money is still to come: what is due, what else its list tells, and
/// the form that registers the payment.
fn to_be_paid<V: IntoView>(
    order: &Order,
    more: V,
    today: Date,
    kept: Option<&Kept<TypedPayment>>,
    refused: RwSignal<bool>,
) -> impl IntoView + use<V> {
    let (number, due) = (order.number, order.missing());
    let of_more = order.part_received().map(|_| {
        view! {
            <br/> <span class="text-muted">"di " {euro(order.totals.due)}</span>
        }
    });
    let kept = kept.filter(|kept| kept.typed.number == number).cloned();
    view! {
        <tr role="row">
            {facts(order)}
            <Cell name="Da pagare"><strong class="figure">{euro(due)}</strong> {of_more}</Cell>
            {more}
            <Cell name="Pagamento" is_wide=true>
                <RegisterForm number due today kept refused/>
            </Cell>
        </tr>
    }
}

/// `Attivazione KO`: the money is here, or a commitment, and somebody has to decide.
pub fn failed(orders: Vec<Order>) -> impl IntoView {
    let count = orders.len();
    let received = |order: &Order| if order.state.is_due() { order.held } else { order.totals.due };
    let total: Money = orders.iter().map(received).sum();
    let title = match count {
        0 => "Attivazione KO (0)".into(),
        count => format!("Attivazione KO ({count}, incassati {})", euro(total)),
    };
    let row = |order: Order| {
        let (received, paid_on, reason) = match order.state {
            OrderState::ActivationFailed { paid_on, reason } => {
                (euro(received(&order)), short_date(paid_on), wording::failure_reason(reason))
            }
            OrderState::CommitmentFailed { committed_on, reason } => (
                order.part_received().map_or_else(|| "Nulla, solo l’impegno".to_owned(), euro),
                short_date(committed_on),
                wording::failure_reason(reason),
            ),
            OrderState::AwaitingPayment { .. }
            | OrderState::Fulfilled { .. }
            | OrderState::FulfilledOnCommitment { .. }
            | OrderState::Cancelled { .. } => (String::new(), String::new(), String::new()),
        };
        view! {
            <tr role="row">
                {facts(&order)}
                <Cell name="Incassato"><strong class="figure">{received}</strong></Cell>
                <Cell name="Registrato il"><span class="figure">{paid_on}</span></Cell>
                <Cell name="Motivo" is_wide=true>{reason}</Cell>
            </tr>
        }
    };
    let heads = ["Ordine", "Data", "Intestatario", "Incassato", "Registrato il", "Motivo"];
    list(
        "ko",
        title,
        "Nessun ordine pagato è rimasto senza attivazione.",
        &heads,
        orders.into_iter().map(row).collect(),
    )
}

/// `Evaso`: paid and active.
pub fn fulfilled(orders: Vec<Order>) -> impl IntoView {
    let row = |order: Order| {
        let (paid_on, fulfilled_on) = match order.state {
            OrderState::Fulfilled { paid_on, fulfilled_on } => {
                (short_date(paid_on), short_date(fulfilled_on))
            }
            OrderState::AwaitingPayment { .. }
            | OrderState::ActivationFailed { .. }
            | OrderState::FulfilledOnCommitment { .. }
            | OrderState::CommitmentFailed { .. }
            | OrderState::Cancelled { .. } => (String::new(), String::new()),
        };
        view! {
            <tr role="row">
                {facts(&order)}
                <Cell name="Incassato"><span class="figure">{euro(order.totals.due)}</span></Cell>
                <Cell name="Registrato il"><span class="figure">{paid_on}</span></Cell>
                <Cell name="Evaso il"><span class="figure">{fulfilled_on}</span></Cell>
            </tr>
        }
    };
    let heads = ["Ordine", "Data", "Intestatario", "Incassato", "Registrato il", "Evaso il"];
    list(
        "evasi",
        "Ultimi evasi".into(),
        "Nessun ordine è stato ancora evaso.",
        &heads,
        orders.into_iter().map(row).collect(),
    )
}

/// A heading and a table; on narrow screens each row is a card, so the roles are written out.
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
