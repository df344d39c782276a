//! Where a page of events ends and the next one begins.

use chrono::{DateTime, Utc};

/// Where a page of events ends: the event itself, among all that happened at the same moment.
///
/// Its text goes into an address, and comes back from it with whatever somebody has typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The moment.
    pub at: DateTime<Utc>,
    /// The order of what happens at one moment: first ordered, then paid, then active.
    pub rank: i64,
    /// Tells apart what has the same rank.
    pub tie: String,
}

impl Place {
    /// Before everything that has happened.
    #[must_use]
    pub fn newest() -> Self {
        let at = DateTime::from_timestamp_micros(MICROS_BOUND - 1).unwrap_or_default();
        Self { at, rank: i64::MAX, tie: String::new() }
    }

    /// `1795344120000000.4.26000041-DOC`: microseconds since 1970, rank and tie.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}.{}.{}", self.at.timestamp_micros(), self.rank, self.tie)
    }

    /// Reads [`Self::text`]; none when it is something else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let (at, rank, tie) = (parts.next()?, parts.next()?, parts.next()?);
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.@".contains(c);
        if tie.len() > TIE_MAX || !tie.chars().all(is_plain) {
            return None;
        }
        let at = at.parse().ok().filter(|micros| (0..MICROS_BOUND).contains(micros))?;
        let at = DateTime::from_timestamp_micros(at)?;
        Some(Self { at, rank: rank.parse().ok()?, tie: tie.to_owned() })
    }
}

/// No tie of ours is as long.
const TIE_MAX: usize = 320;

/// The year 9999 begins: databases know no later one by four digits.
const MICROS_BOUND: i64 = 253_370_764_800_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_from_an_address() {
        let at = DateTime::from_timestamp_micros(1_795_344_120_000_000).unwrap();
        for tie in ["26000041-DOC", "01890a5d-ac96@bottega.example", ""] {
            let place = Place { at, rank: 4, tie: tie.into() };
            assert_eq!(Place::parse(&place.text()), Some(place), "{tie}");
        }
    }

    #[test]
    fn what_somebody_typed_is_no_place() {
        let long = format!("1.1.{}", "a".repeat(TIE_MAX + 1));
        for odd in ["", "1", "1.1", "a.1.", "1.a.", "-1.1.x", "1.1.'", "1.1.à", &long] {
            assert_eq!(Place::parse(odd), None, "{odd}");
        }
        assert_eq!(Place::parse(&format!("{}.1.x", i64::MAX)), None, "no database has that year");
    }
}
