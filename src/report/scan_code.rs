//! [`ScannedCode`]: a code that `scan` read, and what it is found to be. In: the driver's sighting. Out: a line of text,
//! and JSON.

use serde::Serialize;

use super::language::Language;
use super::place::harmless;
use crate::app::{
    Change, ExpectedTerminal, Fact, LabelCode, OwnFact, Register, SeenAt, Sighting, Tie, Verdict,
};

/// A code that was read.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ScannedCode {
    status: Status,
    /// The code in its printed form.
    text: String,
    /// The picture or PDF; `-` is standard input.
    file: String,
    page: Option<usize>,
    line: Option<usize>,
    /// The symbol's middle and the length of its side, in pixels.
    x: Option<f64>,
    y: Option<f64>,
    side: Option<f64>,
    /// What the code says of itself.
    institution_code: Option<String>,
    number: Option<usize>,
    revision: Option<u8>,
    signed: Option<bool>,
    /// The terminal that it belongs to.
    terminal: Option<TerminalName>,
    changed: Vec<ChangedFact>,
    /// Facts that have become known since the label was printed.
    known_since: Vec<&'static str>,
    /// Whether it is held against a certificate, for a right one.
    held: Option<bool>,
    /// What it is, for something of the notice or the PC.
    own: Option<&'static str>,
}

/// What a code is found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Status {
    Right,
    Behind,
    Slot,
    Own,
    Outdated,
    Wrong,
    NoSuchTerminal,
    Foreign,
    Unsigned,
    Unverified,
    Misread,
    SheetMark,
    Other,
    Unchecked,
}

/// A terminal by its names.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TerminalName {
    institution_code: String,
    institution: String,
    number: usize,
    slot: String,
    name: Option<String>,
}

/// A fact that is another now.
#[derive(Clone, Debug, Serialize)]
struct ChangedFact {
    fact: &'static str,
    was: String,
    is: Option<String>,
    /// The number of the terminal that has the old value now.
    now_at: Option<usize>,
}

impl ScannedCode {
    /// What `sighting` is found to be.
    pub(crate) fn of(register: &Register, sighting: &Sighting) -> Self {
        let (at, judged) = (&sighting.at, &sighting.judged);
        let label_code = judged.label_code.as_ref();
        // No symbol is located more exactly than to a tenth of a pixel.
        let round = |value: f64| (value * 10.0).round() / 10.0;
        let (changed, known_since): (&[Change], &[Fact]) = match &judged.verdict {
            Verdict::Outdated(changes) => (changes, &[]),
            Verdict::Right { since } => (&[], since),
            _ => (&[], &[]),
        };
        let SeenAt { file, page, line, spot } = at.clone();
        let terminal = judged.terminal.and_then(|place| register.terminals().get(place));
        Self {
            status: Status::of(&judged.verdict, judged.tie),
            text: judged.text.clone(),
            file,
            page,
            line,
            x: spot.map(|(dot, _)| round(dot.x)),
            y: spot.map(|(dot, _)| round(dot.y)),
            side: spot.map(|(_, side)| round(side)),
            institution_code: judged.named.as_ref().map(|(code, _)| code.clone()),
            number: judged.named.as_ref().map(|(_, number)| *number),
            revision: label_code.map(|label_code| label_code.revision),
            signed: label_code.map(LabelCode::is_signed),
            terminal: terminal.map(TerminalName::of),
            changed: changed.iter().map(ChangedFact::of).collect(),
            known_since: known_since.iter().map(|known| fact_key(*known)).collect(),
            held: judged.tie.map(|tie| tie == Tie::Held),
            own: if let Verdict::Own(fact) = judged.verdict { Some(own_key(fact)) } else { None },
        }
    }

    /// The code in a line; nothing for the mark of a sheet, which stands beside the code of its terminal.
    pub(crate) fn line(&self, language: Language) -> String {
        if self.status == Status::SheetMark {
            return String::new();
        }
        let about = match &self.terminal {
            Some(terminal) => terminal.text(),
            None if self.institution_code.is_some() => self.text.clone(),
            None => String::new(),
        };
        let mut line = format!("{}  {about}  {}", self.status.word(language), self.place());
        if let Some(own) = self.own {
            line += &format!("  ({})", own_word(own, language));
        }
        if !self.known_since.is_empty() {
            line += &self.since_text(language);
        }
        harmless(line.trim_end()) + "\n"
    }

    fn place(&self) -> String {
        let file = &self.file;
        match (self.page, self.line, self.x.zip(self.y)) {
            (Some(page), _, Some((x, y))) => format!("{file}#page={page} ({x:.0}, {y:.0})"),
            (_, _, Some((x, y))) => format!("{file} ({x:.0}, {y:.0})"),
            (_, Some(line), _) => format!("-:{line}"),
            _ => file.clone(),
        }
    }

