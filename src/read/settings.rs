//! The office's own settings, `startpack.toml`. In: paths where such a file may be. Out: [`Settings`], every value with its
//! place, or every fault. What a value means is known where it is used.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::logo::{LogoCache, LogoSource};
use super::suggest::suggest_name;
use super::{DealerFile, Raw, RawField, SiteFile, entries, file, messages, redact, secret};
use crate::base::{Code, Diagnostic, Located, Origin, Origins, Place, Shown, Words};

/// Its name.
pub const SETTINGS_FILE: &str = "startpack.toml";

/// What may be set: a key, what it is in Japanese and English, and an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingKey {
    /// The key; with a point, within that table.
    pub key: &'static str,
    /// What it is.
    pub what: (&'static str, &'static str),
    /// A value to begin with, as TOML.
    pub example: &'static str,
    /// The option of the command line that wins over it; empty: the customers' own data do.
    pub option: &'static str,
    /// The value is a path, from the settings file.
    pub is_path: bool,
}

const fn of(key: &'static str, what: (&'static str, &'static str), example: &'static str) -> SettingKey {
    SettingKey { key, what, example, option: "", is_path: false }
}

const fn option(
    key: &'static str,
    option: &'static str,
    what: (&'static str, &'static str),
    example: &'static str,
) -> SettingKey {
    SettingKey { key, what, example, option, is_path: false }
}

const fn path(setting: SettingKey) -> SettingKey {
    SettingKey { is_path: true, ..setting }
}

/// Everything that may be set, in the order of the file.
pub const SETTING_KEYS: [SettingKey; 19] = [
    of(
        "note",
        (
            "当社からのお願い（ご案内の表紙とチェックリスト）",
            "a paragraph of the office's own, on packet and checklist",
        ),
        "\"工事の前日までに、端末の電源と通信を確かめてください。\"",
    ),
    path(option("out", "--out", ("書類を置くフォルダー", "folder for the papers"), "\"out\"")),
    option("language", "--lang", ("メッセージの言語", "language of messages"), "\"ja\""),
    option("sort", "--sort", ("お客様の順", "order of the customers"), "\"work-date\""),
    option("documents", "--only", ("作る書類", "documents to make"), "\"packet,handover,labels\""),
    option("names", "--names", ("ファイルの名前", "names of files"), "\"readable\""),
    option("stock", "--stock", ("ラベル用紙", "label stock"), "\"72212\""),
    path(option(
        "stock_file",
        "--stock-file",
        ("自分で測った用紙のファイル", "file of label stock"),
        "\"stock.toml\"",
    )),
    option("printer", "--printer", ("プリンターの名前", "printer by name"), "\"事務室\""),
    path(option(
        "printer_file",
        "--printer-file",
        ("プリンターのファイル", "file of printers"),
        "\"printers.toml\"",
    )),
    option("offset_x", "--offset-x", ("ラベルを右へずらす量（mm）", "labels to the right, in mm"), "0.5"),
    option("offset_y", "--offset-y", ("ラベルを下へずらす量（mm）", "labels down, in mm"), "-0.3"),
    path(option("key", "--key", ("署名の鍵のファイル", "key file"), "\"label.key\"")),
    path(option("facts", "--facts", ("事実のファイル", "facts file"), "\"facts.toml\"")),
    of("dealer.name", ("販売担当の会社名", "dealer's company"), "\"架空通信株式会社\""),
    of("dealer.contact", ("担当者", "person"), "\"営業部 架空花子\""),
    of("dealer.phone", ("電話番号", "phone"), "\"011-123-4567\""),
    of("dealer.email", ("メールアドレス", "e-mail"), "\"support@example.jp\""),
    of("dealer.logo", ("ロゴの画像（PNG・JPEG）", "logo (PNG or JPEG)"), "\"logo.png\""),
];

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// What is set.
    pub key: SettingKey,
    /// To what: a path as seen from the working folder.
    pub value: Located<String>,
    /// The file that says so.
    pub file: PathBuf,
}

/// What is in force.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Where settings were looked for, and whether they are there.
    pub looked: Vec<(PathBuf, bool)>,
    /// The values; of two files the first wins.
    pub values: Vec<Setting>,
    /// The dealer and the office's own words.
    pub office: Office,
}

/// What the office says of itself, where a customer's data do not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Office {
    /// The dealer.
    pub dealer: Option<DealerFile>,
    /// 当社からのお願い.
    pub note: Option<Located<String>>,
}

