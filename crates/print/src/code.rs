//! A QR code, as its dark runs: for a page, one path; for paper, rectangles.

use qrcode::types::Color;
use qrcode::{EcLevel, QrCode as Encoded, Version};

use crate::Error;

/// Light modules around the code, without which cameras do not find it.
pub const QUIET: u16 = 4;

/// Neighbouring dark modules of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub x: u16,
    pub y: u16,
    pub length: u16,
}

/// A QR code with the light edge that it needs.
#[derive(Clone, Debug)]
pub struct QrCode {
    size: u16,
    runs: Vec<Run>,
}

impl QrCode {
    /// The code that says `text`, readable with 15 % of it damaged. A higher version has more and
    /// smaller modules; what needs one above `version_max` (at most 40) is refused.
    ///
    /// # Errors
    /// When the text is too long for such a code.
    pub fn of(text: &str, version_max: i16) -> Result<Self, Error> {
        let code = Encoded::with_error_correction_level(text, EcLevel::M)
            .map_err(|error| Error(format!("no code says this text: {error}")))?;
        if !matches!(code.version(), Version::Normal(version) if version <= version_max) {
            return Err(Error(format!("the text needs a code above version {version_max}")));
        }
        let (width, quiet) = (code.width(), usize::from(QUIET));
        let colours = code.into_colors();
        let mut runs: Vec<Run> = Vec::new();
        for (y, row) in colours.chunks(width).enumerate() {
            let mut x = 0;
            for modules in row.chunk_by(|one, other| one == other) {
                if modules[0] == Color::Dark {
                    let [x, y, length] = [x + quiet, y + quiet, modules.len()].map(small);
                    runs.push(Run { x, y, length });
                }
                x += modules.len();
            }
        }
        Ok(Self { size: small(width + 2 * quiet), runs })
    }

    /// Modules on a side, those of the light edge among them.
    #[must_use]
    pub fn size(&self) -> u16 {
        self.size
    }

    pub(crate) fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The `d` of a path of an SVG of [`Self::size`], to be stroked one wide.
    #[must_use]
    pub fn path(&self) -> String {
        // Runs of one row follow each other by a move to the right: half of the text.
        let mut d = String::new();
        let mut pen = None;
        for &Run { x, y, length } in &self.runs {
            let stroke = match pen {
                Some((end, row)) if row == y => format!("m{} 0h{length}", x - end),
                _ => format!("M{x} {y}.5h{length}"),
            };
            d += &stroke;
            pen = Some((x + length, y));
        }
        d
    }
}

fn small(count: usize) -> u16 {
    u16::try_from(count).expect("the largest code has 177 modules on a side")
}
