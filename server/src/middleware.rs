//! What happens to every request before and after it is answered.

pub mod address;
pub mod completion;
pub mod csp;
pub mod csrf;
pub mod headers;
pub mod kept;
pub mod limits;
pub mod links;
pub mod measure;
pub mod outage;
pub mod refusals;
pub mod request_id;
pub mod session;
pub mod text;
pub mod turns;
pub mod visitor;
