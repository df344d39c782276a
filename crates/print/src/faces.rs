//! The fonts of the documents, and how wide a text is in them.

use std::sync::LazyLock;

use krilla::text::Font;
use rustybuzz::{Face, UnicodeBuffer};

/// The faces that a sheet can be set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// IBM Plex Sans, for text.
    Regular,
    /// The same, for headings and what must be seen first.
    SemiBold,
    /// OCR-B: what machines read.
    Machine,
}

/// A font for drawing, and the same for measuring.
struct Loaded {
    font: Font,
    face: Face<'static>,
}

static REGULAR: LazyLock<Loaded> =
    LazyLock::new(|| load(include_bytes!("../fonts/IBMPlexSans-Regular.ttf")));
static SEMI_BOLD: LazyLock<Loaded> =
    LazyLock::new(|| load(include_bytes!("../fonts/IBMPlexSans-SemiBold.ttf")));
static MACHINE: LazyLock<Loaded> = LazyLock::new(|| load(include_bytes!("../fonts/OCRB.otf")));

fn load(file: &'static [u8]) -> Loaded {
    let sentence = "the fonts of the repository are whole";
    let font = Font::new(file.into(), 0).expect(sentence);
    Loaded { font, face: Face::from_slice(file, 0).expect(sentence) }
}

impl Cut {
    fn loaded(self) -> &'static Loaded {
        match self {
            Self::Regular => &REGULAR,
            Self::SemiBold => &SEMI_BOLD,
            Self::Machine => &MACHINE,
        }
    }

    pub(crate) fn font(self) -> Font {
        self.loaded().font.clone()
    }

    /// The text with a question mark for each letter that the font does not have: people type
    /// their names, and a document with empty boxes in it does not count as accessible.
    pub(crate) fn writable(self, text: &str) -> String {
        let face = &self.loaded().face;
        let writable = |letter| face.glyph_index(letter).is_some_and(|glyph| glyph.0 != 0);
        let letters =
            text.chars().map(|c| if c.is_whitespace() && c != '\u{a0}' { ' ' } else { c });
        letters.map(|c| if writable(c) { c } else { '?' }).collect()
    }

    /// How wide the text is at this size, in the unit of the size.
    #[expect(clippy::cast_precision_loss, reason = "a text has fewer units than an f32 counts")]
    pub(crate) fn width(self, text: &str, size: f32) -> f32 {
        let face = &self.loaded().face;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(face, &[], buffer);
        let units: i32 = shaped.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
        units as f32 / face.units_per_em() as f32 * size
    }
}
