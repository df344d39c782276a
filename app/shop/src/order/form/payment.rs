//! `Modalità di pagamento`.

use domain::format::{euro, short_date};
use domain::order::PaymentMethod;
use domain::payment::PayWith;
use domain::renewal::{Decided, NextYear};
use leptos::either::Either;
use leptos::prelude::*;

use super::filled::{FilledForm, Form};
use super::problems::METHOD;
use crate::methods::Stored;
use ui::components::{Card, Icon, PaymentMark, Sign};
use ui::wording::{self, payment_method_name};

/// As many kept ones are offered, the newest first. The style sheet knows eight ways to pay.
const KEPT: usize = 4;

/// Everything to choose from: what is kept and takes one press, then the other ways that are
/// collected at once, then those that customers pay by themselves.
#[must_use]
pub fn ways(stored: &[Stored], methods: &[PaymentMethod]) -> Vec<PayWith> {
    let kept = stored
        .iter()
        .take(KEPT)
        .map(|stored| PayWith { method: stored.name.kind, stored: Some(stored.id) });
    let (at_once, later): (Vec<_>, Vec<_>) =
        methods.iter().copied().partition(|method| method.is_immediate());
    kept.chain(at_once.into_iter().chain(later).map(PayWith::from)).collect()
}

/// The kept one that is meant, if it is one of these.
#[must_use]
pub fn kept(with: PayWith, stored: &[Stored]) -> Option<&Stored> {
    stored.iter().find(|stored| Some(stored.id) == with.stored)
}

/// `Visa •••• 4242`, or the name of the method.
#[must_use]
pub fn way_name(with: PayWith, stored: &[Stored]) -> String {
    match kept(with, stored) {
        Some(stored) => wording::method_name(&stored.name),
        None => payment_method_name(with.method).into(),
    }
}

/// What pressing a kept one means.
#[must_use]
pub fn meaning_of_kept(stored: &Stored) -> String {
    match wording::method_expiry(&stored.name) {
        Some(month) => format!("Scadenza {month}. Paghi subito, senza inserire altri dati."),
        None => "Paghi subito, senza inserire altri dati.".into(),
    }
}

/// What is kept and the card in front, the others behind `Altre modalità`, which opens without
/// WASM too.
#[component]
pub fn PaymentMethods(form: Form) -> impl IntoView {
    let stored = &form.view.stored;
    let ways = ways(stored, &form.view.methods);
    let chosen = match (ways.as_slice(), form.answers.method) {
        (_, Some(chosen)) => Some(chosen),
        ([first, ..], None) if first.stored.is_some() => Some(*first),
        ([only], None) => Some(*only),
        (_, None) => None,
    };
    let charge = form.is_paid_at_once().then(|| {
        let next = form.next_year();
        charge(next.as_ref(), &form.view.decided, stored, &ways)
    });
    let error = form.problem_at(METHOD);
    let told_by = error.is_some().then_some("metodo-errore");
    let rows = ways.into_iter().enumerate().map(|(place, way)| {
        // The error summary leads to the first one.
        let id = if place == 0 { METHOD.to_owned() } else { way_id(way) };
        let (name, means) = match kept(way, stored) {
            Some(stored) => (wording::method_name(&stored.name), meaning_of_kept(stored)),
            None => (payment_method_name(way.method).into(), meaning(&form, way.method)),
        };
        let is_invalid = error.is_some();
        let row =
            view! { <Method way name means id place checked={chosen == Some(way)} is_invalid/> };
        (way.method.is_immediate(), row)
    });
    let (at_once, later): (Vec<_>, Vec<_>) = rows.partition(|(is_immediate, _)| *is_immediate);
    let at_once: Vec<_> = at_once.into_iter().map(|(_, row)| row).collect();
    let later: Vec<_> = later.into_iter().map(|(_, row)| row).collect();
    let open = chosen.is_some_and(|way| !way.method.is_immediate());
    // Nothing is hidden behind others that are not there.
    let rest = match (at_once.is_empty(), later.is_empty()) {
        (_, true) => None,
        (true, false) => Some(Either::Left(later)),
        (false, false) => Some(Either::Right(view! {
            <details class="disclosure border-b-0!" open=open>
                <summary>"Altre modalità" <Icon sign=Sign::ChevronDown/></summary>
                <div class="grid gap-2">{later}</div>
            </details>
        })),
    };
    view! {
        <Card title="Modalità di pagamento">
            <fieldset class="field ways" aria-describedby=told_by>
                <legend class="sr-only">"Come vuoi pagare?"</legend>
                {at_once}
                {rest}
                {charge}
                {error.map(|sentence| view! {
                    <p class="field-error" id="metodo-errore">
                        <Icon sign=Sign::Alert/>
                        <span><span class="sr-only">"Errore: "</span>{sentence}</span>
                    </p>
                })}
            </fieldset>
        </Card>
    }
}

#[component]
fn Method(
    way: PayWith,
    name: String,
    means: String,
    id: String,
    place: usize,
    checked: bool,
    is_invalid: bool,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                class="radio"
                type="radio"
                id=id
                name="form[method]"
                value=way.to_string()
                checked=checked
                data-way=place
                aria-describedby=charge_id(place)
                aria-invalid=is_invalid.then_some("true")
            />
            <span>
                <span class="font-semibold wrap-anywhere">{name}</span>
                <span class="field-hint block">{means}</span>
            </span>
            <PaymentMark method=way.method/>
        </label>
    }
}

