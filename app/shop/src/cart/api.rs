//! The server functions of the cart.

use domain::Product;
use domain::cart::{Change, OpenCart};
use domain::quote::Circumstances;
use domain::terms::Terms;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// The cart with everything that its price depends on, so that the browser can work it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartView {
    pub open: Option<OpenCart>,
    pub given: Circumstances,
    pub terms: Terms,
    pub signed_in: bool,
    /// The disdetta was asked for: nothing is ordered until it is taken back.
    pub is_given_up: bool,
    /// The add-ons that were in the cart when somebody came to the page. They stand below the
    /// service, everything else in its fixed place further down.
    pub entered: Vec<Product>,
    /// What went wrong with the last press, when it was made without WASM.
    pub error: Option<AppError>,
}

/// What a press on the cart page says, in the words of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Press {
    /// This many of `product`, plus `step`.
    Quantity,
    /// `product` and what it needs.
    Add,
    /// Without `product` and what cannot be without it.
    Remove,
    /// `quantity` years, plus `step`.
    Years,
    /// `Estensione dei servizi attivi` on.
    ExtensionOn,
    /// And off.
    ExtensionOff,
}

impl Press {
    /// The word in the form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quantity => "quantity",
            Self::Add => "add",
            Self::Remove => "remove",
            Self::Years => "years",
            Self::ExtensionOn => "extension_on",
            Self::ExtensionOff => "extension_off",
        }
    }
}

/// The name under which the cart page keeps an error in the session.
#[cfg(feature = "ssr")]
const PAGE: &str = "cart_page";

/// The cart of whoever asks. `places` is what an earlier page of it said about `entered`.
#[server(output = Json)]
pub async fn load_cart(#[server(default)] places: Option<String>) -> Result<CartView, AppError> {
    use ui::request::{cart_owner, context, kept};
    let ctx = context();
    let owner = cart_owner().await?;
    let shown = services::cart::show(&ctx, owner).await?;
    let entered = match (&places, &shown.open) {
        (Some(places), _) => products_of(places),
        (None, Some(open)) => open.cart.items.iter().map(|item| item.product).collect(),
        (None, None) => Vec::new(),
    };
    Ok(CartView {
        open: shown.open,
        entered,
        given: shown.given,
        terms: ctx.prices().terms.clone(),
        signed_in: owner.account().is_some(),
        is_given_up: shown.is_given_up,
        error: kept::<()>(PAGE).await?.map(|kept| kept.error),
    })
}

/// `Acquista`: a product goes into the cart, and the cart is shown. `replaces` is the version of a
/// cart of another service that may go; until then the product's page asks.
#[server(output = Json)]
pub async fn start_cart(
    product: Product,
    #[server(default)] replaces: Option<i64>,
) -> Result<(), AppError> {
    use domain::RuleError;
    use domain::cart::CartError;
    use services::cart::{start, start_replacing};
    use ui::paths;
    use ui::request::{cart_owner, context, finish, remember_cart};
    let (ctx, owner) = (context(), cart_owner().await?);
    let started = match replaces {
        Some(version) => start_replacing(&ctx, owner, product, version).await,
        None => start(&ctx, owner, product).await,
    };
    let outcome = match started {
        Ok(open) => {
            if owner.account().is_none() {
                remember_cart(open.id).await?;
            }
            Ok(paths::CART.to_owned())
        }
        Err(services::Error::Rule(RuleError::Cart(CartError::OtherServiceChosen { .. }))) => {
            Ok(paths::product_replacing_cart(product))
        }
        Err(error) => Err(error.into()),
    };
    finish(PAGE, &(), paths::CART, outcome).await
}

/// `Svuota il carrello`. A form of the browser itself sends it, before and after the page is live.
#[server(output = Json)]
pub async fn empty_cart(version: i64) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{cart_owner, context, finish};
    let owner = cart_owner().await?;
    let outcome = services::cart::empty(&context(), owner, version).await;
    let outcome = outcome.map(|()| paths::CART.to_owned()).map_err(AppError::from);
    finish(PAGE, &(), paths::CART, outcome).await
}

