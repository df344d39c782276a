//! The server functions of the office.

use domain::calendar::Date;
use domain::order::Order;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::form::Kept;
use crate::json::Json;

/// What the desk shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskView {
    /// Who has signed in.
    pub username: String,
    pub shown: Shown,
    pub today: Date,
    /// A registration that came back without WASM.
    pub kept: Option<Kept<TypedPayment>>,
}

/// All that lies on the desk, or the one order that was looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
    Everything {
        awaiting: Vec<Order>,
        failed: Vec<Order>,
        fulfilled: Vec<Order>,
    },
    Found(Box<Order>),
    /// There is no order with the number that was typed.
    NotFound,
}

/// What was typed about a payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedPayment {
    pub number: i64,
    /// As a date field sends it: `2026-11-22`.
    pub paid_on: String,
    pub amount: String,
}

/// The names under which forms wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const SIGN_IN: &str = "office_sign_in_form";
    pub const PAYMENT: &str = "office_payment_form";
}

/// The sign-in, with what was typed without WASM. Whoever is inside already goes on to the desk.
#[server(output = Json)]
pub async fn load_office_sign_in() -> Result<Option<Kept<String>>, AppError> {
    use crate::paths;
    use crate::request::{is_in_office, kept};
    if is_in_office().await? {
        leptos_axum::redirect(paths::OFFICE);
    }
    kept(waiting::SIGN_IN).await
}

/// `Accedi`.
#[server(output = Json)]
pub async fn enter_office(
    #[server(default)] username: String,
    #[server(default)] password: String,
) -> Result<(), AppError> {
    use crate::paths;
    use crate::request::{context, finish, let_into_office};
    let outcome = match services::office::sign_in(&context(), &username, &password).await {
        Ok(signed) => {
            let_into_office(&signed).await?;
            Ok(paths::OFFICE.to_owned())
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::SIGN_IN, &username, paths::OFFICE_SIGN_IN, outcome).await
}

/// The desk; with a number, the order of this number.
#[server(output = Json)]
pub async fn load_desk(#[server(default)] number: String) -> Result<DeskView, AppError> {
    use crate::request::{context, kept, staff};
    let username = staff().await?;
    let ctx = context();
    let shown = match number.trim() {
        "" => {
            let desk = services::office::desk(&ctx).await?;
            Shown::Everything {
                awaiting: desk.awaiting,
                failed: desk.failed,
                fulfilled: desk.fulfilled,
            }
        }
        number => match number.parse() {
            Ok(number) => match services::office::order(&ctx, number).await {
                Ok(order) => Shown::Found(Box::new(order)),
                Err(services::Error::NotFound(_)) => Shown::NotFound,
                Err(error) => return Err(error.into()),
            },
            Err(_) => Shown::NotFound,
        },
    };
    Ok(DeskView { username, shown, today: ctx.today(), kept: kept(waiting::PAYMENT).await? })
}

/// `Registra pagamento`. Afterwards the order is shown as it stands now.
#[server(output = Json)]
pub async fn register_payment(payment: TypedPayment) -> Result<(), AppError> {
    use super::amount::parse_amount;
    use super::order_result::Registered;
    use crate::paths;
    use crate::request::{context, finish, page_before, staff};
    use domain::Money;
    use services::order::Registration;
    let by = staff().await?;
    let registration = Registration {
        number: payment.number,
        // What is no date or no amount is refused like one that is wrong: the sentences say what
        // belongs there.
        paid_on: payment.paid_on.parse().unwrap_or(Date::MAX),
        amount: Some(parse_amount(&payment.amount).unwrap_or(Money::ZERO)),
        by,
    };
    let outcome = match services::order::register_payment(&context(), &registration).await {
        Ok(done) => {
            let what = if done.again { Registered::Before } else { Registered::Now };
            Ok(paths::office_order(payment.number, what.as_str()))
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::PAYMENT, &payment, &page_before(paths::OFFICE), outcome).await
}

/// `Esci`: out of the office. The other sign-ins of this browser stay.
#[server(output = Json)]
pub async fn leave_office() -> Result<(), AppError> {
    use crate::paths;
    crate::request::leave_office().await?;
    leptos_axum::redirect(paths::OFFICE_SIGN_IN);
    Ok(())
}
