//! Money that somebody has to decide about, and refunds that are not finished.

use domain::Money;
use domain::case::CaseAction;
use domain::format::euro;
use domain::id::{CaseId, RefundId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::allocate_form::{AllocateForm, ConfirmAllocation, ConfirmSentBack, SentBackForm};
use super::api::{
    ApproveRefund, CaseView, CloseCase, Proposal, RefundView, TypedAllocation, TypedRefund,
    WithdrawRefund,
};
use super::came_back::came_back;
use super::confirm::Confirm;
use super::desk_table::{Cell, list};
use super::refund_form::{ConfirmRefund, RefundForm};
use ui::components::SubmitButton;
use ui::form::Kept;
use ui::{paths, wording};

/// Where the list of unfinished refunds begins.
const REFUNDS: &str = "rimborsi";

/// `Da decidere`: each with what is advised and the forms that do it. Nothing is shown when nothing
/// waits.
pub fn to_decide(
    cases: Vec<CaseView>,
    next_refund: RefundId,
    alone_up_to: Money,
    forms: &CaseForms,
) -> Option<impl IntoView + use<>> {
    let count = cases.len();
    let row = |case: CaseView| {
        let order = case.order_number.map(|number| {
            view! {
                <a class="text-link figure" href=paths::office_order(number) rel="external">
                    {number}
                </a>
            }
            .into_any()
        });
        let order =
            order.unwrap_or_else(|| view! { <span class="text-muted">"nessuno"</span> }.into_any());
        let note = (!case.note.is_empty())
            .then(|| view! { <p class="text-muted wrap-break-word">{case.note.clone()}</p> });
        let acts = if case.awaits_refund {
            view! {
                <a class="text-link" href=format!("#{REFUNDS}")>
                    "Rimborso in attesa di approvazione"
                </a>
            }
            .into_any()
        } else if let Some(confirm) = forms.to_confirm(&case, alone_up_to) {
            confirm
        } else {
            let act = |action: &CaseAction| forms.form(*action, &case, next_refund, alone_up_to);
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
            format!("Importi da decidere ({count})"),
            "",
            &heads,
            cases.into_iter().map(row).collect(),
        )
    })
}

/// What came back of the forms of the cases, and what waits for a second look.
pub struct CaseForms {
    pub kept_refund: Option<Kept<TypedRefund>>,
    pub kept_allocation: Option<Kept<TypedAllocation>>,
    pub proposal: Option<Proposal>,
    /// The proposal is to be changed, not confirmed.
    pub again: bool,
    /// Where it is changed.
    pub back: String,
}

impl CaseForms {
    /// The second look at what is to be done with a case, unless a form came back meanwhile.
    fn to_confirm(&self, case: &CaseView, alone_up_to: Money) -> Option<AnyView> {
        if self.again || self.kept_refund.is_some() || self.kept_allocation.is_some() {
            return None;
        }
        let back = self.back.clone();
        match self.proposal.clone()? {
            Proposal::Refund { typed, amount } if typed.case == Some(case.id) => Some(
                view! {
                    <ConfirmRefund typed amount origin=Some(case.origin) alone_up_to back/>
                }
                .into_any(),
            ),
            Proposal::Allocation { typed, number, holder, missing }
                if typed.case == Some(case.id) =>
            {
                let amount = case.amount;
                Some(
                    view! { <ConfirmAllocation typed amount number holder missing back/> }
                        .into_any(),
                )
            }
            Proposal::SentBack(typed) if typed.case == Some(case.id) => {
                let (id, amount, note) = (case.id, case.amount, case.note.clone());
                let back = paths::OFFICE_DECISIONS.to_owned();
                Some(view! { <ConfirmSentBack case=id amount note back/> }.into_any())
            }
            Proposal::Refund { .. }
            | Proposal::Allocation { .. }
            | Proposal::SentBack(_)
            | Proposal::Payment { .. }
            | Proposal::Approval(_)
            | Proposal::Commitment(_) => None,
        }
    }

