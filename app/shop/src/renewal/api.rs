//! The server functions of `Rinnovo`.

use domain::Product;
use domain::calendar::Date;
use domain::id::StoredMethodId;
use domain::order::PaymentMethod;
use domain::quote::Circumstances;
use domain::renewal::{Plan, RenewalStatus};
use domain::subscription::Standing;
use domain::terms::Terms;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cart::api::Press;
use crate::methods::Stored;
use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What somebody finds who opens the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Opened {
    /// Their own service.
    Own(Box<RenewalView>),
    /// The service that the link of a mail is for.
    ByLink(Box<Renewing>),
    /// A link that shows nothing any more.
    LinkVoid,
    /// Nothing that can be renewed.
    Nothing,
}

/// How the service of somebody goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalView {
    pub renewing: Renewing,
    /// What it can be renewed with by itself, the newest first.
    pub methods: Vec<Stored>,
    /// The one of them that it is renewed with.
    pub method: Option<StoredMethodId>,
    /// What can be added to the methods; nothing in a shop without a provider.
    pub kinds: Vec<PaymentMethod>,
    /// The switch as it came back, when it was pressed without WASM.
    pub kept: Option<Kept<RenewalChoice>>,
}

/// What is renewed, with everything that its price depends on, so that the browser can work it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewing {
    pub service: Product,
    #[serde(deserialize_with = "domain::calendar::read")]
    pub expires: Date,
    pub status: RenewalStatus,
    /// The method that another one may take the place of, when it could not be collected from.
    pub replaceable: Option<StoredMethodId>,
    /// Today, and what is owned.
    pub given: Circumstances,
    /// The same on the day on which it renews by itself, if it does.
    pub given_then: Option<Circumstances>,
    /// For how many years it renews by itself.
    pub years_then: u32,
    pub terms: Terms,
    pub plan: Plan,
    /// For how many years it is renewed by hand.
    pub years: u32,
    /// The places on the panel that somebody has.
    pub users: u32,
    pub link: Option<Link>,
    /// What went wrong with the last press, when it was made without WASM.
    pub error: Option<AppError>,
}

/// The link of a mail that somebody has come by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub text: String,
    /// It cannot be renewed now; why is told to its owner only.
    pub is_blocked: bool,
    /// Somebody else has signed in to this browser.
    pub is_strangers: bool,
}

/// What the switch asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalChoice {
    pub method: Option<StoredMethodId>,
    pub years: u32,
}

/// What `Rinnova` asks for. It survives the sign-in.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalRequest {
    pub years: u32,
    pub plan: String,
}

impl Renewing {
    /// What the expiry means today.
    pub fn standing(&self) -> Standing {
        Standing::of(self.expires, self.given.today)
    }
}

/// The names under which forms wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const SWITCH: &str = "renewal_switch";
    pub const START: &str = "start_renewal";
    pub const PRESS: &str = "renewal_press";
}

