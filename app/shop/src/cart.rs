//! The cart: `Servizi presenti nel carrello`.

mod add_on_row;
pub mod api;
#[cfg(feature = "ssr")]
pub(crate) mod contents;
mod empty_cart;
mod extension_switch;
mod leaving;
mod line;
mod lines;
mod live;
mod next_year;
mod offers;
mod page;
mod press_form;
mod summary;
mod two_carts;

pub(crate) use line::{lines_in, periods};
pub(crate) use live::words;
pub(crate) use next_year::TheNextYear;
pub use page::{CartPage, LIVE, filled_cart};
