//! What was done about a case, as it stands beside it in the books.

use std::fmt::{Display, Formatter, Result};

const ALLOCATED_TO: &str = "allocated to ";
const SENT_BACK: &str = "sent back";
const CHECKED: &str = "checked with the provider";

/// What a member of staff did about a case, other than by a refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// `Assegna`: the number of the order that has the money now.
    AllocatedTo(i64),
    /// `Restituito`.
    SentBack,
    /// `Verificato`.
    Checked,
}

impl Resolution {
    /// What is written, if it was one of these.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        if let Some(number) = written.strip_prefix(ALLOCATED_TO) {
            return number.parse().ok().map(Self::AllocatedTo);
        }
        // How it was sent may follow.
        let sent_back = written.split(':').next() == Some(SENT_BACK);
        let checked = (written == CHECKED).then_some(Self::Checked);
        if sent_back { Some(Self::SentBack) } else { checked }
    }
}

impl Display for Resolution {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::AllocatedTo(number) => write!(f, "{ALLOCATED_TO}{number}"),
            Self::SentBack => f.write_str(SENT_BACK),
            Self::Checked => f.write_str(CHECKED),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again() {
        for done in [Resolution::AllocatedTo(26_000_001), Resolution::SentBack, Resolution::Checked]
        {
            assert_eq!(Resolution::read(&done.to_string()), Some(done));
        }
        assert_eq!(Resolution::read("sent back: by cheque"), Some(Resolution::SentBack));
        assert_eq!(Resolution::read("refunded"), None);
        assert_eq!(Resolution::read("allocated to nobody"), None);
    }
}
