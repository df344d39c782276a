//! The service of whoever has signed in, and the pages that are about it.

pub mod api;
mod page;

pub(crate) use page::{service_page, unless_over};
