//! Outlines: a path in, the operators that build, fill and stroke it out (ISO 32000-1, 8.5).

use super::{ContentWriter, hundredths, syntax};
use crate::base::{Color, Point};
use crate::layout::{Path, PathStep, Stroke};

impl ContentWriter<'_> {
    /// Draws `path`, filled and stroked as it says.
    pub(super) fn path(&mut self, path: &Path) {
        let operator: &[u8] = match (path.fill, &path.stroke) {
            (None, None) => return,
            (Some(_), None) => b"f\n",
            (None, Some(_)) => b"S\n",
            (Some(_), Some(_)) => b"B\n",
        };
        if let Some(color) = path.fill {
            self.set_fill(color);
        }
        if let Some(line) = &path.stroke {
            self.set_line(line);
        }
        for step in &path.steps {
            self.step(step);
        }
        self.out.extend_from_slice(operator);
    }

    fn step(&mut self, step: &PathStep) {
        match *step {
            PathStep::Move(to) => self.points(&[to], b"m\n"),
            PathStep::Line(to) => self.points(&[to], b"l\n"),
            PathStep::Curve(first, second, to) => self.points(&[first, second, to], b"c\n"),
            PathStep::Rect(rect) => {
                // Both corners are rounded, not the size: what touches must go on touching.
                let (left, top) = self.place(rect.origin);
                let (right, bottom) = self.place(Point::new(rect.right(), rect.bottom()));
                self.numbers(&[left, bottom, right - left, top - bottom], b"re\n");
            }
            PathStep::Close => self.out.extend_from_slice(b"h\n"),
        }
    }

    pub(super) fn set_fill(&mut self, color: Color) {
        if self.fill != color {
            self.fill = color;
            self.color(color, b"g\n", b"rg\n");
        }
    }

    fn set_line(&mut self, line: &Stroke) {
        if self.stroke != line.color {
            self.stroke = line.color;
            self.color(line.color, b"G\n", b"RG\n");
        }
        let width = hundredths(line.width);
        if self.line_width != width {
            self.line_width = width;
            self.numbers(&[width], b"w\n");
        }
        let dash: Vec<i64> = line.dash.iter().map(|length| hundredths(*length)).collect();
        if self.dash != dash {
            self.out.push(b'[');
            self.numbers(&dash, b"]0 d\n");
            self.dash = dash;
        }
    }

    /// Sets a colour: grey where the three channels agree.
    fn color(&mut self, color: Color, grey: &[u8], rgb: &[u8]) {
        /// Decimal places that tell 256 steps apart.
        const PLACES: u32 = 3;
        let Color { red, green, blue } = color;
        let all = [red, green, blue];
        let (channels, operator) =
            if red == green && green == blue { (&all[..1], grey) } else { (&all[..], rgb) };
        for channel in channels {
            let value = f64::from(*channel) / f64::from(u8::MAX);
            syntax::fixed(&mut self.out, syntax::round(value, PLACES), PLACES);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(operator);
    }

    fn points(&mut self, points: &[Point], operator: &[u8]) {
        for point in points {
            let (x, y) = self.place(*point);
            self.numbers(&[x, y], b"");
        }
        self.out.extend_from_slice(operator);
    }
}
