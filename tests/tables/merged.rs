//! Merged cells: what they show counts for every row of theirs, and for nobody else.

use super::books::{ods, row_of, sheet};
use super::{Found, HEADINGS, found, rows};

const SECOND: &[(&str, &str)] =
    &[("顧客番号", "2"), ("医療機関コード", "0100021"), ("メールアドレス", "b@example.jp")];

/// The column of a heading, from 1.
fn column(heading: &str) -> usize {
    HEADINGS.iter().position(|known| *known == heading).unwrap() + 1
}

/// The name of a range, from row to row in the columns of two headings.
fn range(first: usize, last: usize, left: &str, right: &str) -> String {
    let letter = |heading| char::from(b'A' + u8::try_from(column(heading) - 1).unwrap());
    format!("{}{first}:{}{last}", letter(left), letter(right))
}

/// A workbook of those rows with merged ranges.
fn book(rows: &[Vec<String>], ranges: &[String]) -> Found {
    let cell = |text: &String| if text.is_empty() { "<c/>".to_owned() } else { super::books::inline(text) };
    let data: String = (1..)
        .zip(rows)
        .map(|(number, row): (usize, &Vec<String>)| {
            format!("<row r=\"{number}\">{}</row>", row.iter().map(cell).collect::<String>())
        })
        .collect();
    let cells: String = ranges.iter().map(|range| format!("<mergeCell ref=\"{range}\"/>")).collect();
    let merged = format!("<mergeCells>{cells}</mergeCells>");
    found("merged.xlsx", &sheet(&data, ["", &merged], &[]))
}

/// Rows with a column 販売担当 会社 behind the others, in which only the first row has a value.
fn with_dealer(changes: &[&[(&str, &str)]]) -> Vec<Vec<String>> {
    let mut all = rows(changes);
    for (index, row) in all.iter_mut().enumerate() {
        row.push(["販売担当 会社", "東西販売"].get(index).copied().unwrap_or_default().to_owned());
    }
    all
}

#[test]
fn every_row_and_every_customer_has_what_a_range_shows() {
    let mut all = with_dealer(&[&[], SECOND]);
    for heading in ["工事日", "都道府県", "点数表", "v6オプション"] {
        all[2][column(heading) - 1].clear();
    }
    let mut ranges = vec!["O2:O3".to_owned()];
    ranges.extend(
        ["工事日", "都道府県", "点数表", "v6オプション"].map(|heading| range(2, 3, heading, heading)),
    );
    let found = book(&all, &ranges);
    assert_eq!(found.errors(), [""; 0]);
    assert_eq!(found.sites.len(), 2);
    for site in &found.sites {
        assert_eq!(site.dealer.as_ref().unwrap().name.as_ref().unwrap().value, "東西販売");
        assert_eq!(site.work_date.value.to_string(), "2027-01-20");
    }
}

#[test]
fn a_customer_whose_cells_are_merged_over_its_terminals_is_one() {
    let mut all = with_dealer(&[&[], &[("端末名称等", "診察室 資格確認PC02")], SECOND]);
    all[2][..13].iter_mut().for_each(String::clear);
    let mut ranges: Vec<String> =
        HEADINGS[..13].iter().map(|heading| range(2, 3, heading, heading)).collect();
    ranges.push("O2:O4".to_owned());
    let merged = book(&all, &ranges);
    assert_eq!(merged.errors(), [""; 0]);
    let counts: Vec<usize> = merged.sites.iter().map(|site| site.terminal_count()).collect();
    assert_eq!(counts, [2, 1]);
    // Only some are merged, and 顧客番号 is not: the row still belongs to the customer above.
    let some: Vec<String> = ["工事日", "お客様ID", "医療機関コード"]
        .iter()
        .map(|heading| range(2, 3, heading, heading))
        .collect();
    let counts: Vec<usize> = book(&all, &some).sites.iter().map(|site| site.terminal_count()).collect();
    assert_eq!(counts, [2, 1]);
}

