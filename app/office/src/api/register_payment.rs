//! `Registra pagamento`.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// What was typed about a payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedPayment {
    pub number: i64,
    /// As a date field sends it: `2026-11-22`.
    pub paid_on: String,
    pub amount: String,
}

/// What a registration did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Registered {
    Now,
    Before,
    /// It was a commitment.
    Committed,
    CommittedBefore,
    CommitmentRefused,
}

/// The name under which what was typed waits in the session.
#[cfg(feature = "ssr")]
pub(super) const WAITING: &str = "office_payment_form";

/// `Registra pagamento`. Afterwards the order is shown as it stands now.
#[server(output = Json)]
pub async fn register_payment(payment: TypedPayment) -> Result<(), AppError> {
    use super::outcome_notice::{DONE, Done};
    use crate::amount::parse_amount;
    use domain::Money;
    use domain::calendar::Date;
    use services::payment::Registration;
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, page_before, staff};
    let register = async {
        let registration = Registration {
            number: payment.number,
            // What is no date or no amount is refused like one that is wrong: the sentences say
            // what belongs there.
            paid_on: payment.paid_on.parse().unwrap_or(Date::MAX),
            amount: Some(parse_amount(&payment.amount).unwrap_or(Money::ZERO)),
            by: staff().await?,
        };
        let done = services::payment::register_payment(&context(), &registration).await?;
        let how = if done.again { Registered::Before } else { Registered::Now };
        let done = Done::Registered { order: payment.number, how };
        leave_outcome(&paths::office_order(payment.number), DONE, &done).await
    };
    finish(WAITING, &payment, &page_before(paths::OFFICE), register.await).await
}
