//! What a file of facts must hold beyond its form. In: [`Facts`]. Out: a [`FactFault`] for each value that cannot be right.
//! Which keys there are, and of which kind, is not tested here.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::chosen::embedded;
use super::{Calendar, Facts, InputFacts};
use crate::base::Words;
use crate::base::date::Date;

/// A value that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactFault {
    /// Where it stands: `certificate.price_yen`, `prefectures[3].code`.
    pub path: String,
    /// What is wrong with it.
    pub message: Words,
}

/// The digits of the 点数表 that the 10-digit code knows.
const FEE_TABLES: [u8; 4] = [1, 3, 4, 6];

/// The prefectures (JIS X 0401).
const PREFECTURES: RangeInclusive<u8> = 1..=47;

/// Most days or working days of a rule.
const DAYS: RangeInclusive<i64> = 0..=366;

/// Most terminals that the slot number can tell apart.
const TERMINALS: i64 = 999;

/// Years that a calendar may have.
const YEARS: RangeInclusive<i16> = 2000..=2199;

impl Facts {
    /// Everything that cannot be right.
    pub fn faults(&self) -> Vec<FactFault> {
        let mut faults = Faults::default();
        if self.as_of.parse::<Date>().is_err() {
            faults.add(
                "as_of",
                "「2026-11-22」のような日付で書きます。",
                "a day such as 2026-11-22 is wanted",
            );
        }
        faults.prefectures(self);
        faults.fee_tables(self);
        faults.fields(self);
        for (path, value, range) in self.numbers() {
            faults.range(path, value, range);
        }
        let post = &self.post;
        if post.dispatch_business_days_from > post.dispatch_business_days_to {
            let (ja, en) =
                ("dispatch_business_days_from より小さい値です。", "less than dispatch_business_days_from");
            faults.add("post.dispatch_business_days_to", ja, en);
        }
        faults.calendar(&self.calendar);
        faults.input(&self.input);
        faults.0
    }

    /// The numbers, each with its path and the values that can be right.
    fn numbers(&self) -> [(&'static str, i64, RangeInclusive<i64>); 15] {
        let (certificate, post, schedule) = (&self.certificate, &self.post, &self.schedule);
        let limit = |limit: usize| i64::try_from(limit).unwrap_or(i64::MAX);
        [
            (
                "use_application.processing_business_days",
                self.use_application.processing_business_days.into(),
                DAYS,
            ),
            ("certificate.price_yen", certificate.price_yen.into(), 1..=1_000_000),
            ("certificate.validity_months", certificate.validity_months.into(), 1..=600),
            ("certificate.renewal_days", certificate.renewal_days.into(), 0..=3_660),
            ("certificate.download_days", certificate.download_days.into(), 1..=3_660),
            ("post.dispatch_business_days_from", post.dispatch_business_days_from.into(), DAYS),
            ("post.dispatch_business_days_to", post.dispatch_business_days_to.into(), DAYS),
            ("post.delivery_days", post.delivery_days.into(), DAYS),
            ("post.holding_days", post.holding_days.into(), DAYS),
            ("schedule.lead_days", schedule.lead_days.into(), DAYS),
            ("schedule.buffer_business_days", schedule.buffer_business_days.into(), DAYS),
            ("schedule.tight_business_days", schedule.tight_business_days.into(), DAYS),
            ("input.terminals_limit", limit(self.input.terminals_limit), 1..=TERMINALS),
            ("input.institutions_limit", limit(self.input.institutions_limit), 1..=TERMINALS),
            ("input.text_limit", limit(self.input.text_limit), 1..=500),
        ]
    }
}

/// The faults so far.
#[derive(Default)]
struct Faults(Vec<FactFault>);

impl Faults {
    fn add(&mut self, path: impl Into<String>, ja: &str, en: &str) {
        self.0.push(FactFault { path: path.into(), message: Words::new(ja, en) });
    }

    fn range(&mut self, path: &str, value: i64, range: RangeInclusive<i64>) {
        if !range.contains(&value) {
            let (from, to) = (range.start(), range.end());
            self.add(
                path,
                &format!("{value} です。{from}から{to}までの数です。"),
                &format!("{value} is not in {from} to {to}"),
            );
        }
    }

