//! The traps of data files from Japanese offices, each a case.

use startpack::read::TableOptions;

use super::books::{data, inline, ods, ods_rows, row_of, two_sheets, xlsx, xlsx_with};
use super::{HEADINGS, csv, found, found_with, rows};

#[test]
fn a_sheets_logo_lies_beside_it() {
    let base = csv(&rows(&[&[]]));
    let with = |logo: &str| {
        let mut lines = base.lines();
        format!("{},ロゴ\n{},{logo}\n", lines.next().unwrap(), lines.next().unwrap())
    };
    for far in [
        "/etc/logo.png",
        r"C:\logo.png",
        "c:logo.png",
        r"\\server\share\logo.png",
        "//server/share/logo.png",
        r"\logo.png",
    ] {
        let errors = found("far-logo.csv", with(far).as_bytes()).errors();
        let refused =
            |error: &String| error.contains("relative to itself") || error.contains("another computer");
        assert!(errors.iter().any(refused), "{far}: {errors:#?}");
    }
    let errors = found("near-logo.csv", with("../nothing.png").as_bytes()).errors();
    assert!(errors.iter().any(|error| error.contains("no such file")), "{errors:#?}");
}

#[test]
fn every_encoding_gives_the_same() {
    // ソ, 表, 予, 十 and 能 carry a backslash in CP932.
    let text = csv(&rows(&[&[("医療機関（薬局）名称", "ソ表予十能クリニック"), ("届出所在地", "能代市")]]));
    let utf16 = |bytes: fn(u16) -> [u8; 2], mark: &[u8]| {
        mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect::<Vec<_>>()
    };
    let cases: [(&str, Vec<u8>, Option<&str>); 6] = [
        ("utf8.csv", text.as_bytes().to_vec(), None),
        ("bom.csv", format!("\u{FEFF}{text}").into_bytes(), None),
        ("cp932.csv", encoding_rs::SHIFT_JIS.encode(&text).0.into_owned(), Some("Shift_JIS (CP932)")),
        ("euc.csv", encoding_rs::EUC_JP.encode(&text).0.into_owned(), Some("EUC-JP")),
        ("utf16.csv", utf16(u16::to_le_bytes, b"\xFF\xFE"), None),
        ("utf16be.csv", utf16(u16::to_be_bytes, b""), Some("UTF-16BE")),
    ];
    for (name, bytes, guess) in cases {
        let found = found(name, &bytes);
        assert_eq!(found.errors(), [""; 0], "{name}");
        assert_eq!(found.sites[0].institutions[0].name.value, "ソ表予十能クリニック", "{name}");
        let notes = found.notes();
        let told = guess.is_some_and(|guess| notes.iter().any(|note| note.contains(guess)));
        assert_eq!(told, guess.is_some(), "{name}: {notes:?}");
    }
}

#[test]
fn a_wrong_encoding_is_told_cell_by_cell() {
    let text = csv(&rows(&[&[]]));
    let sjis = encoding_rs::SHIFT_JIS.encode(&text).0.into_owned();
    let how = TableOptions { encoding: Some("utf-8".to_owned()), ..TableOptions::default() };
    // The headings are broken too, so nothing can be found.
    assert!(found_with("wrong.csv", &sjis, &how).only_error().starts_with("SP017"));
    let broken = text.replace("札幌市", "札\u{FFFD}市");
    assert!(found("broken.csv", broken.as_bytes()).only_error().starts_with("SP011 I2"));
}

#[test]
fn gaiji_are_named_with_their_cell() {
    // F040 is the first of CP932's private characters: U+E000.
    let text = csv(&rows(&[&[("医療機関（薬局）名称", "GAIJI内科")]]));
    let mut bytes = encoding_rs::SHIFT_JIS.encode(&text).0.into_owned();
    let at = bytes.windows(5).position(|window| window == b"GAIJI").unwrap();
    bytes.splice(at..at + 5, [0xF0, 0x40]);
    let error = found("gaiji.csv", &bytes).only_error();
    assert!(error.starts_with("SP102 H2") && error.contains("U+E000"), "{error}");
}

#[test]
fn names_are_printed_as_they_are_written() {
    // NFC alone would change 塚 and 神 with compatibility code points.
    let name = "髙﨑\u{FA10}\u{FA19}ｸﾘﾆｯｸ①Ａ";
    let found = found("names.csv", csv(&rows(&[&[("医療機関（薬局）名称", name)]])).as_bytes());
    assert_eq!(found.sites[0].institutions[0].name.value, name);
}

