//! E-mail addresses, and what tells a certified mailbox (PEC) from an ordinary one.

use super::text_type;
use crate::text;
use serde::{Deserialize, Serialize};

/// The longest address that the invoice format takes, in characters.
const LENGTH_MAX: usize = 256;

/// The shortest PEC that the invoice format takes (`PECDestinatario`), in characters.
const PEC_LENGTH_MIN: usize = 7;

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

/// An address that mail can be sent to, with the domain in lower case and in the letters of its
/// owner: `anna@caffè.it`. Mail servers and invoices write such a domain in ASCII; the tables for
/// that are too large for a browser, so the server looks once more (`services::mail_domain`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EmailError {
    /// It is not of the form `name@domain.it`.
    Shape,
    /// Before the `@` stands a letter with an accent, or of another alphabet: hardly any mail
    /// server takes it.
    Local,
    /// It has more than 256 characters.
    TooLong,
    /// A PEC has 7 characters at least.
    TooShort,
}

text_type!(Email, EmailError);

impl Email {
    /// In the place of an address that is not shown.
    pub(super) fn withheld() -> Self {
        Self(String::new())
    }

    /// Reads what somebody typed; blanks around it are dropped.
    ///
    /// # Errors
    /// When no mail could be sent there.
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let typed = text::mail_address(typed);
        if typed.chars().count() > LENGTH_MAX {
            return Err(EmailError::TooLong);
        }
        let (local, domain) = typed.rsplit_once('@').ok_or(EmailError::Shape)?;
        if !local.is_ascii() {
            return Err(EmailError::Local);
        }
        if !is_local_part(local) || !is_domain(domain) {
            return Err(EmailError::Shape);
        }
        Ok(Self(format!("{local}@{}", domain.to_lowercase())))
    }

    /// Reads the certified mailbox that invoices are sent to.
    ///
    /// # Errors
    /// When no invoice could be sent there.
    pub fn parse_pec(typed: &str) -> Result<Self, EmailError> {
        let pec = Self::parse(typed)?;
        if pec.0.len() < PEC_LENGTH_MIN { Err(EmailError::TooShort) } else { Ok(pec) }
    }

    /// What follows the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit('@').next().unwrap_or_default()
    }

    /// True when the domain looks like that of a PEC mailbox, which by default does not accept
    /// ordinary mail.
    #[must_use]
    pub fn looks_like_pec(&self) -> bool {
        let domain = self.domain();
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
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || may_be_letter(c);
    let is_label = |label: &str| {
        (1..=63).contains(&label.chars().count())
            && label.chars().all(allowed)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_top = |label: &str| !label.starts_with(|c: char| c.is_ascii_digit());
    domain.contains('.')
        && domain.split('.').all(is_label)
        && domain.rsplit('.').next().is_some_and(is_top)
}

/// True beyond ASCII for what is no sign, roughly: which letters a domain may have takes tables.
fn may_be_letter(c: char) -> bool {
    c >= 'À'
        && !matches!(c, '×' | '÷' | '\u{2000}'..='\u{2BFF}' | '\u{3000}'..='\u{3004}')
        && !matches!(c, '\u{3008}'..='\u{3020}' | '\u{E000}'..='\u{F8FF}' | '\u{FE10}'..='\u{FE6F}')
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
    fn a_domain_may_have_the_letters_of_any_language() {
        for (typed, kept) in [
            ("Anna@Caffè.IT", "Anna@caffè.it"),
            ("anna@bücher.example", "anna@bücher.example"),
            ("ivan@почта.рф", "ivan@почта.рф"),
            ("anna@xn--caff-8oa.it", "anna@xn--caff-8oa.it"),
            ("ivan@xn--80a1acny.xn--p1ai", "ivan@xn--80a1acny.xn--p1ai"),
        ] {
            assert_eq!(Email::parse(typed).unwrap().as_str(), kept);
        }
        for typed in ["a@caffè", "a@-è.it", "a@caf…fè.it", "a@“è”.it", "a@è×.it", "a@è..it"]
        {
            assert_eq!(Email::parse(typed), Err(EmailError::Shape), "{typed}");
        }
        assert_eq!(Email::parse("niccolò@studio.it"), Err(EmailError::Local));
    }

    #[test]
    fn what_nobody_sees_is_in_no_address_of_mail() {
        let copied = "\u{FEFF}an\u{AD}na@\u{200B}studio\u{A0}.it\u{202C}\u{A0}";
        assert_eq!(Email::parse(copied).unwrap().as_str(), "anna@studio.it");
    }

    #[test]
    fn an_invoice_reaches_a_pec_of_seven_to_256_characters() {
        assert_eq!(Email::parse_pec("a@b.it"), Err(EmailError::TooShort));
        assert!(Email::parse_pec("a@bc.it").is_ok());
        let of = |length: usize| {
            let labels = format!("{0}.{0}.{0}.", "d".repeat(60));
            format!("a@{labels}{}.it", "d".repeat(length - 5 - labels.len()))
        };
        assert!(Email::parse_pec(&of(248)).is_ok(), "the last label has 60");
        let long = format!("{}@{}", "a".repeat(8), &of(249)[2..]);
        assert_eq!(long.len(), 256);
        assert!(Email::parse_pec(&long).is_ok());
        assert_eq!(Email::parse_pec(&format!("a{long}")), Err(EmailError::TooLong));
    }

    #[test]
    fn a_pec_is_recognised_by_its_domain() {
        assert!(Email::parse("ditta@pec.ditta.it").unwrap().looks_like_pec());
        assert!(Email::parse("ditta@legalmail.it").unwrap().looks_like_pec());
        assert!(!Email::parse("ditta@gmail.com").unwrap().looks_like_pec());
    }
}
