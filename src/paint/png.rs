//! Page pictures: [`Pages`] in, one PNG for each page out. A second reader of the same finished items, for
//! screens and mails. It measures nothing, breaks nothing and decides nothing; it knows no PDF.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbImage};
use tiny_skia::{
    FillRule, FilterQuality, IntSize, LineCap, Paint, PathBuilder, Pixmap, PixmapPaint, Stroke, StrokeDash,
    Transform,
};
use ttf_parser::{GlyphId, OutlineBuilder};

use super::Pictures;
use crate::base::fonts::FaceId;
use crate::base::qr::Symbol;
use crate::base::{Code, Color, Diagnostic, Fonts, Length, Origin, Placement, Point, Rect, Words};
use crate::layout::{self, ItemKind, Page, Pages, Path, PathStep, TextRun};

/// Fine enough to read the smallest label text on a screen: an A4 page is 1240 × 1754 dots.
pub const DOTS_PER_INCH: f64 = 150.0;

/// Draws every page at `dots_per_inch`.
///
/// # Errors
/// `SP999` if a run asks for a glyph that its face lacks, a picture is not there, or a page has no size.
pub fn pictures(
    pages: &Pages,
    pictures: &Pictures,
    fonts: &Fonts,
    dots_per_inch: f64,
) -> Result<Vec<Vec<u8>>, Vec<Diagnostic>> {
    let mut outlines = BTreeMap::new();
    let mut draw = |page: &Page| {
        let canvas = Canvas::new(page, dots_per_inch, pictures, fonts, &mut outlines)?;
        canvas.drawn(page).map(|(bytes, _)| bytes)
    };
    let drawn: Result<Vec<_>, String> = pages.pages.iter().map(&mut draw).collect();
    drawn.map_err(|why| vec![fault(&why)])
}

/// Draws one page, and says how many dots it has across and down.
///
/// # Errors
/// As [`pictures`].
pub fn picture(
    page: &Page,
    pictures: &Pictures,
    fonts: &Fonts,
    dots_per_inch: f64,
) -> Result<(Vec<u8>, [u32; 2]), Vec<Diagnostic>> {
    let mut outlines = BTreeMap::new();
    let canvas = Canvas::new(page, dots_per_inch, pictures, fonts, &mut outlines);
    canvas.and_then(|canvas| canvas.drawn(page)).map_err(|why| vec![fault(&why)])
}

fn fault(why: &str) -> Diagnostic {
    let message = Words::new(format!("ページの画像：{why}"), format!("page picture: {why}"));
    let help = Words::new("プログラムの不具合です", "this is a fault of the program");
    Diagnostic::error(Code::Internal, Origin::NONE, message, help)
}

/// Glyph outlines in font units, y upwards; `None`: nothing to draw (a space).
type GlyphPaths = BTreeMap<(FaceId, u16), Option<tiny_skia::Path>>;

/// A page on its way to a picture.
struct Canvas<'a> {
    pixmap: Pixmap,
    /// From points to dots.
    scale: Transform,
    pictures: &'a Pictures,
    fonts: &'a Fonts,
    outlines: &'a mut GlyphPaths,
}

impl<'a> Canvas<'a> {
    fn new(
        page: &Page,
        dots_per_inch: f64,
        pictures: &'a Pictures,
        fonts: &'a Fonts,
        outlines: &'a mut GlyphPaths,
    ) -> Result<Self, String> {
        let dots = dots_per_inch / 72.0;
        let whole = |length: Length| (length.to_pt() * dots).round() as u32;
        let mut pixmap = Pixmap::new(whole(page.size.width), whole(page.size.height)).ok_or("no size")?;
        pixmap.fill(tiny_skia::Color::WHITE);
        let Placement { scale: [across, down], .. } = page.placement;
        let shift = page.placement.shift(page.size);
        let scale = Transform::from_scale(dots as f32, dots as f32)
            .pre_translate(points(shift.x), points(shift.y))
            .pre_scale(across as f32, down as f32);
        Ok(Self { pixmap, scale, pictures, fonts, outlines })
    }

    /// The page as a picture, with its dots across and down.
    fn drawn(mut self, page: &Page) -> Result<(Vec<u8>, [u32; 2]), String> {
        for item in &page.items {
            self.draw(&item.kind)?;
        }
        Ok((self.encode()?, [self.pixmap.width(), self.pixmap.height()]))
    }

    fn draw(&mut self, kind: &ItemKind) -> Result<(), String> {
        match kind {
            ItemKind::Text(run) => self.text(run),
            ItemKind::Path(path) => {
                self.path(path);
                Ok(())
            }
            ItemKind::Symbol(area, symbol) => {
                self.symbol(*area, symbol);
                Ok(())
            }
            ItemKind::Picture(area, name) => self.picture(*area, name),
        }
    }

    fn text(&mut self, run: &TextRun) -> Result<(), String> {
        let face = self.fonts.face(run.face);
        let size = points(run.size);
        let unit = size / f32::from(face.units_per_em);
        let paint = paint(run.color);
        let mut x = points(run.start.x);
        let mut shifts = run.shifts.iter().peekable();
        for (index, character) in run.text.chars().enumerate() {
            let glyph = face.glyph(character).ok_or_else(|| format!("{} lacks a glyph", face.name))?;
            if let Some(outline) = self.outline(run.face, glyph) {
                let place = self.scale.pre_translate(x, points(run.start.y)).pre_scale(unit, -unit);
                self.pixmap.fill_path(&outline, &paint, FillRule::Winding, place, None);
            }
            x += f32::from(face.advance_units(glyph)) * unit + points(run.spacing);
            while let Some((_, shift)) = shifts.next_if(|(after, _)| *after == index) {
                x += points(*shift);
            }
        }
        Ok(())
    }

