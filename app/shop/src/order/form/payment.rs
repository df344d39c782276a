//! `Modalità di pagamento`.

use domain::order::PaymentMethod;
use domain::party::Kind;
use leptos::either::Either;
use leptos::prelude::*;

use super::live::LiveForm;
use super::problems::METHOD;
use ui::components::{Card, Icon, Sign};
use ui::wording::payment_method_name;

/// What a payment by card or `PayPal` brings along.
pub const RENEWS: &str = "Con carta o PayPal si attiva anche il rinnovo automatico, se non l’hai \
    già disattivato tu: lo cambi o lo disattivi quando vuoi.";

/// The card in front, the others behind `Altre modalità`, which opens without WASM too.
#[component]
pub fn PaymentMethods(form: LiveForm) -> impl IntoView {
    let methods = form.view.with_untracked(|view| view.methods.clone());
    let is_immediate = |method: &PaymentMethod| method.is_immediate();
    let (at_once, later): (Vec<_>, Vec<_>) = methods.iter().copied().partition(is_immediate);
    let chosen = match methods.as_slice() {
        [only] => Some(*only),
        _ => form.answers.with_untracked(|answers| answers.method),
    };
    let turns_renewal_on = !at_once.is_empty();
    let open = chosen.is_some_and(|method| !method.is_immediate());
    let first = methods.iter().copied().find(is_immediate).or(later.first().copied());
    let row = move |method: PaymentMethod| {
        // The error summary leads to the first one.
        let id = if Some(method) == first { METHOD.to_owned() } else { method_id(method) };
        view! { <Method form method id checked={chosen == Some(method)}/> }
    };
    let error = form.problem_at(METHOD);
    // Nothing is hidden behind others that are not there.
    let rest = match (at_once.is_empty(), later.is_empty()) {
        (_, true) => None,
        (true, false) => Some(Either::Left(later.into_iter().map(row).collect_view())),
        (false, false) => Some(Either::Right(view! {
            <details class="disclosure border-b-0!" open=open>
                <summary>"Altre modalità" <Icon sign=Sign::ChevronDown/></summary>
                <div class="grid gap-2">{later.into_iter().map(row).collect_view()}</div>
            </details>
        })),
    };
    view! {
        <Card title="Modalità di pagamento">
            <fieldset
                class="field"
                aria-describedby=move || error.get().map(|_| "metodo-errore")
            >
                <legend class="sr-only">"Come vuoi pagare?"</legend>
                {at_once.into_iter().map(row).collect_view()}
                {turns_renewal_on.then(|| view! { <p class="field-hint">{RENEWS}</p> })}
                {rest}
                {move || error.get().map(|sentence| view! {
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
fn Method(form: LiveForm, method: PaymentMethod, id: String, checked: bool) -> impl IntoView {
    let invalid = form.problem_at(METHOD);
    view! {
        <label class="choice">
            <input
                class="radio"
                type="radio"
                id=id
                name="form[method]"
                value=value(method)
                checked=checked
                aria-invalid=move || invalid.get().map(|_| "true")
            />
            <span>
                <span class="font-semibold">{payment_method_name(method)}</span>
                <span class="field-hint block">{move || meaning(form, method)}</span>
            </span>
        </label>
    }
}

/// The id of a method's button.
pub fn method_id(method: PaymentMethod) -> String {
    format!("metodo-{}", value(method).to_lowercase())
}

/// What choosing the method means, plainly.
fn meaning(form: LiveForm, method: PaymentMethod) -> String {
    let days = form.view.with(|view| view.validity_days);
    let holder = form.view.with(|view| view.holder.as_ref().map(|holder| holder.party.kind));
    if holder == Some(Kind::PublicBody) {
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

/// What a form sends: the name under which serde knows the method.
pub fn value(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::Card => "Card",
        PaymentMethod::PayPal => "PayPal",
        PaymentMethod::PostalSlip => "PostalSlip",
        PaymentMethod::BankTransfer => "BankTransfer",
    }
}
