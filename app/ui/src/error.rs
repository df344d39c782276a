//! What a browser may know of something that did not work.

use domain::RuleError;
use leptos::prelude::*;
use leptos::server_fn::{Bytes, Decodes};
use serde::{Deserialize, Serialize};

use crate::json::JsonText;

/// The hexadecimal digits of a request's name.
const REFERENCE_LENGTH: usize = 32;

/// The answer of a server function that did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppError {
    /// A rule of the business says no; `wording` has the sentence.
    Rule(RuleError),
    /// There is no such thing, or it is somebody else's.
    NotFound,
    /// Only for people who have signed in.
    SignInFirst,
    /// Whoever came from a panel for a purchase has to sign in for this, and comes back to `page`.
    SignInForMore { page: String },
    /// Not for this person.
    NotAllowed,
    /// Something in the request is missing or is not what it should be.
    NotUnderstood,
    /// There is a character in the request that no text has, such as NUL.
    UnusableCharacter,
    /// Something stored cannot be read. The office has been told, and nobody else can do anything.
    SetAside,
    /// What was sent is longer than anything that the shop asks for.
    TooLarge,
    /// Our fault. The reference finds the failure in the log.
    Internal { reference: String },
    /// The shop's database is away, full or too busy; later it may well be done.
    Unavailable,
    /// No answer: the network, or a server that is being restarted.
    Unreachable,
}

impl FromServerFnError for AppError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match &error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Unreachable,
            // In the browser the same words mean that the server's answer is not understood.
            #[cfg(feature = "ssr")]
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => {
                tracing::debug!(%error, "a request is not understood");
                Self::NotUnderstood
            }
            _ => {
                leptos::logging::debug_warn!("a server function failed: {error}");
                Self::Internal { reference: String::new() }
            }
        }
    }

    /// The same as the default. Written here, it is compiled once and not by every zone.
    fn de(data: Bytes) -> Self {
        JsonText::decode(data).unwrap_or_else(|error| {
            Self::from_server_fn_error(ServerFnErrorErr::Deserialization(error.to_string()))
        })
    }
}

impl AppError {
    /// What finds a failure of ours in the log: hexadecimal digits, as the server makes them.
    /// Anything else was not written by us and is not shown.
    #[must_use]
    pub fn reference(&self) -> Option<&str> {
        let Self::Internal { reference } = self else { return None };
        let is_ours = (1..=REFERENCE_LENGTH).contains(&reference.len())
            && reference.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_ours.then_some(reference)
    }
}

#[cfg(feature = "ssr")]
impl AppError {
    /// The status of an answer that says so.
    #[must_use]
    pub fn status(&self) -> axum::http::StatusCode {
        use axum::http::StatusCode;
        match self {
            Self::Rule(RuleError::SignIn(domain::sign_in::SignInError::TooManyAttempts {
                ..
            })) => StatusCode::TOO_MANY_REQUESTS,
            Self::Rule(RuleError::SignIn(domain::sign_in::SignInError::Crowded { .. })) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Rule(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInFirst => StatusCode::UNAUTHORIZED,
            Self::NotAllowed | Self::SignInForMore { .. } => StatusCode::FORBIDDEN,
            Self::NotUnderstood | Self::UnusableCharacter => StatusCode::BAD_REQUEST,
            Self::SetAside => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal { .. } | Self::Unreachable => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for AppError {}

impl From<RuleError> for AppError {
    fn from(error: RuleError) -> Self {
        Self::Rule(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hexadecimal_digits_are_shown_as_a_reference() {
        let reference = |text: &str| {
            AppError::Internal { reference: text.into() }.reference().map(str::to_owned)
        };

        let ours = "0123456789abcdef0123456789abcdef";
        assert_eq!(reference(ours).as_deref(), Some(ours));
        for text in ["", "chiama lo 02 1234567", "abc-def", "<b>", &format!("{ours}0")] {
            assert_eq!(reference(text), None, "{text}");
        }
    }
}
