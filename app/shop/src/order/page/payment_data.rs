//! Where money goes that is paid later: the bollettino and the transfer, each value with the button
//! that copies it, and the document to print.

use domain::Money;
use domain::format::euro;
use domain::order::Order;
use leptos::prelude::*;

use crate::order::api::{QrCode, Slip, Transfer};
use ui::components::{Card, CopyButton, Definition, DefinitionList};
use ui::paths;

/// The data of the bollettino.
#[component]
pub fn SlipCard(slip: Slip, order: Order, until: String) -> impl IntoView {
    let Slip { account, holder, customer_code, is_sample } = slip;
    let (number, due) = (order.number, order.missing());
    // It bears the name of the holder.
    let has_paper = !order.holder.is_withheld();
    view! {
        <Card title="Come pagare">
            <p>
                "Paga in un ufficio postale entro il " <strong>{until}</strong>
                {match (has_paper, is_sample) {
                    (true, true) => {
                        " con un bollettino bianco: ricopia questi dati, e nella causale scrivi solo il \
                         numero dell’ordine. Il bollettino che puoi scaricare è per ora un facsimile, \
                         da tenere davanti mentre scrivi."
                    }
                    (true, false) => {
                        " con il bollettino precompilato: scaricalo e stampalo. Il codice cliente ci \
                         dice già di quale ordine si tratta."
                    }
                    (false, _) => {
                        " con un bollettino bianco: ricopia questi dati, e nella causale scrivi solo il \
                         numero dell’ordine."
                    }
                }}
            </p>
            {has_paper.then(|| view! {
                <Download href=paths::postal_slip(number) label="Scarica il bollettino (PDF)"/>
            })}
            <div class="mt-5">
                <DefinitionList>
                    <Definition term="Conto corrente postale">
                        <Copied shown=account.clone() copied=account what="il numero di conto"/>
                    </Definition>
                    <Definition term="Intestato a">{holder}</Definition>
                    <AmountAndReason due number/>
                    <Definition term="Codice cliente">
                        <Copied
                            shown=customer_code.clone()
                            copied=customer_code
                            what="il codice cliente"
                        />
                    </Definition>
                </DefinitionList>
            </div>
        </Card>
    }
}

/// The data of the transfer.
#[component]
pub fn TransferCard(
    transfer: Transfer,
    order: Order,
    /// The last day, where there is one.
    until: Option<String>,
) -> impl IntoView {
    let Transfer { beneficiary, iban, bic, bank, code } = transfer;
    let (number, due) = (order.number, order.missing());
    let plain_iban: String = iban.split_whitespace().collect();
    let code = code.map(|code| view! { <Scanned code/> });
    // It bears the address of the holder.
    let has_paper = !order.holder.is_withheld();
    view! {
        <Card title="Come pagare">
            <p class="mb-4">
                "Fai un bonifico con questi dati"
                {until.map(|until| view! { " entro il " <strong>{until}</strong> })}
                ". Nella causale scrivi solo il numero dell’ordine: così lo riconosciamo subito."
            </p>
            <DefinitionList>
                <Definition term="Beneficiario">
                    <Copied shown=beneficiary.clone() copied=beneficiary what="il beneficiario"/>
                </Definition>
                <Definition term="IBAN">
                    <Copied shown=iban copied=plain_iban what="l’IBAN"/>
                </Definition>
                <Definition term="BIC">
                    <Copied shown=bic.clone() copied=bic what="il BIC"/>
                </Definition>
                <Definition term="Banca">{bank}</Definition>
                <AmountAndReason due number/>
            </DefinitionList>
            {code}
            {has_paper.then(|| view! {
                <Download
                    href=paths::transfer_sheet(number)
                    label="Scarica il foglio del bonifico (PDF)"
                />
            })}
        </Card>
    }
}

/// The same data for a camera: always dark on white, since apps do not read the opposite.
#[component]
fn Scanned(code: QrCode) -> impl IntoView {
    let view_box = format!("0 0 {0} {0}", code.size);
    view! {
        <figure class="mt-5 flex flex-wrap items-center gap-5 border-t border-base-300 pt-5">
            <svg
                class="forced-color-adjust-none size-44 shrink-0 rounded-field bg-white"
                viewBox=view_box
                role="img"
                aria-label="Codice QR con i dati del bonifico: sono gli stessi scritti sopra"
                shape-rendering="crispEdges"
            >
                <rect width="100%" height="100%" fill="#fff"/>
                <path stroke="#000" d=code.path/>
            </svg>
            <figcaption class="max-w-xs text-muted">
                "Inquadra il codice con l’app della tua banca: compila il bonifico da sola. Non \
                 tutte le app lo leggono: in quel caso bastano i dati scritti qui."
            </figcaption>
        </figure>
    }
}

/// A value and the button that copies it as it has to be typed. The button is higher than a line
/// and takes no more room than one, so that values stay level with their names.
#[component]
fn Copied(shown: String, copied: String, what: &'static str) -> impl IntoView {
    view! {
        <span class="-my-2.5 flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <span class="tabular-nums">{shown}</span>
            <CopyButton text=copied what/>
        </span>
    }
}

/// How much, and the only words that belong beside it.
#[component]
fn AmountAndReason(due: Money, number: i64) -> impl IntoView {
    let number = number.to_string();
    view! {
        <Definition term="Importo">
            <Copied
                shown=euro(due)
                copied=due.to_string().replace('.', ",")
                what="l’importo"
            />
        </Definition>
        <Definition term="Causale">
            <Copied shown=number.clone() copied=number what="la causale"/>
        </Definition>
    }
}

/// A link to a document that the server draws; the router of the pages does not know it.
#[component]
fn Download(href: String, label: &'static str) -> impl IntoView {
    view! {
        <p class="print-hidden mt-5">
            <a class="btn btn-outline" href=href rel="external">{label}</a>
        </p>
    }
}
