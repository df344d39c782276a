//! Who asks for a page of the shop: a customer, or somebody who came for a purchase.

use axum::http::StatusCode;
use domain::id::{AccountId, CartId, SignInId};
use services::cart::{CartOwner, TwoCarts};
use services::{Buyer, Purchase};
use web::identity::{self, Found};

use super::{device, sign_in_first};
use crate::error::AppError;
use crate::paths;
use crate::request::{answer_with, context, is_plain_form, parts, session};

/// The customer who has signed in, if anybody has.
pub async fn account() -> Result<Option<AccountId>, AppError> {
    Ok(identity::account(&context(), &session()?, &found()).await?)
}

/// What the layer around the pages has found out already.
fn found() -> Found {
    parts().and_then(|parts| parts.extensions.get().cloned()).unwrap_or_default()
}

/// The customer who has signed in. Anybody else is sent to the sign-in and comes back to `page`.
/// Whoever came from a panel or by a link for a purchase is told that this takes a sign-in.
pub async fn signed_in(page: &str) -> Result<AccountId, AppError> {
    match account().await? {
        Some(account) => Ok(account),
        None => match find_buyer().await? {
            Some(_) => Err(sign_in_for_more(page)),
            None => Err(sign_in_first(&paths::sign_in(page))),
        },
    }
}

async fn find_buyer() -> Result<Option<Buyer>, AppError> {
    Ok(identity::buyer(&context(), &session()?, &found()).await?)
}

/// Whoever may buy: a customer who has signed in, the owner of a service who came from its panel, or
/// somebody who came by the link of a mail.
/// Anybody else is sent to the sign-in and comes back to `page`.
pub async fn buyer(page: &str) -> Result<Buyer, AppError> {
    match find_buyer().await? {
        Some(buyer) => Ok(buyer),
        None => Err(sign_in_first(&paths::sign_in(page))),
    }
}

/// What a use case answered to a buyer; whoever may not do it is told that it takes a sign-in, which
/// leads back to `page`.
pub fn for_buyer<T>(answer: services::Result<T>, page: &str) -> Result<T, AppError> {
    match answer {
        Err(services::Error::NotAllowed) => Err(sign_in_for_more(page)),
        answer => Ok(answer?),
    }
}

/// Whoever is in, but not far enough. A plain form goes to its page, which says so.
fn sign_in_for_more(page: &str) -> AppError {
    if is_plain_form() {
        leptos_axum::redirect(page);
    } else {
        answer_with(StatusCode::FORBIDDEN);
    }
    AppError::SignInForMore { page: page.to_owned() }
}

/// Lets somebody buy who came from a panel or by a link.
pub async fn begin_purchase(purchase: Purchase) -> Result<(), AppError> {
    Ok(identity::begin_purchase(&context(), &session()?, &found(), purchase).await?)
}

/// Notes an order that was just made, for whoever came for this purchase only.
pub async fn note_order(number: i64) -> Result<(), AppError> {
    Ok(identity::note_order(&session()?, number).await?)
}

/// The sign-in of the customer in this browser. Anybody else is sent to the sign-in and comes back to
/// `page`.
pub async fn own_sign_in(page: &str) -> Result<(AccountId, SignInId), AppError> {
    let account = signed_in(page).await?;
    match identity::pass(&session()?).await? {
        Some(pass) => Ok((account, pass.id)),
        None => Err(sign_in_first(&paths::sign_in(page))),
    }
}

/// Keeps a customer in who has just changed the password to one of this mark.
pub async fn stay_in(mark: String) -> Result<(), AppError> {
    Ok(identity::stay_in(&session()?, mark).await?)
}

/// Whose cart is meant.
pub async fn cart_owner() -> Result<CartOwner, AppError> {
    Ok(identity::cart_owner(&context(), &session()?, &found()).await?)
}

/// Two carts of whoever has signed in, while they have not said which of them goes.
pub async fn two_carts(account: AccountId) -> Result<Option<TwoCarts>, AppError> {
    Ok(identity::two_carts(&context(), &session()?, account).await?)
}

/// What somebody chose as a visitor takes the place of the cart that they saw in `version`. The
/// question, when that one has moved on.
pub async fn keep_brought(account: AccountId, version: i64) -> Result<Option<TwoCarts>, AppError> {
    Ok(identity::keep_brought(&context(), &session()?, account, version).await?)
}

/// What somebody chose as a visitor goes.
pub async fn let_brought_go() -> Result<(), AppError> {
    Ok(identity::let_brought_go(&context(), &session()?).await?)
}

/// Notes whether somebody has said within a purchase who they are: then it is one of its stations.
pub async fn asked_within_purchase(was_asked: bool) -> Result<(), AppError> {
    Ok(identity::asked_within_purchase(&session()?, was_asked).await?)
}

/// True for somebody who has said within this purchase who they are.
pub async fn was_asked() -> Result<bool, AppError> {
    Ok(identity::was_asked(&session()?).await?)
}

/// Remembers the cart of a visitor.
pub async fn remember_cart(cart: CartId) -> Result<(), AppError> {
    Ok(identity::remember_cart(&session()?, cart).await?)
}

/// Lets a customer in who has given the password of this mark, with the cart that they had as a
/// visitor; two of them when they have to say which of them goes.
pub async fn let_in(account: AccountId, mark: String) -> Result<Option<TwoCarts>, AppError> {
    Ok(identity::let_in(&context(), &session()?, account, mark, device()).await?)
}
