//! The days that matter to a customer and what is done first, in plain words, for the letter and the mail: both go before
//! the packet, which has the pages. In: the packet. Out: texts.

use super::{FirstThing, Packet};

/// What is done first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstWords {
    /// `1月5日（火）までに、利用申請`.
    pub what: String,
    /// How, sentence by sentence.
    pub how: Vec<String>,
}

/// A day that matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterDay {
    /// `工事日`.
    pub what: &'static str,
    /// When.
    pub when: String,
    /// What is to be minded.
    pub remark: String,
}

/// Said instead of a day that is past.
const AT_ONCE: &str = "すぐに";

/// The days that matter, in the order of what must not be missed.
pub(super) fn days(packet: &Packet) -> Vec<LetterDay> {
    let (schedule, left) = (&packet.schedule, &packet.left);
    let day = |what, when: String, remark: &str| LetterDay { what, when, remark: remark.to_owned() };
    let by = |day: &super::Day| match schedule.is_late {
        true => AT_ONCE.to_owned(),
        false => format!("{}まで", day.western),
    };
    let work = match schedule.work_is_past {
        true => "過ぎています。新しい工事日を、お電話で確かめてください",
        false => "",
    };
    let mut days = vec![day("工事日", format!("{}・{}", schedule.work.western, schedule.work.era), work)];
    if left.use_application || left.certificate {
        let remark = match (schedule.deadline_is_past, schedule.deadline_is_closed) {
            (true, _) => "過ぎています。すぐにお電話ください",
            (false, true) => "休業日です。その前に申請を終えます",
            (false, false) => "遅くともこの日までに、申請を終えます",
        };
        days.push(day("申請期限", schedule.deadline.western.clone(), remark));
    }
    if left.use_application {
        days.push(day("利用申請のおすすめ日", by(&schedule.use_application), ""));
    }
    if left.certificate {
        days.push(day("電子証明書の申請のおすすめ日", by(&schedule.certificate_application), ""));
    }
    if let Some(arrival) = &schedule.arrival {
        let when = match arrival.is_due {
            true => "もう届いているころです".to_owned(),
            false => format!("{}ごろ（目安）", arrival.likely.western),
        };
        let remark = format!("{}で届きます。工事の日まで、大切にしまいます", packet.facts.post.kind);
        days.push(day("通知書が届く日", when, &remark));
    }
    days
}

/// What is done first, as the packet's cover has it.
pub(super) fn first_words(packet: &Packet) -> FirstWords {
    let (schedule, facts) = (&packet.schedule, packet.facts);
    let by = |day: &super::Day| match schedule.is_late {
        true => AT_ONCE.to_owned(),
        false => format!("{}までに", day.short),
    };
    let booklet = packet.title;
    let whose = whose(packet);
    let (what, how) = match packet.first.0 {
        FirstThing::UseApplication if !packet.left.use_application => (
            format!("{whose}利用申請が済んでいるかを確かめる"),
            format!("「{booklet}」の手順1を見て、まだなら{}で申請します。", facts.portal.name),
        ),
        FirstThing::UseApplication => (
            format!("{}、{whose}利用申請をする", by(&schedule.use_application)),
            format!("「{booklet}」の手順1のとおりに、{}で申請します。", facts.portal.name),
        ),
        FirstThing::Certificate => (
            format!("{}、{whose}電子証明書を申請する", by(&schedule.certificate_application)),
            format!("「{booklet}」の手順3のとおりに、{}枚を申請します。", packet.customer.to_apply),
        ),
        FirstThing::Master => (
            format!("{whose}{}の紙を印刷する", facts.papers.master_short),
            format!("「{booklet}」の手順2のとおりに、{}からダウンロードします。", facts.portal.name),
        ),
        FirstThing::Notice => (
            format!("{}を受け取る", facts.post.kind),
            format!("申請は済んでいます。「{booklet}」の手順4を見てください。"),
        ),
        FirstThing::Day => (
            "工事の日まで、書類を大切にしまう".to_owned(),
            format!("申請も受け取りも済んでいます。「{booklet}」の手順5を見てください。"),
        ),
    };
    let mut how = vec![how];
    if packet.v6_is_open() {
        let option = &facts.use_application.v6_option;
        how.push(format!(
            "「{option}」の契約がないと、端末がつながりません。先に販売担当へ確かめてください。"
        ));
    }
    if schedule.is_too_late || schedule.deadline_is_past && !schedule.work_is_past {
        how.push(
            "工事日に間に合わないおそれがあります。受け取った日のうちに、販売担当へお電話ください。"
                .to_owned(),
        );
    }
    FirstWords { what, how }
}

/// The institutions that are to do it, where there are several: `医科・歯科の`.
fn whose(packet: &Packet) -> String {
    let first = match packet.first.0 {
        _ if !packet.has_signs => return String::new(),
        FirstThing::UseApplication if packet.left.use_application => packet.first_sets(),
        _ => packet.sets.get(packet.first.1).into_iter().collect(),
    };
    let words: Vec<&str> = first.iter().map(|set| set.sign.word.as_str()).collect();
    format!("{}の", words.join("・"))
}