    /// What has become known since the label was printed: it is right all the same.
    fn since_text(&self, language: Language) -> String {
        let words: Vec<_> = self.known_since.iter().map(|key| fact_word(key, language)).collect();
        match language {
            Language::Japanese => format!("　（{}が分かる前のラベル）", words.join("・")),
            Language::English => format!("  (printed before its {} was known)", words.join(", ")),
        }
    }
}

impl Status {
    fn of(verdict: &Verdict, tie: Option<Tie>) -> Self {
        match verdict {
            Verdict::Right { .. } if tie == Some(Tie::Behind) => Self::Behind,
            Verdict::Slot => Self::Slot,
            Verdict::Own(_) => Self::Own,
            Verdict::Right { .. } => Self::Right,
            Verdict::Outdated(_) => Self::Outdated,
            Verdict::Wrong { .. } => Self::Wrong,
            Verdict::NoSuchTerminal => Self::NoSuchTerminal,
            Verdict::Foreign => Self::Foreign,
            Verdict::Unsigned => Self::Unsigned,
            Verdict::Unverified => Self::Unverified,
            Verdict::Misread(_) => Self::Misread,
            Verdict::SheetMark => Self::SheetMark,
            Verdict::Other => Self::Other,
            Verdict::Unchecked => Self::Unchecked,
        }
    }

    const fn word(self, language: Language) -> &'static str {
        match self {
            Self::Right => language.pick("○ 正しい    ", "ok        "),
            Self::Behind => language.pick("△ 証明書前  ", "BEHIND    "),
            Self::Slot => language.pick("○ 管理番号  ", "ok (slot) "),
            Self::Own => language.pick("○ この端末の", "ok (own)  "),
            Self::Outdated => language.pick("× 古い      ", "OUTDATED  "),
            Self::Wrong => language.pick("× 不一致    ", "WRONG     "),
            Self::Foreign | Self::NoSuchTerminal => language.pick("× 対象外    ", "FOREIGN   "),
            Self::Unsigned => language.pick("× 署名なし  ", "UNSIGNED  "),
            Self::Unverified => language.pick("× 未確認    ", "UNVERIFIED"),
            Self::Misread => language.pick("× 読み違い  ", "MISREAD   "),
            Self::Unchecked => language.pick("－ 照合なし  ", "unchecked "),
            Self::Other => language.pick("－ 他のコード", "other code"),
            Self::SheetMark => language.pick("－ 用紙番号  ", "sheet mark"),
        }
    }
}

impl TerminalName {
    pub(super) fn of(terminal: &ExpectedTerminal) -> Self {
        Self {
            institution_code: terminal.code.clone(),
            institution: terminal.institution.clone(),
            number: terminal.number,
            slot: terminal.slot.clone(),
            name: terminal.name.clone(),
        }
    }

    fn text(&self) -> String {
        let name = self.name.as_deref().unwrap_or_default();
        format!("{}  {} {name}", self.slot, self.institution).trim_end().to_owned()
    }
}

impl ChangedFact {
    fn of(change: &Change) -> Self {
        let Change { fact, was, is, now_at } = change;
        Self { fact: fact_key(*fact), was: was.clone(), is: is.clone(), now_at: *now_at }
    }
}

const fn own_key(fact: OwnFact) -> &'static str {
    match fact {
        OwnFact::MailNo => "mail_no",
        OwnFact::Serial => "serial",
        OwnFact::PcName => "pc_name",
        OwnFact::MakerSerial => "maker_serial",
        OwnFact::AssetNo => "asset_no",
    }
}

fn own_word(key: &str, language: Language) -> &'static str {
    match key {
        "mail_no" => language.pick("書留番号", "mail number"),
        "serial" => language.pick("証明書シリアル番号", "serial number"),
        "pc_name" => language.pick("コンピューター名", "PC name"),
        "maker_serial" => language.pick("製造番号", "maker's serial number"),
        _ => language.pick("資産番号", "asset number"),
    }
}

const fn fact_key(fact: Fact) -> &'static str {
    match fact {
        Fact::Name => "name",
        Fact::Issued => "issued",
        Fact::Serial => "serial",
        Fact::MailNo => "mail_no",
    }
}

fn fact_word(key: &str, language: Language) -> &'static str {
    match key {
        "name" => language.pick("端末名称等", "name"),
        "issued" => language.pick("発行日", "date of issue"),
        "serial" => language.pick("シリアル番号", "serial number"),
        _ => language.pick("書留番号", "mail number"),
    }
}
