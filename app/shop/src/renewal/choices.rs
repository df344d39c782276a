//! What is renewed: the service with its years, what is owned beside it, and what can be added.

use domain::calendar::Date;
use domain::cart::{Change, YEARS};
use domain::catalog::{Kind, Product};
use domain::format::{date, euro, years};
use domain::money::Money;
use domain::quote::Line;
use domain::subscription::Standing;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{PressRenewal, Renewing};
use super::live::{LiveRenewal, Priced, control_id};
use crate::cart::api::Press;
use crate::cart::{lines_in, periods};
use ui::components::{Icon, ProductTile, Quantity, Sign};
use ui::wording;

/// Everything that can be chosen.
#[component]
pub fn Choices(live: LiveRenewal) -> impl IntoView {
    let service = live.about(|about| about.service);
    let (owned, others): (Vec<Product>, Vec<Product>) =
        service.add_ons().partition(|product| live.owned(*product) > 0);
    let rows = move |products: Vec<Product>| {
        products.into_iter().map(move |product| view! { <Row live product/> }).collect_view()
    };
    view! {
        <section class="panel" aria-labelledby="che-cosa">
            <h2 id="che-cosa" class="panel-head">"Che cosa rinnovi"</h2>
            <TheService live service/>
            <ul class="add-ons">{rows(owned)}</ul>
        </section>
        <section class="panel" aria-labelledby="altro">
            <h2 id="altro" class="panel-head">
                "Potrebbero interessarti anche questi servizi aggiuntivi"
            </h2>
            <ul class="add-ons">{rows(others)}</ul>
        </section>
    }
}

#[component]
fn TheService(live: LiveRenewal, service: Product) -> impl IntoView {
    let value = Signal::derive(move || live.years());
    let choose = Callback::new(move |chosen| live.press(Change::SetYears(chosen)));
    view! {
        <div class="cart-service pb-4">
            <ProductTile product=service is_in=true/>
            <div class="min-w-0 grow">
                <div class="flex items-baseline justify-between gap-4">
                    <h3>{service.name()}</h3>
                    // As wide whatever it says, so that the name beside it never breaks otherwise.
                    <span class="figure min-w-20 text-end text-lg font-semibold">
                        {move || euro(net_of(live, service))}
                    </span>
                </div>
                <PressForm live press=Press::Years class="mt-3 flex flex-wrap items-center gap-3">
                    <span class="text-sm text-muted">"Durata"</span>
                    <Quantity
                        value
                        label="Anni di durata"
                        id="anni"
                        min=*YEARS.start()
                        max=*YEARS.end()
                        on_change=choose
                    />
                    <span class="text-muted">{move || years(value.get())}</span>
                </PressForm>
                <div class="mt-3 text-muted">
                    {move || periods(lines_of(live.quote, service))}
                </div>
            </div>
        </div>
    }
}

#[component]
fn Row(live: LiveRenewal, product: Product) -> impl IntoView {
    let is_in = Memo::new(move |_| live.quantity(product) > 0);
    let control = match product.kind() {
        Kind::Counted => view! { <HowMany live product/> }.into_any(),
        Kind::Module | Kind::MainService => view! { <Toggle live product/> }.into_any(),
    };
    view! {
        <li class="add-on" class=("add-on-in", is_in)>
            <ProductTile product is_in/>
            <div class="add-on-text">
                <h3>{product.name()}</h3>
                <Says live product/>
            </div>
            <Amount live product/>
            <div class="add-on-control" id=control_id(product)>{control}</div>
        </li>
    }
}

/// What becomes of it: until when it goes on, or when it ends. Whatever a press makes it say is there
/// from the start and has its room, so that no press moves what stands below.
#[component]
fn Says(live: LiveRenewal, product: Product) -> impl IntoView {
    let owned = live.owned(product);
    let until = ends(live, product);
    let standing = live.about(Renewing::standing);
    let is_out = move || live.quantity(product) == 0;
    let is_fewer = move || (1..owned).contains(&live.quantity(product));
    let out = if owned == 0 {
        let needs = product.facts().requires.first().map(|needs| {
            let is_there = move || live.missing_for(product).is_none();
            view! { <p class:invisible=is_there>"Con un clic aggiungi anche " {needs.name()} "."</p> }
        });
        view! { <p>{wording::product_description(product)}</p> {needs} }.into_any()
    } else {
        view! { <p>{dropped(standing, until)}</p> }.into_any()
    };
    let fewer = (owned > 1).then(|| {
        let sentence = move || {
            let chosen = live.quantity(product).min(owned);
            lowered(standing, (owned, chosen), until)
        };
        view! { <p class:invisible=move || !is_fewer()>{sentence}</p> }
    });
    let goes_on = [(live.quote, true), (live.most, false)].map(|(quote, is_said)| {
        let is_seen = move || is_said && !is_out() && !is_fewer();
        let lines = move || periods(lines_of(quote, product));
        view! { <div class:invisible=move || !is_seen()>{lines}</div> }
    });
    view! {
        <div class="either text-muted">
            <div class:invisible=move || !is_out()>{out}</div>
            {fewer}
            {goes_on}
        </div>
    }
}

