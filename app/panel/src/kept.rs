//! Forms of a panel that wait in the session, each for its service: what was typed about one is never
//! shown with another that is open beside it. Server only.

use domain::id::SubscriptionId;
use serde::Serialize;
use serde::de::DeserializeOwned;

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
