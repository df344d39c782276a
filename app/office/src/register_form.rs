//! `Registra pagamento`, and the second look at it.

use domain::Money;
use domain::RuleError;
use domain::calendar::Date;
use domain::format::{euro, short_date};
use domain::order::{FailureReason, Order, PaymentMethod};
use domain::payment::PaymentError;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::amount::as_typed;
use super::api::{RegisterPayment, TypedPayment};
use super::came_back::CameBack;
use super::confirm::Confirm;
use super::refused::Why;
use super::row_field::RowField;
use super::words;
use ui::components::SubmitButton;
use ui::error::AppError;

/// Day and amount of a payment: today and what is due, unless the clerk knows better.
#[component]
pub fn RegisterForm(
    number: i64,
    due: Money,
    today: Date,
    /// The list beside which the order is shown.
    list: String,
    came_back: Option<CameBack<TypedPayment>>,
) -> impl IntoView {
    let (typed, error) = came_back.map(|form| (form.typed, form.error)).unzip();
    let error = error.flatten();
    let typed = typed.unwrap_or_else(|| TypedPayment {
        number,
        paid_on: today.to_string(),
        amount: as_typed(due),
        ..TypedPayment::default()
    });
    let [day_id, amount_id, error_id] =
        ["giorno", "importo", "errore"].map(|what| format!("{what}-{number}"));
    let day_wrong = is_about_the_day(error.as_ref());
    let amount_wrong = error.is_some() && !day_wrong;

    view! {
        <form action=RegisterPayment::url() method="post" novalidate=true class="grid gap-3">
            <h3>"Registra un pagamento"</h3>
            <input type="hidden" name="payment[number]" value=number/>
            <input type="hidden" name="payment[list]" value=list/>
            <div class="order-fields">
                <RowField
                    label="Arrivato il"
                    id=day_id
                    name="payment[paid_on]"
                    value=typed.paid_on
                    class="w-full"
                    r#type="date"
                    max=today.to_string()
                    takes_focus=day_wrong
                    is_wrong=day_wrong
                    why=error_id.clone()
                />
                <RowField
                    label="Importo (€)"
                    id=amount_id
                    name="payment[amount]"
                    value=typed.amount
                    class="w-full text-end"
                    inputmode="decimal"
                    takes_focus=amount_wrong
                    is_wrong=amount_wrong
                    why=error_id.clone()
                />
            </div>
            <Why error=Signal::stored(error) id=error_id/>
            <SubmitButton
                class="btn-primary w-full"
                aria_label=format!("Registra pagamento dell’ordine {number}")
            >
                "Registra pagamento"
            </SubmitButton>
        </form>
    }
}

/// Who, which order, when and how much, and what follows: asked before anything is registered.
#[component]
pub fn ConfirmPayment(
    order: Order,
    typed: TypedPayment,
    paid_on: Date,
    /// Why it will not become active, if that is known.
    impossible: Option<FailureReason>,
    /// The form, filled in as it was.
    back: String,
) -> impl IntoView {
    let due = order.missing();
    // Whoever registers it by hand has seen it on the account.
    let method = match order.method {
        PaymentMethod::PostalSlip => PaymentMethod::PostalSlip,
        PaymentMethod::BankTransfer | PaymentMethod::Card | PaymentMethod::PayPal => {
            PaymentMethod::BankTransfer
        }
    };
    let compared = match order.part_received() {
        Some(received) => format!(
            "uguale a quello che manca: {} di {} sono già arrivati",
            euro(received),
            euro(order.totals.due)
        ),
        None => "uguale".to_owned(),
    };
    let facts = vec![
        ("Ordine", order.number.to_string()),
        ("Intestatario", order.holder.party.name.to_string()),
        ("Importo", euro(due)),
        ("Arrivato il", format!("{}, {}", short_date(paid_on), words::method(method))),
        ("Rispetto al dovuto", compared),
    ];
    let consequence = match impossible {
        Some(_) => {
            "L’ordine risulta pagato ma non si attiva: poi decidi tu se rimborsarlo o usare \
             l’importo per un altro ordine."
        }
        None if order.state.is_awaiting_payment() => {
            "Tutto ciò che è stato ordinato si attiva subito, e il cliente riceve le email. Per \
             tornare indietro serve un rimborso."
        }
        None => "L’ordine risulta saldato. Per tornare indietro serve un rimborso.",
    };
    let fields = vec![
        ("payment[number]", typed.number.to_string()),
        ("payment[paid_on]", typed.paid_on),
        ("payment[amount]", typed.amount),
        ("payment[list]", typed.list),
        ("payment[confirmed]", "true".to_owned()),
    ];

    view! {
        <Confirm
            question=format!("Registri {}?", euro(due))
            facts
            consequence=consequence.to_owned()
            action=RegisterPayment::url()
            fields
            yes=format!("Sì, registra {}", euro(due))
            back
        />
    }
}

fn is_about_the_day(error: Option<&AppError>) -> bool {
    matches!(error, Some(AppError::Rule(RuleError::Payment(PaymentError::PaidInFuture))))
}
