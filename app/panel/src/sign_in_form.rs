//! Username and password of whoever goes into a panel, as its user or as an accountant.

use domain::party::Field;
use leptos::prelude::*;

use ui::components::{Card, PasswordField, SubmitButton, TextField};

#[component]
pub fn SignInForm(
    /// Where it is sent to.
    action: &'static str,
    /// Where it leads; empty where nobody has asked for a page.
    next: String,
    /// How the username is called, and how it looks.
    label: &'static str,
    #[prop(into)] hint: String,
    /// The username that was typed before.
    typed: String,
) -> impl IntoView {
    view! {
        <Card>
            <form action=action method="post" novalidate>
                {(!next.is_empty())
                    .then(|| view! { <input type="hidden" name="next" value=next/> })}
                <div class="stack">
                    <TextField
                        name=Field::Username.as_str()
                        label
                        value=typed
                        hint
                        autocomplete="username"
                        is_code=true
                    />
                    <PasswordField name=Field::Password.as_str() label="Password"/>
                    <SubmitButton>"Accedi"</SubmitButton>
                </div>
            </form>
        </Card>
    }
}
