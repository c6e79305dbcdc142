//! Whatever a file looks like: reading never panics, every place can be shown, and no secret is ever echoed.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use startpack::base::{Diagnostic, Origins, Place};
use startpack::read::read;

use super::{folder, judged, root};

/// What no message, no shown line and no value may contain.
const MARKER: &str = "hunter2Zx9";

const EXAMPLES: [&str; 3] = ["sakura-clinic.toml", "ika-shika.toml", "certificates-issued.toml"];

/// Keys that bring a secret.
const KEYS: [&str; 14] = [
    "password",
    "Pass Word",
    "login_id",
    "PIN",
    "pin_code",
    "\"ログイン ID\"",
    "パスワード",
    "ﾊﾟｽﾜｰﾄﾞ",
    "暗証番号",
    "秘密の質問",
    "ＰＡＳＳＷＯＲＤ",
    "pw",
    "master.password",
    "user-id",
];

/// How a secret gets into a file: `K` is the key, `M` the secret.
const FORMS: [&str; 22] = [
    "K = \"M\"",
    "K=M",
    "K : M",
    "K：M",
    "K＝M",
    "K = '''M",
    "K = \"\"\"\nM\n\"\"\"",
    "K = \"\"\"\nM",
    "K = \"M",
    "K = [\n\"M\",\n]",
    "K = [ \"a\", \"M\"",
    "K =\n\"M\"",
    "K = { a = \"M\" }",
    "x = { K = \"M\" }",
    "K M",
    "K\nM",
    "[K]\nx = \"M\"",
    "[[K]]\nx = \"M\"\ny = 'M'",
    "name = \"PC K：M\"",
    "name = \"PC (K=M)\"",
    "name = \"K: M",
    "name = \"受付\" # K: M",
];

/// What a slip of the hand puts somewhere into a file.
const SLIPS: [&str; 12] = ["\"", "\"\"\"", "'", "[", "]", "=", "\n", "#", "　", "＝", "{", "\u{0}"];

fn everything(text: &[u8], place: &str) -> (Vec<Diagnostic>, Origins, String) {
    let path = folder(place).join("site.toml");
    std::fs::write(&path, text).unwrap();
    let mut origins = Origins::new();
    let raw = format!("{:?}", read(&path, &mut Origins::new()));
    let result = judged(&path, &mut origins);
    let values = format!("{raw}{result:?}");
    let told = match result {
        Ok(validated) => validated.warnings,
        Err(faults) => faults,
    };
    (told, origins, values)
}

/// Every place that is told lies in its text and between characters.
fn can_be_shown(told: &[Diagnostic], origins: &Origins) -> bool {
    told.iter().all(|one| match origins.place(one.at) {
        Some(Place::Span { source, bytes }) => origins.sources[source].text.get(bytes).is_some(),
        Some(_) => true,
        None => !one.at.is_some(),
    })
}

fn example(name: &str) -> String {
    std::fs::read_to_string(root().join("examples").join(name)).unwrap()
}

/// `text` with `insert` at a line's start.
fn with_line(text: &str, at: Index, insert: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.insert(at.index(lines.len() + 1), insert);
    lines.join("\n")
}

/// `text` with `insert` between two characters.
fn with_slip(text: &str, at: Index, insert: &str) -> String {
    let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
    let mut slipped = text.to_owned();
    slipped.insert_str(places[at.index(places.len())], insert);
    slipped
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let (told, origins, _) = everything(&bytes, "bytes");
        prop_assert!(!told.is_empty() && can_be_shown(&told, &origins));
    }

    #[test]
    fn no_text_makes_it_panic(text in "[a-z\"'=\\[\\]{}#.\\n 0-9あ－＝：]{0,200}") {
        let (told, origins, _) = everything(text.as_bytes(), "text");
        prop_assert!(!told.is_empty() && can_be_shown(&told, &origins));
    }

    #[test]
    fn no_slip_of_the_hand_makes_it_panic(
        name in select(&EXAMPLES[..]),
        slips in proptest::collection::vec((any::<Index>(), select(&SLIPS[..])), 1..4),
    ) {
        let text = slips.iter().fold(example(name), |text, (at, slip)| with_slip(&text, *at, slip));
        let (told, origins, _) = everything(text.as_bytes(), "slips");
        prop_assert!(can_be_shown(&told, &origins));
    }

    #[test]
    fn no_secret_is_echoed(
        name in select(&EXAMPLES[..]),
        key in select(&KEYS[..]),
        form in select(&FORMS[..]),
        at in any::<Index>(),
        slip in proptest::option::of((any::<Index>(), select(&SLIPS[..]))),
    ) {
        let secret = form.replace('K', key).replace('M', MARKER);
        let broken = slip.map_or_else(|| example(name), |(at, slip)| with_slip(&example(name), at, slip));
        let text = with_line(&broken, at, &secret);
        let (told, origins, values) = everything(text.as_bytes(), "secrets");
        let shown = format!("{told:?}{:?}", origins.sources);
        prop_assert!(!shown.contains(MARKER), "{secret}\n---\n{text}\n---\n{told:#?}");
        prop_assert!(!values.contains(MARKER), "{secret}\n---\n{values}");
    }

    #[test]
    fn a_secret_is_refused(
        key in select(&KEYS[..]),
        form in select(&FORMS[..18]),
        at in any::<Index>(),
    ) {
        let secret = form.replace('K', key).replace('M', MARKER);
        let text = with_line(&example("sakura-clinic.toml"), at, &secret);
        let (told, ..) = everything(text.as_bytes(), "refused");
        prop_assert!(told.iter().any(|one| one.code == startpack::base::Code::Secret), "{secret}\n{told:#?}");
    }
}
