//! Who asks for a page, and where those are sent who may not see it.

mod accountant;
mod customer;
mod panel;
mod staff;

pub use self::accountant::{accountant, is_accountant_in, let_accountant_in, let_accountant_out};
pub use self::customer::{
    account, asked_within_purchase, begin_purchase, buyer, cart_owner, for_buyer, keep_brought,
    let_brought_go, let_in, note_order, own_sign_in, remember_cart, signed_in, stay_in, two_carts,
    was_asked,
};
pub use self::panel::{
    is_in_panel, leave_panel, let_into_panel, own_panel, own_service, owner_access, panel_newcomer,
    service_access, service_to_configure,
};
pub use self::staff::{
    StaffFound, is_in_office, leave_office, let_into_office, office_page_before, staff,
    staff_owner, why_office_ended,
};

use axum::http::StatusCode;
use axum::http::header::USER_AGENT;
use domain::device::Device;
use domain::second_factor::Door;
use services::second_factor::Half;
use web::{accepts_html, identity};

use super::{answer_with, context, parts, session};
use crate::error::AppError;

/// What is asked for is not there, or not for whoever asks.
pub fn not_found() -> AppError {
    answer_with(StatusCode::NOT_FOUND);
    AppError::NotFound
}

/// With what this request was made.
fn device() -> Device {
    let parts = parts();
    let text = parts.as_ref().and_then(|parts| parts.headers.get(USER_AGENT)?.to_str().ok());
    Device::of(text.unwrap_or_default())
}

/// Notes that a password was right whose owner gives a code as well.
pub async fn wait_for_code(half: Half, next: &str) -> Result<(), AppError> {
    Ok(identity::wait_for_code(&session()?, half, next).await?)
}

/// Whoever has given the password at a door and not yet the code, and where they were going.
pub async fn half(door: Door) -> Result<Option<(Half, String)>, AppError> {
    Ok(identity::half(&context(), &session()?, door).await?)
}

/// Where whoever gave the password at a door was going, also when they are too late with the code; empty
/// for nobody.
pub async fn half_was_going(door: Door) -> Result<String, AppError> {
    Ok(identity::half_was_going(&session()?, door).await?.unwrap_or_default())
}

/// Whoever has given it, for a page; anybody else is sent to the sign-in.
pub async fn half_or_sign_in(door: Door, page: &str) -> Result<Half, AppError> {
    match half(door).await? {
        Some((half, _)) => Ok(half),
        None => Err(sign_in_first(page)),
    }
}

/// Keeps somebody in whose second factor has just changed.
pub async fn stay_in_with(door: Door, mark: String) -> Result<(), AppError> {
    Ok(identity::stay_in_with(&context(), &session()?, door, mark).await?)
}

/// Ends the session: every sign-in of this browser.
pub async fn sign_out() -> Result<(), AppError> {
    Ok(identity::sign_out(&context(), &session()?).await?)
}

fn sign_in_first(page: &str) -> AppError {
    leptos_axum::redirect(page);
    // A browser that asks for a page follows the redirect; a script reads the status.
    if parts().is_some_and(|parts| !accepts_html(&parts.headers)) {
        answer_with(StatusCode::UNAUTHORIZED);
    }
    AppError::SignInFirst
}
