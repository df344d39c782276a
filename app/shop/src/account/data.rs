//! `I tuoi dati`: what is known of account and holder, what can be changed, and where somebody has
//! signed in.

pub mod api;
mod contact_page;
mod email_page;
pub mod factor;
mod holder;
mod page;
mod password_page;
mod subject;

pub use contact_page::ContactPage;
pub use email_page::EmailPage;
pub use factor::FactorPage;
pub use page::DataPage;
pub use password_page::PasswordPage;

use domain::recovery::Whose;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use ui::paths;

/// Of whom the address of this page is about.
fn whose() -> Whose {
    match use_query_map().with_untracked(|query| query.get(paths::OF_HOLDER)) {
        Some(_) => Whose::Holder,
        None => Whose::Account,
    }
}

/// The address of a page about one of them.
fn page_of(page: &str, whose: Whose) -> String {
    match whose {
        Whose::Account => page.to_owned(),
        Whose::Holder => paths::of_holder(page),
    }
}
