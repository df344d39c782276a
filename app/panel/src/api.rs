//! The server functions of the panel.

use domain::calendar::Date;
use domain::entitlements::{Entitlements, Module, Seats};
use domain::grant::Grant;
use domain::hindrance::First;
use domain::id::SubscriptionId;
use domain::news::News;
use domain::renewal::{RenewalStatus, Transfer};
use domain::setup::Setup;
use domain::space::Space;
use domain::{Money, Product};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::NamedService;
use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;
use ui::second_factor::FactorView;

/// What the sign-in shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInView {
    /// What the username begins with.
    pub prefix: String,
    /// Where it leads, if that is the view for a telephone.
    pub next: String,
    /// The username that was typed without WASM, and what was wrong.
    pub kept: Option<Kept<String>>,
}

/// What the change of a temporary password shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordView {
    pub username: String,
    /// What was wrong, when the form was sent without WASM. Passwords themselves are never kept.
    pub error: Option<AppError>,
}

/// The service as its panel shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelView {
    pub service: SubscriptionId,
    pub username: String,
    pub holder: String,
    /// What the service may use today.
    pub entitlements: Entitlements,
    /// Those that go with the service; none for Solo Ricezione.
    pub modules: Vec<Module>,
    pub seats: Seats,
    /// What a year of each add-on costs today, without IVA; none of what is not sold.
    pub prices: Vec<(Product, Money)>,
    pub pending: Option<PendingOrder>,
    /// How the service goes on.
    pub renewal: RenewalStatus,
    /// Whether a transfer is still in time, where that matters.
    pub transfer: Option<Transfer>,
    pub space: Space,
    /// Bytes that will be in use at the expiry; none while that cannot be known.
    pub needed_space: Option<u64>,
    /// What its owner has still to do.
    pub setup: Setup,
    /// The newest first, on the home alone.
    pub news: Vec<News>,
    /// Why the last press on `Attiva`, `Acquista` or `Aggiungi` led nowhere.
    pub error: Option<AppError>,
}

impl PanelView {
    /// What is settled before anything can be added.
    pub fn first(&self) -> Option<First> {
        let order = self.pending.as_ref().map(|order| order.number);
        First::of(order, self.renewal.is_given_up)
    }
}

/// An order that waits for its payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingOrder {
    pub number: i64,
    pub due: Money,
    pub valid_until: Date,
    pub products: Vec<Product>,
}

/// Under this name the session keeps that a password was changed.
#[cfg(feature = "ssr")]
pub(crate) const PASSWORD_CHANGED: &str = "panel_password_changed";

/// The names under which forms wait in the session.
#[cfg(feature = "ssr")]
pub(crate) mod waiting {
    use ui::factor_forms::FactorPlace;

    pub const SIGN_IN: &str = "panel_sign_in_form";
    pub const CODE: &str = "panel_sign_in_code";
    pub const FACTOR: FactorPlace = FactorPlace {
        page: ui::paths::PANEL_FACTOR,
        form: "panel_factor_form",
        done: "panel_factor_done",
    };
    pub const PASSWORD: &str = "panel_password_form";
    pub const PRESS: &str = "panel_press";
}

/// The sign-in. Whoever is inside already goes on to the home.
#[server(output = Json)]
pub async fn load_panel_sign_in(#[server(default)] next: String) -> Result<SignInView, AppError> {
    use ui::request::{context, is_in_panel, kept};
    if is_in_panel().await? {
        leptos_axum::redirect(home_after(&next));
    }
    Ok(SignInView {
        next,
        prefix: context().settings.panel_prefix.clone(),
        kept: kept(waiting::SIGN_IN).await?,
    })
}

