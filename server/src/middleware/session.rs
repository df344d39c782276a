//! The cookie that names a session, which is kept in the database.

use axum::http::{HeaderMap, header};
use platform::{Db, sessions::Sessions};
use tower_sessions::{
    Expiry, SessionManagerLayer,
    cookie::{SameSite, time::Duration},
    service::PlaintextCookie,
};

use crate::config::BaseUrl;

/// After so long without a change, cart and sign-in are forgotten.
pub const KEPT: Duration = Duration::days(14);

/// Browsers take a `__Host-` cookie only over https, for this host alone and for all its paths:
/// no neighbour below the same domain can plant one.
const NAME: &str = "__Host-bottega";
const NAME_ON_LOCALHOST: &str = "bottega";

/// The value is a random id and nothing else, so it needs no signature.
pub fn layer(db: Db, own: &BaseUrl) -> SessionManagerLayer<Sessions, PlaintextCookie> {
    let name = if own.is_https() { NAME } else { NAME_ON_LOCALHOST };
    SessionManagerLayer::new(Sessions::new(db))
        .with_name(name)
        .with_secure(own.is_https())
        .with_http_only(true)
        // Lax, so that a customer who comes back from a bank or a mail is still signed in.
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(KEPT))
}

/// Whether a request names a session, or might: what is no text may name anything.
pub fn is_named(headers: &HeaderMap) -> bool {
    headers.get_all(header::COOKIE).iter().any(|line| {
        let Ok(line) = line.to_str() else { return true };
        let mut names = line.split(';').map(|pair| pair.split('=').next().unwrap_or_default());
        names.any(|name| [NAME, NAME_ON_LOCALHOST].contains(&name.trim()))
    })
}

#[cfg(test)]
mod tests {
    use axum::{
        Router,
        body::Body,
        http::{Request, header},
        routing::get,
    };
    use tower::ServiceExt;
    use tower_sessions::Session;

    use super::*;

    async fn cookie_of(base_url: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        let db = crate::context::migrated(&url).await.unwrap();
        let sign_in = get(|session: Session| async move {
            session.insert("account", 1).await.unwrap();
        });
        let router = Router::new().route("/", sign_in).layer(layer(db, &base_url.parse().unwrap()));

        let request = Request::get("/").body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();

        response.headers()[header::SET_COOKIE].to_str().unwrap().to_owned()
    }

    #[tokio::test]
    async fn a_shop_on_https_uses_the_strictest_cookie() {
        let cookie = cookie_of("https://bottega.example").await;

        assert!(cookie.starts_with("__Host-bottega="), "{cookie}");
        for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
            assert!(cookie.contains(part), "{part} is missing in {cookie}");
        }
        assert!(!cookie.contains("; Domain"), "{cookie}");
    }

    #[tokio::test]
    async fn only_localhost_goes_without_secure() {
        let cookie = cookie_of("http://localhost:3000").await;

        assert!(cookie.starts_with("bottega=") && !cookie.contains("; Secure"), "{cookie}");
    }
}
