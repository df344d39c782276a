//! For whoever has forgotten a username or a password, and for the links of mails.

pub mod api;
mod email_page;
mod new_password_page;
mod password_page;
mod username_page;

pub use email_page::ConfirmEmailPage;
pub use new_password_page::NewPasswordPage;
pub use password_page::RecoverPasswordPage;
pub use username_page::RecoverUsernamePage;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use ui::paths;

/// The secret in the address of this page.
fn link() -> String {
    use_query_map().with_untracked(|query| query.get(paths::LINK)).unwrap_or_default()
}

/// The name of what has just been done, in the address of this page.
fn outcome() -> String {
    use_query_map().with_untracked(|query| query.get(paths::OUTCOME)).unwrap_or_default()
}
