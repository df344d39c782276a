//! `Rimborsa`, with what will happen before it does, and the second look at it. It opens without
//! WASM.

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
use super::came_back::CameBack;
use super::confirm::Confirm;
use super::refused::{Why, sentence};
use super::row_field::RowField;
use ui::components::SubmitButton;
use ui::error::AppError;

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
    /// The list beside which the order is shown.
    #[prop(optional)]
    list: String,
    came_back: Option<CameBack<TypedRefund>>,
) -> impl IntoView {
    let is_open = came_back.is_some();
    let (typed, error) = came_back.map(|form| (form.typed, form.error)).unzip();
    let error = error.flatten();
    let typed = typed.unwrap_or_else(|| TypedRefund {
        id: Some(id),
        number,
        case,
        amount: as_typed(most),
        ..TypedRefund::default()
    });
    let is_wrong = error.is_some();
    let no_reason = error.as_ref().is_some_and(is_about_the_reason);
    let error = Signal::stored(error);
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
        <details class="group" open=is_open>
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
                <input type="hidden" name="refund[list]" value=list/>
                {case}
                <RowField
                    label="Importo (€)"
                    id=amount_id
                    name="refund[amount]"
                    value=typed.amount
                    class="w-28! text-end"
                    inputmode="decimal"
                    takes_focus=is_wrong && !no_reason
                    is_wrong=is_wrong && !no_reason
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

/// How much goes back, for what, and which way: asked before anything goes.
#[component]
pub fn ConfirmRefund(
    typed: TypedRefund,
    amount: Money,
    origin: Option<Origin>,
    /// Above this amount a colleague has to agree.
    alone_up_to: Money,
    /// The form, filled in as it was.
    back: String,
) -> impl IntoView {
    let is_alone = amount <= alone_up_to;
    let amount = euro(amount);
    let (question, yes, consequence) = if is_alone {
        (
            format!("Rimborsi {amount}?"),
            format!("Sì, rimborsa {amount}"),
            what_happens(origin).to_owned(),
        )
    } else {
        (
            format!("Chiedi il rimborso di {amount}?"),
            format!("Sì, chiedi il rimborso di {amount}"),
            format!(
                "Oltre {} deve essere d’accordo un collega: finché non approva, non parte nulla, \
                 e puoi ritirarlo. {}",
                euro(alone_up_to),
                what_happens(origin)
            ),
        )
    };
    let facts = vec![
        ("Ordine", typed.number.to_string()),
        ("Importo", amount),
        ("Motivo", typed.reason.clone()),
    ];
    let mut fields = vec![
        ("refund[number]", typed.number.to_string()),
        ("refund[amount]", typed.amount),
        ("refund[reason]", typed.reason),
        ("refund[list]", typed.list),
        ("refund[confirmed]", "true".to_owned()),
    ];
    fields.extend(typed.id.map(|id| ("refund[id]", id.to_string())));
    fields.extend(typed.case.map(|case| ("refund[case]", case.to_string())));

    view! { <Confirm question facts consequence action=Refund::url() fields yes back/> }
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
