//! The dated facts: what the portal, the fee and the post are like on the day the data stands for.
//!
//! They live in `facts.toml` beside this file, so that a change of the portal is a change of data.
//! Each item's text is the portal's own, letter by letter; what nobody has confirmed is `None`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::date::Date;

mod check;
mod chosen;
mod portal;

pub use check::FactFault;
pub use chosen::{EMBEDDED, facts, replace, text};
pub use portal::*;

/// The facts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The day these facts stand for, `2026-11-22`.
    pub as_of: String,
    /// The same as it is printed, `2026年11月時点`.
    pub as_of_words: String,
    /// The prefectures in the order of JIS X 0401.
    pub prefectures: Vec<Prefecture>,
    /// The portal.
    pub portal: Portal,
    /// オンライン資格確認利用申請.
    pub use_application: UseApplication,
    /// 電子証明書発行申請.
    pub certificate: CertificateApplication,
    /// The 点数表.
    pub fee_table: Vec<FeeTableFacts>,
    /// How certificates are paid.
    pub payment: PaymentFacts,
    /// Who helps where the dealer cannot.
    pub help: HelpFacts,
    /// The lines of other providers.
    pub line: Vec<LineFacts>,
    /// The registered mail.
    pub post: Post,
    /// The papers and their titles.
    pub papers: Papers,
    /// Planning rules.
    pub schedule: ScheduleFacts,
    /// Closed days.
    pub calendar: Calendar,
    /// What the input is held against.
    pub input: InputFacts,
}

/// A prefecture.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prefecture {
    /// 1–47.
    pub code: u8,
    /// `東京`
    pub name: String,
    /// `東京都`
    pub full_name: String,
    /// `tokyo`
    pub romaji: String,
}

/// Who helps where the dealer cannot.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpFacts {
    /// Its name.
    pub name: String,
    /// With hyphens.
    pub phone: String,
    /// When somebody answers.
    pub hours: String,
}

/// A line other than IP-VPN with NTT: it has no お客様ID.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineFacts {
    /// `ctc`, `qtnet` or `ipsec`, as the site file says it.
    pub kind: String,
    /// Its name.
    pub name: String,
}

/// The registered mail that brings the certificate notices.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// `簡易書留`
    pub kind: String,
    /// Who sends it.
    pub sender: String,
    /// Working days from application to dispatch, at best.
    pub dispatch_business_days_from: u32,
    /// The same, at worst.
    pub dispatch_business_days_to: u32,
    /// Days on the way that we allow for.
    pub delivery_days: i32,
    /// Days that the post office holds a missed one.
    pub holding_days: i32,
}

/// The papers and their titles.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Papers {
    /// Title of the master account sheet.
    pub master: String,
    /// What it is called in short.
    pub master_short: String,
    /// Title of the certificate notice.
    pub certificate: String,
    /// What it is called in short.
    pub certificate_short: String,
    /// Kind of paper that the notice is.
    pub certificate_notice: String,
    /// The sheet of the download that is needed.
    pub production: String,
    /// The sheet of the download that is not.
    pub verification: String,
    /// Neutral words for what the notice brings.
    pub secret_words: String,
    /// Letter that tells the お客様ID.
    pub opening_notice: String,
    /// Sheet that fixes the 端末名称・番号.
    pub hearing_sheet: String,
}

/// Planning rules.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScheduleFacts {
    /// Both applications at the latest so many days before the work.
    pub lead_days: i32,
    /// The same in words, `2週間`.
    pub lead_words: String,
    /// All papers at hand so many working days before the work.
    pub buffer_business_days: u32,
    /// Fewer working days than this left after deadline and processing: warn.
    pub tight_business_days: u32,
    /// From so many working days before the work on, the dealer is phoned about what has not come.
    pub phone_business_days: u32,
}

/// Closed days beside Saturdays and Sundays.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// First closed day at the year's end, `1229`.
    pub year_end_from: String,
    /// Last one in the new year, `0103`.
    pub year_end_to: String,
    /// For each year its national holidays as `MMDD` and name, with spaces between them.
    pub holidays: BTreeMap<String, String>,
}

/// What the input is held against: forms and limits that are not law but today's practice.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputFacts {
    /// The forms of an お客様ID.
    pub customer_id: Vec<CustomerIdFacts>,
    /// Longest 端末名称等, in full-width characters (a half-width one counts half).
    pub terminal_name_limit: usize,
    /// 端末名称等 that tell nothing apart, folded to half width and small letters.
    pub generic_terminal_names: Vec<String>,
    /// Longest 医療機関名称 that is not doubted, in characters.
    pub name_limit: usize,
    /// Longest text of any field, in characters; what is longer is no name or address.
    pub text_limit: usize,
    /// Most institutions of one site.
    pub institutions_limit: usize,
    /// Most terminals of one institution.
    pub terminals_limit: usize,
}

