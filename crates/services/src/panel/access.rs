//! The one door of the panel: who asks, for which service, and what that service may use today.

mod accountant;
mod user;

use chrono::NaiveDate;
use domain::configuration::ConfigurationError;
use domain::entitlements::Entitlements;
use domain::grant::{Grant, GrantError, Permission};
use domain::id::{AccountId, AccountantId, DoerId, PanelUserId, SignInId};
use domain::subscription::Subscription;
use domain::timeline::{Deed, Role};
use platform::Tx;

pub use self::accountant::open_delegated;
pub use self::user::{is_signed_in, open, open_at, open_in};
use crate::accountant::Pass;
use crate::buyer::{Buyer, Purchase};
use crate::timeline::{self, Doer};
use crate::{Context, Error, Result};

/// A user inside the panel of one service. Nobody but [`open`], [`open_at`] and [`open_delegated`] makes
/// one, and every use case behind the panel asks for it, so none can be reached by an account or a
/// partita IVA.
#[derive(Clone, Debug)]
pub struct ServiceAccess {
    who: Who,
    /// Of the password that they signed in with.
    mark: String,
    /// None for a sign-in that is not listed.
    sign_in: Option<SignInId>,
    /// They sign in with a second factor, too.
    has_factor: bool,
    username: String,
    grant: Grant,
    subscription: Subscription,
    entitlements: Entitlements,
    today: NaiveDate,
}

/// Who can be inside.
#[derive(Clone, Copy, Debug)]
enum Who {
    User(PanelUserId),
    /// With the sign-in that they are in with.
    Accountant(AccountantId, SignInId),
}

/// What a sign-in still opens.
#[derive(Clone, Debug)]
pub enum Access {
    /// The whole panel.
    Open(Box<ServiceAccess>),
    /// Only the first configuration, until it is concluded.
    ToConfigure(Box<ServiceToConfigure>),
    /// Only the change of the temporary password.
    OnlyChange,
    /// The word that the service is `Cancellato`.
    ServiceOver,
    /// Nothing of the service that was asked for, which is not theirs: see [`open_at`].
    Elsewhere,
    /// Nothing: there is no such user, their seat has ended or rests, or password or second factor are
    /// others by now.
    Ended,
}

