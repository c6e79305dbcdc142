//! The dealer's logo: pictures of every kind and of none, from the file to the page.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use startpack::app::{DEFAULT_STOCK, LabelRequest, documents};
use startpack::layout::ItemKind;
use startpack::plan::{DocumentKind, Request};

use super::*;

/// A site whose dealer has a logo of those bytes.
fn site(name: &str, logo: &str, bytes: &[u8]) -> Result<Validated, Vec<Diagnostic>> {
    let folder = folder(name);
    std::fs::write(folder.join("logo.png"), bytes).unwrap();
    let example = std::fs::read_to_string(root().join("examples/sakura-clinic.toml")).unwrap();
    let text = example.replacen("[dealer]", &format!("[dealer]\nlogo = \"{logo}\""), 1);
    check_text(name, text).0
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let dots = RgbImage::from_fn(width, height, |x, _| Rgb([u8::try_from(x % 256).unwrap(), 90, 180]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(dots).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[test]
fn a_logo_stands_on_the_cover_in_its_own_proportion() {
    for (name, format) in [("logo-png", ImageFormat::Png), ("logo-jpeg", ImageFormat::Jpeg)] {
        let Validated { site, .. } = site(name, "logo.png", &picture(1200, 300, format)).unwrap();
        let request = Request {
            print_date: today(),
            documents: vec![DocumentKind::Packet],
            labels: LabelRequest::on(DEFAULT_STOCK).unwrap(),
            key: None,
            note: Vec::new(),
            plain: false,
            enclosed: Vec::new(),
        };
        let packet = documents(&site, &request, &Fonts::new()).unwrap().remove(0);
        let areas: Vec<_> = packet.pages.pages[0]
            .items
            .iter()
            .filter_map(|item| match &item.kind {
                ItemKind::Picture(area, _) => Some(*area),
                _ => None,
            })
            .collect();
        assert_eq!(areas.len(), 1, "{name}");
        assert!((areas[0].size.width / areas[0].size.height - 4.0).abs() < 0.05, "{:?}", areas[0]);
        let kept = &packet.bitmaps.values().next().unwrap();
        assert!(kept.width() <= 532 && kept.height() <= 142, "{}×{}", kept.width(), kept.height());
    }
}

/// The kept picture of a site's logo.
fn kept(site: &Validated) -> (u32, u32) {
    let request = Request {
        print_date: today(),
        documents: vec![DocumentKind::Packet],
        labels: LabelRequest::on(DEFAULT_STOCK).unwrap(),
        key: None,
        note: Vec::new(),
        plain: false,
        enclosed: Vec::new(),
    };
    let packet = documents(&site.site, &request, &Fonts::new()).unwrap().remove(0);
    let picture = packet.bitmaps.values().next().unwrap();
    (picture.width(), picture.height())
}

#[test]
fn a_logo_is_turned_as_the_camera_was_held() {
    let mut jpeg = picture(120, 30, ImageFormat::Jpeg);
    // Exif of one entry, the orientation: the top of the picture is its right side.
    let exif = b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    jpeg.splice(2..2, exif.iter().copied());
    assert_eq!(kept(&site("logo-turned", "logo.png", &jpeg).unwrap()), (30, 120));
    let upright = site("logo-upright", "logo.png", &picture(120, 30, ImageFormat::Jpeg)).unwrap();
    assert_eq!(kept(&upright), (120, 30));
}

#[test]
fn a_logo_on_another_computer_is_not_asked_for() {
    let png = picture(40, 20, ImageFormat::Png);
    for (number, far) in [
        "//server/share/logo.png",
        r"\\\\server\\share\\logo.png",
        "http://server/logo.png",
        r"/\\server/logo.png",
    ]
    .into_iter()
    .enumerate()
    {
        let result = site(&format!("logo-far-{number}"), far, &png);
        assert_eq!(codes(&result), [Code::BadLogo.as_str()], "{far}");
        assert!(result.unwrap_err()[0].message.en.contains("another computer"), "{far}");
    }
}

#[test]
fn what_is_no_logo_is_told_with_its_place() {
    let png = picture(40, 20, ImageFormat::Png);
    let mut vast = png.clone();
    // Width and height in the header: a picture of 4 thousand million dots a side in a few bytes.
    vast[16..24].fill(0x7f);
    let cases: [(&str, &str, &[u8]); 6] = [
        ("logo-missing", "nothing.png", &png),
        ("logo-folder", ".", &png),
        ("logo-empty", "logo.png", b""),
        ("logo-text", "logo.png", b"not a picture at all"),
        ("logo-cut", "logo.png", &png[..png.len() / 2]),
        ("logo-vast", "logo.png", &vast),
    ];
    for (name, logo, bytes) in cases {
        let result = site(name, logo, bytes);
        assert_eq!(codes(&result), [Code::BadLogo.as_str()], "{name}");
        assert!(result.unwrap_err()[0].at.is_some(), "{name}");
    }
}
