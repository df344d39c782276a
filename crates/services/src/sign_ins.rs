//! A sign-in as it is listed, to a panel or of an accountant.

use chrono::{DateTime, TimeDelta, Utc};
use domain::device::Device;
use domain::id::SignInId;
use serde::{Deserialize, Serialize};

use crate::store::sign_ins;

/// A session that is not used for so long is forgotten.
pub(crate) const SESSION_KEPT: TimeDelta = TimeDelta::days(14);

/// Use is noted to the hour, so that hardly any page has to write.
const NOTED_EVERY: TimeDelta = TimeDelta::hours(1);

/// A sign-in that is listed, as its session keeps it. It opens nothing by itself.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Listed {
    /// Names it among the others of its user.
    pub id: SignInId,
    /// When it was last used, to the hour.
    seen: DateTime<Utc>,
}

impl Listed {
    /// One that begins now.
    pub(crate) fn begun(id: SignInId, now: DateTime<Utc>) -> Self {
        Self { id, seen: now }
    }

    /// The same once it is used now; none while that need not be noted yet.
    pub(crate) fn used(self, now: DateTime<Utc>) -> Option<Self> {
        ((now - self.seen).abs() >= NOTED_EVERY).then_some(Self { seen: now, ..self })
    }
}

/// A sign-in of somebody that is open.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Names it among the others of its user. It opens nothing.
    pub id: SignInId,
    /// With what.
    pub device: Device,
    /// When they signed in.
    pub since: DateTime<Utc>,
    /// When they were last seen, to the hour.
    pub seen: DateTime<Utc>,
}

impl From<sign_ins::SignIn> for SignIn {
    fn from(sign_ins::SignIn { id, device, since, seen }: sign_ins::SignIn) -> Self {
        Self { id, device, since, seen }
    }
}
