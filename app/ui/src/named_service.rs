//! Which service a page or a form of the panel is about.

use domain::id::SubscriptionId;
use serde::{Deserialize, Serialize};

/// A service as an address or a form names it. What is the name of none is not there, like somebody
/// else's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedService(pub String);

impl NamedService {
    /// False where the address names no service at all.
    #[must_use]
    pub fn is_named(&self) -> bool {
        !self.0.is_empty()
    }

    /// None for what is no id.
    #[must_use]
    pub fn id(&self) -> Option<SubscriptionId> {
        self.0.parse().ok()
    }
}

impl From<SubscriptionId> for NamedService {
    fn from(service: SubscriptionId) -> Self {
        Self(service.to_string())
    }
}
