//! The rule of a certificate's last day as Windows shows it. In: that day, 発行日 and the day of the work. Out: errors and
//! warnings. How the day is counted from 発行日 stands in the facts.

use super::validator::Validator;
use crate::base::date::{Date, add_days, add_months, iso};
use crate::base::facts::facts;
use crate::base::{Code, Located, Words};

/// Days by which the shown day may differ from the one that is counted: whether the last day itself counts, and which
/// day the term begins on, is not known for sure.
const TOLERANCE: i32 = 7;

/// Checks the last day: after the issue, near the day that is counted from it, not before the work.
pub(super) fn check(
    validator: &mut Validator<'_>,
    expires: &Located<Date>,
    issued: Option<&Located<Date>>,
    work_date: Option<Date>,
) {
    if let Some(issued) = issued {
        against_issue(validator, expires, issued.value);
    } else if let Some(work) = work_date.filter(|&work| expires.value < work) {
        let message = Words::new(
            format!(
                "有効期限 {} の電子証明書は、工事日（{}）には有効期限が切れています。",
                iso(expires.value),
                iso(work)
            ),
            format!(
                "a certificate that ends on {} has expired on the day of the work ({})",
                iso(expires.value),
                iso(work)
            ),
        );
        let help = Words::new("新しく発行申請が必要です。", "a new one must be applied for");
        validator.warning(Code::CertificateOutOfTime, expires.at, message, help);
    }
}

fn against_issue(validator: &mut Validator<'_>, expires: &Located<Date>, issued: Date) {
    let end = expires.value;
    if end <= issued {
        let message = Words::new(
            format!("有効期限 {} が、発行日 {} より後ではありません。", iso(end), iso(issued)),
            format!("the certificate ends on {}, not after it was issued ({})", iso(end), iso(issued)),
        );
        let help = Words::new(
            "画面の「有効期間」の終わりの日と、通知書の発行日を確かめてください。",
            "check the last day on the screen and the day of issue on the notice",
        );
        validator.error(Code::BadExpiry, expires.at, message, help);
        return;
    }
    let counted = add_months(issued, facts().certificate.validity_months);
    let near = |counted: Date| {
        let bounds = add_days(counted, -TOLERANCE).zip(add_days(counted, TOLERANCE));
        bounds.is_none_or(|(first, last)| (first..=last).contains(&end))
    };
    if let Some(counted) = counted.filter(|&counted| !near(counted)) {
        let message = Words::new(
            format!(
                "有効期限 {} が、発行日 {} から数えた目安（{}）と{TOLERANCE}日より多く違います。",
                iso(end),
                iso(issued),
                iso(counted)
            ),
            format!(
                "the certificate ends on {}, more than {TOLERANCE} days from {}, counted from its issue ({})",
                iso(end),
                iso(counted),
                iso(issued)
            ),
        );
        let help = Words::new(
            "別の端末の証明書の画面を写していないか確かめてください。画面のとおりなら、そのままで構いません。",
            "check that it was not copied from another terminal's screen; leave it if the screen says so",
        );
        validator.warning(Code::BadExpiry, expires.at, message, help);
    }
}
