//! What stands in the cart: the service, and below it the add-ons that somebody came with.

use domain::calendar::add_months;
use domain::cart::{Change, Purpose, YEARS};
use domain::extension;
use domain::format::{date, years};
use leptos::prelude::*;

use super::add_on_row::AddOnRows;
use super::api::Press;
use super::empty_cart::EmptyTheCart;
use super::line::{Period, Price, title};
use super::live::LiveCart;
use super::press_form::PressForm;
use ui::components::{Icon, ProductTile, Quantity, Sign};
use ui::wording;

/// `Servizi presenti nel carrello`.
#[component]
pub fn CartLines(live: LiveCart) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="servizi">
            <h2 id="servizi" class="panel-head">"Servizi presenti nel carrello"</h2>
            <ServiceRow live/>
            <EmptyTheCart live/>
        </section>
    }
}

/// The main service: bought now with its years, or running and only added to.
#[component]
fn ServiceRow(live: LiveCart) -> impl IntoView {
    let service = live.service();
    let is_bought = !matches!(live.purpose(), Purpose::Add);
    // What is added to costs nothing itself: its extension is priced where it is chosen.
    let (term, price, period) = match live.purpose() {
        Purpose::FirstPurchase { .. } | Purpose::Renewal { .. } => (
            view! { <Years live/> }.into_any(),
            Some(view! { <Price live product=service/> }),
            Some(view! { <Period live product=service/> }),
        ),
        Purpose::Add => (view! { <Running live/> }.into_any(), None, None),
    };
    view! {
        <div class="cart-service">
            <ProductTile product=service is_in=is_bought/>
            <div class="min-w-0 grow">
                <div class="flex items-baseline justify-between gap-4">
                    <h3>{title(live, service)}</h3>
                    {price}
                </div>
                {term}
            </div>
        </div>
        <details class="cart-details" open>
            <summary>"+dettagli" <Icon sign=Sign::ChevronDown/></summary>
            <div class="cart-about">
                <p class="text-muted">{wording::product_description(service)}</p>
                {period}
            </div>
            <AddOnRows live products=live.entered() is_back=true/>
        </details>
    }
}

/// Until when a running service lasts: today, and with the extension.
#[component]
fn Running(live: LiveCart) -> impl IntoView {
    let service = live.service();
    let given = live.given();
    let expires = given.owned_service(service).map(|owned| owned.expires);
    let is_proposed = untrack(|| extension::is_proposed(&live.cart(), &given));
    let until = add_months(given.today, 12);
    let extended = expires.filter(|expires| is_proposed && *expires < until).map(|_| {
        // It keeps its room without the extension, and while there is nothing to extend for, so that
        // no press moves anything.
        let is_hidden = move || !live.cart().extends_owned || live.choice.get().is_none();
        view! { <span class:invisible=is_hidden>"; con l’estensione fino al " {date(until)}</span> }
    });
    expires.map(|day| {
        view! { <p class="text-muted">"Attivo fino al " {date(day)} {extended}</p> }
    })
}

/// The length of the term.
#[component]
fn Years(live: LiveCart) -> impl IntoView {
    let value = Signal::derive(move || match live.cart().purpose {
        Purpose::FirstPurchase { years } | Purpose::Renewal { years } => years,
        Purpose::Add => 1,
    });
    let choose = Callback::new(move |chosen| live.press(Change::SetYears(chosen)));
    view! {
        <PressForm live press=Press::Years class="mt-3 flex flex-wrap items-center gap-3">
            <span class="text-sm text-muted">"Durata"</span>
            <Quantity
                value
                label="Anni di durata"
                id="years"
                min=*YEARS.start()
                max=*YEARS.end()
                on_change=choose
            />
            <span class="text-muted">{move || years(value.get())}</span>
        </PressForm>
    }
}