/// What becomes of something that is not renewed. With a service that has expired it has ended too.
fn dropped(standing: Standing, until: Date) -> String {
    if standing.is_active() {
        format!("Non rinnovato: resta attivo fino al {}.", date(until))
    } else {
        "Non rinnovato: non torna con la riattivazione.".to_owned()
    }
}

/// The same for something of which fewer are renewed than are owned.
fn lowered(standing: Standing, (owned, chosen): (u32, u32), until: Date) -> String {
    if standing.is_active() {
        let until = date(until);
        format!("Dal rinnovo {chosen} invece di {owned}; fino al {until} restano tutti.")
    } else {
        format!("Con la riattivazione {chosen} invece di {owned}.")
    }
}

/// The day until which what is owned today can be used.
fn ends(live: LiveRenewal, product: Product) -> Date {
    live.about(|about| {
        let owned = about.given.owned.iter().filter(|owned| owned.product == product);
        owned.map(|owned| owned.expires).max().unwrap_or(about.expires)
    })
}

fn lines_of(quote: Memo<Priced>, product: Product) -> Vec<Line> {
    quote.get().map(|quote| lines_in(&quote, product)).unwrap_or_default()
}

fn net_of(live: LiveRenewal, product: Product) -> Money {
    lines_of(live.quote, product).iter().map(|line| line.net).sum()
}

/// What it costs in this renewal, or in a year.
#[component]
fn Amount(live: LiveRenewal, product: Product) -> impl IntoView {
    let yearly = live.about(|about| about.terms.yearly(product, about.given.today));
    let is_in = move || live.quantity(product) > 0;
    let amount = move || if is_in() { Some(net_of(live, product)) } else { yearly };
    let note = move || if is_in() { "+ IVA" } else { "+ IVA all’anno" };
    view! {
        <p class="add-on-price">
            <span class="figure font-[650]">{move || amount().map(euro)}</span>
            <span class="figure text-micro text-muted">{note}</span>
        </p>
    }
}

/// `Quantità` with `+` and `−`, and back to what is owned: the way back keeps its place, seen or not.
#[component]
fn HowMany(live: LiveRenewal, product: Product) -> impl IntoView {
    let value = Signal::derive(move || live.quantity(product));
    let choose = Callback::new(move |chosen| live.press(Change::SetQuantity(product, chosen)));
    let owned = live.owned(product);
    let undo = (owned > 0).then(|| {
        let is_whole = move || live.quantity(product) >= owned;
        view! {
            <PressForm
                live
                press=Press::Quantity
                product
                change=Change::SetQuantity(product, owned)
            >
                <input type="hidden" name="quantity" value=owned/>
                <button
                    class="btn btn-outline add-on-button"
                    class:invisible=is_whole
                    aria-label=format!("Annulla la riduzione: {}", product.name())
                >
                    "Annulla la riduzione"
                </button>
            </PressForm>
        }
    });
    view! {
        <div class="flex flex-wrap items-center gap-3">
            <PressForm
                live
                press=Press::Quantity
                product
                class="flex flex-wrap items-center gap-3"
            >
                <span class="text-sm text-muted" aria-hidden="true">"Quantità"</span>
                <Quantity
                    value
                    label=format!("Quantità: {}", product.name())
                    id=format!("quantity-{product}")
                    max=product.facts().quantity_max
                    on_change=choose
                />
            </PressForm>
            {undo}
        </div>
    }
}

/// `X Non rinnovare` and `Annulla la rinuncia`, or `+Aggiungi al carrello` and `Rimuovi`.
#[component]
fn Toggle(live: LiveRenewal, product: Product) -> impl IntoView {
    let is_in = Memo::new(move |_| live.quantity(product) > 0);
    let dependents = Memo::new(move |_| live.dependents(product));
    let is_owned = live.owned(product) > 0;
    let control = move || match (is_in.get(), dependents.get().as_slice()) {
        (false, _) => view! { <Into live product is_owned/> }.into_any(),
        (true, []) => view! {
            <PressForm
                live
                press=Press::Remove
                product
                change=Change::RemoveWithDependents(product)
            >
                <Out product is_owned/>
            </PressForm>
        }
        .into_any(),
        (true, them) => {
            view! { <OutTogether live product is_owned them=them.to_vec()/> }.into_any()
        }
    };
    view! { {control} }
}

