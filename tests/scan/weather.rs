//! What befalls a print on its way back: blur, turning, shifting, faint ink, blots, a photo from the side.
//! Pictures in, pictures out, the same every time.

use image::GrayImage;
use image::imageops::blur;

/// What is done to a symbol before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    /// Nothing.
    Fair,
    /// Out of focus: a Gaussian of 0.12 mm.
    Blurred,
    /// By 3°.
    Turned,
    /// By 1 mm right and down, which is no whole number of dots.
    Shifted,
    /// Black is 150 and white 200 of 255.
    Faint,
    /// A black blot on 5 % of the symbol, between middle and right edge.
    Blotted,
}

impl Weather {
    pub const ALL: [Self; 6] =
        [Self::Fair, Self::Blurred, Self::Turned, Self::Shifted, Self::Faint, Self::Blotted];

    /// `picture`, of which the middle `side` dots are the symbol.
    pub fn on(self, picture: &GrayImage, side: f32, dots_per_inch: f32) -> GrayImage {
        let mm = dots_per_inch / 25.4;
        let (middle_x, middle_y) = (picture.width() as f32 / 2.0, picture.height() as f32 / 2.0);
        match self {
            Self::Fair => picture.clone(),
            Self::Blurred => blur(picture, 0.12 * mm),
            Self::Turned => {
                let (sin, cos) = 3_f32.to_radians().sin_cos();
                taken(picture, |x, y| {
                    let (x, y) = (x - middle_x, y - middle_y);
                    (x * cos - y * sin + middle_x, x * sin + y * cos + middle_y)
                })
            }
            Self::Shifted => taken(picture, |x, y| (x - mm, y - mm)),
            Self::Faint => {
                let mut faint = picture.clone();
                faint.iter_mut().for_each(|dot| *dot = 150 + *dot / 5);
                faint
            }
            Self::Blotted => {
                let radius = side * (0.05 / std::f32::consts::PI).sqrt();
                let (x0, y0) = (middle_x + side * 0.2, middle_y + side * 0.05);
                let mut blotted = picture.clone();
                for (x, y, dot) in blotted.enumerate_pixels_mut() {
                    if (x as f32 - x0).hypot(y as f32 - y0) < radius {
                        dot.0 = [20];
                    }
                }
                blotted
            }
        }
    }
}

/// A picture of the same size whose dots are taken from where `from` says, between dots by weight.
fn taken(picture: &GrayImage, from: impl Fn(f32, f32) -> (f32, f32)) -> GrayImage {
    GrayImage::from_fn(picture.width(), picture.height(), |x, y| {
        let (x, y) = from(x as f32, y as f32);
        image::Luma([between(picture, x, y, 255.0) as u8])
    })
}

/// The grey at a place between dots; `outside` beyond the edge.
fn between(picture: &GrayImage, x: f32, y: f32, outside: f32) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    if left < 0.0 || top < 0.0 || left + 2.0 > picture.width() as f32 || top + 2.0 > picture.height() as f32 {
        return outside;
    }
    let (right, down) = (x - left, y - top);
    let width = picture.width() as usize;
    let start = top as usize * width + left as usize;
    let dots = picture.as_raw();
    let at = |index: usize| f32::from(dots[index]);
    let upper = at(start) * (1.0 - right) + at(start + 1) * right;
    let lower = at(start + width) * (1.0 - right) + at(start + width + 1) * right;
    upper * (1.0 - down) + lower * down
}

/// A photo of a landscape sheet that lies on a grey table.
pub fn photo(paper: &GrayImage, width: u32, height: u32) -> GrayImage {
    // A blur of the sheet before it is taken: out of focus by about a third of a module.
    let paper = blur(paper, 1.0);
    let (w, h) = (width as f32, height as f32);
    // Where the sheet's corners lie in the photo: the far edge is shorter.
    let corners = [(0.15 * w, 0.11 * h), (0.88 * w, 0.07 * h), (0.97 * w, 0.92 * h), (0.03 * w, 0.95 * h)];
    let onto = Perspective::of(corners, paper.width() as f32, paper.height() as f32);
    let mut noise = Noise(0x2545_F491);
    GrayImage::from_fn(width, height, |x, y| {
        let (u, v) = onto.back(x as f32, y as f32);
        let reflected = 40.0 + between(&paper, u, v, 60.0) * 0.75;
        let lamp = 1.0 - 0.6 * (x as f32 / w - 0.3).hypot(y as f32 / h - 0.25);
        let shadow = if x as f32 + 0.4 * y as f32 > 1.05 * w { 0.65 } else { 1.0 };
        image::Luma([(reflected * lamp * shadow + noise.next()).clamp(0.0, 255.0) as u8])
    })
}

/// Noise of about ± 8, from a generator of its own (xorshift), so that it is the same every time.
struct Noise(u32);

impl Noise {
    fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0 >> 16) as f32 / 65_536.0 * 16.0 - 8.0
    }
}

/// The map from a photo's dots back to those of the sheet.
struct Perspective {
    m: [f32; 9],
}

impl Perspective {
    /// From the four corners of a sheet of that size as the photo shows them, clockwise from the top left
    /// (Heckbert, Fundamentals of Texture Mapping and Image Warping, 1989, 2.2.3).
    fn of([p0, p1, p2, p3]: [(f32, f32); 4], width: f32, height: f32) -> Self {
        let (dx1, dx2, sx) = (p1.0 - p2.0, p3.0 - p2.0, p0.0 - p1.0 + p2.0 - p3.0);
        let (dy1, dy2, sy) = (p1.1 - p2.1, p3.1 - p2.1, p0.1 - p1.1 + p2.1 - p3.1);
        let whole = dx1 * dy2 - dx2 * dy1;
        let (g, h) = ((sx * dy2 - dx2 * sy) / whole, (dx1 * sy - sx * dy1) / whole);
        let (a, b, c) = (p1.0 - p0.0 + g * p1.0, p3.0 - p0.0 + h * p3.0, p0.0);
        let (d, e, f) = (p1.1 - p0.1 + g * p1.1, p3.1 - p0.1 + h * p3.1, p0.1);
        // The adjoint turns the map round; its scale cancels out.
        let m = [
            (e - f * h) * width,
            (c * h - b) * width,
            (b * f - c * e) * width,
            (f * g - d) * height,
            (a - c * g) * height,
            (c * d - a * f) * height,
            d * h - e * g,
            b * g - a * h,
            a * e - b * d,
        ];
        Self { m }
    }

    fn back(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f, g, h, i] = self.m;
        let w = g * x + h * y + i;
        ((a * x + b * y + c) / w, (d * x + e * y + f) / w)
    }
}
