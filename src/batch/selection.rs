//! [`Selection`]: which customers of a list or a run are meant, and in which order. What is known of every customer comes in,
//! the places of those who are meant go out. Who is left out is the caller's business.

use super::about::About;
use crate::base::date::Date;
use crate::base::{Code, Diagnostic, Origin, Words, fold};
use crate::read::nearest;

/// Names that a message suggests.
const SUGGESTED: usize = 3;

/// Which customers are meant: those to whom every one of these applies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Selection {
    /// Customers by their number, 10-digit code or name; empty: all.
    pub customers: Vec<String>,
    /// First and last day of the work; empty: any day.
    pub work_dates: Vec<(Date, Date)>,
    /// Companies of the dealer; empty: any.
    pub dealers: Vec<String>,
    /// The order; `None`: that of the files, or of the codes in a run.
    pub sorting: Option<Sorting>,
}

/// By what customers are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sorting {
    /// 工事日, the earliest first.
    WorkDate,
    /// 顧客番号: numbers within it count as numbers.
    CustomerNo,
    /// 10-digit code.
    Code,
}

impl Sorting {
    /// The names that are typed.
    pub const NAMES: [&str; 3] = ["work-date", "customer-no", "code"];

    /// The sorting of that name.
    pub fn named(name: &str) -> Option<Self> {
        let place = Self::NAMES.iter().position(|known| *known == name)?;
        [Self::WorkDate, Self::CustomerNo, Self::Code].get(place).copied()
    }
}

/// A customer among whom is selected.
pub(crate) struct Candidate {
    /// What is known.
    pub(crate) about: About,
    /// There are errors in the data: not all is known, and names in messages are not quoted.
    pub(crate) is_faulty: bool,
}

impl Selection {
    /// Whether customers are left out.
    pub fn is_partial(&self) -> bool {
        !(self.customers.is_empty() && self.work_dates.is_empty() && self.dealers.is_empty())
    }

