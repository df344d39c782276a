//! The configuration: one typed struct, filled from flags, environment and a file, in this order.
//!
//! Nothing else reads the environment. What is wrong ends the program with one sentence each.

mod address;
mod cli;
mod days;
mod file;
mod key;
mod load;
mod near;
mod settings;
mod shop;
mod stripe;
mod texts;

pub use address::BaseUrl;
pub use cli::{Cli, Command, OfficeCommand, QuoteOptions, RegisterPayment, ServeOptions};
pub use key::KeySource;
#[cfg(test)]
pub use load::flags;
pub use load::load;
pub use near::suggestion;
pub use settings::{Limits, LogFormat, Settings};
pub use shop::real;
pub use stripe::Secret;
