//! The desk: what waits for its payment, what is stuck, what was done last.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{DeskView, Shown, load_desk};
use super::cases::{to_decide, unfinished_refunds};
use super::commitments::{Decide, Letter, to_register};
use super::frame::SignedIn;
use super::order_result::{OrderResult, Registered};
use super::orders::{self, awaiting, fulfilled, to_settle};
use super::search::Search;
use super::sections::{Section, Sections};
use crate::components::{EmptyState, PageTitle, loaded};
use crate::paths;

#[component]
pub fn DeskPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let number = Memo::new(move |_| asked(paths::ORDER_NUMBER));
    let outcome = Memo::new(move |_| Registered::named(&asked(paths::OUTCOME)));
    let desk =
        Resource::new(move || (number.get(), outcome.get()), |(number, _)| load_desk(number));
    // Outside what is loaded anew, like the title that tells it.
    let refused = RwSignal::new(false);

    view! {
        <Sections current=Section::Orders/>
        <PageTitle text="Ordini" in_error=refused/>
        {loaded(desk, move |view| {
            let came_back = view.kept.is_some()
                || view.kept_refund.is_some()
                || view.kept_allocation.is_some()
                || view.kept_decision.is_some();
            refused.set(came_back);
            view! { <Desk view refused number=number.get_untracked() outcome=outcome.get_untracked()/> }
        })}
    }
}

#[component]
fn Desk(
    view: DeskView,
    /// Set while a registration is refused.
    refused: RwSignal<bool>,
    number: String,
    outcome: Option<Registered>,
) -> impl IntoView {
    let DeskView { username, shown, today, kept, kept_refund, kept_allocation, kept_decision } =
        view;
    let approver = username.clone();
    let content = match shown {
        Shown::Everything {
            awaiting: unpaid,
            to_settle: unsettled,
            failed: stuck,
            fulfilled: done,
            cases,
            refunds,
            letters,
        } => view! {
            <div class="stack gap-10!">
                {to_decide(cases, kept_refund, kept_allocation, refused)}
                {unfinished_refunds(refunds, &approver)}
                {to_register(letters, kept_decision, refused)}
                {awaiting(unpaid, today, kept.clone(), refused)}
                {to_settle(unsettled, today, kept, refused)}
                {orders::failed(stuck)}
                {fulfilled(done)}
            </div>
        }
        .into_any(),
        Shown::Found { order, letter, refundable } => {
            let letter = letter.map(|letter| {
                view! {
                    <div class="mt-6 grid gap-6 border-t border-base-300 pt-6 md:grid-cols-2">
                        <div><Letter letter=(*letter).clone()/></div>
                        <Decide letter=*letter kept=kept_decision refused/>
                    </div>
                }
                .into_any()
            });
            view! {
                <OrderResult
                    order=*order letter refundable today kept kept_refund refused outcome
                />
            }
            .into_any()
        }
        Shown::NotFound => view! {
            <EmptyState title="Nessun ordine con questo numero">
                <p>"Il numero è quello della causale del bonifico: solo cifre, per esempio 2026000001."</p>
                <a class="btn btn-outline" href=paths::OFFICE>"Torna a tutti gli ordini"</a>
            </EmptyState>
        }
        .into_any(),
    };

    view! {
        <div class="mb-8 flex flex-wrap items-end justify-between gap-4">
            <Search number/>
            <SignedIn username/>
        </div>
        {content}
    }
}
