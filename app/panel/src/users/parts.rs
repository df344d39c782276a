//! What the pages of the additional users share.

use domain::grant::UserState;
use domain::{Product, RuleError, grant::GrantError};
use leptos::prelude::*;

use super::api::SeatsView;
use crate::press::{Press, a_year};
use crate::seats::{SeatCount, seat_expiries};
use crate::visited::visited;
use ui::components::{Notice, StateBadge, Tone};
use ui::error::AppError;
use ui::{paths, wording};

/// How many seats are used of how many, and the way to one more.
#[component]
pub fn SeatsCard(view: SeatsView) -> impl IntoView {
    let SeatsView { service, seats, entitlements, yearly, first, error } = view;
    let can_buy = entitlements.can_buy();

    view! {
        {error.map(|error| view! {
            <Notice tone=Tone::Error title=wording::app_sentence(&error)/>
        })}
        <section class="panel p-4 sm:p-6" aria-labelledby="multiutente">
            <div class="flex flex-wrap items-end justify-between gap-4">
                <div class="min-w-0 max-w-xl">
                    <h2 id="multiutente">"Gestione multiutente"</h2>
                    <SeatCount seats/>
                    {seat_expiries(&entitlements)}
                </div>
                {can_buy.then(|| view! {
                    <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
                        {yearly.map(a_year)}
                        <Press service product=Product::User text="Aggiungi" first class="btn-outline"/>
                    </div>
                })}
            </div>
        </section>
    }
}

/// Where somebody stands.
#[component]
pub fn UserBadge(state: UserState) -> impl IntoView {
    let tone = match state {
        UserState::Active => Tone::Success,
        UserState::Invited => Tone::Warning,
        UserState::TooLate => Tone::Error,
        UserState::Resting => Tone::Neutral,
    };
    view! { <StateBadge text=wording::user_state_name(state) tone/> }
}

/// A form that waits for a seat says where there is one.
pub fn way_to_a_seat(error: &AppError) -> Option<AnyView> {
    let no_seat = AppError::Rule(RuleError::Grant(GrantError::NoSeat));
    let users = visited().id().filter(|_| *error == no_seat).map(paths::panel_users)?;
    let way = view! { <p class="mt-2"><a class="text-link" href=users>"Utenti aggiuntivi"</a></p> };
    Some(way.into_any())
}
