//! `new` and `convert`: files of customers in, the same customers in another kind of file out; or a file to fill in. What
//! the values mean is not looked at here.

use std::path::{Component, Path, PathBuf};

use crate::base::diagnostic::any_error;
use crate::base::{Code, Diagnostic, Located, Origin, Origins, Shown, Words};
use crate::read::{
    self, CustomerFile, Raw, Separator, SiteFile, TableOptions, customer_files, hearing_sheet, new_site,
    read_all,
};
use crate::write::{NewFile, create, create_all};

/// The kinds of file that customers are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileKind {
    Site,
    Workbook,
    OpenSheet,
    Text(Separator),
    Folder,
}

/// What `convert` has made.
#[derive(Clone, Debug, Default)]
pub struct Converted {
    /// The files.
    pub files: Vec<PathBuf>,
    /// Customers in them.
    pub customers: usize,
    /// Messages about what was read.
    pub messages: Vec<Diagnostic>,
}

/// Writes a file to fill in: a hearing sheet if it is called `.xlsx`, `.ods`, `.csv` or `.tsv`, a commented site file if
/// `.toml`.
///
/// # Errors
/// `SP003` if there is such a file already, `SP002` if it cannot be written, `SP007` if its name ends otherwise.
pub fn new_file(path: &Path) -> Result<(), Vec<Diagnostic>> {
    let bytes = match kind_of(path)? {
        FileKind::Site => new_site().into_bytes(),
        FileKind::Workbook => hearing_sheet()?,
        FileKind::OpenSheet => read::ods(&[], path)?,
        FileKind::Text(separator) => read::delimited(&[], path, separator)?,
        FileKind::Folder => return Err(vec![unknown_kind(path, None)]),
    };
    create(path, &bytes)
}

/// Writes the customers of `from`, a file or a folder of site files, as `to`: a hearing sheet, a site file, or a
/// folder with a site file for each. What is written says the same, or nothing is written.
///
/// # Errors
/// What keeps `from` from being understood whole; `SP008` if a table cannot hold it; `SP003`, `SP002` and `SP007` for
/// what is to be written.
pub fn convert(
    from: &Path,
    to: &Path,
    reading: &TableOptions,
    origins: &mut Origins,
) -> Result<Converted, Vec<Diagnostic>> {
    let kind = kind_of(to)?;
    let (sites, messages) = customers(from, to, reading, origins)?;
    let files = written(&sites, to, kind)?;
    Ok(Converted { files, customers: sites.len(), messages })
}

/// The customers of `from`, as they will be written to `to`, and what there is to say of how they were read.
///
/// # Errors
/// What keeps `from` from being understood whole.
pub(super) fn customers(
    from: &Path,
    to: &Path,
    reading: &TableOptions,
    origins: &mut Origins,
) -> Result<(Vec<SiteFile>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let folder = if kind_of(to).is_ok_and(|kind| kind == FileKind::Folder) { to } else { parent(to) };
    let mut messages = Vec::new();
    let mut sites = Vec::new();
    for file in customer_files(from)? {
        match read_all(&file, reading, origins) {
            Err(faults) => messages.extend(faults),
            Ok(CustomerFile { sites: found, messages: of_file }) => {
                messages.extend(of_file);
                for stored in found {
                    let mut site = stored.restore()?;
                    messages.append(&mut site.errors);
                    point_logo(&mut site, parent(&file), folder);
                    sites.push(site);
                }
            }
        }
    }
    if any_error(&messages) { Err(messages) } else { Ok((sites, messages)) }
}

fn written(sites: &[SiteFile], to: &Path, kind: FileKind) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    let bytes = match (kind, sites) {
        (FileKind::Site, [site]) => read::site_toml(site).into_bytes(),
        (FileKind::Site, _) => return Err(vec![several(to, sites.len())]),
        (FileKind::Workbook, _) => read::workbook(sites, to)?,
        (FileKind::OpenSheet, _) => read::ods(sites, to)?,
        (FileKind::Text(separator), _) => read::delimited(sites, to, separator)?,
        (FileKind::Folder, _) => {
            let output = |(site, stem): (&SiteFile, String)| NewFile {
                name: format!("{stem}.toml"),
                bytes: read::site_toml(site).into_bytes(),
            };
            let outputs: Vec<NewFile> = sites.iter().zip(read::file_stems(sites)).map(output).collect();
            return create_all(to, &outputs).map(|written| written.files);
        }
    };
    create(to, &bytes).map(|()| vec![to.to_owned()])
}