impl Office {
    /// Gives a customer the dealer of the settings, as far as its own data name none.
    pub fn fill(&self, site: &mut SiteFile) {
        let Some(office) = &self.dealer else { return };
        let own = site.dealer.get_or_insert_with(DealerFile::default);
        let fill = |own: &mut RawField, office: &RawField| {
            if own.is_none() {
                own.clone_from(office);
            }
        };
        // Contact, phone and e-mail of one dealer do not go with the name of another.
        if own.name.is_none() || text(&own.name) == text(&office.name) {
            fill(&mut own.name, &office.name);
            fill(&mut own.contact, &office.contact);
            fill(&mut own.phone, &office.phone);
            fill(&mut own.email, &office.email);
            if own.logo.is_none() && own.picture.is_none() {
                own.picture.clone_from(&office.picture);
            }
        }
    }
}

fn text(field: &RawField) -> Option<&str> {
    match field.as_ref().map(|located| &located.value) {
        Some(Raw::Text(text)) => Some(text.trim()),
        _ => None,
    }
}

/// The settings beside the first of `beside` that has some, and those of the user.
///
/// # Errors
/// Everything that keeps a file from being one of settings.
pub fn settings(
    beside: &[PathBuf],
    user: Option<&Path>,
    origins: &mut Origins,
) -> Result<Settings, Vec<Diagnostic>> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for path in beside {
        let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(Path::new("")) };
        let folder = if folder == Path::new(".") { Path::new("") } else { folder };
        if !folders.iter().any(|known| known == folder) {
            folders.push(folder.to_owned());
        }
    }
    let mut settings = Settings::default();
    let (mut logo, mut errors) = (None, Vec::new());
    let candidates = folders.iter().map(|folder| folder.join(SETTINGS_FILE));
    for candidate in candidates.chain(user.map(Path::to_owned)) {
        let is_there = candidate.is_file();
        settings.looked.push((candidate.clone(), is_there));
        if is_there {
            match read(&candidate, origins) {
                Err(found) => errors.extend(found),
                Ok(values) => {
                    let is_new =
                        |value: &Setting| settings.values.iter().all(|known| known.key.key != value.key.key);
                    let new: Vec<Setting> = values.into_iter().filter(is_new).collect();
                    if new.iter().any(|value| value.key.key == "dealer.logo") {
                        logo = candidate.parent().map(Path::to_owned);
                    }
                    settings.values.extend(new);
                }
            }
        }
    }
    settings.office = office(&settings.values);
    if let (Some(dealer), Some(folder)) = (&mut settings.office.dealer, logo) {
        errors.extend(LogoCache::new(LogoSource::SiteFile).load(dealer, &folder));
        // The picture is there; its path is of another file than the customers'.
        dealer.logo = None;
    }
    if errors.is_empty() { Ok(settings) } else { Err(errors) }
}

fn office(values: &[Setting]) -> Office {
    let value = |key: &str| {
        let found = values.iter().find(|setting| setting.key.key == key)?;
        Some(found.value.clone()).filter(|located| !located.value.trim().is_empty())
    };
    let raw = |key: &str| value(key).map(|located| Located::new(Raw::Text(located.value), located.at));
    let dealer = DealerFile {
        at: Origin::NONE,
        name: raw("dealer.name"),
        contact: raw("dealer.contact"),
        phone: raw("dealer.phone"),
        email: raw("dealer.email"),
        logo: raw("dealer.logo"),
        picture: None,
    };
    Office { dealer: (dealer != DealerFile::default()).then_some(dealer), note: value("note") }
}

/// Reads one file.
fn read(path: &Path, origins: &mut Origins) -> Result<Vec<Setting>, Vec<Diagnostic>> {
    let file::TextFile { source, text, .. } = file::open(path, origins).map_err(|error| vec![error])?;
    let is_known = |key: &str| {
        key == "dealer" || SETTING_KEYS.iter().any(|known| known.key.rsplit('.').next() == Some(key))
    };
    let hidden = redact::find(&text, &is_known);
    let shown = redact::hide(&text, &hidden.ranges);
    let mut at = |bytes: Range<usize>| origins.add(Place::Span { source, bytes });
    let mut errors: Vec<Diagnostic> = hidden
        .suspects
        .iter()
        .filter(|suspect| suspect.part != redact::LinePart::Comment)
        .map(|suspect| messages::secret(suspect.word, at(suspect.at.clone())))
        .collect();
    let (root, broken) = DeTable::parse_recoverable(&text);
    errors.extend(broken.iter().map(|error| {
        let bytes = error.span().unwrap_or(0..0);
        let (message, help) = entries::broken(&shown, &bytes, error.message());
        Diagnostic::error(Code::TomlSyntax, at(bytes), message, help)
    }));
    let mut values = Vec::new();
    for Line { name, key_bytes, value_bytes, value } in lines(root.into_inner()) {
        let known = SETTING_KEYS.into_iter().find(|known| known.key == name);
        match (known, value) {
            (Some(key), Some(text)) => {
                let text = if key.is_path { from_here(path, &text) } else { text };
                values.push(Setting {
                    key,
                    value: Located::new(text, at(value_bytes)),
                    file: path.to_owned(),
                });
            }
            (Some(key), None) => errors.push(wrong_value(key, at(value_bytes))),
            // Already told, and not repeated.
            (None, _) if secret::in_key(&name).is_some() => {}
            (None, _) => errors.push(unknown(&name, at(key_bytes))),
        }
    }
    if let Some(source) = origins.sources.get_mut(source) {
        source.text = shown;
    }
    if errors.is_empty() { Ok(values) } else { Err(errors) }
}

