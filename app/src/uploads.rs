//! What the zones' pages say of the files that people sent; the server takes the files themselves.

pub use office::statements::files::{Upload, waiting};
pub use office::statements::upload::FILE;
pub use shop::order::commitment::api::RefusedDocument;
