//! Site files from disk to a site: the examples, the file that `new` writes, hostile files, secrets.

mod logo;
mod secrets;

use std::path::{Path, PathBuf};

use startpack::base::date::Date;
use startpack::base::{Code, Diagnostic, Fonts, Origins, Severity};
use startpack::read::{SiteFile, new_site, read};
use startpack::validate::{Validated, validate};

/// A day on which all examples lie ahead.
fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of this test's own, under the build's own folder.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("read").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn check(path: &Path) -> (Result<Validated, Vec<Diagnostic>>, Origins) {
    let mut origins = Origins::new();
    let result = judged(path, &mut origins);
    (result, origins)
}

fn judged(path: &Path, origins: &mut Origins) -> Result<Validated, Vec<Diagnostic>> {
    let file: SiteFile = read(path, origins)?;
    validate(&file, &Fonts::new(), today(), origins)
}

fn check_text(name: &str, text: impl AsRef<[u8]>) -> (Result<Validated, Vec<Diagnostic>>, Origins) {
    let path = folder(name).join("site.toml");
    std::fs::write(&path, text).unwrap();
    check(&path)
}

fn codes(result: &Result<Validated, Vec<Diagnostic>>) -> Vec<&'static str> {
    let found = match result {
        Ok(validated) => &validated.warnings,
        Err(faults) => faults,
    };
    found.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
}

#[test]
fn the_digest_is_of_the_bytes_that_were_read() {
    let path = folder("digest").join("site.toml");
    let text = std::fs::read(root().join("examples/sakura-clinic.toml")).unwrap();
    std::fs::write(&path, &text).unwrap();
    let (_, origins) = check(&path);
    std::fs::write(&path, "written since").unwrap();
    let sum: [u8; 32] =
        sha2::Digest::finalize(sha2::Digest::chain_update(sha2::Sha256::default(), &text)).into();
    assert_eq!(origins.sources[0].sha256, Some(sum));
}

#[test]
fn the_examples_are_right() {
    for (name, terminals, institutions, told) in [
        ("sakura-clinic", 1, 1, 0),
        ("hospital", 3, 1, 1),
        ("ika-shika", 4, 2, 0),
        ("pharmacy-tokyo", 1, 1, 0),
        ("certificates-issued", 2, 1, 0),
    ] {
        let (result, _) = check(&root().join("examples").join(format!("{name}.toml")));
        let validated = result.unwrap_or_else(|faults| panic!("{name}: {faults:#?}"));
        assert_eq!(validated.site.terminal_count(), terminals, "{name}");
        assert_eq!(validated.site.institutions.len(), institutions, "{name}");
        assert_eq!(validated.warnings.len(), told, "{name}: {:#?}", validated.warnings);
        assert!(validated.warnings.iter().all(|one| one.severity == Severity::Note), "{name}");
    }
}

#[test]
fn the_new_file_is_as_it_was_looked_at() {
    let file = root().join("tests/read/new-site.toml");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&file, new_site()).unwrap();
    }
    assert_eq!(new_site(), std::fs::read_to_string(file).unwrap());
}

#[test]
fn the_new_file_asks_for_what_is_needed_and_for_nothing_else() {
    let (result, _) = check_text("new-empty", new_site());
    let faults = result.unwrap_err();
    assert!(faults.iter().all(|fault| matches!(fault.code, Code::Missing | Code::NoV6Option)), "{faults:#?}");
    assert_eq!(faults.iter().filter(|fault| fault.code == Code::Missing).count(), 10);
}

#[test]
fn the_new_file_is_right_once_it_is_filled_in() {
    let optional = new_site().replace("\n# [", "\n[").replace("\n# customer_no", "\ncustomer_no");
    let keys = [
        "name",
        "contact",
        "phone",
        "email",
        "postal_code",
        "address",
        "portal_email",
        "start_month",
        "test_month",
        "kind",
        "previous_code",
        "use_applied",
        "master_received",
    ];
    let keys = keys.into_iter().chain(["logo", "place", "claims", "applied", "issued", "serial", "mail_no"]);
    let keys = keys.chain(["received", "expires", "maker_serial", "asset_no"]);
    let optional =
        keys.fold(optional, |text, key| text.replace(&format!("\n# {key} ="), &format!("\n{key} =")));
    assert!(!optional.lines().any(|line| line.starts_with("# ") && line.contains(" = \"\"")), "{optional}");
    let mut filled = String::new();
    let mut table = "";
    for line in optional.lines() {
        table = line.strip_prefix('[').and_then(|rest| rest.split(']').next()).map_or(table, |name| name);
        let key = line.split(" = ").next().unwrap();
        let value = match (table, key) {
            (_, "customer_no") => "K-1",
            (_, "work_date") => "令和9年1月20日",
            (_, "customer_id") => "COP12345678",
            ("dealer", "phone") => "011-000-0100",
            ("dealer", "email") => "h@hanbai.example.jp",
            // The logo needs a file beside the site file; it has tests of its own.
            ("dealer", "logo") => "",
            ("dealer", _) => "販売花子",
            (_, "prefecture") => "北海道",
            (_, "fee_table") => "医科",
            (_, "code") => "0100013",
            (_, "previous_code") => "０１００００５",
            (_, "use_applied") => "令和8年11月2日",
            (_, "master_received") => "2026/11/9",
            (_, "applied") => "済",
            (_, "received") => "2026-11-20",
            (_, "postal_code") => "〒０６０ー０００１",
            (_, "phone") => "011-000-0001",
            (_, "email") => "iji@example.jp",
            (_, "portal_email") => "portal@example.jp",
            (_, "start_month") => "令和9年2月",
            (_, "test_month") => "2027-01",
            (_, "issued") => "2026-11-16",
            (_, "serial") => "a1b2",
            (_, "expires") => "2030-02-16",
            ("institution.terminal.pc", "name") => "DESKTOP-A1B2C3D",
            (_, "maker_serial") => "５ＣＤ１２３４Ｘ",
            (_, "asset_no") => "備品-012",
            (_, "mail_no") => "123-45-67890-3",
            _ => "さくら内科",
        };
        filled.push_str(&line.replacen("\"\"", &format!("\"{value}\""), 1).replace("\"unknown\"", "true"));
        filled.push('\n');
    }
    let (result, _) = check_text("new-filled", &filled);
    let validated = result.unwrap_or_else(|faults| panic!("{faults:#?}\n{filled}"));
    assert_eq!(validated.warnings, [], "{filled}");
    let institution = &validated.site.institutions[0];
    assert_eq!(institution.postal_code.as_ref().unwrap().value, "0600001");
    assert!(institution.terminals[0].certificate.is_some());
}

