//! The rules of an [`Institution`]. In: the raw institutions of one site. Out: valid ones, compared with each other
//! and with the dealer. The rules of single codes and addresses are not here.

use super::characters::{about, shown};
use super::steps::{Step, check_before_work, check_order};
use super::validator::Validator;
use super::{Dealer, Done, FeeTable, Institution, choice, code, contact, terminal};
use crate::base::date::Date;
use crate::base::facts::facts;
use crate::base::{Code, Located, Origin, Words, fold};
use crate::read::fields::{self, Label};
use crate::read::{InstitutionFile, Raw, RawField, SiteFile};

/// The institutions in the order of the file; `None` if one of them has an error or there is none.
pub(super) fn institutions(
    validator: &mut Validator<'_>,
    file: &SiteFile,
    dealer: Option<&Dealer>,
    work_date: Option<Date>,
) -> Option<Vec<Institution>> {
    if file.institutions.is_empty() {
        let message = Words::new("医療機関が1つも書かれていません。", "there is no institution");
        let help = Words::new(
            "[[institution]] の見出しを書き、その下に項目を並べてください。",
            "write a header [[institution]] with its keys below",
        );
        validator.missing(Code::NothingToDo, file.at, message, help);
        return None;
    }
    let limit = facts().input.institutions_limit;
    if let Some(first_over) = file.institutions.get(limit) {
        let count = file.institutions.len();
        let message = Words::new(
            format!("医療機関が{count}件あります。1つのサイトファイルに書けるのは{limit}件までです。"),
            format!("there are {count} institutions; a site file takes up to {limit}"),
        );
        let help = validator.help(
            (
                "サイトファイルは1つのお客様に1つです。お客様ごとにファイルを分けてください。",
                "a site file is for one customer: write a file for each",
            ),
            ("お客様ごとに違う顧客番号を付けてください。", "give each customer a 顧客番号 of its own"),
        );
        validator.error(Code::TooManyTerminals, first_over.at, message, help);
    }
    let validated: Vec<Option<Institution>> = file
        .institutions
        .iter()
        .take(limit)
        .map(|one| institution(validator, one, dealer, work_date))
        .collect();
    validated.into_iter().collect()
}

fn institution(
    validator: &mut Validator<'_>,
    file: &InstitutionFile,
    dealer: Option<&Dealer>,
    work_date: Option<Date>,
) -> Option<Institution> {
    let prefecture = code::prefecture(validator, &file.prefecture, file.at);
    let fee_table = code::fee_table(validator, &file.fee_table, file.at);
    let code = code::institution_code(validator, &file.code, prefecture, fee_table, file.at);
    if let (Some(prefecture), Some(fee_table), Some(code)) = (prefecture, fee_table, &code) {
        check_key(validator, prefecture, fee_table, code);
    }
    let name = name(validator, file);
    let postal_code = postal_code(validator, &file.postal_code);
    let address = validator.text(&file.address, fields::institution::ADDRESS.label);
    let People { contact, phone, email, portal_email } = people(validator, file, dealer);
    let payment = choice::payment(validator, &file.payment);
    let e_prescription = choice::e_prescription(validator, &file.e_prescription);
    let start_month = validator.month(&file.start_month, fields::steps::START_MONTH.label);
    let test_month = validator.month(&file.test_month, fields::steps::TEST_MONTH.label);
    let previous_code =
        code::previous_code(validator, &file.previous_code, prefecture, fee_table, code.as_ref());
    let [use_applied, master_received] = account_steps(validator, file, work_date);
    let terminals = terminal::terminals(validator, file, work_date);
    Some(Institution {
        prefecture: prefecture?,
        fee_table: fee_table?,
        code: code?,
        previous_code,
        name: name?,
        postal_code,
        address,
        contact: contact?,
        phone_grouped: contact::grouped_as_typed(phone.as_ref()?, &file.phone),
        phone: phone?,
        email: email?,
        portal_email: portal_email?,
        payment: payment?,
        e_prescription: e_prescription?,
        start_month,
        test_month,
        use_applied,
        master_received,
        terminals: terminals?,
    })
}