/// `Accedi`.
#[server(output = Json)]
pub async fn enter_panel(
    #[server(default)] username: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    use domain::second_factor::Next;
    use services::second_factor::Half;
    use ui::browser::{browser, remember};
    use ui::paths;
    use ui::request::{context, finish, let_into_panel, wait_for_code};
    let ctx = context();
    let outcome = match services::panel::sign_in(&ctx, &browser(), &username, &password).await {
        Ok(signed) => {
            remember(&signed.devices);
            let next = if signed.must_change { paths::PANEL_PASSWORD } else { home_after(&next) };
            match signed.next {
                Next::Nothing => {
                    let_into_panel(signed.user, signed.mark, signed.is_known).await?;
                    Ok(next.to_owned())
                }
                Next::Code | Next::Enrolment => {
                    wait_for_code(Half::of_panel(&ctx, &signed), next).await?;
                    Ok(paths::PANEL_SIGN_IN_CODE.to_owned())
                }
            }
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::SIGN_IN, &username, &paths::panel_sign_in(&next), outcome).await
}

/// Where somebody goes who has signed in: back to the telephone's view, or to the home.
#[cfg(feature = "ssr")]
fn home_after(next: &str) -> &str {
    if ui::paths::is_of_app(next) { next } else { ui::paths::PANEL }
}

/// What was wrong with the code that follows the password, if anything was. Whoever has not given the
/// password is led to it.
#[server(output = Json)]
pub async fn load_panel_code() -> Result<Option<AppError>, AppError> {
    use domain::second_factor::Door;
    use ui::paths;
    use ui::request::{half_or_sign_in, kept};
    half_or_sign_in(Door::Panel, paths::PANEL_SIGN_IN).await?;
    Ok(kept::<String>(waiting::CODE).await?.map(|kept| kept.error))
}

/// `Accedi`, with the code.
#[server(output = Json)]
pub async fn give_panel_code(#[server(default)] one_time_code: String) -> Result<(), AppError> {
    use domain::second_factor::Door;
    use ui::factor_forms::{finish_code, give_code};
    use ui::paths;
    use ui::request::let_into_panel;
    let outcome = match give_code(Door::Panel, &one_time_code).await {
        Ok((passed, next)) => {
            let user = passed.owner.as_panel_user().ok_or(AppError::NotFound)?;
            let_into_panel(user, passed.mark, passed.is_known).await?;
            Ok(next)
        }
        Err(error) => Err(error),
    };
    let code = (waiting::CODE, paths::PANEL_SIGN_IN_CODE);
    finish_code(code, (waiting::SIGN_IN, paths::PANEL_SIGN_IN), outcome).await
}

/// The user of an open panel, for their own second factor; nobody when its service is over.
#[cfg(feature = "ssr")]
async fn inside() -> Result<ui::factor_forms::Inside, AppError> {
    let access = ui::request::own_panel().await?.ok_or(AppError::NotFound)?;
    // That of an accountant is not asked for here: their sign-in is another.
    let owner = services::second_factor::Owner::panel(&access).ok_or(AppError::NotFound)?;
    Ok(ui::factor_forms::Inside { owner, keep: None })
}

/// `Verifica in due passaggi`.
#[server(output = Json)]
pub async fn load_panel_factor() -> Result<FactorView, AppError> {
    ui::factor_forms::factor_view(inside().await?.owner, waiting::FACTOR).await
}

/// `Prosegui`: a new key, after the password.
#[server(output = Json)]
pub async fn begin_panel_factor(
    #[server(default)] current_password: String,
) -> Result<(), AppError> {
    use ui::factor_forms::begin_factor;
    begin_factor(inside().await?.owner, waiting::FACTOR, &current_password).await
}

/// `Attiva`: the first code.
#[server(output = Json)]
pub async fn confirm_panel_factor(
    #[server(default)] one_time_code: String,
) -> Result<(), AppError> {
    use ui::factor_forms::confirm_factor;
    confirm_factor(inside().await?, waiting::FACTOR, &one_time_code).await
}

/// `Crea nuovi codici di recupero`.
#[server(output = Json)]
pub async fn new_panel_recovery_codes(
    #[server(default)] current_password: String,
    #[server(default)] one_time_code: String,
) -> Result<(), AppError> {
    use services::second_factor::Proof;
    use ui::factor_forms::new_recovery_codes;
    let proof = Proof { password: &current_password, code: &one_time_code };
    new_recovery_codes(inside().await?, waiting::FACTOR, &proof).await
}

/// `Disattiva la verifica`.
#[server(output = Json)]
pub async fn turn_panel_factor_off(
    #[server(default)] current_password: String,
    #[server(default)] one_time_code: String,
) -> Result<(), AppError> {
    use services::second_factor::Proof;
    use ui::factor_forms::turn_factor_off;
    let proof = Proof { password: &current_password, code: &one_time_code };
    turn_factor_off(inside().await?, waiting::FACTOR, &proof).await
}

/// `Reset password`, for somebody who came in with a temporary password.
#[server(output = Json)]
pub async fn load_panel_password() -> Result<PasswordView, AppError> {
    use ui::request::{context, kept, panel_newcomer};
    let user = panel_newcomer().await?;
    Ok(PasswordView {
        username: services::panel::username(&context(), user).await?,
        error: kept::<()>(waiting::PASSWORD).await?.map(|kept| kept.error),
    })
}

/// `Salva e prosegui`. The sign-in ends with the password that it was made with.
#[server(output = Json)]
pub async fn change_panel_password(
    #[server(default)] current_password: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    use services::panel::PasswordForm;
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, leave_panel, panel_newcomer};
    let user = panel_newcomer().await?;
    let form = PasswordForm { current: current_password, new: password, again: password_again };
    let outcome = match services::panel::change_password(&context(), user, &form).await {
        Ok(()) => {
            leave_panel().await?;
            leave_outcome(paths::PANEL_PASSWORD_CHANGED, PASSWORD_CHANGED, &()).await
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::PASSWORD, &(), paths::PANEL_PASSWORD, outcome).await
}

/// `Cambio password`, for whoever has just changed it; anybody else is led to the sign-in.
#[server(output = Json)]
pub async fn load_password_changed(#[server(default)] outcome: String) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::outcome as done;
    if done::<()>(PASSWORD_CHANGED, &outcome).await?.is_none() {
        leptos_axum::redirect(paths::PANEL_SIGN_IN);
        return Err(AppError::SignInFirst);
    }
    Ok(())
}

/// Leads whoever has signed in from the door, or from where a page stood before its service was in its
/// address, on to the panel of their service.
#[server(output = Json)]
pub async fn load_panel_door(#[server(default)] asked: String) -> Result<(), AppError> {
    let service = ui::request::own_service().await?;
    leptos_axum::redirect(&ui::paths::former_panel_page(service, &asked));
    Ok(())
}

/// What an additional user sees of the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserView {
    pub username: String,
    pub holder: String,
    pub entitlements: Entitlements,
    pub grant: Grant,
    /// The newest first.
    pub news: Vec<News>,
}

