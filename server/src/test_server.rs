//! A whole server that tests ask without a network, on a database and a folder of its own.

use axum::{
    Router,
    body::Body,
    http::{Request, header::AsHeaderName},
    response::Response,
};
use services::testing::{Engine, TestDb};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use ui::{
    Program,
    shell::{Assets, Files},
};

use crate::{
    config,
    context::{self, Demo},
    router,
    state::AppState,
};

/// The key of an installation that protects nothing.
const KEY_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/program/installation.key");

/// The options of a shop that is no demo.
pub const A_SHOP: [&str; 8] = [
    "--config",
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/a-shop.env"),
    "--key-file",
    KEY_FILE,
    "--price-list",
    concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/price-list.example.toml"),
    "--texts",
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/texts"),
];

pub struct TestServer {
    pub services: services::Context,
    /// Holds what is served as the bundle.
    pub folder: TempDir,
    router: Router,
    _database: TestDb,
}

impl TestServer {
    /// A server with these options of its command line.
    pub async fn with(options: &[&str], demo: Demo) -> Self {
        Self::on(Engine::Sqlite, options, demo).await
    }

    /// The same on a database of this engine.
    pub async fn on(engine: Engine, options: &[&str], demo: Demo) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = engine.fresh_db().await;
        let dist = folder.path().to_str().unwrap();
        let base = ["bottega", "migrate", "--database-url", database.url(), "--dist", dist];
        let shop: &[&str] = if demo.on { &A_SHOP[2..4] } else { &A_SHOP };
        let line = [&base, shop, options].concat();
        let settings = config::load(line.into_iter().map(Into::into)).unwrap().settings;
        let mut services = context::open(&settings, demo).await.unwrap();
        if settings.business.staff_second_factor.is_none() {
            // What tests do in the office is not how they get in.
            let shop = (*services.settings).clone();
            services.settings =
                std::sync::Arc::new(services::Settings { staff_needs_factor: false, ..shop });
        }
        let name = |ending: &str| format!("/pkg/x{ending}");
        let files = |program: Program| {
            let named = |ending| name(&format!("_{}{ending}", program.as_str()));
            Files { script: named(".js"), wasm: named(".wasm") }
        };
        let assets = Assets {
            style: name(".css"),
            icon: name(".svg"),
            typeface: name(".woff2"),
            programs: Program::ALL.map(|it| (it.as_str().to_owned(), files(it))).into(),
        };
        let state = AppState::new(settings, assets, services.clone(), CancellationToken::new());
        Self { services, folder, router: router::build(state).unwrap(), _database: database }
    }

    pub async fn answer(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }
}

/// Nothing when the answer does not have it.
pub fn header_of(response: &Response, name: impl AsHeaderName) -> &str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

pub async fn bytes(response: Response) -> Vec<u8> {
    axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
}

pub async fn text(response: Response) -> String {
    String::from_utf8(bytes(response).await).unwrap()
}
