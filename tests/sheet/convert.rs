//! `convert` loses nothing: sites as they are, in every kind of file and back.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use startpack::base::date::Date;
use startpack::base::{Code, Fonts, Origins};
use startpack::read::{Separator, SiteFile, TableOptions, delimited, ods, read_all, site_toml, workbook};
use startpack::validate::{Site, Validated, validate};

use crate::cli::Sandbox;
use crate::walls::root;

/// Texts that a spreadsheet would take for something else, and characters that an encoding would lose.
const TEXTS: &[&str] = &[
    "さくら内科",
    "=1+1",
    "+81",
    "-1",
    "@SUM",
    "'引用",
    "''",
    "a,b",
    "5\"幅",
    "1-2-3",
    "0100013",
    "TRUE",
    "1E5",
    "2027-01-01",
    "はい",
    "未定",
    "塚本神社前 祥",
    "ｶﾅ（株）",
    "Ａ棟",
    "#端末",
    "\\n",
    "PC　01",
    "=\"0100\"",
    "－1",
];

fn text() -> impl Strategy<Value = String> {
    select(TEXTS).prop_map(str::to_owned)
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Lines of a table: keys that are always there, and keys that may be.
fn lines(keys: Vec<(&'static str, BoxedStrategy<String>)>) -> impl Strategy<Value = String> {
    let line = |(key, value): (&'static str, BoxedStrategy<String>)| {
        value.prop_map(move |value| if value.is_empty() { value } else { format!("{key} = {value}\n") })
    };
    keys.into_iter().map(line).collect::<Vec<_>>().prop_map(|lines| lines.concat())
}

fn maybe(value: impl Strategy<Value = String> + 'static) -> BoxedStrategy<String> {
    option::of(value).prop_map(Option::unwrap_or_default).boxed()
}

fn any_text() -> BoxedStrategy<String> {
    text().prop_map(|text| quoted(&text)).boxed()
}

fn one_of(words: &'static [&'static str]) -> BoxedStrategy<String> {
    select(words).prop_map(str::to_owned).boxed()
}

fn terminal() -> impl Strategy<Value = (String, String, String)> {
    let own = lines(vec![
        ("place", maybe(any_text())),
        ("claims", maybe(one_of(&["true", "false", "\"はい\""]))),
        ("applied", maybe(one_of(&["true", "\"済\"", "\"2026-11-10\"", "2026-11-11", "\"未確認\""]))),
    ]);
    let pc = lines(vec![
        ("name", maybe(any_text())),
        ("maker_serial", maybe((0_u64..).prop_map(|number| format!("\"{number:x}\"")).boxed())),
        ("asset_no", maybe(any_text())),
    ]);
    let certificate = lines(vec![
        ("issued", maybe(one_of(&["\"2026-11-16\"", "\"令和8年11月16日\"", "2026-11-16"]))),
        ("serial", maybe((0_u64..).prop_map(|number| format!("\"{number:x}\"")).boxed())),
        ("received", maybe(one_of(&["true", "false", "\"未着\"", "\"R8.11.20\"", "\"2026/11/20\""]))),
        ("expires", maybe(one_of(&["\"2030-02-16\"", "\"R12.2.15\"", "2030-02-16"]))),
        ("mail_no", maybe((0_u64..99_999_999_999).prop_map(|number| format!("\"{number:011}\"")).boxed())),
    ]);
    (own, pc, certificate)
}

/// An institution's lines, and those of its terminals, their PCs and their certificates.
type House = (String, Vec<(String, String, String)>);

fn institution() -> impl Strategy<Value = House> {
    let own = lines(vec![
        ("prefecture", one_of(&["\"01\"", "\"北海道\"", "\"Hokkaido\"", "1"])),
        ("fee_table", one_of(&["\"1\"", "\"医科\"", "1", "\"医療機関（医科）\""])),
        ("name", any_text()),
        ("postal_code", maybe(one_of(&["\"0600001\"", "\"〒060-0001\"", "\"０６０−０００１\"", "1000001"]))),
        ("address", maybe(any_text())),
        ("contact", any_text()),
        ("phone", one_of(&["\"011-000-0001\"", "\"０９０（１２３４）５６７８\"", "\"0110000001\""])),
        ("payment", maybe(one_of(&["\"deduction\"", "\"invoice\"", "\"undecided\"", "\"払込請求書\""]))),
        ("e_prescription", maybe(one_of(&["\"yes\"", "\"no\"", "\"検討中\"", "true"]))),
        ("start_month", maybe(one_of(&["\"2027-02\"", "\"令和9年2月\"", "\"2027年2月\""]))),
        ("test_month", maybe(one_of(&["\"2027-01\"", "\"R9.1\""]))),
        ("previous_code", maybe(one_of(&["\"0200013\"", "\"０２０−００１３\""]))),
        ("use_applied", maybe(one_of(&["true", "\"申請済\"", "\"2026-11-01\"", "\"令和8年11月1日\""]))),
        ("master_received", maybe(one_of(&["false", "\"済\"", "\"2026-11-08\"", "2026-11-09"]))),
    ]);
    (own, vec(terminal(), 1..4))
}

fn site() -> impl Strategy<Value = (String, Vec<House>)> {
    let own = lines(vec![
        ("work_date", one_of(&["\"2027-01-20\"", "\"令和9年1月20日\"", "\"2027/1/20\"", "2027-01-20"])),
        ("line.kind", maybe(one_of(&["\"ip-vpn\"", "\"IP-VPN\"", "\"NTT\""]))),
        ("line.customer_id", one_of(&["\"CAF1234567890\"", "\"COP12345678\"", "\"caf-1234-567890\""])),
        ("line.v6_option", maybe(one_of(&["true", "false", "\"unknown\"", "\"契約あり\""]))),
        ("dealer.name", maybe(any_text())),
        ("dealer.contact", maybe(any_text())),
        ("dealer.phone", maybe(one_of(&["\"03-0000-0400\""]))),
        ("dealer.email", maybe(one_of(&["\"shiro@hanbai.example.jp\""]))),
    ]);
    (own, vec(institution(), 1..4))
}

/// Site files with numbers, codes and addresses of their own.
fn site_files() -> impl Strategy<Value = Vec<String>> {
    vec(site(), 1..5).prop_map(|sites| {
        let mut files = Vec::new();
        let mut code = 100_000;
        for ((own, institutions), number) in sites.into_iter().zip(1..) {
            let mut file = format!("customer_no = \"K-{number:04}\"\n{own}");
            for (own, terminals) in institutions {
                code += 1;
                write!(
                    file,
                    "[[institution]]\n{own}code = \"0{code}\"\nemail = \"a{code}@example.jp\"\nportal_email = \"p{code}@example.jp\"\n"
                )
                .unwrap();
                for ((own, pc, certificate), number) in terminals.into_iter().zip(1..) {
                    write!(file, "[[institution.terminal]]\nname = \"端末{number}\"\n{own}").unwrap();
                    if !pc.is_empty() {
                        write!(file, "[institution.terminal.pc]\n{pc}").unwrap();
                    }
                    if !certificate.is_empty() {
                        write!(file, "[institution.terminal.certificate]\n{certificate}").unwrap();
                    }
                }
            }
            files.push(file);
        }
        files
    })
}

fn read(path: &Path) -> (Vec<SiteFile>, Origins) {
    let mut origins = Origins::new();
    let intake =
        read_all(path, &TableOptions::default(), &mut origins).unwrap_or_else(|faults| panic!("{faults:#?}"));
    (intake.sites.iter().map(|site| site.restore().unwrap()).collect(), origins)
}

/// What is said of a customer: everything but the places.
fn facts(path: &Path, fonts: &Fonts) -> Vec<u64> {
    let (sites, origins) = read(path);
    let fact = |site: &SiteFile| {
        let validated = validate(site, fonts, Date::new(2026, 11, 22).unwrap(), &origins);
        let Validated { site, .. } = validated.unwrap_or_else(|faults| panic!("{path:?} {faults:#?}"));
        hash(&site)
    };
    sites.iter().map(fact).collect()
}

fn hash(site: &Site) -> u64 {
    let mut hasher = DefaultHasher::new();
    site.hash(&mut hasher);
    hasher.finish()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_kind_of_file_says_the_same(files in site_files()) {
        let sandbox = Sandbox::new();
        let fonts = Fonts::new();
        let path = |name: &str| sandbox.path.join(name);
        let mut sites = Vec::new();
        let mut wanted = Vec::new();
        for (file, number) in files.iter().zip(1..) {
            let name = path(&format!("{number}.toml"));
            std::fs::write(&name, file).unwrap();
            sites.extend(read(&name).0);
            wanted.extend(facts(&name, &fonts));
        }
        let made = [
            ("all.xlsx", workbook(&sites, &path("all.xlsx"))),
            ("all.ods", ods(&sites, &path("all.ods"))),
            ("all.csv", delimited(&sites, &path("all.csv"), Separator::Comma)),
            ("all.tsv", delimited(&sites, &path("all.tsv"), Separator::Tab)),
        ];
        for (name, bytes) in made {
            let bytes = bytes.unwrap_or_else(|faults| panic!("{name}: {faults:#?}\n{}", files.join("\n----\n")));
            std::fs::write(path(name), bytes).unwrap();
            prop_assert_eq!(&facts(&path(name), &fonts), &wanted, "{}", name);
            for (site, (wanted, number)) in read(&path(name)).0.iter().zip(wanted.iter().zip(1..)) {
                let again = path(&format!("{name}-{number}.toml"));
                std::fs::write(&again, site_toml(site)).unwrap();
                prop_assert_eq!(&facts(&again, &fonts), &[*wanted], "{}", again.display());
            }
        }
    }
}

#[test]
fn what_a_table_cannot_hold_is_told_and_not_written() {
    let two = |first: &str, second: &str| {
        let (sites, _) = {
            let sandbox = Sandbox::new();
            let mut sites = Vec::new();
            for (text, name) in [(first, "1.toml"), (second, "2.toml")] {
                std::fs::write(sandbox.path.join(name), text).unwrap();
                sites.extend(read(&sandbox.path.join(name)).0);
            }
            (sites, ())
        };
        delimited(&sites, Path::new("all.csv"), Separator::Comma).map_err(|faults| faults[0].code)
    };
    let sakura = std::fs::read_to_string(root().join("examples/sakura-clinic.toml")).unwrap();
    assert!(two(&sakura, &sakura.replace("K-0001", "K-0002").replace("0100013", "0100021")).is_ok());
    assert_eq!(two(&sakura, &sakura), Err(Code::NoTable), "the same number twice");
    let changed = sakura.replace("code = \"0100013\"", "code = \"100013\"").replace("K-0001", "K-0002");
    assert_eq!(two(&sakura, &changed), Err(Code::NoTable), "a code that a table would mend");
}

#[test]
fn the_command_goes_all_the_way_round() {
    let sandbox = Sandbox::new();
    let examples = root().join("examples");
    let examples = examples.to_str().unwrap();
    for (from, to) in [
        (examples, "all.xlsx"),
        ("all.xlsx", "all.ods"),
        ("all.ods", "all.csv"),
        ("all.csv", "sites"),
        ("sites", "all.tsv"),
        ("all.tsv", "again"),
    ] {
        let ran = sandbox.run(&["convert", from, to]);
        assert_eq!(ran.code, Some(0), "{from} {to}: {}", ran.err);
    }
    let fonts = Fonts::new();
    for file in ["0110100013", "0410112346", "1340941237", "2310505058", "4010212340"] {
        let [one, other] =
            ["sites", "again"].map(|folder| sandbox.path.join(folder).join(format!("{file}.toml")));
        assert_eq!(facts(&one, &fonts), facts(&other, &fonts));
        assert_eq!(std::fs::read(&one).unwrap(), std::fs::read(&other).unwrap());
    }
    let again = sandbox.run(&["convert", examples, "all.xlsx"]);
    assert_eq!(again.code, Some(3), "never over a file");
    let wrong = sandbox.run(&["convert", examples, "all.xls"]);
    assert_eq!(wrong.code, Some(2));
    let one = sandbox.run(&["convert", examples, "one.toml"]);
    assert_eq!(one.code, Some(2));
    assert!(!sandbox.path.join("one.toml").exists());
}