/// Two carts of one person, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwoCartsView {
    /// What they chose before they signed in.
    pub brought: String,
    /// What waited in their account.
    pub kept: String,
    /// The version of what waited, which may go only as it was seen.
    pub version: i64,
}

/// Which of two carts somebody goes on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keeps {
    /// What they chose before they signed in.
    Brought,
    /// What waited in their account.
    Kept,
}

/// The question which of two carts goes, while it is open.
#[server(output = Json)]
pub async fn load_two_carts() -> Result<Option<TwoCartsView>, AppError> {
    use super::contents::contents;
    use ui::request::{account, asked_within_purchase, two_carts};
    let Some(account) = account().await? else { return Ok(None) };
    // Whoever begins here is known.
    asked_within_purchase(false).await?;
    Ok(two_carts(account).await?.map(|two| TwoCartsView {
        brought: contents(&two.brought),
        kept: contents(&two.kept.cart),
        version: two.kept.version,
    }))
}

/// `Tieni questo` and `Riprendi quello di prima`. The purchase goes on with what was chosen now; what
/// waited is shown first.
#[server(output = Json)]
pub async fn choose_cart(keeps: Keeps, version: i64) -> Result<(), AppError> {
    use crate::account::api::{purpose_of, station};
    use ui::paths;
    use ui::request::{context, finish, keep_brought, let_brought_go, signed_in};
    let account = signed_in(paths::CART).await?;
    let next = match keeps {
        Keeps::Kept => {
            let_brought_go().await?;
            paths::CART
        }
        Keeps::Brought => match keep_brought(account, version).await? {
            // Another tab has changed what waited, which is asked about again.
            Some(_) => paths::CART,
            None => station(purpose_of(&context(), account).await?),
        },
    };
    finish(PAGE, &(), paths::CART, Ok(next.to_owned())).await
}

/// One press on the cart page. The answer is the cart as it is now.
#[server(output = Json)]
pub async fn press_cart(
    version: i64,
    press: Press,
    #[server(default)] product: Option<Product>,
    #[server(default)] quantity: Option<u32>,
    #[server(default)] step: Option<i32>,
    #[server(default)] places: String,
) -> Result<Option<OpenCart>, AppError> {
    use ui::paths;
    use ui::request::{cart_owner, context, finish, is_plain_form};
    let owner = cart_owner().await?;
    let outcome = match change_of(press, product, quantity, step) {
        Some(change) => services::cart::change(&context(), owner, version, change).await,
        None => Err(services::Error::NotFound("change")),
    };
    if is_plain_form() {
        let page = paths::cart_with_places(&codes(&products_of(&places)), product);
        let outcome = outcome.map(|_| page.clone()).map_err(AppError::from);
        finish(PAGE, &(), &page, outcome).await?;
        return Ok(None);
    }
    Ok(outcome.map(Some)?)
}

/// Products as a form and an address name them: `DOC,UT`.
#[must_use]
pub fn codes(products: &[Product]) -> String {
    products.iter().map(|product| product.code()).collect::<Vec<_>>().join(",")
}

/// And back; what names none is left out.
#[cfg(any(feature = "ssr", test))]
fn products_of(codes: &str) -> Vec<Product> {
    codes.split(',').filter_map(|code| code.parse().ok()).collect()
}

/// The change that a press means; nothing when the form is incomplete.
#[must_use]
pub fn change_of(
    press: Press,
    product: Option<Product>,
    quantity: Option<u32>,
    step: Option<i32>,
) -> Option<Change> {
    let stepped = || Some(quantity?.saturating_add_signed(step.unwrap_or_default()));
    Some(match press {
        Press::Quantity => Change::SetQuantity(product?, stepped()?),
        Press::Add => Change::AddWithRequired(product?),
        Press::Remove => Change::RemoveWithDependents(product?),
        Press::Years => Change::SetYears(stepped()?),
        Press::ExtensionOn => Change::ChooseExtension(true),
        Press::ExtensionOff => Change::ChooseExtension(false),
    })
}
