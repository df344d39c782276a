//! How to pay by transfer: everything that a bank asks for, to be copied, scanned or printed.

use domain::order::Order;
use leptos::prelude::*;

use super::api::{QrCode, Transfer};
use super::payment_data::{AmountAndReason, Copied, Download};
use ui::components::{Card, Definition, DefinitionList};
use ui::paths;

/// The data of the transfer.
#[component]
pub fn TransferCard(
    transfer: Transfer,
    order: Order,
    /// The last day, where there is one.
    until: Option<String>,
) -> impl IntoView {
    let Transfer { beneficiary, iban, bic, bank, code } = transfer;
    let due = order.missing();
    let plain_iban: String = iban.split_whitespace().collect();
    let code = code.map(|code| view! { <Scanned code/> });
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
                <AmountAndReason due number=order.number/>
            </DefinitionList>
            {code}
            <Download
                href=paths::transfer_sheet(order.number)
                label="Scarica il foglio del bonifico (PDF)"
            />
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
