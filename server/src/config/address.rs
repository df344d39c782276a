//! The forms that addresses and names must have. Each refusal is the end of a sentence.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
    str::FromStr,
};

use axum::http::Uri;
use domain::party::{Email, RecipientCode, VatNumber};
use domain::postal_slip::PostalAccount;
use domain::transfer::NAME_MAX;

/// Scheme and host of the shop, as a browser names them in `Origin`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Where a demo is, unless it is told otherwise.
    pub fn of_this_machine() -> Self {
        Self("http://localhost:3000".into())
    }

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
        let bare = uri.path() == "/" && uri.query().is_none() && !text.contains(['@', '#']);
        match uri.scheme_str() {
            _ if !bare || host.is_empty() => Err("write scheme and host only: https://host"),
            _ if !has_a_port_of_the_net(&uri) => Err("a port is a number from 1 to 65535"),
            _ if !is_host(host) => Err("its host has an impossible name"),
            Some("https") => Ok(Self(text)),
            Some("http") if matches!(host, "localhost" | "127.0.0.1") => Ok(Self(text)),
            Some("http") => Err("http is for localhost only, since passwords travel over it"),
            _ => Err("it must begin with https://"),
        }
    }
}

/// True without a port too.
fn has_a_port_of_the_net(uri: &Uri) -> bool {
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let behind_host = authority.rsplit(['@', ']']).next().unwrap_or_default();
    match behind_host.split_once(':') {
        Some((_, port)) => port.parse::<u16>().is_ok_and(|port| port > 0),
        None => true,
    }
}

/// A name of labels, or an address in figures.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let figures = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    match figures {
        Some(figures) => figures.parse::<std::net::Ipv6Addr>().is_ok(),
        None => host.len() <= 253 && host.split('.').all(is_label),
    }
}

pub fn database_url(text: &str) -> Result<String, &'static str> {
    if text.contains(|c: char| c.is_control() || c.is_whitespace()) {
        return Err("it has blanks or characters that cannot be seen");
    }
    if let Some(file) = text.strip_prefix("sqlite:") {
        let file = file.strip_prefix("//").unwrap_or(file);
        let name = file.split('?').next().unwrap_or_default();
        return match name {
            "" => Err("it names no file: sqlite:data/bottega.db"),
            _ if file.contains(":memory:") || file.contains("mode=memory") => {
                Err("the shop must live in a file: sqlite:data/bottega.db")
            }
            _ => Ok(text.to_owned()),
        };
    }
    let rest = text.strip_prefix("postgres://").or_else(|| text.strip_prefix("postgresql://"));
    let rest = rest.ok_or("it must begin with sqlite: or postgres://")?;
    let (place, name) = rest.split_once('/').unwrap_or((rest, ""));
    if name.split('?').next().is_none_or(str::is_empty) {
        return Err("it names no database: postgres://user:password@host/name");
    }
    // The host may be left to `?host=`, which can name a folder.
    let uri = if place.is_empty() { Ok(Uri::default()) } else { text.parse() };
    match uri {
        Ok(uri) if has_a_port_of_the_net(&uri) => Ok(text.to_owned()),
        Ok(_) => Err("a port is a number from 1 to 65535"),
        Err(_) => Err("it must look like postgres://user:password@host/name"),
    }
}

/// An address that the internet does not reach. A port alone is one of this machine.
pub fn private(text: &str) -> Result<SocketAddr, &'static str> {
    let local = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let address = match text.parse::<u16>() {
        Ok(port) => local(port),
        Err(_) => text.parse().map_err(|_| "it is neither a port nor an address with one")?,
    };
    let is_private = match address.ip() {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
    };
    if is_private { Ok(address) } else { Err("others could read the figures: use 127.0.0.1:PORT") }
}

pub fn smtp_url(text: &str) -> Result<String, &'static str> {
    let uri: Uri = text.parse().map_err(|_| "it is not an address")?;
    let bare = matches!(uri.path(), "" | "/") && !text.contains('#');
    match uri.scheme_str() {
        _ if !has_a_port_of_the_net(&uri) => Err("a port is a number from 1 to 65535"),
        Some("smtp" | "smtps") if bare && uri.host().is_some_and(is_host) => Ok(text.to_owned()),
        _ => Err("it must look like smtp://host:port or smtps://user:password@host:port"),
    }
}