#[test]
fn what_cannot_be_opened() {
    let (result, _) = check(&folder("missing").join("no-such.toml"));
    assert_eq!(codes(&result), ["SP001"]);
    let (result, _) = check(&folder("folder"));
    assert_eq!(codes(&result), ["SP001"]);
    let place = folder("near");
    std::fs::write(place.join("sakura-clinic.toml"), "").unwrap();
    let (result, _) = check(&place.join("sakura-clinik.toml"));
    assert!(result.unwrap_err()[0].help.en.contains("sakura-clinic.toml"));
}

/// Files that are not site files, or far too much of one: each is refused, and quickly.
#[test]
fn hostile_files() {
    let noise: Vec<u8> = (0..10_000_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let repeat = |text: &str| text.repeat(100_000 / text.len());
    let unknown: String = (0..9_000).map(|number| format!("k{number} = 1\n")).collect();
    let files: Vec<(&str, Vec<u8>, &str)> = vec![
        ("noise", noise.clone(), "SP010"),
        ("small-noise", noise[..50_000].to_vec(), "SP010"),
        ("zeros", vec![0; 1000], "SP010"),
        ("brackets", repeat("[").into_bytes(), "SP012"),
        ("braces", format!("a = {}", repeat("{a=")).into_bytes(), "SP012"),
        ("same-key", repeat("a=1\n").into_bytes(), "SP013"),
        ("unknown-keys", unknown.into_bytes(), "SP014"),
        ("bare-words", repeat("a\n").into_bytes(), "SP012"),
        ("bare-values", repeat("a=b\n").into_bytes(), "SP012"),
        ("headers", repeat("[[institution]]\n").into_bytes(), "SP143"),
        ("dots", format!("a{} = 1", repeat(".a")).into_bytes(), "SP012"),
        ("secrets", format!("a = '{}'", repeat("password")).into_bytes(), "SP014"),
        ("quotes", repeat("a = \"\"\"\n").into_bytes(), "SP013"),
        ("spaces", format!("p{} = 1", repeat(" ")).into_bytes(), "SP014"),
    ];
    for (name, bytes, wanted) in files {
        let (result, _) = check_text(&format!("hostile-{name}"), bytes);
        let codes = codes(&result);
        assert!(codes.len() < 1_000, "{name}: {}", codes.len());
        assert!(codes.contains(&wanted), "{name}: {:?}", &codes[..codes.len().min(10)]);
    }
}

/// The same site as `examples/certificates-issued.toml`, typed by somebody with a Japanese keyboard.
const TYPED: &str = r#"
customer_no = "K-0005"
work_date = "令和９年１月１３日（水）"
line = { customer_id = "ｃａｆ３４５ー６７８９ー０１２", v6_option = "あり" }
[dealer]
name = "架空通信システム株式会社"
contact = "名古屋営業所 販売五郎"
phone = "（０５２）０００−０５００"
email = "ｇｏｒｏ＠hanbai.example.jp"
[[institution]]
prefecture = 23
fee_table = "医科"
code = "０５０５０５８"
name = "もみじ通り整形外科"
address = "愛知県名古屋市中区架空5-6-7"
contact = "事務長 事務太郎"
phone = "052‐000‐0006"
email = "jimu@momiji-seikei.example.jp"
payment = "払込請求書"
e_prescription = "未定"
start_month = "Ｒ９．２"
test_month = 2027-01-01
use_applied = 2026-11-04
master_received = "令和8年11月11日"
[[institution.terminal]]
name = "受付PC01"
place = "受付カウンター左"
claims = "はい"
certificate = { issued = 2026-11-16, received = "2026/11/19", serial = "1a2b3c4d5e6f7001", mail_no = "１２３－４５－６７８９０－３", expires = "R12.2.16" }
pc = { name = "DESKTOP-M0M1J01", maker_serial = "5CD0000M01", asset_no = "備品-031" }
[[institution.terminal]]
name = "リハビリ室PC02"
place = "2階 リハビリ室"
claims = "×"
[institution.terminal.certificate]
issued = "2026年11月17日"
received = true
serial = "1a2b3c4d5e6f7002"
mail_no = "12345678914"
"#;

#[test]
fn what_is_typed_in_other_ways_means_the_same() {
    let (typed, _) = check_text("typed", TYPED);
    let (plain, _) = check(&root().join("examples/certificates-issued.toml"));
    let (typed, plain) = (typed.unwrap(), plain.unwrap());
    assert_eq!(typed.warnings, []);
    assert_eq!(values(&typed), values(&plain));
}

/// A site without its places.
fn values(validated: &Validated) -> String {
    let text = format!("{:?}", validated.site);
    let without = |piece: &str| piece.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
    text.split("Origin(").map(without).collect()
}
