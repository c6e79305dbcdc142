//! The files, read back with lopdf: links, outline, pictures, strings, faults, and the same bytes each time.

use image::{DynamicImage, Rgba, RgbaImage};
use lopdf::{Dictionary, Document, Object};
use startpack::base::qr::Symbol;
use startpack::base::{Code, Color, FaceId, Fonts, Length, Origin, Role};
use startpack::layout::{Bookmark, Element, Item, ItemKind, LinkArea, LinkTarget, Pages};
use startpack::paint::{Pictures, Properties, paint};

use super::sample::{element, filled, item, one_page, packet, page, painted, properties, rect, run, text};

fn read(pages: &Pages) -> Document {
    Document::load_mem(&painted(pages).bytes).expect("lopdf reads the file")
}

/// The dictionary behind `key`, directly or by reference.
pub(crate) fn dictionary<'a>(document: &'a Document, of: &'a Dictionary, key: &str) -> &'a Dictionary {
    document.get_dict_in_dict(of, key.as_bytes()).unwrap_or_else(|error| panic!("{key}: {error}"))
}

/// A text string as characters.
fn characters(value: &Object) -> String {
    let bytes = value.as_str().expect("a string");
    match bytes.strip_prefix(b"\xFE\xFF") {
        Some(units) => {
            let units: Vec<u16> =
                units.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).expect("UTF-16")
        }
        None => String::from_utf8(bytes.to_vec()).expect("ASCII"),
    }
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let fonts = Fonts::new();
    let first = painted(&packet(&fonts, 3));
    painted(&one_page(vec![ItemKind::Text(text(&fonts, 50.0, 50.0, "別の文書"))]));
    assert!(first == painted(&packet(&fonts, 3)));
    assert_eq!(first.pages, 3);
}

#[test]
fn no_document_has_another_ones_number() {
    let fonts = Fonts::new();
    let ids = ["一", "二"].map(|words| {
        let document = read(&one_page(vec![ItemKind::Text(text(&fonts, 50.0, 50.0, words))]));
        document.trailer.get(b"ID").expect("an ID").clone()
    });
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn the_catalog_has_names_where_names_belong() {
    let document = read(&packet(&Fonts::new(), 2));
    assert_eq!(document.version, "1.7");
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"PageMode").unwrap().as_name().unwrap(), b"UseOutlines");
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"ja-JP");
    let preferences = dictionary(&document, catalog, "ViewerPreferences");
    assert_eq!(preferences.get(b"Duplex").unwrap().as_name().unwrap(), b"DuplexFlipLongEdge");
    assert_eq!(preferences.get(b"PrintScaling").unwrap().as_name().unwrap(), b"None");
    assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    assert!(!preferences.has(b"PickTrayByPDFSize"));
    let labels = Properties { tray_by_size: true, duplex: false, ..properties() };
    let pdf = paint(&packet(&Fonts::new(), 1), &labels, &Pictures::new(), &Fonts::new()).unwrap();
    let document = Document::load_mem(&pdf.bytes).unwrap();
    let preferences = dictionary(&document, document.catalog().unwrap(), "ViewerPreferences");
    assert!(preferences.get(b"PickTrayByPDFSize").unwrap().as_bool().unwrap());
    assert_eq!(preferences.get(b"Duplex").unwrap().as_name().unwrap(), b"Simplex");
}

#[test]
fn properties_hold_what_was_given_and_nothing_else() {
    let mut pages = packet(&Fonts::new(), 1);
    pages.title = r"（案内）(a\b) <&> 𠮷".to_owned();
    let document = read(&pages);
    let info = dictionary(&document, &document.trailer, "Info");
    assert_eq!(characters(info.get(b"Title").unwrap()), pages.title);
    assert_eq!(characters(info.get(b"Author").unwrap()), "試験");
    assert_eq!(characters(info.get(b"CreationDate").unwrap()), "D:20261122");
    let keys: Vec<_> = info.iter().map(|(key, _)| String::from_utf8_lossy(key).into_owned()).collect();
    let known = ["Author", "CreationDate", "Creator", "ModDate", "Producer", "Title"];
    assert!(keys.iter().all(|key| known.contains(&key.as_str())), "{keys:?}");
    let metadata = document.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
    let xmp = document.get_object(metadata).unwrap().as_stream().unwrap();
    let xmp = String::from_utf8(xmp.decompressed_content().unwrap()).unwrap();
    let tree = roxmltree::Document::parse(&xmp).expect("XMP is well formed");
    assert!(tree.descendants().any(|node| node.text() == Some(&pages.title)));
}

#[test]
fn every_object_is_used() {
    let mut document = read(&packet(&Fonts::new(), 3));
    // Object and cross-reference streams are the file's own; everything else hangs on the trailer.
    let kinds = [&b"ObjStm"[..], b"XRef"];
    document.objects.retain(|_, object| !kinds.iter().any(|kind| object.type_name().ok() == Some(kind)));
    assert_eq!(document.prune_objects(), Vec::new());
}