/// `name@host` or `Name <name@host>`.
pub fn mailbox(text: &str) -> Result<String, &'static str> {
    let (name, address) = match text.split_once('<') {
        Some((name, rest)) => (name, rest.strip_suffix('>').unwrap_or_default()),
        None => ("", text),
    };
    // A line break in it would begin another header.
    let is_plain = !text.contains(is_invisible) && !name.contains(['"', ',', ';', '>', '@']);
    match Email::parse(address) {
        Ok(_) if is_plain && address.trim() == address => Ok(text.to_owned()),
        _ => Err("it must look like name@host or Name <name@host>"),
    }
}

/// `name@host`, and nothing around it.
pub fn email(text: &str) -> Result<String, &'static str> {
    match Email::parse(text) {
        Ok(_) if text.trim() == text => Ok(text.to_owned()),
        _ => Err("it must look like name@host"),
    }
}

/// Words that stand on pages, papers and mails.
pub fn words(text: &str) -> Result<String, &'static str> {
    let words = text.trim();
    if words.is_empty() {
        Err("it is empty")
    } else if words.contains(is_invisible) {
        Err("it has a line break or characters that cannot be seen")
    } else if words.chars().count() > WORDS_MAX {
        Err("it has more than 150 characters")
    } else {
        Ok(words.to_owned())
    }
}

/// The footer and the papers have no room for more.
const WORDS_MAX: usize = 150;

/// Ends of lines, and what turns the direction of writing or has no width.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
        )
}

pub fn path(text: &str) -> Result<PathBuf, &'static str> {
    if text.trim().is_empty() || text.contains(char::is_control) {
        Err("it names no file and no directory")
    } else {
        Ok(text.into())
    }
}

/// Accepts the `@` that belongs before it, and drops it.
pub fn account_suffix(text: &str) -> Result<String, &'static str> {
    let host = text.strip_prefix('@').unwrap_or(text);
    let clean = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    if host.contains('.') && is_host(host) && host.bytes().all(clean) {
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

pub fn sdi_code(text: &str) -> Result<RecipientCode, &'static str> {
    RecipientCode::of_private(text).map_err(|_| "it must be seven letters and digits")
}

pub fn vat_number(text: &str) -> Result<VatNumber, &'static str> {
    VatNumber::parse(text).map_err(|_| "it is not a partita IVA")
}

pub fn bic(text: &str) -> Result<String, &'static str> {
    domain::transfer::bic(text)
        .ok_or("a BIC has 8 or 11 letters and digits, and a country in the fifth and sixth place")
}

pub fn iban(text: &str) -> Result<String, &'static str> {
    domain::transfer::iban(text).ok_or("it is not an IBAN, or its check digits do not fit")
}

/// The name as a transfer can bear it.
pub fn beneficiary(text: &str) -> Result<String, &'static str> {
    let name = text.trim();
    if (1..=NAME_MAX).contains(&name.chars().count()) && !name.contains(is_invisible) {
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
    if (1..=40).contains(&words.chars().count()) && !words.contains(is_invisible) {
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
        assert!(database_url("postgres:///x?host=/run/postgresql").is_ok());
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
    fn a_bic_names_a_country() {
        assert_eq!(bic("\u{200B}bppiitrr\u{A0}xxx").as_deref(), Ok("BPPIITRRXXX"));
        for text in ["BPPIXXRRXXX", "BPPI12RR", "BPPIITR"] {
            assert!(bic(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_nobody_sees_is_in_no_number_of_the_business() {
        let copied = "\u{FEFF}IT60\u{A0}X0542811101000000123456\u{202C}";
        assert_eq!(iban(copied).as_deref(), Ok("IT60X0542811101000000123456"));
        let number = vat_number("IT\u{200B}02342520158").unwrap();
        assert_eq!(number.as_str(), "02342520158");
        assert_eq!(postal_account("\u{200E}12\u{202F}345").unwrap().to_string(), "000000012345");
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
