//! A page whose data come first.

use leptos::either::Either;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Failure;
use crate::error::AppError;

/// Shows `page` once its data are there, and says so when they do not come.
pub fn loaded<T, V>(
    data: Resource<Result<T, AppError>>,
    page: impl Fn(T) -> V + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let content = move || {
        Suspend::new(async move {
            match data.await {
                Ok(data) => Either::Left(page(data)),
                Err(error) => Either::Right(view! { <Failure error/> }),
            }
        })
    };
    view! { <Suspense fallback=|| view! { <p class="text-muted">"Un momento…"</p> }>{content}</Suspense> }
}
