//! The rules of a certificate: 発行日, serial number, 書留番号. In: the raw values and the day of the work. Out: a
//! [`Certificate`]; errors and warnings go to the [`Validator`]. What a text or date must look like is not decided
//! here.

use super::characters::{about, shown};
use super::steps::{Step, check_before_work, check_order};
use super::validator::Validator;
use super::{Certificate, expiry};
use crate::base::date::{Date, add_days, add_months, iso};
use crate::base::facts::facts;
use crate::base::{Code, Located, Words, fold};
use crate::read::fields::{self, Label};
use crate::read::{CertificateFile, RawField};

/// Validates a certificate; values that are wrong are reported and left out.
pub(super) fn certificate(
    validator: &mut Validator<'_>,
    file: &CertificateFile,
    applied: &Step,
    work_date: Option<Date>,
) -> Certificate {
    let issued = validator.date(&file.issued, fields::terminal::ISSUED.label);
    if let Some(issued) = &issued {
        check_issued(validator, issued, work_date);
    }
    let received = Step::read(validator, &file.received, fields::steps::RECEIVED.label);
    let serial = validator.text(&file.serial, fields::terminal::SERIAL.label);
    let mail_no = mail_no(validator, &file.mail_no);
    check_unique(validator, serial.as_ref(), fields::terminal::SERIAL.label);
    check_unique(validator, mail_no.as_ref(), fields::terminal::MAIL_NO.label);
    let expires = validator.date(&file.expires, fields::terminal::EXPIRES.label);
    if let Some(expires) = &expires {
        expiry::check(validator, expires, issued.as_ref(), work_date);
    }
    let certificate = Certificate { issued, serial, mail_no, received: received.done(), expires };
    check_steps(validator, &certificate, (applied, &received), work_date);
    certificate
}

/// A certificate is applied for, then issued, then received, all before the work.
fn check_steps(
    validator: &mut Validator<'_>,
    certificate: &Certificate,
    (applied, received): (&Step, &Step),
    work_date: Option<Date>,
) {
    let Certificate { serial, mail_no, expires, .. } = certificate;
    let issued = Step::on(certificate.issued.as_ref(), fields::terminal::ISSUED.label);
    check_before_work(validator, &issued, work_date);
    check_before_work(validator, received, work_date);
    // Where several values say that there is a certificate, the first is named.
    let known = [
        Step::proved(serial.as_ref(), fields::terminal::SERIAL.label),
        Step::proved(mail_no.as_ref(), fields::terminal::MAIL_NO.label),
        Step::proved(expires.as_ref(), fields::terminal::EXPIRES.label),
    ];
    let mut steps = [&issued, received].into_iter().chain(&known);
    if let Some(first) = steps.find(|step| step.done().is_some()) {
        check_order(validator, applied, first);
    }
    check_order(validator, &issued, received);
}

fn check_issued(validator: &mut Validator<'_>, issued: &Located<Date>, work_date: Option<Date>) {
    let day = issued.value;
    if work_date.is_none_or(|work| day <= work) {
        check_future(validator, issued);
    }
    if let Some(work) = work_date.filter(|&work| day <= work) {
        check_in_time(validator, issued, work);
    }
}

