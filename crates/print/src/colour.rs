//! Colours, and the few inks that a sheet is written with.

use std::fmt;

use krilla::color::rgb;
use krilla::num::NormalizedF32;
use krilla::paint::Fill;

/// A colour by its red, green and blue, written `#0c5163`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(red, green, blue) = self;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// What something is drawn with.
#[derive(Clone, Copy, Debug)]
pub enum Ink {
    /// Nearly black.
    Text,
    /// What matters less: names of fields, notes.
    Muted,
    /// The name of the house that sends the sheet.
    Brand,
    /// Edges and lines.
    Line,
    /// The faint word across a place.
    Mark,
}

/// The colours that differ from one house to another.
#[derive(Clone, Copy, Debug)]
pub struct Inks {
    /// Of the name of the house that sends the sheet.
    pub brand: Colour,
    /// Of what matters less.
    pub muted: Colour,
}

impl Inks {
    pub(crate) fn colour(self, ink: Ink) -> rgb::Color {
        let Colour(red, green, blue) = match ink {
            Ink::Text => Colour(0x10, 0x18, 0x1c),
            Ink::Muted => self.muted,
            Ink::Brand => self.brand,
            Ink::Line => Colour(0x6b, 0x7b, 0x82),
            Ink::Mark => Colour(0xe2, 0xe6, 0xe8),
        };
        rgb::Color::new(red, green, blue)
    }

    pub(crate) fn fill(self, ink: Ink) -> Fill {
        Fill { paint: self.colour(ink).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
    }
}