#[test]
fn codes_phones_and_keys_are_folded_and_padded_and_that_is_told_once() {
    let shared: &[(&str, &str)] = &[
        ("医療機関コード", "１０００１３"),
        ("電話番号", "111234567"),
        ("お客様ID", "ｃａｆー１２３４５６７８９０"),
    ];
    let mut all = rows(&[shared, shared]);
    all[2][13] = "診察室 資格確認PC02".to_owned();
    let found = found("folded.csv", csv(&all).as_bytes());
    assert_eq!(found.errors(), [""; 0]);
    let site = &found.sites[0];
    assert_eq!(site.institutions[0].code.value, "0100013");
    assert_eq!(site.institutions[0].phone.value, "0111234567");
    assert_eq!(site.customer_id.as_ref().unwrap().value.digits, "1234567890");
    assert_eq!(site.institutions[0].terminals.len(), 2);
    let notes = found.notes();
    for word in [
        "医療機関コード: leading zeros were put back (cells: 2",
        "電話番号: the leading zero",
        "お客様ID: full-width",
    ] {
        assert_eq!(notes.iter().filter(|note| note.contains(word)).count(), 1, "{word}: {notes:#?}");
    }
}

#[test]
fn days_in_every_form() {
    for written in
        ["2027-01-20", "2027/1/20", "2027年1月20日（水）", "令和9年1月20日", "R9.1.20", "46407", "20270120"]
    {
        let found = found("days.csv", csv(&rows(&[&[("工事日", written)]])).as_bytes());
        assert_eq!(found.sites[0].work_date.value.to_string(), "2027-01-20", "{written}");
    }
    let error = found("unclear.csv", csv(&rows(&[&[("工事日", "8.4.1")]])).as_bytes()).only_error();
    assert!(error.starts_with("SP110 B2") && error.contains("not clear"), "{error}");
    for (style, days) in [(0, "46407"), (1, "46407"), (2, "46407.5")] {
        let mut cells: Vec<String> = rows(&[&[]])[1].iter().map(|text| inline(text)).collect();
        cells[1] = format!("<c s=\"{style}\"><v>{days}</v></c>");
        let sheet = row_of(1, "", &rows(&[])[0]) + &format!("<row r=\"2\">{}</row>", cells.concat());
        let found = found("days.xlsx", &xlsx(&sheet));
        assert_eq!(found.sites[0].work_date.value.to_string(), "2027-01-20", "style {style}");
    }
}

#[test]
fn what_cannot_be_seen_is_refused_with_its_number() {
    for (heading, text, cell, number) in [
        ("医療機関（薬局）名称", "さくら\u{200B}内科", "H2", "U+200B"),
        ("担当部署／担当者名", "医事課\u{202E}太郎", "J2", "U+202E"),
        ("端末名称等", "受付\u{7}PC01", "N2", "U+0007"),
        ("電話番号", "011\u{200B}1234567", "K2", "U+200B"),
    ] {
        let error = found("unseen.csv", csv(&rows(&[&[(heading, text)]])).as_bytes()).only_error();
        assert!(error.starts_with(&format!("SP102 {cell}")) && error.contains(number), "{error}");
    }
    let text = csv(&rows(&[&[("医療機関（薬局）名称", "\u{3000}さくら\r\n\t内科\u{A0}医院 ")]]));
    assert_eq!(found("breaks.csv", text.as_bytes()).sites[0].institutions[0].name.value, "さくら 内科 医院");
}

#[test]
fn phonetic_runs_are_not_glued_to_a_name() {
    let mut cells: Vec<String> = rows(&[&[]])[1].iter().map(|text| inline(text)).collect();
    cells[7] = "<c t=\"s\"><v>0</v></c>".to_owned();
    let shared = "<sst><si><r><t>桜</t></r><r><t>内科</t></r><rPh sb=\"0\" eb=\"1\"><t>サクラ</t></rPh><phoneticPr/></si></sst>";
    let sheet = row_of(1, "", &rows(&[])[0]) + &format!("<row r=\"2\">{}</row>", cells.concat());
    let book = xlsx_with(&sheet, &[("xl/sharedStrings.xml", shared.as_bytes())]);
    assert_eq!(found("ruby.xlsx", &book).sites[0].institutions[0].name.value, "桜内科");
    let ruby = "<text:ruby><text:ruby-base>桜</text:ruby-base><text:ruby-text>サクラ</text:ruby-text></text:ruby>内科";
    let sheet = ods_rows(&rows(&[&[("医療機関（薬局）名称", "RUBY")]])).replace("RUBY", ruby);
    assert_eq!(found("ruby.ods", &ods(&sheet)).sites[0].institutions[0].name.value, "桜内科");
}

#[test]
fn values_that_a_spreadsheet_has_destroyed() {
    for (column, cell, word) in [
        (13, "<c s=\"1\"><v>46024</v></c>", "has been turned into a date (2026-01-02)"),
        (6, "<c><v>1.23456789012346E+19</v></c>", "its digits from the 16th on are lost"),
        (8, "<c t=\"e\"><f>A1</f><v>#REF!</v></c>", "ends in an error (#REF!)"),
    ] {
        let mut cells: Vec<String> = rows(&[&[]])[1].iter().map(|text| inline(text)).collect();
        cells[column] = cell.to_owned();
        let sheet = row_of(1, "", &rows(&[])[0]) + &format!("<row r=\"2\">{}</row>", cells.concat());
        let error = found("lost.xlsx", &xlsx(&sheet)).only_error();
        assert!(error.starts_with("SP022") && error.contains(word), "{error}");
    }
}

