//! Who buys in the shop, and how far their sign-in reaches. Use cases of order and payment take a
//! [`Buyer`], and refuse with `NotAllowed` what lies beyond it; all others take an account, which only
//! a sign-in to it gives.

use chrono::{DateTime, TimeDelta, Utc};
use domain::calendar::Date;
use domain::id::{AccountId, PanelUserId, SignInId, SubscriptionId};
use domain::order::Order;
use domain::party::Holder;
use domain::reach::Reach;
use domain::renewal::Decided;
use domain::second_factor::is_fresh;
use domain::subscription::Subscription;
use serde::{Deserialize, Serialize};

use crate::{Context, Error, Result};

/// How long somebody who came from the panel, or by a link, can go on buying.
const PURCHASE_LIVES: TimeDelta = TimeDelta::hours(2);

/// Somebody who may buy for an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    account: AccountId,
    reach: Reach,
}

impl From<AccountId> for Buyer {
    /// Its owner has signed in to it.
    fn from(account: AccountId) -> Self {
        Self { account, reach: Reach::Whole }
    }
}

impl Buyer {
    /// Whose cart and orders it is about.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// How far the sign-in reaches.
    #[must_use]
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// # Errors
    /// `NotAllowed` for an order that was not made on this way.
    pub(crate) fn may_see_order(&self, number: i64) -> Result<()> {
        allowed(self.reach.includes_order(number))
    }

    /// # Errors
    /// `NotAllowed` for a service that this purchase is not for.
    pub(crate) fn may_buy_for(&self, service: Option<SubscriptionId>) -> Result<()> {
        allowed(self.reach.includes_service(service))
    }

    /// # Errors
    /// `NotAllowed` where a method that the account keeps is chosen by somebody whom it is not shown to.
    pub(crate) fn may_pay_with(&self, is_stored: bool) -> Result<()> {
        allowed(!is_stored || self.reach.includes_stored_methods())
    }

    /// # Errors
    /// `NotAllowed` for papers with the name of the holder, where nobody knows who reads them.
    pub(crate) fn may_see_holder(&self) -> Result<()> {
        allowed(self.reach.is_of_the_owner())
    }

    /// Whether what they pay with may be kept with the account, and renew its service: whoever reads a
    /// mail leaves nothing of their own there, and is shown nothing at the provider's page.
    pub(crate) fn leaves_methods(&self) -> bool {
        self.reach.is_of_the_owner()
    }

    /// What was decided about a renewal, as far as this buyer is told.
    pub(crate) fn told(&self, decided: Decided) -> Decided {
        match decided {
            Decided::With(_) if !self.reach.includes_stored_methods() => Decided::WithAnother,
            Decided::Nothing if !self.leaves_methods() => Decided::NotByThis,
            decided @ (Decided::Nothing
            | Decided::Off
            | Decided::With(_)
            | Decided::WithAnother
            | Decided::NotByThis) => decided,
        }
    }

    /// The same buyer after this order was made.
    #[must_use]
    pub fn with_order(mut self, number: i64) -> Self {
        self.reach = self.reach.with_order(number);
        self
    }

    /// A holder, as far as this buyer is shown who it is.
    pub(crate) fn shown(&self, holder: Holder) -> Holder {
        if self.reach.is_of_the_owner() { holder } else { holder.withheld() }
    }

    /// An order, with its holder as far as this buyer is shown who it is.
    pub(crate) fn shown_order(&self, order: Order) -> Order {
        if self.reach.is_of_the_owner() { order } else { order.with_holder_withheld() }
    }
}

fn allowed(is: bool) -> Result<()> {
    if is { Ok(()) } else { Err(Error::NotAllowed) }
}

/// The purchase of somebody who came from a panel or by the link of a mail, as a session keeps it. It
/// opens nothing by itself: the panel has to be open to them still, or the link good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purchase {
    #[serde(flatten)]
    way: Way,
    account: AccountId,
    service: SubscriptionId,
    orders: Vec<i64>,
    since: DateTime<Utc>,
}

/// How somebody came. A session tells one from the other by what it has kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Way {
    Panel {
        user: PanelUserId,
        /// Of what they signed in to the panel with.
        mark: String,
        #[serde(default)]
        sign_in: Option<SignInId>,
    },
    Link(LinkPass),
}

/// What a link was good for. The link itself is not kept: a copy of the sessions begins no purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LinkPass {
    /// What it was signed beside.
    pub beside: String,
    /// The expiry that is to be moved.
    pub expires: Date,
    /// The last day on which it is good.
    pub until: Date,
}

impl Purchase {
    /// Of whoever is in the panel of a service and its own user.
    pub(crate) fn begin(
        ctx: &Context,
        (user, mark, sign_in): (PanelUserId, &str, Option<SignInId>),
        account: AccountId,
        service: SubscriptionId,
    ) -> Self {
        let way = Way::Panel { user, mark: mark.to_owned(), sign_in };
        Self { way, account, service, orders: Vec::new(), since: ctx.now() }
    }

    /// Of whoever has a link for the renewal of a service.
    pub(crate) fn begin_by_link(ctx: &Context, service: &Subscription, link: LinkPass) -> Self {
        Self {
            way: Way::Link(link),
            account: service.account,
            service: service.id,
            orders: Vec::new(),
            since: ctx.now(),
        }
    }

