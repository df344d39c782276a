//! The fields about somebody, alike in the registration and in `Dati intestatario`.
//!
//! Which of them are shown depends on the kind of subject, and style alone decides it
//! (`style/components/subject.css`): it works before the page is live, and a text that was typed
//! for one kind is still there when somebody comes back to it. Hidden fields are sent along;
//! the domain looks only at those of the kind that was chosen.

use domain::party::{Field, Kind, PartyForm, VatNumber};
use domain::text;
use leptos::prelude::*;

use super::live::FieldErrors;
use super::provinces::{FORMER_PROVINCES, PROVINCES};
use super::warning::Warning;
use ui::components::{Choice, SelectField, TextField};
use ui::wording;

/// Everything about somebody, in one block.
#[component]
pub fn PartyFields(
    party: PartyForm,
    /// The partita IVA as it stands there now.
    #[prop(into)]
    vat_number: Signal<String>,
    errors: FieldErrors,
) -> impl IntoView {
    let subject = party.clone();
    view! {
        <div class="stack">
            <SubjectFields party=subject vat_number errors/>
            <AddressFields party errors/>
        </div>
    }
}

/// The kind of subject, names and numbers.
#[component]
pub fn SubjectFields(
    party: PartyForm,
    /// The partita IVA as it stands there now.
    #[prop(into)]
    vat_number: Signal<String>,
    errors: FieldErrors,
    /// Without what `Dati intestatario` can ask for later.
    #[prop(optional)]
    is_short: bool,
) -> impl IntoView {
    // A company that has another one than its partita IVA says so on `Dati intestatario`.
    let has_tax_code = kinds(|kind| !is_short || kind != Kind::Company);
    view! {
        <div class="form-grid">
            <div class="wide">
                <KindChoice kind=party.kind/>
            </div>
            <div class="wide" data-kinds=kinds(Kind::has_business_name)>
                <PartyText
                    field=Field::BusinessName
                    value=party.business_name
                    errors
                    autocomplete="organization"
                />
            </div>
            <div class="wide" data-kinds=kinds(Kind::has_business_name)>
                <PartyText
                    field=Field::LegalRepresentative
                    value=party.legal_representative
                    errors
                    autocomplete="name"
                />
            </div>
            <div data-kinds=kinds(is_a_person)>
                <PartyText field=Field::FirstName value=party.first_name errors autocomplete="given-name"/>
            </div>
            <div data-kinds=kinds(is_a_person)>
                <PartyText field=Field::LastName value=party.last_name errors autocomplete="family-name"/>
            </div>
            <div data-kinds=kinds(Kind::may_have_vat_number)>
                <VatNumberField value=party.vat_number now=vat_number errors/>
            </div>
            <div data-kinds=has_tax_code>
                <TextField
                    name=name_of(Field::TaxCode)
                    id=Field::TaxCode.as_str()
                    label=wording::field_label(Field::TaxCode)
                    value=party.tax_code
                    hint="16 caratteri, o 11 cifre."
                    error=errors.at(Field::TaxCode)
                    is_code=true
                />
                <p class="field-hint mt-1.5" data-kinds=kinds(may_leave_out_tax_code)>
                    "Se è uguale alla partita IVA puoi lasciarlo vuoto."
                </p>
            </div>
        </div>
    }
}

/// Where they are and how to call them.
#[component]
pub fn AddressFields(party: PartyForm, errors: FieldErrors) -> impl IntoView {
    // Somebody who typed the sign with a blank or in small letters finds it chosen.
    let province = text::code(&party.province);
    let former = FORMER_PROVINCES.iter().filter(|(sign, _)| *sign == province);
    let provinces =
        PROVINCES.iter().chain(former).map(|(sign, name)| Choice::new(*sign, *name)).collect();

    view! {
        <div class="form-grid">
            <div class="wide">
                <PartyText
                    field=Field::Street
                    value=party.street
                    errors
                    autocomplete="address-line1"
                />
            </div>
            <PartyText
                field=Field::PostalCode
                value=party.postal_code
                errors
                autocomplete="postal-code"
                inputmode="numeric"
            />
            <PartyText field=Field::City value=party.city errors autocomplete="address-level2"/>
            <SelectField
                name=name_of(Field::Province)
                id=Field::Province.as_str()
                label=wording::field_label(Field::Province)
                choices=provinces
                value=province
                placeholder="Scegli la provincia"
                error=errors.at(Field::Province)
                autocomplete="address-level1"
            />
            <PartyText
                field=Field::Phone
                value=party.phone
                errors
                r#type="tel"
                autocomplete="tel"
                inputmode="tel"
            />
        </div>
    }
}

