//! Who looks at the page, as its header says it.
//!
//! The server looks before it renders, so the first answer says it, with and without a script; a
//! page that is kept for everybody is rendered for nobody (`server/src/middleware/kept.rs`).

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::json::Json;
use crate::{Zone, paths};

/// Whoever looks at a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visitor {
    /// Once they have signed in.
    pub identity: Option<Identity>,
    /// How many things are in the cart.
    pub in_cart: usize,
}

/// Somebody who has signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    pub name: String,
    /// Of which company, where the name is that of a person.
    pub company: Option<String>,
    pub username: String,
}

impl Visitor {
    /// Hands the visitor down to every page. Called once, by the root of all of them.
    pub fn provide() {
        provide_context(RwSignal::new(SharedValue::new(Self::of_request).into_inner()));
    }

    /// The visitor, for a part of the frame.
    pub fn current() -> RwSignal<Self> {
        use_context().unwrap_or_default()
    }

    #[cfg(feature = "ssr")]
    fn of_request() -> Self {
        let parts = use_context::<axum::http::request::Parts>();
        parts.and_then(|parts| parts.extensions.get().cloned()).unwrap_or_default()
    }

    #[cfg(not(feature = "ssr"))]
    fn of_request() -> Self {
        Self::default()
    }
}

impl Identity {
    /// What stands below the name.
    #[must_use]
    pub fn more(&self) -> &str {
        self.company.as_deref().unwrap_or(&self.username)
    }

    /// Two letters for a face.
    #[must_use]
    pub fn initials(&self) -> String {
        let words = self.name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.take(2).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    }
}

/// Asks again who it is when a link or a form leads to another page without loading it: somebody may
/// have signed in there, begun a cart or ordered what was in it.
#[component]
pub fn VisitorFollows() -> impl IntoView {
    let (path, visitor) = (use_location().pathname, Visitor::current());
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            let zone = Zone::of(&now);
            spawn_local(async move {
                if let Ok(Visitor { identity, in_cart }) = load_visitor(zone).await {
                    // On the cart's own page the cart says it, which may be ahead of this answer.
                    let is_cart = path.with_untracked(|path| path == paths::CART);
                    visitor.update(|visitor| {
                        visitor.identity = identity;
                        if !is_cart {
                            visitor.in_cart = in_cart;
                        }
                    });
                }
            });
        }
        now
    });
}

/// Who looks at the pages of a zone.
#[server(output = Json)]
pub async fn load_visitor(zone: Zone) -> Result<Visitor, AppError> {
    crate::request::visitor(zone).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Identity {
        Identity { name: name.to_owned(), company: None, username: "2000001@x".to_owned() }
    }

    #[test]
    fn a_face_has_the_first_letters_of_the_first_two_words() {
        for (name, letters) in [
            ("Anna Bianchi", "AB"),
            ("Ceramiche Bianchi S.r.l.", "CB"),
            ("élan", "É"),
            ("D’Angelo & Figli", "DA"),
            ("", ""),
        ] {
            assert_eq!(named(name).initials(), letters, "{name}");
        }
    }

    #[test]
    fn below_a_person_stands_the_company_and_else_the_username() {
        let person = named("Anna Bianchi");
        assert_eq!(person.more(), "2000001@x");
        let company = Some("Ceramiche Bianchi S.r.l.".to_owned());
        assert_eq!(Identity { company, ..person }.more(), "Ceramiche Bianchi S.r.l.");
    }
}
