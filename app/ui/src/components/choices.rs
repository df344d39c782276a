//! One of several: a closed list, and a list of rows.

use leptos::{html, prelude::*};

use super::field::{Around, remark};

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    pub label: String,
    /// A line of explanation below the label; only rows show it.
    pub hint: Option<String>,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// A closed list, for more than six choices or where rows would take too much room.
#[component]
pub fn SelectField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] id: Option<String>,
    /// The value chosen at first.
    #[prop(optional, into)]
    value: String,
    /// What stands there while nothing is chosen; its value is empty.
    #[prop(optional, into)]
    placeholder: Option<String>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] autocomplete: Option<&'static str>,
    #[prop(optional)] optional: bool,
    /// Called with the value that was chosen, also when that happened before the page was live.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let around = Around { id: id.clone(), label, hint, error, optional };
    let options: Vec<_> = placeholder
        .map(|label| Choice::new("", label))
        .into_iter()
        .chain(choices)
        .map(|choice| {
            let selected = choice.value == value;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect();
    let select = NodeRef::<html::Select>::new();
    Effect::new(move || {
        let chosen = select.get().map(|select| select.value());
        if let (Some(on_change), Some(chosen)) = (on_change, chosen.filter(|c| *c != value)) {
            on_change.run(chosen);
        }
    });
    let changed = move |ev| {
        if let Some(on_change) = on_change {
            on_change.run(event_target_value(&ev));
        }
    };

    view! {
        <div class="field">
            {around.label_view()}
            {around.error_view()}
            <select
                class="select"
                id=id
                name=name
                autocomplete=autocomplete
                aria-required=(!optional).then_some("true")
                aria-describedby=around.described_by()
                aria-invalid=around.invalid()
                on:change=changed
                node_ref=select
            >
                {options}
            </select>
            {around.hint_view()}
        </div>
    }
}

/// A few choices, each a row that can be pressed as a whole. The first row has the id `id`, so
/// that a link of the error summary leads to it.
#[component]
pub fn RadioGroup(
    #[prop(into)] name: String,
    /// The question above the rows.
    #[prop(into)]
    legend: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] id: Option<String>,
    /// The value chosen at first; empty for none.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    /// Rows beside each other where there is room.
    #[prop(optional)]
    columns: bool,
    /// Called with the value that was chosen, also when that happened before the page was live.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let around = Around { id: id.clone(), label: legend.clone(), hint, error, optional };
    let invalid = around.invalid();
    let report = move |chosen: String| {
        if let Some(on_change) = on_change {
            on_change.run(chosen);
        }
    };
    let rows: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(place, choice)| {
            let id = if place == 0 { id.clone() } else { format!("{id}-{}", choice.value) };
            let checked = choice.value == value;
            let input = NodeRef::<html::Input>::new();
            let early = choice.value.clone();
            Effect::new(move || {
                if input.get().is_some_and(|input| input.checked() && !checked) {
                    report(early.clone());
                }
            });
            view! {
                <label class="choice">
                    <input
                        class="radio"
                        type="radio"
                        id=id
                        name=name.clone()
                        value=choice.value
                        checked=checked
                        aria-invalid=invalid.clone()
                        on:change=move |ev| report(event_target_value(&ev))
                        node_ref=input
                    />
                    <span>
                        {choice.label}
                        {choice.hint.map(|hint| view! { <span class="field-hint block">{hint}</span> })}
                    </span>
                </label>
            }
        })
        .collect();
    let class = if columns { "grid gap-2 sm:grid-cols-2" } else { "grid gap-2" };

    view! {
        <fieldset class="field" aria-describedby=around.described_by()>
            <legend class="field-label mb-1.5">{legend}{remark(optional)}</legend>
            {around.hint_view()}
            {around.error_view()}
            <div class=class>{rows}</div>
        </fieldset>
    }
}
