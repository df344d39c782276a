//! What a browser may know of something that did not work.

use domain::RuleError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::json::JsonText;

/// The answer of a server function that did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppError {
    /// A rule of the business says no; `wording` has the sentence.
    Rule(RuleError),
    /// There is no such thing, or it is somebody else's.
    NotFound,
    /// Only for people who have signed in.
    SignInFirst,
    /// Not for this person.
    NotAllowed,
    /// Our fault. The reference finds the failure in the log.
    Internal { reference: String },
    /// No answer: the network, or a server that is being restarted.
    Unreachable,
}

impl FromServerFnError for AppError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Unreachable,
            other => {
                leptos::logging::debug_warn!("a server function failed: {other}");
                Self::Internal { reference: String::new() }
            }
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
