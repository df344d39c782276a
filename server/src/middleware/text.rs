//! Refuses what is no text: bytes that are not UTF-8, and characters that nobody types.
//!
//! It stands before everything that reads an address or a form, so that no argument of any server
//! function can hold such a character. PostgreSQL keeps no NUL, and the other control characters
//! forge lines in logs and mails. The parts of a form with a file are looked at by those who read
//! them, with [`is_text`].

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::Uri,
    middleware::Next,
    response::Response,
};
use percent_encoding::percent_decode;
use ui::{error::AppError, shell::Assets};

use super::refusals::Asked;

/// Looks at path and query.
pub async fn address(State(assets): State<Arc<Assets>>, request: Request, next: Next) -> Response {
    match check_address(request.uri()) {
        Ok(()) => next.run(request).await,
        Err(error) => Asked::with(request.headers()).refuse(&assets, &error, error.status()),
    }
}

/// Looks at the form in a body. What limits the length of a body stands around this.
pub async fn form(State(assets): State<Arc<Assets>>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let asked = Asked::with(request.headers());
    let (head, body) = request.into_parts();
    let error = match to_bytes(body, usize::MAX).await {
        Ok(body) => match check(&body) {
            Ok(()) => return next.run(Request::from_parts(head, Body::from(body))).await,
            Err(error) => error,
        },
        // Too long, or cut off: then nobody reads the answer.
        Err(_) => AppError::TooLarge,
    };
    asked.refuse(&assets, &error, error.status())
}

fn check_address(uri: &Uri) -> Result<(), AppError> {
    check(uri.path().as_bytes())?;
    check(uri.query().unwrap_or_default().as_bytes())
}

/// Whether these bytes are text once `%2A` and the like are read.
fn check(written: &[u8]) -> Result<(), AppError> {
    let text = percent_decode(written).decode_utf8().map_err(|_| AppError::NotUnderstood)?;
    if is_text(&text) { Ok(()) } else { Err(AppError::UnusableCharacter) }
}

/// True for characters that somebody may have typed or pasted: no controls but tabs and ends of
/// lines.
pub fn is_text(text: &str) -> bool {
    text.chars().all(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_no_controls_but_tabs_and_ends_of_lines() {
        for form in
            ["", "a=b", "a=Caff%C3%A8+e%0D%0A%09altro%2C%E2%82%AC", "a=100%25", "a=%", "%zz"]
        {
            assert_eq!(check(form.as_bytes()), Ok(()), "{form}");
        }
        for form in ["a=%00", "a\0=", "a=%1b", "a=%7F", "a=%C2%85", "a=\u{9f}", "%08=a"] {
            assert_eq!(check(form.as_bytes()), Err(AppError::UnusableCharacter), "{form}");
        }
        for form in [&b"a=%ff"[..], b"a=\xff", b"a=%C3%28", b"a=%ED%A0%80", b"a=%C0%80"] {
            assert_eq!(check(form), Err(AppError::NotUnderstood), "{form:?}");
        }
    }
}