/// On the day of the work a certificate must be valid, and still within its download period if it is not downloaded
/// yet.
fn check_in_time(validator: &mut Validator<'_>, issued: &Located<Date>, work: Date) {
    let day = issued.value;
    let certificate = &facts().certificate;
    let expires = add_months(day, certificate.validity_months);
    let limit = add_days(day, certificate.download_days);
    if expires.is_some_and(|expires| expires < work) {
        let message = Words::new(
            format!(
                "発行日 {} の電子証明書は、工事日（{}）には有効期限が切れています。",
                iso(day),
                iso(work)
            ),
            format!("a certificate issued {} has expired on the day of the work ({})", iso(day), iso(work)),
        );
        let help = Words::new("新しく発行申請が必要です。", "a new one must be applied for");
        validator.warning(Code::CertificateOutOfTime, issued.at, message, help);
    } else if limit.is_some_and(|limit| limit < work) {
        let days = certificate.download_days;
        let message = Words::new(
            format!(
                "工事日（{}）は、ダウンロードできる期間（発行日 {} から{days}日）を過ぎています。",
                iso(work),
                iso(day)
            ),
            format!(
                "the work ({}) is after the download limit ({days} days from issue, {})",
                iso(work),
                iso(day)
            ),
        );
        let help = Words::new(
            "もうダウンロード済みなら問題ありません。まだなら工事日より前に済ませるか、発行し直します。",
            "no matter if it has been downloaded; else do so before, or have it issued again",
        );
        validator.warning(Code::CertificateOutOfTime, issued.at, message, help);
    }
}

fn check_future(validator: &mut Validator<'_>, issued: &Located<Date>) {
    let (day, today) = (issued.value, validator.today);
    if day > today {
        let message = Words::new(
            format!("発行日 {} が、印刷する日（{}）より後です。", iso(day), iso(today)),
            format!("issued {} is after the day of printing ({})", iso(day), iso(today)),
        );
        let help = Words::new("発行通知書の日付を確かめてください。", "check the date on the notice");
        validator.warning(Code::IssuedInFuture, issued.at, message, help);
    }
}

/// Digits of a 書留番号.
const MAIL_NO_LENGTH: usize = 11;

/// The number of a 簡易書留: 11 digits. The rule for its check digit is a guess (the first ten modulo 7), so a
/// mismatch is only a warning.
fn mail_no(validator: &mut Validator<'_>, field: &RawField) -> Option<Located<String>> {
    let typed = validator.typed(field, fields::terminal::MAIL_NO.label)?;
    let digits = fold::digits(&typed.value);
    if digits.len() != MAIL_NO_LENGTH || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = about(
            fields::terminal::MAIL_NO.label,
            &typed.value,
            ("数字11桁ではありません。", "not 11 digits"),
        );
        let help = Words::new(
            "封筒のバーコードの近くにある番号を \"123-45-67890-3\" のように書きます。",
            "it stands near the bar code on the envelope, such as \"123-45-67890-3\"",
        );
        validator.error(Code::BadMailNumber, typed.at, message, help);
        return None;
    }
    let (body, last) = digits.split_at(MAIL_NO_LENGTH - 1);
    let expected = body.parse::<u64>().map(|number| (number % 7).to_string()).unwrap_or_default();
    if last != expected {
        let ja = format!("最後の1桁は、推定の規則では {expected} になるはずです。");
        let en = format!("by a rule that is a guess its last digit should be {expected}");
        let message = about(fields::terminal::MAIL_NO.label, &typed.value, (&ja, &en));
        let help = Words::new(
            "打ち間違いがないか封筒と見比べてください。同じなら、そのままで構いません。",
            "compare it with the envelope; leave it if it is the same",
        );
        validator.warning(Code::BadMailNumber, typed.at, message, help);
    }
    Some(typed.with(digits))
}

/// Reports a serial number or 書留 number that the site already has.
fn check_unique(validator: &mut Validator<'_>, value: Option<&Located<String>>, label: Label) {
    let Some(value) = value else { return };
    let Some(before) = validator.seen_before(label, fold::digits(&value.value), value.at) else { return };
    let line = validator.line_of(before);
    let message = Words::new(
        format!("{}「{}」が2つあります{}。", label.ja, shown(&value.value), line.ja),
        format!("{} `{}` is given twice{}", label.en, shown(&value.value), line.en),
    );
    let help = Words::new(
        "通知書は端末ごとに1通ずつ届きます。別の端末の番号を写していないか確かめてください。",
        "each terminal has a notice of its own: check that none was copied to another terminal",
    );
    validator.error(Code::DuplicateCertificate, value.at, message, help);
}
