//! `Identificativo per l’invio della fattura elettronica`: where the invoice of this purchase goes.

use domain::party::{Field, HolderForm, RecipientKind};
use leptos::prelude::*;

use super::live::FieldErrors;
use ui::components::{Choice, RadioGroup, TextField};
use ui::wording;

/// The choice, and the field that belongs to it (`style/components/subject.css` hides the other).
#[component]
pub fn RecipientFields(form: HolderForm, errors: FieldErrors) -> impl IntoView {
    let choice =
        |kind: RecipientKind| Choice::new(value_of(kind), wording::recipient_kind_name(kind));
    let choices = vec![
        choice(RecipientKind::Code),
        choice(RecipientKind::Pec),
        choice(RecipientKind::None)
            .with_hint("La fattura ti aspetta sul portale dell’Agenzia delle Entrate."),
    ];

    view! {
        <div class="stack">
            <RadioGroup
                name="form[recipient]"
                id="recipient"
                legend="Identificativo per l’invio della fattura elettronica"
                hint="Lo usiamo per inviarti la fattura elettronica di questo acquisto."
                choices
                value=value_of(form.recipient)
            />
            <div data-recipient=value_of(RecipientKind::Code)>
                <TextField
                    name="form[recipient_code]"
                    id=Field::RecipientCode.as_str()
                    label=wording::field_label(Field::RecipientCode)
                    value=form.recipient_code
                    hint="7 caratteri. Per le Pubbliche Amministrazioni è il Codice univoco ufficio, di 6."
                    error=errors.at(Field::RecipientCode)
                    is_code=true
                />
            </div>
            <div data-recipient=value_of(RecipientKind::Pec)>
                <TextField
                    name="form[recipient_pec]"
                    id=Field::RecipientPec.as_str()
                    label=wording::field_label(Field::RecipientPec)
                    value=form.recipient_pec
                    error=errors.at(Field::RecipientPec)
                    r#type="email"
                    inputmode="email"
                    autocomplete="email"
                />
            </div>
            <p class="field-hint">
                "Se sul portale dell’Agenzia delle Entrate hai registrato un indirizzo telematico, \
                 la fattura arriva sempre lì, qualunque cosa tu scriva qui."
            </p>
        </div>
    }
}

/// As forms send it.
fn value_of(kind: RecipientKind) -> &'static str {
    match kind {
        RecipientKind::Code => "code",
        RecipientKind::Pec => "pec",
        RecipientKind::None => "none",
    }
}
