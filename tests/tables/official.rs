//! Lists as offices have them: those of the regional bureaus pasted as they are, headings of their own, remarks between
//! the rows, and text as Excel saves it under the name `.txt`.

use startpack::read::TableOptions;
use startpack::validate::FeeTable;

use super::books::{data, xlsx, xlsx_with};
use super::{HEADINGS, RIGHT, csv, found, found_with, rows};

/// The headings of a bureau's list, and those that it lacks.
const OFFICIAL: [&str; 18] = [
    "項番",
    "都道府県\nコード",
    "都道府県名",
    "医療機関番号",
    "併設医療機関番号",
    "医療機関記号番号",
    "医療機関名称",
    "医療機関所在地（郵便番号）",
    "医療機関所在地（住所）",
    "電話番号",
    "FAX番号",
    "病床数",
    "受理届出名称",
    "工事日",
    "お客様ID",
    "担当者",
    "メール",
    "端末名称等",
];

/// Three rows of such a list. Names and numbers are made up; the codes end in the digit that fits.
fn official() -> Vec<Vec<String>> {
    let row = |number: &str, code: &str, name: &str, phone: &str, line: &str| -> Vec<String> {
        [
            number,
            "01",
            "北海道",
            code,
            "",
            "（架空）第1号",
            name,
            "060-0001",
            "札幌市中央区北一条西1-1",
            phone,
            "",
            "一般　19",
            "医療DX推進体制整備加算",
            "2027/1/20",
            line,
            "資格太郎",
            "",
            "受付 資格確認PC01",
        ]
        .into_iter()
        .map(str::to_owned)
        .collect()
    };
    let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let mut all = vec![
        owned(&["届出受理医療機関名簿（架空）"]),
        owned(&["[令和8年11月1日現在　医科]", "", "", "北海道厚生局"]),
        owned(&OFFICIAL),
        row("1", "0100013", "架空内科クリニック", "011-123-4567", "CAF1234567890"),
        row("2", "01,0002,1", "架空外科医院", "011(123)4568", "CAF1234567891"),
        row("3", "0100039", "架空病院", "(011)123-4569", "CAF1234567892"),
    ];
    for (number, row) in all.iter_mut().skip(3).enumerate() {
        row[16] = format!("iji{number}@example.jp");
    }
    all
}

#[test]
fn a_list_of_a_bureau_is_read_as_it_is() {
    for (name, bytes) in
        [("official_ika.csv", csv(&official()).into_bytes()), ("ika.xlsx", xlsx(&data(&official())))]
    {
        let found = found(name, &bytes);
        assert_eq!(found.errors(), [""; 0], "{name}");
        assert_eq!(found.sites.len(), 3, "{name}");
        let institution = &found.sites[1].institutions[0];
        assert_eq!((institution.prefecture, institution.fee_table), (1, FeeTable::Medical));
        assert_eq!(
            (institution.code.value.as_str(), institution.phone.value.as_str()),
            ("0100021", "0111234568")
        );
        let address = institution.address.as_ref().map(|address| address.value.as_str());
        assert_eq!(address, Some("札幌市中央区北一条西1-1"));
        assert_eq!(institution.postal_code.as_ref().map(|code| code.value.as_str()), Some("0600001"));
        let said = found.notes().iter().filter(|note| note.contains("taken for all rows")).count();
        assert_eq!(said, 1, "{:?}", found.notes());
    }
}

#[test]
fn the_number_and_the_name_of_a_prefecture_must_agree() {
    let mut list = official();
    list[4][2] = "青森県".to_owned();
    list[5][1] = String::new();
    let found = found("official_ika.csv", csv(&list).as_bytes());
    assert_eq!(found.sites.len(), 2);
    assert!(found.only_error().starts_with("SP021 C5 the number and the name of the prefecture"));
}

#[test]
fn the_fee_table_is_that_of_the_sheet_before_that_of_the_file() {
    let book = br#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="&#x6B6F;&#x79D1;" r:id="rId1"/></sheets></workbook>"#;
    let list = xlsx_with(&data(&official()), &[("xl/workbook.xml", book)]);
    let found = found("official_ika.xlsx", &list);
    assert!(found.notes().iter().any(|note| note.contains("the name of the sheet `歯科` says 歯科")));
    // Nothing says it: the column is missing.
    let missing = super::found("list.csv", csv(&official()).as_bytes()).only_error();
    assert!(missing.starts_with("SP017") && missing.contains("点数表"), "{missing}");
}

#[test]
fn headings_of_an_office() {
    let names = [
        "得意先コード",
        "訪問予定日",
        "CAF番号",
        "v6オプション有無",
        "県名",
        "医療機関区分",
        "医療機関番号",
        "医院名",
        "ご住所",
        "ご担当者様",
        "TEL",
        "E-mail",
        "お支払い方法",
        "PC名",
    ];
    assert_eq!(names.len(), HEADINGS.len());
    let mut all = rows(&[&[]]);
    all[0] = names.iter().map(|name| (*name).to_owned()).collect();
    let found = found("office.csv", csv(&all).as_bytes());
    assert_eq!((found.errors(), found.sites.len()), (Vec::new(), 1));
    assert_eq!(found.sites[0].institutions[0].contact.value, RIGHT[9]);
}