    /// The form that does something with a case, filled in again if it came back.
    fn form(
        &self,
        action: CaseAction,
        case: &CaseView,
        next_refund: RefundId,
        alone_up_to: Money,
    ) -> AnyView {
        let id = case.id;
        let proposal = self.proposal.clone().filter(|_| self.again);
        match (action, case.order_number) {
            (CaseAction::NoteChecked, _) => view! {
                <form action=CloseCase::url() method="post">
                    <input type="hidden" name="id" value=id.to_string()/>
                    <SubmitButton class="btn-outline">"Verificato"</SubmitButton>
                </form>
            }
            .into_any(),
            (CaseAction::Refund, Some(number)) => {
                let kept = self.kept_refund.clone().filter(|kept| kept.typed.case == Some(id));
                let again = match proposal {
                    Some(Proposal::Refund { typed, .. }) if typed.case == Some(id) => Some(typed),
                    _ => None,
                };
                view! {
                    <RefundForm
                        id=next_refund
                        number
                        most=case.amount
                        origin=Some(case.origin)
                        alone_up_to
                        case=Some(id)
                        came_back=came_back(kept, again)
                    />
                }
                .into_any()
            }
            (CaseAction::Refund, None) => ().into_any(),
            (CaseAction::Allocate, order) => {
                let kept = self.kept_of(id).filter(|kept| !kept.typed.sent_back);
                let again = match proposal {
                    Some(Proposal::Allocation { typed, .. }) if typed.case == Some(id) => {
                        Some(typed)
                    }
                    _ => None,
                };
                view! {
                    <AllocateForm
                        case=id
                        of_nobody=order.is_none()
                        came_back=came_back(kept, again)
                    />
                }
                .into_any()
            }
            (CaseAction::NoteSentBack, _) => {
                let error = self.kept_of(id).filter(|kept| kept.typed.sent_back);
                view! { <SentBackForm case=id error=error.map(|kept| kept.error)/> }.into_any()
            }
        }
    }

    fn kept_of(&self, case: CaseId) -> Option<Kept<TypedAllocation>> {
        self.kept_allocation.clone().filter(|kept| kept.typed.case == Some(case))
    }
}

/// `Rimborsi in corso`. Nothing is shown when there are none.
pub fn unfinished_refunds(
    refunds: Vec<RefundView>,
    username: &str,
    proposal: Option<&Proposal>,
) -> Option<impl IntoView + use<>> {
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
        let is_proposed = matches!(proposal, Some(Proposal::Approval(id)) if *id == refund.id);
        let act = match (refund.awaits_approval, own) {
            (true, false) if is_proposed => {
                view! { <ConfirmApproval refund=refund.clone()/> }.into_any()
            }
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
                    <a class="text-link figure" href=paths::office_order(number) rel="external">{number}</a>
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

/// Which money goes back, and who asked for it: asked before a colleague lets it go.
#[component]
fn ConfirmApproval(refund: RefundView) -> impl IntoView {
    let amount = euro(refund.amount);
    let facts = vec![
        ("Ordine", refund.order_number.to_string()),
        ("Importo", amount.clone()),
        ("Motivo", refund.reason),
        ("Chiesto da", refund.asked_by),
    ];
    let fields = vec![("id", refund.id.to_string()), ("confirmed", "true".to_owned())];

    view! {
        <Confirm
            question=format!("Approvi il rimborso di {amount}?")
            facts
            consequence="Quello che è arrivato con carta o PayPal torna subito per la stessa via, e \
                         non si può più riprendere; il bonifico lo mandate voi dalla banca.".to_owned()
            action=ApproveRefund::url()
            fields
            yes=format!("Sì, approva {amount}")
            back=paths::OFFICE_DECISIONS.to_owned()
            back_name="Torna indietro"
        />
    }
}
