//! Whose second factor it is.

use domain::id::{AccountId, AccountantId, PanelUserId, SignInId, StaffId};
use domain::panel_user::PanelUser;
use domain::second_factor::{Change, Door};
use domain::timeline::{Deed, PanelDeed, UserChange};
use platform::Tx;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::account::end_sessions;
use crate::accountant::Pass;
use crate::panel::ServiceAccess;
use crate::password::{mark, mark_with};
use crate::store::second_factors::{self, Row, Whose};
use crate::store::{accountants, accounts, panel_users, staff, subscriptions};
use crate::{Context, Error, Result, notices, timeline};

/// Somebody who signs in at one of the doors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    door: Door,
    id: Uuid,
    /// With what a user of a panel or an accountant is in. Whoever is out by now changes nothing.
    #[serde(skip)]
    inside: Option<Inside>,
}

/// A sign-in of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Inside {
    /// Of what they signed in with.
    mark: Option<u128>,
    /// None for one of a panel that is not listed.
    sign_in: Option<SignInId>,
}

/// A mark, which is written in hexadecimal digits.
fn number(mark: &str) -> Option<u128> {
    u128::from_str_radix(mark, 16).ok()
}

impl Owner {
    fn at(door: Door, id: Uuid) -> Self {
        Self { door, id, inside: None }
    }

    /// A customer.
    #[must_use]
    pub fn account(id: AccountId) -> Self {
        Self::at(Door::Account, id.0)
    }

    /// The user of an open panel; none for an accountant, who signs in elsewhere.
    #[must_use]
    pub fn panel(access: &ServiceAccess) -> Option<Self> {
        let inside = Inside { mark: number(access.mark()), sign_in: access.sign_in() };
        access.user().map(|user| Self { inside: Some(inside), ..Self::panel_user(user) })
    }

    /// A panel user.
    pub(super) fn panel_user(id: PanelUserId) -> Self {
        Self::at(Door::Panel, id.0)
    }

    /// An accountant who is in with this sign-in.
    #[must_use]
    pub fn accountant(pass: &Pass) -> Self {
        let inside = Inside { mark: number(&pass.mark), sign_in: Some(pass.id) };
        Self { inside: Some(inside), ..Self::of_accountant(pass.accountant) }
    }

    /// An accountant.
    pub(super) fn of_accountant(id: AccountantId) -> Self {
        Self::at(Door::Accountant, id.0)
    }

    /// A member of staff.
    #[must_use]
    pub fn staff(id: StaffId) -> Self {
        Self::at(Door::Staff, id.0)
    }

    /// Where they sign in.
    #[must_use]
    pub fn door(self) -> Door {
        self.door
    }

    /// What counts their tries, by this name.
    pub(super) fn counter(self, what: &str) -> String {
        format!("{}-{what}:{}", self.door.as_str(), self.id.simple())
    }

    /// The account, for a customer.
    #[must_use]
    pub fn as_account(self) -> Option<AccountId> {
        (self.door == Door::Account).then_some(AccountId(self.id))
    }

    /// The panel user, for one.
    #[must_use]
    pub fn as_panel_user(self) -> Option<PanelUserId> {
        (self.door == Door::Panel).then_some(PanelUserId(self.id))
    }

    /// The accountant, for one.
    #[must_use]
    pub fn as_accountant(self) -> Option<AccountantId> {
        (self.door == Door::Accountant).then_some(AccountantId(self.id))
    }

    /// The member of staff, for one.
    #[must_use]
    pub fn as_staff(self) -> Option<StaffId> {
        (self.door == Door::Staff).then_some(StaffId(self.id))
    }

    /// What the key of a row is sealed beside.
    pub(super) fn row(self, factor: Uuid) -> String {
        format!("{}:{}:{factor}", self.door.as_str(), self.id)
    }

    /// Makes what the owner of a service decides about a user of its panel wait for a unit of work,
    /// and what ends the sign-ins of an accountant.
    ///
    /// # Errors
    /// `NotFound` when they are gone.
    pub(super) async fn hold(self, tx: &mut Tx) -> Result<()> {
        let is_held = match self.door {
            Door::Panel => accounts::hold_of_panel_user(tx, PanelUserId(self.id)).await?,
            Door::Accountant => accountants::hold(tx, AccountantId(self.id)).await?,
            Door::Account | Door::Staff => true,
        };
        if is_held { Ok(()) } else { Err(gone()) }
    }

    /// The sign-in with which they are in, where it is listed.
    fn sign_in(self) -> Option<SignInId> {
        self.inside.and_then(|inside| inside.sign_in)
    }

    /// What is said of somebody of whom nothing is found: whoever is in by a sign-in is out by now.
    fn not_found(self) -> Error {
        if self.sign_in().is_some() { Error::NotAllowed } else { gone() }
    }

    /// The owner's factor, whether it is on or only begun.
    pub(super) async fn factor(self, tx: &mut Tx) -> Result<Option<Row>> {
        Ok(second_factors::of_owner(tx, self.door, self.id).await?)
    }

    /// Stores a new key in the place of one that was only begun; false when a factor is on.
    pub(super) async fn begin(
        self,
        ctx: &Context,
        tx: &mut Tx,
        (id, sealed): (Uuid, &str),
    ) -> Result<bool> {
        Ok(second_factors::begin(tx, self.door, self.id, (id, sealed), ctx.now()).await?)
    }

