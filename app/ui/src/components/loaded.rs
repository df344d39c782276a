//! A page whose data come first.

use std::future::Future;

use leptos::either::Either;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;

use super::Failure;
use crate::error::AppError;

/// Shows `page` once its data are there, and says so when they do not come.
pub fn loaded<T, V>(
    data: impl Future<Output = Result<T, AppError>> + Send + 'static,
    page: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    fetched(data, |data| match data {
        Ok(data) => Either::Left(page(data)),
        Err(error) => Either::Right(view! { <Failure error/> }),
    })
}

/// Shows `page` once it is known what became of its data.
pub fn fetched<T, V>(
    data: impl Future<Output = Result<T, AppError>> + Send + 'static,
    page: impl FnOnce(Result<T, AppError>) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    // What the page is made of lives as long as it is drawn.
    Suspend::new(async move { OwnedView::new(page(data.await).into_view()) })
}
