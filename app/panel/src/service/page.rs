//! A page about the service of whoever has signed in.

use std::future::Future;

use leptos::either::Either;
use leptos::prelude::*;

use super::api::{PanelView, load_panel};
use crate::leave_button::LeaveButton;
use ui::components::{EmptyState, PageTitle, loaded};
use ui::error::AppError;
use ui::visitor::Visitor;
use ui::{NamedService, paths, wording};

/// Loads the service and shows `page`, or says that the service is over.
pub fn service_page<V>(
    service: NamedService,
    page: impl FnOnce(PanelView) -> V + Send + 'static,
) -> impl IntoView
where
    V: IntoView + 'static,
{
    unless_over(load_panel(service), page)
}

/// Shows `page` once its data are there, or says that the service is over.
pub fn unless_over<T, V>(
    data: impl Future<Output = Result<Option<T>, AppError>> + Send + 'static,
    page: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    loaded(data, |view| match view {
        Some(view) => Either::Left(page(view)),
        None => Either::Right(view! { <ServiceOver/> }),
    })
}

/// Its owner may buy another one; nobody else buys anything.
#[component]
fn ServiceOver() -> impl IntoView {
    let is_owner = !Visitor::current().is_additional_user;
    let end = if is_owner { wording::AT_THE_END } else { "non si può più leggere niente" };
    let way = match is_owner {
        true => Either::Left(view! {
            <a class="btn btn-primary" href=paths::PRODUCTS rel="external">"Vedi i prodotti"</a>
        }),
        false => Either::Right(view! { <LeaveButton/> }),
    };
    view! {
        <PageTitle text="Servizio cancellato"/>
        <EmptyState title="Questo servizio non c’è più">
            <p>{format!("I giorni di consultazione sono finiti: {end}.")}</p>
            {way}
        </EmptyState>
    }
}
