//! A conversation with the mail server, a new one for each mail.
//!
//! No connection is kept for the next mail, so a server that thinks long about one recipient holds
//! nobody else's. lettre speaks SMTP; ours is how long each part of a conversation may take, which
//! lettre leaves open beyond the connection itself.

use std::time::Duration;

use lettre::Message as Letter;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use percent_encoding::percent_decode_str;
use reqwest::Url;

use super::SendError;
use crate::error::{Error, Result};

/// How long a server may take to say goodbye. Nothing depends on it.
const GOODBYE: Duration = Duration::from_secs(5);

/// How long the parts of a conversation may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// To answer at one of its addresses.
    pub connecting: Duration,
    /// To let us in: all of the connection, its encryption and the sign-in.
    pub entering: Duration,
    /// To take the mail. Long, because whoever hangs up on a server that is about to say yes sends
    /// the mail a second time.
    pub handing_over: Duration,
}

impl Patience {
    /// What a mail server is given.
    pub const USUAL: Self = Self {
        connecting: Duration::from_secs(10),
        entering: Duration::from_secs(25),
        handing_over: Duration::from_mins(1),
    };

    /// The longest that a delivery can take.
    #[must_use]
    pub const fn in_all(self) -> Duration {
        self.entering.saturating_add(self.handing_over)
    }
}

/// A mail server, and how it lets us in.
#[derive(Clone)]
pub struct Server {
    host: String,
    port: u16,
    encryption: Tls,
    credentials: Option<Credentials>,
    patience: Patience,
}

impl Server {
    /// What an address says: `smtp://host:25`, `smtps://user:password@host`, or `smtp://` with
    /// `?tls=opportunistic` or `?tls=required`.
    ///
    /// # Errors
    /// [`Error::Broken`] says what is wrong with the address.
    pub fn parse(address: &str, patience: Patience) -> Result<Self> {
        let url = Url::parse(address).map_err(Error::broken)?;
        let host = url.host_str().filter(|host| !host.is_empty());
        let host = host.ok_or_else(|| Error::broken("it names no host"))?.to_owned();
        let tls = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value);
        let encrypted = || TlsParameters::new(host.clone()).map_err(Error::broken);
        let (usual_port, encryption) = match (url.scheme(), tls.as_deref()) {
            ("smtp", None) => (25, Tls::None),
            ("smtp", Some("opportunistic")) => (587, Tls::Opportunistic(encrypted()?)),
            ("smtp", Some("required")) => (587, Tls::Required(encrypted()?)),
            ("smtps", _) => (465, Tls::Wrapper(encrypted()?)),
            _ => return Err(Error::broken("it is neither smtp nor smtps, or its tls is unknown")),
        };
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(decoded(url.username())?, decoded(password)?)),
            None => None,
        };
        let port = url.port().unwrap_or(usual_port);
        Ok(Self { host, port, encryption, credentials, patience })
    }

    /// Hands one mail over.
    pub async fn take(&self, letter: &Letter) -> std::result::Result<(), SendError> {
        let mut connection = match tokio::time::timeout(self.patience.entering, self.enter()).await
        {
            Ok(let_in) => let_in.map_err(|error| SendError::Unreachable(with_causes(&error)))?,
            Err(_) => return Err(SendError::Unreachable("it does not let us in".into())),
        };

        let content = letter.formatted();
        let handing_over = connection.send(letter.envelope(), &content);
        let answer = match tokio::time::timeout(self.patience.handing_over, handing_over).await {
            Ok(answer) => answer.map(drop).map_err(|error| about_the_mail(&error)),
            // In the middle of a conversation there is no polite way to leave.
            Err(_) => {
                return Err(SendError::Postponed("it does not say whether it takes it".into()));
            }
        };
        tokio::spawn(async move { tokio::time::timeout(GOODBYE, connection.abort()).await });
        answer
    }

    async fn enter(&self) -> std::result::Result<AsyncSmtpConnection, SmtpError> {
        let (address, hello) = ((self.host.as_str(), self.port), ClientId::default());
        let wrapped = match &self.encryption {
            Tls::Wrapper(parameters) => Some(parameters.clone()),
            _ => None,
        };
        let connecting = Some(self.patience.connecting);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(address, connecting, &hello, wrapped, None).await?;
        match &self.encryption {
            Tls::Opportunistic(parameters) if connection.can_starttls() => {
                connection.starttls(parameters.clone(), &hello).await?;
            }
            Tls::Required(parameters) => connection.starttls(parameters.clone(), &hello).await?,
            _ => {}
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }
}

/// Name and password stand in an address with their special characters as `%40`.
fn decoded(text: &str) -> Result<String> {
    let text = percent_decode_str(text).decode_utf8().map_err(Error::broken)?;
    Ok(text.into_owned())
}

/// What a server that has let us in says of a mail.
fn about_the_mail(error: &SmtpError) -> SendError {
    // 5.3.0, 5.3.4, 5.3.5: wrong or missing credentials. That is about us, not about the mail.
    let about_us =
        error.status().is_some_and(|code| matches!(u16::from(code), 530 | 534 | 535 | 538));
    let why = with_causes(error);
    if about_us {
        SendError::Unreachable(why)
    } else if error.is_permanent() || error.is_client() {
        SendError::Refused(why)
    } else {
        SendError::Postponed(why)
    }
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        let sentence = deeper.to_string();
        if !text.contains(&sentence) {
            text.push_str(": ");
            text.push_str(&sentence);
        }
        cause = deeper.source();
    }
    text
}
