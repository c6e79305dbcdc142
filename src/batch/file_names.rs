//! Names of a customer's files: `packet.pdf`, or a name that a person knows, `K-0001_さくら内科クリニック_準備のご案内.pdf`. A
//! customer comes in, names go out. Only letters, digits and a few signs of the customer's own words get into a name, so
//! that no cell can lead to another folder.

use super::about::About;
use crate::plan::DocumentKind;

/// Most characters of the customer's number and of its name.
const LONGEST: (usize, usize) = (20, 40);

/// Signs that every system takes in the name of a file, beside letters and digits of any script.
const SIGNS: &str = "-ー・（）＆々〆";

/// What a document is called in the name of its file.
pub(crate) const fn word(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Packet => "準備のご案内",
        DocumentKind::Handover => "受渡しチェックリスト",
        DocumentKind::Labels => "端末ラベル",
        DocumentKind::Letter => "送付状",
        DocumentKind::Address => "宛名ラベル",
        DocumentKind::Mail => "メールの文面",
    }
}

/// `name` (`packet.pdf`, `packet-01.png`) of that customer's document as a person knows it.
pub(super) fn readable(name: &str, kind: DocumentKind, about: &About) -> String {
    let rest = name.strip_prefix(kind.stem()).unwrap_or(name);
    let number = about.customer_no.as_ref().or_else(|| about.codes.first());
    let number = number.map(|text| safe(text, LONGEST.0)).unwrap_or_default();
    let customer = about.names.first().map(|text| safe(text, LONGEST.1)).unwrap_or_default();
    let parts = [number, customer, word(kind).to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}{rest}", parts.join("_"))
}

/// `text` with nothing in it but what any file system takes in a name.
fn safe(text: &str, longest: usize) -> String {
    text.chars().filter(|one| is_safe(*one)).take(longest).collect()
}

/// Whether the character may stand in a readable name.
pub(super) fn is_safe(one: char) -> bool {
    one.is_alphanumeric() || SIGNS.contains(one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::record::is_plain_name;

    #[test]
    fn names_that_people_know_lead_nowhere_else() {
        let named = |number: Option<&str>, name: &str| {
            let about = About {
                customer_no: number.map(str::to_owned),
                codes: vec!["0110100013".to_owned()],
                names: vec![name.to_owned()],
                ..About::default()
            };
            readable("packet-01.png", DocumentKind::Packet, &about)
        };
        assert_eq!(
            named(Some("K-0001"), "さくら内科 クリニック"),
            "K-0001_さくら内科クリニック_準備のご案内-01.png"
        );
        assert_eq!(named(None, "../../etc"), "0110100013_etc_準備のご案内-01.png");
        assert_eq!(named(Some("..\\\u{202E}:*?"), "///"), "準備のご案内-01.png");
        for name in [named(Some("C:\\x"), "医療法人（社団）架空会"), named(None, &"長".repeat(300))]
        {
            assert!(is_plain_name(&name) && name.len() < 255, "{name}");
        }
    }
}
