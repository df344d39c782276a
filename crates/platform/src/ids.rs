//! Ids of new rows.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use uuid::{ContextV7, Timestamp, Uuid};

/// Makes ids. Clones share one counter.
#[derive(Clone, Debug)]
pub struct Ids(Arc<Mutex<ContextV7>>);

impl Ids {
    /// A counter that has counted nothing.
    #[expect(clippy::new_without_default, reason = "each is a counter of its own, and not a value")]
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(ContextV7::new())))
    }

    /// A fresh id (UUID version 7) of this moment: ids made by one process sort in the order they
    /// were made, even within a millisecond and even while a clock stands still.
    pub fn next(&self, now: DateTime<Utc>) -> Uuid {
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        // The counter is a plain value, whole at any time; a panic elsewhere cannot spoil it.
        let counter = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Uuid::new_v7(Timestamp::from_unix(&*counter, seconds, now.timestamp_subsec_nanos()))
    }
}
