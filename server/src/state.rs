//! What every request can reach.

use std::sync::Arc;

use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use ui::shell::Assets;

use crate::{config::Settings, readiness::Readiness, streams::Streams};

#[derive(Clone)]
pub struct AppState {
    pub settings: Arc<Settings>,
    pub assets: Arc<Assets>,
    pub services: services::Context,
    /// Changes under way; stopping waits for them.
    pub changes: TaskTracker,
    /// Ends answers that would go on for ever.
    pub stopping: CancellationToken,
    pub readiness: Readiness,
    pub streams: Streams,
    leptos: LeptosOptions,
}

impl AppState {
    pub fn new(
        settings: Settings,
        assets: Assets,
        services: services::Context,
        stopping: CancellationToken,
    ) -> Self {
        // Leptos asks for these; the shell writes its own tags, so only the type matters here.
        let leptos = LeptosOptions::builder().output_name("frontend").build();
        Self {
            settings: Arc::new(settings),
            assets: Arc::new(assets),
            services,
            changes: TaskTracker::new(),
            stopping,
            readiness: Readiness::default(),
            streams: Streams::default(),
            leptos,
        }
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
