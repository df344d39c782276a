//! `Registra pagamento`.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
use super::typed::Registered;
use super::typed::TypedPayment;
use ui::error::AppError;
use ui::json::Json;

/// The name under which what was typed waits in the session.
#[cfg(feature = "ssr")]
pub(super) const WAITING: &str = "office_payment_form";

/// `Registra pagamento`: what was typed comes back to be confirmed, and then it is registered.
/// Afterwards the order is shown as it stands now.
#[server(output = Json)]
pub async fn register_payment(payment: TypedPayment) -> Result<(), AppError> {
    use super::outcome_notice::{DONE, Done};
    use super::proposal::{Proposal, propose};
    use crate::asked::order_in;
    use domain::Money;
    use domain::calendar::Date;
    use services::payment::Registration;
    use ui::request::{context, finish, leave_outcome, staff};
    let page = order_in(&payment.list, payment.number);
    let register = async {
        // What is no date or no amount is refused like one that is wrong: the sentences say what
        // belongs there.
        let paid_on = payment.paid_on.parse().unwrap_or(Date::MAX);
        let registration = Registration {
            number: payment.number,
            paid_on,
            amount: Some(domain::text::amount(&payment.amount).unwrap_or(Money::ZERO)),
            by: staff().await?,
        };
        if !payment.confirmed {
            services::payment::check_payment(&context(), &registration).await?;
            let typed = TypedPayment { confirmed: true, ..payment.clone() };
            return propose(&page, Proposal::Payment { typed, paid_on }).await;
        }
        let done = services::payment::register_payment(&context(), &registration).await?;
        let how = if done.again { Registered::Before } else { Registered::Now };
        leave_outcome(&page, DONE, &Done::Registered { order: payment.number, how }).await
    };
    finish(WAITING, &payment, &page, register.await).await
}
