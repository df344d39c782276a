//! What kind of thing is said, by colour and sign.

/// The kind of a message or of a state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    Info,
    Success,
    Warning,
    Error,
}

impl Tone {
    /// The class that sets the colour (`style/components/notice.css`).
    pub fn class(self) -> &'static str {
        match self {
            Self::Neutral => "",
            Self::Info => "tone-info",
            Self::Success => "tone-success",
            Self::Warning => "tone-warning",
            Self::Error => "tone-error",
        }
    }
}
