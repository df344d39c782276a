//! The server functions of sign-in, registration and holder.

#[cfg(feature = "ssr")]
use domain::cart::{OpenCart, Purpose};
#[cfg(feature = "ssr")]
use domain::id::AccountId;
use domain::id::IntentId;
use domain::party::{HolderForm, RegistrationForm};
use domain::quote::Quote;
#[cfg(feature = "ssr")]
use domain::quote::quote;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use services::cart::Shown;

use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What the recognition page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInView {
    /// The username of whoever has signed in before.
    pub signed_in_as: Option<String>,
    /// True inside a purchase.
    pub is_buying: bool,
    /// What follows the seven digits of a username.
    pub account_suffix: String,
    /// The username that was typed without WASM, and what was wrong.
    pub kept: Option<Kept<String>>,
    /// What a new customer fills in, on the same page.
    pub registration: RegistrationView,
}

/// What the registration shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationView {
    /// The username of whoever has signed in before.
    pub signed_in_as: Option<String>,
    /// True inside a purchase.
    pub is_buying: bool,
    /// The fewest characters of a password.
    pub password_length_min: usize,
    /// The name of this form: however often it is sent, it makes one account.
    pub intent: IntentId,
    /// What was typed without WASM, and what was wrong.
    pub kept: Option<Kept<RegistrationForm>>,
}

/// What a new customer reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WelcomeView {
    pub username: String,
    /// True inside a purchase.
    pub is_buying: bool,
    /// Where `Prosegui` leads.
    pub next: String,
}

/// What `Dati intestatario` shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderView {
    /// As it was typed, or saved, or filled from the registration.
    pub form: HolderForm,
    /// What was wrong, when it was sent without WASM. [`AppError::SignInFirst`] for somebody who
    /// has signed in again in between.
    pub error: Option<AppError>,
    /// This account has a service already and cannot buy another.
    pub owns_service: bool,
    /// The username, for somebody who has registered a moment ago.
    pub username: Option<String>,
    /// They have said in this purchase who they are.
    pub was_asked: bool,
}

/// The names under which the forms wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    use domain::second_factor::Door;
    use ui::factor_forms::CodePlace;

    pub const SIGN_IN: &str = "sign_in_form";
    pub const CODE: CodePlace = CodePlace {
        door: Door::Account,
        page: ui::paths::SIGN_IN_CODE,
        form: "sign_in_code",
        sign_in_page: |next| super::super::with_next(ui::paths::SIGN_IN, next),
        sign_in_form: SIGN_IN,
    };
    pub const REGISTRATION: &str = "registration_form";
    pub const HOLDER: &str = "holder_form";
}

/// The recognition page.
#[server(output = Json)]
pub async fn load_sign_in() -> Result<SignInView, AppError> {
    use ui::request::{context, kept};
    let (signed_in_as, shown) = visitor().await?;
    let is_buying = shown.open.is_some();
    Ok(SignInView {
        signed_in_as: signed_in_as.clone(),
        is_buying,
        account_suffix: context().settings.account_suffix.clone(),
        kept: kept(waiting::SIGN_IN).await?,
        registration: registration_view(signed_in_as, is_buying, None),
    })
}

/// `Accedi`.
#[server(output = Json)]
pub async fn sign_in(
    #[server(default)] username: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    use domain::second_factor::Next;
    use services::second_factor::Half;
    use ui::browser::{browser, remember};
    use ui::paths;
    use ui::request::{context, finish, wait_for_code};
    let ctx = context();
    let outcome = match services::account::sign_in(&ctx, &browser(), &username, &password).await {
        Ok(signed) => {
            remember(&signed.devices);
            match signed.next {
                Next::Nothing => enter(signed.account, signed.mark, &next).await,
                Next::Code | Next::Enrolment => {
                    wait_for_code(Half::of_account(&ctx, &signed), &next).await?;
                    Ok(paths::SIGN_IN_CODE.to_owned())
                }
            }
        }
        Err(error) => Err(error.into()),
    };
    let page = super::with_next(paths::SIGN_IN, &next);
    finish(waiting::SIGN_IN, &username, &page, outcome).await
}

