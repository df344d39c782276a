//! E-mail addresses, and what tells a certified mailbox (PEC) from an ordinary one.

use super::text_type;
use serde::{Deserialize, Serialize};

/// The longest address that the invoice format takes.
const LENGTH_MAX: usize = 256;

/// Endings of the domains of well-known PEC providers. A hint, never a proof.
const PEC_DOMAINS: [&str; 9] = [
    "legalmail.it",
    "postecert.it",
    "pec.it",
    "arubapec.it",
    "registerpec.it",
    "postacertificata.gov.it",
    "pecimprese.it",
    "sicurezzapostale.it",
    "cert.legalmail.it",
];

/// An address that mail can be sent to, with the domain in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EmailError {
    /// It is not of the form `name@domain.it`.
    Shape,
    /// It has more than 256 characters.
    TooLong,
}

text_type!(Email, EmailError);

impl Email {
    /// Reads what somebody typed; blanks around it are dropped.
    ///
    /// # Errors
    /// When no mail could be sent there.
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let typed = typed.trim();
        if typed.len() > LENGTH_MAX {
            return Err(EmailError::TooLong);
        }
        let (local, domain) = typed.rsplit_once('@').ok_or(EmailError::Shape)?;
        if !is_local_part(local) || !is_domain(domain) {
            return Err(EmailError::Shape);
        }
        Ok(Self(format!("{local}@{}", domain.to_lowercase())))
    }

    /// True when the domain looks like that of a PEC mailbox, which by default does not accept
    /// ordinary mail.
    #[must_use]
    pub fn looks_like_pec(&self) -> bool {
        let domain = self.0.rsplit('@').next().unwrap_or_default();
        domain.split('.').any(|label| label == "pec")
            || PEC_DOMAINS.iter().any(|known| domain == *known || domain.ends_with(known))
    }
}

fn is_local_part(local: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    (1..=64).contains(&local.len())
        && local.chars().all(allowed)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.contains('.')
        && domain.split('.').all(is_label)
        && domain.rsplit('.').next().is_some_and(|top| top.chars().all(|c| c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_addresses_are_accepted() {
        assert_eq!(
            Email::parse(" Anna.Bianchi@Studio.IT ").unwrap().as_str(),
            "Anna.Bianchi@studio.it"
        );
        assert!(Email::parse("o'neil+fatture@example.com").is_ok());
    }

    #[test]
    fn what_no_mail_could_reach_is_refused() {
        for typed in [
            "",
            "anna",
            "anna@studio",
            "@studio.it",
            "an na@studio.it",
            "a..b@c.it",
            "a@-c.it",
            "a@b.1",
        ] {
            assert_eq!(Email::parse(typed), Err(EmailError::Shape), "{typed}");
        }
        assert_eq!(Email::parse(&format!("{}@b.it", "a".repeat(260))), Err(EmailError::TooLong));
    }

    #[test]
    fn a_pec_is_recognised_by_its_domain() {
        assert!(Email::parse("ditta@pec.ditta.it").unwrap().looks_like_pec());
        assert!(Email::parse("ditta@legalmail.it").unwrap().looks_like_pec());
        assert!(!Email::parse("ditta@gmail.com").unwrap().looks_like_pec());
    }
}