#[test]
fn an_unknown_heading_is_asked_about_beside_a_missing_one() {
    let mut all = rows(&[&[]]);
    all[0][1] = "いつ行くか".to_owned();
    let found = found("asked.csv", csv(&all).as_bytes());
    assert!(found.only_error().contains("工事日"));
    let help: Vec<&str> = found.told.iter().map(|one| one.help.ja.as_str()).collect();
    assert!(help.iter().any(|help| help.contains("「いつ行くか」（B1）がそれなら")), "{help:?}");
}

#[test]
fn a_row_with_one_cell_is_a_remark_and_told_once() {
    let second = [("顧客番号", "2"), ("医療機関コード", "0100021"), ("メールアドレス", "b@example.jp")];
    let all = rows(&[&[], &second]);
    let alone = |column: usize, text: &str| {
        let mut row = vec![String::new(); HEADINGS.len()];
        row[column] = text.to_owned();
        row
    };
    for (column, text) in [(0, "■ 2月分"), (7, "ここから下は未確定です"), (13, "※以下余白"), (13, "以上")]
    {
        let mut all = all.clone();
        all.insert(2, alone(column, text));
        let found = found("remark.csv", csv(&all).as_bytes());
        assert_eq!((found.errors(), found.sites.len()), (Vec::new(), 2), "{text}");
        let told = found.notes().iter().filter(|note| note.contains("row 3 holds")).count();
        assert_eq!(told, 1, "{text}: {:?}", found.notes());
    }
    // A number alone may be a customer that nobody has filled in.
    let mut unfinished = all.clone();
    unfinished.push(alone(0, "3"));
    let error = found("unfinished.csv", csv(&unfinished).as_bytes()).only_error();
    assert!(error.starts_with("SP101 A4 row 4 holds 顧客番号 only"), "{error}");
    // A secret is told as such, and never repeated.
    let mut secret = all.clone();
    secret.push(alone(7, "パスワード：Zq7x9Kp2"));
    let error = found("secret.csv", csv(&secret).as_bytes()).only_error();
    assert!(error.starts_with("SP020 H4") && !error.contains("Zq7x9Kp2"), "{error}");
    // A name alone is a further terminal of the customer above.
    let mut further = all;
    further.insert(2, alone(13, "診察室 資格確認PC02"));
    let found = found("further.csv", csv(&further).as_bytes());
    assert_eq!((found.errors(), found.sites[0].institutions[0].terminals.len()), (Vec::new(), 2));
}

#[test]
fn text_as_excel_saves_it_is_a_table() {
    let all = rows(&[&[("医療機関（薬局）名称", "ソ表予十能クリニック")]]);
    let tabs: String = all.iter().map(|row| row.join("\t") + "\r\n").collect();
    let unicode: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(tabs.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let sjis = encoding_rs::SHIFT_JIS.encode(&tabs).0.into_owned();
    for (name, bytes) in [
        ("unicode.txt", unicode),
        ("tabs.txt", sjis),
        ("commas.txt", csv(&all).into_bytes()),
        ("table.dat", tabs.into_bytes()),
        ("book.bak", xlsx(&data(&all))),
    ] {
        let found = found(name, &bytes);
        assert_eq!((found.errors(), found.sites.len()), (Vec::new(), 1), "{name}");
        assert_eq!(found.sites[0].institutions[0].name.value, "ソ表予十能クリニック", "{name}");
    }
    // Unknown headings are told as those of a table, and a site file may be called .txt.
    let unknown: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain("a\tb\r\n1\t2\r\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert!(found("unknown.txt", &unknown).only_error().starts_with("SP017"));
    let site = std::fs::read(crate::walls::root().join("examples/sakura-clinic.toml")).unwrap();
    assert_eq!(found("site.toml.txt", &site).sites.len(), 1);
}

#[test]
fn zero_bytes_and_the_last_sign_of_old_programs() {
    let kept = std::fs::read(crate::walls::root().join("tests/cases/intake/nul-byte.csv")).unwrap();
    let error = found("nul-byte.csv", &kept).only_error();
    assert!(error.starts_with("SP010 - line 2 has a byte that is no character (NUL)"), "{error}");
    let text = csv(&rows(&[&[]]));
    assert_eq!(found("ended.csv", format!("{text}\u{1A}").as_bytes()).errors(), [""; 0]);
    let how = TableOptions { encoding: Some("cp932".to_owned()), ..TableOptions::default() };
    let mut sjis = encoding_rs::SHIFT_JIS.encode(&text).0.into_owned();
    sjis.push(0x1A);
    assert_eq!(found_with("ended-sjis.csv", &sjis, &how).errors(), [""; 0]);
    let at = sjis.len() - 20;
    sjis[at] = 0;
    assert!(found_with("zero-sjis.csv", &sjis, &how).only_error().contains("line 2 has a byte"));
    let site = std::fs::read_to_string(crate::walls::root().join("examples/sakura-clinic.toml")).unwrap();
    assert_eq!(found("ended.toml", format!("{site}\u{1A}").as_bytes()).errors(), [""; 0]);
    let zero = site.replacen('\n', "\n\0", 1);
    assert!(found("zero.toml", zero.as_bytes()).only_error().contains("line 2 has a byte"));
}
