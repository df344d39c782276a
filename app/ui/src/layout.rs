//! What surrounds the pages.

mod brand;
mod demo_strip;
mod face_menu;
mod footer;
mod header;
mod narrow_menu;
mod sign_out;
mod site;
mod skip_link;
mod visitor;
mod zone_header;

pub use brand::{BrandLink, BrandMark};
pub use demo_strip::DemoStrip;
pub use face_menu::{FaceMenu, MenuLink};
pub use footer::Footer;
pub use header::{CartLink, Header, tell_cart_link};
pub use narrow_menu::NarrowMenu;
pub use sign_out::SignOut;
pub use site::Site;
pub use skip_link::SkipLink;
pub use zone_header::ZoneHeader;

use crate::visitor::Visitor;
