//! The options that say which customers and documents are meant, in the user's language, for clap, and how they are
//! understood. Who is meant by them is the driver's business.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches};

use crate::app::{DocumentKind, Selection, Sorting, Wanted, typed_date};
use crate::base::date::Date;
use crate::report::Language;

/// Which customers.
pub(super) fn selection(language: Language) -> [Arg; 4] {
    let say = |ja: &'static str, en: &'static str| language.pick(ja, en);
    [
        Arg::new("customer")
            .long("customer")
            .value_name(say("お客様", "NAME"))
            .action(ArgAction::Append)
            .help(say(
                "そのお客様だけ：顧客番号、10桁コード、名称",
                "Only these, by 顧客番号, 10-digit code or name",
            )),
        Arg::new("work-date")
            .long("work-date")
            .value_name(say("期間", "DAYS"))
            .action(ArgAction::Append)
            .value_parser(ValueParser::new(days))
            .help(say(
                "工事日がその間だけ（2027-01-10..2027-01-20）",
                "Work in these days: 2027-01-10..2027-01-20",
            )),
        Arg::new("dealer")
            .long("dealer")
            .value_name(say("会社名", "COMPANY"))
            .action(ArgAction::Append)
            .help(say("販売担当がその会社のお客様だけ", "Only customers of this dealer")),
        Arg::new("sort")
            .long("sort")
            .value_name(say("順", "ORDER"))
            .value_parser(Sorting::NAMES)
            .hide_possible_values(true)
            .help(say("お客様の順：work-date、customer-no、code", "Order: work-date, customer-no or code")),
    ]
}

/// Which documents.
pub(super) fn only(help: &'static str) -> Arg {
    Arg::new("only")
        .long("only")
        .value_name("DOCUMENTS")
        .value_delimiter(',')
        .value_parser(kind())
        .hide_possible_values(true)
        .help(help)
}

/// A kind of document by its stem, which messages name, or by its title.
pub(super) fn kind() -> impl TypedValueParser<Value = DocumentKind> {
    let name = |kind: DocumentKind| PossibleValue::new(kind.stem()).aliases(kind.titles());
    PossibleValuesParser::new(DocumentKind::ALL.map(name))
        .try_map(|name| DocumentKind::named(&name).ok_or("a kind of document"))
}

/// Two days, or one, as a cell takes them.
fn days(text: &str) -> Result<(Date, Date), String> {
    let separators = ["..", "〜", "～", "~"];
    let parts = separators.iter().find_map(|separator| text.split_once(separator));
    let (first, last) = parts.unwrap_or((text, text));
    let day = |text: &str| {
        typed_date(text.trim()).map_err(|_| "days such as 2027-01-10..2027-01-20, or one day".to_owned())
    };
    Ok((day(first)?, day(last)?))
}

/// Which customers are meant; all where the command does not ask.
pub(super) fn selected(matches: &ArgMatches) -> Selection {
    let days = matches.try_get_many::<(Date, Date)>("work-date").ok().flatten();
    let sorting = matches.try_get_one::<String>("sort").ok().flatten();
    Selection {
        customers: listed(matches, "customer"),
        work_dates: days.into_iter().flatten().copied().collect(),
        dealers: listed(matches, "dealer"),
        sorting: sorting.and_then(|name| Sorting::named(name)),
    }
}

/// Which papers of a run are meant.
pub(super) fn wanted(matches: &ArgMatches) -> Wanted {
    let documents = [named(matches, "only"), named(matches, "document")].concat();
    Wanted { selection: selected(matches), documents }
}

/// Which documents are made.
pub(super) fn documents(matches: &ArgMatches) -> Vec<DocumentKind> {
    // Single labels are wanted without the other papers.
    let is_choice = matches.try_get_one::<bool>("revised").is_ok_and(|given| given == Some(&true))
        || matches.try_get_one::<String>("terminal").is_ok_and(|given| given.is_some());
    let named = named(matches, "only");
    match (is_choice, named.is_empty()) {
        (true, _) => vec![DocumentKind::Labels],
        (false, true) => DocumentKind::USUAL.to_vec(),
        (false, false) => named,
    }
}

/// The kinds that are named, in the order in which they are printed.
fn named(matches: &ArgMatches, id: &str) -> Vec<DocumentKind> {
    let given: Vec<_> =
        matches.try_get_many::<DocumentKind>(id).ok().flatten().into_iter().flatten().collect();
    DocumentKind::ALL.into_iter().filter(|kind| given.contains(&kind)).collect()
}

/// What is listed with commas, of whatever width.
fn listed(matches: &ArgMatches, id: &str) -> Vec<String> {
    let given = matches.try_get_many::<String>(id).ok().flatten().into_iter().flatten();
    let parts = given.flat_map(|text| text.split([',', '，', '、'])).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_a_cell_takes_them() {
        let day = |text: &str| text.parse::<Date>().unwrap_or_default();
        for text in ["2027-01-10..2027-01-20", "2027/1/10〜令和9年1月20日", "20270110 ~ 2027.1.20"] {
            assert_eq!(days(text), Ok((day("2027-01-10"), day("2027-01-20"))), "{text}");
        }
        assert_eq!(days("R9.1.10"), Ok((day("2027-01-10"), day("2027-01-10"))));
        assert!(days("2027-01-10..").is_err() && days("1月").is_err());
    }
}