/// The renewal of whoever asks, or the one that a link is for. `years` and `plan` are what an earlier
/// page said.
#[server(output = Json)]
pub async fn load_renewal(
    link: Option<String>,
    years: Option<u32>,
    plan: Option<String>,
) -> Result<Opened, AppError> {
    use ui::paths;
    use ui::request::{account, context, kept, signed_in};
    let ctx = context();
    let visitor = account().await?;
    let years = years.filter(|years| domain::cart::YEARS.contains(years));
    let request = kept::<RenewalRequest>(waiting::START).await?;
    let pressed = kept::<()>(waiting::PRESS).await?.map(|kept| kept.error);
    let refused = request.as_ref().map(|kept| kept.error.clone());
    let error = pressed.or(refused).filter(|error| *error != AppError::SignInFirst);
    let request = request.map(|kept| kept.typed);
    let years = request.as_ref().map(|request| request.years).or(years);
    let plan = request.map(|request| request.plan).or(plan).map(|text| read_plan(&text));

    if let Some(text) = link {
        match services::renewal::by_link(&ctx, &text).await? {
            Some(seen) if visitor != Some(seen.account) => {
                let (is_blocked, is_strangers) = (seen.is_blocked, visitor.is_some());
                return Ok(Opened::ByLink(Box::new(Renewing {
                    service: seen.service,
                    expires: seen.expires,
                    status: RenewalStatus {
                        automatic: None,
                        charged_on: None,
                        waiting: None,
                        trouble: None,
                        is_given_up: false,
                    },
                    replaceable: None,
                    given: seen.given,
                    given_then: None,
                    years_then: 1,
                    terms: ctx.prices().terms.clone(),
                    plan: plan.unwrap_or(seen.plan),
                    years: years.unwrap_or(seen.years),
                    users: seen.users,
                    link: Some(Link { text, is_blocked, is_strangers }),
                    error,
                })));
            }
            None if visitor.is_none() => return Ok(Opened::LinkVoid),
            Some(_) | None => {}
        }
    }
    let account = signed_in(paths::RENEWAL).await?;
    let Some(renewal) = services::renewal::renewal(&ctx, account).await? else {
        return Ok(Opened::Nothing);
    };
    let kinds = crate::methods::kinds(&ctx);
    Ok(Opened::Own(Box::new(RenewalView {
        renewing: Renewing {
            service: renewal.subscription.service,
            expires: renewal.subscription.expires(),
            replaceable: renewal.method.filter(|_| !kinds.is_empty()),
            status: renewal.status,
            given: renewal.given,
            given_then: renewal.given_then,
            years_then: renewal.years,
            terms: ctx.prices().terms.clone(),
            plan: plan.unwrap_or(renewal.plan),
            years: years.unwrap_or(renewal.years),
            users: renewal.users,
            link: None,
            error,
        },
        methods: renewal.methods.into_iter().map(Stored::from).collect(),
        method: renewal.method,
        kinds,
        kept: kept(waiting::SWITCH).await?,
    })))
}

/// A plan as a form carries it; what makes no sense is left out.
#[cfg(feature = "ssr")]
fn read_plan(text: &str) -> Plan {
    let Ok(plan) = text.parse::<Plan>();
    plan
}

/// `X Non rinnovare`, what undoes it, `+`, `−`: one change of what the next renewal is to have. It is kept
/// for somebody who has signed in, and carried along by the page for somebody who has come by a link.
#[server(output = Json)]
pub async fn press_renewal(
    press: Press,
    #[server(default)] product: Option<Product>,
    #[server(default)] quantity: Option<u32>,
    #[server(default)] step: Option<i32>,
    #[server(default)] years: u32,
    #[server(default)] plan: String,
    #[server(default)] link: String,
) -> Result<(), AppError> {
    use crate::cart::api::change_of;
    use domain::cart::{CartError, Change, YEARS};
    use services::renewal::{plan as plan_for, what_if};
    use ui::paths;
    use ui::request::{context, finish, is_plain_form, signed_in};
    let ctx = context();
    let before = read_plan(&plan);
    let change = change_of(press, product, quantity, step);
    let chosen = match change {
        Some(Change::SetYears(chosen)) => chosen,
        Some(_) | None => years,
    };
    let page_of = |years: u32, plan: &Plan| match link.as_str() {
        "" => paths::renewal(years, None),
        link => paths::renewal(years, Some((link, &plan.to_string()))),
    };
    let outcome = match change {
        _ if !YEARS.contains(&chosen) => Err(AppError::Rule(CartError::Years.into())),
        Some(Change::ChooseExtension(_)) | None => Err(AppError::NotFound),
        Some(Change::SetYears(_)) => Ok(before.clone()),
        Some(change) if link.is_empty() => {
            let account = signed_in(paths::RENEWAL).await?;
            plan_for(&ctx, account, change).await.map_err(AppError::from)
        }
        Some(change) => what_if(&ctx, &link, &before, change).await.map_err(AppError::from),
    };
    if !is_plain_form() {
        return outcome.map(|_| ());
    }
    let outcome = outcome.map(|after| page_of(chosen, &after));
    finish(waiting::PRESS, &(), &page_of(years, &before), outcome).await
}

