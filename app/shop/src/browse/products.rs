//! `Prodotti`: everything that is sold, with its price.

use domain::Product;
use leptos::prelude::*;

use super::{
    prices::WithPrices,
    product_card::{AddOns, ServiceCard},
};
use ui::components::PageTitle;

#[component]
pub fn ProductsPage() -> impl IntoView {
    view! {
        <PageTitle text="Prodotti e prezzi">
            "Prezzi per anno, IVA esclusa. Scegli un servizio; i moduli li aggiungi subito o quando ti servono."
        </PageTitle>
        <WithPrices let:prices>
            <section class="mb-14" aria-labelledby="servizi">
                <h2 class="mb-5" id="servizi">"Servizi"</h2>
                <div class="grid gap-6 md:grid-cols-2">
                    <ServiceCard prices=prices.clone() product=Product::Invoicing/>
                    <ServiceCard prices=prices.clone() product=Product::ReceiveOnly/>
                </div>
            </section>
            <section aria-labelledby="moduli">
                <h2 class="mb-5" id="moduli">"Da aggiungere a Fatturazione Elettronica"</h2>
                <AddOns prices=prices service=Product::Invoicing/>
            </section>
        </WithPrices>
    }
}
