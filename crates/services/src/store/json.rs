//! Values that are kept whole in a text column.

use platform::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The text of a value. Only a map with keys that are no text could fail.
pub fn write<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(Error::broken)
}

/// The value of a text that [`write()`] made.
pub fn read<T: DeserializeOwned>(text: &str, corrupt: impl FnOnce() -> Error) -> Result<T> {
    serde_json::from_str(text).map_err(|_| corrupt())
}
