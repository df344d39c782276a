//! What surrounds the pages.

mod brand;
mod closes;
mod demo_strip;
mod face_menu;
mod focus_follows;
mod footer;
mod header;
mod narrow_menu;
mod offline;
mod sign_out;
mod site;
mod skip_link;
mod visitor;
mod zone_header;

pub use brand::{BrandLink, BrandMark};
pub use demo_strip::DemoStrip;
pub use face_menu::{FaceMenu, MenuLink};
pub use focus_follows::{FocusFollows, focus_page};
pub use footer::Footer;
pub use header::Header;
pub use narrow_menu::NarrowMenu;
pub use offline::Offline;
pub use sign_out::SignOut;
pub use site::Site;
pub use skip_link::SkipLink;
pub use visitor::VisitorFollows;
pub use zone_header::ZoneHeader;

use crate::visitor::Visitor;
