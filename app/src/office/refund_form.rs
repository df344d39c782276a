//! `Rimborsa`.

use domain::Money;
use domain::id::CaseId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::amount::as_typed;
use super::api::{Refund, TypedRefund};
use super::refused::{Why, tell_title};
use super::row_field::RowField;
use crate::components::SubmitButton;
use crate::form::Kept;

/// Amount and reason of a refund: everything, unless the clerk knows better.
#[component]
pub fn RefundForm(
    number: i64,
    most: Money,
    /// The case that it answers; none for money that paid the order.
    case: Option<CaseId>,
    /// What came back.
    kept: Option<Kept<TypedRefund>>,
    /// Set while this refund is refused; the title of the page tells it.
    refused: RwSignal<bool>,
) -> impl IntoView {
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let typed = typed.unwrap_or_else(|| TypedRefund {
        number,
        case,
        amount: as_typed(most),
        reason: String::new(),
    });
    let error = Signal::stored(kept_error);
    tell_title(refused, error);
    let name = case.map_or_else(|| number.to_string(), |case| case.to_string());
    let error_id = format!("rimborso-{name}-errore");
    let amount_id = format!("rimborso-{name}-importo");
    let reason_id = format!("rimborso-{name}-motivo");
    let is_wrong = Signal::derive(move || error.with(Option::is_some));
    let case = case.map(|case| {
        view! { <input type="hidden" name="refund[case]" value=case.to_string()/> }
    });

    view! {
        // Of the browser itself: it comes back to a desk that has been looked at anew.
        <form action=Refund::url() method="post" novalidate=true>
            <input type="hidden" name="refund[number]" value=number/>
            {case}
            <div class="flex flex-wrap items-end gap-2">
                <RowField
                    label="Importo (€)"
                    id=amount_id
                    name="refund[amount]"
                    value=typed.amount
                    class="w-24! text-end"
                    inputmode="decimal"
                    is_wrong
                    why=error_id.clone()
                />
                <RowField
                    label="Motivo"
                    id=reason_id
                    name="refund[reason]"
                    value=typed.reason
                    class="w-56!"
                />
                <SubmitButton
                    class="btn-outline"
                    aria_label=format!("Rimborsa l’ordine {number}")
                >
                    "Rimborsa"
                </SubmitButton>
            </div>
            <Why error id=error_id/>
        </form>
    }
}
