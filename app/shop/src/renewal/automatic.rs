//! `Rinnovo automatico`: the switch, with which method and for how many years.

use domain::calendar::Date;
use domain::cart::YEARS;
use domain::format;
use domain::id::StoredMethodId;
use domain::subscription::Standing;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{RenewalChoice, RenewalView, TurnRenewalOff, TurnRenewalOn};
use crate::methods::Stored;
use ui::components::{Card, Choice, RadioGroup, SelectField, SubmitButton};
use ui::{paths, wording};

#[component]
pub fn Automatic(view: RenewalView) -> impl IntoView {
    let is_on = view.method.is_some();
    let not_now = not_now(view.renewing.standing(), view.renewing.status.is_given_up, is_on);
    let content = match (not_now, view.methods.is_empty(), view.kinds.is_empty()) {
        (Some(sentence), ..) => view! { <p>{sentence}</p> }.into_any(),
        (None, false, _) => view! { <TheSwitch view/> }.into_any(),
        (None, true, false) => view! { <NoMethod/> }.into_any(),
        (None, true, true) => view! {
            <p>"Questo negozio non accetta carte e PayPal, quindi il rinnovo automatico non c’è: rinnova tu, quando vuoi."</p>
        }
        .into_any(),
    };
    view! {
        <Card title="Rinnovo automatico">
            <div class="stack gap-4!">
                <p class="text-muted">
                    "Una settimana prima della scadenza addebitiamo il rinnovo di quello che hai, meno \
                     quello che qui sopra hai scelto di non rinnovare. Se non riesce ci riproviamo, \
                     ti scriviamo e puoi pagare in un altro modo."
                </p>
                {content}
                {is_on.then(|| view! { <TurnOff/> })}
            </div>
        </Card>
    }
}

/// Why it cannot be turned on as the service stands: nothing would be charged.
fn not_now(standing: Standing, is_given_up: bool, is_on: bool) -> Option<&'static str> {
    match (is_given_up, standing.is_active(), is_on) {
        (true, ..) => Some(
            "Hai chiesto la disdetta: finché non la ritiri, il servizio non si rinnova e non \
             addebitiamo niente.",
        ),
        (false, true, _) => None,
        (false, false, true) => Some(
            "Il servizio è scaduto e non addebitiamo niente: riattivalo tu. Da allora si rinnova \
             da solo.",
        ),
        (false, false, false) => Some(
            "Il servizio è scaduto e non addebitiamo niente: riattivalo tu. Da allora puoi \
             attivare il rinnovo automatico.",
        ),
    }
}

#[component]
fn NoMethod() -> impl IntoView {
    view! {
        <p>"Per attivarlo serve un metodo di pagamento registrato."</p>
        <p><a class="btn btn-primary" href=paths::NEW_METHOD>"Aggiungi nuovo metodo"</a></p>
    }
}

/// `Attiva rinnovo automatico`; while it is on, the same form changes method and length.
#[component]
fn TheSwitch(view: RenewalView) -> impl IntoView {
    let is_on = view.method.is_some();
    let choice = view.kept.map(|kept| kept.typed).filter(|choice| choice.method.is_some());
    let RenewalChoice { method, years } =
        choice.unwrap_or(RenewalChoice { method: view.method, years: view.renewing.years_then });
    let (text, class) = match is_on {
        true => ("Salva", "btn-outline"),
        false => ("Attiva rinnovo automatico", "btn-primary"),
    };
    view! {
        <form action=TurnRenewalOn::url() method="post">
            <div class="stack gap-4!">
                <Methods methods=view.methods chosen=method today=view.renewing.given.today/>
                <Years id="anni-automatico" label="Frequenza di rinnovo (anni)" years/>
                <p><SubmitButton class>{text}</SubmitButton></p>
            </div>
        </form>
    }
}

/// Which of the methods; of one there is nothing to choose.
#[component]
fn Methods(methods: Vec<Stored>, chosen: Option<StoredMethodId>, today: Date) -> impl IntoView {
    let good = methods.iter().find(|stored| !stored.name.is_void(today)).map(|stored| stored.id);
    if let [only] = methods.as_slice() {
        let (id, name) = (only.id.to_string(), wording::method_name(&only.name));
        return view! {
            <input type="hidden" name="method" value=id/>
            <p>"Metodo di pagamento: " <strong>{name}</strong></p>
        }
        .into_any();
    }
    let choice = |stored: Stored| {
        let choice = Choice::new(stored.id.to_string(), wording::method_name(&stored.name));
        match wording::method_expiry(&stored.name) {
            Some(month) => choice.with_hint(format!("Scadenza {month}")),
            None => choice,
        }
    };
    let choices: Vec<Choice> = methods.into_iter().map(choice).collect();
    let value = chosen.or(good).map(|id| id.to_string()).unwrap_or_default();
    view! { <RadioGroup name="method" legend="Con quale metodo?" choices value/> }.into_any()
}

#[component]
fn Years(id: &'static str, label: &'static str, years: u32) -> impl IntoView {
    let choices =
        YEARS.map(|years| Choice::new(years.to_string(), format::years(years))).collect::<Vec<_>>();
    view! {
        <SelectField
            name="years"
            id
            label
            choices
            value=years.to_string()
        />
    }
}

/// `Disattiva`.
#[component]
fn TurnOff() -> impl IntoView {
    view! {
        <div class="border-t border-base-300 pt-4">
            <form action=TurnRenewalOff::url() method="post">
                <SubmitButton class="btn-outline">
                    "Disattiva" <span class="sr-only">" il rinnovo automatico"</span>
                </SubmitButton>
            </form>
        </div>
    }
}
