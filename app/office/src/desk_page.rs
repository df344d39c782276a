//! The desk: what waits for its payment, what is stuck, what was done last.

use domain::Money;
use domain::id::CaseId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{DeskView, Shown, load_desk};
use super::cases::{to_decide, unfinished_refunds};
use super::commitments::{CommitmentDocument, Decide, to_register};
use super::mend::{to_mend, unreadable_order};
use super::order_result::OrderResult;
use super::orders::{self, awaiting, awaiting_settlement, fulfilled};
use super::outcome_notice::outcome_notice;
use super::refund_form::RefundForm;
use super::search::Search;
use super::sections::{Section, Sections};
use ui::components::{EmptyState, Notice, PageTitle, Tone, loaded};
use ui::paths;

#[component]
pub fn DeskPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let number = Memo::new(move |_| asked(paths::ORDER_NUMBER));
    let outcome = Memo::new(move |_| asked(paths::OUTCOME));
    let desk = Resource::new(
        move || (number.get(), outcome.get()),
        |(number, outcome)| load_desk(number, outcome),
    );
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
            view! { <Desk view refused number=number.get_untracked()/> }
        })}
    }
}

#[component]
fn Desk(
    view: DeskView,
    /// Set while a registration is refused.
    refused: RwSignal<bool>,
    number: String,
) -> impl IntoView {
    let DeskView {
        username,
        shown,
        today,
        next_refund,
        alone_up_to,
        outcome_notice: done,
        registered,
        kept,
        kept_refund,
        kept_allocation,
        kept_decision,
    } = view;
    let content = match shown {
        Shown::Everything {
            unreadable,
            awaiting: unpaid,
            awaiting_settlement: unsettled,
            failed: stuck,
            fulfilled: done,
            cases,
            refunds,
            documents,
        } => {
            let has_form =
                |case: Option<CaseId>| cases.iter().any(|of| Some(of.id) == case && !of.awaits_refund);
            let refused_case = kept_refund.as_ref().and_then(|kept| kept.typed.case);
            let refused_case =
                refused_case.or(kept_allocation.as_ref().and_then(|kept| kept.typed.case));
            let too_late = (refused_case.is_some() && !has_form(refused_case)).then(too_late);
            view! {
                {too_late}
                {to_mend(unreadable)}
                <div class="stack gap-10!">
                    {to_decide(cases, next_refund, alone_up_to, kept_refund, kept_allocation, refused)}
                    {unfinished_refunds(refunds, &username)}
                    {to_register(documents, kept_decision, refused)}
                    {awaiting(unpaid, today, kept.clone(), refused)}
                    {awaiting_settlement(unsettled, today, kept, refused)}
                    {orders::failed(stuck)}
                    {fulfilled(done)}
                </div>
            }
            .into_any()
        }
        Shown::Found { order, impossible, document, refundable, origin, given_back, refunds } => {
            let document = document.map(|document| {
                view! {
                    <div class="mt-6 grid gap-6 border-t border-base-300 pt-6 md:grid-cols-2">
                        <div><CommitmentDocument document=(*document).clone()/></div>
                        <Decide document=*document kept=kept_decision refused/>
                    </div>
                }
                .into_any()
            });
            let number = order.number;
            let kept_refund = kept_refund.filter(|kept| {
                kept.typed.case.is_none() && kept.typed.number == number
            });
            let give_back = (refundable > Money::ZERO).then(|| {
                view! {
                    <RefundForm
                        id=next_refund
                        number
                        most=refundable
                        origin
                        alone_up_to
                        case=None
                        kept=kept_refund
                        refused
                    />
                }
                .into_any()
            });
            view! {
                <OrderResult order=*order impossible document given_back give_back today kept refused outcome=registered/>
                <div class="mt-10">{unfinished_refunds(refunds, &username)}</div>
            }
            .into_any()
        }
        Shown::Unreadable(row) => unreadable_order(&number, row).into_any(),
        Shown::NotFound => view! {
            <EmptyState title="Nessun ordine con questo numero">
                <p>"Il numero è quello della causale del bonifico: solo cifre, per esempio 2026000001."</p>
                <a class="btn btn-outline" href=paths::OFFICE>"Torna a tutti gli ordini"</a>
            </EmptyState>
        }
        .into_any(),
    };

    view! {
        <div class="mb-8"><Search number/></div>
        {done.map(outcome_notice)}
        {content}
    }
}

/// A form came back, and what it was about is no longer there to be decided.
fn too_late() -> impl IntoView {
    view! {
        <div class="mb-6">
            <Notice tone=Tone::Warning title="Su questo importo è già stato deciso">
                <p>"Nel frattempo un collega ha fatto qualcosa: da qui non è cambiato nulla."</p>
            </Notice>
        </div>
    }
}
