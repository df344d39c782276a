//! The page of a service, reached from each of its orders.

use domain::format::date;
use domain::lasting;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::api::{ServiceOfCustomer, load_service_of_customer};
use crate::sections::{Section, Sections};
use ui::components::{
    Card, Definition, DefinitionList, Failure, LastingTable, NothingHere, PageTitle, Reader,
    StateBadge, Timeline, fetched,
};
use ui::error::AppError;
use ui::{paths, wording};

#[component]
pub fn ServicePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    let before =
        use_query_map().with_untracked(|query| query.get(paths::EVENTS_BEFORE)).unwrap_or_default();
    let is_newest = before.is_empty();
    view! {
        <Sections current=Section::Orders/>
        {fetched(load_service_of_customer(id, before), move |view| match view {
            Ok(view) => EitherOf3::A(view! { <TheService view is_newest/> }),
            Err(AppError::NotFound) => EitherOf3::B(view! { <NothingHere/> }),
            Err(error) => EitherOf3::C(view! { <Failure error title="Servizio"/> }),
        })}
    }
}

#[component]
fn TheService(view: ServiceOfCustomer, is_newest: bool) -> impl IntoView {
    let ServiceOfCustomer { subscription, standing, closed_on, events, today } = view;
    let party = &subscription.holder.party;
    let here = paths::office_service(subscription.id);
    let facts = [
        ("Servizio", subscription.service.name().to_owned()),
        ("Partita IVA", party.vat_number.as_ref().map_or("–".to_owned(), ToString::to_string)),
        ("Codice fiscale", party.tax_code.to_string()),
        ("Email", subscription.holder.email.to_string()),
        ("Attivo dal", date(subscription.activated_on)),
        ("Scadenza", date(subscription.expires())),
    ];
    let closed = closed_on.map(|on| ("Cancellato il", date(on)));
    let facts = facts.into_iter().chain(closed).map(|(term, value)| {
        view! { <Definition term><span class="wrap-anywhere">{value}</span></Definition> }
    });
    let facts = facts.collect_view();
    let bars = lasting::of_owned(&subscription.owned, today);
    view! {
        <PageTitle text=party.name.to_string()/>
        <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
            <div class="stack min-w-0">
                <Card title="Servizio" action=move || view! {
                    <StateBadge text=wording::standing_name(standing)/>
                }>
                    <DefinitionList>{facts}</DefinitionList>
                </Card>
                <Card title="Fino a quando"><LastingTable bars caption="Fino a quando"/></Card>
            </div>
            <Timeline page=events reader=Reader::Staff here is_newest/>
        </div>
    }
}
