//! What is said about a piece of news that the office cannot put up.

use domain::news::{NewsFault, NewsField};

/// What is wrong with a field.
#[must_use]
pub fn news_fault(fault: NewsFault) -> String {
    match fault {
        NewsFault::Missing(NewsField::Title) => "Scrivi il titolo.".into(),
        NewsFault::Missing(NewsField::Body) => "Scrivi il testo.".into(),
        NewsFault::Missing(NewsField::Day) | NewsFault::NoDay => {
            "Scegli un giorno che esiste, per esempio 22/11/2026.".into()
        }
        NewsFault::TooLong { field: _, max } => format!("Usa al massimo {max} caratteri."),
    }
}

/// All that is wrong with it.
#[must_use]
pub fn news_sentence(faults: &[NewsFault]) -> String {
    faults.iter().copied().map(news_fault).collect::<Vec<_>>().join(" ")
}
