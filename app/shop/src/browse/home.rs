//! The page that greets.

use domain::{
    Product,
    cart::Cart,
    quote::{Circumstances, Quote, quote},
};
use leptos::prelude::*;

use super::{
    api::PriceList,
    buy_button::BuyButton,
    extension_example::ExtensionExample,
    faq::Faq,
    prices::WithPrices,
    product_card::{AddOns, ServiceCard},
    receipt::Receipt,
};
use ui::{Title, paths};

#[component]
pub fn HomePage() -> impl IntoView {
    view! {
        <Title text=""/>
        <WithPrices let:prices>
            <Front prices=prices.clone()/>
            <Services prices=prices.clone()/>
            <Section title="Parti leggero, aggiungi dopo" id="moduli" clone:prices>
                <AddOns prices=prices service=Product::Invoicing/>
            </Section>
            <HowItWorks/>
            <Section title="Aggiungere un modulo a metà anno: che cosa paghi" id="estensione">
                <ExtensionExample prices=prices product=Product::Documents/>
            </Section>
            <Section title="Domande frequenti" id="domande">
                <Faq/>
            </Section>
        </WithPrices>
    }
}

/// The shop front: the awning, what is sold, and the price of the first year.
#[component]
fn Front(prices: PriceList) -> impl IntoView {
    let rate = prices.terms.vat_rate;
    let receipt = first_year(&prices).map(|quote| {
        view! {
            <aside class="panel p-6 text-base-content sm:p-7" aria-labelledby="primo-anno">
                <h2 class="mb-3 text-lg!" id="primo-anno">"Il tuo primo anno"</h2>
                <Receipt quote=quote rate=rate/>
            </aside>
        }
    });

    view! {
        <section class="bleed on-dark -mt-8 mb-14 bg-neutral text-neutral-content md:-mt-12 md:mb-20">
            <div class="awning"></div>
            <div class="mx-auto grid max-w-6xl items-center gap-10 px-4 pt-10 pb-14 sm:px-6 lg:grid-cols-[1.2fr_1fr] lg:gap-16 lg:pt-14 lg:pb-20">
                <div>
                    <h1 class="text-display">"La fattura parte, arriva e resta al sicuro"</h1>
                    <p class="mt-5 max-w-xl text-lg">
                        "Fatturazione Elettronica per chi lavora in Italia: crei, invii, ricevi e conservi le tue fatture. Il prezzo lo vedi prima, i moduli li aggiungi solo se ti servono."
                    </p>
                    <div class="mt-8 flex flex-wrap items-center gap-x-6 gap-y-4">
                        <BuyButton
                            product=Product::Invoicing
                            hindrance=prices.hindrance(Product::Invoicing)
                            class="btn-accent btn-lg"
                        />
                        <a class="inline-flex min-h-11 items-center font-semibold underline underline-offset-4" href=paths::PRODUCTS>
                            "Vedi tutti i prezzi"
                        </a>
                    </div>
                </div>
                {receipt}
            </div>
        </section>
    }
}

/// A year of the service with everything that is free today.
fn first_year(prices: &PriceList) -> Option<Quote> {
    let mut cart = Cart::first_purchase(Product::Invoicing, 1);
    for product in Product::Invoicing.add_ons().filter(|p| prices.is_free_at_first(*p)) {
        cart = cart.add_with_required(product, &[]).ok()?;
    }
    quote(&cart, &Circumstances::new_customer(prices.today), &prices.terms).ok()
}

#[component]
fn Services(prices: PriceList) -> impl IntoView {
    view! {
        <Section title="Scegli da dove cominciare" id="servizi">
            <div class="grid gap-6 md:grid-cols-2">
                <ServiceCard prices=prices.clone() product=Product::Invoicing/>
                <ServiceCard prices=prices product=Product::ReceiveOnly/>
            </div>
        </Section>
    }
}

#[component]
fn HowItWorks() -> impl IntoView {
    let steps = [
        (
            "Componi il carrello",
            "Scegli gli anni, aggiungi moduli e utenti. Il totale con IVA è sempre in vista, senza registrarti.",
        ),
        (
            "Dicci chi sei",
            "Accedi o crea l’account, poi controlla i dati dell’intestatario: sono quelli che finiranno sulle tue fatture.",
        ),
        (
            "Conferma e paga",
            "Rileggi tutto in una pagina sola, accetta le condizioni e scegli come pagare.",
        ),
        (
            "Entra nel pannello",
            "A pagamento registrato ricevi le credenziali. Al primo accesso scegli la tua password.",
        ),
    ];
    let steps = steps.map(|(title, text)| {
        view! {
            <li>
                <h3>{title}</h3>
                <p class="mt-1.5 text-muted">{text}</p>
            </li>
        }
    });

    view! {
        <Section title="Come funziona" id="come-funziona">
            <ol class="numbered grid gap-x-8 gap-y-7 sm:grid-cols-2 lg:grid-cols-4">
                {steps.into_iter().collect::<Vec<_>>()}
            </ol>
        </Section>
    }
}

#[component]
fn Section(title: &'static str, id: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="mb-16 last:mb-4 md:mb-24" aria-labelledby=id>
            <h2 class="mb-6 text-title" id=id>{title}</h2>
            {children()}
        </section>
    }
}
