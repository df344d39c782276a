//! The page of the demo's payment provider: a simulator, which says so.

pub mod api;
mod method_page;
mod payment_page;
mod routes;

pub use routes::DemoRoutes;
