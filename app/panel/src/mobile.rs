//! The panel on a telephone: what the service has, and the modules that can be added to it.
//!
//! Users are not sold here, and what needs a large screen stays in the panel itself.

mod add_ons_page;
mod frame;
mod home_page;

pub use add_ons_page::MobileAddOnsPage;
pub use frame::{MobileFrame, MobileOwnersFrame};
pub use home_page::MobileHomePage;
