//! Somebody who works in the panels of others, and what their owners give them.

use domain::delegation::OfferForm;
use domain::id::{AccountantId, DelegationId, IntentId};

use super::a_browser;
use super::customer::Customer;
use super::forms::an_accountant;
use crate::panel::{self, Access};
use crate::{Context, accountant};

/// An accountant of one shop, who has signed in with [`PASSWORD`](super::PASSWORD).
#[derive(Clone, Debug)]
pub struct Accountant {
    /// By which use cases know them.
    pub id: AccountantId,
    /// In capitals.
    pub username: String,
    /// Of their sign-in.
    pub mark: String,
}

impl Accountant {
    /// Registers one.
    pub async fn create(ctx: &Context, username: &str) -> Self {
        let (form, intent) = (an_accountant(username), IntentId(ctx.new_id()));
        let from = a_browser().network;
        let made = accountant::register(ctx, from, intent, &form).await;
        let made = made.expect("nobody has the username");
        Self { id: made.accountant, username: username.to_uppercase(), mark: made.mark }
    }

    /// What the panel of a customer's service is to them.
    pub async fn panel(&self, ctx: &Context, customer: &Customer) -> Access {
        let service = customer.service(ctx).await.expect("a live service").id;
        let access = panel::open_delegated(ctx, self.id, &self.mark, None, service).await;
        access.expect("the rows make sense")
    }
}

impl Customer {
    /// Offers their panel to whoever has this username.
    pub async fn offers(
        &self,
        ctx: &Context,
        username: &str,
        permissions: &[String],
    ) -> DelegationId {
        let owner = self.in_panel(ctx).await;
        let form = OfferForm { username: username.into(), permissions: permissions.into() };
        panel::delegations::offer(ctx, &owner, &form).await.expect("nothing is wrong with it");
        let offered = panel::delegations::list(ctx, &owner).await.expect("the rows make sense");
        offered.last().expect("it was offered").id
    }

    /// The same, accepted.
    pub async fn delegates(
        &self,
        ctx: &Context,
        accountant: &Accountant,
        permissions: &[String],
    ) -> DelegationId {
        let id = self.offers(ctx, &accountant.username, permissions).await;
        accountant::accept(ctx, accountant.id, id).await.expect("it waits");
        id
    }
}
