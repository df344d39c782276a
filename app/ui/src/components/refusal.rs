//! What a form says on top of itself when it was refused.

use domain::RuleError;
use domain::party::{Field, PartyError};
use domain::sign_in::SignInError;
use leptos::{html, prelude::*};

use super::{ErrorSummary, Notice, Tone};
use crate::error::AppError;
use crate::wording;

/// The fields to mend, each a link; or, when no field is to blame, the reason and what to do.
#[component]
pub fn Refusal(
    error: Signal<Option<AppError>>,
    /// What can be done about it, below the sentence.
    #[prop(default = |_| None)]
    advice: fn(&AppError) -> Option<AnyView>,
) -> impl IntoView {
    let links = Signal::derive(move || error.with(|e| e.as_ref().map(links).unwrap_or_default()));
    let reason = move || error.get().filter(|error| links.with(Vec::is_empty) && is_told(error));

    view! {
        <ErrorSummary errors=links/>
        {move || reason().map(|error| view! { <Reason advice=advice(&error) error/> })}
    }
}

/// One reason, which takes the focus like a summary would.
#[component]
fn Reason(error: AppError, advice: Option<AnyView>) -> impl IntoView {
    let block = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(block) = block.get() {
            let _ = block.focus();
        }
    });
    let (title, rest) = headline(wording::app_sentence(&error));

    view! {
        <div class="mb-6" tabindex="-1" autofocus node_ref=block>
            <Notice tone=Tone::Error title=title>
                {rest.map(|rest| view! { <p>{rest}</p> })}
                {advice}
            </Notice>
        </div>
    }
}

/// Somebody who has to sign in first is on the way there.
fn is_told(error: &AppError) -> bool {
    *error != AppError::SignInFirst
}

/// The ids of the fields with the sentences about them.
fn links(error: &AppError) -> Vec<(String, String)> {
    let at = |field: Field, sentence| (field.as_str().to_owned(), sentence);
    match error {
        AppError::Rule(RuleError::Party(PartyError::Fields(fields))) => fields
            .iter()
            .map(|(field, error)| at(*field, wording::field_sentence(*field, error)))
            .collect(),
        AppError::Rule(RuleError::SignIn(
            error @ (SignInError::PecAsUsername | SignInError::WrongCredentials),
        )) => vec![at(Field::Username, wording::sign_in_sentence(error))],
        _ => Vec::new(),
    }
}

/// The first sentence, which says what is the matter, and what follows it.
fn headline(sentence: String) -> (String, Option<String>) {
    match sentence.split_once(". ") {
        Some((title, rest)) => (title.to_owned(), Some(rest.to_owned())),
        None => (sentence, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_sentence_stands_alone_in_the_title() {
        let (title, rest) = headline(wording::party_sentence(&PartyError::AlreadyActive));
        assert_eq!(
            title,
            "Fatturazione elettronica è già attivo su questo codice fiscale o partita IVA"
        );
        assert!(rest.is_some());
    }

    #[test]
    fn wrong_credentials_lead_to_the_username() {
        let links = links(&AppError::Rule(RuleError::SignIn(SignInError::WrongCredentials)));
        assert_eq!(links.len(), 1);
        assert_eq!(links[0].0, "username");
    }
}