#[test]
fn links_lead_where_the_pages_say() {
    let mut pages = packet(&Fonts::new(), 2);
    pages.pages[1].links.push(LinkArea {
        area: rect(10.0, 20.0, 30.0, 40.0),
        element: None,
        text: "a (b) 資格".to_owned(),
        target: LinkTarget::Place(0, Length::pt(100.0)),
    });
    let document = read(&pages);
    let ids: Vec<_> = document.page_iter().collect();
    let annotations = document.get_page_annotations(ids[1]).unwrap();
    assert_eq!(annotations.len(), 3);
    let uri = dictionary(&document, annotations[0], "A").get(b"URI").unwrap().as_str().unwrap();
    assert_eq!(uri, b"https://example.jp/portal?q=%E8%B3%87%E6%A0%BC");
    let place = annotations[2];
    assert_eq!(place.get(b"F").unwrap().as_i64().unwrap(), 4);
    assert_eq!(characters(place.get(b"Contents").unwrap()), "a (b) 資格");
    let area: Vec<f32> =
        place.get(b"Rect").unwrap().as_array().unwrap().iter().map(|edge| edge.as_float().unwrap()).collect();
    assert_eq!(area, [10.0, 841.89 - 60.0, 40.0, 841.89 - 20.0]);
    let target = place.get(b"Dest").unwrap().as_array().unwrap();
    assert_eq!(target[0].as_reference().unwrap(), ids[0]);
    assert_eq!(target[3].as_float().unwrap(), 741.89);
}

#[test]
fn the_outline_is_nested_by_level() {
    let mut pages = packet(&Fonts::new(), 1);
    let bookmark =
        |(level, text): (u8, &str)| Bookmark { level, text: text.into(), page: 0, top: Length::ZERO };
    let entries = [(1, "一"), (2, "一の一"), (3, "一の一の一"), (2, "一の二"), (1, "二"), (3, "二の一")];
    pages.bookmarks = entries.map(bookmark).into();
    let document = read(&pages);
    let root = dictionary(&document, document.catalog().unwrap(), "Outlines");
    let mut told = Vec::new();
    tell(&document, root, 0, &mut told);
    assert_eq!(told, ["0 一", "1 一の一", "2 一の一の一", "1 一の二", "0 二", "1 二の一"]);
    assert_eq!(root.get(b"Count").unwrap().as_i64().unwrap(), 6);
}

/// Walks the outline forwards, and each family backwards to see that it is the same.
fn tell(document: &Document, of: &Dictionary, depth: usize, told: &mut Vec<String>) {
    let mut forwards = Vec::new();
    let mut next = of.get(b"First").ok();
    while let Some(id) = next.map(|id| id.as_reference().unwrap()) {
        let entry = document.get_dictionary(id).unwrap();
        told.push(format!("{depth} {}", characters(entry.get(b"Title").unwrap())));
        tell(document, entry, depth + 1, told);
        forwards.push(id);
        next = entry.get(b"Next").ok();
    }
    let mut backwards = Vec::new();
    let mut previous = of.get(b"Last").ok();
    while let Some(id) = previous.map(|id| id.as_reference().unwrap()) {
        backwards.push(id);
        previous = document.get_dictionary(id).unwrap().get(b"Prev").ok();
    }
    backwards.reverse();
    assert_eq!(forwards, backwards);
}

#[test]
fn pictures_come_back_pixel_by_pixel() {
    let colours = RgbaImage::from_fn(3, 2, |x, y| Rgba([x as u8 * 90, y as u8 * 200, 7, (x * 100) as u8]));
    let greys = RgbaImage::from_fn(2, 2, |x, _| Rgba([x as u8 * 255, x as u8 * 255, x as u8 * 255, 255]));
    let pictures = Pictures::from([
        ("colours".to_owned(), DynamicImage::from(colours.clone())),
        ("greys".to_owned(), DynamicImage::from(greys)),
        ("unused".to_owned(), DynamicImage::new_rgb8(9, 9)),
    ]);
    let area = rect(100.0, 100.0, 60.0, 40.0);
    let pages =
        one_page(vec![ItemKind::Picture(area, "greys".into()), ItemKind::Picture(area, "colours".into())]);
    let pdf = paint(&pages, &properties(), &pictures, &Fonts::new()).unwrap();
    let document = Document::load_mem(&pdf.bytes).unwrap();
    let images = document.get_page_images(document.page_iter().next().unwrap()).unwrap();
    assert_eq!(images.len(), 2);
    let picture = images.iter().find(|image| image.width == 3).unwrap();
    let stream = document.get_object(picture.id).unwrap().as_stream().unwrap();
    let rgb: Vec<u8> = colours.pixels().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    assert_eq!(stream.decompressed_content().unwrap(), rgb);
    let mask = stream.dict.get(b"SMask").unwrap().as_reference().unwrap();
    let mask = document.get_object(mask).unwrap().as_stream().unwrap().decompressed_content().unwrap();
    assert_eq!(mask, colours.pixels().map(|pixel| pixel[3]).collect::<Vec<_>>());
    let grey = images.iter().find(|image| image.width == 2).unwrap();
    assert_eq!(grey.color_space.as_deref(), Some("DeviceGray"));
}

