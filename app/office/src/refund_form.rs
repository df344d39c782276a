//! `Rimborsa`, with what will happen before it does. It opens without WASM.

use domain::case::Origin;
use domain::format::euro;
use domain::id::{CaseId, RefundId};
use domain::reason::REASON_MAX;
use domain::refund::RefundError;
use domain::{Money, RuleError};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::amount::as_typed;
use super::api::{Refund, TypedRefund};
use super::refused::{Why, sentence, tell_title};
use super::row_field::RowField;
use ui::components::SubmitButton;
use ui::error::AppError;
use ui::form::Kept;

/// Amount and reason of a refund: everything, unless the clerk knows better.
#[component]
pub fn RefundForm(
    /// Of the refund that it makes, however often it is sent.
    id: RefundId,
    number: i64,
    most: Money,
    /// The way that it goes; none when each part goes the way that it came.
    origin: Option<Origin>,
    /// Above this amount a colleague has to agree.
    alone_up_to: Money,
    /// The case that it answers; none for money that paid the order.
    case: Option<CaseId>,
    /// What the server refused, with what had been typed.
    kept: Option<Kept<TypedRefund>>,
    /// Set while this refund is refused; the title of the page tells it.
    refused: RwSignal<bool>,
) -> impl IntoView {
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let typed = typed.unwrap_or_else(|| TypedRefund {
        id: Some(id),
        number,
        case,
        amount: as_typed(most),
        reason: String::new(),
    });
    let came_back = kept_error.is_some();
    let no_reason = kept_error.as_ref().is_some_and(is_about_the_reason);
    let error = Signal::stored(kept_error);
    tell_title(refused, error);
    let name = case.map_or_else(|| number.to_string(), |case| case.to_string());
    let [amount_id, reason_id, error_id] =
        ["importo", "motivo", "errore"].map(|what| format!("rimborso-{name}-{what}"));
    let case = case.map(|case| {
        view! { <input type="hidden" name="refund[case]" value=case.to_string()/> }
    });
    let approval = (most > alone_up_to).then(|| {
        format!(
            "Oltre {} deve essere d’accordo un collega: finché non approva, non parte nulla.",
            euro(alone_up_to)
        )
    });

    view! {
        <details class="group" open=came_back>
            <summary class="btn btn-outline list-none group-open:mb-3 [&::-webkit-details-marker]:hidden">
                "Rimborsa…" <span class="sr-only">{format!(" l’ordine {number}")}</span>
            </summary>
            // Of the browser itself: it comes back to a desk that has been looked at anew.
            <form
                action=Refund::url()
                method="post"
                novalidate=true
                class="grid max-w-md gap-3 rounded-field border border-base-300 bg-base-200 p-4"
            >
                <input type="hidden" name="refund[id]" value=id.to_string()/>
                <input type="hidden" name="refund[number]" value=number/>
                {case}
                <RowField
                    label="Importo (€)"
                    id=amount_id
                    name="refund[amount]"
                    value=typed.amount
                    class="w-28! text-end"
                    inputmode="decimal"
                    takes_focus=came_back && !no_reason
                    is_wrong=came_back && !no_reason
                    why=error_id.clone()
                />
                <RowField
                    label="Motivo"
                    id=reason_id
                    name="refund[reason]"
                    value=typed.reason
                    class="w-full"
                    maxlength=REASON_MAX
                    takes_focus=no_reason
                    is_wrong=no_reason
                    why=error_id.clone()
                />
                <Why error id=error_id words=sentence/>
                <p class="text-sm">{what_happens(origin)} " " {approval}</p>
                <div>
                    <SubmitButton aria_label=format!("Rimborsa l’ordine {number}")>
                        "Rimborsa"
                    </SubmitButton>
                </div>
            </form>
        </details>
    }
}

fn what_happens(origin: Option<Origin>) -> &'static str {
    match origin {
        Some(Origin::Provider) => {
            "L’importo torna sulla carta o sul conto PayPal di chi ha pagato, e non si può più \
             riprendere."
        }
        Some(Origin::Bank) => {
            "Qui il rimborso viene annotato: il bonifico a chi ha pagato lo mandi tu dalla banca."
        }
        None => {
            "Quello che è arrivato con carta o PayPal torna da solo per la stessa via; per il \
             resto il bonifico lo mandi tu dalla banca."
        }
    }
}

fn is_about_the_reason(error: &AppError) -> bool {
    matches!(error, AppError::Rule(RuleError::Refund(RefundError::Reason(_))))
}
