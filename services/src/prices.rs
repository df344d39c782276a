//! The price list in force, which may become another while the server runs.

use std::sync::{Arc, PoisonError, RwLock};

use domain::price_list::PriceList;

/// What every clone of a [`Context`](crate::Context) sees of the price list.
#[derive(Clone, Debug)]
pub(crate) struct InForce(Arc<RwLock<Arc<PriceList>>>);

impl InForce {
    pub(crate) fn new(list: PriceList) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(list))))
    }

    pub(crate) fn now(&self) -> Arc<PriceList> {
        // The lock guards one pointer, which no panic can leave half written.
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts a list into force, and gives back the one before.
    pub(crate) fn replace(&self, list: PriceList) -> Arc<PriceList> {
        let mut now = self.0.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut now, Arc::new(list))
    }
}