#[test]
fn what_is_not_there_is_told_with_its_place() {
    let fonts = Fonts::new();
    // Neither ☑ nor a private character is in BIZ UDPGothic.
    let pages = one_page(vec![
        ItemKind::Text(text(&fonts, 50.0, 50.0, "可☑\u{E000}")),
        ItemKind::Picture(rect(0.0, 0.0, 9.0, 9.0), "logo".into()),
    ]);
    let faults = paint(&pages, &properties(), &Pictures::new(), &fonts).unwrap_err();
    assert_eq!(faults.len(), 3);
    assert!(faults.iter().all(|fault| fault.code == Code::Internal && fault.at == Origin(7)));
    let told: Vec<&str> = faults.iter().map(|fault| fault.message.en.as_str()).collect();
    assert!(told[0].contains("U+2611") && told[1].contains("U+E000") && told[2].contains("logo"), "{told:?}");
}

#[test]
fn a_symbol_is_one_path() {
    let symbol = Symbol::encode("SP1-0110100013-01").unwrap();
    let document = read(&one_page(vec![ItemKind::Symbol(rect(100.0, 100.0, 50.0, 50.0), symbol)]));
    let content = document.get_page_content(document.page_iter().next().unwrap());
    let content = lopdf::content::Content::decode(&content).unwrap();
    let painting = content.operations.iter().filter(|operation| operation.operator == "f");
    assert_eq!(painting.count(), 1);
}

#[test]
fn states_are_set_only_where_they_change() {
    let fonts = Fonts::new();
    let blue = Color::rgb(0, 0, 255);
    let mut kinds = Vec::new();
    for line in 0..5 {
        kinds.push(ItemKind::Text(run(&fonts, FaceId::Sans, 9.0, 50.0, f64::from(line) * 12.0, "同じ書体")));
    }
    for column in 0..5 {
        kinds.push(filled(rect(f64::from(column) * 10.0, 300.0, 5.0, 5.0), blue));
    }
    let document = read(&one_page(kinds));
    let content = document.get_page_content(document.page_iter().next().unwrap());
    let content = lopdf::content::Content::decode(&content).unwrap();
    let count = |operator: &str| content.operations.iter().filter(|op| op.operator == operator).count();
    assert_eq!(
        ["BT", "Tf", "rg", "g", "Tc", "Tj", "re"].map(count),
        [1, 1, 1, 0, 0, 5, 5],
        "{:?}",
        content.operations
    );
}

#[test]
fn the_foot_of_a_page_has_its_own_colour_whatever_stands_before_it() {
    let fonts = Fonts::new();
    let mut page = page();
    let mut body = text(&fonts, 50.0, 300.0, "注意");
    body.color = Color::rgb(128, 64, 0);
    body.spacing = Length::pt(0.5);
    let foot =
        Item { element: None, at: Origin::NONE, kind: ItemKind::Text(text(&fonts, 50.0, 820.0, "2 / 3")) };
    page.items = [item(1, ItemKind::Text(body)), foot].into_iter().collect();
    let elements = vec![Element { role: Role::Document, ..Element::default() }, element(0, Role::Paragraph)];
    let document = read(&Pages { pages: vec![page], elements, ..one_page(Vec::new()) });
    let content = document.get_page_content(document.page_iter().next().unwrap());
    let content = lopdf::content::Content::decode(&content).unwrap();
    // The fill and the spacing at each piece of text; black without spacing to begin with.
    let black = vec![Object::Integer(0)];
    let (mut state, mut saved, mut shown) = ((black.clone(), 0.0), Vec::new(), Vec::new());
    for operation in &content.operations {
        match operation.operator.as_str() {
            "q" => saved.push(state.clone()),
            "Q" => state = saved.pop().expect("as many q as Q"),
            "g" | "rg" => state.0 = operation.operands.clone(),
            "Tc" => state.1 = operation.operands[0].as_float().unwrap(),
            "Tj" | "TJ" => shown.push(state.clone()),
            _ => {}
        }
    }
    assert_eq!((shown[0].0.len(), shown[0].1), (3, 0.5));
    assert_eq!(shown.last(), Some(&(black, 0.0)));
}

#[test]
fn a_document_without_content_is_a_document() {
    let document = read(&Pages { pages: vec![page()], ..Pages::default() });
    assert_eq!(document.get_pages().len(), 1);
    let items = vec![item(0, filled(rect(0.0, 0.0, 1.0, 1.0), Color::BLACK))];
    let mut pages = one_page(Vec::new());
    pages.pages[0].items = items.into_iter().collect();
    assert_eq!(read(&pages).get_pages().len(), 1);
}
