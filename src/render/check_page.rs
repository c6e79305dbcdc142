//! The check page: what it knows of customers comes in, one HTML file goes out that holds its scripts, its looks and the
//! reader of QR symbols. Its parts lie in `web/check/`; what they do is not known here.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::plan::CheckedCustomer;

macro_rules! web {
    ($name:literal) => {
        include_str!(concat!("../../web/check/", $name))
    };
}

/// The frame of the page: `{{name}}` is filled in.
const PAGE: &str = web!("page.html");

const STYLE: &str = web!("style.css");

/// The reader's own script.
const READER: &str = web!("reader/zxing-reader.js");

/// The reader, compressed.
const WASM: &[u8] = include_bytes!("../../web/check/reader/zxing_reader.wasm.gz");

/// The page's scripts, in the order in which they need each other.
const SCRIPTS: [&str; 7] = [
    web!("js/words.js"),
    web!("js/codes.js"),
    web!("js/record.js"),
    web!("js/pictures.js"),
    web!("js/camera.js"),
    web!("js/views.js"),
    web!("js/main.js"),
];

/// Where the customers stand.
const CUSTOMERS: &str = "{{customers}}";

/// What the page says of itself.
#[derive(Clone, Debug, Serialize)]
pub struct CheckPageHead<'a> {
    /// The run's number, if it is of a run.
    pub run: Option<&'a str>,
    /// The day of the visits, `2027-01-20`.
    pub work_date: &'a str,
    /// The day of printing.
    pub print_date: &'a str,
    /// Whether a key signs the tags.
    pub signed: bool,
}

/// The page of customers whose `entries` were made by [`check_page_entry`].
pub fn check_page(head: &CheckPageHead<'_>, entries: &[String]) -> String {
    check_page_start(head) + &entries.join(",\n") + check_page_end()
}

/// All of a page that stands before its customers; a comma stands between two of them.
pub fn check_page_start(head: &CheckPageHead<'_>) -> String {
    START.replacen("{{head}}", &json(head), 1)
}

/// A customer of the page.
pub fn check_page_entry(customer: &CheckedCustomer) -> String {
    json(customer)
}

/// All of a page that stands after its customers.
pub fn check_page_end() -> &'static str {
    &END
}

/// The page before its customers, but for what it says of itself.
static START: LazyLock<String> = LazyLock::new(|| {
    let frame = PAGE.split_once(CUSTOMERS).map_or(PAGE, |(start, _)| start);
    frame.replacen("{{policy}}", &policy(), 1).replacen("{{style}}", STYLE, 1).replacen(
        "{{wasm}}",
        &STANDARD.encode(WASM),
        1,
    )
});

static END: LazyLock<String> = LazyLock::new(|| {
    let frame = PAGE.split_once(CUSTOMERS).map_or("", |(_, end)| end);
    frame.replacen("{{script}}", &SCRIPT, 1).replacen("{{reader}}", READER, 1)
});

/// The page's scripts as one, which leaves no name behind.
static SCRIPT: LazyLock<String> =
    LazyLock::new(|| format!("(() => {{\n\"use strict\";\n{}}})();\n", SCRIPTS.concat()));

/// What the browser may do: nothing from elsewhere, nothing to elsewhere, and only these scripts.
fn policy() -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; connect-src 'none'; script-src {} {} 'wasm-unsafe-eval'; style-src {}; \
         img-src blob: data:; media-src blob:; base-uri 'none'; form-action 'none'",
        hash(READER),
        hash(&SCRIPT),
        hash(STYLE)
    )
}

/// A value as JSON that no browser takes for markup.
fn json(value: &impl Serialize) -> String {
    // Texts and numbers: nothing in it that JSON cannot say.
    serde_json::to_string(value).unwrap_or_default().replace('<', "\\u003c")
}
