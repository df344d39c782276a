//! The file of a document. What it is, its first bytes tell; its name and what a browser says of it
//! are only what somebody says.

use serde::{Deserialize, Serialize};

/// The largest document: 5 MiB.
pub const DOCUMENT_BYTES_MAX: usize = 5 * 1024 * 1024;

/// The kinds of file that a document can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum DocumentType {
    /// A scan, or a document with a signature inside it.
    Pdf,
    /// A document in the envelope of a digital signature (`.p7m`, `CAdES`).
    SignedPdf,
}

/// Why a file is no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentError {
    /// None was chosen, or it is empty.
    Missing,
    /// Neither a PDF nor an envelope of a digital signature.
    Kind,
    /// More than [`DOCUMENT_BYTES_MAX`].
    TooLarge,
}

/// The name of signed data in the envelope: 1.2.840.113549.1.7.2, as DER writes it.
const SIGNED_DATA: [u8; 11] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];

impl DocumentType {
    /// Looks at the whole file.
    ///
    /// # Errors
    /// When it is no document.
    pub fn of(bytes: &[u8]) -> Result<Self, DocumentError> {
        if bytes.is_empty() {
            Err(DocumentError::Missing)
        } else if bytes.len() > DOCUMENT_BYTES_MAX {
            Err(DocumentError::TooLarge)
        } else if bytes.starts_with(b"%PDF-") {
            Ok(Self::Pdf)
        } else if after_sequence(bytes).is_some_and(|inner| inner.starts_with(&SIGNED_DATA)) {
            Ok(Self::SignedPdf)
        } else {
            Err(DocumentError::Kind)
        }
    }

    /// What a browser is told that it is.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::SignedPdf => "application/pkcs7-mime",
        }
    }

    /// How the name of such a file ends.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => ".pdf",
            Self::SignedPdf => ".pdf.p7m",
        }
    }
}

/// What follows tag and length of a sequence, whichever way the length is written (X.690 8.1.3):
/// in one byte, in up to four more, or not at all.
fn after_sequence(bytes: &[u8]) -> Option<&[u8]> {
    let (length, rest) = bytes.strip_prefix(&[0x30])?.split_first()?;
    match length {
        0x00..=0x80 => Some(rest),
        0x81..=0x84 => rest.get(usize::from(length - 0x80)..),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope(length: &[u8]) -> Vec<u8> {
        [&[0x30], length, &SIGNED_DATA, b"..."].concat()
    }

    #[test]
    fn the_first_bytes_tell_what_a_file_is() {
        assert_eq!(DocumentType::of(b"%PDF-1.4\n"), Ok(DocumentType::Pdf));
        for length in [&[0x20][..], &[0x80], &[0x82, 0x10, 0x00], &[0x83, 0x01, 0x00, 0x00]] {
            assert_eq!(DocumentType::of(&envelope(length)), Ok(DocumentType::SignedPdf));
        }
    }

    #[test]
    fn what_is_no_document_is_refused() {
        for bytes in
            [&b"<html>%PDF-1.4"[..], b"PK\x03\x04", b"\x30", b"\x30\x82", b"\x30\x85xxxxxx"]
        {
            assert_eq!(DocumentType::of(bytes), Err(DocumentError::Kind));
        }
        assert_eq!(DocumentType::of(b""), Err(DocumentError::Missing));
        let mut large = vec![b' '; DOCUMENT_BYTES_MAX + 1];
        large.splice(..5, *b"%PDF-");
        assert_eq!(DocumentType::of(&large), Err(DocumentError::TooLarge));
        large.pop();
        assert_eq!(DocumentType::of(&large), Ok(DocumentType::Pdf));
    }
}
