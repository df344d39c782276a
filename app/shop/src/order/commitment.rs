//! `Attesa impegno`: what a public body writes into its document, the form that sends it, and what
//! became of it.

pub mod api;
mod fields;

use domain::commitment::CommitmentForm;
use domain::format::{date, euro};
use domain::order::{Order, OrderState};
use leptos::prelude::*;

use self::api::{CommitmentView, DocumentStanding, DocumentView};
use self::fields::CommitmentFields;
use ui::components::{Card, ErrorSummary, Icon, Notice, Sign, Tone};
use ui::paths;

/// Everything about the document while the order waits for it.
#[component]
pub fn CommitmentAwaited(order: Order, commitment: CommitmentView) -> impl IntoView {
    let CommitmentView { form, document, problems, .. } = commitment;
    let came_back = !problems.is_empty();
    let is_undecided =
        document.as_ref().is_some_and(|document| document.standing == DocumentStanding::Undecided);
    let number = order.number;
    let until = match order.state {
        OrderState::AwaitingPayment { valid_until } => Some(date(valid_until)),
        OrderState::Fulfilled { .. }
        | OrderState::ActivationFailed { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::CommitmentFailed { .. }
        | OrderState::Cancelled { .. } => None,
    };
    let errors = Signal::stored(problems.clone());
    let sending = view! { <SendDocument number form problems/> };
    let sending = if is_undecided {
        view! {
            <details class="disclosure border-b-0! print-hidden" open=came_back>
                <summary>"Sostituisci la lettera" <Icon sign=Sign::ChevronDown/></summary>
                {sending}
            </details>
        }
        .into_any()
    } else {
        sending.into_any()
    };
    view! {
        <div class="stack" id="impegno">
            <ErrorSummary errors title="La lettera non è stata inviata"/>
            {document.map(|document| view! { <State document/> })}
            <WhatToWrite order/>
            <Card title="Invia la lettera d’impegno">
                <p class="mb-4">
                    "Appena registriamo l’impegno attiviamo quello che hai ordinato, senza \
                     aspettare il pagamento."
                    {until.filter(|_| !is_undecided).map(|until| view! {
                        " Inviala entro il " <strong>{until}</strong> "."
                    })}
                </p>
                {sending}
            </Card>
        </div>
    }
}

/// A document that was sent when nobody waited for it any more.
#[component]
pub fn CameTooLate() -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning title="La lettera non è stata inviata">
            <p>"L’ordine non l’aspetta più: qui sotto vedi a che punto è."</p>
        </Notice>
    }
}

/// What the document has to say.
#[component]
fn WhatToWrite(order: Order) -> impl IntoView {
    let totals = order.totals;
    let amount = if totals.due == totals.total {
        format!("{}, IVA compresa", euro(totals.due))
    } else {
        format!("{} senza IVA, che l’ente versa all’Erario", euro(totals.due))
    };
    let is_split = totals.due != totals.total;
    let split = if is_split {
        "che l’ente è soggetto alla scissione dei pagamenti (art. 17-ter d.P.R. 633/1972)"
    } else {
        "che l’ente non è soggetto alla scissione dei pagamenti, e paga anche l’IVA"
    };
    view! {
        <Card title="Che cosa scrivere nella lettera">
            <p>"Su carta intestata dell’ente:"</p>
            <ul class="mt-3 list-disc space-y-1 ps-5">
                <li>"il numero dell’ordine: " <strong>{order.number}</strong></li>
                <li>"il servizio, " {order.service.name()} ", e l’importo: " <strong>{amount}</strong></li>
                <li>"il codice univoco dell’ufficio che riceve la fattura"</li>
                <li>"il CIG, o perché non è previsto, e il CUP se c’è"</li>
                <li>"i dati per la fattura: denominazione, indirizzo, codice fiscale e partita IVA"</li>
                <li>{split}</li>
                <li>"la firma del responsabile, autografa o digitale"</li>
            </ul>
        </Card>
    }
}

/// What became of the document.
#[component]
pub fn State(document: DocumentView) -> impl IntoView {
    let DocumentView { file_name, sent_on, standing } = document;
    let sent = format!("Inviata il {}", date(sent_on));
    match standing {
        DocumentStanding::Undecided => view! {
            <Notice tone=Tone::Info title=format!("{sent}: la stiamo controllando")>
                <p>
                    <span class="wrap-anywhere">{file_name}</span>
                    ". Ti scriviamo appena la registriamo; fino ad allora puoi sostituirla."
                </p>
            </Notice>
        }
        .into_any(),
        DocumentStanding::Registered { on } => view! {
            <Notice tone=Tone::Success title=format!("Impegno registrato il {}", date(on))>
                <p><span class="wrap-anywhere">{file_name}</span> ". " {sent} "."</p>
            </Notice>
        }
        .into_any(),
        DocumentStanding::Refused { on, reason } => view! {
            <Notice tone=Tone::Error title=format!("Rifiutata il {}: {reason}", date(on))>
                <p>
                    <span class="wrap-anywhere">{file_name}</span> ". " {sent}
                    ". Correggi la lettera e inviala di nuovo qui sotto."
                </p>
            </Notice>
        }
        .into_any(),
    }
}

/// A plain form: only so can a file be sent without WASM, and with WASM it is the same.
#[component]
fn SendDocument(
    number: i64,
    form: CommitmentForm,
    problems: Vec<(String, String)>,
) -> impl IntoView {
    view! {
        <form
            class="print-hidden"
            method="post"
            action=paths::commitment(number)
            enctype="multipart/form-data"
            novalidate
        >
            <CommitmentFields form problems/>
            <div class="mt-5">
                <button class="btn btn-primary" type="submit">"Invia la lettera"</button>
            </div>
        </form>
    }
}
