//! Messages about terminals whose codes were read too seldom or too often. Places where codes were read come in, words go
//! out; what a single code says is [`super::messages`]' part.

use std::path::PathBuf;

use super::messages::whose;
use super::{SeenAt, Sighting};
use crate::base::{Code, Diagnostic, Origin, Severity, Shown, Words};
use crate::plan::{ExpectedTerminal, Judged, OwnFact};

/// A terminal whose label was not read.
pub(super) fn missing(terminal: &ExpectedTerminal) -> Diagnostic {
    let whose = whose(Some(terminal), None);
    Diagnostic::error(
        Code::LabelMissing,
        terminal.at,
        Words::new(
            format!("{}の正しいラベルが見つかりません。", whose.ja),
            format!("no right label of {} was seen", whose.en),
        ),
        Words::new(
            "その端末のラベルを読み取ってください。写真なら近くから、影や反射がないように撮ります。",
            "scan that terminal's label; take a photo from nearer, without shadow or glare",
        ),
    )
}

/// A label that was read several times.
pub(super) fn several(terminal: &ExpectedTerminal, met: &[Sighting]) -> Diagnostic {
    let whose = whose(Some(terminal), None);
    let (count, places) = (met.len(), places(met));
    Diagnostic::new(
        Severity::Warning,
        Code::LabelSeveral,
        terminal.at,
        Words::new(
            format!("{}のラベルが{count}回見つかりました：{places}。", whose.ja),
            format!("the label of {} was seen {count} times: {places}", whose.en),
        ),
        Words::new(
            "ラベルとチェックリストを両方読み取ったなら、そのままで構いません（--pairs で組を確かめられます）。2台に貼られていないか確かめてください。",
            "fine if both label and checklist were scanned (--pairs checks them); make sure that no two terminals bear it",
        ),
    )
}

/// A terminal whose code was not read exactly twice.
pub(super) fn not_twice(terminal: &ExpectedTerminal, met: &[Sighting]) -> Diagnostic {
    let whose = whose(Some(terminal), None);
    let (count, places) = (met.len(), places(met));
    let message = Words::new(
        format!(
            "{}のコードが{count}回見つかりました（ラベルとチェックリストで2回のはずです）：{places}。",
            whose.ja
        ),
        format!(
            "the code of {} was seen {} (label and checklist make two): {places}",
            whose.en,
            if count == 1 { "once".to_owned() } else { format!("{count} times") }
        ),
    );
    let help = Words::new(
        "端末のラベルと、その端末の受渡しチェックリストを1回ずつ読み取ってください。",
        "scan the terminal's label and its sheet of the handover checklist, once each",
    );
    Diagnostic::error(Code::PairDisagrees, terminal.at, message, help)
}

/// Two lines, one after the other, that are not of one terminal.
pub(super) fn no_pair(at: Origin, line: usize, first: &Judged, second: &Judged) -> Diagnostic {
    let (first, second) = (short(first.named.as_ref()), short(second.named.as_ref()));
    Diagnostic::error(
        Code::PairDisagrees,
        at,
        Words::new(
            format!("{line}行目：直前に読んだコードと一致しません（{first} と {second}）。"),
            format!("line {line}: not the same as the code before it ({first} and {second})"),
        ),
        Words::new(
            "端末のラベルとチェックリストの組が違います。この端末への設定を止めて、組を確かめてください。",
            "label and checklist are not of one terminal: stop setting it up and find the right sheet",
        ),
    )
}

/// Where codes were read, in words.
fn places(met: &[Sighting]) -> String {
    let place = |sighting: &Sighting| {
        let SeenAt { file, page, line, spot } = &sighting.at;
        match (page, line, spot) {
            (Some(page), _, _) => format!("{file}#page={page}"),
            (_, Some(line), _) => format!("{file}:{line}"),
            (_, _, Some((dot, _))) => format!("{file} ({:.0}, {:.0})", dot.x, dot.y),
            _ => file.clone(),
        }
    };
    met.iter().map(place).collect::<Vec<_>>().join(", ")
}

/// A terminal in short: its code and number.
fn short(named: Option<&(String, usize)>) -> String {
    named.map_or_else(|| "?".to_owned(), |(code, number)| format!("{code} T{number:02}"))
}