    fn outline(&mut self, id: FaceId, glyph: u16) -> Option<tiny_skia::Path> {
        let data = &self.fonts.face(id).data;
        self.outlines.entry((id, glyph)).or_insert_with(|| outline(data, glyph)).clone()
    }

    fn path(&mut self, path: &Path) {
        let Some(outline) = steps(&path.steps) else { return };
        if let Some(color) = path.fill {
            self.pixmap.fill_path(&outline, &paint(color), FillRule::Winding, self.scale, None);
        }
        if let Some(line) = &path.stroke {
            self.pixmap.stroke_path(&outline, &paint(line.color), &stroke(line), self.scale, None);
        }
    }

    /// One path for the whole symbol: module by module, seams would show between them.
    fn symbol(&mut self, area: Rect, symbol: &Symbol) {
        let module = points(area.size.width) / symbol.width as f32;
        let (left, top) = (points(area.origin.x), points(area.origin.y));
        let mut builder = PathBuilder::new();
        for row in 0..symbol.width {
            for column in (0..symbol.width).filter(|&column| symbol.is_dark(row, column)) {
                let (x, y) = (left + column as f32 * module, top + row as f32 * module);
                if let Some(square) = tiny_skia::Rect::from_xywh(x, y, module, module) {
                    builder.push_rect(square);
                }
            }
        }
        if let Some(outline) = builder.finish() {
            self.pixmap.fill_path(&outline, &paint(Color::BLACK), FillRule::Winding, self.scale, None);
        }
    }

    fn picture(&mut self, area: Rect, name: &str) -> Result<(), String> {
        let picture = self.pictures.get(name).ok_or_else(|| format!("no picture {name:?}"))?.to_rgba8();
        let (width, height) = picture.dimensions();
        let mut bytes = picture.into_raw();
        for pixel in bytes.chunks_exact_mut(4) {
            let color = tiny_skia::ColorU8::from_rgba(pixel[0], pixel[1], pixel[2], pixel[3]).premultiply();
            pixel.copy_from_slice(&[color.red(), color.green(), color.blue(), color.alpha()]);
        }
        let size = IntSize::from_wh(width, height).ok_or("an empty picture")?;
        let bitmap = Pixmap::from_vec(bytes, size).ok_or("a picture of wrong size")?;
        let place = self
            .scale
            .pre_translate(points(area.origin.x), points(area.origin.y))
            .pre_scale(points(area.size.width) / width as f32, points(area.size.height) / height as f32);
        let look = PixmapPaint { quality: FilterQuality::Bicubic, ..PixmapPaint::default() };
        self.pixmap.draw_pixmap(0, 0, bitmap.as_ref(), &look, place, None);
        Ok(())
    }

    /// The page as PNG. Its paper is opaque, so the fourth channel says nothing.
    fn encode(&self) -> Result<Vec<u8>, String> {
        let opaque: Vec<_> =
            self.pixmap.pixels().iter().flat_map(|dot| [dot.red(), dot.green(), dot.blue()]).collect();
        let picture = RgbImage::from_raw(self.pixmap.width(), self.pixmap.height(), opaque)
            .ok_or("a page of wrong size")?;
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(picture)
            .write_to(&mut bytes, ImageFormat::Png)
            .map_err(|error| error.to_string())?;
        Ok(bytes.into_inner())
    }
}

fn points(length: Length) -> f32 {
    length.to_pt() as f32
}

fn paint(color: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(color.red, color.green, color.blue, 255);
    paint
}

fn stroke(line: &layout::Stroke) -> Stroke {
    let lengths: Vec<_> = line.dash.iter().copied().map(points).collect();
    // PDF repeats an odd pattern to make it even (ISO 32000-1, 8.4.3.6).
    let even = if lengths.len() % 2 == 1 { lengths.repeat(2) } else { lengths };
    Stroke {
        width: points(line.width),
        line_cap: LineCap::Butt,
        dash: StrokeDash::new(even, 0.0),
        ..Stroke::default()
    }
}

fn steps(steps: &[PathStep]) -> Option<tiny_skia::Path> {
    let mut builder = PathBuilder::new();
    let pair = |point: Point| (points(point.x), points(point.y));
    for step in steps {
        match *step {
            PathStep::Move(to) => builder.move_to(pair(to).0, pair(to).1),
            PathStep::Line(to) => builder.line_to(pair(to).0, pair(to).1),
            PathStep::Curve(first, second, to) => {
                let ((x1, y1), (x2, y2), (x, y)) = (pair(first), pair(second), pair(to));
                builder.cubic_to(x1, y1, x2, y2, x, y);
            }
            PathStep::Rect(area) => {
                let ((x, y), (width, height)) =
                    (pair(area.origin), (points(area.size.width), points(area.size.height)));
                if let Some(area) = tiny_skia::Rect::from_xywh(x, y, width, height) {
                    builder.push_rect(area);
                }
            }
            PathStep::Close => builder.close(),
        }
    }
    builder.finish()
}

/// The outline of one glyph, in font units.
fn outline(data: &[u8], glyph: u16) -> Option<tiny_skia::Path> {
    let face = ttf_parser::Face::parse(data, 0).ok()?;
    let mut pen = GlyphPen(PathBuilder::new());
    face.outline_glyph(GlyphId(glyph), &mut pen)?;
    pen.0.finish()
}

struct GlyphPen(PathBuilder);

impl OutlineBuilder for GlyphPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
