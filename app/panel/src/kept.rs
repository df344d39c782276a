//! Forms of a panel that wait in the session, each for its service: what was typed about one is never
//! shown with another that is open beside it. Server only.

use domain::id::SubscriptionId;
use serde::Serialize;
use serde::de::DeserializeOwned;

use ui::NamedService;
use ui::error::AppError;
use ui::form::Kept;
use ui::request;

/// Ends a form about a service as [`request::finish`] does.
pub async fn finish<T: Serialize>(
    form: &'static str,
    service: SubscriptionId,
    typed: &T,
    page: &str,
    outcome: Result<String, AppError>,
) -> Result<(), AppError> {
    request::finish(form, &(service, typed), page, outcome).await
}

/// What a form about this service left when it came back, once.
pub async fn kept<T: DeserializeOwned>(
    form: &'static str,
    service: SubscriptionId,
) -> Result<Option<Kept<T>>, AppError> {
    let kept = request::kept_for::<(SubscriptionId, T)>(form, |(of, _)| *of == service).await?;
    Ok(kept.map(|Kept { typed: (_, typed), error }| Kept { typed, error }))
}

/// The same for a form about one of its things: what waits for another one stays.
pub async fn kept_about<I: DeserializeOwned + PartialEq, T: DeserializeOwned>(
    form: &'static str,
    service: SubscriptionId,
    about: &I,
) -> Result<Option<Kept<T>>, AppError> {
    let is_for = |(of, (it, _)): &(SubscriptionId, (I, T))| *of == service && it == about;
    let kept = request::kept_for::<(SubscriptionId, (I, T))>(form, is_for).await?;
    Ok(kept.map(|Kept { typed: (_, (_, typed)), error }| Kept { typed, error }))
}

/// The service that a form is about, while there is a page for what was typed: whoever is out
/// meanwhile finds it once they are in again. None for whoever is answered at once.
pub fn waits_for<T>(
    service: &NamedService,
    access: &Result<T, AppError>,
) -> Option<SubscriptionId> {
    let is_out = matches!(access, Err(AppError::SignInFirst));
    service.id().filter(|_| is_out || access.is_ok())
}
