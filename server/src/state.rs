//! What every request can reach.

use std::sync::Arc;

use app::shell::Assets;
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use tokio_util::task::TaskTracker;

use crate::config::Settings;

#[derive(Clone)]
pub struct AppState {
    pub settings: Arc<Settings>,
    pub assets: Assets,
    pub services: services::Context,
    /// Changes under way; stopping waits for them.
    pub changes: TaskTracker,
    leptos: LeptosOptions,
}

impl AppState {
    pub fn new(settings: Settings, assets: Assets, services: services::Context) -> Self {
        // Leptos asks for these; the shell writes its own tags, so only the type matters here.
        let leptos = LeptosOptions::builder().output_name("frontend").build();
        Self { settings: Arc::new(settings), assets, services, changes: TaskTracker::new(), leptos }
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
