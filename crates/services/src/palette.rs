//! The shop's colours where no style sheet reaches: mails and printed sheets.
//!
//! They are those of the light theme in `style/tokens.css`; a test compares the two.

use print::Colour;

/// Links, main actions, the frame.
pub const PRIMARY: Colour = Colour(0x0c, 0x51, 0x63);
/// What stands on [`PRIMARY`].
pub const ON_PRIMARY: Colour = Colour(0xff, 0xff, 0xff);
/// Running text.
pub const TEXT: Colour = Colour(0x15, 0x26, 0x2e);
/// Explanations and captions.
pub const MUTED: Colour = Colour(0x4f, 0x60, 0x67);
/// The sheet that is written on.
pub const SHEET: Colour = Colour(0xff, 0xff, 0xff);
/// The ground around it.
pub const GROUND: Colour = Colour(0xf2, 0xf5, 0xf5);
/// Lines between things.
pub const LINE: Colour = Colour(0xd9, 0xe2, 0xe3);
/// The ground of what must not be overlooked.
pub const NOTE: Colour = Colour(0xe4, 0xef, 0xf1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_and_pages_have_the_same_colours() {
        let tokens = include_str!("../../../style/tokens.css");
        let light = tokens.split("color-scheme: light").nth(1).unwrap();
        for (token, colour) in [
            ("color-primary", PRIMARY),
            ("color-primary-content", ON_PRIMARY),
            ("color-base-content", TEXT),
            ("color-base-100", SHEET),
            ("color-base-200", GROUND),
            ("color-base-300", LINE),
            ("color-secondary", NOTE),
            ("muted", MUTED),
        ] {
            let name = format!("--{token}: ");
            let value = light.split(name.as_str()).nth(1).unwrap().split(';').next().unwrap();
            assert_eq!(value, colour.to_string(), "{token}");
        }
    }
}
