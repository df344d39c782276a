//! Who the customer is: sign-in, registration, and whom the service is for.

pub mod api;
mod code_page;
pub mod data;
mod email_field;
mod holder_page;
mod in_cart;
mod live;
mod party_fields;
mod provinces;
mod recipient_fields;
pub mod recovery;
mod register_page;
mod sign_in_page;
mod sign_out;
mod signed_in_already;
mod warning;
mod welcome_page;

pub use code_page::CodePage;
pub use holder_page::{HOLDER, HolderPage, holder_data};
pub use register_page::{REGISTRATION, RegisterPage, registering};
pub use sign_in_page::{SIGN_IN, SignInPage, recognition};
pub use sign_out::SignOutButton;
pub use ui::components::{Refusal, loaded};
pub use welcome_page::WelcomePage;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use ui::paths;

/// An address that hands on where to go afterwards, if that is a place of this site.
fn with_next(page: &str, next: &str) -> String {
    if paths::is_local(next) { format!("{page}?{}={next}", paths::NEXT) } else { page.to_owned() }
}

/// What a page shows, and where its forms lead in the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithNext<T> {
    pub view: T,
    pub next: String,
}

/// Where the address of this page says to go afterwards; empty when it does not say.
fn next_page() -> String {
    use_query_map().with_untracked(|query| query.get(paths::NEXT)).unwrap_or_default()
}

/// Whether somebody has registered a moment ago, as the address of this page says.
fn is_welcome() -> bool {
    use_query_map().with_untracked(|query| query.get(paths::NEW_ACCOUNT)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_places_of_this_site_are_handed_on() {
        assert_eq!(with_next("/accedi", "/carrello"), "/accedi?poi=/carrello");
        assert_eq!(with_next("/accedi", "https://evil.example"), "/accedi");
        assert_eq!(with_next("/accedi", ""), "/accedi");
    }
}
