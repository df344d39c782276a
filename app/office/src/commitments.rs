//! `Impegni da registrare`: documents of public bodies, each with what was typed beside it.

use domain::commitment::{DocumentType, Tender};
use domain::format::{date, euro, short_date};
use leptos::prelude::*;

use super::api::{CommitmentOnDesk, RefuseCommitment, RegisterCommitment, TypedDecision};
use super::order_row::Cell;
use super::orders::list;
use super::refused::{Why, tell_title};
use super::row_field::RowField;
use ui::components::SubmitButton;
use ui::form::{Kept, last_error};
use ui::paths;

/// The documents that nobody has decided about. Nothing is shown when there are none.
pub fn to_register(
    documents: Vec<CommitmentOnDesk>,
    kept: Option<Kept<TypedDecision>>,
    refused: RwSignal<bool>,
) -> Option<impl IntoView> {
    let count = documents.len();
    let row = move |document: CommitmentOnDesk| {
        let kept = kept.clone().filter(|kept| kept.typed.number == document.order_number);
        let number = document.order_number;
        let sent_on = short_date(document.sent_on);
        let holder = document.holder.clone();
        let due = euro(document.due);
        let stated = view! { <CommitmentDocument document=document.clone()/> };
        let decide = view! { <Decide document kept refused/> };
        view! {
            <tr role="row">
                <Cell name="Ordine">
                    <a class="text-link figure" href=paths::office_order(number)>{number}</a>
                </Cell>
                <Cell name="Inviata il"><span class="figure">{sent_on}</span></Cell>
                <Cell name="Intestatario"><span class="wrap-anywhere">{holder}</span></Cell>
                <Cell name="Da pagare"><strong class="figure">{due}</strong></Cell>
                <Cell name="Lettera" is_wide=true>{stated}</Cell>
                <Cell name="Decisione" is_wide=true>{decide}</Cell>
            </tr>
        }
    };
    let heads = ["Ordine", "Inviata il", "Intestatario", "Da pagare", "Lettera", "Decisione"];
    (count > 0).then(|| {
        list(
            "impegni",
            format!("Impegni da registrare ({count})"),
            "",
            &heads,
            documents.into_iter().map(row).collect(),
        )
    })
}

/// What was typed beside the document, to be compared with it.
#[component]
pub fn CommitmentDocument(document: CommitmentOnDesk) -> impl IntoView {
    let commitment = document.commitment;
    let tender = match commitment.tender {
        Tender::Cig(cig) => format!("CIG {cig}"),
        Tender::Without(reason) => format!("Senza CIG: {reason}"),
    };
    let cup = commitment.cup.map(|cup| view! { <li>"CUP " {cup.to_string()}</li> });
    let split = if document.is_split {
        "Deve dichiarare la scissione dei pagamenti"
    } else {
        "Senza scissione dei pagamenti: paga anche l’IVA"
    };
    let name = match document.kind {
        DocumentType::Pdf => "Scarica il PDF",
        DocumentType::SignedPdf => "Scarica il P7M",
    };
    let number = document.order_number;
    view! {
        <ul class="grid gap-0.5">
            <li>"Protocollo " {commitment.protocol} " del " {date(commitment.dated)}</li>
            <li class="wrap-anywhere">{tender}</li>
            {cup}
            <li>"Ufficio " {commitment.office_code.to_string()}</li>
            <li class="text-muted">{split}</li>
        </ul>
        <p class="mt-2">
            <a class="text-link" href=paths::office_document(number) rel="external">
                {name} <span class="sr-only">{format!(" dell’ordine {number}")}</span>
            </a>
        </p>
    }
}

/// `Registra impegno`, or `Rifiuta` with a reason.
#[component]
pub fn Decide(
    document: CommitmentOnDesk,
    /// What came back without WASM.
    kept: Option<Kept<TypedDecision>>,
    /// Set while a decision is refused; the title of the page tells it.
    refused: RwSignal<bool>,
) -> impl IntoView {
    let number = document.order_number;
    let id = document.id.to_string();
    let refused_id = id.clone();
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let reason = typed.map(|typed| typed.reason).unwrap_or_default();
    let register = ServerAction::<RegisterCommitment>::new();
    let refuse = ServerAction::<RefuseCommitment>::new();
    let kept_error = StoredValue::new(kept_error);
    let not_registered = last_error(register, None);
    let not_refused = last_error(refuse, kept_error.get_value());
    let error = Signal::derive(move || not_refused.get().or(not_registered.get()));
    tell_title(refused, error);
    let [reason_id, error_id] =
        ["rifiuto", "impegno-errore"].map(|what| format!("{what}-{number}"));
    let why = error_id.clone();
    let is_wrong = Signal::derive(move || error.with(Option::is_some));
    let open = kept_error.with_value(Option::is_some);

    view! {
        <div class="grid gap-3">
            <ActionForm action=register>
                <input type="hidden" name="decision[number]" value=number/>
                <input type="hidden" name="decision[document]" value=id/>
                <SubmitButton
                    pending=register.pending()
                    class="btn-primary whitespace-nowrap"
                    aria_label=format!("Registra impegno dell’ordine {number}")
                >
                    "Registra impegno"
                </SubmitButton>
            </ActionForm>
            <details open=open>
                <summary class="text-link">
                    "Rifiuta" <span class="sr-only">{format!(" la lettera dell’ordine {number}")}</span>
                </summary>
                <div class="mt-2">
                    <ActionForm action=refuse attr:novalidate=true>
                        <input type="hidden" name="decision[number]" value=number/>
                        <input type="hidden" name="decision[document]" value=refused_id/>
                        <div class="flex flex-wrap items-end gap-2">
                            <RowField
                                label="Motivo"
                                id=reason_id
                                name="decision[reason]"
                                value=reason
                                class="w-56!"
                                is_wrong
                                why
                            />
                            <SubmitButton
                                pending=refuse.pending()
                                class="btn-outline"
                                aria_label=format!("Rifiuta la lettera dell’ordine {number}")
                            >
                                "Rifiuta"
                            </SubmitButton>
                        </div>
                    </ActionForm>
                </div>
            </details>
            <Why error id=error_id/>
        </div>
    }
}
