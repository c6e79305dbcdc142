//! The terminals of one institution. In: their raw values. Out: valid terminals; warnings about names that are easily
//! confused. The rules of certificates are not here.

use unicode_width::UnicodeWidthStr as _;

use super::characters::shown;
use super::steps::{Step, check_before_work};
use super::validator::Validator;
use super::{Terminal, certificate, choice, pc};
use crate::base::date::Date;
use crate::base::facts::facts;
use crate::base::{Code, Located, Words, fold};
use crate::read::{InstitutionFile, fields};

/// The terminals in the order of the file; `None` if one of them has an error or there is none.
pub(super) fn terminals(
    validator: &mut Validator<'_>,
    file: &InstitutionFile,
    work_date: Option<Date>,
) -> Option<Vec<Terminal>> {
    if file.terminals.is_empty() {
        let message = Words::new("この医療機関に端末がありません。", "this institution has no terminal");
        let help = Words::new(
            "[[institution.terminal]] の見出しと name を書いてください。",
            "write a header [[institution.terminal]] with a name",
        );
        validator.missing(Code::NothingToDo, file.at, message, help);
        return None;
    }
    let limit = facts().input.terminals_limit;
    check_count(validator, file, limit);
    let mut names = Names::default();
    let terminals: Vec<Option<Terminal>> = file
        .terminals
        .iter()
        .take(limit)
        .map(|terminal| {
            let name = validator.required_text(&terminal.name, fields::terminal::NAME.label, terminal.at);
            if let Some(name) = &name {
                names.check(validator, name);
                check_name(validator, name);
            }
            let place = validator.text(&terminal.place, fields::terminal::PLACE.label);
            let claims = choice::claims(validator, &terminal.claims);
            let applied = Step::read(validator, &terminal.applied, fields::steps::APPLIED.label);
            check_before_work(validator, &applied, work_date);
            let certificate = terminal
                .certificate
                .as_ref()
                .map(|certificate| certificate::certificate(validator, certificate, &applied, work_date));
            let pc = terminal.pc.as_ref().map(|file| pc::pc(validator, file));
            Some(Terminal { name: name?, place, claims: claims?, applied: applied.done(), pc, certificate })
        })
        .collect();
    terminals.into_iter().collect()
}

fn check_count(validator: &mut Validator<'_>, file: &InstitutionFile, limit: usize) {
    if let Some(first_over) = file.terminals.get(limit) {
        let count = file.terminals.len();
        let message = Words::new(
            format!("端末が{count}台あります。1つの医療機関に付けられる番号は{limit}台までです。"),
            format!("there are {count} terminals; one institution's can be numbered up to {limit}"),
        );
        let help = validator.help(
            (
                "工事日や建物ごとにサイトファイルを分けてください。",
                "split the site file, by day of work or by building",
            ),
            (
                "工事日や建物ごとに顧客番号を分けてください。",
                "give each day of work or building a 顧客番号 of its own",
            ),
        );
        validator.error(Code::TooManyTerminals, first_over.at, message, help);
    }
}

/// The names so far: as written, by their folded form.
#[derive(Default)]
struct Names {
    written: std::collections::BTreeMap<String, Located<String>>,
}

impl Names {
    /// Reports a name that equals an earlier one or is easily confused with it.
    fn check(&mut self, validator: &mut Validator<'_>, name: &Located<String>) {
        let Some(before) = self.written.get(&fold::key(&name.value)) else {
            self.written.insert(fold::key(&name.value), name.clone());
            return;
        };
        let line = validator.line_of(before.at);
        let help = Words::new(
            "どの電子証明書をどの端末に入れたか分かるように、端末ごとに違う名前にします。",
            "give each terminal a name of its own, so that each certificate's place is known",
        );
        if before.value == name.value {
            let message = Words::new(
                format!("端末名称等「{}」が同じ医療機関に2つあります{}。", shown(&name.value), line.ja),
                format!(
                    "terminal name `{}` is given twice in one institution{}",
                    shown(&name.value),
                    line.en
                ),
            );
            validator.error(Code::DuplicateTerminal, name.at, message, help);
        } else {
            let message = Words::new(
                format!(
                    "端末名称等「{}」は「{}」{}と見分けがつきません。",
                    shown(&name.value),
                    shown(&before.value),
                    line.ja
                ),
                format!(
                    "terminal name `{}` can hardly be told from `{}`{}",
                    shown(&name.value),
                    shown(&before.value),
                    line.en
                ),
            );
            validator.warning(Code::DuplicateTerminal, name.at, message, help);
        }
    }
}

fn check_name(validator: &mut Validator<'_>, name: &Located<String>) {
    let limit = facts().input.terminal_name_limit;
    let halves = name.value.width_cjk();
    if halves > limit * 2 {
        let message = Words::new(
            format!("端末名称等「{}」が長めです（全角{limit}文字を超えています）。", shown(&name.value)),
            format!("terminal name `{}` is long (over {limit} full-width characters)", shown(&name.value)),
        );
        let help = Words::new(
            "申請画面に入らないことがあります。短い名前にすると安心です。",
            "the portal may not take it: a shorter name is safer",
        );
        validator.warning(Code::LongTerminalName, name.at, message, help);
    }
    let folded = fold::key(&name.value);
    if facts().input.generic_terminal_names.iter().any(|generic| fold::key(generic) == folded) {
        let message = Words::new(
            format!("端末名称等「{}」では、どの端末か分かりません。", shown(&name.value)),
            format!("terminal name `{}` does not tell which terminal it is", shown(&name.value)),
        );
        let help = Words::new(
            "\"受付 資格確認PC01\" のように、用途や場所と番号を入れます。",
            "name its use or place and a number, such as \"受付 資格確認PC01\"",
        );
        validator.warning(Code::GenericTerminalName, name.at, message, help);
    }
}