/// The id of a method's button.
pub fn way_id(way: PayWith) -> String {
    format!("metodo-{}", way.to_string().replace('.', "-").to_lowercase())
}

/// The id of the sentence about a way to pay, by its place among them.
pub fn charge_id(place: usize) -> String {
    format!("addebito-{place}")
}

/// Under the ways to pay: what each means for the time after the order. The style sheet shows the
/// sentence of the one that is chosen, always in the same place.
pub fn charge(
    next: Option<&NextYear>,
    decided: &Decided,
    stored: &[Stored],
    ways: &[PayWith],
) -> impl IntoView + use<> {
    let none = charge_sentence(decided, next, Some("il metodo con cui paghi"));
    let lines: Vec<_> = ways
        .iter()
        .enumerate()
        .map(|(place, way)| {
            let with = with_words(*way, stored);
            let line = charge_sentence(decided, next, with.as_deref());
            view! { <p id=charge_id(place) data-of=place>{line}</p> }
        })
        .collect();
    view! {
        <div class="next-year">
            <Icon sign=Sign::Renew/>
            <div class="charge">
                <p data-of="none">{none}</p>
                {lines}
            </div>
        </div>
    }
}

/// What is charged a year later; nothing where nothing is.
fn with_words(way: PayWith, stored: &[Stored]) -> Option<String> {
    match way.method {
        _ if kept(way, stored).is_some() => Some(way_name(way, stored)),
        PaymentMethod::Card => Some("questa carta".into()),
        PaymentMethod::PayPal => Some("questo conto PayPal".into()),
        PaymentMethod::BankTransfer | PaymentMethod::PostalSlip => None,
    }
}

/// When the service goes on by itself after the order, for how much, and with what.
fn charge_sentence(decided: &Decided, next: Option<&NextYear>, with: Option<&str>) -> String {
    let with = match (decided, with) {
        (Decided::Off, _) => {
            return "Il rinnovo automatico l’hai disattivato: alla scadenza decidi tu.".into();
        }
        (Decided::With(name), _) => wording::method_name(name),
        (Decided::WithAnother, _) => "il metodo che hai già scelto".to_owned(),
        (Decided::Nothing, Some(with)) => with.to_owned(),
        (Decided::Nothing, None) | (Decided::NotByThis, _) => {
            return "Il servizio non si rinnova da sé: alla scadenza decidi tu.".into();
        }
    };
    match next {
        Some(NextYear { on, totals, is_every_year }) => {
            let (day, amount) = (short_date(*on), euro(totals.due));
            let each = if *is_every_year { "all’anno" } else { "per il primo anno" };
            format!(
                "Dal {day} rinnovo automatico: {amount} {each} con {with}. Lo disattivi quando vuoi."
            )
        }
        None => format!("Il servizio si rinnova da sé con {with}. Lo disattivi quando vuoi."),
    }
}

/// What choosing the method means, plainly.
fn meaning(form: &FilledForm, method: PaymentMethod) -> String {
    let days = form.view.validity_days;
    if form.is_public() {
        return format!(
            "Dopo la conferma invii la lettera d’impegno, entro {days} giorni: appena la \
             registriamo si attiva quello che ordini. Il bonifico arriva dopo la fattura."
        );
    }
    meaning_of(method, days)
}

/// The same before the order is concluded, with the days in which it can be paid.
fn meaning_of(method: PaymentMethod, days: u32) -> String {
    match method {
        PaymentMethod::Card => CARD.into(),
        PaymentMethod::PayPal => PAYPAL.into(),
        PaymentMethod::PostalSlip => format!(
            "Dopo la conferma hai i dati del bollettino, da pagare in posta entro {days} giorni. \
             Quello che ordini si attiva quando registriamo il pagamento, di norma dopo \
             qualche giorno lavorativo."
        ),
        PaymentMethod::BankTransfer => format!(
            "Dopo la conferma vedi IBAN e causale, e te li mandiamo per email. Hai {days} \
             giorni per pagare: quello che ordini si attiva quando registriamo il bonifico, di \
             norma il giorno lavorativo dopo che l’hai fatto."
        ),
    }
}

/// The same for an order that can be paid until a day.
pub fn meaning_now(method: PaymentMethod, until: &str) -> String {
    match method {
        PaymentMethod::Card => CARD.into(),
        PaymentMethod::PayPal => PAYPAL.into(),
        PaymentMethod::PostalSlip => format!(
            "Ti diamo i dati del bollettino, da pagare in posta entro il {until}. Quello che hai \
             ordinato si attiva quando registriamo il pagamento, di norma dopo qualche giorno \
             lavorativo."
        ),
        PaymentMethod::BankTransfer => format!(
            "Ti diamo IBAN e causale, anche per email. Puoi pagare entro il {until}: quello che \
             hai ordinato si attiva quando registriamo il bonifico, di norma il giorno lavorativo \
             dopo che l’hai fatto."
        ),
    }
}

const CARD: &str = "Paghi sulla pagina sicura del nostro fornitore di pagamenti: i dati della \
    carta non passano da noi. L’attivazione è immediata.";

const PAYPAL: &str = "Accedi a PayPal e autorizzi il pagamento. L’attivazione è immediata.";
