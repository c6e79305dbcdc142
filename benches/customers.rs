//! Customers for the benches: every one is another, so that nothing which was kept of a whole document can help.
//!
//! In: how many terminals. Out: a site file, and what each room makes of it. What a process keeps once for all
//! customers (fonts, style sheet, pieces of type) is there after [`warm`]. Not here: any measuring.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use startpack::app::{DEFAULT_STOCK, LabelRequest};
use startpack::base::date::Date;
use startpack::base::{Diagnostic, Fonts, Origins};
use startpack::layout::{Pages, layout};
use startpack::paint::Properties;
use startpack::parse::{Tree, parse};
use startpack::plan::{Document, DocumentKind, Request, plan};
use startpack::read::{SiteFile, read};
use startpack::render::{Markup, render};
use startpack::validate::{Site, validate};

/// Terminals of the customer whose papers are measured, as in `examples/hospital.toml`.
pub const USUAL: usize = 3;

/// The embedded faces.
pub static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::new);

/// The number of the next customer.
static NEXT: AtomicUsize = AtomicUsize::new(0);

/// What names are made of, so that not only digits differ.
const PLACES: [&str; 8] =
    ["みどりの丘", "青葉台", "桜坂", "海岸通り", "北野山手", "鶴ヶ峰", "若松町", "港南"];
const HOUSES: [&str; 5] = ["総合病院", "内科クリニック", "整形外科医院", "小児科", "記念病院"];
const ROOMS: [&str; 7] =
    ["総合受付", "救急外来", "健診センター", "薬剤部窓口", "医事課", "2階外来", "訪問診療室"];

/// What is to be made of a customer.
pub fn request(documents: &[DocumentKind]) -> Request {
    Request {
        print_date: Date::constant(2026, 11, 22),
        documents: documents.to_vec(),
        labels: right(LabelRequest::on(DEFAULT_STOCK)),
        key: None,
        note: Vec::new(),
        plain: false,
        enclosed: Vec::new(),
    }
}

/// What the PDF says of itself.
pub fn properties() -> Properties {
    Properties { author: "架空通信".to_owned(), date: (2026, 11, 22), ..Properties::default() }
}

/// Makes all papers of some customers, so that everything that is kept once for a process is there.
pub fn warm() {
    for _ in 0..20 {
        let made = startpack::app::documents(&site(USUAL), &request(&DocumentKind::USUAL), &FONTS);
        assert_eq!(right(made).len(), DocumentKind::USUAL.len());
    }
}

/// The site file of the next customer.
pub fn file(terminals: usize) -> PathBuf {
    let path = folder().join(format!("site-{}.toml", std::process::id()));
    std::fs::write(&path, text(NEXT.fetch_add(1, Ordering::Relaxed), terminals)).expect("it can be written");
    path
}

/// The next customer's file, read.
pub fn site_file(terminals: usize) -> (SiteFile, Origins) {
    let mut origins = Origins::new();
    (right(read(&file(terminals), &mut origins)), origins)
}

/// The next customer, judged.
pub fn site(terminals: usize) -> Site {
    let (file, origins) = site_file(terminals);
    right(validate(&file, &FONTS, Date::constant(2026, 11, 22), &origins)).site
}

/// A document of the next customer.
pub fn document(kind: DocumentKind) -> Document {
    right(plan(&site(USUAL), &request(&[kind]))).documents.remove(0)
}

/// The markup of that document.
pub fn markup(kind: DocumentKind) -> Markup {
    right(render(&document(kind)))
}

/// The tree of that markup.
pub fn tree(kind: DocumentKind) -> Tree {
    right(parse(&markup(kind)))
}

/// The pages of that tree.
pub fn pages(kind: DocumentKind) -> Pages {
    right(layout(&tree(kind), &FONTS))
}

/// Where files are put.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// What a room hands on; a fault ends the bench with its words.
pub fn right<T>(done: Result<T, Vec<Diagnostic>>) -> T {
    let told = |faults: Vec<Diagnostic>| -> String {
        faults.iter().map(|fault| format!("{} {}\n", fault.code.as_str(), fault.message.en)).collect()
    };
    done.unwrap_or_else(|faults| panic!("{}", told(faults)))
}

/// A site file.
fn text(number: usize, terminals: usize) -> String {
    let name = format!("{}{}", PLACES[number % PLACES.len()], HOUSES[number % HOUSES.len()]);
    let mut text = format!(
        "customer_no = \"K-{number:05}\"\nwork_date = \"2027-02-{day:02}\"\n\
         [line]\ncustomer_id = \"CAF{id:010}\"\nv6_option = true\n\
         [dealer]\nname = \"架空通信株式会社\"\ncontact = \"販売{number}郎\"\nphone = \"092-000-{tail:04}\"\n\
         email = \"hanbai{number}@example.jp\"\n\
         [[institution]]\nprefecture = \"01\"\nfee_table = \"1\"\ncode = \"{code:07}\"\n\
         name = \"架空会第{number} {name}\"\naddress = \"北海道札幌市中央区架空町{number}-3-4\"\n\
         contact = \"医療情報課 情報{number}\"\nphone = \"011-000-{tail:04}\"\nemail = \"joho{number}@example.jp\"\n\
         payment = \"deduction\"\ne_prescription = \"yes\"\nstart_month = \"2027-03\"\n",
        day = number % 28 + 1,
        id = number * 7_919 + 13,
        code = number * 31 % 10_000_000,
        tail = number % 10_000,
    );
    for terminal in 1..=terminals {
        let room = ROOMS[(number + terminal) % ROOMS.len()];
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "[[institution.terminal]]\nname = \"{room}{number:05}PC{terminal:03}\"\n\
             place = \"{terminal}番 {room}\"\nclaims = {}\n",
            terminal % 2 == 0
        );
    }
    text
}