    fn prefectures(&mut self, facts: &Facts) {
        let mut seen = BTreeSet::new();
        for (index, prefecture) in facts.prefectures.iter().enumerate() {
            let code = prefecture.code;
            if !PREFECTURES.contains(&code) || !seen.insert(code) {
                let path = format!("prefectures[{index}].code");
                self.add(
                    path,
                    "01から47までの番号を、1つずつ書きます。",
                    "each number from 1 to 47 is wanted once",
                );
            }
        }
        for missing in PREFECTURES.filter(|code| !seen.contains(code)) {
            self.add(
                "prefectures",
                &format!("番号 {missing} の都道府県がありません。"),
                &format!("prefecture {missing} is missing"),
            );
        }
    }

    fn fee_tables(&mut self, facts: &Facts) {
        let mut seen = BTreeSet::new();
        for (index, table) in facts.fee_table.iter().enumerate() {
            if !FEE_TABLES.contains(&table.digit) || !seen.insert(table.digit) {
                let path = format!("fee_table[{index}].digit");
                self.add(
                    path,
                    "点数表の 1、3、4、6 を、1つずつ書きます。",
                    "each of 1, 3, 4 and 6 is wanted once",
                );
            }
        }
        for missing in FEE_TABLES.into_iter().filter(|digit| !seen.contains(digit)) {
            self.add(
                "fee_table",
                &format!("点数表 {missing} がありません。"),
                &format!("fee table {missing} is missing"),
            );
        }
    }

    /// The items of the certificate form: each that the embedded facts have, once, in any order.
    fn fields(&mut self, facts: &Facts) {
        let embedded = embedded();
        let known: BTreeSet<&str> =
            embedded.certificate.field.iter().map(|field| field.key.as_str()).collect();
        let mut seen = BTreeSet::new();
        for (index, field) in facts.certificate.field.iter().enumerate() {
            if !known.contains(field.key.as_str()) || !seen.insert(field.key.as_str()) {
                let path = format!("certificate.field[{index}].key");
                self.add(
                    path,
                    "知らない項目か、2つ目の項目です。",
                    "an item that is not known, or is given twice",
                );
            }
        }
        for missing in known.difference(&seen) {
            self.add(
                "certificate.field",
                &format!("項目 {missing} がありません。"),
                &format!("item {missing} is missing"),
            );
        }
    }

    fn calendar(&mut self, calendar: &Calendar) {
        let (from, to) = (&calendar.year_end_from, &calendar.year_end_to);
        for (path, day, months) in
            [("calendar.year_end_from", from, 7..=12), ("calendar.year_end_to", to, 1..=6)]
        {
            // 2024 has every day that a year can have.
            if month_day(2024, day).is_none_or(|date| !months.contains(&date.month())) {
                self.add(
                    path,
                    "年末年始の月日を、「1229」のように4桁で書きます。",
                    "four digits are wanted, such as 1229",
                );
            }
        }
        let years: Vec<Option<i16>> = calendar.holidays.keys().map(|year| year_of(year)).collect();
        for ((text, holidays), year) in calendar.holidays.iter().zip(&years) {
            let path = format!("calendar.holidays.{text}");
            let Some(year) = *year else {
                self.add(
                    path,
                    "年を「2031」のように4桁で書きます。",
                    "a year of four digits is wanted, such as 2031",
                );
                continue;
            };
            let days: Vec<Option<Date>> = holidays.split(' ').map(|day| holiday(year, day)).collect();
            if days.contains(&None) || !days.is_sorted() {
                let ja = "祝日の月日を「0101元日 0108成人の日」のように4桁と名前で、間を半角の空白1つで区切り、日付の順に書きます。名前はなくても構いません。";
                self.add(
                    path,
                    ja,
                    "days are wanted in order as four digits and a name each (or no name), with one space between them",
                );
            }
        }
        let is_next = |pair: &[Option<i16>]| matches!(pair, [Some(one), Some(next)] if one + 1 == *next);
        if years.is_empty() || (!years.contains(&None) && !years.windows(2).all(is_next)) {
            self.add(
                "calendar.holidays",
                "年が抜けています。続いた年を書きます。",
                "years are missing: years in a row are wanted",
            );
        }
    }

