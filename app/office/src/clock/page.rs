//! The clock with the buttons that move it, and below them the film.

use domain::format::{date, euro};
use leptos::prelude::*;

use super::api::{ClockView, FilmDay, Scene, load_clock};
use super::words;
use crate::sections::{Section, Sections};
use ui::components::{Card, EmptyState, PageTitle, Sign, StateBadge, Tone, loaded};
use ui::paths;

/// How far one press goes, and what it is called.
const STEPS: [(u32, &str); 4] =
    [(1, "Avanti di un giorno"), (7, "7 giorni"), (30, "30 giorni"), (90, "90 giorni")];

#[component]
pub fn ClockPage() -> impl IntoView {
    view! {
        <Sections current=Section::Clock/>
        <PageTitle text="Orologio">
            "Il giorno del negozio dimostrativo. Quando lo porti avanti, ogni giorno passa davvero: \
             partono promemoria, addebiti e scadenze."
        </PageTitle>
        {loaded(load_clock(), |view| view! { <Clock view/> })}
    }
}

#[component]
fn Clock(view: ClockView) -> impl IntoView {
    let ClockView { today, time, film } = view;
    let days: Vec<_> = film.into_iter().map(|day| view! { <Day day/> }).collect();
    let film = if days.is_empty() {
        view! {
            <EmptyState title="Non è ancora successo niente">
                <p>"Porta avanti l’orologio: qui compaiono email, addebiti e cambi di stato."</p>
            </EmptyState>
        }
        .into_any()
    } else {
        view! { <div class="stack">{days}</div> }.into_any()
    };

    view! {
        <div class="stack">
            <Card title="Oggi è">
                <p class="mb-4 text-lg">
                    <strong>{date(today)}</strong> ", ore " <span class="tabular-nums">{time}</span>
                </p>
                <Steps/>
            </Card>
            <section>
                <h2 class="mb-3">"Che cosa è successo"</h2>
                {film}
            </section>
        </div>
    }
}

/// A form of the browser itself: the server has the jobs, and answers with this page.
#[component]
fn Steps() -> impl IntoView {
    let button = |(days, text): (u32, &'static str)| {
        let class = if days == 1 { "btn btn-primary" } else { "btn btn-outline" };
        view! {
            <button type="submit" class=class name=paths::DAYS_FORWARD value=days.to_string()>
                {text}
            </button>
        }
    };
    view! {
        <form action=paths::OFFICE_CLOCK_FORWARD method="post">
            <p class="flex flex-wrap gap-3">{STEPS.map(button).into_iter().collect::<Vec<_>>()}</p>
        </form>
    }
}

#[component]
fn Day(day: FilmDay) -> impl IntoView {
    let scenes: Vec<_> = day.scenes.into_iter().map(scene).collect();
    view! {
        <section class="panel">
            <h3 class="panel-head">{date(day.day)}</h3>
            <ul class="divide-y divide-base-300">{scenes}</ul>
        </section>
    }
}

fn scene(scene: Scene) -> impl IntoView {
    let (badge, what) = match scene {
        Scene::Mail { recipient, subject, message_id } => (
            view! { <StateBadge text="Email" tone=Tone::Info sign=Some(Sign::Note)/> }.into_any(),
            view! {
                <a class="text-link" href=paths::mail(&message_id) rel="external">{subject}</a>
                " " <span class="text-muted">"a " {recipient}</span>
            }
            .into_any(),
        ),
        Scene::Charge { order, amount, outcome, holder } => {
            let (text, tone) = words::charged(outcome);
            (
                view! { <StateBadge text tone/> }.into_any(),
                view! {
                    <strong class="figure">{euro(amount)}</strong> " per l’"
                    <a class="text-link" href=paths::office_order(order) rel="external">
                        {format!("ordine {order}")}
                    </a>
                    " " <span class="text-muted">{holder}</span>
                }
                .into_any(),
            )
        }
        Scene::Change { holder, expires, standing } => {
            let (text, tone) = words::standing(standing);
            (
                view! { <StateBadge text tone/> }.into_any(),
                view! {
                    "Il servizio di " {holder} ", scadenza " {date(expires)}
                }
                .into_any(),
            )
        }
    };
    view! {
        <li class="grid gap-x-6 gap-y-1 px-4 py-3 sm:px-6 sm:grid-cols-[13rem_minmax(0,1fr)] sm:items-baseline">
            <p>{badge}</p>
            <p class="min-w-0 wrap-anywhere">{what}</p>
        </li>
    }
}