#[component]
fn KindChoice(kind: Kind) -> impl IntoView {
    let choices = Kind::ALL.map(|kind| Choice::new(kind.as_str(), wording::party_kind_name(kind)));

    view! {
        <SelectField
            name=name_of(Field::Kind)
            id=Field::Kind.as_str()
            label=wording::field_label(Field::Kind)
            choices=choices.to_vec()
            value=kind.as_str()
            hint="Cambia i campi qui sotto."
        />
        <p class="field-hint mt-1.5" data-kinds=Kind::Person.as_str()>
            "Senza partita IVA puoi acquistare Fatturazione Elettronica Solo Ricezione."
        </p>
    }
}

#[component]
fn VatNumberField(value: String, now: Signal<String>, errors: FieldErrors) -> impl IntoView {
    let office_is_unknown = move || {
        now.with(|typed| VatNumber::parse(typed).is_ok_and(|number| !number.office_is_known()))
    };

    view! {
        <TextField
            name=name_of(Field::VatNumber)
            id=Field::VatNumber.as_str()
            label=wording::field_label(Field::VatNumber)
            value
            hint="11 cifre."
            error=errors.at(Field::VatNumber)
            inputmode="numeric"
        />
        <p class="field-hint mt-1.5" data-kinds=kinds(may_leave_out_vat_number)>
            "Se l’ente non ne ha una, lasciala vuota."
        </p>
        <Warning
            when=Signal::derive(office_is_unknown)
            title="Ricontrolla la partita IVA"
            text="Le cifre che indicano l’ufficio provinciale non corrispondono a un ufficio che \
                  conosciamo. Se è giusta, prosegui."
        />
    }
}

/// A line of text that browsers know how to fill in.
#[component]
fn PartyText(
    field: Field,
    value: String,
    errors: FieldErrors,
    autocomplete: &'static str,
    #[prop(default = "text")] r#type: &'static str,
    #[prop(default = "text")] inputmode: &'static str,
) -> impl IntoView {
    view! {
        <TextField
            name=name_of(field)
            id=field.as_str()
            label=wording::field_label(field)
            value
            error=errors.at(field)
            r#type=r#type
            autocomplete
            inputmode
        />
    }
}

fn name_of(field: Field) -> String {
    format!("form[party][{}]", field.as_str())
}

/// The kinds of subject that a part of the form is for, as the style sheet reads them.
fn kinds(is_for: impl Fn(Kind) -> bool) -> String {
    let kinds: Vec<_> =
        Kind::ALL.into_iter().filter(|kind| is_for(*kind)).map(Kind::as_str).collect();
    kinds.join(" ")
}

fn is_a_person(kind: Kind) -> bool {
    !kind.has_business_name()
}

fn may_leave_out_vat_number(kind: Kind) -> bool {
    kind.may_have_vat_number() && !kind.needs_vat_number()
}

fn may_leave_out_tax_code(kind: Kind) -> bool {
    kind.has_business_name() && kind.may_have_vat_number()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: &str = include_str!("../../../../style/components/subject.css");

    #[test]
    fn the_style_sheet_knows_every_kind() {
        for kind in Kind::ALL {
            let name = kind.as_str();
            let rule =
                format!("[value=\"{name}\"]:checked) [data-kinds]:not([data-kinds~=\"{name}\"])");
            assert!(STYLE.contains(&rule), "{rule}");
        }
    }

    #[test]
    fn an_association_is_not_asked_for_a_partita_iva() {
        assert!(!kinds(Kind::may_have_vat_number).contains("association"));
        assert_eq!(kinds(may_leave_out_vat_number), "public_body");
    }
}
