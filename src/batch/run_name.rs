//! The name that a user gives a run, such as `1月分`: which texts can be one, and the run's number that stands for it in codes.
//! A text comes in. The number of a run without a name is made by [`super::order`].

use super::digest::InputDigest;
use super::number::is_run_number;
use super::order::mark;
use crate::base::file_name;

/// Most characters of a name.
const LONGEST: usize = 20;

/// Characters that stand for what a code cannot say.
const DIGEST: usize = 6;

/// Whether `text` can be the name of a run: letters of any script, digits and hyphens. It becomes the name of a folder.
pub fn is_run_name(text: &str) -> bool {
    let is_code = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = text.chars().all(|one| one.is_alphanumeric() || one == '-' || one == 'ー');
    is_plain
        && (1..=LONGEST).contains(&text.chars().count())
        && !is_code
        && file_name::fault_of(text).is_none()
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// The number that stands for the run of that name in codes: the name itself if it can, else what it has of A–Z, 0–9 and -,
/// and characters that depend on all of it.
pub(super) fn run_number(name: &str) -> String {
    if is_run_number(name) {
        return name.to_owned();
    }
    let is_kept = |one: &char| one.is_ascii_uppercase() || one.is_ascii_digit() || *one == '-';
    let kept: String = name.chars().filter(is_kept).take(LONGEST - DIGEST - 1).collect();
    let mut digest = InputDigest::default();
    std::hash::Hash::hash(name, &mut digest);
    format!("{kept}-{}", mark(digest.bits(), DIGEST)).trim_start_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_the_folder() {
        for good in ["COMA", "1月分", "JAN-1", "april", "２０２７年春", "サポート"] {
            assert!(is_run_name(good), "{good}");
            assert!(is_run_number(&run_number(good)), "{good} {}", run_number(good));
        }
        for bad in ["", "..", "a/b", "a b", "1月\\2", "0110100013", "-A", "nul", "com1", "~", "x:y", "1月."]
        {
            assert!(!is_run_name(bad), "{bad}");
        }
        assert!(!is_run_name(&"月".repeat(21)));
    }

    #[test]
    fn numbers_of_names() {
        assert_eq!(run_number("JAN-1"), "JAN-1");
        assert!(run_number("1月分").starts_with("1-") && run_number("1月分").len() == 8);
        assert_eq!(run_number("月").len(), 6);
        assert_ne!(run_number("1月分"), run_number("1月号"));
    }
}