#[test]
fn title_rows_two_headings_and_several_sheets() {
    let right = rows(&[&[]]);
    let mut titled = vec![vec!["ヒアリング一覧".to_owned()], Vec::new()];
    titled.extend(right.clone());
    let found_titled = found("titled.csv", csv(&titled).as_bytes());
    assert_eq!(found_titled.sites.len(), 1);
    assert!(
        found_titled.notes()[0].contains("row 3 is taken for the headings"),
        "{:?}",
        found_titled.notes()
    );

    let two = |first: &str, second: &str| two_sheets([first, second], [&data(&right), &data(&right)]);
    let error = found("two.xlsx", &two("4月", "5月")).only_error();
    assert!(error.starts_with("SP017") && error.contains("4月, 5月"), "{error}");
    let how = TableOptions { sheet: Some("5月".to_owned()), ..TableOptions::default() };
    assert_eq!(found_with("two.xlsx", &two("4月", "5月"), &how).sites.len(), 1);
    let sample = found("sample.xlsx", &two("ヒアリング", "記入例"));
    assert_eq!(sample.sites.len(), 1);
    assert!(sample.notes()[0].contains("of sheet `ヒアリング`"), "{:?}", sample.notes());
    let how = TableOptions { sheet: Some("6月".to_owned()), ..TableOptions::default() };
    assert!(found_with("two.xlsx", &two("4月", "5月"), &how).only_error().contains("no sheet `6月`"));
}

#[test]
fn headings_in_other_words_and_another_order() {
    let mut all = rows(&[&[]]);
    let other = [
        "管理番号",
        "工事予定日",
        "お客さまＩＤ",
        "ipv6",
        "都道府県名",
        "分類",
        "保険医療機関番号",
        "薬局名",
        "住所",
        "担当者",
        "TEL",
        "e-mail",
        "お支払い方法",
        "端末名称・番号",
    ];
    all[0] = other.iter().map(|text| (*text).to_owned()).collect();
    for row in &mut all {
        row.push("備考".to_owned());
        row.reverse();
    }
    let found = found("words.csv", csv(&all).as_bytes());
    assert_eq!(found.errors(), [""; 0]);
    assert_eq!(found.sites[0].institutions[0].code.value, "0100013");
    assert!(found.notes().iter().any(|note| note.starts_with("SP014") && note.contains("備考 (A)")));
}

#[test]
fn a_missing_column_is_told_once_with_what_may_be_meant() {
    let mut all = rows(&[&[], &[("顧客番号", "2"), ("電話番号", "12")]]);
    all[0][6] = "医療機関コド番".to_owned();
    let found = found("missing.csv", csv(&all).as_bytes());
    let errors = found.errors();
    assert_eq!(
        errors.iter().filter(|error| error.contains("there is no column `医療機関コード`")).count(),
        1
    );
    assert!(errors.iter().any(|error| error.starts_with("SP126 K3")), "{errors:#?}");
    let help = &found.told.iter().find(|one| one.message.en.contains("no column")).unwrap().help.en;
    assert!(help.contains("医療機関コド番") && help.contains("G1"), "{help}");
}

#[test]
fn secrets_are_refused_and_never_repeated() {
    let mut all = rows(&[
        &[("端末名称等", "受付 パスワード：hush1234")],
        &[("顧客番号", "2"), ("医療機関コード", "0100021"), ("メールアドレス", "b@example.jp")],
    ]);
    all[0].push("備考".to_owned());
    all[1].push("PIN hush9999".to_owned());
    all[2].push(String::new());
    let found = found("secret.csv", csv(&all).as_bytes());
    assert_eq!(found.errors().iter().filter(|error| error.starts_with("SP020")).count(), 2);
    assert_eq!(found.sites.len(), 1, "the other customer is not touched");
    all[0][14] = "ログインパスワード".to_owned();
    let column = super::found("secret-column.csv", csv(&all).as_bytes());
    assert!(column.errors().iter().any(|error| error.starts_with("SP020 O1")));
    for told in found.told.iter().chain(&column.told) {
        assert!(!format!("{told:?}").contains("hush"), "{told:?}");
    }
}

#[test]
fn what_keeps_a_value_a_text_is_no_part_of_it() {
    let text = csv(&rows(&[&[("医療機関コード", "=\"0100013\""), ("医療機関（薬局）名称", "'=さくら")]]));
    let found = found("kept.csv", text.as_bytes());
    assert_eq!(found.sites[0].institutions[0].code.value, "0100013");
    assert_eq!(found.sites[0].institutions[0].name.value, "=さくら");
}

#[test]
fn tabs_and_semicolons_part_cells_too() {
    let text = csv(&rows(&[&[]]));
    for (name, sign) in [("tabs.tsv", "\t"), ("tabs.csv", "\t"), ("semicolons.csv", ";")] {
        let text = text.replace("\",\"", &format!("\"{sign}\""));
        assert_eq!(found(name, text.as_bytes()).sites.len(), 1, "{name}");
    }
    assert_eq!(HEADINGS.len(), super::RIGHT.len());
}
