//! What the mails tell the owner of a service about what was done in its panel.

/// What others have done, and sign-ins with something new: one thing, or many of them together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelNotices {
    /// Whose service it is.
    pub holder: String,
    /// Its name in the shop.
    pub service: String,
    /// What was done, the oldest first.
    pub lines: Vec<ToldLine>,
    /// How often the reader wants to be told.
    pub pace: String,
    /// Where everything that was done is read.
    pub trace_url: String,
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

impl PanelNotices {
    /// What has happened, in one line.
    #[must_use]
    pub fn title(&self) -> String {
        match self.lines.as_slice() {
            [one] => format!("{} ({})", one.what, self.service),
            lines => format!("{} avvisi dal pannello di {}", lines.len(), self.service),
        }
    }
}
