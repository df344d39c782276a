//! Who looks at a page: asked before it is rendered, so that its header can say it in the first
//! answer. One statement, and none for somebody without a session.

use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use tower_sessions::Session;
use ui::request::visitor_of;
use web::identity::Found;

/// Puts the visitor among the request's extensions, where the header looks. A page whose database is
/// away says so itself.
pub async fn greet(
    State(services): State<services::Context>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let found = Found::default();
    request.extensions_mut().insert(found.clone());
    if request.method() == Method::GET {
        match visitor_of(&services, &session, &found, request.uri().path()).await {
            Ok(visitor) => {
                request.extensions_mut().insert(visitor);
            }
            Err(error) => tracing::warn!(%error, "nobody knows who looks at a page"),
        }
    }
    next.run(request).await
}
