//! The zones.

use serde::{Deserialize, Serialize};

/// One part of the site, with its own pages and sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Zone {
    /// What anybody can see, and the customer's area.
    Shop,
    /// Where the users of a service work.
    Panel,
    /// Where accountants find the panels that are delegated to them.
    Accountant,
    /// Where staff work.
    Office,
    /// What only a demonstration has.
    Demo,
}

impl Zone {
    /// Every zone.
    pub const ALL: [Zone; 5] =
        [Zone::Shop, Zone::Panel, Zone::Accountant, Zone::Office, Zone::Demo];

    /// The zone of an address. What nobody knows is the shop's to say.
    #[must_use]
    pub fn of(path: &str) -> Self {
        match path.split('/').nth(1) {
            Some("pannello" | "app") => Self::Panel,
            Some("commercialista") => Self::Accountant,
            Some("ufficio") => Self::Office,
            Some("demo" | "posta") => Self::Demo,
            _ => Self::Shop,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Zone;

    #[test]
    fn an_address_belongs_to_the_zone_that_its_first_word_names() {
        let zones = [
            ("/", Zone::Shop),
            ("/carrello", Zone::Shop),
            ("/pannello", Zone::Panel),
            ("/pannello/accedi", Zone::Panel),
            ("/app/moduli-aggiuntivi", Zone::Panel),
            ("/pannelli", Zone::Shop),
            ("/commercialista/accedi", Zone::Accountant),
            ("/ufficio/estratti", Zone::Office),
            ("/demo/pagamento/1", Zone::Demo),
            ("/posta", Zone::Demo),
            ("", Zone::Shop),
        ];
        for (path, zone) in zones {
            assert_eq!(Zone::of(path), zone, "{path}");
        }
    }
}
