//! The desk: what waits for its payment, what is stuck, what was done last.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{DeskView, Shown, load_desk};
use super::frame::SignedIn;
use super::order_result::{OrderResult, Registered};
use super::orders::{awaiting, failed, fulfilled};
use super::search::Search;
use crate::components::{EmptyState, PageTitle, loaded};
use crate::paths;

#[component]
pub fn DeskPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let number = Memo::new(move |_| asked(paths::ORDER_NUMBER));
    let outcome = Memo::new(move |_| Registered::named(&asked(paths::OUTCOME)));
    let desk = Resource::new(move || (number.get(), outcome.get()), |(number, _)| load_desk(number));
    loaded(desk, move |view| {
        view! { <Desk view number=number.get_untracked() outcome=outcome.get_untracked()/> }
    })
}

#[component]
fn Desk(view: DeskView, number: String, outcome: Option<Registered>) -> impl IntoView {
    let DeskView { username, shown, today, kept } = view;
    let came_back = kept.is_some();
    let content = match shown {
        Shown::Everything { awaiting: unpaid, failed: stuck, fulfilled: done } => view! {
            <div class="stack gap-10!">
                {awaiting(unpaid, today, kept)}
                {failed(stuck)}
                {fulfilled(done)}
            </div>
        }
        .into_any(),
        Shown::Found(order) => view! { <OrderResult order=*order today kept outcome/> }.into_any(),
        Shown::NotFound => view! {
            <EmptyState title="Nessun ordine con questo numero">
                <p>"Il numero è quello della causale del bonifico: solo cifre, per esempio 2026000001."</p>
                <a class="btn btn-outline" href=paths::OFFICE>"Torna a tutti gli ordini"</a>
            </EmptyState>
        }
        .into_any(),
    };

    view! {
        <PageTitle text="Ordini" in_error=came_back/>
        <div class="mb-8 flex flex-wrap items-end justify-between gap-4">
            <Search number/>
            <SignedIn username/>
        </div>
        {content}
    }
}
