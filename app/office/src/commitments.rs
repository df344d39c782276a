//! `Impegni da registrare`: documents of public bodies, each with what was typed beside it.

use domain::commitment::{DocumentType, Tender};
use domain::format::{date, euro, short_date};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{
    CommitmentOnDesk, Proposal, RefuseCommitment, RegisterCommitment, TypedCommitment,
};
use super::confirm::Confirm;
use super::desk_table::{Cell, list};
use super::refused::Why;
use super::row_field::RowField;
use ui::components::SubmitButton;
use ui::form::Kept;
use ui::paths;

/// The documents that nobody has decided about. Nothing is shown when there are none.
pub fn to_register(
    documents: Vec<CommitmentOnDesk>,
    kept: Option<Kept<TypedCommitment>>,
    proposal: Option<&Proposal>,
) -> Option<impl IntoView + use<>> {
    let count = documents.len();
    let row = move |document: CommitmentOnDesk| {
        let kept = kept.clone().filter(|kept| kept.typed.number == document.order_number);
        let number = document.order_number;
        let sent_on = short_date(document.sent_on);
        let holder = document.holder.clone();
        let due = euro(document.due);
        let stated = view! { <CommitmentDocument document=document.clone()/> };
        let is_proposed = matches!(
            proposal,
            Some(Proposal::Commitment(typed)) if typed.document == Some(document.id)
        );
        let decide = if is_proposed && kept.is_none() {
            let back = paths::OFFICE_DECISIONS.to_owned();
            view! { <ConfirmCommitment document back/> }.into_any()
        } else {
            view! { <Decide document kept/> }.into_any()
        };
        view! {
            <tr role="row">
                <Cell name="Ordine">
                    <a class="text-link figure" href=paths::office_order(number)>{number}</a>
                </Cell>
                <Cell name="Inviata il"><span class="figure">{sent_on}</span></Cell>
                <Cell name="Intestatario"><span class="wrap-break-word">{holder}</span></Cell>
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
            <li class="wrap-break-word">{tender}</li>
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
    /// What was refused.
    kept: Option<Kept<TypedCommitment>>,
) -> impl IntoView {
    let number = document.order_number;
    let id = document.id.to_string();
    let (typed, error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let reason = typed.map(|typed| typed.reason).unwrap_or_default();
    let is_wrong = error.is_some();
    let [reason_id, error_id] =
        ["rifiuto", "impegno-errore"].map(|what| format!("{what}-{number}"));

    view! {
        <div class="grid gap-3">
            <form action=RegisterCommitment::url() method="post">
                <input type="hidden" name="decision[number]" value=number/>
                <input type="hidden" name="decision[document]" value=id.clone()/>
                <SubmitButton
                    class="btn-primary whitespace-nowrap"
                    aria_label=format!("Registra impegno dell’ordine {number}")
                >
                    "Registra impegno"
                </SubmitButton>
            </form>
            <details open=is_wrong>
                <summary class="text-link inline-flex min-h-11 cursor-pointer items-center">
                    "Rifiuta" <span class="sr-only">{format!(" la lettera dell’ordine {number}")}</span>
                </summary>
                <form class="mt-2" action=RefuseCommitment::url() method="post" novalidate=true>
                    <input type="hidden" name="decision[number]" value=number/>
                    <input type="hidden" name="decision[document]" value=id/>
                    <div class="flex flex-wrap items-end gap-2">
                        <RowField
                            label="Motivo"
                            id=reason_id
                            name="decision[reason]"
                            value=reason
                            class="w-56! max-w-full"
                            takes_focus=is_wrong
                            is_wrong
                            why=error_id.clone()
                        />
                        <SubmitButton
                            class="btn-outline"
                            aria_label=format!("Rifiuta la lettera dell’ordine {number}")
                        >
                            "Rifiuta"
                        </SubmitButton>
                    </div>
                </form>
            </details>
            <Why error=Signal::stored(error) id=error_id/>
        </div>
    }
}

/// Which body commits itself to how much: asked before anything becomes active.
#[component]
pub fn ConfirmCommitment(document: CommitmentOnDesk, back: String) -> impl IntoView {
    let commitment = document.commitment;
    let facts = vec![
        ("Ordine", document.order_number.to_string()),
        ("Intestatario", document.holder),
        ("Da incassare", euro(document.due)),
        ("Protocollo", format!("{} del {}", commitment.protocol, date(commitment.dated))),
    ];
    let fields = vec![
        ("decision[number]", document.order_number.to_string()),
        ("decision[document]", document.id.to_string()),
        ("decision[confirmed]", "true".to_owned()),
    ];

    view! {
        <Confirm
            question=format!("Registri l’impegno per {}?", euro(document.due))
            facts
            consequence="Tutto ciò che è stato ordinato si attiva subito, prima che il denaro \
                         arrivi, e il cliente riceve le email. Non si può annullare da qui.".to_owned()
            action=RegisterCommitment::url()
            fields
            yes="Sì, registra l’impegno".to_owned()
            back
            back_name="Torna alla lettera"
        />
    }
}
