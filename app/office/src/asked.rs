//! What the address of the orders says, and the addresses that say something else. A filter, a page
//! and the order that is shown stand nowhere but there, so every view can be sent to a colleague.

use domain::order::{OrderKind, PaymentMethod, Pile};
use leptos_router::location::Url;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use ui::paths;

/// The values of the parameters as they stand in the address; what is empty is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub search: String,
    pub pile: String,
    pub method: String,
    pub kind: String,
    pub from: String,
    /// Of the order that is shown.
    pub number: String,
    /// Names what was just done, or what is to be confirmed.
    pub outcome: String,
    /// The form is filled in again instead of confirmed.
    pub again: bool,
}

/// How a pile is called in an address; [`EVERY_PILE`] are all of them.
const PILES: [(&str, Pile); 4] = [
    ("da-incassare", Pile::ToCollect),
    ("da-sistemare", Pile::ToMend),
    ("evasi", Pile::Fulfilled),
    ("annullati", Pile::Cancelled),
];
const EVERY_PILE: &str = "tutti";

pub const METHODS: [(&str, PaymentMethod); 4] = [
    ("bonifico", PaymentMethod::BankTransfer),
    ("bollettino", PaymentMethod::PostalSlip),
    ("carta", PaymentMethod::Card),
    ("paypal", PaymentMethod::PayPal),
];

pub const KINDS: [(&str, OrderKind); 3] = [
    ("primo-acquisto", OrderKind::FirstPurchase),
    ("servizi-aggiuntivi", OrderKind::AddOns),
    ("rinnovo", OrderKind::Renewal),
];

/// What an address calls by this name.
fn called<T: Copy>(all: &[(&str, T)], name: &str) -> Option<T> {
    all.iter().find(|(known, _)| *known == name).map(|(_, thing)| *thing)
}

impl Asked {
    /// Reads an address.
    pub fn of(query: &ParamsMap) -> Self {
        let said = |name| query.get(name).unwrap_or_default();
        Self {
            search: said(paths::ORDERS_SOUGHT),
            pile: said(paths::ORDERS_PILE),
            method: said(paths::ORDERS_METHOD),
            kind: said(paths::ORDERS_KIND),
            from: said(paths::ORDERS_FROM),
            number: said(paths::ORDER_NUMBER),
            outcome: said(paths::OUTCOME),
            again: query.get(paths::AGAIN).is_some(),
        }
    }

    /// The pile that is looked at. A search without a word on piles looks through all of them.
    pub fn pile(&self) -> Option<Pile> {
        let is_plain = self.pile.is_empty() && self.search.is_empty();
        if is_plain { Some(Pile::ToCollect) } else { called(&PILES, &self.pile) }
    }

    #[cfg(feature = "ssr")]
    pub fn method(&self) -> Option<PaymentMethod> {
        called(&METHODS, &self.method)
    }

    #[cfg(feature = "ssr")]
    pub fn kind(&self) -> Option<OrderKind> {
        called(&KINDS, &self.kind)
    }

    /// True when something is left out of the list besides what lies on other piles.
    pub fn is_filtered(&self) -> bool {
        !(self.search.is_empty() && self.method.is_empty() && self.kind.is_empty())
    }

    /// The list alone, as a part of an address.
    pub fn list(&self) -> String {
        let said = [
            (paths::ORDERS_SOUGHT, &self.search),
            (paths::ORDERS_PILE, &self.pile),
            (paths::ORDERS_METHOD, &self.method),
            (paths::ORDERS_KIND, &self.kind),
            (paths::ORDERS_FROM, &self.from),
        ];
        let said = said.into_iter().filter(|(_, value)| !value.is_empty());
        let said: Vec<_> =
            said.map(|(name, value)| format!("{name}={}", Url::escape(value))).collect();
        said.join("&")
    }

