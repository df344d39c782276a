//! Whoever looks at a page: what the server finds out before it renders, and what the header says.

use domain::id::SubscriptionId;
use domain::subscription::Expired;
use serde::{Deserialize, Serialize};

/// Whoever looks at a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visitor {
    /// Once they have signed in.
    pub identity: Option<Identity>,
    /// How many things are in the cart.
    pub in_cart: usize,
    /// They work in the panel of somebody else's service, and buy nothing for it.
    #[serde(default)]
    pub is_additional_user: bool,
    /// They change what was configured in it: its owner, or somebody whom the owner has given that.
    #[serde(default)]
    pub may_configure: bool,
    /// The service to whose panel they have signed in, or that is delegated to them.
    #[serde(default)]
    pub panel: Option<SubscriptionId>,
    /// They are there as an accountant.
    #[serde(default)]
    pub is_accountant: bool,
    /// The service of that panel is `Scaduto`.
    #[serde(default)]
    pub expired: Option<Expired>,
    /// Where the shop leads back to whoever came into it from the view for a telephone.
    #[serde(default)]
    pub way_back: Option<String>,
}

/// Somebody who has signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    pub name: String,
    /// Of which company, where the name is that of a person.
    pub company: Option<String>,
    pub username: String,
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
