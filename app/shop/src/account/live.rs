//! A form that is checked while it is filled in, by the rules that the server applies.
//!
//! A field speaks up when it was changed and left, never while somebody is still typing, and
//! never because it is still empty. What the server answered stands until the field is changed.

use std::time::Duration;

use domain::RuleError;
use domain::party::{Field, FieldError, PartyError};
use leptos::form::FromFormData;
use leptos::prelude::*;
use leptos::web_sys::{Element, Event, FormData, HtmlFormElement};
use wasm_bindgen::JsCast;

use ui::error::AppError;
use ui::form::field_errors;
use ui::wording;

/// How long until it is worth looking again whether a button was released.
const RELEASE: Duration = Duration::from_millis(100);

/// What is wrong with a form, and what it says at the moment.
pub struct Live<F: Send + Sync + 'static> {
    /// What has been typed, as of the last field that was left.
    pub typed: RwSignal<F>,
    pub errors: FieldErrors,
    changed: RwSignal<Vec<String>>,
    /// How often the server has answered.
    answers: StoredValue<u32>,
}

/// All that is wrong with the fields of a form.
#[derive(Clone, Copy)]
pub struct FieldErrors(Signal<Vec<(Field, FieldError)>>);

impl<F: Send + Sync + 'static> Clone for Live<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: Send + Sync + 'static> Copy for Live<F> {}

impl<F: Clone + Send + Sync + 'static> Live<F> {
    /// `refused` is the server's answer, `check` what is wrong with the form now.
    pub fn new(
        first: F,
        refused: Signal<Option<AppError>>,
        check: fn(&F) -> Vec<(Field, FieldError)>,
    ) -> Self {
        let typed = RwSignal::new(first);
        let changed = RwSignal::new(Vec::<String>::new());
        let errors = Signal::derive(move || {
            let changed = changed.get();
            let is_changed = |field: Field| changed.iter().any(|id| id == field.as_str());
            let refused =
                refused.with(|error| error.as_ref().map(field_errors).unwrap_or_default());
            let found = if changed.is_empty() { Vec::new() } else { typed.with(check) };
            let found = found.into_iter().filter(|(_, error)| *error != FieldError::Missing);
            refused
                .into_iter()
                .filter(|(field, _)| !is_changed(*field))
                .chain(found.filter(|(field, _)| is_changed(*field)))
                .collect()
        });
        let answers = StoredValue::new(0);
        // A new answer is about everything that was typed until then.
        Effect::new(move || {
            refused.track();
            changed.set(Vec::new());
            answers.update_value(|answers| *answers += 1);
        });
        Self { typed, errors: FieldErrors(errors), changed, answers }
    }

    /// What is left of the server's answer: a field that was mended is no longer in it.
    pub fn left(self, refused: Signal<Option<AppError>>) -> Signal<Option<AppError>> {
        Signal::derive(move || {
            let refused = refused.get()?;
            let fields = field_errors(&refused);
            if fields.is_empty() {
                return Some(refused);
            }
            let was_refused = |wrong: &Field| fields.iter().any(|(field, _)| field == wrong);
            let left = self.errors.0.get().into_iter();
            let left: Vec<_> = left.filter(|(field, _)| was_refused(field)).collect();
            let error = RuleError::Party(PartyError::Fields(left.clone()));
            (!left.is_empty()).then_some(AppError::Rule(error))
        })
    }

    /// A field was changed and left: `read` takes the form out of the server function's arguments.
    pub fn look<A: FromFormData>(self, event: &Event, read: fn(A) -> F) {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return;
        };
        if let Some(arguments) = arguments_around(&field) {
            self.say(read(arguments), field.id(), self.answers.get_value());
        }
    }

    /// Waits while a button is held down: a sentence that appears would push it away from under
    /// the pointer, and the press would be lost. Nothing is said any more of what the server has
    /// answered meanwhile.
    fn say(self, typed: F, field: String, answers: u32) {
        if document().query_selector(":active").is_ok_and(|held| held.is_some()) {
            set_timeout(move || self.say(typed, field, answers), RELEASE);
            return;
        }
        if self.answers.try_get_value() != Some(answers) {
            return;
        }
        self.typed.set(typed);
        self.changed.update(|changed| changed.push(field));
    }
}

impl FieldErrors {
    /// What the server said, in a form that is not checked before it is sent.
    pub fn of(refused: Signal<Option<AppError>>) -> Self {
        Self(Signal::derive(move || {
            refused.with(|error| error.as_ref().map(field_errors).unwrap_or_default())
        }))
    }

    /// The sentence at a field.
    pub fn at(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.0.with(|errors| {
                let wrong = errors.iter().find(|(wrong, _)| *wrong == field);
                wrong.map(|(field, error)| wording::field_sentence(*field, error))
            })
        })
    }
}

/// What the form around a field would send.
fn arguments_around<A: FromFormData>(field: &Element) -> Option<A> {
    let form = field.closest("form").ok()??.dyn_into::<HtmlFormElement>().ok()?;
    A::from_form_data(&FormData::new_with_form(&form).ok()?).ok()
}