/// Lets a customer in who has given everything that is asked for, and tells where they go.
#[cfg(feature = "ssr")]
async fn enter(account: AccountId, mark: String, next: &str) -> Result<String, AppError> {
    use ui::paths;
    let (_, shown) = visitor().await?;
    let was_buying = shown.open.is_some();
    let two = ui::request::let_in(account, mark).await?;
    ui::request::asked_within_purchase(was_buying).await?;
    match onward(account, next).await? {
        // Which of them it goes on with is asked there.
        _ if two.is_some() && !paths::is_local(next) => Ok(paths::CART.to_owned()),
        // An old cart is shown there, and goes on only if its owner wants it to.
        _ if !was_buying && !paths::is_local(next) => Ok(paths::AREA.to_owned()),
        // All that was in the cart is theirs already: the holder's page says so.
        area if area == paths::AREA && was_buying => Ok(paths::HOLDER.to_owned()),
        next => Ok(next),
    }
}

/// What was wrong with the code that follows the password, if anything was. Whoever has not given the
/// password is led to it.
#[server(output = Json)]
pub async fn load_code() -> Result<Option<AppError>, AppError> {
    ui::factor_forms::code_error(waiting::CODE).await
}

/// `Accedi`, with the code.
#[server(output = Json)]
pub async fn give_code(#[server(default)] one_time_code: String) -> Result<(), AppError> {
    use ui::factor_forms::{finish_code, give_code};
    let outcome = match give_code(waiting::CODE, &one_time_code).await {
        Ok((passed, next)) => {
            let account = passed.owner.as_account().ok_or(AppError::NotFound)?;
            enter(account, passed.mark, &next).await
        }
        Err(error) => Err(error),
    };
    finish_code(waiting::CODE, outcome).await
}

/// The registration, and the price of what is in the cart.
#[server(output = Json)]
pub async fn load_registration() -> Result<(RegistrationView, Option<Quote>), AppError> {
    use ui::request::{context, kept};
    let (signed_in_as, shown) = visitor().await?;
    let priced = |open: &OpenCart| quote(&open.cart, &shown.given, &context().prices().terms).ok();
    let in_cart = shown.open.as_ref().and_then(priced);
    let kept = kept(waiting::REGISTRATION).await?;
    Ok((registration_view(signed_in_as, shown.open.is_some(), kept), in_cart))
}

#[cfg(feature = "ssr")]
fn registration_view(
    signed_in_as: Option<String>,
    is_buying: bool,
    kept: Option<Kept<RegistrationForm>>,
) -> RegistrationView {
    RegistrationView {
        intent: IntentId(ui::request::context().new_id()),
        signed_in_as,
        is_buying,
        password_length_min: services::password::LENGTH_MIN,
        kept,
    }
}

/// `Avanti con la registrazione`: the new customer is signed in and reads their username. A form
/// without its name is one that was never sent before.
#[server(output = Json)]
pub async fn register(
    form: RegistrationForm,
    #[server(default)] intent: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{asked_within_purchase, context, finish, let_in};
    let ctx = context();
    let intent = intent.parse().unwrap_or_else(|_| IntentId(ctx.new_id()));
    let outcome = match services::account::register(&ctx, intent, &form).await {
        Ok(registered) => {
            let_in(registered.account, registered.mark).await?;
            let purpose = purpose_of(&ctx, registered.account).await?;
            asked_within_purchase(purpose.is_some()).await?;
            match purpose {
                Some(Purpose::FirstPurchase { .. }) => Ok(paths::holder_of_new_account()),
                _ => Ok(super::with_next(paths::WELCOME, &next)),
            }
        }
        Err(error) => Err(error.into()),
    };
    // A password is never written down, not even for the moment of a redirect.
    let typed = RegistrationForm { password: String::new(), ..form };
    let page = super::with_next(paths::REGISTER, &next);
    finish(waiting::REGISTRATION, &typed, &page, outcome).await
}