    /// Who has to be let into the panel again, with what mark and by which sign-in; none for somebody
    /// who came by a link.
    #[must_use]
    pub fn panel_pass(&self) -> Option<(PanelUserId, &str, Option<SignInId>)> {
        match &self.way {
            Way::Panel { user, mark, sign_in } => Some((*user, mark, *sign_in)),
            Way::Link(_) => None,
        }
    }

    /// What the link was good for; none for somebody who came from a panel.
    pub(crate) fn link_pass(&self) -> Option<&LinkPass> {
        match &self.way {
            Way::Panel { .. } => None,
            Way::Link(link) => Some(link),
        }
    }

    /// Whose cart it goes into.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The same purchase after this order was made.
    #[must_use]
    pub fn with_order(mut self, number: i64) -> Self {
        if !self.orders.contains(&number) {
            self.orders.push(number);
        }
        self
    }

    /// The same, with the orders of an earlier one for the same service on the same way.
    #[must_use]
    pub fn after(mut self, earlier: Option<Self>) -> Self {
        let earlier = earlier.filter(|it| it.service == self.service && it.way.is_like(&self.way));
        self.orders.extend(earlier.into_iter().flat_map(|it| it.orders));
        self
    }

    /// Who buys, while the panel of that service is open to them and they came not too long ago.
    pub(crate) fn buyer(
        &self,
        ctx: &Context,
        account: AccountId,
        service: SubscriptionId,
    ) -> Option<Buyer> {
        self.panel_pass()?;
        let is_same = (service, account) == (self.service, self.account);
        let reach = Reach::Purchase { service: self.service, orders: self.orders.clone() };
        (is_same && self.is_fresh(ctx)).then_some(Buyer { account: self.account, reach })
    }

    /// Who buys by a link that was signed beside this for their service, which is as it is now. Once it
    /// was renewed they see the orders that they have made, and nobody else has any.
    pub(crate) fn buyer_by_link(
        &self,
        ctx: &Context,
        beside: &str,
        service: &Subscription,
    ) -> Option<Buyer> {
        let link = self.link_pass()?;
        let is_same = (service.id, service.account) == (self.service, self.account);
        let is_good = link.beside == beside && ctx.today() <= link.until;
        let is_to_renew = service.expires() == link.expires;
        let is_open = is_to_renew || !self.orders.is_empty();
        let (service, orders) = (is_to_renew.then_some(service.id), self.orders.clone());
        let reach = Reach::ByLink { service, orders };
        (is_same && is_good && is_open && self.is_fresh(ctx))
            .then_some(Buyer { account: self.account, reach })
    }

    fn is_fresh(&self, ctx: &Context) -> bool {
        is_fresh(self.since, PURCHASE_LIVES, ctx.now())
    }
}

impl Way {
    /// True for the same user of a panel, and for links for the same renewal.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Panel { user, .. }, Self::Panel { user: other, .. }) => user == other,
            (Self::Link(link), Self::Link(other)) => {
                (&link.beside, link.expires) == (&other.beside, other.expires)
            }
            (Self::Panel { .. }, Self::Link(_)) | (Self::Link(_), Self::Panel { .. }) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kept: serde_json::Value) -> Purchase {
        serde_json::from_value(kept).unwrap()
    }

    fn kept_before() -> serde_json::Value {
        serde_json::json!({
            "user": "01890000-0000-7000-8000-000000000001",
            "mark": "abc",
            "account": "01890000-0000-7000-8000-000000000002",
            "service": "01890000-0000-7000-8000-000000000003",
            "orders": [26_000_002],
            "since": "2026-11-22T10:00:00Z",
        })
    }

    #[test]
    fn what_a_session_of_before_has_kept_is_read_and_written_as_it_was() {
        let purchase = read(kept_before());

        let (_, mark, sign_in) = purchase.panel_pass().unwrap();
        assert_eq!((mark, sign_in), ("abc", None));
        assert_eq!(purchase.orders, [26_000_002]);
        assert!(purchase.link_pass().is_none());
        let mut kept = kept_before();
        kept["sign_in"] = serde_json::Value::Null;
        assert_eq!(serde_json::to_value(&purchase).unwrap(), kept);
    }

    #[test]
    fn a_purchase_by_link_comes_back_from_the_session_as_it_went() {
        let day = |day| Date::from_ymd_opt(2027, 4, day).unwrap();
        let way = Way::Link(LinkPass { beside: "abc".into(), expires: day(14), until: day(20) });
        let by_link = Purchase { way, ..read(kept_before()) };

        assert_eq!(read(serde_json::to_value(&by_link).unwrap()), by_link);
        assert!(by_link.panel_pass().is_none(), "it opens no panel");
    }

    #[test]
    fn orders_go_on_with_the_same_way_only() {
        let earlier = read(kept_before());
        let begun = Purchase { orders: Vec::new(), ..earlier.clone() };
        let day = |day| Date::from_ymd_opt(2027, 4, day).unwrap();
        let link = LinkPass { beside: "abc".into(), expires: day(14), until: day(20) };
        let by_link = Purchase { way: Way::Link(link), ..begun.clone() };

        assert_eq!(begun.after(Some(earlier.clone())).orders, [26_000_002]);
        assert_eq!(by_link.clone().after(Some(earlier)).orders, [0; 0]);
        let earlier = by_link.clone().with_order(26_000_003);
        assert_eq!(by_link.after(Some(earlier)).orders, [26_000_003]);
    }
}
