//! Messages of `scan` about single codes: what a code is found to be comes in, words go out. The text of a code is never
//! repeated in them: it may be of another customer.

use super::{SeenAt, Sighting};
use crate::base::{Code, Diagnostic, Origin, Words};
use crate::plan::{Change, ExpectedTerminal, Fact, Judged, Misread, Register, Verdict};

/// What is wrong with a code; `None` if nothing is.
pub(super) fn of_sighting(sighting: &Sighting, register: &Register, at: Origin) -> Option<Diagnostic> {
    let Judged { verdict, named, terminal, .. } = &sighting.judged;
    let whose = whose(terminal.and_then(|place| register.terminals().get(place)), named.as_ref());
    let (code, message, help) = match verdict {
        Verdict::Right { .. } | Verdict::SheetMark | Verdict::Slot | Verdict::Own(_) => return None,
        // A picture may show codes of other things; what is scanned by hand is meant to be a label.
        Verdict::Other if sighting.at.line.is_none() => return None,
        Verdict::Other | Verdict::Misread(_) => misread(verdict),
        Verdict::Foreign | Verdict::NoSuchTerminal => foreign(&whose, verdict),
        Verdict::Outdated(changes) => outdated(&whose, changes),
        Verdict::Wrong { lost } => wrong(&whose, lost),
        Verdict::Unsigned | Verdict::Unverified => unsigned(&whose, verdict),
        Verdict::Unchecked => unchecked(&whose),
    };
    Some(Diagnostic::error(code, at, placed(&sighting.at, message), help))
}

type MessageParts = (Code, Words, Words);

/// The message with the line it is about, if it is about one: a picture is named as the diagnostic's place.
fn placed(seen: &SeenAt, message: Words) -> Words {
    match seen.line {
        Some(line) => {
            Words::new(format!("{line}行目：{}", message.ja), format!("line {line}: {}", message.en))
        }
        None => message,
    }
}

/// A terminal in words, as far as it is known.
pub(super) fn whose(terminal: Option<&ExpectedTerminal>, named: Option<&(String, usize)>) -> Words {
    match (terminal, named) {
        (Some(terminal), _) => {
            let name = terminal.name.as_deref().map(|name| format!("「{name}」")).unwrap_or_default();
            Words::new(
                format!("{} {name}（{}）", terminal.institution, terminal.slot).trim_start().to_owned(),
                format!("{} {name} ({})", terminal.institution, terminal.slot).trim_start().to_owned(),
            )
        }
        (None, Some((code, number))) => Words::new(
            format!("10桁コード {code} の端末 {number:02}"),
            format!("{code}, terminal {number:02}"),
        ),
        (None, None) => Words::default(),
    }
}

fn misread(verdict: &Verdict) -> MessageParts {
    let message = match verdict {
        Verdict::Misread(Misread::OtherVersion) => {
            Words::new("別の版の startpack のラベルです。", "a label of another version of startpack")
        }
        Verdict::Misread(Misread::Tag(wrong)) => Words::new(
            format!("照合符号に使われない文字「{wrong}」があります（I、L、O、U は使いません）。"),
            format!("its tag has `{wrong}`, which no tag has (I, L, O and U are not used)"),
        ),
        Verdict::Misread(Misread::Slot) => Words::new(
            "管理番号の最後の1文字（検査文字）が合いません。",
            "a 管理番号 whose last character, which checks it, does not fit",
        ),
        Verdict::Misread(_) => Words::new(
            "ラベルのコードに似ていますが、形が合いません。",
            "like the code of a label, but not of its form",
        ),
        _ => Words::new("startpack のラベルのコードではありません。", "not the code of a startpack label"),
    };
    let help = Words::new(
        "もう一度読み取ってください。続くようなら、コードの下に印刷された文字と見比べます。",
        "scan it again; if that does not help, compare it with the text printed under the code",
    );
    (Code::LabelMisread, message, help)
}

fn foreign(whose: &Words, verdict: &Verdict) -> MessageParts {
    if *verdict == Verdict::Foreign {
        let message = Words::new(
            format!("{}のラベルです。指定されたお客様のデータにはありません。", whose.ja),
            format!("the label of {}: not among the customers given", whose.en),
        );
        let help = Words::new(
            "別のお客様の端末ではないか、--against のファイルが合っているかを確かめてください。",
            "is it another customer's terminal? check the files given with --against",
        );
        return (Code::LabelForeign, message, help);
    }
    let message = Words::new(
        format!("{}のラベルですが、サイトファイルにその端末はありません。", whose.ja),
        format!("the label of {}, which is not in the site file", whose.en),
    );
    let help = Words::new(
        "端末を減らしたなら、このラベルをはがします。サイトファイルの端末の数と順番を確かめてください。",
        "if that terminal was given up, take its label off; check number and order of the terminals in the site file",
    );
    (Code::LabelForeign, message, help)
}