/// The username of somebody who has just registered, and where to go on.
#[server(output = Json)]
pub async fn load_welcome(#[server(default)] next: String) -> Result<WelcomeView, AppError> {
    use ui::paths;
    use ui::request::{context, signed_in};
    let account = signed_in(paths::WELCOME).await?;
    let ctx = context();
    let purpose = purpose_of(&ctx, account).await?;
    Ok(WelcomeView {
        username: services::account::username(&ctx, account).await?,
        is_buying: purpose.is_some(),
        next: if paths::is_local(&next) { next } else { station(purpose).to_owned() },
    })
}

/// `Dati intestatario`. Somebody who adds to a running service is sent on: its holder is known.
#[server(output = Json)]
pub async fn load_holder(#[server(default)] welcomes: bool) -> Result<HolderView, AppError> {
    use services::cart::CartOwner;
    use ui::paths;
    use ui::request::{context, kept, signed_in, was_asked};
    let ctx = context();
    let account = signed_in(paths::HOLDER).await?;
    let shown = services::cart::show(&ctx, CartOwner::Account(account)).await?;
    let is_first = match shown.open.map(|open| open.cart.purpose) {
        Some(Purpose::FirstPurchase { .. }) => true,
        Some(Purpose::Add | Purpose::Renewal { .. }) => {
            leptos_axum::redirect(paths::ORDER_FORM);
            true
        }
        None => false,
    };
    let owns_service = !is_first && !shown.given.owned.is_empty();
    let username = match welcomes {
        true => Some(services::account::username(&ctx, account).await?),
        false => None,
    };
    let (form, error) = match kept::<HolderForm>(waiting::HOLDER).await? {
        Some(Kept { typed, error }) => (typed, Some(error)),
        None => (services::account::holder_form(&ctx, account).await?, None),
    };
    let was_asked = was_asked().await?;
    Ok(HolderView { form, error, owns_service, username, was_asked })
}

/// Whether somebody has a service for a partita IVA that was just typed; nobody is told who.
#[server(output = Json)]
pub async fn ask_number(vat_number: String, tax_code: String) -> Result<bool, AppError> {
    use ui::paths;
    use ui::request::{context, signed_in};
    let account = signed_in(paths::HOLDER).await?;
    Ok(services::account::is_active_for(&context(), account, &vat_number, &tax_code).await?)
}

/// `Prosegui e completa l’ordine`.
#[server(output = Json)]
pub async fn save_holder(form: HolderForm) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, signed_in};
    let outcome = match signed_in(paths::HOLDER).await {
        Ok(account) => services::account::save_holder(&context(), account, &form)
            .await
            .map(|_| paths::ORDER_FORM.to_owned())
            .map_err(AppError::from),
        Err(error) => Err(error),
    };
    finish(waiting::HOLDER, &form, paths::HOLDER, outcome).await
}

/// The username of whoever asks, and whether they are buying something.
#[cfg(feature = "ssr")]
async fn visitor() -> Result<(Option<String>, Shown), AppError> {
    use ui::request::{account, cart_owner, context};
    let ctx = context();
    let owner = cart_owner().await?;
    let username = match account().await? {
        Some(account) => Some(services::account::username(&ctx, account).await?),
        None => None,
    };
    Ok((username, services::cart::show(&ctx, owner).await?))
}

/// Where somebody goes who has signed in: where they were going, or else to the next station of
/// their purchase.
#[cfg(feature = "ssr")]
async fn onward(account: AccountId, target: &str) -> Result<String, AppError> {
    if ui::paths::is_local(target) {
        return Ok(target.to_owned());
    }
    Ok(station(purpose_of(&ui::request::context(), account).await?).to_owned())
}

/// What an account is buying, if anything.
#[cfg(feature = "ssr")]
pub(crate) async fn purpose_of(
    ctx: &services::Context,
    account: AccountId,
) -> Result<Option<Purpose>, AppError> {
    let owner = services::cart::CartOwner::Account(account);
    Ok(services::cart::show(ctx, owner).await?.open.map(|open| open.cart.purpose))
}

/// The next station of a purchase.
#[cfg(feature = "ssr")]
pub(crate) fn station(purpose: Option<Purpose>) -> &'static str {
    use ui::paths;
    match purpose {
        Some(Purpose::FirstPurchase { .. }) => paths::HOLDER,
        Some(Purpose::Add | Purpose::Renewal { .. }) => paths::ORDER_FORM,
        None => paths::AREA,
    }
}
