//! The steps with a few questions: regime, chargeability, how invoices are made, notices, and our code.

use domain::configuration::{
    Chargeability, CreationForm, DocumentKind, EDITION, Field, Mode, NO_CHARGEABILITY, NoticesForm,
    Pace, Prices, Regime,
};
use leptos::prelude::*;

use super::fields::{Faults, Line, Listed, coded, id, spot};
use ui::components::{Checkbox, Choice, CopyButton, Notice, RadioGroup, Tone};
use ui::wording::{self, codes};

#[component]
pub fn RegimeField(value: String, faults: Faults) -> impl IntoView {
    let choices = Regime::ALL.iter().map(|it| coded(it.code(), codes::regime_name(*it))).collect();
    view! {
        <Listed
            at=Field::Regime
            name="form[regime]"
            value
            faults
            choices
            placeholder="Scegli il regime"
        />
        <p class="field-hint">
            {format!("L’elenco dell’Agenzia delle Entrate, edizione {EDITION}. Se hai un dubbio chiedi al \
                      tuo commercialista.")}
        </p>
    }
}

/// A few choices, each a row.
#[component]
fn Rows(
    field: Field,
    name: &'static str,
    value: String,
    faults: Faults,
    choices: Vec<Choice>,
) -> impl IntoView {
    view! {
        <RadioGroup
            name
            id=id(spot(field))
            legend=wording::configuration_label(field)
            choices
            value
            error=faults.at(spot(field))
        />
    }
}

#[component]
pub fn ChargeabilityField(value: String, faults: Faults) -> impl IntoView {
    let hint = |it: Chargeability| match it {
        Chargeability::Immediate => "L’IVA è dovuta quando emetti la fattura: il caso più comune.",
        Chargeability::Deferred => "L’IVA è dovuta quando il cliente paga.",
        Chargeability::SplitPayment => "L’IVA la versa il cliente, se la legge lo prevede.",
    };
    let off = Choice::new(NO_CHARGEABILITY, "Non attivo")
        .with_hint("La scegli ogni volta sulla fattura, se serve.");
    let listed = Chargeability::ALL.iter().map(|it| {
        let name = format!("{} ({})", codes::chargeability_name(*it), it.code());
        Choice::new(it.code(), name).with_hint(hint(*it))
    });
    let choices = std::iter::once(off).chain(listed).collect();
    view! {
        <Rows field=Field::Chargeability name="form[chargeability]" value faults choices/>
    }
}

#[component]
pub fn CreationFields(form: CreationForm, faults: Faults) -> impl IntoView {
    let modes = Mode::ALL.iter().map(|it| {
        let (name, hint) = codes::mode_name(*it);
        Choice::new(it.code(), name).with_hint(hint)
    });
    let modes = modes.collect();
    let documents =
        DocumentKind::ALL.iter().map(|it| coded(it.code(), codes::document_name(*it))).collect();
    let prices = Prices::ALL.iter().map(|it| Choice::new(it.code(), codes::prices_name(*it)));
    let prices = prices.collect();
    view! {
        <Rows field=Field::Mode name="form[creation][mode]" value=form.mode faults choices=modes/>
        <Listed
            at=Field::Document
            name="form[creation][document]"
            value=form.document
            faults
            choices=documents
            placeholder="Scegli il documento"
        />
        <Rows
            field=Field::Prices
            name="form[creation][prices]"
            value=form.prices
            faults
            choices=prices
        />
    }
}

#[component]
pub fn NoticesFields(form: NoticesForm, faults: Faults) -> impl IntoView {
    let paces = Pace::ALL.iter().map(|it| Choice::new(it.code(), codes::pace_name(*it))).collect();
    view! {
        <Line
            at=Field::NoticesEmail
            name="form[notices][email]"
            value=form.email
            faults
            r#type="email"
            autocomplete="email"
            inputmode="email"
        />
        <Rows
            field=Field::NoticesPace
            name="form[notices][pace]"
            value=form.pace
            faults
            choices=paces
        />
        <p class="field-hint">"Un riepilogo parte prima se contiene più di 20 avvisi."</p>
        <Checkbox
            name="form[notices][with_agenda]"
            id="with-agenda"
            checked=form.with_agenda
            hint="Con il riepilogo, o ogni mattina se vuoi ogni avviso subito: scadenze, pagamenti, \
                  utenti e deleghe, prima che arrivi il giorno."
        >
            "Mandami anche le date in agenda"
        </Checkbox>
    }
}

#[component]
pub fn Reception(
    /// Our code; none while the operator has none.
    code: Option<String>,
    /// Electronic orders come in as well.
    has_orders: bool,
) -> impl IntoView {
    view! {
        {match code {
            Some(code) => view! {
                <p>"Dai questo codice destinatario ai tuoi fornitori: le loro fatture arrivano qui."</p>
                <p class="flex flex-wrap items-center gap-3">
                    <strong class="figure text-2xl">{code.clone()}</strong>
                    <CopyButton text=code what="il codice destinatario"/>
                </p>
                <p class="text-muted">
                    "Puoi anche registrarlo sul portale dell’Agenzia delle Entrate: l’indirizzo \
                     registrato lì vince sempre su quello scritto nelle fatture."
                </p>
            }
            .into_any(),
            None => view! {
                <p>
                    "Ti scriveremo il codice destinatario da dare ai tuoi fornitori appena è pronto: \
                     intanto puoi proseguire."
                </p>
            }
            .into_any(),
        }}
        {has_orders.then(|| view! {
            <Notice tone=Tone::Warning title="Usi solo gli ordini elettronici?">
                <p>
                    "Se non vuoi fatturare con questo pannello, non comunicare il codice destinatario \
                     ai tuoi fornitori."
                </p>
            </Notice>
        })}
    }
}
