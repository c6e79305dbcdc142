//! What decides how items are written, as bytes: a few for each item, quicker made than what is written.

use crate::base::{Color, Length, Point};
use crate::layout::{Item, ItemKind, Page, Path, Step, TextRun};
use crate::paint::typefaces;

/// Bytes that are different for what is written differently.
#[derive(Default)]
pub(in crate::paint) struct Key {
    /// The bytes.
    pub(in crate::paint) bytes: Vec<u8>,
}

impl Key {
    /// Of `items` on `page`; `None` if there are bitmaps among them, whose names mean nothing outside their document.
    pub(in crate::paint) fn of(items: &[Item], page: &Page) -> Option<Self> {
        let mut key = Self { bytes: Vec::with_capacity(items.len() * 128) };
        key.point(Point::new(page.size.width, page.size.height));
        key.point(page.placement.offset);
        page.placement.scale.iter().for_each(|scale| key.number(*scale));
        items.iter().try_for_each(|item| key.item(&item.kind))?;
        Some(key)
    }

    fn item(&mut self, kind: &ItemKind) -> Option<()> {
        match kind {
            ItemKind::Text(run) => {
                self.bytes.push(b't');
                self.run(run);
            }
            ItemKind::Path(path) => {
                self.bytes.push(b'p');
                self.path(path);
            }
            ItemKind::Symbol(area, symbol) => {
                self.bytes.push(b's');
                self.step(b'r', &[area.origin, Point::new(area.size.width, area.size.height)]);
                self.text(&symbol.text);
            }
            ItemKind::Picture(..) => return None,
        }
        Some(())
    }

    fn run(&mut self, run: &TextRun) {
        let TextRun { start, face, size, color, text, spacing, shifts, width: _ } = run;
        self.point(*start);
        self.length(*size);
        self.length(*spacing);
        self.color(*color);
        self.text(text);
        self.count(typefaces::name(*face));
        self.count(shifts.len());
        for (after, shift) in shifts {
            self.count(*after);
            self.length(*shift);
        }
    }

    fn path(&mut self, path: &Path) {
        let Path { steps, fill, stroke } = path;
        self.count(steps.len());
        for step in steps {
            match step {
                Step::Move(to) => self.step(b'm', &[*to]),
                Step::Line(to) => self.step(b'l', &[*to]),
                Step::Curve(first, second, to) => self.step(b'c', &[*first, *second, *to]),
                Step::Rect(rect) => {
                    self.step(b'r', &[rect.origin, Point::new(rect.size.width, rect.size.height)]);
                }
                Step::Close => self.bytes.push(b'h'),
            }
        }
        for color in [fill, &stroke.as_ref().map(|line| line.color)] {
            self.bytes.push(color.is_some().into());
            color.iter().for_each(|color| self.color(*color));
        }
        if let Some(line) = stroke {
            self.length(line.width);
            self.count(line.dash.len());
            line.dash.iter().for_each(|length| self.length(*length));
        }
    }

    fn step(&mut self, kind: u8, points: &[Point]) {
        self.bytes.push(kind);
        points.iter().for_each(|point| self.point(*point));
    }

    fn point(&mut self, point: Point) {
        self.length(point.x);
        self.length(point.y);
    }

    fn length(&mut self, length: Length) {
        self.number(length.to_pt());
    }

    fn number(&mut self, number: f64) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    pub(super) fn count(&mut self, count: usize) {
        self.bytes.extend_from_slice(&(count as u32).to_le_bytes());
    }

    fn color(&mut self, color: Color) {
        self.bytes.extend_from_slice(&[color.red, color.green, color.blue]);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }
}
