//! What the frame around every page tells about the shop.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Read where the page is rendered; a living part brings it along ([`crate::live`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Prices are invented and mails stay in the mailbox.
    pub is_demo: bool,
    pub company_line: String,
    pub support_email: String,
}

impl Site {
    /// Hands the facts down to every page. Called once, by the root of all of them.
    pub fn provide() {
        provide_context(Self::of_shop());
    }

    /// The facts, for a part of the frame.
    pub fn current() -> Self {
        use_context().unwrap_or_default()
    }

    #[cfg(feature = "ssr")]
    fn of_shop() -> Self {
        // There is no shop yet while the routes are only being listed.
        let Some(ctx) = use_context::<services::Context>() else { return Self::default() };
        let brand = &ctx.settings.brand;
        Self {
            is_demo: ctx.settings.demo,
            company_line: brand.company.line(),
            support_email: brand.support_email.clone(),
        }
    }

    #[cfg(not(feature = "ssr"))]
    fn of_shop() -> Self {
        Self::default()
    }
}
