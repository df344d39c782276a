//! The content security policy: what a page may load, run and send, and nothing else.

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use leptos::nonce::Nonce;
use sha2::{Digest, Sha256};
use ui::paths;

const NAME: HeaderName = header::CONTENT_SECURITY_POLICY;

/// Makes a nonce for each request; the page finds it among the request's extensions.
pub async fn guard(mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    let policy = policy(&format!("'nonce-{nonce}'"), frames(request.uri().path()));
    request.extensions_mut().insert(nonce);

    let mut response = next.run(request).await;
    // The HTML of a mail brings a stricter one of its own.
    response.headers_mut().entry(NAME).or_insert(policy);
    response
}

/// Only the page of a mail has a frame, with the HTML of the mail.
fn frames(path: &str) -> &'static str {
    match path.strip_prefix(paths::MAILBOX) {
        Some(mail) if mail.starts_with('/') => "'self'",
        _ => "'none'",
    }
}

/// The policy of a page that many visitors get: what its own scripts say is allowed, and a nonce,
/// which must be somebody's alone, is not needed.
pub fn of_page(html: &str) -> HeaderValue {
    let hashes: Vec<_> = inline_scripts(html).map(hash).collect();
    policy(&hashes.join(" "), "'none'")
}

/// What stands between the tags of each script that has no address.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (tag, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script")?;
        (!tag.contains(" src=")).then_some(script)
    })
}

fn hash(script: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(script)))
}

/// `scripts` are those that the page itself holds.
fn policy(scripts: &str, frames: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'self' {scripts} 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         manifest-src 'self'; worker-src 'self'; frame-src {frames}; form-action 'self'; frame-ancestors 'none'; \
         base-uri 'none'; object-src 'none'"
    );
    HeaderValue::try_from(policy).expect("nonces and hashes are base64")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_allowed_by_its_own_words() {
        let html = r#"<script type="module">a</script><script src="/b.js"></script><p>c</p>"#;

        let policy = of_page(html);

        // The digest of the letter `a`.
        let digest = "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=";
        let scripts = format!("script-src 'self' 'sha256-{digest}' 'wasm-unsafe-eval';");
        assert!(policy.to_str().unwrap().contains(&scripts), "{policy:?}");
    }
}
