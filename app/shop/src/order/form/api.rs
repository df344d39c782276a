//! The server functions of the order form.

use domain::calendar::Date;
use domain::cart::OpenCart;
use domain::id::IntentId;
use domain::order::{Acceptance, Order, PaymentMethod};
use domain::party::Holder;
use domain::payment::PayWith;
use domain::quote::Circumstances;
use domain::renewal::Decided;
use domain::terms::Terms;
use domain::vat::Totals;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::methods::Stored;
use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What is about to be ordered, with everything that its price depends on: the page works the
/// quote out by itself, and its digest comes back with the answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFormView {
    pub open: Option<OpenCart>,
    pub given: Circumstances,
    pub terms: Terms,
    /// None until `Dati intestatario` has been filled in.
    pub holder: Option<Holder>,
    /// An unpaid order, which comes first.
    pub pending: Option<Order>,
    /// The disdetta was asked for: nothing is ordered until it is taken back.
    pub is_given_up: bool,
    pub methods: Vec<PaymentMethod>,
    /// Ways to pay that are kept and take one press.
    pub stored: Vec<Stored>,
    /// What was decided about the renewal of the service that is added to.
    pub decided: Decided,
    /// They have said in this purchase who they are.
    pub was_asked: bool,
    /// The name of this form: however often it is sent, it makes one order.
    pub intent: IntentId,
    /// Days in which an order can be paid.
    pub validity_days: u32,
    /// Number and title of each clause that is approved by a box of its own.
    pub clauses: Vec<String>,
    /// What was accepted with an earlier order and is not asked again, and since when.
    pub standing: Vec<(Acceptance, Date)>,
    /// The form as it came back.
    pub kept: Option<Kept<Answers>>,
    /// What had been answered when a code was applied.
    pub carried: Option<Answers>,
    /// The field of the discount code, likewise.
    pub coupon: Option<Kept<String>>,
    /// Why the pending order could not be cancelled, likewise.
    pub not_cancelled: Option<AppError>,
}

/// What the form says. Boxes that are not ticked send nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    pub intent: Option<IntentId>,
    /// Of the quote that the page showed.
    pub digest: String,
    /// The totals that the page showed, to be compared with the new ones if the price changed.
    pub shown: Option<Totals>,
    pub method: Option<PayWith>,
    pub conditions: bool,
    pub onerous_clauses: bool,
    pub supply_sheets: bool,
    /// Of a public body that knows them already.
    pub cig: String,
    pub cup: String,
}

impl Answers {
    /// Ticks a box.
    pub fn accept(&mut self, what: Acceptance) {
        match what {
            Acceptance::Conditions => self.conditions = true,
            Acceptance::OnerousClauses => self.onerous_clauses = true,
            Acceptance::SupplySheets => self.supply_sheets = true,
        }
    }

    /// True for a box that is ticked.
    #[must_use]
    pub fn accepts(&self, what: Acceptance) -> bool {
        match what {
            Acceptance::Conditions => self.conditions,
            Acceptance::OnerousClauses => self.onerous_clauses,
            Acceptance::SupplySheets => self.supply_sheets,
        }
    }
}

/// The name under which the form keeps what was typed in the session.
#[cfg(feature = "ssr")]
const CONCLUDE: &str = "conclude_order";

/// The name under which the answers wait while a code is applied.
#[cfg(feature = "ssr")]
const CARRIED: &str = "order_form_answers";

/// `Modulo d'ordine` of the cart of whoever asks.
#[server(output = Json)]
pub async fn load_order_form() -> Result<OrderFormView, AppError> {
    use crate::order::api::CANCEL;
    use domain::cart::Purpose;
    use ui::paths;
    use ui::request::{buyer, context, for_buyer, kept, was_asked};
    let buyer = buyer(paths::ORDER_FORM).await?;
    let ctx = context();
    let review = for_buyer(services::order::review(&ctx, buyer).await, paths::ORDER_FORM)?;
    let is_first = |open: &OpenCart| matches!(open.cart.purpose, Purpose::FirstPurchase { .. });
    let is_first = review.open.as_ref().is_some_and(is_first);
    if is_first && review.holder.is_none() && review.pending.is_none() {
        leptos_axum::redirect(paths::HOLDER);
    }
    Ok(OrderFormView {
        open: review.open,
        given: review.given,
        terms: ctx.prices().terms.clone(),
        holder: review.holder,
        pending: review.pending,
        is_given_up: review.is_given_up,
        methods: review.methods,
        stored: review.stored.into_iter().map(Stored::from).collect(),
        decided: review.decided,
        was_asked: was_asked().await?,
        intent: review.intent,
        validity_days: ctx.settings.order_validity_days,
        standing: review.standing.into_iter().map(|before| (before.what, before.since)).collect(),
        clauses: clauses(&ctx.settings.texts.onerous_clauses.body),
        kept: kept(CONCLUDE).await?,
        carried: ui::request::note(CARRIED).await?,
        coupon: kept(COUPON).await?,
        not_cancelled: kept::<()>(CANCEL).await?.map(|kept| kept.error),
    })
}

