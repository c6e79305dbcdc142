//! Outlines: the shapes of SVG and its path data in, [`Segment`]s (lines and cubic Bézier curves) out.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use super::tree::Segment;

/// Distance of the control points of a quarter circle, for radius 1: 4/3·(√2 − 1).
const QUARTER: f64 = 0.552_284_749_830_793_6;

/// A rectangle, with corners rounded by `radius`.
pub(super) fn rectangle(x: f64, y: f64, width: f64, height: f64, radius: f64) -> Vec<Segment> {
    let (right, bottom) = (x + width, y + height);
    let r = radius.min(width / 2.0).min(height / 2.0);
    if r <= 0.0 {
        return vec![
            Segment::Move(x, y),
            Segment::Line(right, y),
            Segment::Line(right, bottom),
            Segment::Line(x, bottom),
            Segment::Close,
        ];
    }
    // From a corner to the control point next to it.
    let k = r * (1.0 - QUARTER);
    vec![
        Segment::Move(x + r, y),
        Segment::Line(right - r, y),
        Segment::Curve(right - k, y, right, y + k, right, y + r),
        Segment::Line(right, bottom - r),
        Segment::Curve(right, bottom - k, right - k, bottom, right - r, bottom),
        Segment::Line(x + r, bottom),
        Segment::Curve(x + k, bottom, x, bottom - k, x, bottom - r),
        Segment::Line(x, y + r),
        Segment::Curve(x, y + k, x + k, y, x + r, y),
        Segment::Close,
    ]
}

/// An ellipse around `x`, `y`.
pub(super) fn ellipse(x: f64, y: f64, rx: f64, ry: f64) -> Vec<Segment> {
    let (kx, ky) = (rx * QUARTER, ry * QUARTER);
    vec![
        Segment::Move(x + rx, y),
        Segment::Curve(x + rx, y + ky, x + kx, y + ry, x, y + ry),
        Segment::Curve(x - kx, y + ry, x - rx, y + ky, x - rx, y),
        Segment::Curve(x - rx, y - ky, x - kx, y - ry, x, y - ry),
        Segment::Curve(x + kx, y - ry, x + rx, y - ky, x + rx, y),
        Segment::Close,
    ]
}

/// Straight lines through `points`; `None` if their numbers do not pair.
pub(super) fn polygon(points: &str, closed: bool) -> Option<Vec<Segment>> {
    let numbers = numbers(points)?;
    let (pairs, []) = numbers.as_chunks::<2>() else { return None };
    let mut segments: Vec<Segment> = pairs.iter().map(|&[x, y]| Segment::Line(x, y)).collect();
    if let Some(Segment::Line(x, y)) = segments.first().copied() {
        segments[0] = Segment::Move(x, y);
    }
    segments.extend(closed.then_some(Segment::Close));
    Some(segments)
}

/// All numbers of an attribute; `None` if there is anything else in it.
pub(super) fn numbers(text: &str) -> Option<Vec<f64>> {
    let mut scanner = Scanner { rest: text };
    let mut found = Vec::new();
    while !scanner.is_done() {
        found.push(scanner.number()?);
    }
    Some(found)
}

/// The outline of path data (SVG 2, 9.3); `None` if it is malformed.
pub(super) fn path(data: &str) -> Option<Vec<Segment>> {
    let mut scanner = Scanner { rest: data };
    let mut pen = OutlineBuilder::default();
    let mut command = None;
    while !scanner.is_done() {
        if let Some(letter) = scanner.letter() {
            command = Some(letter);
        }
        let letter = command?;
        pen.draw(letter, &mut scanner)?;
        // Coordinates that follow without a letter repeat the command; after a move they draw lines.
        command = match letter {
            'M' => Some('L'),
            'm' => Some('l'),
            'Z' | 'z' => None,
            other => Some(other),
        };
    }
    Some(pen.segments)
}

/// Draws path data.
#[derive(Default)]
struct OutlineBuilder {
    segments: Vec<Segment>,
    at: (f64, f64),
    start: (f64, f64),
    /// The last control point and whether it was that of a cubic curve, for `S` and `T`.
    control: Option<(f64, f64, bool)>,
}

impl OutlineBuilder {
    fn draw(&mut self, letter: char, scanner: &mut Scanner<'_>) -> Option<()> {
        let base = if letter.is_ascii_lowercase() { self.at } else { (0.0, 0.0) };
        let mut point = || Some((base.0 + scanner.number()?, base.1 + scanner.number()?));
        match letter.to_ascii_uppercase() {
            'M' => {
                self.at = point()?;
                self.start = self.at;
                self.segments.push(Segment::Move(self.at.0, self.at.1));
                self.control = None;
            }
            'L' => self.line(point()?),
            'H' => self.line((base.0 + scanner.number()?, self.at.1)),
            'V' => self.line((self.at.0, base.1 + scanner.number()?)),
            'C' => self.cubic(point()?, point()?, point()?),
            'S' => self.cubic(self.mirrored(true), point()?, point()?),
            'Q' => self.quadratic(point()?, point()?),
            'T' => self.quadratic(self.mirrored(false), point()?),
            'A' => {
                let radii = (scanner.number()?, scanner.number()?);
                let tilt = scanner.number()?.to_radians();
                let (large, sweep) = (scanner.flag()?, scanner.flag()?);
                let end = (base.0 + scanner.number()?, base.1 + scanner.number()?);
                self.arc(radii, tilt, large, sweep, end);
            }
            'Z' => {
                self.segments.push(Segment::Close);
                self.at = self.start;
                self.control = None;
            }
            _ => return None,
        }
        Some(())
    }

