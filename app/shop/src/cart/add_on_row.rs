//! One add-on in its place. It stays there for as long as the cart is open: pressed, it says other
//! things and moves nothing that is under a pointer or above it.

use domain::cart::{Change, Purpose};
use domain::catalog::{Kind, Product};
use domain::format::{euro, short_date};
use domain::money::Money;
use leptos::ev::SubmitEvent;
use leptos::{html, prelude::*};

use super::api::Press;
use super::line::{PeriodsOfBoth, lines_of, title};
use super::live::LiveCart;
use super::press_form::{PressForm, WhereItStands, url};
use ui::components::{Icon, ProductTile, Quantity, Sign};
use ui::{paths, wording};

/// Rows of add-ons. `is_back`: what was taken out of these can be put back.
#[component]
pub fn AddOnRows(
    live: LiveCart,
    products: Vec<Product>,
    #[prop(optional)] is_back: bool,
) -> impl IntoView {
    let rows = products.into_iter().map(|product| view! { <AddOnRow live product is_back/> });
    let rows = rows.collect_view();
    view! { <ul class="add-ons">{rows}</ul> }
}

#[component]
fn AddOnRow(live: LiveCart, product: Product, is_back: bool) -> impl IntoView {
    let is_in = Memo::new(move |_| live.cart().has(product));
    let control = match product.kind() {
        Kind::Counted => view! { <HowMany live product/> }.into_any(),
        Kind::Module | Kind::MainService => {
            view! { <Toggle live product is_in is_back/> }.into_any()
        }
    };
    view! {
        <li id=paths::place_in_cart(product) class="add-on" class=("add-on-in", is_in)>
            <ProductTile product is_in/>
            <div class="add-on-text">
                <h3>{title(live, product)}</h3>
                // Both are there, so that the row has one height.
                <div class="either text-muted">
                    <div class:invisible=is_in>
                        <p>{wording::product_description(product)}</p>
                        <Needs live product/>
                    </div>
                    <PeriodsOfBoth live product is_in/>
                </div>
            </div>
            <Amount live product is_in/>
            <div class="add-on-control">{control}</div>
        </li>
    }
}

/// What goes along, while it is not there.
#[component]
fn Needs(live: LiveCart, product: Product) -> impl IntoView {
    let needs = product.facts().requires.first().copied()?;
    let is_there = Memo::new(move |_| live.cart().holds(needs, &live.given().owned_products()));
    Some(view! {
        <p class:invisible=is_there>"Con un clic aggiungi anche " {needs.name()} "."</p>
    })
}

/// What it costs in a year, or in this cart; and what is free says what it costs afterwards, and
/// from when on.
#[component]
fn Amount(live: LiveCart, product: Product, is_in: Memo<bool>) -> impl IntoView {
    let (terms, today) = (live.terms(), live.given().today);
    let yearly = terms.yearly(product, today).unwrap_or(Money::ZERO);
    let is_first = matches!(live.purpose(), Purpose::FirstPurchase { .. });
    let is_free = is_first && terms.is_free_with_first_purchase(product, today);
    let free = move || {
        let lines = lines_of(live, product);
        if is_in.get() { lines.first().is_some_and(|line| line.yearly.is_zero()) } else { is_free }
    };
    let amount = move || {
        if free() {
            return view! { <span class="gift"><Icon sign=Sign::Check/>"Gratuito"</span> }
                .into_any();
        }
        let lines = lines_of(live, product);
        let net = lines.iter().map(|line| line.net).sum();
        let amount = if is_in.get() && !lines.is_empty() { net } else { yearly };
        view! { <span class="figure font-[650]">{euro(amount)}</span> }.into_any()
    };
    let note = move || match (free(), is_in.get()) {
        (true, _) => format!("poi {} all’anno", euro(yearly)),
        (false, true) => "+ IVA".to_owned(),
        (false, false) => "+ IVA all’anno".to_owned(),
    };
    // The day keeps its line while it is not free in this cart, so that the row has one height.
    let ends = Memo::new(move |_| {
        let quote = live.quote.get().ok()?;
        quote.lines.iter().find(|line| line.product == live.service()).map(|line| line.until)
    });
    let day = is_free.then(|| {
        view! {
            <span class="figure text-micro text-muted" class:invisible=move || !free()>
                {move || ends.get().map(|day| format!("dal {}", short_date(day)))}
            </span>
        }
    });
    view! {
        <p class="add-on-price">
            {amount} <span class="figure text-micro text-muted">{note}</span> {day}
        </p>
    }
}

