//! What the address of the orders asks for, as it was typed.

use domain::id::SubscriptionId;
use domain::order::Pile;
use leptos_router::params::ParamsMap;

use ui::paths;

/// Where orders can stand, as an address and a customer say it.
pub const PILES: [(&str, Pile, &str); 4] = [
    ("da-pagare", Pile::ToCollect, "Da pagare"),
    ("in-attivazione", Pile::ToMend, "In attivazione"),
    ("evasi", Pile::Fulfilled, "Evasi"),
    ("annullati", Pile::Cancelled, "Annullati"),
];

/// The filters and the place in the list. What makes no sense leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub pile: String,
    pub year: String,
    pub service: String,
    pub from: String,
}

impl Asked {
    pub fn of(query: &ParamsMap) -> Self {
        let said = |name| query.get(name).unwrap_or_default();
        Self {
            pile: said(paths::ORDERS_PILE),
            year: said(paths::ORDERS_YEAR),
            service: said(paths::ORDERS_SERVICE),
            from: said(paths::ORDERS_FROM),
        }
    }

    pub fn pile(&self) -> Option<Pile> {
        PILES.iter().find(|(word, ..)| *word == self.pile).map(|(_, pile, _)| *pile)
    }

    pub fn year(&self) -> Option<i32> {
        self.year.parse().ok().filter(|year| (2000..3000).contains(year))
    }

    pub fn service(&self) -> Option<SubscriptionId> {
        self.service.parse().ok()
    }

    #[cfg_attr(not(feature = "ssr"), expect(dead_code, reason = "the server reads the list"))]
    pub fn from(&self) -> Option<i64> {
        self.from.parse().ok().filter(|number| *number > 0)
    }

    pub fn is_filtered(&self) -> bool {
        self.pile().is_some() || self.year().is_some() || self.service().is_some()
    }

    /// The list with these filters, from an order down.
    pub fn address(&self, from: Option<i64>) -> String {
        let pile = self.pile().map(|_| (paths::ORDERS_PILE, self.pile.clone()));
        let year = self.year().map(|year| (paths::ORDERS_YEAR, year.to_string()));
        let service = self.service().map(|id| (paths::ORDERS_SERVICE, id.to_string()));
        let from = from.map(|number| (paths::ORDERS_FROM, number.to_string()));
        let pairs: Vec<String> = [pile, year, service, from]
            .into_iter()
            .flatten()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        match pairs.is_empty() {
            true => paths::OWN_ORDERS.to_owned(),
            false => format!("{}?{}", paths::OWN_ORDERS, pairs.join("&")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_the_filters_that_make_sense() {
        let asked = Asked {
            pile: "evasi".into(),
            year: "2026".into(),
            service: "<script>".into(),
            from: "x".into(),
        };
        assert_eq!(asked.pile(), Some(Pile::Fulfilled));
        assert_eq!((asked.service(), asked.from()), (None, None));
        let next = asked.address(Some(26_000_004));
        assert_eq!(next, "/area-clienti/ordini?stato=evasi&anno=2026&da=26000004");
        let nonsense = Asked { pile: "tutti".into(), year: "99999".into(), ..Asked::default() };
        assert!(!nonsense.is_filtered());
        assert_eq!(nonsense.address(None), paths::OWN_ORDERS);
    }
}
