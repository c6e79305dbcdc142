//! Hearing sheets in: every trap of the data that offices really have, and files that nobody should open.

mod books;
mod bounds;
mod epochs;
mod hostile;
mod intake;
mod lost;
mod mend;
mod merged;
mod noise;
mod official;
mod package;
mod rows;
mod run;
mod secrets;
mod shown;
mod state;
mod traps;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use startpack::base::date::Date;
use startpack::base::{Code, Diagnostic, Fonts, Origins, Place, Severity};
use startpack::read::{CustomerFile, TableOptions, read_all};
use startpack::validate::{Site, validate};

/// The headings of a whole sheet.
pub const HEADINGS: [&str; 14] = [
    "顧客番号",
    "工事日",
    "お客様ID",
    "v6オプション",
    "都道府県",
    "点数表",
    "医療機関コード",
    "医療機関（薬局）名称",
    "届出所在地",
    "担当部署／担当者名",
    "電話番号",
    "メールアドレス",
    "支払方法",
    "端末名称等",
];

/// A row in which nothing is wrong.
pub const RIGHT: [&str; 14] = [
    "1",
    "2027-01-20",
    "CAF1234567890",
    "はい",
    "北海道",
    "医科",
    "0100013",
    "さくら内科クリニック",
    "札幌市中央区1-1",
    "医事課 資格太郎",
    "011-123-4567",
    "iji@example.jp",
    "報酬から控除",
    "受付 資格確認PC01",
];

/// What a file comes to.
pub struct Found {
    /// The customers whose data are right.
    pub sites: Vec<Site>,
    /// Everything that was told.
    pub told: Vec<Diagnostic>,
    origins: Origins,
}

impl Found {
    /// Every error: code, cell (or `-`), English message.
    pub fn errors(&self) -> Vec<String> {
        self.list(|severity| severity == Severity::Error)
    }

    /// Everything else.
    pub fn notes(&self) -> Vec<String> {
        self.list(|severity| severity != Severity::Error)
    }

    fn list(&self, wanted: impl Fn(Severity) -> bool) -> Vec<String> {
        let told = self.told.iter().filter(|one| wanted(one.severity));
        told.map(|one| format!("{} {} {}", one.code.as_str(), self.cell(one), one.message.en)).collect()
    }

    fn cell(&self, diagnostic: &Diagnostic) -> String {
        match self.origins.place(diagnostic.at) {
            Some(Place::Cell { sheet, row, column, .. }) => {
                let letter = char::from(b'A' + u8::try_from(column - 1).unwrap() % 26);
                let sheet = if sheet.is_empty() { String::new() } else { format!("{sheet}!") };
                format!("{sheet}{letter}{row}")
            }
            _ => "-".to_owned(),
        }
    }

    /// The one error, whatever else is told.
    pub fn only_error(&self) -> String {
        let errors = self.errors();
        assert_eq!(errors.len(), 1, "{errors:#?}");
        errors.into_iter().next().unwrap()
    }
}

/// A file in a folder of its own: tests run at the same time.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let own = COUNT.fetch_add(1, Ordering::Relaxed).to_string();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tables").join(own);
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Reads and judges a file of those bytes.
pub fn found_with(name: &str, bytes: &[u8], how: &TableOptions) -> Found {
    let mut origins = Origins::new();
    let (mut told, mut sites) = (Vec::new(), Vec::new());
    match read_all(&file(name, bytes), how, &mut origins) {
        Err(faults) => told = faults,
        Ok(CustomerFile { sites: read, messages: of_the_file }) => {
            told.extend(of_the_file);
            let today = Date::new(2026, 11, 22).unwrap();
            for site in &read {
                match validate(&site.restore().unwrap(), &Fonts::new(), today, &origins) {
                    Ok(validated) => {
                        told.extend(validated.warnings);
                        sites.push(validated.site);
                    }
                    Err(faults) => told.extend(faults),
                }
            }
        }
    }
    // The check digits of made-up codes are not what these tests are about.
    told.retain(|one| one.code != Code::CheckDigit);
    Found { sites, told, origins }
}

/// The same, with nothing said about how to read it.
pub fn found(name: &str, bytes: &[u8]) -> Found {
    found_with(name, bytes, &TableOptions::default())
}

/// Rows as CSV.
pub fn csv(rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n").collect()
}

/// The headings and the right row with some cells changed: a column's heading and its text.
pub fn rows(changes: &[&[(&str, &str)]]) -> Vec<Vec<String>> {
    let owned = |row: &[&str]| row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let mut rows = vec![owned(&HEADINGS)];
    for changes in changes {
        let mut row = owned(&RIGHT);
        for (heading, text) in *changes {
            let column = HEADINGS.iter().position(|known| known == heading).unwrap();
            row[column] = (*text).to_owned();
        }
        rows.push(row);
    }
    rows
}
