//! `Che cosa è successo`: what has happened to a service, the newest first, page by page.

use domain::calendar::Date;
use domain::format::short_date;
use domain::timeline::{By, Deed};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Card, Icon, Sign};
use crate::{paths, wording};

/// Something that has happened, as clocks in Italy show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub day: Date,
    /// `09:14`.
    pub time: String,
    pub deed: Deed,
    pub by: By,
}

/// A page of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldPage {
    pub events: Vec<Told>,
    /// What an address says of the place where the page before begins.
    pub before: Option<String>,
}

#[cfg(feature = "ssr")]
impl From<services::timeline::Timeline> for ToldPage {
    fn from(timeline: services::timeline::Timeline) -> Self {
        let told = |event: domain::timeline::Event| {
            let at = services::civil_time(event.at);
            let time = at.format("%H:%M").to_string();
            Told { day: at.date(), time, deed: event.deed, by: event.by }
        };
        Self {
            events: timeline.events.into_iter().map(told).collect(),
            before: timeline.next.map(|place| place.text()),
        }
    }
}

/// Who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    Customer,
    Staff,
}

/// Something that has not happened yet.
pub struct ToCome {
    pub title: &'static str,
    pub sentence: String,
}

#[component]
pub fn Timeline(
    page: ToldPage,
    reader: Reader,
    /// The address of the page that it stands on.
    #[prop(into)]
    here: String,
    /// It begins with what happened last.
    is_newest: bool,
    /// What will happen next; shown before what happened last.
    #[prop(default = None)]
    to_come: Option<ToCome>,
) -> impl IntoView {
    let to_come = to_come.filter(|_| is_newest).map(|to_come| {
        view! {
            <li>
                <span class="event-sign border border-dashed border-edge"><Icon sign=Sign::Clock/></span>
                <div>
                    <p class="font-semibold">{to_come.title}</p>
                    <p class="text-sm text-muted">{to_come.sentence}</p>
                </div>
            </li>
        }
    });
    let is_nothing = page.events.is_empty() && to_come.is_none();
    let nothing = is_nothing.then(|| {
        view! { <p class="text-muted">"Non è ancora successo niente."</p> }
    });
    let older = page.before.as_ref().map(|place| {
        let href = format!("{here}?{}={place}#{}", paths::EVENTS_BEFORE, paths::EVENTS);
        view! { <a class="text-link" href=href rel="external">"Che cosa è successo prima"</a> }
    });
    let newest = (!is_newest).then(|| {
        let href = format!("{here}#{}", paths::EVENTS);
        view! { <a class="text-link" href=href rel="external">"Torna alle ultime"</a> }
    });
    let ways = (older.is_some() || newest.is_some()).then(|| {
        view! { <p class="mt-4 flex flex-wrap gap-x-4 gap-y-2">{newest} {older}</p> }
    });
    let events = page.events.into_iter().map(|told| view! { <One told reader/> }).collect_view();
    view! {
        <Card title="Che cosa è successo" id=paths::EVENTS>
            {nothing}
            <ol class="events">{to_come} {events}</ol>
            {ways}
        </Card>
    }
}

#[component]
fn One(told: Told, reader: Reader) -> impl IntoView {
    let Told { day, time, deed, by } = told;
    let order = wording::order_behind(&deed).map(|number| {
        let href = match reader {
            Reader::Customer => paths::order(number),
            Reader::Staff => paths::office_order(number),
        };
        view! { ". " <a class="text-link" href=href rel="external">"Ordine " {number}</a> }
    });
    let who = wording::doer(&by, reader == Reader::Staff);
    let more = wording::deed_details(&deed);
    view! {
        <li>
            <span class="event-sign"><Icon sign=sign(&deed)/></span>
            <div class="min-w-0">
                <p class="font-semibold wrap-anywhere">{wording::deed(&deed)}</p>
                <p class="text-sm text-muted wrap-anywhere">
                    <span class="figure">{short_date(day)}</span> ", " <span class="figure">{time}</span>
                    {who.map(|who| format!(", {who}"))}
                    {more.map(|more| format!(". {more}"))}
                    {order}
                </p>
            </div>
        </li>
    }
}

fn sign(deed: &Deed) -> Sign {
    match deed {
        Deed::Ordered(..) | Deed::CommitmentSent(_) => Sign::Sheet,
        Deed::Paid(..) | Deed::RefundDone(..) => Sign::Card,
        Deed::Activated(..) | Deed::CommitmentRegistered(_) => Sign::Check,
        Deed::Extended(..) => Sign::ArrowRight,
        Deed::Renewed(..) => Sign::Renew,
        Deed::PaymentRefused(..)
        | Deed::CommitmentRefused(_)
        | Deed::Cancelled(_)
        | Deed::TerminationAsked(_)
        | Deed::TerminationTakenBack
        | Deed::TerminationConfirmed => Sign::Alert,
        Deed::Mailed(..) => Sign::Mail,
        Deed::Changed(_) | Deed::User(..) | Deed::Panel(_) => Sign::Person,
    }
}
