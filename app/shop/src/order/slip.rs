//! How to pay at a post office: the bollettino, and what stands on it.

use domain::order::Order;
use leptos::prelude::*;

use super::api::Slip;
use super::payment_data::{AmountAndReason, Copied, Download};
use ui::components::{Card, Definition, DefinitionList};
use ui::paths;

/// The data of the bollettino.
#[component]
pub fn SlipCard(slip: Slip, order: Order, until: String) -> impl IntoView {
    let Slip { account, holder, customer_code, is_sample } = slip;
    let due = order.missing();
    view! {
        <Card title="Come pagare">
            <p>
                "Paga in un ufficio postale entro il " <strong>{until}</strong>
                {if is_sample {
                    " con un bollettino bianco: ricopia questi dati, e nella causale scrivi solo il \
                     numero dell’ordine. Il bollettino che puoi scaricare è per ora un facsimile, \
                     da tenere davanti mentre scrivi."
                } else {
                    " con il bollettino precompilato: scaricalo e stampalo. Il codice cliente ci \
                     dice già di quale ordine si tratta."
                }}
            </p>
            <Download
                href=paths::postal_slip(order.number)
                label="Scarica il bollettino (PDF)"
            />
            <div class="mt-5">
                <DefinitionList>
                    <Definition term="Conto corrente postale">
                        <Copied shown=account.clone() copied=account what="il numero di conto"/>
                    </Definition>
                    <Definition term="Intestato a">{holder}</Definition>
                    <AmountAndReason due number=order.number/>
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
