//! Who asks for a page of the accountants.

use domain::id::AccountantId;
use services::accountant::{Pass, Visitor};
use web::identity;

use super::{device, sign_in_first};
use crate::error::AppError;
use crate::paths;
use crate::request::{context, session};

/// The accountant who has signed in, and by which sign-in. Anybody else is sent to the accountants'
/// sign-in.
pub async fn accountant() -> Result<(Pass, Visitor), AppError> {
    let known = identity::accountant(&context(), &session()?).await?;
    known.ok_or_else(|| sign_in_first(paths::ACCOUNTANT_SIGN_IN))
}

/// True for an accountant who need not sign in again.
pub async fn is_accountant_in() -> Result<bool, AppError> {
    Ok(identity::accountant(&context(), &session()?).await?.is_some())
}

/// Lets an accountant in who has given everything that this mark stands for.
pub async fn let_accountant_in(accountant: AccountantId, mark: String) -> Result<(), AppError> {
    let who = (accountant, mark);
    Ok(identity::let_accountant_in(&context(), &session()?, who, device()).await?)
}

/// Lets an accountant out; the other sign-ins of this browser stay.
pub async fn let_accountant_out() -> Result<(), AppError> {
    Ok(identity::let_accountant_out(&context(), &session()?).await?)
}
