//! The orders: a list with its filters, and the one that is shown beside it. On narrow screens the
//! order takes the place of the list.

use domain::Money;
use domain::case::Origin;
use domain::id::RefundId;
use domain::order::Pile;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{
    CommitmentOnDesk, OrdersView, Proposal, Shown, TypedCommitment, TypedPayment, TypedRefund,
    load_orders,
};
use super::asked::Asked;
use super::came_back::came_back;
use super::commitments::{CommitmentDocument, ConfirmCommitment, Decide};
use super::filters::{Filters, Piles, waiting};
use super::mend::{to_mend, unreadable_order};
use super::order_detail::{OrderDetail, Registering, not_done};
use super::order_list::Orders;
use super::outcome_notice::outcome_notice;
use super::refund_form::{ConfirmRefund, RefundForm};
use super::sections::{Section, Sections};
use ui::components::{EmptyState, PageTitle, loaded};
use ui::form::Kept;

#[component]
pub fn OrdersPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(Asked::of);
    // The title stands above what tells it.
    let refused = RwSignal::new(false);

    view! {
        <Sections current=Section::Orders/>
        <PageTitle text="Ordini" in_error=refused/>
        {loaded(load_orders(asked.clone()), move |view| {
            refused.set(
                view.kept.is_some() || view.kept_refund.is_some() || view.kept_decision.is_some(),
            );
            view! { <Desk view asked/> }
        })}
    }
}

#[component]
fn Desk(mut view: OrdersView, asked: Asked) -> impl IntoView {
    let shown = view.shown.take();
    let class = if shown.is_some() { "desk is-open" } else { "desk" };
    let notice = view.outcome_notice.take().map(outcome_notice);
    let unreadable = std::mem::take(&mut view.unreadable);
    let list = view.list.clone();
    let detail = match shown {
        None => view! {
            <div class="panel order-none"><p>"Scegli un ordine dall’elenco: qui vedi che cosa contiene, a che punto è e che cosa si può fare."</p></div>
        }
        .into_any(),
        Some(shown) => one_order(shown, view, &asked),
    };
    let heights: Vec<(Pile, i64)> = list.heights.clone();

    view! {
        {notice}
        {to_mend(unreadable)}
        <div class=class>
            <div class="desk-filters">
                {waiting(list.waiting)}
                <Filters asked=asked.clone()/>
                <Piles asked=asked.clone() heights/>
            </div>
            <div class="desk-list"><Orders list asked/></div>
            <div class="desk-detail">{detail}</div>
        </div>
    }
}

/// The order that was asked for, with everything that can be done with it.
fn one_order(shown: Shown, view: OrdersView, asked: &Asked) -> AnyView {
    let OrdersView {
        today,
        next_refund,
        alone_up_to,
        registered,
        proposal,
        kept,
        kept_refund,
        kept_decision,
        ..
    } = view;
    let (order, impossible, document, refundable, origin, given_back, refunds, events) = match shown
    {
        Shown::Found {
            order,
            impossible,
            document,
            refundable,
            origin,
            given_back,
            refunds,
            events,
        } => (*order, impossible, document, refundable, origin, given_back, refunds, events),
        Shown::Unreadable(row) => return unreadable_order(&asked.number, row).into_any(),
        Shown::NotFound => {
            let back = asked.list_address();
            return view! {
                <EmptyState title="Nessun ordine con questo numero">
                    <p>"Il numero è quello della causale del bonifico: solo cifre, per esempio 26000001."</p>
                    <a class="btn btn-outline" href=back rel="external">"Torna agli ordini"</a>
                </EmptyState>
            }
            .into_any();
        }
    };
    let number = order.number;
    let back = asked.again_address(number);
    // A form that was refused comes first; then what is to be confirmed, or changed before it is.
    let was_refused = kept.is_some() || kept_refund.is_some() || kept_decision.is_some();
    let to_confirm = proposal.clone().filter(|_| !asked.again && !was_refused);
    let again = proposal.filter(|_| asked.again);

    let document = document
        .map(|document| commitment_document(*document, to_confirm.as_ref(), kept_decision, &back));
    let refund_form = RefundOfOrder {
        number,
        refundable,
        origin,
        alone_up_to,
        next_refund,
        list: asked.list(),
        back: back.clone(),
    };
    let give_back = refund_form.view(to_confirm.clone(), again.clone(), kept_refund);
    let registering = registering(number, to_confirm, again, kept, back);

    view! {
        <OrderDetail
            order
            impossible
            document
            given_back
            give_back
            refunds
            events
            today
            registering
            list=asked.list()
            list_address=asked.list_address()
            outcome=registered
        />
    }
    .into_any()
}