/// When 利用申請 was made and the master account's sheet was printed: one after the other, both before the work.
fn account_steps(
    validator: &mut Validator<'_>,
    file: &InstitutionFile,
    work_date: Option<Date>,
) -> [Option<Located<Done>>; 2] {
    let applied = Step::read(validator, &file.use_applied, fields::steps::USE_APPLIED.label);
    let master = Step::read(validator, &file.master_received, fields::steps::MASTER_RECEIVED.label);
    for step in [&applied, &master] {
        check_before_work(validator, step, work_date);
    }
    check_order(validator, &applied, &master);
    [applied.done(), master.done()]
}

/// Digits of a 郵便番号.
const POSTAL_CODE: usize = 7;

/// A 郵便番号 in full or half width, with or without hyphen and 〒.
fn postal_code(validator: &mut Validator<'_>, field: &RawField) -> Option<Located<String>> {
    let label = fields::institution::POSTAL_CODE.label;
    let typed = validator.typed(field, label)?;
    let folded = fold::digits(&typed.value);
    let code = folded.strip_prefix('〒').unwrap_or(&folded);
    let is_number = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && code.len() == POSTAL_CODE {
        return Some(typed.with(code.to_owned()));
    }
    let help = if is_number && code.len() < POSTAL_CODE {
        Words::new(
            format!("先頭の0が落ちたのなら \"{code:0>POSTAL_CODE$}\" です。所在地と合うか確かめてください。"),
            format!("if leading zeros got lost it is \"{code:0>POSTAL_CODE$}\": check with the address"),
        )
    } else if let Some(corrected) = code::corrected(code).filter(|corrected| corrected.len() == POSTAL_CODE) {
        Words::new(
            format!("英字の O・I と数字の 0・1 が混ざっていませんか（\"{corrected}\"）。"),
            format!("are letters O, I mixed with digits 0, 1? (\"{corrected}\")"),
        )
    } else {
        Words::new("\"060-0001\" のように、数字7桁で書きます。", "write seven digits, such as \"060-0001\"")
    };
    let message = about(label, &typed.value, ("数字7桁ではありません。", "not seven digits"));
    validator.error(Code::BadPostalCode, typed.at, message, help);
    None
}

/// The contact of an institution, and how to reach it.
struct People {
    contact: Option<Located<String>>,
    phone: Option<Located<String>>,
    email: Option<Located<String>>,
    portal_email: Option<Located<String>>,
}

fn people(validator: &mut Validator<'_>, file: &InstitutionFile, dealer: Option<&Dealer>) -> People {
    let contact = validator.required_text(&file.contact, fields::institution::CONTACT.label, file.at);
    let phone = required(validator, &file.phone, fields::institution::PHONE.label, file.at, contact::phone);
    let email = required(validator, &file.email, fields::institution::EMAIL.label, file.at, contact::email);
    let own_portal = contact::email(validator, &file.portal_email, fields::institution::PORTAL_EMAIL.label);
    if let Some(dealer) = dealer {
        check_against_dealer(
            validator,
            fields::institution::CONTACT.label,
            contact.as_ref(),
            dealer.contact.as_ref(),
        );
        check_against_dealer(
            validator,
            fields::institution::PHONE.label,
            phone.as_ref(),
            dealer.phone.as_ref(),
        );
        check_against_dealer(
            validator,
            fields::institution::EMAIL.label,
            email.as_ref(),
            dealer.email.as_ref(),
        );
        check_against_dealer(
            validator,
            fields::institution::PORTAL_EMAIL.label,
            own_portal.as_ref(),
            dealer.email.as_ref(),
        );
    }
    let portal_email = if is_written(&file.portal_email) { own_portal } else { email.clone() };
    if let Some(portal_email) = &portal_email {
        check_portal_email(validator, portal_email);
    }
    People { contact, phone, email, portal_email }
}

fn is_written(field: &RawField) -> bool {
    field.as_ref().is_some_and(|field| !matches!(&field.value, Raw::Text(text) if text.trim().is_empty()))
}

