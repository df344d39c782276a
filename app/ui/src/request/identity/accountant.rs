//! Who asks for a page of the accountants.

use domain::id::{AccountantId, SignInId};
use services::accountant;
use web::identity;

use super::{device, sign_in_first};
use crate::error::AppError;
use crate::paths;
use crate::request::{context, session};

/// The accountant who has signed in. Anybody else is sent to the accountants' sign-in.
pub async fn accountant() -> Result<(AccountantId, accountant::Visitor), AppError> {
    let known = identity::accountant(&context(), &session()?).await?;
    known.ok_or_else(|| sign_in_first(paths::ACCOUNTANT_SIGN_IN))
}

/// True for an accountant who need not sign in again.
pub async fn is_accountant_in() -> Result<bool, AppError> {
    Ok(identity::accountant(&context(), &session()?).await?.is_some())
}

/// The accountant who has signed in, with the mark and the name of their sign-in in this browser.
pub async fn own_accountant_sign_in()
-> Result<(AccountantId, accountant::Visitor, (String, SignInId)), AppError> {
    let (id, visitor) = accountant().await?;
    let sign_in = identity::accountant_sign_in(&session()?).await?;
    Ok((id, visitor, sign_in.ok_or_else(|| sign_in_first(paths::ACCOUNTANT_SIGN_IN))?))
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