/// What stands on the home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HomeView {
    Owner(Box<PanelView>),
    User(UserView),
}

/// The home of whoever has signed in; nothing when the service is over. What is bought and paid is told
/// to its owner alone.
#[server(output = Json)]
pub async fn load_panel_home(
    #[server(default)] service: NamedService,
) -> Result<Option<HomeView>, AppError> {
    use ui::request::service_access;
    let Some(access) = service_access(&service).await? else { return Ok(None) };
    let news = services::news::of_panel(&ui::request::context()).await?;
    if access.is_owner() {
        let view = PanelView { news, ..panel_view(&access).await? };
        return Ok(Some(HomeView::Owner(Box::new(view))));
    }
    Ok(Some(HomeView::User(UserView {
        username: access.username().to_owned(),
        holder: access.subscription().holder.party.name.to_string(),
        entitlements: access.entitlements().clone(),
        grant: access.grant().clone(),
        news,
    })))
}

/// The service of an owner; nothing when it is over.
#[server(output = Json)]
pub async fn load_panel(
    #[server(default)] service: NamedService,
) -> Result<Option<PanelView>, AppError> {
    let Some(access) = ui::request::owner_access(&service).await? else { return Ok(None) };
    Ok(Some(panel_view(&access).await?))
}

#[cfg(feature = "ssr")]
async fn panel_view(access: &services::panel::ServiceAccess) -> Result<PanelView, AppError> {
    let home = services::panel::home(&ui::request::context(), access).await?;
    let service = access.subscription().id;
    let kept = crate::kept::kept::<()>(waiting::PRESS, service).await?;
    let pending = home.pending.map(|order| PendingOrder {
        number: order.number,
        due: order.due,
        valid_until: order.valid_until,
        products: order.products,
    });
    Ok(PanelView {
        service,
        username: access.username().to_owned(),
        holder: access.subscription().holder.party.name.to_string(),
        entitlements: access.entitlements().clone(),
        modules: home.modules,
        seats: home.seats,
        prices: home.prices,
        pending,
        renewal: home.renewal,
        transfer: home.transfer,
        space: home.space,
        needed_space: home.needed_space,
        setup: home.setup,
        news: Vec::new(),
        error: kept.map(|kept| kept.error),
    })
}

/// `Attiva`, `Acquista`, `Aggiungi`: into the cart of the shop, for this purchase.
#[server(output = Json)]
pub async fn open_cart(
    #[server(default)] service: NamedService,
    product: Product,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{begin_purchase, context, owner_access};
    let Some(access) = owner_access(&service).await? else {
        leptos_axum::redirect(paths::PANEL);
        return Ok(());
    };
    let outcome = match services::panel::open_cart(&context(), &access, product).await {
        Ok(purchase) => {
            begin_purchase(purchase).await?;
            Ok(paths::CART.to_owned())
        }
        Err(error) => Err(error.into()),
    };
    pressed(access.subscription().id, outcome).await
}

/// `Rinnova`, `Riattiva`: everything that is owned goes into the cart of the shop, for this purchase.
/// Whoever has signed in there goes to the page of the renewal.
#[server(output = Json)]
pub async fn open_renewal(#[server(default)] service: NamedService) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{account, begin_purchase, context, owner_access};
    let Some(access) = owner_access(&service).await? else {
        leptos_axum::redirect(paths::PANEL);
        return Ok(());
    };
    if account().await? == Some(access.account()) {
        leptos_axum::redirect(paths::RENEWAL);
        return Ok(());
    }
    let outcome = match services::panel::open_renewal(&context(), &access).await {
        Ok(purchase) => {
            begin_purchase(purchase).await?;
            Ok(paths::CART.to_owned())
        }
        Err(error) => Err(error.into()),
    };
    pressed(access.subscription().id, outcome).await
}

/// On into the shop, or back to the page with the button.
#[cfg(feature = "ssr")]
async fn pressed(
    service: SubscriptionId,
    outcome: Result<String, AppError>,
) -> Result<(), AppError> {
    let page = ui::request::page_before(&ui::paths::panel_home(service));
    crate::kept::finish(waiting::PRESS, service, &(), &page, outcome).await
}

/// `Esci`: out of the panel. Who has signed in to the shop stays there.
#[server(output = Json)]
pub async fn leave_panel() -> Result<(), AppError> {
    use ui::paths;
    ui::request::leave_panel().await?;
    ui::browser::clear();
    leptos_axum::redirect(paths::PANEL_SIGN_IN);
    Ok(())
}
