//! Who signs in to the panel of a service: its owner, who has no permissions to change and no seat,
//! and additional users.

use std::ops::Deref;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::entitlements::Entitlements;
use crate::grant::Grant;
use crate::id::{PanelUserId, SubscriptionId};
use crate::subscription::Subscription;
use crate::timeline::Role;

/// What is known of a panel user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelUserFacts {
    /// Our name for them.
    pub id: PanelUserId,
    /// The service whose panel it is.
    pub subscription_id: SubscriptionId,
    /// What they sign in with, in capitals.
    pub username: String,
    /// Of the password that they have now.
    pub password_hash: String,
    /// Until when that one is good; none once they have chosen one of their own.
    pub temporary_until: Option<DateTime<Utc>>,
    /// The second factor, while it is on.
    pub factor: Option<Uuid>,
    /// Of an additional user; the owner of a service is written to at the address of its holder.
    pub email: Option<String>,
}

/// A panel user. Their facts are read like fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelUser {
    facts: PanelUserFacts,
    /// None where what was written down makes no sense.
    grant: Option<Grant>,
    signed_out: u64,
    earlier: u32,
    is_to_configure: bool,
}

impl Deref for PanelUser {
    type Target = PanelUserFacts;

    fn deref(&self) -> &PanelUserFacts {
        &self.facts
    }
}

impl PanelUser {
    /// The owner of a new service.
    #[must_use]
    pub fn owner(
        id: PanelUserId,
        subscription_id: SubscriptionId,
        username: String,
        password_hash: String,
        temporary_until: Option<DateTime<Utc>>,
    ) -> Self {
        let facts = PanelUserFacts {
            id,
            subscription_id,
            username,
            password_hash,
            temporary_until,
            factor: None,
            email: None,
        };
        Self::restore(facts, Some(Grant::Owner), 0, 0, false)
    }

    /// One as they were written down: who they are in the panel, unless that makes no sense; how often
    /// all of their sign-ins were ended; how many additional users have a seat before them; whether the
    /// first configuration of the service is still to be concluded.
    #[must_use]
    pub fn restore(
        facts: PanelUserFacts,
        grant: Option<Grant>,
        signed_out: u64,
        earlier: u32,
        is_to_configure: bool,
    ) -> Self {
        Self { facts, grant, signed_out, earlier, is_to_configure }
    }

    /// Who they are in the panel; none where what was written down makes no sense.
    #[must_use]
    pub fn grant(&self) -> Option<&Grant> {
        self.grant.as_ref()
    }

    /// What the marks of their sign-ins are made of: another password is another one, and so is the
    /// same after all of them were ended.
    #[must_use]
    pub fn signed_in_with(&self) -> String {
        match self.signed_out {
            0 => self.password_hash.clone(),
            times => format!("{}\n{times}", self.password_hash),
        }
    }

    /// Where they are written to.
    #[must_use]
    pub fn address<'a>(&'a self, service: &'a Subscription) -> &'a str {
        self.email.as_deref().unwrap_or(service.holder.email.as_str())
    }

    /// True for whoever the panel began with.
    #[must_use]
    pub fn is_owner(&self) -> bool {
        self.grant.as_ref().is_some_and(Grant::is_owner)
    }

    /// Who they are in what they do.
    #[must_use]
    pub fn role(&self) -> Role {
        if self.is_owner() { Role::Owner } else { Role::User }
    }

    /// True until the first configuration of the service is concluded.
    #[must_use]
    pub fn is_to_configure(&self) -> bool {
        self.is_to_configure
    }

    /// False for an additional user whose seat has ended or rests.
    #[must_use]
    pub fn has_seat(&self, service: &Entitlements) -> bool {
        self.is_owner() || service.has_seat(self.earlier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Product::{Invoicing, User};
    use crate::entitlements::tests::on;
    use crate::grant::Permissions;

    fn owner() -> PanelUser {
        let (id, service) = (PanelUserId(Uuid::nil()), SubscriptionId(Uuid::nil()));
        PanelUser::owner(id, service, "BT01234560512".into(), "$hash".into(), None)
    }

    fn additional(earlier: u32, signed_out: u64) -> PanelUser {
        let grant = Some(Grant::User(Permissions::default()));
        PanelUser::restore(owner().facts, grant, signed_out, earlier, false)
    }

    #[test]
    fn seats_are_given_in_their_order_and_the_owner_needs_none() {
        let owned = [(Invoicing, 1, "2027-04-22"), (User, 1, "2027-04-22")];
        let (active, expired) = (on("2026-11-22", &owned), on("2027-04-23", &owned));

        assert!(additional(0, 0).has_seat(&active));
        assert!(!additional(1, 0).has_seat(&active));
        assert!(!additional(0, 0).has_seat(&expired), "it rests with the service");
        assert!(owner().has_seat(&expired));
        assert_eq!((owner().role(), additional(0, 0).role()), (Role::Owner, Role::User));
    }

    #[test]
    fn whoever_makes_no_sense_is_no_owner() {
        let nobody = PanelUser::restore(owner().facts, None, 0, 0, false);

        assert!(!nobody.is_owner());
        assert_eq!(nobody.grant(), None);
        assert_eq!(owner().grant(), Some(&Grant::Owner));
    }

    #[test]
    fn sign_ins_that_were_ended_are_worth_nothing_with_the_same_password() {
        let marks = [0, 1, 2].map(|times| additional(0, times).signed_in_with());

        assert_eq!(marks[0], "$hash");
        assert_ne!(marks[0], marks[1]);
        assert_ne!(marks[1], marks[2]);
    }
}
