//! Money that somebody has to decide about, and refunds that are not finished.

use domain::Money;
use domain::case::CaseAction;
use domain::format::euro;
use domain::id::RefundId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::allocate_form::{AllocateForm, SentBackForm};
use super::api::{
    ApproveRefund, CaseView, CloseCase, RefundView, TypedAllocation, TypedRefund, WithdrawRefund,
};
use super::order_row::Cell;
use super::orders::list;
use super::refund_form::RefundForm;
use ui::components::SubmitButton;
use ui::form::Kept;
use ui::{paths, wording};

/// Where the list of unfinished refunds begins.
const REFUNDS: &str = "rimborsi";

/// `Da decidere`: each with what is advised and the form that does it. Nothing is shown when
/// nothing waits.
pub fn to_decide(
    cases: Vec<CaseView>,
    next_refund: RefundId,
    alone_up_to: Money,
    kept: Option<Kept<TypedRefund>>,
    kept_allocation: Option<Kept<TypedAllocation>>,
    refused: RwSignal<bool>,
) -> Option<impl IntoView> {
    let count = cases.len();
    let row = move |case: CaseView| {
        let kept = kept.clone().filter(|kept| kept.typed.case == Some(case.id));
        let order = case.order_number.map(|number| {
            view! {
                <a class="text-link figure" href=paths::office_order(number)>{number}</a>
            }
            .into_any()
        });
        let order =
            order.unwrap_or_else(|| view! { <span class="text-muted">"nessuno"</span> }.into_any());
        let note = (!case.note.is_empty())
            .then(|| view! { <p class="text-muted wrap-anywhere">{case.note.clone()}</p> });
        let of_case = kept_allocation.clone().filter(|kept| kept.typed.case == Some(case.id));
        let sent_back = of_case.clone().filter(|kept| kept.typed.sent_back);
        let allocation = of_case.filter(|kept| !kept.typed.sent_back);
        let act = |action: &CaseAction| {
            let (kept, allocation) = (kept.clone(), allocation.clone());
            match (action, case.order_number) {
                (CaseAction::NoteChecked, _) => view! {
                    <form action=CloseCase::url() method="post">
                        <input type="hidden" name="id" value=case.id.to_string()/>
                        <SubmitButton class="btn-outline">"Verificato"</SubmitButton>
                    </form>
                }
                .into_any(),
                (CaseAction::Refund, Some(number)) => view! {
                    <RefundForm
                        id=next_refund
                        number
                        most=case.amount
                        origin=Some(case.origin)
                        alone_up_to
                        case=Some(case.id)
                        kept
                        refused
                    />
                }
                .into_any(),
                (CaseAction::Refund, None) => ().into_any(),
                (CaseAction::Allocate, order) => view! {
                    <AllocateForm case=case.id of_nobody=order.is_none() kept=allocation refused/>
                }
                .into_any(),
                (CaseAction::NoteSentBack, _) => view! {
                    <SentBackForm case=case.id kept=sent_back.clone()/>
                }
                .into_any(),
            }
        };
        let acts = if case.awaits_refund {
            view! {
                <a class="text-link" href=format!("#{REFUNDS}")>
                    "Rimborso in attesa di approvazione"
                </a>
            }
            .into_any()
        } else {
            case.kind.actions(case.origin).iter().map(act).collect_view().into_any()
        };
        view! {
            <tr role="row">
                <Cell name="Ordine">{order}</Cell>
                <Cell name="Importo"><strong class="figure">{euro(case.amount)}</strong></Cell>
                <Cell name="Che cosa è successo" is_wide=true>{wording::case_name(case.kind)} {note}</Cell>
                <Cell name="Proposta">{wording::case_proposal(case.kind.proposal())}</Cell>
                <Cell name="Azione" is_wide=true><div class="flex flex-col gap-3">{acts}</div></Cell>
            </tr>
        }
    };
    let heads = ["Ordine", "Importo", "Che cosa è successo", "Proposta", "Azione"];
    (count > 0).then(|| {
        list(
            "da-decidere",
            format!("Da decidere ({count})"),
            "",
            &heads,
            cases.into_iter().map(row).collect(),
        )
    })
}

/// `Rimborsi in corso`. Nothing is shown when there are none.
pub fn unfinished_refunds(refunds: Vec<RefundView>, username: &str) -> Option<impl IntoView> {
    let count = refunds.len();
    let row = |refund: RefundView| {
        let number = refund.order_number;
        let own = refund.asked_by == username;
        let id = refund.id.to_string();
        let approve = view! {
            <form action=ApproveRefund::url() method="post">
                <input type="hidden" name="id" value=id.clone()/>
                <SubmitButton aria_label=format!("Approva il rimborso dell’ordine {number}")>
                    "Approva"
                </SubmitButton>
            </form>
        };
        let withdraw = |text: &'static str| {
            view! {
                <form action=WithdrawRefund::url() method="post">
                    <input type="hidden" name="id" value=id/>
                    <SubmitButton
                        class="btn-outline"
                        aria_label=format!("{text} il rimborso dell’ordine {number}")
                    >
                        {text}
                    </SubmitButton>
                </form>
            }
        };
        let act = match (refund.awaits_approval, own) {
            (true, false) => view! {
                <div class="flex flex-wrap gap-3">{approve} {withdraw("Rifiuta")}</div>
            }
            .into_any(),
            (true, true) => view! {
                <div class="flex flex-wrap items-center gap-3">
                    "Aspetta l’approvazione di un collega." {withdraw("Ritira")}
                </div>
            }
            .into_any(),
            (false, _) => "Aspetta la conferma del fornitore dei pagamenti.".into_any(),
        };
        view! {
            <tr role="row">
                <Cell name="Ordine">
                    <a class="text-link figure" href=paths::office_order(number)>{number}</a>
                </Cell>
                <Cell name="Importo"><strong class="figure">{euro(refund.amount)}</strong></Cell>
                <Cell name="Motivo">{refund.reason.clone()}</Cell>
                <Cell name="Chiesto da">{refund.asked_by.clone()}</Cell>
                <Cell name="Stato" is_wide=true>{act}</Cell>
            </tr>
        }
    };
    let heads = ["Ordine", "Importo", "Motivo", "Chiesto da", "Stato"];
    (count > 0).then(|| {
        list(
            REFUNDS,
            format!("Rimborsi in corso ({count})"),
            "",
            &heads,
            refunds.into_iter().map(row).collect(),
        )
    })
}
