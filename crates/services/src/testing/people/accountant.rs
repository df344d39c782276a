//! Somebody who works in the panels of others, and what their owners give them.

use domain::delegation::OfferForm;
use domain::device::Device;
use domain::id::{AccountantId, DelegationId, IntentId, SignInId};

use super::a_browser;
use super::customer::Customer;
use super::forms::an_accountant;
use crate::accountant::Pass;
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
    /// The same, as it is listed.
    pub sign_in: SignInId,
}

impl Accountant {
    /// Registers one.
    pub async fn create(ctx: &Context, username: &str) -> Self {
        let (form, intent) = (an_accountant(username), IntentId(ctx.new_id()));
        let from = a_browser().network;
        let made = accountant::register(ctx, from, intent, &form).await;
        let made = made.expect("nobody has the username");
        Self::entered(ctx, made.accountant, username, made.mark).await
    }

    /// Lets one in who has given everything that this mark stands for.
    pub async fn entered(ctx: &Context, id: AccountantId, username: &str, mark: String) -> Self {
        let listed = accountant::begin_sign_in(ctx, id, &mark, Device::default()).await;
        let sign_in = listed.expect("the account is open").id;
        Self { id, username: username.to_uppercase(), mark, sign_in }
    }

    /// Their sign-in, as a session would keep it.
    #[must_use]
    pub fn pass(&self) -> Pass {
        Pass { accountant: self.id, mark: self.mark.clone(), id: self.sign_in }
    }

    /// What the panel of a customer's service is to them.
    pub async fn panel(&self, ctx: &Context, customer: &Customer) -> Access {
        let service = customer.service(ctx).await.expect("a live service").id;
        let access = panel::open_delegated(ctx, &self.pass(), service).await;
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
        accountant::accept(ctx, &accountant.pass(), id).await.expect("it waits");
        id
    }
}
