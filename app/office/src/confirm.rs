//! The second look at something that cannot be taken back: what it is, what follows, `Sì, …`.

use leptos::prelude::*;

use ui::components::SubmitButton;

/// The id of the group: there is one on a page at most, and its address leads to it.
pub const CONFIRM: &str = "conferma";

/// Stands in the place of the form that was sent. What was typed waits in hidden fields.
#[component]
pub fn Confirm(
    /// With the amount in it.
    question: String,
    /// What has to be compared, each with its name.
    facts: Vec<(&'static str, String)>,
    /// What happens then, and whether it can be taken back.
    consequence: String,
    /// Where the answer is sent to.
    action: &'static str,
    /// The hidden fields.
    fields: Vec<(&'static str, String)>,
    /// What the button does, beginning with `Sì`.
    yes: String,
    /// Where nothing has happened.
    back: String,
    #[prop(default = "Torna ai dati")] back_name: &'static str,
) -> impl IntoView {
    let facts: Vec<_> = facts
        .into_iter()
        .map(|(term, fact)| view! { <div><dt>{term}</dt><dd>{fact}</dd></div> })
        .collect();
    let fields: Vec<_> = fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();

    view! {
        <div class="confirm" id=CONFIRM role="group" aria-labelledby="conferma-domanda">
            <h3 id="conferma-domanda">{question}</h3>
            <dl class="order-facts">{facts}</dl>
            <p>{consequence}</p>
            <form action=action method="post" class="flex flex-wrap gap-3">
                {fields}
                <SubmitButton>{yes}</SubmitButton>
                <a class="btn btn-outline" href=back rel="external">{back_name}</a>
            </form>
        </div>
    }
}
