//! The link of a reminder: it says which service is to be renewed from which day, and until when the
//! link is good, under a signature of the installation's key.
//!
//! Nothing is stored, so opening it uses nothing up. It is signed beside what its account is entered with
//! and written to, which it does not tell: another password, second factor or address ends every link
//! that was sent before (decision 0058).

use chrono::{Days, NaiveDate};
use domain::calendar::Date;
use domain::id::{AccountId, SubscriptionId};
use domain::subscription::Subscription;
use platform::Tx;
use platform::keys::Purpose;
use uuid::Uuid;

use crate::password::mark_with;
use crate::store::accounts;
use crate::{Context, Error, Result};

const RENEWAL: Purpose = Purpose("renewal link");

/// Days for which a link is good: longer than the longest pause between two reminders, so that the link
/// of the newest mail always works.
const LIVES_DAYS: u64 = 45;

const DAY: &str = "%Y%m%d";

/// What a link says of itself. It is believed once [`Claim::is_signed_beside`] the right mark.
pub(crate) struct Claim<'a> {
    pub service: SubscriptionId,
    /// The expiry that is to be moved.
    pub expires: Date,
    /// The last day on which it is good.
    pub until: Date,
    message: &'a str,
    signature: &'a str,
}

/// A link for the renewal of a service from its expiry.
pub(crate) async fn make(ctx: &Context, tx: &mut Tx, service: &Subscription) -> Result<String> {
    let beside = mark(tx, service.account).await?.ok_or(Error::NotFound("account"))?;
    let until = ctx.today().checked_add_days(Days::new(LIVES_DAYS)).unwrap_or(Date::MAX);
    let message = format!(
        "{}.{}.{}",
        service.id.0.simple(),
        service.expires().format(DAY),
        until.format(DAY)
    );
    let signature = ctx.keys.sign(RENEWAL, signed(&message, &beside).as_bytes());
    Ok(format!("{message}.{signature}"))
}

/// What a link says, while it is not too old.
pub(crate) fn read<'a>(ctx: &Context, link: &'a str) -> Option<Claim<'a>> {
    let (message, signature) = link.rsplit_once('.')?;
    let mut parts = message.split('.');
    let service = SubscriptionId(Uuid::try_parse(parts.next()?).ok()?);
    let mut day = || NaiveDate::parse_from_str(parts.next()?, DAY).ok();
    let (expires, until) = (day()?, day()?);
    let claim = Claim { service, expires, until, message, signature };
    (ctx.today() <= until).then_some(claim)
}

impl Claim<'_> {
    /// Whether this shop has said so, to whoever has this mark.
    pub fn is_signed_beside(&self, ctx: &Context, mark: &str) -> bool {
        ctx.keys.verify(RENEWAL, signed(self.message, mark).as_bytes(), self.signature)
    }
}

fn signed(message: &str, mark: &str) -> String {
    format!("{message}\n{mark}")
}

/// Tells what an account is entered with and written to from anything else; none when it is gone.
pub(crate) async fn mark(tx: &mut Tx, account: AccountId) -> Result<Option<String>> {
    let known = accounts::credentials_of(tx, account).await?;
    Ok(known
        .map(|known| mark_with(&format!("{}\n{}", known.password_hash, known.email), known.factor)))
}
