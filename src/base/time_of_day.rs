//! Times behind a day: exports write `2027/01/20 0:00:00` or `2027-01-20T00:00:00Z` where a day is meant. In: a text. Out:
//! the day without its time, and whether that is the day in Japan too. Days are not read here.

use super::fold;

/// A text without the time behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untimed {
    /// The text before the time; the whole text if there is no time.
    pub day: String,
    /// The time is of another zone, and at that time Japan had another day.
    pub is_other_day: bool,
}

/// Takes the time of day off the end of a date.
pub fn untimed(text: &str) -> Untimed {
    let folded = if text.len() > LONGEST { String::new() } else { fold::width(text) };
    // Between day and time there are a T, a blank, or only the end of the day's words.
    let ends =
        folded.char_indices().filter(|(_, character)| matches!(character, 'T' | 't' | ' ' | '日' | ')'));
    for (at, sign) in ends {
        let behind = at + sign.len_utf8();
        let day = if matches!(sign, '日' | ')') { &folded[..behind] } else { &folded[..at] };
        if let Some(time) = time(folded[behind..].trim())
            && day.contains(|character: char| character.is_ascii_digit())
        {
            return Untimed { day: day.trim().to_owned(), is_other_day: !time.is_day_in_japan() };
        }
    }
    Untimed { day: text.to_owned(), is_other_day: false }
}

/// A longer text, in bytes, is no date.
const LONGEST: usize = 100;

/// A time of day.
#[derive(Clone, Copy, Debug)]
struct Time {
    /// Minutes since midnight.
    minutes: i32,
    /// How many minutes the zone is before UTC; `None` without a zone.
    zone: Option<i32>,
}

impl Time {
    fn is_day_in_japan(self) -> bool {
        let Some(zone) = self.zone else { return true };
        (0..DAY).contains(&(self.minutes - zone + JAPAN))
    }
}

/// Minutes of a day.
const DAY: i32 = 24 * 60;

/// Minutes that Japan is before UTC.
const JAPAN: i32 = 9 * 60;

/// Reads `0:00`, `00:00:00.000Z`, `09:30+09:00`, `午後3時15分`, `12:00:00 AM`.
fn time(text: &str) -> Option<Time> {
    let upper = text.to_ascii_uppercase();
    let (clock, zone) = split_zone(&upper);
    let halves = [("午前", false), ("午後", true), ("AM", false), ("PM", true)];
    let half = halves.into_iter().find(|(word, _)| clock.starts_with(word) || clock.ends_with(word));
    let clock = half.map_or(clock, |(word, _)| clock.trim_start_matches(word).trim_end_matches(word)).trim();
    if !clock.contains([':', '時']) {
        return None;
    }
    let numbers: Vec<&str> =
        clock.trim_end_matches(['時', '分', '秒']).split([':', '時', '分']).map(str::trim).collect();
    let [hour, more @ ..] = numbers.as_slice() else { return None };
    let (minute, second) = match more {
        [] => ("0", "0"),
        [minute] => (*minute, "0"),
        [minute, second] => (*minute, second.split_once('.').map_or(*second, |(second, _)| second)),
        _ => return None,
    };
    let (hour, minute) = (number(hour, 24)?, number(minute, 59)?);
    number(second, 60)?;
    let afternoon = half.is_some_and(|(_, is_late)| is_late) && hour < 12;
    let midnight = half.is_some_and(|(_, is_late)| !is_late) && hour == 12;
    let hour = if midnight { 0 } else { hour + if afternoon { 12 } else { 0 } };
    Some(Time { minutes: hour * 60 + minute, zone })
}

/// The zone at the end of a time, and what stands before it.
fn split_zone(time: &str) -> (&str, Option<i32>) {
    for (name, zone) in [("Z", 0), ("UTC", 0), ("GMT", 0), ("JST", JAPAN)] {
        if let Some(clock) = time.strip_suffix(name) {
            return (clock.trim(), Some(zone));
        }
    }
    let Some(at) = time.rfind(['+', '-']) else { return (time, None) };
    let digits = time[at + 1..].replace(':', "");
    let minutes = match digits.len() {
        2 => number(&digits, 14).map(|hours| hours * 60),
        4 => digits.split_at_checked(2).and_then(|(h, m)| Some(number(h, 14)? * 60 + number(m, 59)?)),
        _ => None,
    };
    let sign = if time[at..].starts_with('-') { -1 } else { 1 };
    minutes.map_or((time, None), |minutes| (time[..at].trim(), Some(sign * minutes)))
}

/// A number of one or two digits, up to `most`.
fn number(text: &str, most: i32) -> Option<i32> {
    let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| is_number && *number <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_behind_a_day_is_dropped() {
        for (text, day) in [
            ("2027/01/20 0:00:00", "2027/01/20"),
            ("2027-01-20T00:00:00", "2027-01-20"),
            ("2027-01-20T00:00:00Z", "2027-01-20"),
            ("2027-01-20T00:00:00.000Z", "2027-01-20"),
            ("2027-01-20T23:30:00+09:00", "2027-01-20"),
            ("2027-01-20 09:00:00+0900", "2027-01-20"),
            ("2027-01-20 00:00:00.0", "2027-01-20"),
            ("2027-01-20T10:00 JST", "2027-01-20"),
            ("2027年1月20日 10時", "2027年1月20日"),
            ("2027年1月20日午後3時15分", "2027年1月20日"),
            ("令和 9年 1月 20日 9:30", "令和 9年 1月 20日"),
            ("２０２７／１／２０　０：００：００", "2027/1/20"),
            ("2027/1/20 12:00:00 AM", "2027/1/20"),
            ("2027/1/20(水) 9:00", "2027/1/20(水)"),
            ("46407", "46407"),
            ("2027-01-20", "2027-01-20"),
            ("2027/1/20 朝", "2027/1/20 朝"),
            ("2027/1/20 9:99", "2027/1/20 9:99"),
            ("", ""),
        ] {
            assert_eq!(untimed(text), Untimed { day: day.into(), is_other_day: false }, "{text}");
        }
    }

    #[test]
    fn a_time_of_another_zone_may_be_of_another_day() {
        for text in [
            "2027-01-19T15:00:00Z",
            "2027-01-19T15:00:00.000Z",
            "2027-01-20 03:00-12:00",
            "2027-01-20T03:00:00+14:00",
        ] {
            assert!(untimed(text).is_other_day, "{text}");
        }
        assert!(!untimed("2027-01-20T14:59:00Z").is_other_day);
    }
}
