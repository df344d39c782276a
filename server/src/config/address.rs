//! The forms that addresses and names must have. Each refusal is the end of a sentence.

use std::{fmt, str::FromStr};

use axum::http::Uri;
use domain::party::VatNumber;
use domain::postal_slip::PostalAccount;
use domain::transfer::NAME_MAX;

/// Scheme and host of the shop, as a browser names them in `Origin`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for BaseUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.strip_suffix('/').unwrap_or(text).to_ascii_lowercase();
        let uri: Uri = text.parse().map_err(|_| "it is not an address")?;
        let host = uri.host().unwrap_or_default();
        let bare = uri.path() == "/" && uri.query().is_none() && !text.contains('@');
        match uri.scheme_str() {
            _ if !bare || host.is_empty() => Err("write scheme and host only: https://host"),
            Some("https") => Ok(Self(text)),
            Some("http") if matches!(host, "localhost" | "127.0.0.1") => Ok(Self(text)),
            Some("http") => Err("http is for localhost only, since passwords travel over it"),
            _ => Err("it must begin with https://"),
        }
    }
}

pub fn database_url(text: &str) -> Result<String, &'static str> {
    let known = ["sqlite:", "postgres://", "postgresql://"];
    if known.iter().any(|start| text.len() > start.len() && text.starts_with(start)) {
        Ok(text.to_owned())
    } else {
        Err("it must begin with sqlite: or postgres://")
    }
}

pub fn smtp_url(text: &str) -> Result<String, &'static str> {
    let uri: Uri = text.parse().map_err(|_| "it is not an address")?;
    match uri.scheme_str() {
        Some("smtp" | "smtps") if uri.host().is_some_and(|host| !host.is_empty()) => {
            Ok(text.to_owned())
        }
        _ => Err("it must look like smtp://host:port or smtps://user:password@host:port"),
    }
}

/// `name@host` or `Name <name@host>`.
pub fn mailbox(text: &str) -> Result<String, &'static str> {
    let address = match text.split_once('<') {
        Some((_, rest)) => rest.strip_suffix('>').unwrap_or_default(),
        None => text,
    };
    match address.split_once('@') {
        Some((name, host))
            if !name.is_empty() && host.contains('.') && !address.contains(char::is_whitespace) =>
        {
            Ok(text.to_owned())
        }
        _ => Err("it must look like name@host or Name <name@host>"),
    }
}

/// Accepts the `@` that belongs before it, and drops it.
pub fn account_suffix(text: &str) -> Result<String, &'static str> {
    let host = text.strip_prefix('@').unwrap_or(text);
    let clean = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    if host.contains('.') && host.bytes().all(clean) {
        Ok(host.to_owned())
    } else {
        Err("it must look like bottega.example")
    }
}

pub fn panel_prefix(text: &str) -> Result<String, &'static str> {
    if (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase()) {
        Ok(text.to_owned())
    } else {
        Err("it must be one to four capital letters")
    }
}

pub fn vat_number(text: &str) -> Result<VatNumber, &'static str> {
    VatNumber::parse(text).map_err(|_| "it is not a partita IVA")
}

pub fn bic(text: &str) -> Result<String, &'static str> {
    if matches!(text.len(), 8 | 11) && text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        Ok(text.to_ascii_uppercase())
    } else {
        Err("a BIC has 8 or 11 letters and digits")
    }
}

pub fn iban(text: &str) -> Result<String, &'static str> {
    domain::transfer::iban(text).ok_or("it is not an IBAN, or its check digits do not fit")
}

/// The name as a transfer can bear it.
pub fn beneficiary(text: &str) -> Result<String, &'static str> {
    let name = text.trim();
    if (1..=NAME_MAX).contains(&name.chars().count()) && !name.contains(char::is_control) {
        Ok(name.to_owned())
    } else {
        Err("a transfer has room for a name of one to 70 characters")
    }
}

pub fn postal_account(text: &str) -> Result<PostalAccount, &'static str> {
    PostalAccount::parse(text).map_err(|_| "a postal account has one to twelve digits")
}

/// What Poste Italiane wrote, to be printed as it is.
pub fn authorisation(text: &str) -> Result<String, &'static str> {
    let words = text.trim();
    if (1..=40).contains(&words.chars().count()) && !words.contains(char::is_control) {
        Ok(words.to_owned())
    } else {
        Err("it must have one to 40 characters")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn http_is_refused_away_from_localhost() {
        assert!("http://localhost:3000".parse::<BaseUrl>().is_ok());
        assert!("http://shop.example".parse::<BaseUrl>().is_err());
    }

    #[test]
    fn a_base_url_has_no_path_and_no_final_slash() {
        let url: BaseUrl = "https://Shop.example/".parse().unwrap();

        assert_eq!(url.as_str(), "https://shop.example");
        assert!("https://shop.example/negozio".parse::<BaseUrl>().is_err());
        assert!("https://user@shop.example".parse::<BaseUrl>().is_err());
    }

    #[test]
    fn a_sender_needs_an_address() {
        assert!(mailbox("Bottega <ordini@bottega.example>").is_ok());
        assert!(mailbox("ordini@bottega.example").is_ok());
        assert!(mailbox("Bottega").is_err());
        assert!(mailbox("Bottega <ordini@bottega.example").is_err());
    }

    #[test]
    fn a_database_is_sqlite_or_postgres() {
        assert!(database_url("sqlite:data/x.db").is_ok());
        assert!(database_url("postgres://localhost/x").is_ok());
        assert!(database_url("mysql://localhost/x").is_err());
        assert!(database_url("sqlite:").is_err());
    }

    #[test]
    fn a_mistyped_iban_is_noticed() {
        assert_eq!(
            iban("it60 X054 2811 1010 0000 0123 456").as_deref(),
            Ok("IT60X0542811101000000123456")
        );
        assert!(iban("IT60X0542811101000000123465").is_err());
        assert!(iban("IT60").is_err());
    }

    #[test]
    fn a_postal_account_has_at_most_twelve_digits() {
        assert_eq!(postal_account("12 345").unwrap().to_string(), "000000012345");
        assert!(postal_account("1234567890123").is_err());
        assert!(authorisation("DB/SSIC/E 1234 del 22/11/2026").is_ok());
        assert!(authorisation(" ").is_err());
    }

    #[test]
    fn a_beneficiary_fits_into_a_transfer() {
        assert_eq!(beneficiary(" Bottega Demo S.r.l. ").as_deref(), Ok("Bottega Demo S.r.l."));
        assert!(beneficiary(&"x".repeat(71)).is_err());
    }
}
