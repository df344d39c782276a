//! The controls of the steps, each with what is wrong with it.

use domain::configuration::{Fault, Field, Spot};
use leptos::prelude::*;

use ui::components::{Choice, SelectField, TextField};
use ui::wording;

/// What is wrong with a form, by control.
#[derive(Clone, Copy)]
pub struct Faults(StoredValue<Vec<(Spot, Fault)>>);

impl Faults {
    pub fn new(faults: Vec<(Spot, Fault)>) -> Self {
        Self(StoredValue::new(faults))
    }

    /// The sentence about one control.
    pub fn at(self, spot: Spot) -> Signal<Option<String>> {
        let fault = self.0.with_value(|faults| {
            faults.iter().find(|(wrong, _)| *wrong == spot).map(|(_, fault)| *fault)
        });
        Signal::stored(fault.map(|fault| wording::configuration_fault(spot.field, &fault)))
    }

    /// True where something is wrong with one of these.
    pub fn has(self, of: impl Fn(Spot) -> bool) -> bool {
        self.0.with_value(|faults| faults.iter().any(|(spot, _)| of(*spot)))
    }

    /// All sentences, each with the id of its control.
    pub fn links(self) -> Vec<(String, String)> {
        let link = |(spot, fault): &(Spot, Fault)| {
            (id(*spot), wording::configuration_fault(spot.field, fault))
        };
        self.0.with_value(|faults| faults.iter().map(link).collect())
    }
}

/// The id of a control.
pub fn id(Spot { field, row }: Spot) -> String {
    // The name that the program has for it tells it from all others.
    format!("{field:?}-{row}").to_lowercase()
}

/// A line of text.
#[component]
pub fn Line(
    #[prop(into)] at: Spot,
    /// Its name in the form.
    #[prop(into)]
    name: String,
    value: String,
    faults: Faults,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(default = "text")] r#type: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(default = "text")] inputmode: &'static str,
    #[prop(optional)] optional: bool,
    #[prop(optional)] is_code: bool,
) -> impl IntoView {
    view! {
        <TextField
            name
            id=id(at)
            label=wording::configuration_label(at.field)
            value
            nostrip:hint=hint
            error=faults.at(at)
            r#type=r#type
            autocomplete
            inputmode
            optional
            is_code
        />
    }
}

/// One of a list.
#[component]
pub fn Listed(
    #[prop(into)] at: Spot,
    /// Its name in the form.
    #[prop(into)]
    name: String,
    value: String,
    faults: Faults,
    choices: Vec<Choice>,
    placeholder: &'static str,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    view! {
        <SelectField
            name
            id=id(at)
            label=wording::configuration_label(at.field)
            choices
            value
            placeholder
            error=faults.at(at)
            optional
        />
    }
}

/// A choice of a list with a code: `RF01 – Ordinario`.
pub fn coded(code: &'static str, name: &'static str) -> Choice {
    Choice::new(code, format!("{code} – {name}"))
}

/// A control of a form without rows.
pub fn spot(field: Field) -> Spot {
    field.into()
}
