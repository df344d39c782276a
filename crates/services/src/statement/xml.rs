//! A small tree of an XML file: names without their prefixes, texts, and the lines they stand on.
//!
//! There is no DTD and no entity but the five of XML itself, so a file cannot grow by being read.

use domain::statement::Unreadable;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// Deeper than any statement, and shallow enough to be walked through without care.
const DEPTH_MAX: usize = 40;

/// More elements than [`domain::statement::FILE_MAX`] bytes of a real statement have.
const ELEMENTS_MAX: usize = 200_000;

/// One element.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    /// The attribute `Ccy` of an amount; nothing else in a statement has one that matters.
    pub currency: Option<String>,
    /// Its own text, without blanks around it.
    pub text: String,
    pub children: Vec<Element>,
    pub line: usize,
}

/// Reads a whole file; its one element is the child of a nameless root.
pub fn parse(text: &str) -> Result<Element, Unreadable> {
    let mut reader = Reader::from_str(text);
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut open = vec![Element { line: 1, ..Element::default() }];
    let mut elements = 0;
    loop {
        let line = lines.at(reader.buffer_position());
        let broken = Unreadable::BrokenXml { line };
        let event = reader.read_event().map_err(|_| broken)?;
        match event {
            Event::Start(start) => {
                count(&mut elements)?;
                if open.len() > DEPTH_MAX {
                    return Err(broken);
                }
                open.push(begun(&start, line).ok_or(broken)?);
            }
            Event::Empty(start) => {
                count(&mut elements)?;
                let element = begun(&start, line).ok_or(broken)?;
                open.last_mut().ok_or(broken)?.children.push(element);
            }
            Event::End(_) => {
                let mut element = open.pop().ok_or(broken)?;
                let text = element.text.trim().to_owned();
                element.text = text;
                open.last_mut().ok_or(broken)?.children.push(element);
            }
            Event::Text(text) => push(&mut open, &text.xml10_content()),
            Event::CData(text) => push(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(letter)) => push(&mut open, letter.encode_utf8(&mut [0; 4])),
                Ok(None) => {
                    let own = Unreadable::OwnEntities { line };
                    push(&mut open, resolve_predefined_entity(&reference).ok_or(own)?);
                }
                Err(_) => return Err(broken),
            },
            Event::DocType(_) => return Err(Unreadable::OwnEntities { line }),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof if open.len() == 1 => return open.pop().ok_or(broken),
            Event::Eof => return Err(broken),
        }
    }
}

/// An empty element takes as much room as any other.
fn count(elements: &mut usize) -> Result<(), Unreadable> {
    *elements += 1;
    if *elements > ELEMENTS_MAX { Err(Unreadable::TooManyEntries) } else { Ok(()) }
}

fn begun(start: &BytesStart<'_>, line: usize) -> Option<Element> {
    let mut currency = None;
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        if attribute.key.local_name().as_ref() == "Ccy" {
            currency = Some(attribute.value.trim().to_owned());
        }
    }
    let name = start.local_name().as_ref().to_owned();
    Some(Element { name, currency, line, ..Element::default() })
}

fn push(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// Counts lines while the reader goes on.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    #[expect(clippy::naive_bytecount, reason = "a crate for it would bring more than it saves")]
    fn at(&mut self, position: u64) -> usize {
        let until = usize::try_from(position).unwrap_or(usize::MAX).min(self.text.len());
        let passed = self.text.as_bytes().get(self.at..until).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = until.max(self.at);
        self.line
    }
}

impl Element {
    /// The children of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The first element at the end of a path of names: `RltdPties/Dbtr/Nm`.
    pub fn at(&self, path: &str) -> Option<&Self> {
        path.split('/').try_fold(self, |element, name| element.child(name))
    }

    /// The text there, if there is one.
    pub fn text_at(&self, path: &str) -> Option<&str> {
        self.at(path).map(|element| element.text.as_str()).filter(|text| !text.is_empty())
    }

    /// The first of these paths that says something.
    pub fn first_text(&self, paths: &[&str]) -> Option<&str> {
        paths.iter().find_map(|path| self.text_at(path))
    }

    /// All texts at the ends of a path, of which each part may be there any number of times.
    pub fn texts<'a>(&'a self, path: &str) -> Vec<&'a str> {
        let ends = path.split('/').fold(vec![self], |elements, name| {
            let named = |child: &&Self| child.name == name;
            elements.into_iter().flat_map(|one| one.children.iter().filter(named)).collect()
        });
        ends.into_iter().map(|end| end.text.as_str()).filter(|text| !text.is_empty()).collect()
    }

    /// The elements of one of these names, however deep; within one of them none is looked for.
    pub fn find_all(&self, names: &[&str]) -> Vec<&Self> {
        let found = |child: &'_ Self| names.contains(&child.name.as_str());
        let within = |child| if found(child) { vec![child] } else { child.find_all(names) };
        self.children.iter().flat_map(within).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_entities_and_cdata_are_read() {
        let root = parse(
            "<a:D xmlns:a='x'>\n <a:N Ccy='EUR'> B &amp; C&#233; <![CDATA[<&>]]></a:N></a:D>",
        );
        let root = root.unwrap();
        let name = root.at("D/N").unwrap();
        assert_eq!((name.text.as_str(), name.line), ("B & Cé <&>", 2));
        assert_eq!(name.currency.as_deref(), Some("EUR"));
    }

    #[test]
    fn a_million_laughs_are_not_even_begun() {
        let text = "<?xml version='1.0'?>\n<!DOCTYPE D [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>\n<D>&b;</D>";
        assert_eq!(parse(text).unwrap_err(), Unreadable::OwnEntities { line: 2 });
        assert_eq!(parse("<D>\n&b;</D>").unwrap_err(), Unreadable::OwnEntities { line: 2 });
        let outside = "<!DOCTYPE D SYSTEM 'file:///etc/passwd'><D/>";
        assert!(matches!(parse(outside), Err(Unreadable::OwnEntities { .. })));
    }

    #[test]
    fn what_breaks_off_is_refused_with_its_line() {
        for text in ["<D>\n<a>", "<D>\n</a></D>", "<D>\n<a <b/></D>", "<D></D>\n</D>"] {
            let error = parse(text).unwrap_err();
            assert!(matches!(error, Unreadable::BrokenXml { line: 1 | 2 }), "{text}: {error:?}");
        }
        assert!(parse(&"<a>".repeat(100_000)).is_err());
    }

    #[test]
    fn empty_elements_count_like_all_others() {
        for element in ["<a/>", "<a></a>"] {
            let error = parse(&format!("<D>{}</D>", element.repeat(ELEMENTS_MAX))).unwrap_err();
            assert_eq!(error, Unreadable::TooManyEntries, "{element}");
        }
    }

    #[test]
    fn all_ends_of_a_path_are_found() {
        let root = parse("<D><a><b>1</b><b/><b>2</b></a><a><b>3</b></a><b>4</b></D>").unwrap();
        assert_eq!(root.texts("D/a/b"), ["1", "2", "3"]);
        assert!(root.texts("D/c/b").is_empty());
    }
}