fn name(validator: &mut Validator<'_>, file: &InstitutionFile) -> Option<Located<String>> {
    let name = validator.required_text(&file.name, fields::institution::NAME.label, file.at)?;
    check_name(validator, &name);
    Some(name)
}

fn required<'a, T>(
    validator: &mut Validator<'a>,
    field: &RawField,
    label: Label,
    table: Origin,
    rule: impl Fn(&mut Validator<'a>, &RawField, Label) -> Option<T>,
) -> Option<T> {
    validator.require(field, label, table);
    rule(validator, field, label)
}

fn check_name(validator: &mut Validator<'_>, name: &Located<String>) {
    let limit = facts().input.name_limit;
    let length = name.value.chars().count();
    if length > limit {
        let message = Words::new(
            format!("医療機関(薬局)名称が{length}文字あります（多くは{limit}文字以内です）。"),
            format!("the institution's name has {length} characters (most have at most {limit})"),
        );
        let help = Words::new(
            "届出どおりの名称なら、そのままで構いません。小さな字で印刷されることがあります。",
            "leave it if it is the registered name; it may be set in smaller type",
        );
        validator.warning(Code::LongName, name.at, message, help);
    }
}

/// Reports a 10-digit key that the site already has.
fn check_key(validator: &mut Validator<'_>, prefecture: u8, fee_table: FeeTable, code: &Located<String>) {
    let key = format!("{prefecture:02}{}{}", fee_table.digit(), code.value);
    let Some(before) = validator.seen_before(fields::institution::CODE.label, key.clone(), code.at) else {
        return;
    };
    let line = validator.line_of(before);
    let message = Words::new(
        format!("医療機関コード {key}（都道府県・点数表を含む10桁）が2つあります{}。", line.ja),
        format!("the 10-digit code {key} is given twice{}", line.en),
    );
    let help = validator.help(
        (
            "同じ医療機関なら1つの [[institution]] にまとめ、端末を並べます。併設なら点数表とコードを確かめます。",
            "put one institution's terminals into one [[institution]]; else check fee table and code",
        ),
        ("併設なら、点数表とコードを確かめてください。", "check fee table and code"),
    );
    validator.error(Code::DuplicateInstitution, code.at, message, help);
}

/// The portal's ID is the e-mail address, so each institution needs its own.
fn check_portal_email(validator: &mut Validator<'_>, email: &Located<String>) {
    let key = email.value.to_ascii_lowercase();
    let Some(before) = validator.seen_before(fields::institution::PORTAL_EMAIL.label, key, email.at) else {
        return;
    };
    let line = validator.line_of(before);
    let message = Words::new(
        format!("ポータルのメールアドレス「{}」が別の医療機関と同じです{}。", shown(&email.value), line.ja),
        format!("portal e-mail `{}` is that of another institution too{}", shown(&email.value), line.en),
    );
    let help = validator.help(
        (
            "ポータルのログインは医療機関コードごとに別です。portal_email に違うアドレスを書いてください。",
            "each institution has its own portal account: write another address as portal_email",
        ),
        (
            "ポータルのログインは医療機関コードごとに別です。「ポータルのメールアドレス」に違うアドレスを書いてください。",
            "each institution has its own portal account: write another address as ポータルのメールアドレス",
        ),
    );
    validator.error(Code::SharedPortalEmail, email.at, message, help);
}

/// Reports a contact that equals the dealer's: mails about expiry must reach the institution itself.
fn check_against_dealer(
    validator: &mut Validator<'_>,
    label: Label,
    own: Option<&Located<String>>,
    dealers: Option<&Located<String>>,
) {
    let (Some(own), Some(dealers)) = (own, dealers) else { return };
    if fold::key(&own.value) != fold::key(&dealers.value) {
        return;
    }
    let message =
        Words::new(format!("{}が販売担当と同じです。", label.ja), format!("{} is the dealer's", label.en));
    let help = Words::new(
        "有効期限などのお知らせが届く先です。医療機関の方の連絡先を書いてください。",
        "notices of expiry go there: write the institution's own contact",
    );
    validator.warning(Code::DealerAsContact, own.at, message, help);
}