    /// The list without an order beside it.
    pub fn list_address(&self) -> String {
        match self.list() {
            list if list.is_empty() => paths::OFFICE.to_owned(),
            list => format!("{}?{list}", paths::OFFICE),
        }
    }

    /// The list with an order beside it; the browser shows it where the order's row is.
    pub fn order_address(&self, number: i64) -> String {
        format!("{}#{}", order_in(&self.list(), number), row_id(number))
    }

    /// The same filters on another pile, from its beginning.
    pub fn on_pile(&self, pile: Option<Pile>) -> Self {
        let name = PILES.iter().find(|(_, known)| Some(*known) == pile);
        let pile = name.map_or(EVERY_PILE, |(name, _)| *name).to_owned();
        Self { pile, ..self.page_from(None) }
    }

    /// Another page of the list.
    pub fn page_from(&self, from: Option<i64>) -> Self {
        let from = from.map(|from| from.to_string()).unwrap_or_default();
        Self { from, number: String::new(), outcome: String::new(), again: false, ..self.clone() }
    }

    /// The form that is to be confirmed, to be filled in again.
    pub fn again_address(&self, number: i64) -> String {
        let page = paths::with_outcome(&order_in(&self.list(), number), &self.outcome);
        format!("{page}&{}=1", paths::AGAIN)
    }
}

/// An order beside the list that a form says it was found in. What is no list is left out.
pub fn order_in(list: &str, number: i64) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "=&%-_.!~*'()".contains(c);
    let page = paths::office_order(number);
    if !list.is_empty() && list.chars().all(is_plain) { format!("{page}&{list}") } else { page }
}

/// The id of an order's row.
pub fn row_id(number: i64) -> String {
    format!("ordine-{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &[(&'static str, &str)]) -> Asked {
        let pairs = query.iter().map(|(name, value)| (*name, (*value).to_owned()));
        Asked::of(&pairs.collect())
    }

    #[test]
    fn an_address_keeps_what_it_says() {
        let asked =
            asked(&[("cerca", "D’Angelo & figli"), ("metodo", "carta"), ("da", "26000040")]);

        assert_eq!(asked.method(), Some(PaymentMethod::Card));
        let list = "cerca=D%E2%80%99Angelo%20%26%20figli&metodo=carta&da=26000040";
        assert_eq!(asked.list_address(), format!("/ufficio?{list}"));
        assert_eq!(
            asked.order_address(26_000_012),
            format!("/ufficio?ordine=26000012&{list}#ordine-26000012")
        );
    }

    #[test]
    fn what_is_to_be_collected_comes_first_and_a_search_looks_everywhere() {
        assert_eq!(asked(&[]).pile(), Some(Pile::ToCollect));
        assert_eq!(asked(&[("cerca", "rossi")]).pile(), None);
        assert_eq!(asked(&[("cerca", "rossi"), ("stato", "evasi")]).pile(), Some(Pile::Fulfilled));
        assert_eq!(asked(&[("stato", "tutti")]).pile(), None);
        for pile in Pile::ALL {
            assert_eq!(asked(&[]).on_pile(Some(pile)).pile(), Some(pile));
        }
        assert_eq!(asked(&[]).on_pile(None).list_address(), "/ufficio?stato=tutti");
    }

    #[test]
    fn another_pile_begins_at_its_newest() {
        let asked = asked(&[("cerca", "rossi"), ("da", "26000040"), ("ordine", "26000012")]);
        let other = asked.on_pile(Some(Pile::Cancelled)).list_address();
        assert_eq!(other, "/ufficio?cerca=rossi&stato=annullati");
    }

    #[test]
    fn no_form_leads_to_another_place() {
        assert_eq!(order_in("cerca=a%20b", 1), "/ufficio?ordine=1&cerca=a%20b");
        for list in ["", "a b", "a\r\nset-cookie: x", "x#y", "a=1&b=è"] {
            assert_eq!(order_in(list, 1), "/ufficio?ordine=1", "{list}");
        }
    }
}
