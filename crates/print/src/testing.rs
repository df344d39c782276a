//! Reads documents and codes with programs that had no part in making them.

#![allow(clippy::missing_panics_doc, reason = "a test ends where something is not as it should be")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use rqrr::PreparedImage;
use tempfile::TempDir;

/// A document on disk, where poppler finds it.
pub struct Printed {
    folder: TempDir,
}

impl Printed {
    /// Lays it into a folder that goes away with the value.
    #[must_use]
    pub fn new(pdf: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("it.pdf"), pdf).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("it.pdf")
    }

    /// All of its text, in the order in which it is told, with single blanks.
    #[must_use]
    pub fn text(&self) -> String {
        self.poppler("pdftotext", &["-raw", "-enc", "UTF-8"], Some("-"))
    }

    /// What a reader shows about the file.
    #[must_use]
    pub fn facts(&self) -> String {
        self.poppler("pdfinfo", &[], None)
    }

    /// Its headings, paragraphs and lists, with their text.
    #[must_use]
    pub fn structure(&self) -> String {
        self.poppler("pdfinfo", &["-struct-text"], None)
    }

    fn poppler(&self, tool: &str, options: &[&str], target: Option<&str>) -> String {
        let mut command = Command::new(tool);
        command.args(options).arg(self.path()).args(target);
        let output = command.output().expect("poppler-utils is installed: scripts/setup.sh");
        assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
        // pdfinfo prints titles as they lie in the file, which need not be UTF-8.
        let text = String::from_utf8_lossy(&output.stdout);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What the codes on its first page say, when it is printed with so many dots in an inch.
    #[must_use]
    pub fn codes(&self, dots: u32) -> Vec<String> {
        let image = self.folder.path().join("page");
        let status = Command::new("pdftoppm")
            .args(["-gray", "-singlefile", "-r", &dots.to_string()])
            .args([self.path(), image.clone()])
            .status()
            .unwrap();
        assert!(status.success());
        let (width, height, pixels) = grey(&fs::read(image.with_extension("pgm")).unwrap());
        decode(width, height, |x, y| pixels[y * width + x])
    }
}

/// A binary PGM: `P5 width height 255` and the pixels.
fn grey(file: &[u8]) -> (usize, usize, Vec<u8>) {
    let mut numbers = Vec::new();
    let mut at = 2;
    assert_eq!(&file[..2], b"P5");
    while numbers.len() < 3 {
        let start = at + file[at..].iter().position(u8::is_ascii_digit).unwrap();
        let end = start + file[start..].iter().position(|b| !b.is_ascii_digit()).unwrap();
        numbers.push(str::from_utf8(&file[start..end]).unwrap().parse::<usize>().unwrap());
        at = end;
    }
    (numbers[0], numbers[1], file[at + 1..].to_vec())
}

fn decode(width: usize, height: usize, grey: impl FnMut(usize, usize) -> u8) -> Vec<String> {
    let mut image = PreparedImage::prepare_from_greyscale(width, height, grey);
    image.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect()
}

/// What the code in an SVG of this size and with this path says: each `h` is a dark stroke.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the numbers in the path of a code are small and whole"
)]
pub fn code_in_path(size: u16, path: &str) -> Vec<String> {
    const ZOOM: usize = 4;
    let edge = usize::from(size) * ZOOM;
    let mut dark = vec![false; edge * edge];
    let (mut x, mut y) = (0, 0);
    let mut rest = path;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(|c: char| c.is_ascii_alphabetic()).map_or(rest.len(), |at| at + 1);
        let numbers: Vec<f32> = rest[1..end].split(' ').map(|n| n.parse().unwrap()).collect();
        rest = &rest[end..];
        match (command, numbers[..].as_ref()) {
            ('M', [to_x, to_y]) => (x, y) = (*to_x as usize, (to_y - 0.5) as usize),
            ('m', [by, 0.0]) => x += *by as usize,
            ('h', [length]) => {
                let length = *length as usize;
                for row in y * ZOOM..(y + 1) * ZOOM {
                    dark[row * edge + x * ZOOM..row * edge + (x + length) * ZOOM].fill(true);
                }
                x += length;
            }
            other => panic!("{other:?}"),
        }
    }
    decode(edge, edge, |x, y| if dark[y * edge + x] { 0 } else { 255 })
}
