//! [`SettingsList`]: where settings are looked for and what is in force. In: the settings. Out: text, and JSON.

use std::fmt::Write as _;

use serde::Serialize;

use super::language::Language;
use super::place::harmless;
use crate::app::{SETTING_KEYS, Settings};
use crate::base::Shown;

/// What is in force, and from where.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SettingsList {
    /// Where files of settings may be.
    looked: Vec<Looked>,
    values: Vec<SettingEntry>,
    #[serde(skip)]
    what: Vec<(&'static str, &'static str)>,
}

#[derive(Clone, Debug, Serialize)]
struct Looked {
    file: String,
    exists: bool,
}

/// One setting; without a value and a file if it is not set.
#[derive(Clone, Debug, Serialize)]
struct SettingEntry {
    key: &'static str,
    value: Option<String>,
    file: Option<String>,
}

impl SettingsList {
    /// The list of what may be set.
    pub(crate) fn of(settings: &Settings) -> Self {
        let looked =
            settings.looked.iter().map(|(file, exists)| Looked { file: file.shown(), exists: *exists });
        let entry = |key: &'static str| {
            let found = settings.values.iter().find(|setting| setting.key.key == key);
            SettingEntry {
                key,
                value: found.map(|setting| setting.value.value.clone()),
                file: found.map(|setting| setting.file.shown()),
            }
        };
        Self {
            looked: looked.collect(),
            values: SETTING_KEYS.iter().map(|key| entry(key.key)).collect(),
            what: SETTING_KEYS.iter().map(|key| key.what).collect(),
        }
    }

    pub(super) fn text(&self, language: Language) -> String {
        let mut text = format!(
            "{}\n",
            language.pick("設定ファイル（上のものが優先）", "Files of settings (the first wins)")
        );
        // Writing into a string cannot fail.
        for Looked { file, exists } in &self.looked {
            let state = match exists {
                true => language.pick("あり", "there"),
                false => language.pick("なし", "not there"),
            };
            let _ = writeln!(text, "  {file}  {state}");
        }
        let _ = writeln!(text, "\n{}", language.pick("いまの設定", "In force"));
        for (entry, (ja, en)) in self.values.iter().zip(&self.what) {
            let value = match (&entry.value, &entry.file) {
                (Some(value), Some(file)) => format!("{}  ← {file}", harmless(value).replace('\n', " ")),
                _ => "-".to_owned(),
            };
            let _ = writeln!(text, "  {:<15} {value}  ({})", entry.key, language.pick(ja, en));
        }
        let _ = writeln!(
            text,
            "\n{}",
            language.pick(
                "記入用のファイル：startpack settings -o startpack.toml",
                "A file to fill in: startpack settings -o startpack.toml"
            )
        );
        text
    }
}
