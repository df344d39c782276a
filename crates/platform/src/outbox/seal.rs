//! The text of a mail, which no backup tells.
//!
//! It can hold a temporary password or a link that lets its reader in; it is sealed
//! with the key of the installation until the mail has left: whoever reads a backup reads no secret.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::keys::Purpose;
use crate::{Error, KeyRing, Result};

/// What the text of a mail is sealed for.
const SEAL: Purpose = Purpose("mail of the outbox");

/// Both forms of a mail's text, stored as one sealed JSON object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bodies {
    /// For readers without HTML.
    pub text: String,
    /// A whole document, with its styles in it.
    pub html: String,
}

/// A text as its row keeps it: what is sealed begins with the row's name, so that it opens in no
/// other row.
pub(super) fn seal(bodies: &Bodies, keys: &KeyRing, id: Uuid) -> Result<String> {
    let mut text = id.as_bytes().to_vec();
    serde_json::to_writer(&mut text, bodies).map_err(Error::broken)?;
    keys.seal(SEAL, &text)
}

/// The text that a row keeps.
///
/// # Errors
/// [`Error::Corrupt`] when it cannot be read.
pub fn open(payload: &str, keys: &KeyRing, id: Uuid) -> Result<Bodies> {
    let corrupt = || Error::corrupt("outbox", "payload", id);
    // Rows from before there was a seal are JSON as they stand, and no seal begins like it.
    if payload.starts_with('{') {
        return serde_json::from_str(payload).map_err(|_| corrupt());
    }
    let opened = keys.open(SEAL, payload).ok_or_else(corrupt)?;
    let text = opened.strip_prefix(id.as_bytes()).ok_or_else(corrupt)?;
    serde_json::from_slice(text).map_err(|_| corrupt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_opens_in_its_own_row_and_reads_like_nothing_before() {
        let keys = KeyRing::random().unwrap();
        let bodies = Bodies { text: "Fiume-Sasso-71".into(), html: "<p>Fiume-Sasso-71</p>".into() };
        let [row, other] = [Uuid::from_u128(1), Uuid::from_u128(2)];

        let payload = seal(&bodies, &keys, row).unwrap();

        assert!(!payload.contains("Fiume-Sasso"));
        assert_eq!(open(&payload, &keys, row).unwrap(), bodies);
        assert!(matches!(open(&payload, &keys, other), Err(Error::Corrupt { .. })));
        let lost = KeyRing::random().unwrap();
        assert!(matches!(open(&payload, &lost, row), Err(Error::Corrupt { .. })));
    }
}