    fn line(&mut self, end: (f64, f64)) {
        self.segments.push(Segment::Line(end.0, end.1));
        self.at = end;
        self.control = None;
    }

    fn cubic(&mut self, first: (f64, f64), second: (f64, f64), end: (f64, f64)) {
        self.segments.push(Segment::Curve(first.0, first.1, second.0, second.1, end.0, end.1));
        self.control = Some((second.0, second.1, true));
        self.at = end;
    }

    fn quadratic(&mut self, control: (f64, f64), end: (f64, f64)) {
        let towards = |from: (f64, f64)| {
            (from.0 + (control.0 - from.0) * 2.0 / 3.0, from.1 + (control.1 - from.1) * 2.0 / 3.0)
        };
        self.cubic(towards(self.at), towards(end), end);
        self.control = Some((control.0, control.1, false));
    }

    /// The last control point seen from the other side, if it was one of that kind; else the point itself.
    fn mirrored(&self, cubic: bool) -> (f64, f64) {
        match self.control {
            Some((x, y, kind)) if kind == cubic => (2.0 * self.at.0 - x, 2.0 * self.at.1 - y),
            _ => self.at,
        }
    }

    /// An arc of an ellipse (SVG 2, B.2.4: from end points to centre), in pieces of at most a quarter turn.
    fn arc(&mut self, radii: (f64, f64), tilt: f64, large: bool, sweep: bool, end: (f64, f64)) {
        let (mut rx, mut ry) = (radii.0.abs(), radii.1.abs());
        let start = self.at;
        if rx == 0.0 || ry == 0.0 || start == end {
            return self.line(end);
        }
        let (sin, cos) = tilt.sin_cos();
        let half = ((start.0 - end.0) / 2.0, (start.1 - end.1) / 2.0);
        let (x, y) = (cos * half.0 + sin * half.1, cos * half.1 - sin * half.0);
        let excess = (x / rx).powi(2) + (y / ry).powi(2);
        if excess > 1.0 {
            rx *= excess.sqrt();
            ry *= excess.sqrt();
        }
        let below = (rx * y).powi(2) + (ry * x).powi(2);
        let root = (((rx * ry).powi(2) - below).max(0.0) / below).sqrt();
        let side = if large == sweep { -root } else { root };
        let (cx, cy) = (side * rx * y / ry, -side * ry * x / rx);
        let center =
            (cos * cx - sin * cy + (start.0 + end.0) / 2.0, sin * cx + cos * cy + (start.1 + end.1) / 2.0);
        let from = ((y - cy) / ry).atan2((x - cx) / rx);
        let to = ((-y - cy) / ry).atan2((-x - cx) / rx);
        let mut turn = (to - from) % TAU;
        if sweep && turn < 0.0 {
            turn += TAU;
        } else if !sweep && turn > 0.0 {
            turn -= TAU;
        }
        let pieces = (turn.abs() / FRAC_PI_2 - 1e-9).ceil().max(1.0);
        let step = turn / pieces;
        let reach = 4.0 / 3.0 * (step / 4.0).tan();
        let place =
            |u: f64, v: f64| (center.0 + cos * rx * u - sin * ry * v, center.1 + sin * rx * u + cos * ry * v);
        debug_assert!(pieces <= 4.0 && turn.abs() <= 2.0 * PI + 1e-9);
        let mut angle = from;
        for _ in 0..pieces as usize {
            let (s, c) = angle.sin_cos();
            angle += step;
            let (next_s, next_c) = angle.sin_cos();
            let first = place(c - reach * s, s + reach * c);
            let second = place(next_c + reach * next_s, next_s - reach * next_c);
            self.cubic(first, second, place(next_c, next_s));
        }
        self.at = end;
        self.control = None;
    }
}

/// Reads numbers and letters of SVG attributes.
struct Scanner<'a> {
    rest: &'a str,
}

impl Scanner<'_> {
    fn is_done(&mut self) -> bool {
        self.rest = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        self.rest.is_empty()
    }

    fn letter(&mut self) -> Option<char> {
        let letter = self.rest.chars().next().filter(char::is_ascii_alphabetic)?;
        self.rest = &self.rest[1..];
        Some(letter)
    }

    /// A flag of an arc: one digit, which the next number may follow without a space.
    fn flag(&mut self) -> Option<bool> {
        self.is_done();
        let flag = match self.rest.as_bytes().first()? {
            b'0' => false,
            b'1' => true,
            _ => return None,
        };
        self.rest = &self.rest[1..];
        Some(flag)
    }

    fn number(&mut self) -> Option<f64> {
        self.is_done();
        let bytes = self.rest.as_bytes();
        let digits =
            |from: usize| from + bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut end = digits(usize::from(matches!(bytes.first(), Some(b'+' | b'-'))));
        if bytes.get(end) == Some(&b'.') {
            end = digits(end + 1);
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            let sign = end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            if bytes.get(sign).is_some_and(u8::is_ascii_digit) {
                end = digits(sign);
            }
        }
        let (number, rest) = self.rest.split_at(end);
        self.rest = rest;
        number.parse().ok().filter(|number: &f64| number.is_finite())
    }
}
