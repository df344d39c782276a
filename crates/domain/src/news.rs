//! `Novità`: what the office tells whoever works in a panel.

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::text;

/// The longest title, in characters.
pub const TITLE_MAX: usize = 80;
/// The longest text, in characters.
pub const BODY_MAX: usize = 600;
/// How many are shown at once.
pub const SHOWN: u8 = 3;

/// Something new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// It is shown from this day on.
    pub day: Date,
    /// One line.
    pub title: String,
    /// One paragraph.
    pub body: String,
}

/// The form of a piece of news, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewsForm {
    /// `2026-11-22`; empty for today.
    pub day: String,
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
}

/// The fields of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NewsField {
    /// From when on it is shown.
    Day,
    /// Its title.
    Title,
    /// Its text.
    Body,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NewsFault {
    /// Nothing was typed.
    Missing(NewsField),
    /// More characters than there is room for.
    TooLong {
        /// Where.
        field: NewsField,
        /// The most there can be.
        max: usize,
    },
    /// What was typed is no day.
    NoDay,
}

impl NewsFault {
    /// The field that it is about.
    #[must_use]
    pub fn field(self) -> NewsField {
        match self {
            Self::Missing(field) | Self::TooLong { field, .. } => field,
            Self::NoDay => NewsField::Day,
        }
    }
}

impl NewsForm {
    /// The news as it is kept.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn check(&self, today: Date) -> Result<News, Vec<NewsFault>> {
        let (title, body) = (text::line(&self.title), text::line(&self.body));
        let day = text::word(&self.day);
        let day = if day.is_empty() { Some(today) } else { day.parse().ok() };
        let faults: Vec<NewsFault> = [
            fault(NewsField::Title, &title, TITLE_MAX),
            fault(NewsField::Body, &body, BODY_MAX),
            day.is_none().then_some(NewsFault::NoDay),
        ]
        .into_iter()
        .flatten()
        .collect();
        match day {
            Some(day) if faults.is_empty() => Ok(News { day, title, body }),
            Some(_) | None => Err(faults),
        }
    }
}

fn fault(field: NewsField, typed: &str, max: usize) -> Option<NewsFault> {
    match typed.chars().count() {
        0 => Some(NewsFault::Missing(field)),
        length if length > max => Some(NewsFault::TooLong { field, max }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(day: &str, title: &str, body: &str) -> NewsForm {
        NewsForm { day: day.into(), title: title.into(), body: body.into() }
    }

    #[test]
    fn what_is_typed_becomes_a_line_and_a_paragraph() {
        let today = "2026-11-22".parse().unwrap();
        let news = typed("", " Utenti \n aggiuntivi ", "Da oggi\r\nci sono.").check(today).unwrap();
        assert_eq!(news.day, today);
        assert_eq!(
            (news.title.as_str(), news.body.as_str()),
            ("Utenti aggiuntivi", "Da oggi ci sono.")
        );
        let later = typed("2026-12-01", "a", "b").check(today).unwrap();
        assert_eq!(later.day.to_string(), "2026-12-01");
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let today = "2026-11-22".parse().unwrap();
        let faults = typed("30 febbraio", " ", &"à".repeat(601)).check(today).unwrap_err();
        assert_eq!(
            faults,
            [
                NewsFault::Missing(NewsField::Title),
                NewsFault::TooLong { field: NewsField::Body, max: 600 },
                NewsFault::NoDay,
            ]
        );
        let fields: Vec<_> = faults.into_iter().map(NewsFault::field).collect();
        assert_eq!(fields, [NewsField::Title, NewsField::Body, NewsField::Day]);
    }
}
