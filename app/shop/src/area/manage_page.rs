//! `Gestisci`: one service with everything that belongs to it.

use domain::calendar::Date;
use domain::format::{date, euro, short_date};
use domain::lasting;
use domain::party::VatNumber;
use domain::renewal::{Button, RenewalStatus};
use domain::subscription::{Standing, Subscription};
use domain::termination::When;
use domain::{Money, Product};
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::add_ons::AddOns;
use super::api::{ServiceView, load_service};
use super::orders::{Hidden, Orders};
use super::page::{NotRenewed, ToPay, advice, given_up};
use super::service::{Consultation, Expiry, Standings, Ways};
use ui::components::{
    Card, CopyButton, Definition, DefinitionList, Failure, LastingTable, NothingHere, Notice,
    PageTitle, Reader, Timeline, ToCome, Tone, fetched,
};
use ui::error::AppError;
use ui::{paths, wording};

#[component]
pub fn ManagePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    let before =
        use_query_map().with_untracked(|query| query.get(paths::EVENTS_BEFORE)).unwrap_or_default();
    let is_newest = before.is_empty();
    fetched(load_service(id, before), move |view| match view {
        Ok(view) => EitherOf3::A(view! { <Manage view is_newest/> }),
        Err(AppError::NotFound) => EitherOf3::B(view! { <NothingHere/> }),
        Err(error) => EitherOf3::C(view! { <Failure error title="Gestisci"/> }),
    })
}

#[component]
fn Manage(view: ServiceView, is_newest: bool) -> impl IntoView {
    let ServiceView {
        subscription,
        standing,
        closed_on,
        panel_username,
        seats,
        termination,
        renewal,
        renewal_due,
        orders,
        hidden,
        impossible,
        events,
        terms,
        today,
        not_cancelled,
    } = view;
    let here = paths::service(subscription.id);
    let expires = subscription.expires();
    let pending = orders.iter().find(|order| order.state.is_awaiting_payment()).cloned();
    let may_pay = impossible.is_none();
    let advice = advice(renewal.as_ref(), standing, expires);
    let to_pay = pending.clone().map(|order| match advice {
        Some((title, advice, way)) => view! { <NotRenewed title advice way/> }.into_any(),
        None => view! { <ToPay order impossible/> }.into_any(),
    });
    let is_given_up = termination.is_some();
    let add_ons = standing.is_active().then(|| {
        let subscription = subscription.clone();
        view! { <AddOns subscription terms today pending is_given_up seats=Some(seats)/> }
    });
    let bars = standing.can_be_renewed().then(|| lasting::of_owned(&subscription.owned, today));
    let bars = bars.map(|bars| {
        view! {
            <Card title="Fino a quando"><LastingTable bars caption="Fino a quando"/></Card>
        }
    });
    let when = termination.map(|(_, when)| when);
    let to_come = to_come(renewal.as_ref(), standing, expires, renewal_due, when);
    let orders = (!orders.is_empty()).then(|| {
        let all = format!("{}?{}={}", paths::OWN_ORDERS, paths::ORDERS_SERVICE, subscription.id);
        view! {
            <Orders
                orders
                may_pay
                page=here.clone()
                title="Ordini associati al servizio"
                all=all
            />
        }
    });
    view! {
        <p class="print-hidden mb-2"><a class="text-link" href=paths::AREA>"I tuoi servizi"</a></p>
        <PageTitle text=subscription.service.name() in_error=not_cancelled.is_some()/>
        <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <div class="stack min-w-0">
                {not_cancelled.map(|error| view! {
                    <Notice tone=Tone::Error title=wording::app_sentence(&error)/>
                })}
                {termination.map(|asked| given_up(asked, expires))}
                {closed_on.map(|on| view! { <Closed on/> })}
                {to_pay}
                <Service subscription standing panel_username renewal renewal_due is_given_up/>
                {add_ons}
                {bars}
                {orders}
                {(hidden > 0).then(|| view! { <Hidden/> })}
            </div>
            <Timeline page=events reader=Reader::Customer here is_newest to_come/>
        </div>
    }
}