/// `Quantità` with `+` and `−`.
#[component]
fn HowMany(live: LiveCart, product: Product) -> impl IntoView {
    let value = Signal::derive(move || live.quantity(product));
    let choose = Callback::new(move |chosen| live.press(Change::SetQuantity(product, chosen)));
    view! {
        <PressForm
            live
            press=Press::Quantity
            product=product
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
    }
}

/// `+Aggiungi al carrello` and `Rimuovi`, or `Non rinnovare`: one button, so that the focus stays on
/// it. What cannot be without the module goes along, after a confirmation that needs no script.
#[component]
fn Toggle(live: LiveCart, product: Product, is_in: Memo<bool>, is_back: bool) -> impl IntoView {
    let dependents = Memo::new(move |_| {
        let owned = live.given().owned_products();
        let cart = live.cart();
        let them = cart.has(product).then(|| cart.dependents(product, &owned).collect());
        them.unwrap_or_else(Vec::<Product>::new)
    });
    let is_renewal = matches!(live.purpose(), Purpose::Renewal { .. });
    let out = if is_renewal { "Non rinnovare" } else { "Rimuovi" };
    let button = NodeRef::<html::Button>::new();
    // The confirmation is gone with the press; who pressed goes on where the button is again.
    let takes_focus = StoredValue::new(false);
    Effect::new(move |_| {
        if let Some(button) = button.get()
            && takes_focus.get_value()
        {
            takes_focus.set_value(false);
            let _ = button.focus();
        }
    });
    let alone = move || {
        view! { <OneButton live product is_in is_back out button/> }
    };
    let together = move || {
        let names: Vec<&str> = dependents.get().iter().map(|p| p.name()).collect();
        let names = names.join(", ");
        let sentence =
            format!("Senza {} non può restare {names}: lo togliamo insieme.", product.name());
        let change = Change::RemoveWithDependents(product);
        view! {
            <details>
                <summary
                    class="btn btn-outline add-on-button"
                    aria-label=format!("{out} {}", product.name())
                >
                    {out}
                </summary>
                <div class="mt-3 flex flex-wrap items-center gap-3">
                    <p>{sentence}</p>
                    <PressForm live press=Press::Remove product=product change=change>
                        <button
                            class="btn btn-outline btn-sm"
                            on:click=move |_| takes_focus.set_value(true)
                        >
                            "Sì, rimuovi tutti e due"
                        </button>
                    </PressForm>
                </div>
            </details>
        }
    };
    view! {
        <Show when=move || dependents.get().is_empty() fallback=together>
            {alone()}
        </Show>
    }
}

#[component]
fn OneButton(
    live: LiveCart,
    product: Product,
    is_in: Memo<bool>,
    is_back: bool,
    /// What taking it out is called.
    out: &'static str,
    button: NodeRef<html::Button>,
) -> impl IntoView {
    let missing = Memo::new(move |_| {
        let (cart, owned) = (live.cart(), live.given().owned_products());
        product.facts().requires.iter().copied().find(|needs| !cart.holds(*needs, &owned))
    });
    let into = if is_back { "Rimetti" } else { "Aggiungi al carrello" };
    let label = move || match missing.get() {
        _ if is_in.get() => format!("{out} {}", product.name()),
        Some(needs) => format!("{into} {} e {}", product.name(), needs.name()),
        None => format!("{into} {}", product.name()),
    };
    let text = move || match (is_in.get(), is_back) {
        (true, _) => out,
        (false, true) => "Rimetti",
        (false, false) => "+Aggiungi al carrello",
    };
    let press = move || if is_in.get() { Press::Remove } else { Press::Add };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        live.press(if is_in.get_untracked() {
            Change::RemoveWithDependents(product)
        } else {
            Change::AddWithRequired(product)
        });
    };
    view! {
        <form method="post" action=url() on:submit=on_submit>
            <WhereItStands live/>
            <input type="hidden" name="press" value=move || press().as_str()/>
            <input type="hidden" name="product" value=product.code()/>
            <button
                class="btn btn-outline add-on-button"
                aria-label=label
                node_ref=button
            >
                {text}
            </button>
        </form>
    }
}