/// The commitment document with what can be decided about it.
fn commitment_document(
    document: CommitmentOnDesk,
    to_confirm: Option<&Proposal>,
    kept: Option<Kept<TypedCommitment>>,
    back: &str,
) -> AnyView {
    let is_proposed = matches!(
        to_confirm,
        Some(Proposal::Commitment(typed)) if typed.document == Some(document.id)
    );
    let stated = document.clone();
    let decide = if is_proposed {
        view! { <ConfirmCommitment document back=back.to_owned()/> }.into_any()
    } else {
        view! { <Decide document kept/> }.into_any()
    };
    view! {
        <div class="grid gap-4 border-t border-base-300 pt-4">
            <div>
                <h3 class="mb-2">"Lettera d’impegno"</h3>
                <CommitmentDocument document=stated/>
            </div>
            {decide}
        </div>
    }
    .into_any()
}

/// How money that paid an order is given back.
struct RefundOfOrder {
    number: i64,
    refundable: Money,
    origin: Option<Origin>,
    alone_up_to: Money,
    next_refund: RefundId,
    list: String,
    back: String,
}

impl RefundOfOrder {
    /// The second look, the form, or why what was asked for cannot be any more.
    fn view(
        self,
        to_confirm: Option<Proposal>,
        again: Option<Proposal>,
        kept: Option<Kept<TypedRefund>>,
    ) -> Option<AnyView> {
        let Self { number, refundable, origin, alone_up_to, next_refund, list, back } = self;
        let is_ours = |typed: &TypedRefund| typed.case.is_none() && typed.number == number;
        let kept = kept.filter(|kept| is_ours(&kept.typed));
        match to_confirm {
            Some(Proposal::Refund { typed, amount }) if is_ours(&typed) => {
                Some(view! { <ConfirmRefund typed amount origin alone_up_to back/> }.into_any())
            }
            _ if refundable > Money::ZERO => {
                let again = match again {
                    Some(Proposal::Refund { typed, .. }) if is_ours(&typed) => Some(typed),
                    _ => None,
                };
                let came_back = came_back(kept, again);
                Some(
                    view! {
                        <RefundForm
                            id=next_refund
                            number
                            most=refundable
                            origin
                            alone_up_to
                            case=None
                            list
                            came_back
                        />
                    }
                    .into_any(),
                )
            }
            _ => kept.map(|kept| not_done("Il rimborso non è partito", &kept.error).into_any()),
        }
    }
}

/// Where the form that registers a payment of this order stands.
fn registering(
    number: i64,
    to_confirm: Option<Proposal>,
    again: Option<Proposal>,
    kept: Option<Kept<TypedPayment>>,
    back: String,
) -> Registering {
    let of_order = |proposal| match proposal {
        Some(Proposal::Payment { typed, paid_on }) if typed.number == number => {
            Some((typed, paid_on))
        }
        _ => None,
    };
    match of_order(to_confirm) {
        Some((typed, paid_on)) => Registering::ToConfirm { typed, paid_on, back },
        None => {
            let kept = kept.filter(|kept| kept.typed.number == number);
            let again = of_order(again).map(|(typed, _)| typed);
            Registering::Form(came_back(kept, again))
        }
    }
}