/// None of the terminals was read.
pub(super) fn none_seen(terminals: usize) -> Diagnostic {
    Diagnostic::error(
        Code::LabelMissing,
        Origin::NONE,
        Words::new(
            format!("{terminals}台の端末のうち、正しいラベルは1枚も見つかりません。"),
            format!("of {terminals} terminals, no right label was seen"),
        ),
        Words::new(
            "ラベルを読み取ってください。別のお客様のファイルを指定していないかも確かめてください。",
            "scan the labels; make sure that the file is this customer's",
        ),
    )
}

/// Codes of one terminal that were made at different times: all of them are right.
pub(super) fn newer(terminal: &ExpectedTerminal, met: &[Sighting]) -> Diagnostic {
    let whose = whose(Some(terminal), None);
    Diagnostic::new(
        Severity::Note,
        Code::LabelNewer,
        terminal.at,
        Words::new(
            format!("{}：同じ端末のもので、一方はあとで作られました。", whose.ja),
            format!("{}: codes of one terminal, one made later than the other", whose.en),
        ),
        Words::new(
            format!("どちらも正しいので、そのままで構いません（{}）。", places(met)),
            format!("both are right, nothing need be done ({})", places(met)),
        ),
    )
}

/// A terminal whose label was printed before its certificate was known, or was read by its 管理番号 only.
pub(super) fn behind(terminal: &ExpectedTerminal, is_slot: bool, against: &[PathBuf]) -> Diagnostic {
    let whose = whose(Some(terminal), None);
    let (message, help) = if is_slot {
        (
            Words::new(
                format!("{}は、管理番号だけで読まれました。電子証明書とは照合できません。", whose.ja),
                format!("{} was read by its 管理番号 only, which holds no certificate", whose.en),
            ),
            Words::new(
                "ラベルのQRコードを読み取るか、その下の文字（SP1-…）を入力してください。",
                "scan the label's QR code, or type the text below it (SP1-…)",
            ),
        )
    } else {
        let files: Vec<_> = against.iter().map(|file| file.shown()).collect();
        let command = format!("startpack build {} --only labels --revised", files.join(" "));
        (
            Words::new(
                format!(
                    "{}のラベルは、電子証明書の番号が分かる前のものです。どの証明書とも照合できません。",
                    whose.ja
                ),
                format!(
                    "the label of {} was printed before its certificate was known: it holds none",
                    whose.en
                ),
            ),
            Words::new(
                format!("新しいラベルだけを印刷して貼り替えてください：{command}"),
                format!("print the labels that are out of date and replace them: {command}"),
            ),
        )
    };
    Diagnostic::error(Code::LabelBehind, terminal.at, message, help)
}

/// So many labels hold no certificate, because nobody knows it yet.
pub(super) fn not_held(count: usize) -> Diagnostic {
    Diagnostic::new(
        Severity::Note,
        Code::LabelNotHeld,
        Origin::NONE,
        Words::new(
            format!("{count}枚は証明書とまだ照合していません。"),
            format!(
                "{count} {} not held against a certificate yet",
                if count == 1 { "label is" } else { "labels are" }
            ),
        ),
        Words::new(
            "設定の日に、チェックリストの欄と画面のシリアル番号を見比べます。番号をデータに入れると、scan でも照合できます。",
            "on the day, compare the serial number on the screen with the checklist; once it is in the data, scan can do so",
        ),
    )
}

/// Something of a notice or a PC that is not of the terminal that was read before it.
pub(super) fn not_its_own(
    at: Origin,
    line: usize,
    (before, judged): (&(String, usize), &Judged),
    fact: OwnFact,
) -> Diagnostic {
    let (before, own) = (short(Some(before)), short(judged.named.as_ref()));
    let what = match fact {
        OwnFact::MailNo => Words::new("通知書（書留番号）", "the notice (mail number)"),
        OwnFact::Serial => Words::new("電子証明書（シリアル番号）", "the certificate (serial number)"),
        OwnFact::PcName => Words::new("パソコン（コンピューター名）", "the PC (its name)"),
        OwnFact::MakerSerial => Words::new("パソコン（製造番号）", "the PC (maker's serial number)"),
        OwnFact::AssetNo => Words::new("パソコン（資産番号）", "the PC (asset number)"),
    };
    Diagnostic::error(
        Code::PairDisagrees,
        at,
        Words::new(
            format!("{line}行目：この{}は別の端末のものです（直前は {before}、これは {own}）。", what.ja),
            format!("line {line}: {} is another terminal's ({own}, after {before})", what.en),
        ),
        Words::new(
            "通知書・ラベル・パソコンの組が違います。この端末への設定を止めて、組を確かめてください。",
            "notice, label and PC are not of one terminal: stop setting it up and find the right ones",
        ),
    )
}