/// `Attiva rinnovo automatico`, or another method or length for one that is on.
#[server(output = Json)]
pub async fn turn_renewal_on(
    #[server(default)] method: Option<StoredMethodId>,
    #[server(default)] years: u32,
) -> Result<(), AppError> {
    use domain::RuleError;
    use domain::payment::PaymentError;
    use ui::paths;
    use ui::request::{context, finish, signed_in};
    let outcome = async {
        let account = signed_in(paths::RENEWAL).await?;
        let method = method.ok_or(RuleError::Payment(PaymentError::MethodNotOffered))?;
        services::renewal::turn_on(&context(), account, method, years).await?;
        Ok(paths::RENEWAL.to_owned())
    };
    let typed = RenewalChoice { method, years };
    finish(waiting::SWITCH, &typed, paths::RENEWAL, outcome.await).await
}

/// `Disattiva`.
#[server(output = Json)]
pub async fn turn_renewal_off() -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, signed_in};
    let account = signed_in(paths::RENEWAL).await?;
    let turned = services::renewal::turn_off(&context(), account).await;
    let outcome = turned.map(|()| paths::RENEWAL.to_owned()).map_err(AppError::from);
    finish(waiting::SWITCH, &RenewalChoice { method: None, years: 1 }, paths::RENEWAL, outcome)
        .await
}

/// `Rinnova`, `Riattiva`: what is to go on becomes an order, for these years. Somebody who has come by a
/// link buys this renewal and no more, unless they have signed in to its account.
#[server(output = Json)]
pub async fn start_renewal(
    #[server(default)] years: u32,
    #[server(default)] plan: String,
    #[server(default)] link: String,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{account, context, finish, signed_in};
    let ctx = context();
    let chosen = read_plan(&plan);
    let own = paths::RENEWAL.to_owned();
    let (page, outcome) = if link.is_empty() {
        let outcome = match signed_in(paths::RENEWAL).await {
            Ok(account) => start_own(&ctx, account, years, &chosen).await,
            Err(error) => Err(error),
        };
        (own, outcome)
    } else {
        let seen = services::renewal::by_link(&ctx, &link).await?;
        let page = paths::renewal(years, Some((link.as_str(), &chosen.to_string())));
        match (seen, account().await?) {
            (Some(seen), Some(account)) if seen.account == account => {
                (own, start_own(&ctx, account, years, &chosen).await)
            }
            (Some(_), None) => {
                let outcome = start_by_link(&ctx, &link, years, &chosen, &page).await;
                (page, outcome)
            }
            // The page says that it is another service than theirs, or that the link is void.
            (Some(_), Some(_)) | (None, _) => (page.clone(), Ok(page)),
        }
    };
    finish(waiting::START, &RenewalRequest { years, plan }, &page, outcome).await
}

#[cfg(feature = "ssr")]
async fn start_own(
    ctx: &services::Context,
    account: domain::id::AccountId,
    years: u32,
    plan: &Plan,
) -> Result<String, AppError> {
    services::renewal::start(ctx, account, years, plan).await?;
    Ok(ui::paths::ORDER_FORM.to_owned())
}

/// On to the order form; back to the page of the link, which says what is in the way.
#[cfg(feature = "ssr")]
async fn start_by_link(
    ctx: &services::Context,
    link: &str,
    years: u32,
    plan: &Plan,
    page: &str,
) -> Result<String, AppError> {
    let begun = services::renewal::start_by_link(ctx, link, years, plan).await?;
    let Some(purchase) = begun else { return Ok(page.to_owned()) };
    ui::request::begin_purchase(purchase).await?;
    Ok(ui::paths::ORDER_FORM.to_owned())
}
