//! The configuration: one typed struct, filled from flags, environment and a file, in this order.
//!
//! Nothing else reads the environment. Each wrong value ends the program with one sentence.

mod address;
mod cli;
mod file;
mod key;
mod load;
mod settings;
mod stripe;

pub use address::BaseUrl;
pub use cli::{Cli, Command, OfficeCommand, RegisterPayment, ServeOptions};
pub use key::KeySource;
pub use load::load;
pub use settings::{Limits, LogFormat, Settings};
pub use stripe::Secret;
