//! `Deleghe`: the accountants to whom the owner of a service has delegated its panel. Every function asks
//! for the owner's [`ServiceAccess`] and looks again, once it holds the account, whether it still is one.

mod change;
mod end;
mod offer;
mod show;

pub use change::change;
pub use end::end;
pub use offer::offer;
pub use show::{Delegate, delegate, list};

use domain::id::DelegationId;
use platform::Tx;

use super::ServiceAccess;
use crate::store::delegations::{self, Delegated};
use crate::{Error, Result};

/// One of this service; somebody else's are not there.
async fn find(tx: &mut Tx, access: &ServiceAccess, id: DelegationId) -> Result<Delegated> {
    let found = delegations::by_id(tx, id).await?;
    let own = found.filter(|found| found.service == access.subscription().id);
    own.ok_or(Error::NotFound("delegation"))
}
