//! Who asks for a page of the office.

use std::sync::Arc;

use domain::id::StaffId;
use domain::staff_session::Ended;
use leptos::prelude::use_context;
use services::second_factor::Owner;
use tokio::sync::OnceCell;
use web::identity;

use super::sign_in_first;
use crate::error::AppError;
use crate::paths;
use crate::request::{context, page_asked_from, parts, session};

/// The name of the member of staff who has signed in. Anybody else, and whoever is no longer on
/// the staff or has another password by now, is sent to the office's sign-in.
pub async fn staff() -> Result<String, AppError> {
    match staff_visitor().await? {
        Some(username) => Ok(username),
        None => {
            let asked = parts().and_then(|parts| page_asked_from(&parts));
            if let Some(page) = asked.filter(|page| page.starts_with(paths::OFFICE)) {
                identity::remember_office_page(&session()?, &page).await?;
            }
            Err(sign_in_first(paths::OFFICE_SIGN_IN))
        }
    }
}

/// Where somebody was in the office when the last sign-in ended, once.
pub async fn office_page_before() -> Result<Option<String>, AppError> {
    Ok(identity::office_page_before(&session()?).await?)
}

/// True for somebody who need not sign in to the office again.
pub async fn is_in_office() -> Result<bool, AppError> {
    Ok(staff_visitor().await?.is_some())
}

/// Who was found to be on the staff. The frame of an office page and what it holds ask at the same
/// time, and the database is asked once.
#[derive(Clone, Default)]
pub struct StaffFound(Arc<OnceCell<Option<String>>>);

async fn staff_visitor() -> Result<Option<String>, AppError> {
    let (ctx, session) = (context(), session()?);
    let Some(StaffFound(found)) = use_context() else {
        return Ok(identity::staff(&ctx, &session).await?);
    };
    Ok(found.get_or_try_init(|| identity::staff(&ctx, &session)).await?.clone())
}

/// Why the last sign-in to the office is over, once.
pub async fn why_office_ended() -> Result<Option<Ended>, AppError> {
    Ok(identity::why_office_ended(&session()?).await?)
}

/// Lets a member of staff into the office who has given everything that this mark stands for.
pub async fn let_into_office(staff: StaffId, mark: String) -> Result<(), AppError> {
    Ok(identity::let_into_office(&context(), &session()?, staff, mark).await?)
}

/// The member of staff who has signed in, for what is theirs alone.
pub async fn staff_owner() -> Result<Owner, AppError> {
    staff().await?;
    let id = identity::staff_id(&session()?).await?;
    Ok(Owner::staff(id.ok_or(AppError::NotFound)?))
}

/// Lets a member of staff out of the office; the other sign-ins of this browser stay.
pub async fn leave_office() -> Result<(), AppError> {
    Ok(identity::leave_office(&session()?).await?)
}