#[test]
fn a_row_with_nothing_of_its_own_is_no_terminal() {
    let mut all = rows(&[&[], &[], SECOND]);
    all[2].iter_mut().for_each(String::clear);
    let ranges: Vec<String> = HEADINGS.iter().map(|heading| range(2, 3, heading, heading)).collect();
    let tall = book(&all, &ranges);
    assert_eq!(tall.errors(), [""; 0]);
    assert_eq!(tall.sites.iter().map(|site| site.terminal_count()).collect::<Vec<_>>(), [1, 1]);
    // What lies hidden under a range is not read.
    all[2] = rows(&[&[("端末名称等", "古い名前")]])[1].clone();
    let hidden = book(&all, &ranges);
    assert_eq!(hidden.errors(), [""; 0]);
    assert_eq!(hidden.sites.iter().map(|site| site.terminal_count()).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn a_range_over_what_customers_do_not_share_stops_both() {
    for heading in ["お客様ID", "医療機関コード", "医療機関（薬局）名称", "電話番号", "端末名称等"]
    {
        let mut all = rows(&[
            &[],
            &[("顧客番号", "2"), ("医療機関コード", "0100021"), ("メールアドレス", "b@example.jp")],
            &[("顧客番号", "3"), ("医療機関コード", "0100039"), ("メールアドレス", "c@example.jp")],
        ]);
        all[2][column(heading) - 1].clear();
        let name = range(2, 3, heading, heading);
        let found = book(&all, std::slice::from_ref(&name));
        let errors = found.errors();
        let told = errors.iter().filter(|error| error.starts_with("SP021") && error.contains(&name)).count();
        assert_eq!(told, 2, "{heading}: {errors:#?}");
        assert_eq!(found.sites.len(), 1, "{heading}: the third is not touched");
        assert!(errors.iter().any(|error| error.contains(&format!("one {heading} to"))), "{errors:#?}");
    }
    // Without 顧客番号 the code tells customers apart.
    let mut all = rows(&[&[], &[("医療機関コード", "0100021"), ("メールアドレス", "b@example.jp")]]);
    all[2][column("医療機関（薬局）名称") - 1].clear();
    all.iter_mut().for_each(|row| drop(row.remove(0)));
    let found = book(&all, &["G2:G3".to_owned()]);
    assert_eq!((found.sites.len(), found.errors().len()), (0, 2), "{:#?}", found.errors());
}

#[test]
fn a_range_over_two_fields_is_the_first_and_told() {
    let mut all = rows(&[&[]]);
    all[1][column("届出所在地") - 1].clear();
    let found = book(&all, &[range(2, 2, "医療機関（薬局）名称", "届出所在地")]);
    assert_eq!(found.errors(), [""; 0]);
    assert!(found.sites[0].institutions[0].address.is_none());
    let notes = found.notes();
    assert!(notes.iter().any(|note| note.starts_with("SP021") && note.contains("H2:I2")), "{notes:#?}");
}

#[test]
fn a_range_over_days_is_a_day() {
    let all = rows(&[&[], &[("端末名称等", "診察室 資格確認PC02")]]);
    let mut data = row_of(1, "", &[all[0].clone(), vec!["発行日".to_owned()]].concat());
    let day = "<c s=\"1\"><v>46346</v></c>";
    for (number, row, day) in [(2, &all[1], day), (3, &all[2], "<c s=\"1\"/>")] {
        data.push_str(&row_of(number, "", row).replace("</row>", &format!("{day}</row>")));
    }
    let found = found(
        "merged-days.xlsx",
        &sheet(&data, ["", "<mergeCells><mergeCell ref=\"O2:O3\"/></mergeCells>"], &[]),
    );
    assert_eq!(found.errors(), [""; 0]);
    let terminals = &found.sites[0].institutions[0].terminals;
    let issued = terminals
        .iter()
        .map(|one| one.certificate.as_ref().unwrap().issued.as_ref().unwrap().value.to_string());
    assert_eq!(issued.collect::<Vec<_>>(), ["2026-11-20", "2026-11-20"]);
}

#[test]
fn headings_may_be_merged_but_not_with_values() {
    let mut all = rows(&[&[]]);
    let mut upper = all[0].clone();
    upper.iter_mut().for_each(|heading| {
        if ["電話番号", "メールアドレス"].contains(&heading.as_str()) {
            *heading = String::new();
        }
    });
    upper[column("担当部署／担当者名") - 1] = "連絡先".to_owned();
    let mut lower = vec![String::new(); upper.len()];
    for heading in ["担当部署／担当者名", "電話番号", "メールアドレス"] {
        lower[column(heading) - 1] = heading.to_owned();
    }
    let mut ranges = vec![range(1, 1, "担当部署／担当者名", "メールアドレス")];
    let single = HEADINGS.iter().filter(|heading| lower[column(heading) - 1].is_empty());
    ranges.extend(single.map(|heading| range(1, 2, heading, heading)));
    let double = book(&[upper, lower, all[1].clone()], &ranges);
    assert_eq!((double.errors(), double.sites.len()), (Vec::new(), 1));

    let title = vec!["ヒアリング一覧".to_owned()];
    let titled = book(&[title, all[0].clone(), all[1].clone()], &["A1:N1".to_owned()]);
    assert_eq!((titled.errors(), titled.sites.len()), (Vec::new(), 1));

    let column = column("届出所在地") - 1;
    all[1][column].clear();
    let error = book(&all, &["I1:I2".to_owned()]).only_error();
    assert!(error.starts_with("SP021 ヒアリング!I2") && error.contains("I1:I2"), "{error}");
}

#[test]
fn spanned_cells_of_an_ods() {
    let all = with_dealer(&[&[], SECOND]);
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let plain = super::books::ods_rows(&all);
    let spanned = plain
        .replace(
            &cell("東西販売"),
            &cell("東西販売")
                .replace("<table:table-cell", "<table:table-cell table:number-rows-spanned=\"2\""),
        )
        .replace(
            "<table:table-cell/><table:table-cell table:number-columns-repeated=\"16000\"/>",
            &(cell("hidden").replace("table-cell", "covered-table-cell")
                + "<table:table-cell table:number-columns-repeated=\"16000\"/>"),
        );
    assert_ne!(plain, spanned);
    let found = found("spanned.ods", &ods(&spanned));
    assert_eq!(found.errors(), [""; 0]);
    let dealers: Vec<_> = found
        .sites
        .iter()
        .map(|site| site.dealer.as_ref().unwrap().name.as_ref().unwrap().value.as_str())
        .collect();
    assert_eq!(dealers, ["東西販売", "東西販売"]);
}

#[test]
fn a_row_with_one_cell_of_its_own_is_no_remark_if_merged_cells_fill_it() {
    let mut all = rows(&[&[], &[]]);
    let terminal = column("端末名称等") - 1;
    let mut ranges = Vec::new();
    for (index, heading) in HEADINGS.iter().enumerate().filter(|(index, _)| *index != terminal) {
        all[2][index].clear();
        ranges.push(range(2, 3, heading, heading));
    }
    all[2][terminal] = "(予備)".to_owned();
    let merged = book(&all, &ranges);
    assert_eq!(merged.errors(), [""; 0]);
    assert_eq!(merged.sites[0].institutions[0].terminals.len(), 2);
    // The same row without merged cells is a remark.
    assert_eq!(book(&all, &[]).sites[0].institutions[0].terminals.len(), 1);
}