    /// The places of the `candidates` that are meant, in order.
    ///
    /// # Errors
    /// `SP035` for everything that is named and that nobody has.
    pub(crate) fn chosen(&self, candidates: &[Candidate]) -> Result<Vec<usize>, Vec<Diagnostic>> {
        let mut errors: Vec<Diagnostic> = Vec::new();
        let nobody = |is_it: &dyn Fn(&Candidate) -> bool| !candidates.iter().any(is_it);
        for wanted in &self.customers {
            if nobody(&|candidate| is_customer(wanted, &candidate.about)) {
                errors.push(no_customer(wanted, candidates));
            }
        }
        for wanted in &self.dealers {
            if nobody(&|candidate| is_dealer(wanted, &candidate.about)) {
                errors.push(no_dealer(wanted, candidates));
            }
        }
        let is_meant = |candidate: &Candidate| self.has(candidate);
        if errors.is_empty() && self.is_partial() && nobody(&is_meant) {
            errors.push(nobody_left(candidates));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut chosen: Vec<usize> =
            (0..candidates.len()).filter(|index| is_meant(&candidates[*index])).collect();
        match self.sorting {
            None => {}
            Some(sorting) => chosen.sort_by_cached_key(|index| sort_key(sorting, &candidates[*index].about)),
        }
        Ok(chosen)
    }

    fn has(&self, candidate: &Candidate) -> bool {
        let Candidate { about, is_faulty } = candidate;
        let any = |wanted: &[String], is_it: fn(&str, &About) -> bool| {
            wanted.is_empty() || wanted.iter().any(|wanted| is_it(wanted, about))
        };
        // A day that cannot be read may be one that is meant: the fault is told.
        let is_day = match &about.work_date {
            _ if self.work_dates.is_empty() => true,
            None => *is_faulty,
            Some(day) => self
                .work_dates
                .iter()
                .any(|(first, last)| (first.to_string()..=last.to_string()).contains(day)),
        };
        is_day && any(&self.customers, is_customer) && any(&self.dealers, is_dealer)
    }
}

fn is_customer(wanted: &str, about: &About) -> bool {
    let key = fold::key(wanted);
    let digits = fold::digits(wanted);
    about.codes.contains(&digits)
        || about.customer_no.iter().chain(&about.names).any(|known| fold::key(known) == key)
}

fn is_dealer(wanted: &str, about: &About) -> bool {
    about.dealer.as_ref().is_some_and(|known| fold::key(known) == fold::key(wanted))
}

/// What is sorted by: texts, and numbers within them with leading zeros. Who has none comes last.
pub(super) fn sort_key(sorting: Sorting, about: &About) -> (bool, String, String) {
    let code = about.codes.first().cloned().unwrap_or_default();
    let key = match sorting {
        Sorting::Code => Some(code.clone()).filter(|code| !code.is_empty()),
        Sorting::WorkDate => about.work_date.clone(),
        Sorting::CustomerNo => about.customer_no.as_deref().map(with_zeros),
    };
    (key.is_none(), key.unwrap_or_default(), code)
}

/// `K-9` before `K-10`: each number within the text gets leading zeros.
fn with_zeros(text: &str) -> String {
    let (mut key, mut number) = (String::new(), String::new());
    for character in fold::width(text).chars().chain(['\0']) {
        if character.is_ascii_digit() {
            number.push(character);
            continue;
        }
        if !number.is_empty() {
            key += &format!("{:0>20}", std::mem::take(&mut number));
        }
        key.push(character);
    }
    key
}

/// Nobody is called so.
fn no_customer(wanted: &str, candidates: &[Candidate]) -> Diagnostic {
    let key = fold::key(wanted);
    let abouts = || candidates.iter().filter(|candidate| !candidate.is_faulty).map(|one| &one.about);
    let called = |about: &About| {
        let words = about.names.iter().chain(&about.customer_no).chain(&about.codes);
        words.map(|word| fold::key(word)).any(|word| !key.is_empty() && word.contains(&key))
    };
    let mut near: Vec<String> =
        abouts().filter(|about| called(about)).take(SUGGESTED).map(About::words).collect();
    if near.is_empty() {
        let words: Vec<(&str, &About)> = abouts()
            .flat_map(|about| {
                let words = about.names.iter().chain(&about.customer_no).chain(&about.codes);
                words.map(move |word| (word.as_str(), about))
            })
            .collect();
        let best = nearest(wanted, words.iter().map(|(word, _)| *word));
        near.extend(words.iter().find(|(word, _)| Some(*word) == best).map(|(_, about)| about.words()));
    }
    let message =
        Words::new(format!("「{wanted}」というお客様はいません"), format!("there is no customer `{wanted}`"));
    error(message, near_words(&near, "顧客番号、10桁コード、名称", "a 顧客番号, 10-digit code or name"))
}

/// No dealer is called so.
fn no_dealer(wanted: &str, candidates: &[Candidate]) -> Diagnostic {
    let mut known: Vec<String> = candidates
        .iter()
        .filter(|candidate| !candidate.is_faulty)
        .filter_map(|candidate| candidate.about.dealer.clone())
        .collect();
    known.sort();
    known.dedup();
    known.truncate(SUGGESTED);
    let message = Words::new(
        format!("販売担当が「{wanted}」のお客様はいません"),
        format!("no customer has the dealer `{wanted}`"),
    );
    error(message, near_words(&known, "販売担当の会社名", "a dealer's company"))
}

/// Everything that is named is there, but nobody has all of it.
fn nobody_left(candidates: &[Candidate]) -> Diagnostic {
    let days = || candidates.iter().filter_map(|candidate| candidate.about.work_date.as_deref());
    let (first, last) = (days().min().unwrap_or("-"), days().max().unwrap_or("-"));
    error(
        Words::new("指定に当てはまるお客様がいません", "no customer is what was asked for"),
        Words::new(
            format!(
                "工事日は {first} から {last} までです。--customer、--work-date、--dealer を確かめてください"
            ),
            format!("work dates are from {first} to {last}; look at --customer, --work-date and --dealer"),
        ),
    )
}

fn near_words(near: &[String], ja: &str, en: &str) -> Words {
    match near.is_empty() {
        true => Words::new(
            format!("{ja}を、表に書いたとおりに指定してください"),
            format!("give {en} as it is written"),
        ),
        false => Words::new(
            format!("近いもの：{}。{ja}で指定してください", near.join("、")),
            format!("near: {}; give {en}", near.join(", ")),
        ),
    }
}

fn error(message: Words, help: Words) -> Diagnostic {
    Diagnostic::error(Code::NobodySelected, Origin::NONE, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(number: &str, code: &str, name: &str, day: &str) -> Candidate {
        let about = About {
            customer_no: Some(number.to_owned()),
            codes: vec![code.to_owned()],
            names: vec![name.to_owned()],
            work_date: Some(day.to_owned()),
            dealer: Some("架空通信".to_owned()),
            ..About::default()
        };
        Candidate { about, is_faulty: false }
    }

    fn list() -> Vec<Candidate> {
        vec![
            candidate("K-10", "0110100013", "さくら内科", "2027-01-20"),
            candidate("K-9", "0310200021", "やまもと眼科", "2027-01-10"),
            candidate("K-105", "1311234567", "やまもと 歯科", "2027-02-01"),
        ]
    }

    fn chosen(selection: &Selection) -> Vec<usize> {
        selection.chosen(&list()).unwrap()
    }

    fn customers(words: &[&str]) -> Selection {
        Selection { customers: words.iter().map(|word| (*word).to_owned()).collect(), ..Selection::default() }
    }

    #[test]
    fn by_number_code_or_name_however_it_is_typed() {
        assert_eq!(chosen(&Selection::default()), [0, 1, 2]);
        assert_eq!(chosen(&customers(&["Ｋ－９"])), [1]);
        assert_eq!(chosen(&customers(&["03-1-0200021", "やまもと歯科"])), [1, 2]);
        let day = |text: &str| text.parse::<Date>().unwrap();
        let work_dates = vec![(day("2027-01-10"), day("2027-01-20"))];
        assert_eq!(chosen(&Selection { work_dates, ..Selection::default() }), [0, 1]);
        assert_eq!(chosen(&Selection { dealers: vec!["架空通信".into()], ..customers(&["K-9"]) }), [1]);
    }

    #[test]
    fn nobody_is_told_with_who_is_near() {
        let told = |selection: &Selection| {
            let errors = selection.chosen(&list()).unwrap_err();
            errors.iter().map(|error| format!("{} {}", error.message.ja, error.help.ja)).collect::<Vec<_>>()
        };
        let near = told(&customers(&["やまもと", "さくら外科", "K-9"]));
        assert_eq!(near.len(), 2);
        assert!(near[0].contains("K-9 やまもと眼科、K-105 やまもと 歯科"), "{}", near[0]);
        assert!(near[1].contains("K-10 さくら内科"), "{}", near[1]);
        let dealers = vec!["別の会社".to_owned()];
        assert!(told(&Selection { dealers, ..Selection::default() })[0].contains("架空通信"));
    }

    #[test]
    fn sorted_as_people_count() {
        let sorted = |sorting| chosen(&Selection { sorting: Some(sorting), ..Selection::default() });
        assert_eq!(sorted(Sorting::CustomerNo), [1, 0, 2]);
        assert_eq!(sorted(Sorting::WorkDate), [1, 0, 2]);
        assert_eq!(sorted(Sorting::Code), [0, 1, 2]);
    }
}
