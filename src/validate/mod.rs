//! Room 2, validate. In: a [`SiteFile`]. Out: a [`Site`] whose values are all valid. Knows the rules of the fields;
//! reads no file and knows no paper.

mod certificate;
mod characters;
mod check_digit;
mod choice;
mod code;
mod contact;
mod customer_id;
mod dates;
mod destroyed;
mod expiry;
mod institution;
mod line;
mod lookalikes;
mod pc;
mod site;
mod steps;
mod terminal;
mod text;
mod validator;

pub use dates::date as typed_date;
pub use site::*;

use crate::base::date::Date;
use crate::base::diagnostic::{any_error, in_file_order};
use crate::base::{Code, Diagnostic, Fonts, Located, Origin, Origins, Severity, Words};
use crate::read::{DealerFile, Office, Raw, SiteFile, fields};
use validator::Validator;

/// A site and the warnings about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Validated {
    /// The site; all its values are valid.
    pub site: Site,
    /// Warnings, in the order of the file.
    pub warnings: Vec<Diagnostic>,
}

/// Checks every value of `file`. `today` is the day of printing; `origins` gives the order of the messages and the
/// line numbers in them.
///
/// # Errors
/// All errors and warnings of the file, with those of `read`, in the order of the file, if there is at least one
/// error.
pub fn validate(
    file: &SiteFile,
    fonts: &Fonts,
    today: Date,
    origins: &Origins,
) -> Result<Validated, Vec<Diagnostic>> {
    let mut validator = Validator::new(file, fonts, today, origins);
    let site = site(file, &mut validator);
    let mut found = file.errors.clone();
    found.append(&mut validator.messages);
    let mut found = in_file_order(found, origins);
    if file.is_table {
        // A cell that several rows share is checked with each of them and reported once.
        found.dedup();
        found.iter_mut().for_each(|diagnostic| diagnostic.help = without_quotes(&diagnostic.help));
    }
    match site {
        Some(site) if !any_error(&found) => Ok(Validated { site, warnings: found }),
        // What is missing from a partial file has already been reported with the file.
        None if !any_error(&found) && !file.is_partial => Err(vec![without_reason(file.at)]),
        _ => Err(found),
    }
}

/// Most lines of the office's own words, and most characters: there is no more room on a cover.
const NOTE: (usize, usize) = (4, 160);

/// The lines of the office's own words, each checked as a customer's data are.
///
/// # Errors
/// What cannot be printed, and words for which there is no room.
pub fn office_note(
    office: &Office,
    fonts: &Fonts,
    today: Date,
    origins: &Origins,
) -> Result<Vec<Located<String>>, Vec<Diagnostic>> {
    let Some(note) = &office.note else { return Ok(Vec::new()) };
    let mut validator = Validator::new(&SiteFile::default(), fonts, today, origins);
    let lines: Vec<&str> = note.value.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let label = fields::site::NOTE_LABEL;
    let field = |line: &&str| Some(note.with(Raw::Text((*line).to_owned())));
    let valid = lines.iter().filter_map(|line| validator.text(&field(line), label)).collect();
    let mut found = std::mem::take(&mut validator.messages);
    found.retain(|message| message.severity == Severity::Error);
    let length = note.value.chars().count();
    if lines.len() > NOTE.0 || length > NOTE.1 {
        found.push(long_note(note.at, lines.len(), length));
    }
    if found.is_empty() { Ok(valid) } else { Err(found) }
}

fn long_note(at: Origin, lines: usize, length: usize) -> Diagnostic {
    let (most_lines, most) = NOTE;
    Diagnostic::error(
        Code::DoesNotFit,
        at,
        Words::new(
            format!("「当社からのお願い」が{lines}行、{length}文字あり、表紙に入りません"),
            format!(
                "the office's own words have {lines} lines and {length} characters: too many for a cover"
            ),
        ),
        Words::new(
            format!("{most_lines}行まで、全部で{most}文字までにしてください"),
            format!("write at most {most_lines} lines and {most} characters"),
        ),
    )
}

fn site(file: &SiteFile, validator: &mut Validator<'_>) -> Option<Site> {
    let customer_no = validator.text(&file.customer_no, fields::site::CUSTOMER_NO.label);
    let work_date = validator.required_date(&file.work_date, fields::site::WORK_DATE.label, file.at);
    let line = line::line(validator, file);
    let dealer = file.dealer.as_ref().map(|dealer| self::dealer(dealer, validator));
    let institutions = institution::institutions(
        validator,
        file,
        dealer.as_ref(),
        work_date.as_ref().map(|date| date.value),
    );
    let line = line?;
    Some(Site {
        customer_no,
        work_date: work_date?,
        line_kind: line.kind,
        customer_id: line.customer_id,
        v6_option: line.v6_option,
        dealer,
        institutions: institutions?,
    })
}

fn dealer(file: &DealerFile, validator: &mut Validator<'_>) -> Dealer {
    Dealer {
        name: validator.text(&file.name, fields::dealer::NAME.label),
        contact: validator.text(&file.contact, fields::dealer::CONTACT.label),
        phone: contact::grouped_phone(validator, &file.phone, fields::dealer::PHONE.label),
        email: contact::email(validator, &file.email, fields::dealer::EMAIL.label),
        logo: validator.text(&file.logo, fields::dealer::LOGO.label).and(file.picture.clone()),
    }
}

/// A help text for tables: it does not show the quotes that only a site file needs.
fn without_quotes(help: &Words) -> Words {
    let mut ja = String::with_capacity(help.ja.len());
    for (index, piece) in help.ja.split('"').enumerate() {
        ja.push_str(match index {
            0 => "",
            _ if index % 2 == 1 => "「",
            _ => "」",
        });
        ja.push_str(piece);
    }
    Words::new(ja, help.en.replace('"', "`"))
}

/// The error for a site that fails without any reported error: a bug in this room.
fn without_reason(at: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::Internal,
        at,
        Words::new("サイトファイルを組み立てられませんでした。", "the site could not be put together"),
        Words::new(
            "startpack の不具合です。ファイルとともにお知らせください。",
            "this is a fault of startpack: please report it",
        ),
    )
}
