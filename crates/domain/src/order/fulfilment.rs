//! Whether an order can be fulfilled on a day, and what is owned then.

use super::{FailureReason, Order, OrderKind};
use crate::calendar::Date;
use crate::quote::Owned;
use crate::subscription::{self, Subscription};

/// What an order builds on, as it is found on a day.
#[derive(Clone, Copy, Debug)]
pub enum Ground<'a> {
    /// Neither its account nor the numbers of its holder have a service.
    Free,
    /// One of them has.
    Taken,
    /// The service that it changes; none when that is gone.
    Service(Option<&'a Subscription>),
}

impl Order {
    /// What is owned once the order is fulfilled on `today`. Fulfilment does exactly this, and
    /// whatever asks for its money asks here first (`docs/rules.md` R11).
    ///
    /// # Errors
    /// Why it cannot be fulfilled that day.
    pub fn fulfilled_on(
        &self,
        ground: Ground<'_>,
        today: Date,
    ) -> Result<Vec<Owned>, FailureReason> {
        match ground {
            Ground::Free => Ok(subscription::begin(&self.lines, today)),
            Ground::Taken => Err(FailureReason::AlreadyActive),
            Ground::Service(service) => {
                let is_in_time = |service: &&Subscription| {
                    let standing = service.standing(today);
                    match self.kind {
                        OrderKind::Renewal => standing.can_be_renewed(),
                        OrderKind::AddOns | OrderKind::FirstPurchase => standing.is_active(),
                    }
                };
                let service = service.filter(is_in_time).ok_or(FailureReason::ServiceNotActive)?;
                subscription::fulfil(service.owned.clone(), &self.lines)
            }
        }
    }
}