#[component]
fn Into(live: LiveRenewal, product: Product, is_owned: bool) -> impl IntoView {
    let needs = live.missing_for(product).map(|needs| format!(" e {}", needs.name()));
    let name = product.name().to_owned() + needs.as_deref().unwrap_or_default();
    let (label, text) = if is_owned {
        (format!("Annulla la rinuncia: {name}"), "Annulla la rinuncia")
    } else {
        (format!("Aggiungi al carrello {name}"), "+Aggiungi al carrello")
    };
    view! {
        <PressForm live press=Press::Add product change=Change::AddWithRequired(product)>
            <button class="btn btn-outline add-on-button" aria-label=label>
                {text}
            </button>
        </PressForm>
    }
}

#[component]
fn Out(product: Product, is_owned: bool) -> impl IntoView {
    let out = out_name(is_owned);
    view! {
        <button
            class="btn btn-outline add-on-button"
            aria-label=format!("{out} {}", product.name())
        >
            {cross(is_owned)}
            {out}
        </button>
    }
}

fn cross(is_owned: bool) -> impl IntoView {
    is_owned.then(|| view! { <Icon sign=Sign::Cross/> })
}

fn out_name(is_owned: bool) -> &'static str {
    if is_owned { "Non rinnovare" } else { "Rimuovi" }
}

/// What cannot be without it goes along, after a confirmation that needs no script.
#[component]
fn OutTogether(
    live: LiveRenewal,
    product: Product,
    is_owned: bool,
    them: Vec<Product>,
) -> impl IntoView {
    let out = out_name(is_owned);
    let names: Vec<&str> = them.iter().map(|product| product.name()).collect();
    let sentence = format!(
        "Senza {} non può restare {}: lo togliamo insieme.",
        product.name(),
        names.join(", ")
    );
    view! {
        <details>
            <summary
                class="btn btn-outline add-on-button"
                aria-label=format!("{out} {}", product.name())
            >
                {cross(is_owned)}
                {out}
            </summary>
            <div class="mt-3 flex flex-wrap items-center gap-3">
                <p>{sentence}</p>
                <PressForm
                    live
                    press=Press::Remove
                    product
                    change=Change::RemoveWithDependents(product)
                >
                    <button class="btn btn-outline btn-sm">"Sì, togli tutti e due"</button>
                </PressForm>
            </div>
        </details>
    }
}

/// The form of one press: sent by the browser before the page is live, answered on it afterwards.
#[component]
fn PressForm(
    live: LiveRenewal,
    press: Press,
    #[prop(optional)] product: Option<Product>,
    /// Nothing for controls that report by themselves.
    #[prop(optional)]
    change: Option<Change>,
    #[prop(optional, into)] class: String,
    children: Children,
) -> impl IntoView {
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(change) = change {
            live.press(change);
        }
    };
    view! {
        <form method="post" action=PressRenewal::url() class=class on:submit=on_submit>
            <input type="hidden" name="press" value=press.as_str()/>
            {product.map(|p| view! { <input type="hidden" name="product" value=p.code()/> })}
            <Carried live/>
            {children()}
        </form>
    }
}

/// What is chosen already, for a page that no program has taken over.
#[component]
pub fn Carried(live: LiveRenewal) -> impl IntoView {
    let link = live.about(|about| about.link.as_ref().map(|link| link.text.clone()));
    view! {
        <input type="hidden" name="years" value=move || live.years()/>
        <input type="hidden" name="plan" value=move || live.plan().to_string()/>
        {link.map(|link| view! { <input type="hidden" name="link" value=link/> })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_ended_with_its_service_is_not_said_to_run_on() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let expires = day("2027-11-22");
        let said = |today: &str| {
            let standing = Standing::of(expires, day(today));
            [dropped(standing, expires), lowered(standing, (3, 1), expires)]
                .map(|sentence| sentence.replace('\u{a0}', " "))
        };
        assert_eq!(
            said("2027-11-22"),
            [
                "Non rinnovato: resta attivo fino al 22 novembre 2027.",
                "Dal rinnovo 1 invece di 3; fino al 22 novembre 2027 restano tutti.",
            ]
        );
        assert_eq!(
            said("2027-11-23"),
            [
                "Non rinnovato: non torna con la riattivazione.",
                "Con la riattivazione 1 invece di 3.",
            ]
        );
    }
}
