//! One page to draw on: millimetres from the top left corner, sizes of type in points.
//!
//! Whatever says something is tagged while it is drawn, and a screen reader tells it in that
//! order; what only decorates is marked as such. The file is refused unless it is PDF/UA-1.

use std::num::NonZeroU16;

use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, ListNumbering, Node, SpanTag, Tag, TagGroup, TagTree,
};
use krilla::text::TextDirection;
use krilla::{Document, SerializeSettings};

use crate::Error;
use crate::code::QrCode;
use crate::colour::{Ink, Inks};
use crate::faces::Cut;

/// Points in a millimetre.
const MM: f32 = 72.0 / 25.4;

/// From one line to the next, in sizes of type.
const LEADING: f32 = 1.38;

/// Face, size and colour of text.
#[derive(Clone, Copy, Debug)]
pub struct Type {
    /// The font.
    pub cut: Cut,
    /// In points.
    pub size: f32,
    /// The colour.
    pub ink: Ink,
}

/// Where text goes: the left end of its first line's top, and how wide it may be.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Millimetres from the left.
    pub x: f32,
    /// Millimetres from the top.
    pub y: f32,
    /// In millimetres.
    pub width: f32,
}

/// Width and height in millimetres.
pub const A4: (f32, f32) = (210.0, 297.0);

/// The page that is being drawn.
pub struct Sheet<'a> {
    surface: Surface<'a>,
    inks: Inks,
    told: Vec<Node>,
    /// The headings, which a reader shows beside the page.
    outline: Outline,
}

/// A document of one page, in Italian: a screen reader asks.
///
/// # Errors
/// When it would not be PDF/UA-1, and for a page without size.
pub fn page(
    (width, height): (f32, f32),
    title: String,
    inks: Inks,
    draw: impl FnOnce(&mut Sheet),
) -> Result<Vec<u8>, Error> {
    let configuration =
        ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = configuration.map_err(Error::undrawable)?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    document.set_metadata(Metadata::new().title(title).language("it".into()));

    let size = PageSettings::from_wh(width * MM, height * MM)
        .ok_or_else(|| Error::undrawable("no size"))?;
    let mut page = document.start_page_with(size);
    let (told, outline) = {
        let surface = page.surface();
        let mut sheet = Sheet { surface, inks, told: Vec::new(), outline: Outline::new() };
        draw(&mut sheet);
        sheet.surface.finish();
        (sheet.told, sheet.outline)
    };
    page.finish();
    document.set_outline(outline);

    let mut tree = TagTree::new().with_lang(Some("it".into()));
    for node in told {
        tree.push(node);
    }
    document.set_tag_tree(tree);
    document.finish().map_err(Error::undrawable)
}

impl Type {
    /// A font at a size in points.
    #[must_use]
    pub const fn new(cut: Cut, size: f32, ink: Ink) -> Self {
        Self { cut, size, ink }
    }

    /// From one line to the next, in millimetres.
    #[must_use]
    pub fn line(self) -> f32 {
        self.size * LEADING / MM
    }

    /// How wide a text is in one line, in millimetres.
    #[must_use]
    pub fn width(self, text: &str) -> f32 {
        self.cut.width(&self.cut.writable(text), self.size) / MM
    }

    /// The text in lines no wider than this. A word that is wider has a line of its own.
    fn lines(self, text: &str, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ') {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}")) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }
}

impl Column {
    /// All three in millimetres.
    #[must_use]
    pub fn new(x: f32, y: f32, width: f32) -> Self {
        Self { x, y, width }
    }

    /// The same column, begun elsewhere.
    #[must_use]
    pub fn at(self, y: f32) -> Self {
        Self { y, ..self }
    }
}

impl Sheet<'_> {
    /// A heading of this level. Returns where the next thing can begin.
    pub fn heading(&mut self, level: u16, column: Column, style: Type, text: &str) -> f32 {
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        let place = Point::from_xy(column.x * MM, column.y * MM);
        let node = OutlineNode::new(text.to_owned(), XyzDestination::new(0, place));
        self.outline.push_child(node);
        let (spans, y) = self.spans(column, style, text);
        self.tell(Tag::Hn(level, Some(text.to_owned())).into(), spans);
        y
    }

    /// A paragraph. Returns where the next thing can begin.
    pub fn paragraph(&mut self, column: Column, style: Type, text: &str) -> f32 {
        let (spans, y) = self.spans(column, style, text);
        self.tell(Tag::P.into(), spans);
        y
    }

    /// A name in small letters and what it names below. Returns where the next thing can begin.
    pub fn field(&mut self, column: Column, name: &str, style: Type, value: &str) -> f32 {
        let label = Type::new(Cut::Regular, (style.size * 0.75).clamp(6.0, 9.0), Ink::Muted);
        let (mut spans, y) = self.spans(column, label, name);
        let (value, y) = self.spans(column.at(y), style, value);
        spans.extend(value);
        self.tell(Tag::P.into(), spans);
        y
    }