/// State, expiry, how it goes on, the way into the panel and out of the contract.
#[component]
fn Service(
    subscription: Subscription,
    standing: Standing,
    panel_username: Option<String>,
    renewal: Option<RenewalStatus>,
    renewal_due: Option<Money>,
    is_given_up: bool,
) -> impl IntoView {
    let expires = subscription.expires();
    let is_live = standing.can_be_renewed();
    let party = &subscription.holder.party;
    let number = party.vat_number.as_ref().map_or_else(
        || format!("codice fiscale {}", party.tax_code.as_str()),
        |number| format!("partita IVA {}", VatNumber::as_str(number)),
    );
    let holder = format!("{}, {number}", party.name);
    let receives_invoices = standing.receives_invoices(subscription.service);
    let automatic = renewal.as_ref().map(|known| {
        let is_on = known.automatic.is_some();
        let (state, href, way) = match (known.is_given_up, standing.is_active(), is_on) {
            (true, ..) => ("Sospeso", paths::TERMINATION, "Vai alla disdetta"),
            (false, true, true) => ("Attivo", paths::RENEWAL, "Cambia o disattiva"),
            (false, true, false) => ("Non attivo", paths::RENEWAL, "Attiva il rinnovo automatico"),
            (false, false, true) => ("Sospeso", paths::RENEWAL, "Vai al rinnovo"),
            (false, false, false) => ("Non attivo", paths::RENEWAL, "Vai al rinnovo"),
        };
        let sentence = wording::renewal_sentence(known, standing, renewal_due);
        view! {
            <Definition term="Rinnovo automatico">
                <strong>{state}</strong> ". " {sentence} " "
                <a class="text-link" href=href>{way}</a>
            </Definition>
        }
    });
    let username = panel_username.filter(|_| is_live).map(|username| view! {
        <Definition term="Username del pannello">
            <span class="-my-2.5 flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2">
                <span class="wrap-anywhere">{username.clone()}</span>
                <CopyButton text=username what="lo username del pannello"/>
            </span>
        </Definition>
    });
    let give_up = is_live.then(|| {
        let text = if is_given_up { "Vai alla disdetta" } else { "Chiedi la disdetta" };
        view! {
            <Definition term="Disdetta">
                <a class="text-link" href=paths::TERMINATION>{text}</a>
            </Definition>
        }
    });
    view! {
        <Card title="Servizio" action=move || view! { <Standings standing/> }>
            <DefinitionList>
                <Definition term="Scadenza">
                    <span class="flex flex-wrap gap-x-3"><Expiry standing expires/></span>
                </Definition>
                {automatic}
                {username}
                <Definition term="Intestatario"><span class="wrap-anywhere">{holder}</span></Definition>
                {give_up}
            </DefinitionList>
            <Consultation standing expires receives_invoices is_given_up/>
            {renewal.map(|known| view! {
                <div class="print-hidden mt-5 flex flex-wrap items-center gap-x-4 gap-y-3">
                    <Ways known standing/>
                </div>
            })}
        </Card>
    }
}

#[component]
fn Closed(on: Date) -> impl IntoView {
    view! {
        <Notice tone=Tone::Neutral title=format!("Il servizio è cancellato dal {}", date(on))>
            <p>"Qui restano i suoi ordini e che cosa è successo. "
                <a class="text-link" href=paths::product(Product::Invoicing)>"Vedi Fatturazione Elettronica"</a>
            </p>
        </Notice>
    }
}

/// What happens next, as far as it is known.
fn to_come(
    renewal: Option<&RenewalStatus>,
    standing: Standing,
    expires: Date,
    due: Option<Money>,
    given_up: Option<When>,
) -> Option<ToCome> {
    let known = renewal?;
    match known.button(standing) {
        Button::Automatic { on } => {
            let what = due.map(|due| format!(": {}", euro(due))).unwrap_or_default();
            let with = known.automatic.as_ref().map(wording::method_name).unwrap_or_default();
            let sentence = format!("{}, previsto{what} con {with}", short_date(on));
            Some(ToCome { title: "Rinnovo automatico", sentence })
        }
        Button::Renew | Button::Ordered { .. } | Button::Blocked { .. } if standing.is_active() => {
            let sentence = format!("{}, se non lo rinnovi prima", short_date(expires));
            Some(ToCome { title: "Scadenza", sentence })
        }
        Button::GivenUp => {
            let sentence = match given_up {
                Some(When::AtExpiry) => {
                    format!("dopo il {}, quando l’ufficio la conferma", short_date(expires))
                }
                Some(When::Now) | None => "quando l’ufficio la conferma".to_owned(),
            };
            Some(ToCome { title: "Disdetta", sentence })
        }
        Button::Reactivate { until } => {
            let sentence = format!("{}, se non lo riattivi prima", short_date(until));
            Some(ToCome { title: "Cancellazione", sentence })
        }
        Button::Renew | Button::Ordered { .. } | Button::Blocked { .. } | Button::Over => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::order::PaymentMethod;
    use domain::renewal::MethodName;

    #[test]
    fn what_comes_next_is_the_charge_or_the_end() {
        let day = |text: &str| text.parse().unwrap();
        let (expires, standing) = (day("2027-11-22"), Standing::Active);
        let card =
            MethodName { kind: PaymentMethod::Card, label: "visa 4242".into(), expires: None };
        let on = RenewalStatus {
            automatic: Some(card),
            charged_on: Some(day("2027-11-15")),
            waiting: None,
            trouble: None,
            is_given_up: false,
        };
        let next =
            to_come(Some(&on), standing, expires, Some(Money::from_cents(95_16)), None).unwrap();
        assert_eq!(
            next.sentence.replace('\u{a0}', " "),
            "15/11/2027, previsto: 95,16 € con Visa •••• 4242"
        );
        let given_up = RenewalStatus { is_given_up: true, ..on.clone() };
        let next = |when| to_come(Some(&given_up), standing, expires, None, Some(when)).unwrap();
        assert_eq!(
            (next(When::Now).title, &*next(When::Now).sentence),
            ("Disdetta", "quando l’ufficio la conferma")
        );
        let at_expiry = next(When::AtExpiry).sentence;
        assert_eq!(at_expiry, "dopo il 22/11/2027, quando l’ufficio la conferma");
        let off = RenewalStatus { automatic: None, charged_on: None, ..on };
        let next = to_come(Some(&off), standing, expires, None, None).unwrap();
        assert_eq!(
            (next.title, &*next.sentence),
            ("Scadenza", "22/11/2027, se non lo rinnovi prima")
        );
        assert!(to_come(None, standing, expires, None, None).is_none());
    }
}
