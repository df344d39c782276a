//! What an accountant does: an account of its own, which owns no service and buys nothing, and the
//! panels that customers delegate to it. What happens inside of such a panel is [`crate::panel`]'s.

mod announce;
mod answer;
mod close;
mod email;
mod home;
mod password;
mod register;
mod rename;
mod sign_in;
mod sign_ins;

pub use announce::announce_offers;
pub use answer::{accept, end};
pub use close::close;
pub use email::{ask_email, confirm_email, email_of};
pub use home::{Client, Home, Offered, home};
pub use password::change_password;
pub use register::{Registered, register};
pub use rename::rename;
pub use sign_in::{Signed, sign_in};
pub use sign_ins::{
    OwnSignIns, begin_sign_in, end_other_sign_ins, end_sign_in, keep_sign_in, leave_sign_in,
    own_sign_ins, use_sign_in,
};

use domain::id::{AccountantId, SignInId};
use platform::Tx;

use crate::password::mark_with;
use crate::store::accountants::{self, Accountant};
use crate::{Context, Error, Result};

/// A sign-in of an accountant, as their session keeps it. It opens nothing by itself: whatever is
/// done with it looks whether it has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// Who it is.
    pub accountant: AccountantId,
    /// Of the password and the second factor that they signed in with.
    pub mark: String,
    /// Names this sign-in among the others of theirs.
    pub id: SignInId,
}

impl Pass {
    /// Whoever is in with it; none once password or second factor are others, the sign-in has
    /// ended, or the account is closed.
    pub(crate) async fn holder(&self, tx: &mut Tx) -> Result<Option<Accountant>> {
        let known = accountants::by_sign_in(tx, self.accountant, self.id).await?;
        Ok(known.filter(|known| mark_with(&known.password_hash, known.factor) == self.mark))
    }

    /// The same within the unit of work that is about to write. Whatever ends their sign-ins waits
    /// for it, or has been done before.
    ///
    /// # Errors
    /// `NotFound` once the account is closed, `NotAllowed` for whoever is out by now.
    pub(crate) async fn hold(&self, tx: &mut Tx) -> Result<Accountant> {
        if !accountants::hold(tx, self.accountant).await? {
            return Err(Error::NotFound("accountant"));
        }
        self.holder(tx).await?.ok_or(Error::NotAllowed)
    }
}

/// Who has signed in, as the pages name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// Of a person or of a firm.
    pub name: String,
    /// With what they sign in.
    pub username: String,
    /// Where they are written to.
    pub email: String,
    /// Partita IVA or codice fiscale.
    pub tax_number: String,
    /// A code of the telephone is asked for as well.
    pub has_factor: bool,
}

/// Whoever is in with this sign-in; none once password or second factor are others, it has ended,
/// or the account is closed.
///
/// # Errors
/// Only what the database says.
pub async fn visitor(ctx: &Context, pass: &Pass) -> Result<Option<Visitor>> {
    let known = pass.holder(&mut ctx.db.read().await?).await?;
    Ok(known.map(|known| Visitor {
        name: known.name,
        username: known.username,
        email: known.email,
        tax_number: known.tax_number,
        has_factor: known.factor.is_some(),
    }))
}
