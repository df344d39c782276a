//! What became of an order: a service that runs, new expiries, or a reason why not.

use domain::format::{date, euro};
use domain::names::line_name;
use domain::order::{CancelReason, FailureReason, Order};
use domain::party::Holder;
use domain::quote::Line;
use leptos::prelude::*;

use crate::order::api::NextCharge;
use crate::order::holder::Mailbox;
use ui::components::{Card, Notice, Tone};
use ui::layout::Site;
use ui::{paths, wording};

/// A first purchase is paid: the service runs, and the way in is in a mail.
#[component]
pub fn ServiceBegun(order: Order) -> impl IntoView {
    let service = order.service.name();
    let email = order.holder.email.to_string();
    view! {
        <Card title="Il servizio è attivo">
            <p>{service} " è pronta. Ecco come entrare nel pannello:"</p>
            <ol class="mt-3 list-decimal space-y-2 ps-5">
                <li>
                    "Apri l’email di attivazione: a "
                    <strong class="wrap-anywhere">{email}</strong>
                    " abbiamo mandato lo username del pannello e una password provvisoria."
                </li>
                <li>"Accedi al pannello con quei dati, che non sono quelli del tuo account."</li>
                <li>"Al primo accesso scegli la tua password."</li>
            </ol>
            <p class="print-hidden mt-5">
                <a class="btn btn-primary" href=paths::PANEL rel="external">"Accedi al pannello"</a>
            </p>
        </Card>
    }
}

/// What the payment turned on, and where to turn it off.
#[component]
pub fn RenewsByItself(charge: NextCharge) -> impl IntoView {
    let with = wording::method_name(&charge.with);
    view! {
        <Card title="Il rinnovo automatico è attivo">
            <p>
                "Prossimo addebito il " <strong>{date(charge.on)}</strong> " con "
                <strong class="wrap-anywhere">{with}</strong>
                ". Puoi disattivarlo quando vuoi, fino al giorno prima."
            </p>
            <p class="print-hidden mt-4">
                <a class="btn btn-outline" href=paths::RENEWAL>"Gestisci il rinnovo"</a>
            </p>
        </Card>
    }
}

/// The provider has not said yet whether it keeps what was paid with. With WASM the page follows by
/// itself.
#[component]
pub fn TurningRenewalOn(number: i64) -> impl IntoView {
    view! {
        <Card title="Il rinnovo automatico si sta attivando">
            <p>
                "Il gestore dei pagamenti sta registrando il tuo metodo. Appena il rinnovo è attivo \
                 ti scriviamo, con la data del prossimo addebito."
            </p>
            <p class="print-hidden mt-4">
                <a class="btn btn-outline" href=paths::order(number) rel="external">"Aggiorna la pagina"</a>
            </p>
        </Card>
    }
}

/// Add-ons or a renewal are paid: what was agreed is true now.
#[component]
pub fn NewExpiries(order: Order, on: String) -> impl IntoView {
    let item = |line: &Line| {
        view! {
            <li>{line_name(line, &order.lines)} ": fino al " <strong>{date(line.until)}</strong></li>
        }
    };
    let items = order.lines.iter().map(item).collect_view();
    view! {
        <Card title="È tutto attivo">
            <p>"Dal " {on} " valgono le nuove scadenze:"</p>
            <ul class="mt-3 list-disc space-y-1 ps-5">{items}</ul>
            <p class="print-hidden mt-5">
                <a class="btn btn-primary" href=paths::PANEL rel="external">"Accedi al pannello"</a>
            </p>
        </Card>
    }
}

/// `Attivazione KO`: the money is here and the office has to act.
#[component]
pub fn Stuck(paid_on: String, reason: FailureReason, holder: Holder) -> impl IntoView {
    let why = wording::why_impossible(reason);
    let support = Site::current().support_email;
    let mail = format!("mailto:{support}");
    view! {
        <Notice tone=Tone::Warning title="Il pagamento è arrivato, l’attivazione no">
            <p>"Abbiamo registrato il tuo pagamento il " {paid_on} ". " {why}</p>
            <p class="mt-2">
                "Non devi pagare di nuovo. Il nostro ufficio vede già quest’ordine e ti scrive "
                <Mailbox holder/>
                " per concordare il rimborso o un’altra soluzione. Per chiedere a che punto siamo: "
                <a class="text-link" href=mail>{support}</a> "."
            </p>
        </Notice>
    }
}

/// The order waits for money that it must not get any more: why, and the ways out.
#[component]
pub fn NotToBePaid(order: Order, reason: FailureReason) -> impl IntoView {
    let support = Site::current().support_email;
    let mail = format!("mailto:{support}");
    let way_on = match reason {
        FailureReason::AlreadyActive => view! {
            <li>
                "Se nell’ordine c’è la partita IVA o il codice fiscale di qualcun altro: annullalo, \
                 correggi i "
                <a class="text-link" href=paths::HOLDER>"dati intestatario"</a>
                " e ordina di nuovo."
            </li>
        }
        .into_any(),
        FailureReason::ServiceNotActive => view! {
            <li>
                "Se il servizio ti serve ancora: annulla l’ordine, poi "
                <a class="text-link" href=paths::RENEWAL>"rinnova il servizio"</a>
                " o acquistane uno nuovo."
            </li>
        }
        .into_any(),
        FailureReason::ServiceChanged => view! {
            <li>
                "Se quello che hai ordinato ti serve ancora: annulla l’ordine e fanne uno nuovo \
                 dall’" <a class="text-link" href=paths::AREA>"area clienti"</a> "."
            </li>
        }
        .into_any(),
    };
    let received = order.part_received().map(|part| {
        view! {
            <p class="mt-2">
                "Abbiamo già ricevuto " <strong class="figure">{euro(part)}</strong>
                ": quando annulli l’ordine te li restituiamo."
            </p>
        }
    });
    view! {
        <Notice tone=Tone::Warning title="Non pagare: quest’ordine non si può più attivare">
            <p>{wording::why_impossible(reason)}</p>
            <ul class="mt-2 list-disc space-y-1 ps-5">
                <li>"Se non ti serve più: annullalo. Non devi pagare nulla."</li>
                {way_on}
                <li>
                    "Se hai già pagato, o pensi che ci sia un errore: scrivi a "
                    <a class="text-link wrap-anywhere" href=mail>{support}</a> "."
                </li>
            </ul>
            {received}
        </Notice>
    }
}

/// Called off, by its customer or by the calendar.
#[component]
pub fn CalledOff(reason: CancelReason, on: String) -> impl IntoView {
    let title = match reason {
        CancelReason::Customer => format!("Hai annullato l’ordine il {on}"),
        CancelReason::Unpaid => format!("L’ordine è stato annullato il {on}: non risultava pagato"),
    };
    view! {
        <Notice tone=Tone::Neutral title>
            <p>
                "Non va pagato, e nulla di quello che conteneva si attiva. Se ti serve ancora, "
                <a class="text-link" href=paths::PRODUCTS>"fai un nuovo ordine"</a> "."
            </p>
        </Notice>
    }
}

/// What has arrived, and what is missing; nothing as long as nothing has arrived. The amounts with
/// which the page says how to pay are those of the rest.
#[component]
pub fn PartReceived(order: Order) -> impl IntoView {
    wording::part_received(&order).map(|title| view! { <Notice tone=Tone::Info title/> })
}
