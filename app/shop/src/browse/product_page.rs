//! The page of one product: what it promises, what it costs, how it looks, what follows.

use domain::{Product, catalog::Kind, format::euro};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;

use super::{
    api::PriceList,
    buy_button::BuyButton,
    extension_example::ExtensionExample,
    panel_picture::PanelPicture,
    prices::{WithPrices, YearlyPrice},
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

/// On narrow screens the price follows the promise, and stays at the lower edge of the window.
#[component]
fn OneProduct(product: Product) -> impl IntoView {
    let text = product_text::of(product);

    view! {
        <p class="mb-3"><a class="text-link" href=paths::PRODUCTS>"Prodotti"</a></p>
        <ReplaceCart product=product/>
        <div class="product">
            <div class="product-promise">
                <PageTitle text=product.name()>{text.claim}</PageTitle>
                <Lines lines=text.does class="ticks"/>
                <p class="mt-5 text-muted">{text.audience}</p>
            </div>
            <WithPrices let:prices>
                <Offer prices=prices.clone() product=product/>
                <div class="product-more stack gap-12!">
                    <PanelPicture product/>
                    <Needs product=product text=text/>
                    <Afterwards lines=text.afterwards/>
                </div>
                <Companions prices=prices.clone() product=product/>
                <PriceInSight prices=prices product=product/>
            </WithPrices>
        </div>
    }
}

/// What it costs in the first year and later, and `Acquista`.
#[component]
fn Offer(prices: PriceList, product: Product) -> impl IntoView {
    let on_sale = prices.yearly(product).is_some();
    let hindrance = prices.hindrance(product);
    let gifts = gifts(&prices, product);
    let price = view! { <YearlyPrice prices=prices.clone() product=product/> };
    let known = if product.is_main_service() {
        Either::Left(view! {
            <div>
                <h2 class="offer-when">"Il primo anno, e poi ogni anno"</h2>
                {price}
            </div>
            {(!gifts.is_empty()).then(|| view! { <Gifts gifts/> })}
        })
    } else {
        let later = prices.yearly(product).filter(|_| prices.is_free_at_first(product));
        let first = later.map(|later| {
            view! {
                <div class="border-b border-base-300 pb-4">
                    <h2 class="offer-when">"Con un nuovo servizio"</h2>
                    <p>
                        <span class="gift">"Gratuito"</span> " il primo anno, poi "
                        <span class="figure">{euro(later)}</span> " + IVA"
                    </p>
                </div>
            }
        });
        Either::Right(view! {
            {first}
            <div>
                <h2 class="offer-when">{format!("Se hai già {}", services(product))}</h2>
                {price}
            </div>
        })
    };

    view! {
        <section class="product-offer panel flex flex-col gap-4 p-6" aria-label="Prezzo">
            {known}
            {on_sale.then(|| view! { <BuyButton product hindrance class="btn-primary w-full"/> })}
            <p class="text-sm text-muted">{how_it_is_bought(product)}</p>
        </section>
    }
}

/// Price and `Acquista` where the offer is out of sight.
#[component]
fn PriceInSight(prices: PriceList, product: Product) -> impl IntoView {
    let price = prices.yearly(product).filter(|_| prices.hindrance(product).is_none());

    price.map(|price| {
        view! {
            <div class="product-dock in-sight">
                <p><strong class="figure">{euro(price)}</strong> "+ IVA all’anno"</p>
                <BuyButton product hindrance=None/>
            </div>
        }
    })
}

/// What costs nothing in the first year of a service.
#[component]
fn Gifts(gifts: Vec<(&'static str, String)>) -> impl IntoView {
    let gifts = gifts.into_iter().map(|(name, later)| {
        view! { <li>{name} ", poi " <span class="figure">{later}</span> " + IVA"</li> }
    });

    view! {
        <div class="border-t border-base-300 pt-4">
            <p><span class="gift">"Gratuito"</span> " il primo anno, se lo vuoi:"</p>
            <ul class="dots mt-2 text-sm">{gifts.collect::<Vec<_>>()}</ul>
        </div>
    }
}

fn gifts(prices: &PriceList, service: Product) -> Vec<(&'static str, String)> {
    let free = service.add_ons().filter(|add_on| prices.is_free_at_first(*add_on));
    free.filter_map(|add_on| Some((add_on.name(), euro(prices.yearly(add_on)?)))).collect()
}

/// The main services that an add-on goes with, as people say it.
fn services(product: Product) -> &'static str {
    match product.facts().offered_for {
        [only] => only.name(),
        _ => "il servizio",
    }
}

fn how_it_is_bought(product: Product) -> &'static str {
    match product.kind() {
        Kind::MainService => "Nel carrello scegli gli anni e aggiungi ciò che ti serve.",
        Kind::Module => {
            "Si acquista insieme a Fatturazione Elettronica, o dopo, quando il servizio è attivo. Da solo non si può, e per Solo Ricezione non c’è."
        }
        Kind::Counted => {
            "Si acquista insieme al servizio o dopo, quando è attivo. Nel carrello scegli quanti."
        }
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

/// One step after the other.
#[component]
fn Afterwards(lines: &'static [&'static str]) -> impl IntoView {
    let lines = lines.iter().map(|line| view! { <li><p>{*line}</p></li> }).collect::<Vec<_>>();

    view! {
        <section>
            <h2 class="mb-3">"Dopo l’acquisto"</h2>
            <ol class="afterwards panel">{lines}</ol>
        </section>
    }
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
            <section class="product-companions">
                <h2 class="mb-5">"Che cosa puoi aggiungere"</h2>
                <AddOns prices=prices service=product/>
            </section>
        })
    } else {
        Either::Right(view! {
            <section class="product-companions">
                <h2 class="mb-3">"Se il servizio è già attivo"</h2>
                <ExtensionExample prices=prices product=product/>
            </section>
        })
    }
}
