//! The link of a reminder: it says which service is to be renewed from which day, and until when the
//! link is good, under a signature of the installation's key.
//!
//! Nothing is stored, so opening it uses nothing up, and it opens nothing but the page with the prices of
//! this renewal: whoever forwards the mail gives no account away (decision 0043).

use chrono::{Days, NaiveDate};
use domain::calendar::Date;
use domain::id::SubscriptionId;
use domain::subscription::Subscription;
use platform::keys::Purpose;
use uuid::Uuid;

use crate::Context;

const RENEWAL: Purpose = Purpose("renewal link");

/// Days for which a link is good: longer than the longest pause between two reminders, so that the link
/// of the newest mail always works.
const LIVES_DAYS: u64 = 45;

const DAY: &str = "%Y%m%d";

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meant {
    pub service: SubscriptionId,
    /// The expiry that is to be moved.
    pub expires: Date,
}

/// A link for the renewal of a service from its expiry.
pub(crate) fn make(ctx: &Context, service: &Subscription) -> String {
    let until = ctx.today().checked_add_days(Days::new(LIVES_DAYS)).unwrap_or(Date::MAX);
    let message = format!(
        "{}.{}.{}",
        service.id.0.simple(),
        service.expires().format(DAY),
        until.format(DAY)
    );
    let signature = ctx.keys.sign(RENEWAL, message.as_bytes());
    format!("{message}.{signature}")
}

/// What a link is for, while it is good.
pub(crate) fn read(ctx: &Context, link: &str) -> Option<Meant> {
    let (message, signature) = link.rsplit_once('.')?;
    if !ctx.keys.verify(RENEWAL, message.as_bytes(), signature) {
        return None;
    }
    let mut parts = message.split('.');
    let service = SubscriptionId(Uuid::try_parse(parts.next()?).ok()?);
    let mut day = || NaiveDate::parse_from_str(parts.next()?, DAY).ok();
    let (expires, until) = (day()?, day()?);
    (ctx.today() <= until).then_some(Meant { service, expires })
}
