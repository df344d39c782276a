//! `Registra pagamento`.

use domain::Money;
use domain::RuleError;
use domain::calendar::Date;
use domain::payment::PaymentError;
use leptos::prelude::*;

use super::amount::as_typed;
use super::api::{RegisterPayment, TypedPayment};
use super::refused::{Why, tell_title};
use super::row_field::RowField;
use ui::components::SubmitButton;
use ui::error::AppError;
use ui::form::{Kept, last_error};

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
    tell_title(refused, error);
    let [day_id, amount_id, error_id] =
        ["giorno", "importo", "errore"].map(|what| format!("{what}-{number}"));
    let day_wrong = Signal::derive(move || error.with(|error| is_about_the_day(error.as_ref())));
    let amount_wrong = Signal::derive(move || error.with(Option::is_some) && !day_wrong.get());
    let of_order = format!("Registra pagamento dell’ordine {number}");

    view! {
        <ActionForm action attr:novalidate=true>
            <input type="hidden" name="payment[number]" value=number/>
            <div class="flex flex-wrap items-end gap-2 min-[75rem]:flex-nowrap">
                <RowField
                    label="Arrivato il"
                    id=day_id
                    name="payment[paid_on]"
                    value=typed.paid_on
                    class="w-36! px-2.5!"
                    r#type="date"
                    max=today.to_string()
                    is_wrong=day_wrong
                    why=error_id.clone()
                />
                <RowField
                    label="Importo (€)"
                    id=amount_id
                    name="payment[amount]"
                    value=typed.amount
                    class="w-24! text-end"
                    inputmode="decimal"
                    is_wrong=amount_wrong
                    why=error_id.clone()
                />
                <SubmitButton pending=action.pending() class="btn-primary px-3! whitespace-nowrap" aria_label=of_order>"Registra pagamento"</SubmitButton>
            </div>
            <Why error id=error_id/>
        </ActionForm>
    }
}

fn is_about_the_day(error: Option<&AppError>) -> bool {
    matches!(error, Some(AppError::Rule(RuleError::Payment(PaymentError::PaidInFuture))))
}