    /// A numbered list. Returns where the next thing can begin.
    pub fn steps(&mut self, column: Column, style: Type, steps: &[String]) -> f32 {
        let mut list = TagGroup::new(Tag::L(ListNumbering::Decimal));
        let mut y = column.y;
        for (place, step) in steps.iter().enumerate() {
            let (label, _) = self.spans(column.at(y), style, &format!("{}.", place + 1));
            let body = Column::new(column.x + 6.0, y, column.width - 6.0);
            let (body, after) = self.spans(body, style, step);
            let label = TagGroup::with_children(Tag::Lbl, label);
            let body = TagGroup::with_children(Tag::LBody, body);
            list.push(TagGroup::with_children(Tag::LI, vec![label.into(), body.into()]));
            y = after + 1.0;
        }
        self.told.push(list.into());
        y
    }

    /// One line that ends at `right`.
    pub fn flush_right(&mut self, right: f32, y: f32, style: Type, text: &str) -> f32 {
        let width = style.width(text);
        // A hair wider than it is, or rounding would break it.
        self.paragraph(Column::new(right - width, y, width + 1.0), style, text)
    }

    /// A code on its white ground, and what it says for those who do not see it.
    #[expect(clippy::missing_panics_doc, reason = "a code has dark modules")]
    pub fn code(&mut self, x: f32, y: f32, side: f32, code: &QrCode, means: &str) {
        let module = side / f32::from(code.size());
        let mut dark = PathBuilder::new();
        for run in code.runs() {
            let at = |place: u16| f32::from(place) * module;
            dark.push_rect(rect(x + at(run.x), y + at(run.y), at(run.length), module));
        }
        let dark = dark.finish().expect("a code has dark modules");

        let content = self.surface.start_tagged(ContentTag::Other);
        self.surface.set_fill(Some(self.inks.fill(Ink::Text)));
        self.surface.draw_path(&dark);
        self.surface.end_tagged();
        self.tell(Tag::Figure(Some(means.to_owned())).into(), vec![content.into()]);
    }

    /// The edge of a field, one line thick.
    pub fn frame(&mut self, x: f32, y: f32, width: f32, height: f32) {
        let mut path = PathBuilder::new();
        path.push_rect(rect(x, y, width, height));
        self.rule(path.finish(), None);
    }

    /// A line from one place to another; dashed where scissors go.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), dashed: bool) {
        let mut path = PathBuilder::new();
        path.move_to(from.0 * MM, from.1 * MM);
        path.line_to(to.0 * MM, to.1 * MM);
        let dash = dashed.then(|| StrokeDash { array: vec![4.0, 3.0], offset: 0.0 });
        self.rule(path.finish(), dash);
    }

    /// A faint word across a place, rising. What it means has to be said in words as well.
    pub fn mark(&mut self, centre: (f32, f32), size: f32, text: &str) {
        let style = Type::new(Cut::SemiBold, size, Ink::Mark);
        let (x, y) = (centre.0 * MM, centre.1 * MM);
        let start = Point::from_xy(x - style.width(text) * MM / 2.0, y + size * 0.35);
        let ink = self.inks.fill(Ink::Mark);
        self.decorate(ArtifactType::Watermark, |surface| {
            surface.push_transform(&Transform::from_rotate_at(-18.0, x, y));
            surface.set_fill(Some(ink));
            let font = style.cut.font();
            surface.draw_text(start, font, size, text, false, TextDirection::LeftToRight);
            surface.pop();
        });
    }

    /// Draws lines of text, each a piece of content of its own.
    fn spans(&mut self, column: Column, style: Type, text: &str) -> (Vec<Node>, f32) {
        let lines = style.lines(&style.cut.writable(text), column.width);
        let mut nodes = Vec::new();
        let mut y = column.y;
        let last = lines.len().saturating_sub(1);
        for (place, mut line) in lines.into_iter().enumerate() {
            // A blank at its end tells readers that the word is over.
            if place < last {
                line.push(' ');
            }
            let baseline = y * MM + style.size;
            let start = Point::from_xy(column.x * MM, baseline);
            let span = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            self.surface.set_fill(Some(self.inks.fill(style.ink)));
            let font = style.cut.font();
            self.surface.draw_text(
                start,
                font,
                style.size,
                &line,
                false,
                TextDirection::LeftToRight,
            );
            self.surface.end_tagged();
            nodes.push(span.into());
            y += style.line();
        }
        (nodes, y)
    }

    fn tell(&mut self, tag: krilla::tagging::TagKind, content: Vec<Node>) {
        self.told.push(TagGroup::with_children(tag, content).into());
    }

    fn rule(&mut self, path: Option<Path>, dash: Option<StrokeDash>) {
        let Some(path) = path else { return };
        let ink = self.inks.colour(Ink::Line);
        self.decorate(ArtifactType::Layout, |surface| {
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke {
                paint: ink.into(),
                width: 0.6,
                dash,
                ..Stroke::default()
            }));
            surface.draw_path(&path);
            surface.set_stroke(None);
        });
    }

    fn decorate(&mut self, kind: ArtifactType, draw: impl FnOnce(&mut Surface)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        draw(&mut self.surface);
        self.surface.end_tagged();
    }
}

fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
    Rect::from_xywh(x * MM, y * MM, width * MM, height * MM).expect("sizes are above zero")
}
