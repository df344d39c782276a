//! What the last mail to somebody tells.

/// Nothing is known of a customer any more but what the law keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataErased {
    /// With what they signed in.
    pub username: String,
    /// The day and hour.
    pub at: String,
    /// For how many years the law keeps what was ordered and paid, and the day by which they are over at
    /// the latest; none for somebody who never ordered.
    pub kept: Option<(u32, String)>,
}
