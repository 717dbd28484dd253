//! XML as a stream of entries: each a small tree, none of them kept.
//!
//! No document type is read, no entity but XML's own is known, and depth and length of text are
//! bounded, so that memory follows the largest entry and not what the file would unfold to.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::ListError;

/// Deepest nesting that is followed; lists have five levels.
const MAX_DEPTH: usize = 16;
/// Most elements of one entry; the largest one known has a few hundred.
const MAX_ELEMENTS: usize = 20_000;
/// Most bytes of a document.
const MAX_DOCUMENT_BYTES: usize = 64 * 1024 * 1024;
/// Longest text of one element, in bytes.
const MAX_TEXT_BYTES: usize = 256 * 1024;

/// An element with what is in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) children: Vec<Element>,
    /// Where it begins.
    pub(super) offset: usize,
}

impl Element {
    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Every child of a name.
    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the first child of a name.
    pub(super) fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.as_str())
    }

    /// The texts of the `VALUE`s of the children of a name.
    pub(super) fn values<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e str> {
        self.all(name).flat_map(|child| child.all("VALUE")).map(|value| value.text.as_str())
    }
}

/// What is looked for in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// Name of the outermost element.
    pub(super) root: &'static str,
    /// Its attribute that is handed back.
    pub(super) attribute: &'static str,
    /// Names of the elements that are entries, one or two levels below.
    pub(super) entries: &'static [&'static str],
}

/// Hands every entry over, and returns the attribute of the root.
pub(super) fn read(
    text: &str,
    shape: Shape,
    mut entry: impl FnMut(Element),
) -> Result<Option<String>, ListError> {
    if text.len() > MAX_DOCUMENT_BYTES {
        return Err(ListError::TooLarge { bytes: text.len(), most: MAX_DOCUMENT_BYTES });
    }
    let mut reading =
        Reading { shape, open: Vec::new(), depth: 0, elements: 0, begun: false, attribute: None };
    let mut reader = Reader::from_str(text);
    loop {
        let offset = usize::try_from(reader.buffer_position()).unwrap_or_default();
        let event = reader.read_event().map_err(|error| ListError::Xml {
            offset: usize::try_from(reader.error_position()).unwrap_or(offset),
            problem: error.to_string(),
        })?;
        match event {
            Event::Start(start) => reading.start(&start, offset)?,
            Event::Empty(start) => {
                reading.start(&start, offset)?;
                reading.end().into_iter().for_each(&mut entry);
            }
            Event::End(_) => reading.end().into_iter().for_each(&mut entry),
            Event::Text(text) => reading.text(&text, offset)?,
            Event::CData(text) => reading.text(&text, offset)?,
            Event::GeneralRef(reference) => reading.reference(&reference, offset)?,
            Event::DocType(_) => return Err(ListError::DocumentType { offset }),
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().and_then(Result::ok);
                let encoding = encoding.map(Cow::into_owned);
                refuse_encoding(encoding)?;
            }
            Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => return reading.finish(),
        }
    }
}

fn refuse_encoding(encoding: Option<String>) -> Result<(), ListError> {
    match encoding {
        Some(encoding)
            if !["utf-8", "utf8", "us-ascii"].contains(&encoding.to_lowercase().as_str()) =>
        {
            Err(ListError::Encoding { encoding })
        }
        _ => Ok(()),
    }
}

struct Reading {
    shape: Shape,
    /// The open elements of an entry, or those around the entries.
    open: Vec<Element>,
    /// How many of them stand around the entries.
    depth: usize,
    /// How many elements the open entry has.
    elements: usize,
    /// Whether the root was begun, and its attribute.
    begun: bool,
    attribute: Option<String>,
}