fn outdated(whose: &Words, changes: &[Change]) -> MessageParts {
    let each = changes.iter().map(change);
    let (ja, en): (Vec<_>, Vec<_>) = each.map(|words| (words.ja, words.en)).unzip();
    let message = Words::new(
        format!("{}のラベルは古いものです。{}。", whose.ja, ja.join("、")),
        format!("the label of {} is out of date: {}", whose.en, en.join("; ")),
    );
    let help = Words::new(
        "ラベルが貼られた端末を確かめます。データが正しければ、build に --only labels --revised を付けて作り直し、貼り替えてください。",
        "check which terminal it sits on; if the data are right, print it again (build … --only labels --revised) and replace it",
    );
    (Code::LabelOutdated, message, help)
}

/// A change in words. A certificate's own numbers are not repeated: they stand on the notice.
fn change(change: &Change) -> Words {
    let fact = fact(change.fact);
    let mut words = match (change.fact, &change.is) {
        (Fact::Name | Fact::Issued, Some(is)) => Words::new(
            format!("{}が「{}」から「{is}」に変わりました", fact.ja, change.was),
            format!("its {} was `{}` and is `{is}` now", fact.en, change.was),
        ),
        (_, Some(_)) => {
            Words::new(format!("{}が変わりました", fact.ja), format!("its {} has changed", fact.en))
        }
        (_, None) => Words::new(
            format!("{}がデータからなくなりました", fact.ja),
            format!("its {} is gone from the data", fact.en),
        ),
    };
    if let Some(number) = change.now_at {
        words.ja += &format!("（いまは端末 {number:02} のもの）");
        words.en += &format!(" (now that of terminal {number:02})");
    }
    words
}

fn wrong(whose: &Words, lost: &[Fact]) -> MessageParts {
    let facts: Vec<_> = lost.iter().map(|lost| fact(*lost)).collect();
    let message = if facts.is_empty() {
        Words::new(
            format!("{}のラベルの照合符号が、いまのデータと合いません。", whose.ja),
            format!("the tag on the label of {} does not fit the data", whose.en),
        )
    } else {
        let join = |of: fn(&Words) -> &str, with: &str| facts.iter().map(of).collect::<Vec<_>>().join(with);
        Words::new(
            format!(
                "{}のラベルは{}が分かったときのものですが、いまのデータにありません。",
                whose.ja,
                join(|words| &words.ja, "と")
            ),
            format!(
                "the label of {} was made with {}, which the data lack",
                whose.en,
                join(|words| &words.en, " and ")
            ),
        )
    };
    let help = Words::new(
        "端末名称等や電子証明書の変更、読み違い、偽造が考えられます。変わる前のサイトファイルを --former に\
         指定すると、何が変わったかが分かります。",
        "renamed, another certificate, misread or forged; with --former OLD-FILE, an earlier version of the site \
         file, startpack can say what has changed",
    );
    (Code::LabelWrong, message, help)
}

fn unsigned(whose: &Words, verdict: &Verdict) -> MessageParts {
    if *verdict == Verdict::Unsigned {
        let message = Words::new(
            format!("{}のラベルに署名がありません。だれにでも作れるラベルです。", whose.ja),
            format!("the label of {} is not signed: anybody can make such a label", whose.en),
        );
        let help = Words::new(
            "鍵を使って作ったラベルに貼り替えてください。",
            "replace it with one that was made with the key",
        );
        return (Code::LabelUnsigned, message, help);
    }
    let message = Words::new(
        format!("{}のラベルは署名されています。鍵がないので確かめられません。", whose.ja),
        format!("the label of {} is signed: without the key it cannot be checked", whose.en),
    );
    let help = Words::new(
        "ラベルを作ったときの鍵のファイルを --key に指定してください。",
        "give the key file that it was made with: --key FILE",
    );
    (Code::LabelUnsigned, message, help)
}

fn unchecked(whose: &Words) -> MessageParts {
    let message = Words::new(
        format!("{}のラベルです。データとは照らし合わせていません。", whose.ja),
        format!("the label of {}; it was not held against any data", whose.en),
    );
    let help = Words::new(
        "サイトファイルを --against に指定すると、正しいかどうかが分かります。",
        "name the site file with --against to learn whether it is right",
    );
    (Code::LabelUnchecked, message, help)
}

fn fact(fact: Fact) -> Words {
    match fact {
        Fact::Name => Words::new("端末名称等", "name"),
        Fact::Issued => Words::new("電子証明書の発行日", "certificate's date of issue"),
        Fact::Serial => Words::new("電子証明書のシリアル番号", "certificate's serial number"),
        Fact::MailNo => Words::new("書留番号", "mail number"),
    }
}