    /// What is known of them.
    ///
    /// # Errors
    /// `NotFound` when they are gone, `NotAllowed` when the sign-in with which they are in has
    /// ended.
    pub(super) async fn look(self, ctx: &Context, tx: &mut Tx) -> Result<Person> {
        match self.door {
            Door::Account => {
                let id = AccountId(self.id);
                let known = accounts::credentials_of(tx, id).await?.ok_or_else(gone)?;
                let account = accounts::by_id(tx, id).await?;
                Ok(Person {
                    owner: self,
                    username: ctx.settings.username(account.number),
                    marked: known.password_hash.clone(),
                    hash: known.password_hash,
                    factor: known.factor,
                    email: Some(account.email),
                    panel_user: None,
                })
            }
            Door::Panel => {
                let id = PanelUserId(self.id);
                let user = panel_users::by_sign_in(tx, id, self.sign_in()).await?;
                let user = user.ok_or_else(|| self.not_found())?;
                let service = subscriptions::by_id(tx, user.subscription_id).await?;
                let email = service.map(|service| user.address(&service).to_owned());
                Ok(Person {
                    owner: self,
                    marked: user.signed_in_with(),
                    username: user.username.clone(),
                    hash: user.password_hash.clone(),
                    factor: user.factor,
                    email,
                    panel_user: Some(user),
                })
            }
            Door::Accountant => {
                let id = AccountantId(self.id);
                let known = match self.sign_in() {
                    Some(sign_in) => accountants::by_sign_in(tx, id, sign_in).await?,
                    None => accountants::by_id(tx, id).await?,
                };
                let known = known.ok_or_else(|| self.not_found())?;
                Ok(Person {
                    owner: self,
                    username: known.username,
                    marked: known.password_hash.clone(),
                    hash: known.password_hash,
                    factor: known.factor,
                    email: Some(known.email),
                    panel_user: None,
                })
            }
            Door::Staff => {
                let known = staff::by_id(tx, StaffId(self.id)).await?.ok_or_else(gone)?;
                Ok(Person {
                    owner: self,
                    username: known.username,
                    marked: known.password_hash.clone(),
                    hash: known.password_hash,
                    factor: known.factor,
                    email: None,
                    panel_user: None,
                })
            }
        }
    }
}

fn gone() -> Error {
    Error::NotFound("owner of a second factor")
}

/// What is known of an owner.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub owner: Owner,
    pub username: String,
    pub hash: String,
    /// What the marks of their sign-ins are made of, beside the factor.
    marked: String,
    /// The factor that is on.
    pub factor: Option<Uuid>,
    /// Where they are written to; nobody knows that of the staff.
    pub email: Option<String>,
    /// The same as the panel knows them, for one of its users.
    panel_user: Option<PanelUser>,
}

impl Person {
    /// The same as it is by now, within the unit of work that is about to write, while nobody else decides
    /// about them.
    ///
    /// # Errors
    /// `NotFound` when they are gone, `NotAllowed` when their sign-ins have ended since.
    pub async fn again(&self, ctx: &Context, tx: &mut Tx) -> Result<Self> {
        self.owner.hold(tx).await?;
        let now = self.owner.look(ctx, tx).await?;
        if now.mark() == self.mark() && now.is_in() { Ok(now) } else { Err(Error::NotAllowed) }
    }

    /// False for somebody who has signed in with what is another by now.
    pub fn is_in(&self) -> bool {
        self.owner.inside.is_none_or(|inside| inside.mark == number(&self.mark()))
    }

    /// What a session keeps of a sign-in that gave everything.
    pub fn mark(&self) -> String {
        mark_with(&self.marked, self.factor)
    }

    /// What it would keep of the password alone.
    pub fn password_mark(&self) -> String {
        mark(&self.marked)
    }

    /// Notes what happened and tells the owner.
    pub async fn note(
        &self,
        ctx: &Context,
        tx: &mut Tx,
        what: Change,
        for_them: Option<(&str, &str)>,
    ) -> Result<()> {
        let Owner { door, id: owner, .. } = self.owner;
        let whose = Whose { door, owner, username: &self.username };
        second_factors::note(tx, ctx.new_id(), whose, what, for_them, ctx.now()).await?;
        self.note_in_panel(ctx, tx, what).await?;
        if let Some(email) = &self.email {
            let left = match what {
                Change::RecoveryCodeUsed => match self.owner.factor(tx).await? {
                    Some(row) => Some(second_factors::codes_left(tx, row.id).await?),
                    None => None,
                },
                Change::TurnedOn | Change::TurnedOff | Change::NewCodes | Change::TakenOff => None,
            };
            let reason = for_them.map(|(_, reason)| reason);
            let told = notices::second_factor::Told { what, left, reason, door };
            notices::second_factor::changed(ctx, tx, &self.username, email, told).await?;
        }
        Ok(())
    }

    /// The trace of a panel has it as well.
    async fn note_in_panel(&self, ctx: &Context, tx: &mut Tx, what: Change) -> Result<()> {
        let Some(user) = &self.panel_user else { return Ok(()) };
        let service = user.subscription_id;
        match what {
            Change::TakenOff => {
                let deed = Deed::User(UserChange::UserFactorOff, user.username.clone());
                timeline::note_by_office(ctx, tx, service, deed).await
            }
            Change::TurnedOn | Change::TurnedOff | Change::NewCodes | Change::RecoveryCodeUsed => {
                let deed = Deed::Panel(PanelDeed::Factor(what));
                timeline::note_in_panel(ctx, tx, service, user.into(), deed).await
            }
        }
    }

    /// Ends the other sign-ins of a customer, which the new mark has made worthless already, so that
    /// none of them is listed any more.
    pub async fn end_others(&self, tx: &mut Tx, keep: Option<SignInId>) -> Result<()> {
        if let Some(account) = self.owner.as_account() {
            end_sessions(tx, account, keep).await?;
        }
        Ok(())
    }
}
