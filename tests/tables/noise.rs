//! Files of noise: whatever stands in them, something is said and nothing breaks.

use proptest::prelude::*;
use startpack::base::Origins;
use startpack::read::{TableOptions, read_all};

use super::books::{data, ods, ods_rows, row_of, xlsx};
use super::{csv, file, found, rows};

fn survives(name: &str, bytes: &[u8]) {
    let mut origins = Origins::new();
    let said = match read_all(&file(name, bytes), &TableOptions::default(), &mut origins) {
        Ok(intake) => intake.sites.len() + intake.messages.len(),
        Err(faults) => faults.len(),
    };
    assert!(said > 0, "nothing was said of {name}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn noise(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in ["noise.csv", "noise.tsv", "noise.xlsx", "noise.ods"] {
            survives(name, &bytes);
        }
    }

    #[test]
    fn a_sheet_with_bytes_changed(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let rows = rows(&[&[]]);
        for (name, mut bytes) in [
            ("spoilt.csv", csv(&rows).into_bytes()),
            ("spoilt.xlsx", xlsx(&data(&rows))),
            ("spoilt.ods", ods(&ods_rows(&rows))),
        ] {
            let index = at.index(bytes.len());
            bytes[index] = byte;
            survives(name, &bytes);
            bytes.truncate(cut.index(bytes.len()) + 1);
            survives(name, &bytes);
        }
    }

    #[test]
    fn xml_of_a_sheet_in_disorder(pieces in proptest::collection::vec(0..14_usize, 0..30)) {
        const PIECES: [&str; 14] = [
            "<row>", "</row>", "<row r=\"4294967295\">", "<c>", "</c>", "<c r=\"ZZZZ9\">", "<v>1</v>", "<v>", "</v>",
            "<f/>", "<is><t>x</t></is>", "<c t=\"s\"><v>99</v></c>", "&#x110000;", "<row r=\"0\" ht=\"-1\">",
        ];
        let xml: String = pieces.iter().map(|&piece| PIECES[piece]).collect();
        survives("disorder.xlsx", &xlsx(&(data(&rows(&[&[]])) + &xml)));
    }
}

#[test]
fn a_text_that_every_cell_names() {
    let long = "長".repeat(20_000);
    let mut all = rows(&[]);
    all[0].truncate(14);
    let row: Vec<String> = (0..14).map(|_| long.clone()).collect();
    let sheet = row_of(1, "", &all[0]) + &(2..100).map(|number| row_of(number, "", &row)).collect::<String>();
    assert!(
        found("long.xlsx", &xlsx(&sheet))
            .errors()
            .iter()
            .any(|error| error.contains("too much text") || error.starts_with("SP023"))
    );
}
