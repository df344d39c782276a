//! The home of the customer area.

use domain::calendar::Date;
use domain::format::{date, euro};
use domain::order::{FailureReason, Order};
use domain::party::Kind;
use domain::renewal::{Button, RenewalStatus};
use domain::subscription::{Standing, Subscription};
use domain::termination::When;
use leptos::either::Either;
use leptos::prelude::*;

use super::add_ons::AddOns;
use super::api::{AreaView, FormerService, load_area};
use super::orders::{Hidden, Orders};
use super::service::ServiceRow;
use crate::account::SignOutButton;
use ui::components::{
    Card, EmptyState, Failure, Notice, PageTitle, ProductTile, StateBadge, Tone, fetched,
};
use ui::renewal::way_to_pay;
use ui::visitor::Visitor;
use ui::{paths, wording};

const TITLE: &str = "I tuoi servizi";

#[component]
pub fn AreaPage() -> impl IntoView {
    fetched(load_area(), |view| match view {
        Ok(view) => Either::Left(view! { <Area view/> }),
        Err(error) => Either::Right(view! { <Failure error title=TITLE/> }),
    })
}

#[component]
fn Area(view: AreaView) -> impl IntoView {
    let not_cancelled = view.not_cancelled.clone();
    let failed = not_cancelled.is_some();
    let orders = view.orders.clone();
    let pending = orders.iter().find(|order| order.state.is_awaiting_payment()).cloned();
    let may_pay = view.impossible.is_none() && !view.is_service_hidden;
    let hidden = view.hidden;
    let former = view.former.clone();
    let expires = view.subscription.as_ref().map(Subscription::expires);
    let given_up = view.termination.zip(expires).map(|(asked, expires)| given_up(asked, expires));
    let has_cart = pending.is_none() && Visitor::current().in_cart > 0;
    view! {
        <PageTitle text=TITLE in_error=failed/>
        <div class="stack">
            {not_cancelled.map(|error| view! {
                <Notice tone=Tone::Error title=wording::app_sentence(&error)/>
            })}
            {has_cart.then(|| view! { <InCart/> })}
            {given_up}
            <Owned view pending=pending.clone()/>
            {(!orders.is_empty()).then(|| view! {
                <Orders
                    orders
                    may_pay
                    page=paths::AREA
                    title="Ultimi ordini"
                    all=paths::OWN_ORDERS
                />
            })}
            {(hidden > 0).then(|| view! { <Hidden/> })}
            {(!former.is_empty()).then(|| view! { <Former former/> })}
            <div class="print-hidden"><SignOutButton class="btn btn-outline"/></div>
        </div>
    }
}

/// Whatever stands below of a renewal waits.
pub fn given_up((asked_on, when): (Date, When), expires: Date) -> impl IntoView {
    let title = format!("Hai chiesto la disdetta il {}", date(asked_on));
    let sentence = match when {
        When::Now => {
            "Finché non è confermata il servizio funziona come prima, ma non si rinnova e \
                      non si può ordinare altro. "
                .to_owned()
        }
        When::AtExpiry => format!(
            "Il servizio funziona come prima fino al {}, poi l’ufficio conferma la disdetta: intanto \
             non si rinnova e non si può ordinare altro. ",
            date(expires)
        ),
    };
    view! {
        <Notice tone=Tone::Warning title>
            <p>
                {sentence}
                <a class="text-link" href=paths::TERMINATION>"Vai alla disdetta"</a>
            </p>
        </Notice>
    }
}

/// Whoever comes back after a while decides whether the purchase goes on.
#[component]
fn InCart() -> impl IntoView {
    view! {
        <Notice tone=Tone::Info title="Hai un acquisto da concludere">
            <p>"Il carrello è ancora qui, con quello che avevi scelto."</p>
            <p class="mt-3"><a class="btn btn-outline" href=paths::CART>"Riprendi l’acquisto"</a></p>
        </Notice>
    }
}

/// Nobody is left to wonder whether the service is still there.
#[component]
fn HiddenService() -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning title="Il tuo servizio adesso non si può mostrare">
            <p>
                "Abbiamo un problema con i suoi dati, e il nostro ufficio lo sa già. Il servizio c’è \
                 ancora: non acquistarlo di nuovo e per ora non pagare ordini che lo riguardano."
            </p>
        </Notice>
    }
}

/// The service and what can be added to it, or the way to a first one.
#[component]
fn Owned(view: AreaView, pending: Option<Order>) -> impl IntoView {
    let AreaView {
        subscription,
        is_service_hidden,
        termination,
        renewal,
        renewal_due,
        impossible,
        terms,
        today,
        hidden,
        former,
        ..
    } = view;
    if is_service_hidden {
        return view! { <HiddenService/> }.into_any();
    }
    let Some(subscription) = subscription else {
        // What is hidden may be the order of a first service: nothing new is offered.
        let is_new = pending.is_some() || hidden == 0;
        let is_first = former.is_empty();
        return is_new.then(|| view! { <NoService pending impossible is_first/> }).into_any();
    };
    let standing = subscription.standing(today);
    let expires = subscription.expires();
    let advice = advice(renewal.as_ref(), standing, expires);
    let is_given_up = termination.is_some();
    let add_ons = standing.is_active().then(|| {
        let subscription = subscription.clone();
        view! { <AddOns subscription terms today pending=pending.clone() is_given_up/> }
    });
    view! {
        {pending.map(|order| match advice {
            Some((title, advice, way)) => view! { <NotRenewed title advice way/> }.into_any(),
            None => view! { <ToPay order impossible/> }.into_any(),
        })}
        <ServiceRow subscription standing renewal renewal_due/>
        {add_ons}
        {(standing == Standing::Over).then(|| view! { <BuyAgain/> })}
    }
    .into_any()
}