/// `Art. 8. Sospensione del servizio` of each entry of the text: what it says follows the colon.
#[cfg(feature = "ssr")]
fn clauses(text: &str) -> Vec<String> {
    let entries = text.lines().filter_map(|line| line.strip_prefix("- "));
    entries.map(|entry| entry.split(": ").next().unwrap_or(entry).to_owned()).collect()
}

/// `Codice sconto`; an empty one takes the code away. `form` is what was answered on the order form
/// until then.
#[server(output = Json)]
pub async fn apply_coupon(
    code: String,
    page: String,
    #[server(default)] form: Option<Answers>,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{cart_owner, context, finish, leave_for_page};
    if let Some(answers) = form {
        leave_for_page(CARRIED, &answers).await?;
    }
    let owner = cart_owner().await?;
    let page = if paths::is_local(&page) { page } else { paths::CART.to_owned() };
    let outcome = match services::cart::apply_coupon(&context(), owner, &code).await {
        Ok(_) => Ok(page.clone()),
        Err(error) => Err(error.into()),
    };
    finish(COUPON, &code, &page, outcome).await
}

/// The name under which the field of the code keeps what was typed.
#[cfg(feature = "ssr")]
const COUPON: &str = "coupon";

/// `Conferma e completa l'ordine`. The same form sent again leads to the same order.
#[server(output = Json)]
pub async fn conclude_order(#[server(default)] form: Answers) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{address, buyer, context, finish, for_buyer};
    let outcome = async {
        let buyer = buyer(paths::ORDER_FORM).await?;
        let concluded = match conclusion(&form, address()) {
            Ok(asked) => services::order::conclude(&context(), buyer.clone(), &asked).await,
            Err(error) => Err(error),
        };
        let concluded = for_buyer(concluded, paths::ORDER_FORM)?;
        after_conclusion(buyer, &concluded.order, form.method).await
    };
    finish(CONCLUDE, &form, paths::ORDER_FORM, outcome.await).await
}

/// The order is made. When it is paid at once the next page is the provider's; should that fail,
/// the order's page says so and offers `Paga` again.
#[cfg(feature = "ssr")]
async fn after_conclusion(
    buyer: services::Buyer,
    order: &Order,
    with: Option<PayWith>,
) -> Result<String, AppError> {
    use crate::order::api::CONCLUDED;
    use ui::paths;
    use ui::request::{context, leave_outcome, note_order};
    let number = order.number;
    note_order(number).await?;
    let page = leave_outcome(&paths::order(number), CONCLUDED, &number).await?;
    if !(order.method.is_immediate() && order.state.is_awaiting_payment()) {
        return Ok(page);
    }
    let with = with.unwrap_or(order.method.into());
    match services::payment::pay(&context(), buyer.with_order(number), number, with).await {
        Ok(()) => Ok(paths::payment_on_the_way(number)),
        Err(error) => {
            tracing::error!(order = number, %error, "a payment did not begin");
            Ok(page)
        }
    }
}

/// What the answers ask for.
#[cfg(feature = "ssr")]
fn conclusion(
    form: &Answers,
    address: String,
) -> Result<services::order::Conclusion, services::Error> {
    use domain::commitment::TenderCodes;
    let with = form.method.ok_or(domain::payment::PaymentError::MethodNotOffered)?;
    Ok(services::order::Conclusion {
        intent: form.intent.ok_or(services::Error::NotFound("order form"))?,
        digest: form.digest.clone(),
        method: with.method,
        stored: with.stored,
        accepted: Acceptance::ALL.into_iter().filter(|what| form.accepts(*what)).collect(),
        address,
        tender: TenderCodes::check(&form.cig, &form.cup)?,
    })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn each_onerous_clause_is_listed_by_number_and_title() {
        let clauses = clauses(&services::demo::settings().texts.onerous_clauses.body);

        assert!(clauses.len() >= 5, "the text lists its clauses: {clauses:?}");
        assert!(clauses.iter().all(|clause| clause.starts_with("Art. ") && !clause.contains(':')));
    }
}
