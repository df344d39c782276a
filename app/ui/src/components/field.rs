//! The frame of a form's field, and the plain one with a line of text.
//!
//! Values are given once and then belong to the browser: what somebody types is never written
//! over, neither when WASM takes over nor when an answer comes back.

use leptos::{html, prelude::*};

use super::{Icon, Sign};

/// What is said around a control: label and what is wrong above it, the hint below.
#[derive(Clone)]
pub(super) struct Around {
    pub id: String,
    pub label: String,
    pub hint: Option<String>,
    pub error: Signal<Option<String>>,
    pub optional: bool,
}

impl Around {
    pub fn hint_id(&self) -> String {
        format!("{}-aiuto", self.id)
    }

    pub fn error_id(&self) -> String {
        format!("{}-errore", self.id)
    }

    /// The ids of the texts that describe the control, for `aria-describedby`.
    pub fn described_by(&self) -> impl Fn() -> Option<String> + Send + Sync + Clone + use<> {
        let (hint, error, wrong) =
            (self.hint.as_ref().map(|_| self.hint_id()), self.error_id(), self.error);
        move || match (hint.clone(), wrong.with(Option::is_some)) {
            (Some(hint), true) => Some(format!("{hint} {error}")),
            (Some(hint), false) => Some(hint),
            (None, true) => Some(error.clone()),
            (None, false) => None,
        }
    }

    /// For `aria-invalid`: present only while something is wrong.
    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + Clone + use<> {
        let error = self.error;
        move || error.with(Option::is_some).then_some("true")
    }

    pub fn hint_view(&self) -> impl IntoView + use<> {
        let id = self.hint_id();
        self.hint.clone().map(|hint| view! { <p class="field-hint" id=id>{hint}</p> })
    }

    pub fn error_view(&self) -> impl IntoView + use<> {
        let (id, error) = (self.error_id(), self.error);
        move || {
            let id = id.clone();
            error.get().map(|sentence| {
                view! {
                    <p class="field-error" id=id>
                        <Icon sign=Sign::Alert/>
                        <span><span class="sr-only">"Errore: "</span>{sentence}</span>
                    </p>
                }
            })
        }
    }

    pub fn label_view(&self) -> impl IntoView + use<> {
        let Self { id, label, optional, .. } = self.clone();
        view! { <label class="field-label" for=id>{label}{remark(optional)}</label> }
    }
}

/// What follows the label of something that may stay empty.
pub(super) fn remark(optional: bool) -> impl IntoView {
    optional.then(|| view! { <span class="field-optional">" (facoltativo)"</span> })
}

/// A line of text.
#[component]
pub fn TextField(
    /// Its name in the form; also its id, unless `id` names another.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] id: Option<String>,
    /// What stands in it at first.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(default = "text")] r#type: &'static str,
    /// The token by which browsers fill it in: `email`, `organization`, `postal-code`…
    #[prop(optional, into)]
    autocomplete: Option<&'static str>,
    /// The keyboard of telephones: `numeric`, `email`, `tel`.
    #[prop(optional, into)]
    inputmode: Option<&'static str>,
    #[prop(optional, into)] maxlength: Option<u32>,
    /// True for codes: capitals on telephones, no dictionary.
    #[prop(optional)]
    is_code: bool,
    /// May stay empty; the label says so.
    #[prop(optional)]
    optional: bool,
    /// Called on every key, with the whole text.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    #[prop(optional)] node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let around = Around { id: id.clone(), label, hint, error, optional };
    let typed = move |ev| {
        if let Some(on_input) = on_input {
            on_input.run(event_target_value(&ev));
        }
    };

    view! {
        <div class="field">
            {around.label_view()}
            {around.error_view()}
            <input
                class="input"
                id=id
                name=name
                value=value
                type=r#type
                autocomplete=autocomplete
                inputmode=inputmode
                maxlength=maxlength
                autocapitalize=is_code.then_some("characters")
                spellcheck=is_code.then_some("false")
                aria-required=(!optional).then_some("true")
                aria-describedby=around.described_by()
                aria-invalid=around.invalid()
                on:input=typed
                node_ref=node_ref
            />
            {around.hint_view()}
        </div>
    }
}
