//! What surrounds the pages.

mod brand;
mod demo_strip;
mod focus_follows;
mod footer;
mod header;
mod narrow_menu;
mod offline;
mod site;
mod skip_link;
mod zone_header;

pub use brand::{BrandLink, BrandMark};
pub use demo_strip::DemoStrip;
pub use focus_follows::{FocusFollows, focus_page};
pub use footer::Footer;
pub use header::Header;
pub use narrow_menu::NarrowMenu;
pub use offline::Offline;
pub use site::Site;
pub use skip_link::SkipLink;
pub use zone_header::ZoneHeader;
