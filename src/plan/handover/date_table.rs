//! [`DateRow`]s: the days that are counted from a 発行日, looked up in place of counted. In: the 工事日; out: a row for each
//! 発行日 that a notice may bear.

use crate::base::date::{Date, add_days, add_months};
use crate::base::facts::Facts;

/// So many days of issue up to the 工事日: both applications are made two weeks before it, few customers apply more than
/// two months ahead.
const ROWS: i32 = 70;

/// The days of one 発行日, as they are written on sheet and label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateRow {
    /// 発行日.
    pub issued: String,
    /// Last day of download.
    pub download_limit: String,
    /// 更新開始日.
    pub renewal: String,
    /// 有効期限（目安）.
    pub expires: String,
}

/// The rows up to the 工事日 `work`, in two halves.
pub(super) fn date_table(work: Date, facts: &Facts) -> [Vec<DateRow>; 2] {
    let mut first: Vec<DateRow> =
        (0..ROWS).rev().filter_map(|back| row(add_days(work, -back)?, facts)).collect();
    let second = first.split_off(first.len().div_ceil(2));
    [first, second]
}

fn row(issued: Date, facts: &Facts) -> Option<DateRow> {
    let rules = &facts.certificate;
    let expires = add_months(issued, rules.validity_months)?;
    Some(DateRow {
        issued: slashed(issued),
        download_limit: slashed(add_days(issued, rules.download_days)?),
        renewal: slashed(add_days(expires, -rules.renewal_days)?),
        expires: slashed(expires),
    })
}

/// `2026/11/22`: narrow enough for eight columns.
fn slashed(date: Date) -> String {
    format!("{}/{}/{}", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::facts::facts;

    #[test]
    fn the_last_row_is_that_of_the_work_date() {
        let [first, second] = date_table(Date::new(2027, 2, 28).unwrap(), facts());
        assert_eq!((first.len(), second.len()), (35, 35));
        assert_eq!(first[0].issued, "2026/12/21");
        let last = DateRow {
            issued: "2027/2/28".into(),
            download_limit: "2027/8/27".into(),
            renewal: "2030/2/27".into(),
            expires: "2030/5/28".into(),
        };
        assert_eq!(second[34], last);
    }

    #[test]
    fn months_end_early_where_they_must() {
        let row = row(Date::new(2026, 11, 30).unwrap(), facts()).unwrap();
        assert_eq!((row.expires.as_str(), row.renewal.as_str()), ("2030/2/28", "2029/11/30"));
    }
}