/// Nothing is active: either an order waits for its payment, or there is none.
#[component]
fn NoService(
    pending: Option<Order>,
    impossible: Option<FailureReason>,
    /// There was no service before.
    is_first: bool,
) -> impl IntoView {
    match pending {
        Some(order) => view! { <ToPay order impossible/> }.into_any(),
        None if is_first => view! {
            <EmptyState title="Non hai ancora un servizio attivo">
                <p>"Con Fatturazione Elettronica crei, invii, ricevi e conservi le tue fatture."</p>
                <a class="btn btn-primary" href=paths::product(domain::Product::Invoicing)>
                    "Vedi Fatturazione Elettronica"
                </a>
            </EmptyState>
        }
        .into_any(),
        None => view! {
            <EmptyState title="Non hai più un servizio attivo">
                <p>"Quello di prima è cancellato: se ne acquisti un altro, parte da capo."</p>
                <BuyAgain/>
            </EmptyState>
        }
        .into_any(),
    }
}

/// An automatic renewal has not gone as it should: what to press about it.
#[component]
pub fn NotRenewed(
    title: &'static str,
    advice: String,
    way: (String, &'static str),
) -> impl IntoView {
    let (href, text) = way;
    view! {
        <Notice tone=Tone::Error title>
            <p>{advice}</p>
            <p class="mt-3"><a class="btn btn-primary" href=href>{text}</a></p>
        </Notice>
    }
}

/// An order waits for its payment; everything to do so stands on its page, and what to do instead
/// once it must not be paid any more.
#[component]
pub fn ToPay(order: Order, impossible: Option<FailureReason>) -> impl IntoView {
    let number = order.number;
    if let Some(reason) = impossible {
        let title = format!("Non pagare l’ordine {number}: non si può più attivare");
        return view! {
            <Notice tone=Tone::Warning title>
                <p>
                    {wording::why_impossible(reason)} " "
                    <a class="text-link" href=paths::order(number)>"Vedi che cosa puoi fare"</a>
                </p>
            </Notice>
        }
        .into_any();
    }
    let is_public = order.holder.party.kind == Kind::PublicBody;
    let (what, rest, how) = if is_public {
        ("la lettera d’impegno", "l’impegno", "Vedi come inviarla")
    } else {
        ("il pagamento", "il pagamento", "Vedi come pagare")
    };
    let title = match order.part_received() {
        Some(_) => format!("L’ordine {number} aspetta il resto: {}", euro(order.missing())),
        None => format!("L’ordine {number} aspetta {what}"),
    };
    view! {
        <Notice tone=Tone::Warning title>
            <p>
                {wording::order_kind_name(order.kind)}
                ": quello che contiene si attiva quando registriamo " {rest} ". "
                <a class="text-link" href=paths::order(number)>{how}</a>
            </p>
        </Notice>
    }
    .into_any()
}

#[component]
fn BuyAgain() -> impl IntoView {
    view! {
        <p>
            <a class="btn btn-primary" href=paths::product(domain::Product::Invoicing)>
                "Acquista di nuovo"
            </a>
        </p>
    }
}

/// What to press about an automatic renewal that has not gone as it should: title, sentence, way.
pub fn advice(
    renewal: Option<&RenewalStatus>,
    standing: Standing,
    expires: Date,
) -> Option<(&'static str, String, (String, &'static str))> {
    match renewal?.button(standing) {
        button @ Button::Ordered { number, trouble: Some(trouble) } => Some((
            wording::trouble_title(trouble),
            wording::trouble_sentence(trouble, number, standing, expires),
            way_to_pay(&button)?,
        )),
        _ => None,
    }
}

/// Services that are over: what was bought for them and what happened to them stays.
#[component]
fn Former(former: Vec<FormerService>) -> impl IntoView {
    let row = |it: FormerService| {
        view! {
            <li class="flex flex-wrap items-center gap-x-4 gap-y-3 py-3.5 first:pt-0 last:pb-0">
                <ProductTile product=it.service/>
                <div class="min-w-0 flex-1 basis-52">
                    <h3>{it.service.name()}</h3>
                    <p class="text-sm text-muted wrap-anywhere">
                        {it.holder} ", cancellato il " {date(it.closed_on)}
                    </p>
                </div>
                <StateBadge text="Cancellato"/>
                <a class="btn btn-outline" href=paths::service(it.id)>
                    "Gestisci" <span class="sr-only">", cancellato il " {date(it.closed_on)}</span>
                </a>
            </li>
        }
    };
    view! {
        <Card title="Servizi cancellati">
            <ul class="divide-y divide-base-300">{former.into_iter().map(row).collect_view()}</ul>
        </Card>
    }
}