/// A key and its value; keys of a table with its name and a point before them.
struct Line {
    name: String,
    key_bytes: Range<usize>,
    value_bytes: Range<usize>,
    /// A text or a number; `None` for anything else.
    value: Option<String>,
}

fn lines(root: DeTable<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (key, value) in root {
        let (name, value_bytes) = (key.get_ref().to_string(), value.span());
        match value.into_inner() {
            DeValue::Table(table) if !SETTING_KEYS.iter().any(|known| known.key == name) => {
                lines.extend(table.into_iter().map(|(inner, value)| Line {
                    name: format!("{name}.{}", inner.get_ref()),
                    key_bytes: inner.span(),
                    value_bytes: value.span(),
                    value: plain(value.get_ref()),
                }));
            }
            value => lines.push(Line { name, key_bytes: key.span(), value_bytes, value: plain(&value) }),
        }
    }
    lines
}

fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.trim().to_owned()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

/// A path from the folder of the settings file.
fn from_here(file: &Path, path: &str) -> String {
    let folder = file.parent().unwrap_or(Path::new(""));
    folder.join(path).shown()
}

fn unknown(name: &str, at: Origin) -> Diagnostic {
    let near = suggest_name(name, SETTING_KEYS.iter().map(|known| known.key));
    let help = match near {
        Some(near) => Words::new(
            format!("{near} のことですか。書ける項目は startpack settings で分かります"),
            format!("did you mean {near}? `startpack settings` lists what may be set"),
        ),
        None => Words::new(
            "書ける項目は startpack settings で分かります",
            "`startpack settings` lists what may be set",
        ),
    };
    let message = Words::new(
        format!("「{}」という設定はありません", messages::shown(name)),
        format!("there is no setting `{}`", messages::shown(name)),
    );
    Diagnostic::error(Code::UnknownKey, at, message, help)
}

fn wrong_value(key: SettingKey, at: Origin) -> Diagnostic {
    let SettingKey { key, what, example, .. } = key;
    let name = key.rsplit('.').next().unwrap_or_default();
    Diagnostic::error(
        Code::WrongType,
        at,
        Words::new(format!("{}が読めません", what.0), format!("this is no {}", what.1)),
        Words::new(
            format!("{name} = {example} のように書きます"),
            format!("write it as in {name} = {example}"),
        ),
    )
}

/// A file to fill in: every key as a comment.
pub fn settings_form() -> String {
    let mut form =
        "# startpack の設定です。お客様の表と同じフォルダーに、startpack.toml という名前で置きます。\n\
         # 使う行の先頭の # を消して、値を書き直してください。表に書いた値とコマンドの指定が優先します。\n\
         # パスワードやログインIDを書く欄はありません。\n"
            .to_owned();
    for key in SETTING_KEYS {
        let (table, name) = key.key.split_once('.').unwrap_or(("", key.key));
        if !table.is_empty() && !form.contains("[dealer]") {
            form += "\n# 販売担当（お客様の表に書いていないときに印刷します）\n[dealer]\n";
        }
        form += &format!("\n# {}\n# {name} = {}\n", key.what.0, key.example);
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_names_every_key_and_sets_nothing() {
        let form = settings_form();
        let (root, errors) = DeTable::parse_recoverable(&form);
        assert!(errors.is_empty());
        assert!(lines(root.into_inner()).is_empty());
        let used: String = form
            .lines()
            .filter_map(|line| if line.contains(" = ") { line.strip_prefix("# ") } else { Some(line) })
            .flat_map(|line| [line, "\n"])
            .collect();
        let (root, errors) = DeTable::parse_recoverable(&used);
        assert!(errors.is_empty(), "{used}");
        assert_eq!(lines(root.into_inner()).len(), SETTING_KEYS.len());
    }
}
