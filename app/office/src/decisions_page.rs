//! What waits for a decision: money that does not fit, refunds, commitment documents.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{DecisionsView, load_decisions};
use super::cases::{CaseForms, to_decide, unfinished_refunds};
use super::commitments::to_register;
use super::outcome_notice::outcome_notice;
use super::sections::{Section, Sections};
use ui::components::{EmptyState, Notice, PageTitle, Tone, loaded};
use ui::paths;

#[component]
pub fn DecisionsPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let outcome = query.get(paths::OUTCOME).unwrap_or_default();
    let again = query.get(paths::AGAIN).is_some();
    // The title stands above what tells it.
    let refused = RwSignal::new(false);

    view! {
        <Sections current=Section::Decisions/>
        <PageTitle text="Da decidere" in_error=refused/>
        {loaded(load_decisions(outcome.clone()), move |view| {
            refused.set(
                view.kept_refund.is_some()
                    || view.kept_allocation.is_some()
                    || view.kept_decision.is_some(),
            );
            view! { <Decisions view outcome again/> }
        })}
    }
}

#[component]
fn Decisions(
    view: DecisionsView,
    /// What the address names.
    outcome: String,
    /// What is to be confirmed is changed instead.
    again: bool,
) -> impl IntoView {
    let DecisionsView {
        username,
        cases,
        refunds,
        documents,
        next_refund,
        alone_up_to,
        outcome_notice: done,
        proposal,
        kept_refund,
        kept_allocation,
        kept_decision,
    } = view;
    let refused_case = kept_refund.as_ref().and_then(|kept| kept.typed.case);
    let refused_case = refused_case.or(kept_allocation.as_ref().and_then(|kept| kept.typed.case));
    let has_form = cases.iter().any(|of| Some(of.id) == refused_case && !of.awaits_refund);
    let too_late = (refused_case.is_some() && !has_form).then(too_late);
    let nothing = cases.is_empty() && refunds.is_empty() && documents.is_empty();
    let content = if nothing {
        view! {
            <EmptyState title="Niente da decidere">
                <p>"Qui arrivano gli importi che non tornano, i rimborsi e le lettere d’impegno."</p>
                <a class="btn btn-outline" href=paths::OFFICE rel="external">"Vai agli ordini"</a>
            </EmptyState>
        }
        .into_any()
    } else {
        let commitments = to_register(documents, kept_decision, proposal.as_ref());
        let refunds = unfinished_refunds(refunds, &username, proposal.as_ref());
        let back = paths::with_outcome(paths::OFFICE_DECISIONS, &outcome);
        let forms = CaseForms {
            kept_refund,
            kept_allocation,
            proposal,
            again,
            back: format!("{back}&{}=1", paths::AGAIN),
        };
        view! {
            <div class="stack gap-10!">
                {to_decide(cases, next_refund, alone_up_to, &forms)}
                {refunds}
                {commitments}
            </div>
        }
        .into_any()
    };

    view! {
        {done.map(outcome_notice)}
        {too_late}
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
