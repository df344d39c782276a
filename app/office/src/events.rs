//! What has happened to an order, the newest first.

use domain::format::short_date;
use domain::order::Happened;
use leptos::prelude::*;

use super::api::EventView;
use super::words;
use ui::components::{Icon, Sign};

#[component]
pub fn Events(events: Vec<EventView>) -> impl IntoView {
    let events: Vec<_> = events
        .into_iter()
        .map(|event| {
            let time = event.time.clone();
            let by = event.by.as_deref().map(words::by);
            view! {
                <li>
                    <span class="event-sign"><Icon sign=sign(event.what)/></span>
                    <div>
                        <p class="font-semibold">{words::event(&event)}</p>
                        <p class="text-sm text-muted">
                            <span class="figure">{short_date(event.day)}</span>
                            {time.map(|time| view! { ", " <span class="figure">{time}</span> })}
                            {by.map(|by| view! { " " <span class="wrap-anywhere">{by}</span> })}
                        </p>
                    </div>
                </li>
            }
        })
        .collect();

    view! {
        <div>
            <h3 class="mb-3">"Che cosa è successo"</h3>
            <ol class="events">{events}</ol>
        </div>
    }
}

fn sign(what: Happened) -> Sign {
    match what {
        Happened::Paid
        | Happened::Fulfilled
        | Happened::CommitmentRegistered
        | Happened::Decided => Sign::Check,
        Happened::PaymentRefused
        | Happened::CommitmentRefused
        | Happened::SetAside
        | Happened::Cancelled => Sign::Alert,
        Happened::Concluded
        | Happened::CommitmentSent
        | Happened::RefundAsked
        | Happened::RefundDone => Sign::Info,
    }
}
