//! Who buys in the shop, and how far their sign-in reaches. Use cases of order and payment take a
//! [`Buyer`], and refuse with `NotAllowed` what lies beyond it; all others take an account, which only
//! a sign-in to it gives.

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{AccountId, PanelUserId, SignInId, SubscriptionId};
use domain::reach::Reach;
use domain::second_factor::is_fresh;
use serde::{Deserialize, Serialize};

use crate::{Context, Error, Result};

/// How long somebody who came from the panel can go on buying.
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
}

fn allowed(is: bool) -> Result<()> {
    if is { Ok(()) } else { Err(Error::NotAllowed) }
}

/// The purchase of somebody who came from a panel, as a session keeps it. It opens nothing by itself:
/// the panel has to be open to them still.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purchase {
    user: PanelUserId,
    /// Of what they signed in to the panel with.
    mark: String,
    #[serde(default)]
    sign_in: Option<SignInId>,
    account: AccountId,
    service: SubscriptionId,
    orders: Vec<i64>,
    since: DateTime<Utc>,
}

impl Purchase {
    /// Of whoever is in the panel of a service and its own user.
    pub(crate) fn begin(
        ctx: &Context,
        (user, mark, sign_in): (PanelUserId, &str, Option<SignInId>),
        account: AccountId,
        service: SubscriptionId,
    ) -> Self {
        let (mark, orders, since) = (mark.to_owned(), Vec::new(), ctx.now());
        Self { user, mark, sign_in, account, service, orders, since }
    }

    /// Who has to be let into the panel again, with what mark and by which sign-in.
    #[must_use]
    pub fn panel_pass(&self) -> (PanelUserId, &str, Option<SignInId>) {
        (self.user, &self.mark, self.sign_in)
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

    /// The same, with the orders of an earlier one for the same service.
    #[must_use]
    pub fn after(mut self, earlier: Option<Self>) -> Self {
        let earlier = earlier.filter(|it| (it.user, it.service) == (self.user, self.service));
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
        let is_same = (service, account) == (self.service, self.account);
        let reach = Reach::Purchase { service: self.service, orders: self.orders.clone() };
        (is_same && is_fresh(self.since, PURCHASE_LIVES, ctx.now()))
            .then_some(Buyer { account: self.account, reach })
    }
}
