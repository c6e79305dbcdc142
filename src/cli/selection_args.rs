//! The options that say which customers and documents are meant, in the user's language, for clap, and how they are
//! understood. Who is meant by them is the driver's business.

use clap::builder::{PossibleValuesParser, ValueParser};
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
            .value_name(say("お客様", "CUSTOMER"))
            .action(ArgAction::Append)
            .help(say(
                "そのお客様だけ：顧客番号、10桁コードか名称（コンマで何件でも）",
                "Only these customers, by 顧客番号, 10-digit code or name; several with commas",
            )),
        Arg::new("work-date")
            .long("work-date")
            .value_name(say("初日..最終日", "FIRST..LAST"))
            .action(ArgAction::Append)
            .value_parser(ValueParser::new(days))
            .help(say(
                "工事日がその期間のお客様だけ（例：2027-01-10..2027-01-20。1日だけでも）",
                "Only customers whose work is on these days, such as 2027-01-10..2027-01-20, or on one day",
            )),
        Arg::new("dealer")
            .long("dealer")
            .value_name(say("会社名", "COMPANY"))
            .action(ArgAction::Append)
            .help(say(
                "販売担当がその会社のお客様だけ",
                "Only customers of this dealer; several with commas",
            )),
        Arg::new("sort")
            .long("sort")
            .value_name("work-date|customer-no|code")
            .value_parser(Sorting::NAMES)
            .hide_possible_values(true)
            .help(say(
                "お客様の順：工事日、顧客番号、10桁コード（ふつうは表の順）",
                "Order of the customers (default: that of the files)",
            )),
    ]
}

/// Which documents.
pub(super) fn only(help: &'static str) -> Arg {
    Arg::new("only")
        .long("only")
        .value_name("packet,handover,labels")
        .value_delimiter(',')
        .value_parser(PossibleValuesParser::new(DocumentKind::ALL.map(DocumentKind::stem)))
        .hide_possible_values(true)
        .help(help)
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
    let named = |id| matches.try_get_many::<String>(id).ok().flatten().into_iter().flatten();
    let stems: Vec<&String> = named("only").chain(named("document")).collect();
    let documents =
        DocumentKind::ALL.into_iter().filter(|kind| stems.iter().any(|stem| *stem == kind.stem()));
    Wanted { selection: selected(matches), documents: documents.collect() }
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