/// A form of お客様ID.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerIdFacts {
    /// The letters that are chosen on the portal.
    pub prefix: String,
    /// How many digits are typed.
    pub digits: usize,
}

impl Facts {
    /// The prefecture of that code, 1–47.
    pub fn prefecture(&self, code: u8) -> Option<&Prefecture> {
        self.prefectures.iter().find(|prefecture| prefecture.code == code)
    }

    /// The 点数表 of that digit.
    pub fn fee_table(&self, digit: u8) -> Option<&FeeTableFacts> {
        self.fee_table.iter().find(|table| table.digit == digit)
    }
}

impl Calendar {
    /// Whether offices are closed on `date`; `None` if its year is not in the table.
    pub fn is_closed(&self, date: Date) -> Option<bool> {
        use jiff::civil::Weekday;
        let is_year = |year: &str| year.parse() == Ok(date.year());
        let (_, holidays) = self.holidays.iter().find(|(year, _)| is_year(year))?;
        let key = month_day(date);
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        Some(
            weekend
                || self.is_year_end(date)
                || holidays.split(' ').any(|holiday| holiday.as_bytes().starts_with(&key)),
        )
    }

    /// Whether `date` lies in the closed days at the turn of the year.
    pub fn is_year_end(&self, date: Date) -> bool {
        let key = month_day(date);
        &key[..] >= self.year_end_from.as_bytes() || &key[..] <= self.year_end_to.as_bytes()
    }

    /// The name of the national holiday on `date`; `None` if there is none, or none with a name.
    pub fn holiday(&self, date: Date) -> Option<&str> {
        let holidays = self.holidays.iter().find(|(year, _)| year.parse() == Ok(date.year()))?.1;
        let key = month_day(date);
        let found = holidays.split(' ').find(|holiday| holiday.as_bytes().starts_with(&key))?;
        found.get(key.len()..).filter(|name| !name.is_empty())
    }

    /// First and last year of the table, for messages.
    pub fn years(&self) -> (&str, &str) {
        let first = self.holidays.first_key_value().map_or("", |(year, _)| year);
        (first, self.holidays.last_key_value().map_or("", |(year, _)| year))
    }
}

/// `0120` for the 20th of January.
fn month_day(date: Date) -> [u8; 4] {
    let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
    [month / 10, month % 10, day / 10, day % 10].map(|digit| b'0' + digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jpholiday::chrono::NaiveDate;
    use jpholiday::jpholiday::JPHoliday;

    #[test]
    fn the_file_is_complete() {
        let facts = facts();
        let codes: Vec<u8> = facts.prefectures.iter().map(|prefecture| prefecture.code).collect();
        assert_eq!(codes, (1..=47).collect::<Vec<u8>>());
        assert_eq!(facts.prefecture(13).map(|tokyo| tokyo.full_name.as_str()), Some("東京都"));
        assert_eq!(facts.certificate.field.len(), 9);
        assert_eq!(facts.fee_table(3).map(|table| table.name.as_str()), Some("歯科"));
        let words = format!("{}年{}月時点", &facts.as_of[..4], &facts.as_of[5..7]);
        assert_eq!(facts.as_of_words, words);
    }

    #[test]
    fn holidays_agree_with_an_independent_table() {
        let judge = JPHoliday::new();
        let calendar = &facts().calendar;
        assert_eq!(calendar.years(), ("2024", "2030"));
        for (year, days) in &calendar.holidays {
            let theirs: Vec<String> = judge
                .year_holidays(year.parse().unwrap())
                .into_iter()
                .map(|(day, name): (NaiveDate, String)| {
                    // Theirs names the holiday too that moved: `山の日 振替休日`.
                    let name = name.rsplit(' ').next().unwrap_or_default();
                    format!("{}{name}", day.format("%m%d"))
                })
                .collect();
            assert_eq!(days.split(' ').collect::<Vec<_>>(), theirs, "{year}");
        }
    }

    #[test]
    fn closed_days() {
        let closed = |year, month, day| facts().calendar.is_closed(Date::new(year, month, day).unwrap());
        assert_eq!(closed(2027, 1, 20), Some(false));
        assert_eq!(closed(2026, 12, 29), Some(true));
        assert_eq!(closed(2026, 12, 28), Some(false));
        assert_eq!(closed(2027, 1, 3), Some(true));
        assert_eq!(closed(2027, 1, 4), Some(false));
        assert_eq!(closed(2026, 9, 22), Some(true), "国民の休日");
        assert_eq!(closed(2031, 1, 6), None);
    }
}
