//! [`Look`]: a short word for how an item looks, made from all that decides it but its place. In: an item; out: the
//! word, the same for items that look the same in whatever document.

use super::{ItemKind, Path, Step, TextRun};
use crate::base::fingerprint::{Fingerprint, fingerprint};
use crate::base::{Color, Length, Point};

/// What stands for how something looks.
pub(super) type Look = Fingerprint;

/// How `kind` looks, wherever it stands; `None` for a bitmap, whose name means nothing outside its document. `scratch` is
/// written over.
pub(super) fn look(kind: &ItemKind, scratch: &mut Vec<u8>) -> Option<Look> {
    scratch.clear();
    let mut key = Key { bytes: scratch, start: start(kind) };
    match kind {
        ItemKind::Text(run) => key.run(run),
        ItemKind::Path(path) => key.path(path),
        ItemKind::Symbol(area, symbol) => {
            key.bytes.push(b's');
            key.length(area.size.width);
            key.length(area.size.height);
            key.text(&symbol.text);
        }
        ItemKind::Picture(..) => return None,
    }
    Some(fingerprint(key.bytes))
}

/// Where something begins.
pub(super) fn start(kind: &ItemKind) -> Point {
    match kind {
        ItemKind::Text(run) => run.start,
        ItemKind::Symbol(area, _) | ItemKind::Picture(area, _) => area.origin,
        ItemKind::Path(path) => match path.steps.first() {
            Some(Step::Move(point) | Step::Line(point) | Step::Curve(point, ..)) => *point,
            Some(Step::Rect(rect)) => rect.origin,
            Some(Step::Close) | None => Point::default(),
        },
    }
}

/// Bytes that are different for what looks different.
struct Key<'a> {
    bytes: &'a mut Vec<u8>,
    /// From where points are counted.
    start: Point,
}

impl Key<'_> {
    fn run(&mut self, run: &TextRun) {
        let TextRun { start: _, face, size, color, text, spacing, shifts, width: _ } = run;
        self.bytes.push(b't');
        self.length(*size);
        self.length(*spacing);
        self.color(*color);
        self.text(text);
        self.count(face.number());
        self.count(shifts.len());
        for (after, shift) in shifts {
            self.count(*after);
            self.length(*shift);
        }
    }

    fn path(&mut self, path: &Path) {
        let Path { steps, fill, stroke } = path;
        self.bytes.push(b'p');
        self.count(steps.len());
        for step in steps {
            match step {
                Step::Move(to) => self.step(b'm', &[*to]),
                Step::Line(to) => self.step(b'l', &[*to]),
                Step::Curve(first, second, to) => self.step(b'c', &[*first, *second, *to]),
                Step::Rect(rect) => {
                    self.step(b'r', &[rect.origin]);
                    self.length(rect.size.width);
                    self.length(rect.size.height);
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
        for point in points {
            self.length(point.x - self.start.x);
            self.length(point.y - self.start.y);
        }
    }

    fn length(&mut self, length: Length) {
        self.bytes.extend_from_slice(&length.to_pt().to_le_bytes());
    }

    fn count(&mut self, count: usize) {
        self.bytes.extend_from_slice(&(count as u32).to_le_bytes());
    }

    fn color(&mut self, color: Color) {
        self.bytes.extend_from_slice(&[color.red, color.green, color.blue]);
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }
}
