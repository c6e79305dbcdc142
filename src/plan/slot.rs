//! Slot numbers: the name that startpack gives each certificate, `<10-digit code>-T<nn>-<check>`.
//!
//! The same slot number stands on the packet's row, on the notice sheet and on the label; it is fixed by the
//! terminal's place in the site file. The check character is that of ISO 7064 MOD 37,36 over the code's ten
//! digits, `T` and the terminal's number (hyphens left out): it finds every single wrong character and
//! nearly every swap of neighbours.

/// Characters of ISO 7064 MOD 37,36, in the order of their values.
const ALPHABET: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// What documents call a slot number. One word everywhere, so that people can find it again.
pub(super) const SLOT_WORD: &str = "管理番号";

/// `0110100013-T01-K` for the terminal `number` (from 1) of the institution with that 10-digit code.
pub(super) fn slot(ten_digits: &str, number: usize) -> String {
    let body = format!("{ten_digits}T{number:02}");
    format!("{ten_digits}-T{number:02}-{}", check_character(&body))
}

/// The same in groups for the eye: `01-1-0100013 T01-K`.
pub(super) fn slot_grouped(ten_digits_grouped: &str, slot: &str) -> String {
    let tail = slot.split_once('-').map_or(slot, |(_, tail)| tail);
    format!("{ten_digits_grouped} {tail}")
}

/// The check character of ISO 7064 MOD 37,36 for `body`, of which other characters than `0-9 A-Z` are ignored.
fn check_character(body: &str) -> char {
    let mut product = 36;
    for value in body.bytes().filter_map(value) {
        let sum = (product + value) % 36;
        product = (if sum == 0 { 36 } else { sum }) * 2 % 37;
    }
    char::from(ALPHABET[(37 - product) % 36])
}

fn value(character: u8) -> Option<usize> {
    ALPHABET.iter().position(|other| *other == character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_character_of_the_standard() {
        // The standard's own example, as the ISAN and GRid identifiers quote it.
        assert_eq!(check_character("A12425GABC1234002"), 'M');
    }

    #[test]
    fn slots_and_groups() {
        let slot = slot("0110100013", 1);
        assert!(slot.starts_with("0110100013-T01-") && slot.len() == 16, "{slot}");
        assert_eq!(slot_grouped("01-1-0100013", &slot), format!("01-1-0100013 {}", &slot[11..]));
        assert!(super::slot("0110100013", 123).contains("-T123-"));
    }

    #[test]
    fn every_single_wrong_character_is_found() {
        let body = "0110100013T07";
        let check = check_character(body);
        for place in 0..body.len() {
            for other in ALPHABET {
                let mut bytes = body.as_bytes().to_vec();
                if bytes[place] == *other {
                    continue;
                }
                bytes[place] = *other;
                assert_ne!(check_character(std::str::from_utf8(&bytes).unwrap()), check);
            }
        }
    }
}
