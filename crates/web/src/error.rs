//! What can go wrong where no page is made: neither is it known who asks, nor what to say.

use std::fmt::{self, Display};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tower_sessions::{session, session_store};

/// The answer of the edge.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why there is no answer.
#[derive(Debug)]
pub enum Error {
    /// The session cannot be read or written.
    Session(session::Error),
    /// A use case could not do its work.
    UseCase(services::Error),
}

impl Error {
    /// True when the database is away, full or too busy: later it may well go.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        matches!(
            self,
            Self::Session(session::Error::Store(session_store::Error::Backend(_)))
                | Self::UseCase(services::Error::Unavailable(_))
        )
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session(error) => Display::fmt(error, f),
            Self::UseCase(error) => Display::fmt(error, f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Session(error) => error.source(),
            Self::UseCase(error) => error.source(),
        }
    }
}

impl From<session::Error> for Error {
    fn from(error: session::Error) -> Self {
        Self::Session(error)
    }
}

impl From<services::Error> for Error {
    fn from(error: services::Error) -> Self {
        Self::UseCase(error)
    }
}

/// The status alone, once it is in the log; a page of the shop says more.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        tracing::error!(error = %self, "a request failed");
        let status = if self.is_unavailable() {
            StatusCode::SERVICE_UNAVAILABLE
        } else {
            StatusCode::INTERNAL_SERVER_ERROR
        };
        status.into_response()
    }
}
