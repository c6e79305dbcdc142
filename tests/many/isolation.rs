//! Nobody else's data on anybody's page: look-alike customers made in one run, every PDF searched for
//! everybody else's name, code, terminals and numbers.

use std::fs;

use super::{code, customers, folder, name};
use crate::paint::outside::judge;

const COUNT: usize = 12;

/// What is only this customer's, as it stands in the text without white space.
fn own(number: usize) -> [String; 6] {
    [
        name(number),
        code(number),
        format!("第{number:02}受付端末"),
        format!("77{number:04}5501"),
        format!("iji{number:04}@"),
        format!("K-{number:04}"),
    ]
}

#[test]
fn nobody_elses_data_are_on_anybodys_page() {
    let (sandbox, files) = customers(COUNT);
    let arguments: Vec<_> = ["build"]
        .into_iter()
        .chain(files.iter().map(String::as_str))
        .chain(["--run", "R", "--threads", "3"])
        .collect();
    sandbox.run(&arguments).ends(0);
    for number in 1..=COUNT {
        let mut all = String::new();
        for document in ["packet", "handover", "labels"] {
            let path = sandbox.path.join("out/R").join(folder(number)).join(format!("{document}.pdf"));
            let bytes = fs::read(path).unwrap();
            let stem = format!("isolation-{number}-{document}");
            let Some((_, text)) = judge("pdftotext", &["-raw", "PDF", "-"], &stem, &bytes) else { return };
            let text: String = text.split_whitespace().collect();
            for other in (1..=COUNT).filter(|other| *other != number) {
                let found = own(other).into_iter().find(|what| text.contains(what.as_str()));
                assert_eq!(found, None, "of customer {other}, in {document}.pdf of customer {number}");
            }
            all.push_str(&text);
        }
        let missing = own(number).into_iter().find(|what| !all.contains(what.as_str()));
        assert_eq!(missing, None, "in the papers of customer {number}: the search proves nothing");
    }
}
