//! The page of one product: what it does, what it needs, what it costs.

use domain::{Product, catalog::Kind};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;

use super::{
    api::PriceList,
    buy_button::BuyButton,
    extension_example::ExtensionExample,
    prices::{GiftTag, WithPrices, YearlyPrice},
    product_card::AddOns,
    product_text::{self, ProductText},
    replace_cart::ReplaceCart,
};
use ui::{
    components::{NothingHere, PageTitle},
    paths,
};

/// The parameter of the route.
const SLUG: &str = "prodotto";

#[component]
pub fn ProductPage() -> impl IntoView {
    let params = use_params_map();
    let product = Memo::new(move |_| {
        let slug = params.with(|params| params.get(SLUG))?;
        Product::ALL.into_iter().find(|product| paths::product_slug(*product) == slug)
    });

    move || match product.get() {
        Some(product) => Either::Left(view! { <OneProduct product=product/> }),
        None => Either::Right(view! { <NothingHere/> }),
    }
}

#[component]
fn OneProduct(product: Product) -> impl IntoView {
    let text = product_text::of(product);

    view! {
        <p class="mb-3"><a class="text-link" href=paths::PRODUCTS>"Prodotti"</a></p>
        <ReplaceCart product=product/>
        <PageTitle text=product.name()>{text.claim}</PageTitle>
        <WithPrices let:prices>
            <div class="grid items-start gap-8 lg:grid-cols-[1fr_22rem]">
                <Offer prices=prices.clone() product=product/>
                <Description product=product text=text/>
            </div>
            <Companions prices=prices product=product/>
        </WithPrices>
    }
}

/// Price and `Acquista`, beside the text or, on narrow screens, before it.
#[component]
fn Offer(prices: PriceList, product: Product) -> impl IntoView {
    let on_sale = prices.yearly(product).is_some();
    let hindrance = prices.hindrance(product);

    view! {
        <section class="panel flex flex-col gap-4 p-6 lg:sticky lg:top-6 lg:order-last" aria-label="Prezzo">
            <div><YearlyPrice prices=prices.clone() product=product/></div>
            <GiftTag prices=prices product=product/>
            {on_sale.then(|| view! { <BuyButton product hindrance class="btn-primary w-full"/> })}
            <p class="text-sm text-muted">{how_it_is_bought(product)}</p>
        </section>
    }
}

fn how_it_is_bought(product: Product) -> &'static str {
    match product.kind() {
        Kind::MainService => "Nel carrello scegli gli anni e aggiungi ciò che ti serve.",
        Kind::Module => {
            "Si acquista insieme a Fatturazione Elettronica, o dopo, quando il servizio è attivo. Da solo non si può."
        }
        Kind::Counted => {
            "Si acquista insieme al servizio o dopo, quando è attivo. Nel carrello scegli quanti."
        }
    }
}

#[component]
fn Description(product: Product, text: &'static ProductText) -> impl IntoView {
    view! {
        <div class="stack max-w-2xl gap-9!">
            <section>
                <h2 class="mb-3">"Che cosa fa"</h2>
                <p class="mb-3 text-muted">{text.audience}</p>
                <Lines lines=text.does class="ticks"/>
            </section>
            <Needs product=product text=text/>
            <section>
                <h2 class="mb-3">"Dopo l’acquisto"</h2>
                <Lines lines=text.afterwards class="dots"/>
            </section>
        </div>
    }
}

/// What must be there first, as the catalog has it, and what else is good to know.
#[component]
fn Needs(product: Product, text: &'static ProductText) -> impl IntoView {
    let facts = product.facts();
    let services = facts.offered_for;
    let modules = facts.requires;
    let any = !services.is_empty() || !text.needs.is_empty();
    let names = |products: &'static [Product], or: &'static str| {
        let link = |(place, product): (usize, &Product)| {
            let between = if place == 0 { "" } else { or };
            view! { {between} <a class="text-link" href=paths::product(*product)>{product.name()}</a> }
        };
        products.iter().enumerate().map(link).collect::<Vec<_>>()
    };
    let service = (!services.is_empty())
        .then(|| view! { <li>"Serve " {names(services, " oppure ")} "."</li> });
    let module = (!modules.is_empty()).then(|| {
        view! { <li>"Serve anche " {names(modules, " e ")} ", già attivo o nello stesso carrello."</li> }
    });
    let others = text.needs.iter().map(|line| view! { <li>{*line}</li> }).collect::<Vec<_>>();

    any.then(|| {
        view! {
            <section>
                <h2 class="mb-3">"Che cosa serve"</h2>
                <ul class="dots">{service} {module} {others}</ul>
            </section>
        }
    })
}

#[component]
fn Lines(lines: &'static [&'static str], class: &'static str) -> impl IntoView {
    let lines = lines.iter().map(|line| view! { <li>{*line}</li> }).collect::<Vec<_>>();

    view! { <ul class=class>{lines}</ul> }
}

/// For a service, what can be added to it; for an add-on, what adding it later means.
#[component]
fn Companions(prices: PriceList, product: Product) -> impl IntoView {
    if product.is_main_service() {
        Either::Left(view! {
            <section class="mt-14">
                <h2 class="mb-5">"Che cosa puoi aggiungere"</h2>
                <AddOns prices=prices service=product/>
            </section>
        })
    } else {
        Either::Right(view! {
            <section class="mt-14">
                <h2 class="mb-3">"Se il servizio è già attivo"</h2>
                <ExtensionExample prices=prices product=product/>
            </section>
        })
    }
}