impl ServiceAccess {
    /// With what they sign in.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.username
    }

    /// True for somebody who signs in with a second factor, too.
    #[must_use]
    pub fn has_factor(&self) -> bool {
        self.has_factor
    }

    /// Who they are in this panel.
    #[must_use]
    pub fn grant(&self) -> &Grant {
        &self.grant
    }

    /// True for whoever may buy, renew, see payment data and look after the other users.
    #[must_use]
    pub fn is_owner(&self) -> bool {
        self.grant.is_owner()
    }

    /// True for what they may do today.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.grant.allows(permission, &self.entitlements)
    }

    /// # Errors
    /// `NotAllowed` for what they may not do today. Ask this of what `check_again` returns.
    pub fn needs(&self, permission: Permission) -> Result<()> {
        if self.may(permission) { Ok(()) } else { Err(Error::NotAllowed) }
    }

    /// # Errors
    /// `NotAllowed` for additional users and accountants.
    pub(super) fn is_the_owner(&self) -> Result<()> {
        if self.is_owner() { Ok(()) } else { Err(Error::NotAllowed) }
    }

    /// # Errors
    /// `OnlyRead` while the service is `Scaduto`.
    pub(super) fn is_to_write(&self) -> Result<()> {
        if self.entitlements.can_write() { Ok(()) } else { Err(GrantError::OnlyRead.into()) }
    }

    /// The user of the panel who is inside; none for an accountant, who has a sign-in of another kind.
    #[must_use]
    pub fn user(&self) -> Option<PanelUserId> {
        match self.who {
            Who::User(user) => Some(user),
            Who::Accountant(..) => None,
        }
    }

    /// # Errors
    /// `NotAllowed` for an accountant, who is no user of the panel.
    pub(super) fn panel_user(&self) -> Result<PanelUserId> {
        self.user().ok_or(Error::NotAllowed)
    }

    /// Of what they signed in with.
    pub(crate) fn mark(&self) -> &str {
        &self.mark
    }

    /// Their sign-in, where it is listed.
    #[must_use]
    pub fn sign_in(&self) -> Option<SignInId> {
        self.sign_in
    }

    /// Whose hand it is, whatever they do here.
    pub(super) fn doer(&self) -> DoerId {
        match self.who {
            Who::User(user) => user.into(),
            Who::Accountant(accountant, _) => accountant.into(),
        }
    }

    fn role(&self) -> Role {
        match self.who {
            Who::User(_) if self.is_owner() => Role::Owner,
            Who::User(_) => Role::User,
            Who::Accountant(..) => Role::Accountant,
        }
    }

    /// Notes what they do, in the unit of work that does it.
    pub(super) async fn note(&self, ctx: &Context, tx: &mut Tx, deed: Deed) -> Result<()> {
        let doer = Doer { id: self.doer(), username: &self.username, role: self.role() };
        timeline::note_in_panel(ctx, tx, self.subscription.id, doer, deed).await
    }

    /// What a session keeps of somebody who goes on to buy in the shop.
    ///
    /// # Errors
    /// `NotAllowed` for an accountant, who never buys.
    pub(super) fn purchase(&self, ctx: &Context) -> Result<Purchase> {
        let who = (self.panel_user()?, self.mark.as_str(), self.sign_in);
        Ok(Purchase::begin(ctx, who, self.account(), self.subscription.id))
    }

    /// Who buys with a purchase that was begun in this panel, while it lasts.
    #[must_use]
    pub fn buyer(&self, ctx: &Context, purchase: &Purchase) -> Option<Buyer> {
        purchase.buyer(ctx, self.account(), self.subscription.id)
    }

    /// Who manages the service in the shop.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.subscription.account
    }

    /// The service that it was opened for.
    #[must_use]
    pub fn subscription(&self) -> &Subscription {
        &self.subscription
    }

    /// What the service may use today.
    #[must_use]
    pub fn entitlements(&self) -> &Entitlements {
        &self.entitlements
    }

    /// The day for which all of this holds.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// The same as it is by now, within the unit of work that is about to write: what was taken away
    /// since the page was opened is taken away here.
    ///
    /// # Errors
    /// `NotAllowed` when the panel is not open any more to whoever asks.
    pub(crate) async fn check_again(&self, ctx: &Context, tx: &mut Tx) -> Result<Self> {
        match self.look_again(ctx, tx).await? {
            Access::Open(now) => Ok(*now),
            Access::ToConfigure(_)
            | Access::OnlyChange
            | Access::ServiceOver
            | Access::Elsewhere
            | Access::Ended => Err(Error::NotAllowed),
        }
    }

    /// The same for whatever adds or changes something. Without it goes only what a service that is
    /// `Scaduto` allows as well: what takes away, the renewal, and what is somebody's own
    /// (`docs/rules.md` E1).
    ///
    /// # Errors
    /// `OnlyRead` while the service is `Scaduto`, and as [`Self::check_again`].
    pub(super) async fn check_again_to_write(&self, ctx: &Context, tx: &mut Tx) -> Result<Self> {
        let now = self.check_again(ctx, tx).await?;
        now.is_to_write()?;
        Ok(now)
    }

    async fn look_again(&self, ctx: &Context, tx: &mut Tx) -> Result<Access> {
        match self.who {
            Who::User(user) => user::look(ctx, tx, user, &self.mark, self.sign_in).await,
            Who::Accountant(accountant, id) => {
                let pass = Pass { accountant, mark: self.mark.clone(), id };
                accountant::look(ctx, tx, &pass, self.subscription.id).await
            }
        }
    }
}

/// A user in front of the panel of a service that is still to be configured: what is behind it asks
/// for a [`ServiceAccess`], and nobody gets from one to the other.
#[derive(Clone, Debug)]
pub struct ServiceToConfigure(ServiceAccess);

impl ServiceToConfigure {
    /// True for whoever configures it; the others wait.
    #[must_use]
    pub fn is_owner(&self) -> bool {
        self.0.is_owner()
    }

    /// What they will have once it is open, for whoever looks after the configuration.
    pub(super) fn inside(&self) -> &ServiceAccess {
        &self.0
    }

    /// With what whoever waits there has signed in.
    #[must_use]
    pub fn username(&self) -> &str {
        self.0.username()
    }

    /// The service that it was opened for.
    #[must_use]
    pub fn subscription(&self) -> &Subscription {
        self.0.subscription()
    }

    /// What the service may use today.
    #[must_use]
    pub fn entitlements(&self) -> &Entitlements {
        self.0.entitlements()
    }

    /// The same as it is by now, within the unit of work that is about to write.
    ///
    /// # Errors
    /// `Concluded` when it has been configured meanwhile; `NotAllowed` when the panel is not open any
    /// more to whoever asks.
    pub(super) async fn check_again(&self, ctx: &Context, tx: &mut Tx) -> Result<Self> {
        match self.0.look_again(ctx, tx).await? {
            Access::ToConfigure(now) => Ok(*now),
            Access::Open(now) if now.entitlements().can_buy() => {
                Err(ConfigurationError::Concluded.into())
            }
            Access::Open(_)
            | Access::OnlyChange
            | Access::ServiceOver
            | Access::Elsewhere
            | Access::Ended => Err(Error::NotAllowed),
        }
    }
}

/// Of a service that is `Scaduto` nothing can be written: its panel is open to be read, configured or not.
fn opened(access: ServiceAccess, is_to_configure: bool) -> Access {
    if is_to_configure && access.entitlements.standing().is_active() {
        Access::ToConfigure(Box::new(ServiceToConfigure(access)))
    } else {
        Access::Open(Box::new(access))
    }
}
