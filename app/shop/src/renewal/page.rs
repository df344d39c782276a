//! The page of the renewal: how things stand, what is renewed and for how much, and the switch.

use domain::format::date;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{Opened, RenewalView, Renewing, load_renewal};
use super::automatic::Automatic;
use super::choices::Choices;
use super::live::LiveRenewal;
use super::state::State;
use super::summary::{ByHand, ByItself};
use ui::components::{Card, EmptyState, Failed, Failure, Notice, PageTitle, Tone, fetched};
use ui::live::live;
use ui::{paths, wording};

#[component]
pub fn RenewalPage() -> impl IntoView {
    let (link, years, plan) = use_query_map().with_untracked(|query| {
        let years = query.get(paths::RENEWAL_YEARS).and_then(|years| years.parse().ok());
        (query.get(paths::LINK), years, query.get(paths::RENEWAL_PLAN))
    });
    fetched(load_renewal(link, years, plan), |opened| match opened {
        Ok(Opened::Own(view)) => view! { <OwnRenewal view=*view/> }.into_any(),
        Ok(Opened::ByLink(about)) => view! { <RenewalByLink about=*about/> }.into_any(),
        Ok(Opened::LinkVoid) => view! { <LinkVoid/> }.into_any(),
        Ok(Opened::Nothing) => view! { <NothingToRenew/> }.into_any(),
        Err(error) => view! { <Failure error title="Rinnovo"/> }.into_any(),
    })
}

/// The name of the living part.
pub const LIVE: &str = "rinnovo";

/// What lives in the browser, and what the server draws first.
pub fn renewing(about: Renewing) -> AnyView {
    let live = LiveRenewal::new(about);
    // What the page came with is old news after a press, but keeps its room.
    let is_old =
        move || live.said.with(|said| !said.is_empty()) || live.error.with(Option::is_some);
    let came_with = live.about(|about| about.error.as_ref().map(wording::load_sentence));
    let trouble = came_with.map(|title| {
        view! { <div class:invisible=is_old><Notice tone=Tone::Error title/></div> }
    });
    let head = if live.about(|about| about.link.is_some()) {
        Either::Left(view! { <StateByLink live/> })
    } else {
        Either::Right(view! { <State live/> })
    };
    view! {
        <Failed error=live.error/>
        <p class="sr-only" role="status">{live.said}</p>
        <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
            <div class="stack min-w-0">
                {trouble}
                {head}
                <Choices live/>
            </div>
            <div class="stack min-w-0 lg:sticky lg:top-6">
                <ByHand live/>
                <ByItself live/>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn OwnRenewal(view: RenewalView) -> impl IntoView {
    let kept = view.kept.as_ref().map(|kept| kept.error.clone());
    let failed = kept.is_some() || view.renewing.error.is_some();
    let service = view.renewing.service.name();
    let about = view.renewing.clone();
    view! {
        <PageTitle text="Rinnovo" in_error=failed>{service}</PageTitle>
        {kept.map(|error| view! {
            <div class="mb-6"><Notice tone=Tone::Error title=wording::app_sentence(&error)/></div>
        })}
        {live(LIVE, about, renewing)}
        <div class="stack mt-6">
            <Automatic view/>
            <p class="flex flex-wrap gap-x-6 gap-y-2">
                <a class="text-link" href=paths::METHODS>"Metodi di pagamento"</a>
                <a class="text-link" href=paths::AREA>"Vai all’area clienti"</a>
            </p>
        </div>
    }
}

/// The renewal that the link of a mail is for: its prices and nothing else.
#[component]
fn RenewalByLink(about: Renewing) -> impl IntoView {
    let (service, failed) = (about.service.name(), about.error.is_some());
    view! {
        <PageTitle text="Rinnovo" in_error=failed>{service}</PageTitle>
        {live(LIVE, about, renewing)}
    }
}

#[component]
fn StateByLink(live: LiveRenewal) -> impl IntoView {
    let (standing, expires) = live.about(|about| (about.standing(), date(about.expires)));
    let sentence = if standing.is_active() {
        format!("Il servizio scade il {expires}.")
    } else {
        format!("Il servizio è scaduto il {expires}.")
    };
    view! {
        <Card title="Come prosegue">
            <p class="text-lg">{sentence}</p>
            <p class="mt-2 text-muted">
                "Scegli che cosa rinnovare e per quanti anni: vedi subito quanto costa. Fino \
                 all’ordine non cambia nulla."
            </p>
        </Card>
    }
}

#[component]
fn LinkVoid() -> impl IntoView {
    view! {
        <PageTitle text="Rinnovo"/>
        <EmptyState title="Questo link non vale più">
            <p>"È scaduto, o il servizio è già stato rinnovato. Accedi per vedere come prosegue."</p>
            <a class="btn btn-primary" href=paths::sign_in(paths::RENEWAL)>"Accedi"</a>
        </EmptyState>
    }
}

#[component]
fn NothingToRenew() -> impl IntoView {
    view! {
        <PageTitle text="Rinnovo"/>
        <EmptyState title="Non c’è un servizio da rinnovare">
            <p>"Qui compare il tuo servizio da quando è attivo fino a 90 giorni dopo la scadenza."</p>
            <a class="btn btn-primary" href=paths::AREA>"Vai all’area clienti"</a>
        </EmptyState>
    }
}
