//! `mend`: the copy has the new texts, and everything else of the table as it was.

use super::books::{NAMES, changed, data, inline, part, sheet, xlsx_with};
use super::{csv, rows};
use crate::cli::Sandbox;
use crate::walls::root;

/// What leads to the parts of a workbook, as spreadsheets write it.
const LINKS: [(&str, &[u8]); 2] = [
    ("_rels/.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
    ("xl/_rels/workbook.xml.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#),
];

const WRONG: &[&[(&str, &str)]] =
    &[&[("医療機関コード", "10001E")], &[("顧客番号", "2"), ("都道府県", "青森県")]];

#[test]
fn a_workbook_keeps_everything_but_the_cells() {
    let sandbox = Sandbox::new();
    let before = std::fs::read(root().join("tests/sheet/ten-customers.xlsx")).unwrap();
    sandbox.file("in.xlsx", &before);
    let set =
        ["--set", "ヒアリング!G7=0105053", "--set", "C7=CAF1000000055", "--set", "'ヒアリング'!AZ40=<&>"];
    sandbox.run(&[&["mend", "in.xlsx", "out.xlsx"], &set[..]].concat()).ends(0);
    let after = sandbox.bytes("out.xlsx");
    assert_eq!(sandbox.bytes("in.xlsx"), before);
    let names = |bytes: &[u8]| {
        let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
        archive.file_names().map(|name| name.unwrap().into_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&before), names(&after));
    let differing: Vec<String> =
        names(&before).into_iter().filter(|name| part(&before, name) != part(&after, name)).collect();
    let mut differing = differing;
    differing.sort();
    assert_eq!(differing, ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"]);
    let cells = part(&after, "xl/worksheets/sheet1.xml");
    assert!(cells.contains("t=\"inlineStr\"><is><t xml:space=\"preserve\">0105053</t></is></c>"), "{cells}");
    assert!(
        cells.contains(
            "<c r=\"AZ40\" s=\"0\" t=\"inlineStr\"><is><t xml:space=\"preserve\">&lt;&amp;&gt;</t>"
        )
    );
    // The styles of the cells are those of before, and the old text is gone.
    let style = |text: &str, cell: &str| {
        let tag = text.split(&format!("<c r=\"{cell}\" s=\"")).nth(1).unwrap();
        tag.split('"').next().unwrap().to_owned()
    };
    assert_eq!(style(&part(&before, "xl/worksheets/sheet1.xml"), "G7"), style(&cells, "G7"));
    assert!(part(&before, "xl/sharedStrings.xml").contains("O105053"));
    assert!(!part(&after, "xl/sharedStrings.xml").contains("O105053"));
    let told = sandbox.run(&["check", "out.xlsx"]).ends(1).err;
    assert!(!told.contains("G7") && !told.contains(" C7") && told.contains("K7"), "{told}");
    for out in ["out.xlsx", "in.xlsx"] {
        sandbox.run(&["mend", "in.xlsx", out, "--set", "G7=1"]).ends(3).tells(&["SP003"]);
    }
    assert_eq!((sandbox.bytes("in.xlsx"), sandbox.bytes("out.xlsx")), (before, after));
}

#[test]
fn a_text_keeps_its_encoding_and_every_other_byte() {
    let sandbox = Sandbox::new();
    let before = csv(&rows(WRONG));
    for (name, encode) in [
        ("utf-8", (|text: &str| text.as_bytes().to_vec()) as fn(&str) -> Vec<u8>),
        ("marked", |text| format!("\u{FEFF}{text}").into_bytes()),
        ("cp932", |text| encoding_rs::SHIFT_JIS.encode(text).0.into_owned()),
        ("utf-16", |text| format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ] {
        let (from, to) = (format!("{name}.csv"), format!("{name}-new.csv"));
        sandbox.file(&from, encode(&before));
        sandbox.run(&["mend", &from, &to, "--set", "G2=0100013", "--set", "H3=あおい薬局"]).ends(0);
        let lines: Vec<String> = before.split_inclusive("\r\n").map(str::to_owned).collect();
        let second = lines[2].replacen("\"さくら内科クリニック\"", "あおい薬局", 1);
        let expected = [lines[0].clone(), lines[1].replacen("\"10001E\"", "0100013", 1), second].concat();
        assert_eq!(sandbox.bytes(&to), encode(&expected), "{name}");
    }
    sandbox.run(&["mend", "cp932.csv", "x.csv", "--set", "H3=😀薬局"]).ends(2).tells(&["SP037", "H3"]);
}

#[test]
fn what_cannot_be_mended_is_told_at_once_and_no_secret_is_repeated() {
    let sandbox = Sandbox::new();
    let merged = sheet(&data(&rows(WRONG)), ["", "<mergeCells><mergeCell ref=\"I2:I3\"/></mergeCells>"], &[]);
    sandbox.file("a.xlsx", merged);
    let set = ["N3=パスワード：Abc12345", "ヒヤリング!A1=x", "I3=札幌市", "N3=ログインID QrsTuv99"];
    let set: Vec<&str> = set.into_iter().flat_map(|set| ["--set", set]).collect();
    let ran = sandbox.run(&[&["mend", "a.xlsx", "b.xlsx"], &set[..]].concat()).ends(2);
    let ran = ran.tells(&[
        "SP020",
        "text for N3",
        "no sheet `ヒヤリング`",
        "the sheets are ヒアリング",
        "I2:I3",
        "name the upper left one, I2",
    ]);
    let typed = sandbox.run(&["mend", "a.xlsx", "b.xlsx", "--set", "パスワードAbc12345"]).ends(2);
    let typed = typed.tells(&["--set number 1 is not a cell and its text"]);
    for said in [&ran, &typed] {
        assert!(!said.err.contains("Abc12345") && !said.err.contains("QrsTuv99"), "{}", said.err);
    }
    assert!(!sandbox.path.join("b.xlsx").exists());
    // A secret stands below its word, whatever it looks like.
    let mut with_word = rows(WRONG);
    with_word.iter_mut().zip(["暗証番号", "", ""]).for_each(|(row, text)| row.push(text.to_owned()));
    sandbox.file("w.csv", csv(&with_word));
    let ran = sandbox.run(&["mend", "w.csv", "v.csv", "--set", "O2=48151623"]).ends(1).tells(&["SP020"]);
    assert!(!ran.err.contains("48151623"), "{}", ran.err);
    for (from, to) in [("a.toml", "b.toml"), ("a.ods", "b.ods"), ("a.xlsx", "b.csv")] {
        match from {
            "a.ods" => drop(sandbox.run(&["new", from]).ends(0)),
            "a.toml" => drop(sandbox.file(from, "x = 1\n")),
            _ => {}
        }
        sandbox.run(&["mend", from, to, "--set", "A2=1"]).ends(2).tells(&["SP007"]);
    }
}

#[test]
fn formulas_stay_and_cells_that_are_tied_are_refused() {
    let sandbox = Sandbox::new();
    let formula = "<c t=\"str\"><f>Z1</f><v>さくら内科</v></c>";
    let shared = "<c t=\"str\"><f t=\"shared\" ref=\"J2:J9\" si=\"0\">Z2</f><v>x</v></c>";
    let cells = [
        ("医療機関（薬局）名称", formula),
        ("担当部署／担当者名", shared),
        ("医療機関コード", "<c><v>100013</v></c>"),
    ];
    let book = changed(&cells, ["", ""], &LINKS);
    sandbox.file("a.xlsx", &book);
    sandbox.run(&["mend", "a.xlsx", "b.xlsx", "--set", "J2=x"]).ends(2).tells(&["SP037", "J2 is tied"]);
    sandbox
        .run(&["mend", "a.xlsx", "b.xlsx", "--set", "H2=", "--set", "G2=0100013"])
        .ends(0)
        .tells(&["SP019", "formulas"]);
    let after = sandbox.bytes("b.xlsx");
    let cells = part(&after, "xl/worksheets/sheet1.xml");
    assert!(cells.contains("<c r=\"H2\" s=\"0\"/>") && cells.contains(shared), "{cells}");
    assert!(part(&after, "xl/workbook.xml").contains("</sheets><calcPr fullCalcOnLoad=\"1\"/>"));
}

#[test]
fn other_sheets_are_found_by_name_and_stay() {
    let sandbox = Sandbox::new();
    let notes = format!("<row r=\"1\">{}{}</row>", inline("メモ"), inline("表"));
    let book = format!(
        r#"<workbook {NAMES}><sheets><sheet name="ヒアリング" r:id="rId1"/><sheet name="a=b!c" r:id="rId2"/></sheets></workbook>"#
    );
    let second = format!("<worksheet {NAMES}><sheetData>{notes}</sheetData></worksheet>");
    let own = [("xl/workbook.xml", book.as_bytes()), ("xl/worksheets/sheet2.xml", second.as_bytes())];
    sandbox.file("a.xlsx", xlsx_with(&data(&rows(WRONG)), &[&LINKS[..], &own].concat()));
    sandbox.run(&["mend", "a.xlsx", "b.xlsx", "--set", "a=b!c!B1==1+1"]).ends(0);
    let [before, after] = ["a.xlsx", "b.xlsx"].map(|name| sandbox.bytes(name));
    let sheets = |bytes: &[u8], number: u32| part(bytes, &format!("xl/worksheets/sheet{number}.xml"));
    assert_eq!(sheets(&before, 1), sheets(&after, 1));
    let expected = format!(
        "<worksheet {NAMES}><sheetData><row r=\"1\">{}<c r=\"B1\" s=\"0\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1</t></is></c></row></sheetData></worksheet>",
        inline("メモ")
    );
    assert_eq!(sheets(&after, 2), expected);
}
