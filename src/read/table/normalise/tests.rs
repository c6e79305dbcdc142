//! Tests of the normaliser: what it puts back, what it counts, what it refuses.

use super::*;
use crate::read::fields::by_path;

const SERIAL: &str = "institution.terminal.certificate.serial";

fn normalised(path: &str, value: CellValue) -> (Raw, Vec<Normalisation>, usize) {
    let (mut errors, mut normalisations) = (Vec::new(), Normalisations::new());
    let mut normaliser = Normaliser { errors: &mut errors, normalisations: &mut normalisations };
    let raw = normaliser.field(by_path(path).unwrap(), &value, Origin(1)).value;
    (raw, normalisations.keys().map(|(kind, _)| *kind).collect(), errors.len())
}

fn text(path: &str, written: &str) -> (String, Vec<Normalisation>) {
    match normalised(path, CellValue::Text(written.to_owned())) {
        (Raw::Text(text), normalisations, 0) => (text, normalisations),
        other => panic!("{written}: {other:?}"),
    }
}

fn number(path: &str, written: &str, shown: Shown) -> Raw {
    normalised(path, CellValue::Number(Number { value: written.to_owned(), shown, epoch: 0 })).0
}

/// A text that says exactly the number that it is shown for.
fn as_text(text: &str) -> Shown {
    Shown::Text(text.to_owned(), true)
}

#[test]
fn zeros_come_back_and_are_counted() {
    assert_eq!(text("institution.code", "100015"), ("0100015".into(), vec![Normalisation::Zeros]));
    assert_eq!(text("institution.code", "0100015"), ("0100015".into(), vec![]));
    assert_eq!(text("institution.code", "1000"), ("1000".into(), vec![]));
    assert_eq!(text("institution.code", "10001S"), ("10001S".into(), vec![]));
    assert_eq!(text("institution.postal_code", "60-0001"), ("0600001".into(), vec![Normalisation::Zeros]));
    assert_eq!(text("institution.postal_code", "〒060-0001"), ("〒060-0001".into(), vec![]));
    assert_eq!(number("institution.postal_code", "10010", Shown::General), Raw::Text("0010010".into()));
    assert_eq!(text("institution.phone", "111234567"), ("0111234567".into(), vec![Normalisation::PhoneZero]));
    assert_eq!(
        text("institution.phone", "9012345678"),
        ("09012345678".into(), vec![Normalisation::PhoneZero])
    );
    assert_eq!(text("institution.phone", "11-123-4567"), ("11-123-4567".into(), vec![]));
    assert_eq!(number("institution.code", "100015", Shown::General), Raw::Text("0100015".into()));
    assert_eq!(number("institution.code", "100015.0", as_text("0100015")), Raw::Text("0100015".into()));
    assert_eq!(number("customer_no", "42", as_text("00042")), Raw::Text("00042".into()));
}

#[test]
fn days_in_every_form() {
    assert_eq!(number("work_date", "46407", Shown::Day), Raw::Text("2027-01-20".into()));
    assert_eq!(number("work_date", "46407.75", Shown::Day), Raw::Text("2027-01-20".into()));
    assert_eq!(number("work_date", "46407", Shown::General), Raw::Text("2027-01-20".into()));
    assert_eq!(text("work_date", "46407"), ("2027-01-20".into(), vec![Normalisation::Serial]));
    assert_eq!(text("work_date", "R9.1.20"), ("R9.1.20".into(), vec![]));
    assert_eq!(number("work_date", "20270120", Shown::General), Raw::Text("20270120".into()));
    assert_eq!(number("institution.start_month", "46407", Shown::Day), Raw::Text("2027-01-20".into()));
    assert_eq!(number("institution.start_month", "202702", Shown::General), Raw::Text("202702".into()));
}

#[test]
fn days_without_a_format_are_counted_from_where_the_file_counts_them() {
    let day = |value: &str, shown, epoch| {
        normalised("work_date", CellValue::Number(Number { value: value.to_owned(), shown, epoch })).0
    };
    assert_eq!(day("44945", Shown::General, 1462), Raw::Text("2027-01-20".into()));
    assert_eq!(day("44945", as_text("44,945"), 1462), Raw::Text("2027-01-20".into()));
    assert_eq!(day("20270120", Shown::General, 1462), Raw::Text("20270120".into()));
    assert_eq!(day("20270120", as_text("2027年01月20日"), 0), Raw::Text("2027年01月20日".into()));
    assert_eq!(day("0.5", Shown::Time, 0), Raw::Rejected);
}

#[test]
fn texts_are_what_is_shown() {
    let text = |path, value, shown| number(path, value, shown);
    assert_eq!(text("institution.terminal.name", "1", as_text("受付PC01")), Raw::Text("受付PC01".into()));
    assert_eq!(
        text("institution.terminal.place", "1.4", Shown::Text("1階".into(), false)),
        Raw::Text("1階".into())
    );
    assert_eq!(text("institution.code", "8814790", as_text("8,814,790")), Raw::Text("8814790".into()));
    assert_eq!(
        text("institution.postal_code", "600001", as_text("〒060-0001")),
        Raw::Text("〒060-0001".into())
    );
    for path in ["customer_no", "institution.code", "institution.phone", SERIAL] {
        assert_eq!(text(path, "1.4", Shown::Text("東-001".into(), false)), Raw::Rejected, "{path}");
    }
    let unseen =
        |value: &str| CellValue::Unseen { value: value.into(), format: "[DBNum1]0".into(), is_hidden: false };
    assert_eq!(normalised("institution.name", unseen("1")).2, 1);
    assert_eq!(normalised("institution.name", unseen("")).2, 1);
    assert_eq!(number("institution.terminal.name", "0.5", Shown::Time), Raw::Rejected);
}

#[test]
fn what_a_spreadsheet_has_destroyed_is_refused() {
    assert_eq!(number("institution.terminal.name", "46024", Shown::Day), Raw::Rejected);
    assert_eq!(number(SERIAL, "1.23456789012346E+19", Shown::General), Raw::Rejected);
    assert_eq!(normalised("institution.code", CellValue::Error("#N/A".into())).2, 1);
}

#[test]
fn names_keep_their_characters() {
    let name = "医療法人　髙﨑塚神祥①ｸﾘﾆｯｸ";
    assert_eq!(text("institution.name", &format!(" {name}\u{3000}")), (name.into(), vec![]));
    assert_eq!(
        text("institution.name", "さくら\r\n\t内科\u{A0}医院"),
        ("さくら 内科 医院".into(), vec![Normalisation::Breaks])
    );
    assert_eq!(normalised("institution.name", CellValue::Text("桜\u{E000}".into())).2, 1);
    assert_eq!(normalised("institution.name", CellValue::Text("桜\u{FFFD}".into())).2, 1);
    assert_eq!(normalised("institution.code", CellValue::Text("0100013\u{200B}".into())).2, 1);
}

#[test]
fn codes_are_folded_and_secrets_refused() {
    assert_eq!(text("institution.code", "０１０００１３").1, [Normalisation::Width]);
    assert_eq!(text("institution.name", "'=1+1").0, "'=1+1");
    assert_eq!(normalised("institution.terminal.place", CellValue::Text("パスワード：abc1".into())).2, 1);
}
