//! Takes out of an address what would speak in the shop's own voice.
//!
//! Leptos shows the error of a form that it finds in the address of a page, so that whoever writes
//! a link could put any of our notices, with words of their own, before a customer. Our forms keep
//! their errors in the session and never need it. The browser reads the address again, so it has
//! to be another one: taking the parameters away from the request would not do.

use axum::{
    extract::{Query, Request},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

/// The parameters in which Leptos looks for a server function and its error.
const NOT_OURS: [&str; 2] = ["__path", "__err"];

/// Leads to the same address without those parameters.
pub async fn clean(request: Request, next: Next) -> Response {
    match cleaned(request.uri()) {
        Some(address) => Redirect::to(&address).into_response(),
        None => next.run(request).await,
    }
}

/// The address without them; nothing when it has none.
fn cleaned(uri: &axum::http::Uri) -> Option<String> {
    let query = uri.query()?;
    let kept: Vec<&str> = query.split('&').filter(|pair| !is_not_ours(pair)).collect();
    if kept.len() == query.split('&').count() {
        return None;
    }
    // Two slashes would begin the name of another site.
    let path = uri.path().trim_start_matches(['/', '\\']);
    let joint = if kept.is_empty() { "" } else { "?" };
    Some(format!("/{path}{joint}{}", kept.join("&")))
}

/// True for a parameter of one of these names, however it is written.
fn is_not_ours(pair: &str) -> bool {
    let address = format!("/?{pair}").parse().unwrap_or_default();
    match Query::<Vec<(String, String)>>::try_from_uri(&address) {
        Ok(Query(pairs)) => pairs.iter().any(|(name, _)| NOT_OURS.contains(&name.as_str())),
        Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> Option<String> {
        cleaned(&address.parse().unwrap())
    }

    #[test]
    fn an_address_goes_on_without_the_words_of_a_stranger() {
        let path = "__path=/api/sign_in1";
        assert_eq!(at(&format!("/accedi?{path}&__err=eyJ9")).as_deref(), Some("/accedi"));
        assert_eq!(
            at(&format!("/accedi?poi=/carrello&{path}&__err=eyJ9&a=%26")).as_deref(),
            Some("/accedi?poi=/carrello&a=%26")
        );
        assert_eq!(at("/accedi?%5F%5ferr=x&__pat%68=y").as_deref(), Some("/accedi"));
        assert_eq!(at("//evil.example/?__err=x").as_deref(), Some("/evil.example/"));
        assert_eq!(at("/\\evil.example/?__err=x").as_deref(), Some("/evil.example/"));
    }

    #[test]
    fn every_other_address_stays_as_it_is() {
        for address in ["/", "/accedi?poi=/carrello", "/?__errore=1", "/?a=__err", "/posta?%ff"] {
            assert_eq!(at(address), None, "{address}");
        }
    }
}
