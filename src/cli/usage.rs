//! Messages about a wrong command line, in the user's language. Knows clap's kinds of errors.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::command::command;
use super::words;
use crate::base::{Code, Diagnostic, Origin, Words};
use crate::report::Language;

/// What is wrong with the command line, as a message of the report.
pub(super) fn diagnostic(error: &Error) -> Diagnostic {
    let rendered = error.render().to_string();
    let first = rendered.split("\n\n").next().unwrap_or_default();
    let lines: Vec<_> = first.trim_start_matches("error: ").lines().map(str::trim).collect();
    let english = lines.join(" ");
    let japanese = japanese(error).map_or_else(|| english.clone(), |text| text + "。");
    wrong_usage(Words::new(japanese, english))
}

/// That message in other words.
pub(super) fn wrong_usage(message: Words) -> Diagnostic {
    let help = Words::new(MORE, "see startpack --help");
    Diagnostic::error(Code::WrongUsage, Origin::NONE, message, help)
}

/// What is wrong with the command line, and where to read how it is done.
pub(super) fn text(error: &Error, language: Language) -> String {
    match language {
        Language::English => error.render().to_string(),
        Language::Japanese => japanese(error)
            .map_or_else(|| error.render().to_string(), |text| format!("エラー：{text}\n\n{MORE}\n")),
    }
}

const MORE: &str = "使い方は startpack --help をご覧ください。";

/// The errors that people make; the rest stay in clap's own words.
fn japanese(error: &Error) -> Option<String> {
    let about = |kind| error.get(kind).map(text_of).filter(|text| !text.is_empty());
    let argument = about(ContextKind::InvalidArg);
    let value = about(ContextKind::InvalidValue);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => {
            let near = about(ContextKind::SuggestedArg).map(|near| format!("（{near} のことですか）"));
            format!("{} という指定はありません{}", argument?, near.unwrap_or_default())
        }
        ErrorKind::InvalidSubcommand => {
            let given = about(ContextKind::InvalidSubcommand)?;
            let near = about(ContextKind::SuggestedSubcommand).map(|near| format!("（{near} のことですか）"));
            let all = || format!("（{} があります）", words::commands(&command(Language::Japanese)));
            format!("{given} というコマンドはありません{}", near.unwrap_or_else(all))
        }
        ErrorKind::MissingRequiredArgument => format!("{} を指定してください", argument?),
        ErrorKind::InvalidValue => {
            let Some(value) = value else { return Some(format!("{} の値がありません", argument?)) };
            let choices = about(ContextKind::ValidValue).map(|choices| format!("（使える値：{choices}）"));
            format!("「{value}」は {} に使えません{}", argument?, choices.unwrap_or_default())
        }
        ErrorKind::ValueValidation => format!("「{}」は {} に使えません", value?, argument?),
        ErrorKind::MissingSubcommand => "コマンドを指定してください".to_owned(),
        ErrorKind::ArgumentConflict => format!("{} は1回だけ指定できます", argument?),
        _ => return None,
    })
}

fn text_of(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        _ => String::new(),
    }
}
