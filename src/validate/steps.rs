//! The steps before the work: 利用申請, master account, 電子証明書発行申請, notice. In: raw values. Out: what is said of
//! each step; errors go to the [`Validator`] where a step comes before the one that it needs, or after the work. What
//! one step says of another that nobody mentions is not derived here.

use super::characters::about;
use super::choice::OPEN;
use super::validator::Validator;
use super::{Done, dates};
use crate::base::date::{Date, iso};
use crate::base::{Code, Located, Words, fold};
use crate::read::fields::Label;
use crate::read::{Raw, RawField};

/// Words for a step that is done, folded.
const YES: &[&str] = &[
    "true",
    "yes",
    "y",
    "はい",
    "済",
    "済み",
    "ずみ",
    "完了",
    "申請済",
    "申請済み",
    "印刷済",
    "印刷済み",
    "受領",
    "受領済",
    "受領済み",
    "到着",
    "到着済",
    "到着済み",
    "届いた",
    "done",
    "○",
    "〇",
    "◯",
    "✓",
    "✔",
];

/// Words for a step that is not done.
const NO: &[&str] = &[
    "false",
    "no",
    "n",
    "いいえ",
    "未",
    "未済",
    "未了",
    "未完了",
    "未申請",
    "未印刷",
    "未受領",
    "未到着",
    "未着",
    "まだ",
    "notyet",
    "×",
    "✕",
];

/// What the user says of a step.
#[derive(Clone, Copy)]
enum Answer {
    NotYet,
    Done(Done),
}

/// A step and what is said of it.
pub(super) struct Step {
    label: Label,
    answer: Option<Located<Answer>>,
}

impl Step {
    /// The step of a raw field; a value that cannot be understood is reported.
    pub(super) fn read(validator: &mut Validator<'_>, field: &RawField, label: Label) -> Self {
        Self { label, answer: answer(validator, field, label) }
    }

    /// A step that happened on a day that is known.
    pub(super) fn on(day: Option<&Located<Date>>, label: Label) -> Self {
        Self { label, answer: day.map(|day| day.with(Answer::Done(Done::On(day.value)))) }
    }

    /// A step that has happened if `proof` is there.
    pub(super) fn proved<T>(proof: Option<&Located<T>>, label: Label) -> Self {
        Self { label, answer: proof.map(|proof| proof.with(Answer::Done(Done::OnUnknownDay))) }
    }

    /// When it was done; `None` if it is not known to be done.
    pub(super) fn done(&self) -> Option<Located<Done>> {
        let answer = self.answer.as_ref()?;
        match answer.value {
            Answer::Done(done) => Some(answer.with(done)),
            Answer::NotYet => None,
        }
    }

    /// The day, if it is known.
    pub(super) fn day(&self) -> Option<Located<Date>> {
        let done = self.done()?;
        done.value.day().map(|day| done.with(day))
    }

    /// Where the user says that it is not done.
    fn denied(&self) -> Option<Located<()>> {
        self.answer
            .as_ref()
            .filter(|answer| matches!(answer.value, Answer::NotYet))
            .map(|answer| answer.with(()))
    }
}

/// Reports a step that is dated after the day of the work.
pub(super) fn check_before_work(validator: &mut Validator<'_>, step: &Step, work_date: Option<Date>) {
    let (Some(day), Some(work)) = (step.day(), work_date) else { return };
    if day.value <= work {
        return;
    }
    let Label { ja, en, .. } = step.label;
    let (shown, work) = (iso(day.value), iso(work));
    let message = Words::new(
        format!("{ja} {shown} が工事日（{work}）より後です。"),
        format!("{en} {shown} is after the day of the work ({work})"),
    );
    let help = Words::new(
        format!("{ja}か工事日の打ち間違いがないか確かめてください。"),
        "check the two dates: this must be done before the work",
    );
    validator.error(Code::AfterWork, day.at, message, help);
}

/// Reports `later` if it is dated before the step that it needs, and a step that is said not to be done although
/// `later` is.
pub(super) fn check_order(validator: &mut Validator<'_>, earlier: &Step, later: &Step) {
    if let (Some(denied), Some(done)) = (earlier.denied(), later.done()) {
        let line = validator.line_of(done.at);
        let (before, after) = (earlier.label, later.label);
        let message = Words::new(
            format!("{}が「未」なのに、{}が書かれています{}。", before.ja, after.ja, line.ja),
            format!("{} is said not to be done, but {} is given{}", before.en, after.en, line.en),
        );
        let ja = |done: &str| format!("済んでいるなら{done}か日付に直し、まだなら{}を消します。", after.ja);
        let en = |done: &str| format!("write {done} or the day, or leave out {}", after.en);
        let help = validator.help((&ja(" true "), &en("true")), (&ja("「済」"), &en("済 (done)")));
        validator.error(Code::StepsContradict, denied.at, message, help);
    }
    let (Some(before), Some(after)) = (earlier.day(), later.day()) else { return };
    if after.value >= before.value {
        return;
    }
    let line = validator.line_of(before.at);
    let (first, second) = (iso(before.value), iso(after.value));
    let message = Words::new(
        format!("{} {second} が、{} {first} より前です{}。", later.label.ja, earlier.label.ja, line.ja),
        format!("{} {second} is before {} {first}{}", later.label.en, earlier.label.en, line.en),
    );
    let help = Words::new(
        format!("{}が先です。2つの日付に打ち間違いがないか確かめてください。", earlier.label.ja),
        format!("{} comes first: check the two dates", earlier.label.en),
    );
    validator.error(Code::StepsContradict, after.at, message, help);
}

/// A day, or a word for done or not done; `None` for an empty field, a word for unknown, or an error.
fn answer(validator: &mut Validator<'_>, field: &RawField, label: Label) -> Option<Located<Answer>> {
    if let Some(Located { value: Raw::Bool(is_done), at }) = field {
        let answer = if *is_done { Answer::Done(Done::OnUnknownDay) } else { Answer::NotYet };
        return Some(Located::new(answer, *at));
    }
    let typed = validator.typed_date(field, label)?;
    let folded = fold::key(&typed.value);
    let is_one_of = |words: &[&str]| words.contains(&folded.as_str());
    if is_one_of(OPEN) {
        return None;
    }
    if is_one_of(YES) {
        return Some(typed.with(Answer::Done(Done::OnUnknownDay)));
    }
    if is_one_of(NO) {
        return Some(typed.with(Answer::NotYet));
    }
    let text = typed.value.trim_end_matches(['済', 'み']);
    match dates::date(text) {
        Ok(day) => Some(typed.with(Answer::Done(Done::On(day)))),
        Err((message, _)) => {
            let message = about(label, &typed.value, (&message.ja, &message.en));
            let help = validator.help(
                (
                    "\"2026-12-03\" のような日付か、日が分からなければ true、まだなら false を書きます。",
                    "write the day, such as \"2026-12-03\", true if it is not known, or false if it is not done",
                ),
                (
                    "\"2026/12/3\" のような日付か、日が分からなければ「済」、まだなら「未」と書きます。",
                    "write the day, such as \"2026/12/3\", 済 if it is not known, or 未 if it is not done",
                ),
            );
            validator.error(Code::BadDate, typed.at, message, help);
            None
        }
    }
}