    fn input(&mut self, input: &InputFacts) {
        for (path, limit) in
            [("input.terminal_name_limit", input.terminal_name_limit), ("input.name_limit", input.name_limit)]
        {
            self.range(path, i64::try_from(limit).unwrap_or(i64::MAX), 1..=500);
        }
        for (index, form) in input.customer_id.iter().enumerate() {
            let path = |key: &str| format!("input.customer_id[{index}].{key}");
            let is_word =
                !form.prefix.is_empty() && form.prefix.bytes().all(|byte| byte.is_ascii_uppercase());
            let mut others = input.customer_id.iter().take(index);
            if !is_word
                || others.any(|other| {
                    other.prefix.starts_with(&form.prefix) || form.prefix.starts_with(&other.prefix)
                })
            {
                let ja = "英大文字で、ほかと見分けられるものを書きます。";
                self.add(path("prefix"), ja, "capital letters are wanted that no other prefix begins with");
            }
            self.range(&path("digits"), i64::try_from(form.digits).unwrap_or(i64::MAX), 1..=20);
        }
    }
}

/// The year of a key of the calendar.
fn year_of(text: &str) -> Option<i16> {
    let year = text.parse().ok().filter(|year| YEARS.contains(year))?;
    (text.len() == 4).then_some(year)
}

/// The day of a holiday, `MMDD` and its name, in a year.
fn holiday(year: i16, text: &str) -> Option<Date> {
    let (day, name) = text.split_at_checked(4)?;
    let is_name = !name.starts_with(|first: char| first.is_ascii()) && !name.chars().any(char::is_control);
    is_name.then(|| month_day(year, day)).flatten()
}

/// The day `MMDD` of a year.
fn month_day(year: i16, text: &str) -> Option<Date> {
    if text.len() != 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (month, day) = text.split_at(2);
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(change: impl FnOnce(&mut Facts)) -> Vec<String> {
        let mut facts = embedded();
        change(&mut facts);
        facts.faults().into_iter().map(|fault| fault.path).collect()
    }

    #[test]
    fn the_embedded_facts_are_right() {
        assert_eq!(paths(|_| {}), [""; 0]);
    }

    #[test]
    fn every_rule_is_held() {
        assert_eq!(paths(|facts| facts.as_of = "2026年11月".to_owned()), ["as_of"]);
        assert_eq!(paths(|facts| facts.certificate.price_yen = 0), ["certificate.price_yen"]);
        assert_eq!(paths(|facts| facts.post.delivery_days = -1), ["post.delivery_days"]);
        assert_eq!(paths(|facts| facts.prefectures[3].code = 48), ["prefectures[3].code", "prefectures"]);
        assert_eq!(paths(|facts| facts.fee_table[3].digit = 1), ["fee_table[3].digit", "fee_table"]);
        assert_eq!(
            paths(|facts| facts.certificate.field[1].key = "code".to_owned()),
            ["certificate.field[3].key", "certificate.field"]
        );
        assert_eq!(
            paths(|facts| facts.post.dispatch_business_days_from = 9),
            ["post.dispatch_business_days_to"]
        );
        assert_eq!(
            paths(|facts| facts.calendar.year_end_from = "1232".to_owned()),
            ["calendar.year_end_from"]
        );
        assert_eq!(paths(|facts| facts.calendar.year_end_to = "1229".to_owned()), ["calendar.year_end_to"]);
        assert_eq!(
            paths(|facts| facts.input.customer_id[1].prefix = "CA".to_owned()),
            ["input.customer_id[1].prefix"]
        );
        assert_eq!(paths(|facts| facts.input.customer_id[1].digits = 0), ["input.customer_id[1].digits"]);
        assert_eq!(paths(|facts| facts.input.terminals_limit = 1000), ["input.terminals_limit"]);
    }

    #[test]
    fn holidays_are_days_in_order_of_years_in_a_row() {
        let of_2027 = |days: &'static str| {
            paths(move |facts| drop(facts.calendar.holidays.insert("2027".to_owned(), days.to_owned())))
        };
        for wrong in
            ["", "0101  0111", "0101 0230", "0111 0101", "101", "0101,0111", "0101 0111 ", "元日0101"]
        {
            assert_eq!(of_2027(wrong), ["calendar.holidays.2027"], "{wrong}");
        }
        assert_eq!(of_2027("0101元日 0111"), [""; 0]);
        let without = |year: &'static str| paths(move |facts| drop(facts.calendar.holidays.remove(year)));
        assert_eq!(without("2027"), ["calendar.holidays"]);
        assert_eq!(without("2024"), [""; 0]);
        let more = paths(|facts| drop(facts.calendar.holidays.insert("31".to_owned(), "0101".to_owned())));
        assert_eq!(more, ["calendar.holidays.31"]);
    }
}
