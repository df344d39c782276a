//! What the mails tell the owner of a service about what was done in its panel, and what is coming.

/// What others have done, sign-ins with something new, and what stands in the agenda: one thing, or
/// many of them together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelNotices {
    /// Whose service it is.
    pub holder: String,
    /// Its name in the shop.
    pub service: String,
    /// What was done, the oldest first.
    pub lines: Vec<ToldLine>,
    /// What is coming, the nearest first.
    pub coming: Vec<ComingLine>,
    /// How often the reader wants to be told.
    pub pace: String,
    /// Where everything that was done is read.
    pub trace_url: String,
    /// Where everything that is coming is read.
    pub agenda_url: String,
    /// Where the reader says how often.
    pub settings_url: String,
}

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldLine {
    /// What.
    pub what: String,
    /// Day and hour.
    pub when: String,
    /// Whose hand it was.
    pub by: String,
}

/// One thing that is coming.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComingLine {
    /// What.
    pub what: String,
    /// Its day.
    pub on: String,
}

impl PanelNotices {
    /// What has happened or is coming, in one line.
    #[must_use]
    pub fn title(&self) -> String {
        match (self.lines.as_slice(), self.coming.as_slice()) {
            ([], [one]) => format!("{} ({})", one.what, one.on),
            ([], coming) => format!("{} date in agenda per {}", coming.len(), self.service),
            ([one], _) => format!("{} ({})", one.what, self.service),
            (lines, _) => format!("{} avvisi dal pannello di {}", lines.len(), self.service),
        }
    }
}