impl Reading {
    fn start(&mut self, start: &BytesStart<'_>, offset: usize) -> Result<(), ListError> {
        let name = start.local_name().as_ref().to_owned();
        if self.open.len() >= MAX_DEPTH {
            return Err(ListError::TooDeep { offset, most: MAX_DEPTH });
        }
        if self.open.is_empty() {
            self.begin(&name, start, offset)?;
        }
        // Around the entries stand the root and its sections.
        if self.depth == self.open.len() && self.depth < 3 && !self.is_entry(&name) {
            self.depth += 1;
        }
        self.elements = if self.open.len() > self.depth { self.elements + 1 } else { 0 };
        if self.elements > MAX_ELEMENTS {
            let place = format!("the entry that goes on at offset {offset}");
            return Err(ListError::TooMany { place, most: MAX_ELEMENTS, what: "elements" });
        }
        self.open.push(Element { name, offset, ..Element::default() });
        Ok(())
    }

    fn is_entry(&self, name: &str) -> bool {
        matches!(self.open.len(), 1 | 2) && self.shape.entries.contains(&name)
    }

    fn begin(
        &mut self,
        name: &str,
        start: &BytesStart<'_>,
        offset: usize,
    ) -> Result<(), ListError> {
        if self.begun {
            let problem = format!("a second root, <{name}>");
            return Err(ListError::Xml { offset, problem });
        }
        if name != self.shape.root {
            return Err(ListError::WrongRoot { root: name.to_owned() });
        }
        let attribute = start.try_get_attribute(self.shape.attribute);
        let value =
            attribute.map_err(|error| ListError::Xml { offset, problem: error.to_string() })?;
        let value = value.and_then(|value| {
            value.normalized_value(XmlVersion::Implicit1_0).ok().map(String::from)
        });
        self.begun = true;
        self.attribute = value;
        Ok(())
    }

    /// Closes the innermost element; what it is if an entry ends with it.
    fn end(&mut self) -> Option<Element> {
        let element = self.open.pop()?;
        if self.open.len() < self.depth {
            self.depth = self.open.len();
            return None;
        }
        if self.open.len() == self.depth {
            return Some(element);
        }
        if let Some(parent) = self.open.last_mut() {
            parent.children.push(element);
        }
        None
    }

    fn text(&mut self, text: &str, offset: usize) -> Result<(), ListError> {
        let inside = self.open.len() > self.depth;
        let Some(element) = self.open.last_mut() else {
            return if text.trim().is_empty() {
                Ok(())
            } else {
                Err(ListError::Xml { offset, problem: "text outside of the root".to_owned() })
            };
        };
        if !inside {
            return Ok(());
        }
        if element.text.len() + text.len() > MAX_TEXT_BYTES {
            let place = format!("<{}> at offset {}", element.name, element.offset);
            return Err(ListError::TooLong { place, most: MAX_TEXT_BYTES });
        }
        if !(element.text.is_empty() && text.trim().is_empty()) {
            element.text.push_str(text);
        }
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef<'_>, offset: usize) -> Result<(), ListError> {
        let broken = |problem: String| ListError::Xml { offset, problem };
        let character = match reference.resolve_char_ref() {
            Ok(Some('\0')) => return Err(ListError::Nul { offset }),
            Ok(Some(character)) => character,
            Ok(None) => match &**reference {
                "lt" => '<',
                "gt" => '>',
                "amp" => '&',
                "apos" => '\'',
                "quot" => '"',
                name => return Err(ListError::UnknownEntity { name: shortened(name), offset }),
            },
            Err(error) => return Err(broken(error.to_string())),
        };
        self.text(character.encode_utf8(&mut [0; 4]), offset)
    }

    fn finish(self) -> Result<Option<String>, ListError> {
        if let Some(element) = self.open.last() {
            return Err(ListError::Truncated { element: element.name.clone() });
        }
        if self.begun {
            Ok(self.attribute)
        } else {
            Err(ListError::WrongRoot { root: String::new() })
        }
    }
}

fn shortened(name: &str) -> String {
    name.chars().take(40).collect()
}

/// The line of an offset, the first being 1.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or_default();
    before.split(|byte| *byte == b'\n').count()
}
