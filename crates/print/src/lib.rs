//! Sheets of paper: PDF documents that can be told aloud, and QR codes.
//!
//! What a sheet says, and in which language its sentences are, is whoever draws it: this crate knows
//! millimetres, fonts and colours. It refuses to make a document that is not PDF/UA-1.
#![deny(missing_docs)]
#![cfg_attr(not(test), warn(clippy::pedantic))]

mod code;
mod colour;
mod faces;
mod sheet;
#[cfg(feature = "testing")]
pub mod testing;

use std::fmt;

pub use code::{QUIET, QrCode};
pub use colour::{Colour, Ink, Inks};
pub use faces::Cut;
pub use sheet::{A4, Column, Sheet, Type, page};

/// Why there is no document, or no code: always a mistake of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(String);

impl Error {
    fn undrawable(why: impl fmt::Debug) -> Self {
        Self(format!("a document cannot be drawn: {why:?}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}
