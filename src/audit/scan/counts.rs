//! Messages about terminals whose codes were read too seldom or too often. Places where codes were read come in, words go
//! out; what a single code says is [`super::messages`]' part.

use super::messages::whose;
use super::{SeenAt, Sighting};
use crate::base::{Code, Diagnostic, Origin, Severity, Words};
use crate::plan::{ExpectedTerminal, Judged};

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

/// A terminal whose code was not read exactly twice, or whose two codes differ.
pub(super) fn not_twice(terminal: &ExpectedTerminal, met: &[Sighting]) -> Diagnostic {
    let whose = whose(Some(terminal), None);
    let (count, places) = (met.len(), places(met));
    let message = if count == 2 {
        Words::new(
            format!("{}のラベルとチェックリストは、作った時点が違います：{places}。", whose.ja),
            format!("label and checklist of {} were made at different times: {places}", whose.en),
        )
    } else {
        Words::new(
            format!(
                "{}のコードが{count}回見つかりました（ラベルとチェックリストで2回のはずです）：{places}。",
                whose.ja
            ),
            format!(
                "the code of {} was seen {} (label and checklist make two): {places}",
                whose.en,
                if count == 1 { "once".to_owned() } else { format!("{count} times") }
            ),
        )
    };
    let help = Words::new(
        "端末のラベルと、その端末の受渡しチェックリストを1回ずつ読み取ってください。",
        "scan the terminal's label and its sheet of the handover checklist, once each",
    );
    Diagnostic::error(Code::PairDisagrees, terminal.at, message, help)
}

/// Two lines, one after the other, that are not of one terminal.
pub(super) fn no_pair(at: Origin, line: usize, first: &Judged, second: &Judged) -> Diagnostic {
    let short = |judged: &Judged| match &judged.label_code {
        Some(label_code) => format!("{} T{:02}", label_code.code, label_code.number),
        None => "?".to_owned(),
    };
    let (first, second) = (short(first), short(second));
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
