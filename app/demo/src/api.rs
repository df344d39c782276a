//! The server functions of the demo's payment provider. Nothing but 404 in a real shop.

use domain::demo::{DemoMethod, DemoOutcome};
use domain::id::AttemptId;
use domain::money::Money;
use domain::order::PaymentMethod;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// A payment at the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPaymentView {
    pub attempt: AttemptId,
    pub order_number: i64,
    pub amount: Money,
    /// Where the customer goes afterwards.
    pub back: String,
    pub step: Step,
}

/// What the page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Pay,
    Confirm,
    Over,
}

#[cfg(feature = "ssr")]
fn view(attempt: AttemptId, payment: services::demo::DemoPayment) -> DemoPaymentView {
    use services::demo::DemoStep;
    DemoPaymentView {
        attempt,
        order_number: payment.order_number,
        amount: payment.amount,
        back: payment.back,
        step: match payment.step {
            DemoStep::Pay => Step::Pay,
            DemoStep::Confirm => Step::Confirm,
            DemoStep::Over => Step::Over,
        },
    }
}

#[server(output = Json)]
pub async fn load_demo_payment(attempt: AttemptId) -> Result<DemoPaymentView, AppError> {
    let payment = services::demo::payment(&ui::request::context(), attempt).await?;
    Ok(view(attempt, payment))
}

/// What the provider shall do. Once it has done it, the customer goes back to the shop.
#[server(output = Json)]
pub async fn choose_demo_outcome(attempt: AttemptId, outcome: DemoOutcome) -> Result<(), AppError> {
    let chosen = services::demo::choose(&ui::request::context(), attempt, outcome).await?;
    let page = ui::paths::demo_payment(&attempt.to_string());
    let next = match view(attempt, chosen) {
        DemoPaymentView { step: Step::Over, order_number, .. } => ui::paths::payment(order_number),
        _ => page,
    };
    leptos_axum::redirect(&next);
    Ok(())
}

/// A way to pay that is about to be left with the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoMethodView {
    pub id: String,
    pub kind: PaymentMethod,
    /// Where the customer goes afterwards.
    pub back: String,
    /// Nothing more can be done here.
    pub is_over: bool,
}

#[server(output = Json)]
pub async fn load_demo_method(id: String) -> Result<DemoMethodView, AppError> {
    let Ok(known) = id.parse() else { return Err(services::Error::NotFound("demo method").into()) };
    let setup = services::demo::method_setup(&ui::request::context(), known).await?;
    let services::demo::DemoSetup { kind, back, is_over } = setup;
    Ok(DemoMethodView { id, kind, back, is_over })
}

/// How the method shall behave; none when the customer gives up. Then the customer goes back to the
/// shop.
#[server(output = Json)]
pub async fn choose_demo_method(
    id: String,
    #[server(default)] method: Option<DemoMethod>,
) -> Result<(), AppError> {
    let Ok(known) = id.parse() else { return Err(services::Error::NotFound("demo method").into()) };
    services::demo::choose_method(&ui::request::context(), known, method).await?;
    leptos_axum::redirect(&ui::paths::method(&id));
    Ok(())
}
