//! The mail addresses of customers, whose domains may be in any alphabet: people read `caffè.it`,
//! mail servers and invoices write `xn--caff-8oa.it`.

use domain::party::{Email, EmailError, Field, FieldError, Holder, PartyError, Recipient};
use platform::mail::{in_ascii, in_letters};

/// The longest address that an invoice takes, in characters.
const LENGTH_MAX: usize = 256;

/// Looks at an address once more, with the tables that no browser loads. It is kept in the
/// letters of its owner, also when a browser has sent it in ASCII.
pub(crate) fn reachable(email: &Email) -> Result<Email, EmailError> {
    let ascii = in_ascii(email.domain()).ok_or(EmailError::Shape)?;
    let local = email.as_str().strip_suffix(email.domain()).unwrap_or_default();
    if local.len() + ascii.len() > LENGTH_MAX {
        return Err(EmailError::TooLong);
    }
    Ok(Email::parse(&format!("{local}{}", in_letters(&ascii))).unwrap_or_else(|_| email.clone()))
}

/// The same for the address of a field.
pub(crate) fn checked(email: &Email, field: Field) -> Result<Email, PartyError> {
    reachable(email).map_err(|error| PartyError::Fields(vec![(field, FieldError::Email(error))]))
}

/// The same for both addresses of a holder.
pub(crate) fn checked_of(holder: Holder) -> Result<Holder, PartyError> {
    let email = checked(&holder.email, Field::Email)?;
    let recipient = match holder.recipient {
        Recipient::Pec(pec) => Recipient::Pec(checked(&pec, Field::RecipientPec)?),
        other => other,
    };
    Ok(Holder { email, recipient, ..holder })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Result<String, PartyError> {
        checked(&Email::parse(typed).unwrap(), Field::Email).map(String::from)
    }

    #[test]
    fn a_domain_is_kept_in_its_letters_however_the_browser_sent_it() {
        for typed in ["Anna@Caffè.it", "Anna@xn--caff-8oa.it", "Anna@caffe\u{300}.it"] {
            assert_eq!(read(typed).as_deref(), Ok("Anna@caffè.it"), "{typed}");
        }
        assert_eq!(read("anna@studio.example").as_deref(), Ok("anna@studio.example"));
        assert_eq!(in_ascii("caffè.it").as_deref(), Some("xn--caff-8oa.it"));
        assert_eq!(in_ascii("почта.рф").as_deref(), Some("xn--80a1acny.xn--p1ai"));
    }

    #[test]
    fn what_no_mail_server_could_find_is_refused_at_its_field() {
        let refused =
            |error| Err(PartyError::Fields(vec![(Field::Email, FieldError::Email(error))]));
        // An accent alone, broken ASCII, and a label of 63 letters that is longer in ASCII.
        let long = format!("a@{}.it", "è".repeat(60));
        for typed in ["a@\u{301}b.it", "a@xn--a.it", long.as_str()] {
            assert_eq!(read(typed), refused(EmailError::Shape), "{typed}");
        }
        // 251 characters as they are read, 275 as an invoice writes them.
        let domain = format!("{0}.{0}.{0}.{0}.it", "è".repeat(45));
        let local = "a".repeat(64);
        assert_eq!(read(&format!("{local}@{domain}")), refused(EmailError::TooLong));
    }
}
