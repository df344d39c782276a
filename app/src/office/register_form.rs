//! `Registra pagamento`.

use domain::Money;
use domain::RuleError;
use domain::calendar::Date;
use domain::order::OrderError;
use leptos::prelude::*;

use super::amount::as_typed;
use super::api::{RegisterPayment, TypedPayment};
use crate::components::{Icon, Sign, SubmitButton};
use crate::error::AppError;
use crate::form::{Kept, last_error};
use crate::wording;

/// Day and amount of a payment: today and what is due, unless the clerk knows better.
#[component]
pub fn RegisterForm(
    number: i64,
    due: Money,
    today: Date,
    /// What came back without WASM.
    kept: Option<Kept<TypedPayment>>,
    /// Set while this registration is refused; the title of the page tells it.
    refused: RwSignal<bool>,
) -> impl IntoView {
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let typed = typed.unwrap_or_else(|| TypedPayment {
        number,
        paid_on: today.to_string(),
        amount: as_typed(due),
    });
    let action = ServerAction::<RegisterPayment>::new();
    let error = last_error(action, kept_error);
    Effect::new(move |before: Option<bool>| {
        let now = error.with(Option::is_some);
        // Every form of the page tells the same signal, so only a change is worth telling.
        if now != before.unwrap_or_default() {
            refused.set(now);
        }
        now
    });
    let [day_id, amount_id, error_id] =
        ["giorno", "importo", "errore"].map(|what| format!("{what}-{number}"));
    let described_by = {
        let error_id = error_id.clone();
        move || error.with(Option::is_some).then(|| error_id.clone())
    };
    let day_wrong = move || error.with(|error| is_about_the_day(error.as_ref())).then_some("true");
    let amount_wrong = move || {
        let wrong = error.with(|error| error.is_some() && !is_about_the_day(error.as_ref()));
        wrong.then_some("true")
    };
    let of_order = format!("Registra pagamento dell’ordine {number}");

    view! {
        <ActionForm action attr:novalidate=true>
            <input type="hidden" name="payment[number]" value=number/>
            <div class="flex flex-wrap items-end gap-2 min-[75rem]:flex-nowrap">
                <div class="field">
                    <label class="field-label text-sm" for=day_id.clone()>"Arrivato il"</label>
                    <input
                        class="input w-36! px-2.5!"
                        type="date"
                        id=day_id
                        name="payment[paid_on]"
                        value=typed.paid_on
                        max=today.to_string()
                        aria-describedby=described_by.clone()
                        aria-invalid=day_wrong
                    />
                </div>
                <div class="field">
                    <label class="field-label text-sm" for=amount_id.clone()>"Importo (€)"</label>
                    <input
                        class="input w-24! text-end"
                        inputmode="decimal"
                        autocomplete="off"
                        id=amount_id
                        name="payment[amount]"
                        value=typed.amount
                        aria-describedby=described_by
                        aria-invalid=amount_wrong
                    />
                </div>
                <SubmitButton pending=action.pending() class="btn-primary px-3! whitespace-nowrap" aria_label=of_order>"Registra pagamento"</SubmitButton>
            </div>
            <Wrong error id=error_id/>
        </ActionForm>
    }
}

/// Why the payment was not registered.
#[component]
pub fn Wrong(error: Signal<Option<AppError>>, id: String) -> impl IntoView {
    move || {
        let id = id.clone();
        error.get().map(|error| {
            view! {
                <p class="field-error mt-2 max-w-md" id=id role="alert">
                    <Icon sign=Sign::Alert/>
                    <span><span class="sr-only">"Errore: "</span>{wording::app_sentence(&error)}</span>
                </p>
            }
        })
    }
}

fn is_about_the_day(error: Option<&AppError>) -> bool {
    matches!(error, Some(AppError::Rule(RuleError::Order(OrderError::PaidInFuture))))
}