/// Writes `sites` as `to`.
///
/// # Errors
/// As for [`convert`].
pub(super) fn write_customers(sites: &[SiteFile], to: &Path) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    written(sites, to, kind_of(to)?)
}

/// The kind of file that `path` is called after; without an ending it is a folder.
fn kind_of(path: &Path) -> Result<FileKind, Vec<Diagnostic>> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        _ if path.is_dir() => Ok(FileKind::Folder),
        None => Ok(FileKind::Folder),
        Some("toml") => Ok(FileKind::Site),
        Some("xlsx") => Ok(FileKind::Workbook),
        Some("ods") => Ok(FileKind::OpenSheet),
        Some("csv") => Ok(FileKind::Text(Separator::Comma)),
        Some("tsv") => Ok(FileKind::Text(Separator::Tab)),
        other => Err(vec![unknown_kind(path, other)]),
    }
}

fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// Makes the dealer's logo, named relative to `from`, relative to `to`.
fn point_logo(site: &mut SiteFile, from: &Path, to: &Path) {
    let Some(Some(Located { value: Raw::Text(logo), .. })) =
        site.dealer.as_mut().map(|dealer| dealer.logo.as_mut())
    else {
        return;
    };
    if Path::new(logo.trim()).is_absolute() || logo.trim().is_empty() {
        return;
    }
    if let (Ok(from), Ok(to)) = (std::path::absolute(from), std::path::absolute(to)) {
        *logo = relative(&from.join(logo.trim()), &to);
    }
}

/// The way from `folder` to `path`, with `/` between its steps; `path` itself where they have nothing in common.
fn relative(path: &Path, folder: &Path) -> String {
    let steps = |path: &Path| -> Vec<String> {
        let mut steps: Vec<String> = Vec::new();
        for component in path.components() {
            match component {
                Component::CurDir => {}
                Component::ParentDir if steps.len() > 1 => {
                    steps.pop();
                }
                other => steps.push(other.as_os_str().to_string_lossy().into_owned()),
            }
        }
        steps
    };
    let (path_steps, folder_steps) = (steps(path), steps(folder));
    let shared = path_steps.iter().zip(&folder_steps).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return path.shown();
    }
    let up = folder_steps.iter().skip(shared).map(|_| "..");
    let down = path_steps.iter().skip(shared).map(String::as_str);
    up.chain(down).collect::<Vec<_>>().join("/")
}

fn several(path: &Path, count: usize) -> Diagnostic {
    let message = Words::new(
        format!("お客様が{count}件あります。1つのサイトファイル（{}）には1件しか書けません。", path.shown()),
        format!("there are {count} customers, but a site file ({}) is for one", path.shown()),
    );
    let help = Words::new(
        "書き出す先にフォルダーを指定してください。お客様ごとにファイルができます。",
        "name a folder instead: it gets a file for each customer",
    );
    Diagnostic::error(Code::UnknownKind, Origin::NONE, message, help)
}

fn unknown_kind(path: &Path, extension: Option<&str>) -> Diagnostic {
    let message = Words::new(
        format!("{} の形のファイルは作れません。", path.shown()),
        format!("startpack does not write a file such as {}", path.shown()),
    );
    let help = match extension {
        Some("xls" | "xlsm") => Words::new(
            "名前の終わりを .xlsx にしてください。LibreOffice でも開けます。",
            "call it .xlsx: LibreOffice opens it too",
        ),
        _ => Words::new(
            "名前の終わりを .xlsx（ヒアリングシート）、.toml（サイトファイル）、.ods、.csv、.tsv のどれかにしてください。",
            "let its name end in .xlsx (hearing sheet), .toml (site file), .ods, .csv or .tsv",
        ),
    };
    Diagnostic::error(Code::UnknownKind, Origin::NONE, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_folders() {
        let way = |path: &str, folder: &str| relative(Path::new(path), Path::new(folder));
        assert_eq!(way("/a/b/logo.png", "/a/b"), "logo.png");
        assert_eq!(way("/a/b/./img/logo.png", "/a/c"), "../b/img/logo.png");
        assert_eq!(way("/a/b/../logo.png", "/a/b"), "../logo.png");
    }
}
