//! [`Customer`]: what all three documents say of a site, in words ready to print. One source, so that
//! counts, names and slot numbers agree between packet, checklist and labels.

use super::label_code::{Tied, payload_lines};
use super::logo::Logo;
use super::slot::{SLOT_WORD, slot, slot_grouped};
use crate::base::date::{Date, YearMonth, add_days, add_months, era, iso, plain, short, western};
use crate::base::facts::{Facts, facts};
use crate::base::{Located, Origin};
use crate::validate::{Dealer, EPrescription, FeeTable, Institution, Payment, Site, Terminal, V6Option};

/// A text from the user's file, or made from one, with its place.
pub type Field = Located<String>;

/// A day in all the forms that documents use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day itself.
    pub date: Date,
    /// Place of the day in the user's files that it was counted from.
    pub at: Origin,
    /// `2027年1月20日`
    pub plain: String,
    /// `2027年1月20日（水）`
    pub western: String,
    /// `令和9年1月20日（水）`
    pub era: String,
    /// `1月20日（水）`
    pub short: String,
}

impl Day {
    /// `date` in all its forms, counted from what stands at `at`.
    pub fn new(date: Date, at: Origin) -> Self {
        Self { date, at, plain: plain(date), western: western(date), era: era(date), short: short(date) }
    }
}

/// A site, in words.
#[derive(Clone, Debug)]
pub struct Customer {
    /// 顧客番号.
    pub customer_no: Option<Field>,
    /// Whom the papers are for: the first institution's name.
    pub name: Field,
    /// 工事日.
    pub work_date: Day,
    /// Day of printing.
    pub print_date: Day,
    /// The letters in front of the お客様ID; empty for a line without one.
    pub id_prefix: &'static str,
    /// The digits of the お客様ID that are typed; empty for a line without one.
    pub id_digits: Field,
    /// フレッツ・v6オプション: `Some(true)` contracted, `Some(false)` not, `None` unknown.
    pub v6_option: Option<bool>,
    /// 販売担当.
    pub dealer: Option<DealerWords>,
    /// One per 10-digit code.
    pub institutions: Vec<InstitutionWords>,
    /// One institution with one terminal: the スタートパック proper.
    pub is_start_pack: bool,
    /// Master account sheets = institutions.
    pub master_count: usize,
    /// Certificates = notices = terminals.
    pub terminal_count: usize,
    /// What all certificates cost, such as `6,000円`.
    pub fee_total: String,
    /// What all documents call a slot number: `管理番号`.
    pub slot_word: &'static str,
}

/// 販売担当.
#[derive(Clone, Debug)]
pub struct DealerWords {
    /// Company.
    pub name: Option<Field>,
    /// Person.
    pub contact: Option<Field>,
    /// With hyphens where they are known, else plain digits.
    pub phone: Option<Field>,
    /// E-mail.
    pub email: Option<Field>,
    /// Its logo.
    pub logo: Option<Logo>,
}

/// An institution, in words.
#[derive(Clone, Debug)]
pub struct InstitutionWords {
    /// From 1, in the order of the file.
    pub number: usize,
    /// 医療機関（薬局）名称.
    pub name: Field,
    /// `医科`, `歯科`, `調剤`, `訪問看護`.
    pub fee_table_name: &'static str,
    /// The option of 分類 on the certificate form; `None` where it is unverified.
    pub category_option: Option<String>,
    /// The option of 都道府県コード on the form, such as `01:北海道,hokkaido`.
    pub prefecture_option: String,
    /// The option of 点数表 on the form, such as `1:医療機関（医科）`; `None` where it is unverified.
    pub fee_table_option: Option<String>,
    /// `1`, `3`, `4`, `6`.
    pub fee_table_digit: String,
    /// `01`–`47`.
    pub prefecture_code: String,
    /// `北海道`, `東京都`.
    pub prefecture_name: &'static str,
    /// The 7 digits.
    pub code: Field,
    /// The 10 digits, `0110100013`.
    pub ten_digits: String,
    /// The 10 digits in groups, `01-1-0100013`.
    pub ten_digits_grouped: String,
    /// 郵便番号 of the address, `〒060-0001`.
    pub postal_code: Option<Field>,
    /// Address in the 保険医療機関届.
    pub address: Option<Field>,
    /// 担当部署／担当者名.
    pub contact: Field,
    /// 電話番号, digits only, as the portal wants it.
    pub phone: Field,
    /// メールアドレス.
    pub email: Field,
    /// Portal ID.
    pub portal_email: Field,
    /// `true`: 控除; `false`: 払込請求書; `None`: undecided.
    pub pays_by_deduction: Option<bool>,
    /// Whether 電子処方箋 is planned.
    pub e_prescription: Option<bool>,
    /// 利用開始予定年月, `令和9年2月（2027年2月）`.
    pub start_month: Option<String>,
    /// テスト開始予定年月, the same way.
    pub test_month: Option<String>,
    /// What this institution's certificates cost.
    pub fee_total: String,
    /// In the order of the file.
    pub terminals: Vec<TerminalWords>,
}

/// A terminal, in words.
#[derive(Clone, Debug)]
pub struct TerminalWords {
    /// From 1 within the institution.
    pub number: usize,
    /// 端末名称等.
    pub name: Field,
    /// Where it stands.
    pub place: Option<Field>,
    /// Whether it also does オンライン請求.
    pub claims: Option<bool>,
    /// Slot number, `0110100013-T01-K`: ties packet row, notice sheet and label.
    pub slot: String,
    /// Slot number in groups for the eye, `01-1-0100013 T01-K`.
    pub slot_grouped: String,
    /// What the QR symbol says.
    pub payload: String,
    /// The same in the groups in which it is read aloud or typed; a hyphen at a line's end belongs to it.
    pub payload_lines: Vec<String>,
    /// 発行日.
    pub issued: Option<Day>,
    /// 有効期限（目安）.
    pub expires: Option<Day>,
    /// 更新開始日: 90 days before.
    pub renewal: Option<Day>,
    /// Last day of download: 180 days from issue.
    pub download_limit: Option<Day>,
    /// 証明書シリアル番号.
    pub serial: Option<Field>,
    /// 書留番号, `123-45-67890-1`.
    pub mail_no: Option<Field>,
}

impl Customer {
    /// `site` in words, printed on `print_date`; `key` signs what the QR symbols say.
    pub(super) fn new(site: &Site, print_date: Date, key: Option<&[u8]>) -> Self {
        let institutions: Vec<InstitutionWords> = (1..)
            .zip(&site.institutions)
            .map(|(number, institution)| InstitutionWords::new(institution, number, key))
            .collect();
        Self {
            customer_no: site.customer_no.clone(),
            name: institutions.first().map(|first| first.name.clone()).unwrap_or_default(),
            work_date: Day::new(site.work_date.value, site.work_date.at),
            print_date: Day::new(print_date, Origin::NONE),
            id_prefix: site.customer_id.as_ref().map_or("", |id| id.value.prefix),
            id_digits: site
                .customer_id
                .as_ref()
                .map(|id| id.with(id.value.digits.clone()))
                .unwrap_or_default(),
            v6_option: match site.v6_option {
                V6Option::Yes => Some(true),
                V6Option::No => Some(false),
                V6Option::Unknown => None,
            },
            dealer: site.dealer.as_ref().map(DealerWords::new),
            is_start_pack: site.is_start_pack(),
            master_count: institutions.len(),
            terminal_count: site.terminal_count(),
            fee_total: fee(site.terminal_count()),
            slot_word: SLOT_WORD,
            institutions,
        }
    }
}

impl DealerWords {
    fn new(dealer: &Dealer) -> Self {
        Self {
            name: dealer.name.clone(),
            contact: dealer.contact.clone(),
            phone: dealer.phone.clone(),
            email: dealer.email.clone(),
            logo: dealer.logo.as_ref().map(Logo::new),
        }
    }
}

impl InstitutionWords {
    fn new(institution: &Institution, number: usize, key: Option<&[u8]>) -> Self {
        let facts = facts();
        let digit = institution.fee_table.digit();
        let table = facts.fee_table(digit);
        let ten_digits = institution.ten_digits();
        let grouped = format!("{:02}-{digit}-{}", institution.prefecture, institution.code.value);
        let terminals = (1..)
            .zip(&institution.terminals)
            .map(|(number, terminal)| TerminalWords::new(terminal, number, &ten_digits, &grouped, key))
            .collect();
        Self {
            number,
            name: institution.name.clone(),
            fee_table_name: fee_table_name(facts, institution.fee_table),
            category_option: table.and_then(|table| table.category_option.clone()),
            prefecture_option: prefecture_option(facts, institution.prefecture),
            fee_table_option: table.and_then(|table| table.option.clone()),
            fee_table_digit: digit.to_string(),
            prefecture_code: format!("{:02}", institution.prefecture),
            prefecture_name: facts
                .prefecture(institution.prefecture)
                .map_or("", |prefecture| prefecture.full_name.as_str()),
            code: institution.code.clone(),
            ten_digits,
            ten_digits_grouped: grouped,
            postal_code: institution.postal_code.as_ref().map(postal_code_grouped),
            address: institution.address.clone(),
            contact: institution.contact.clone(),
            phone: institution.phone.clone(),
            email: institution.email.clone(),
            portal_email: institution.portal_email.clone(),
            pays_by_deduction: match institution.payment {
                Payment::Deduction => Some(true),
                Payment::Invoice => Some(false),
                Payment::Undecided => None,
            },
            e_prescription: match institution.e_prescription {
                EPrescription::Yes => Some(true),
                EPrescription::No => Some(false),
                EPrescription::Undecided => None,
            },
            start_month: institution.start_month.map(YearMonth::words),
            test_month: institution.test_month.map(YearMonth::words),
            fee_total: fee(institution.terminals.len()),
            terminals,
        }
    }
}

impl TerminalWords {
    fn new(terminal: &Terminal, number: usize, ten_digits: &str, grouped: &str, key: Option<&[u8]>) -> Self {
        let rules = &facts().certificate;
        let known = terminal.certificate.as_ref();
        let issued = known.and_then(|known| known.issued.as_ref());
        let at = issued.map_or(Origin::NONE, |issued| issued.at);
        let day = |date| Day::new(date, at);
        let issued = issued.map(|issued| issued.value);
        let expires = issued.and_then(|issued| add_months(issued, rules.validity_months));
        let slot = slot(ten_digits, number);
        let payload = payload(terminal, number, ten_digits, key);
        Self {
            number,
            name: terminal.name.clone(),
            place: terminal.place.clone(),
            claims: terminal.claims,
            slot_grouped: slot_grouped(grouped, &slot),
            slot,
            payload_lines: payload_lines(&payload),
            payload,
            issued: issued.map(day),
            expires: expires.map(day),
            renewal: expires.and_then(|last| add_days(last, -rules.renewal_days)).map(day),
            download_limit: issued.and_then(|issued| add_days(issued, rules.download_days)).map(day),
            serial: known.and_then(|known| known.serial.clone()),
            mail_no: known.and_then(|known| known.mail_no.as_ref()).map(mail_no_grouped),
        }
    }
}

/// A 郵便番号 as it is printed on envelopes, `〒060-0001`.
fn postal_code_grouped(code: &Field) -> Field {
    let (area, town) = code.value.split_at_checked(3).unwrap_or((&code.value, ""));
    code.with(format!("〒{area}-{town}"))
}

/// A 書留 number as it is printed on receipts, `123-45-67890-1`.
fn mail_no_grouped(number: &Field) -> Field {
    let digits = &number.value;
    let grouped = match (digits.get(..3), digits.get(3..5), digits.get(5..10), digits.get(10..11)) {
        (Some(a), Some(b), Some(c), Some(d)) if digits.len() == 11 => format!("{a}-{b}-{c}-{d}"),
        _ => digits.clone(),
    };
    number.with(grouped)
}

fn payload(terminal: &Terminal, number: usize, code: &str, key: Option<&[u8]>) -> String {
    let known = terminal.certificate.as_ref();
    let issued = known.and_then(|known| known.issued.as_ref()).map(|issued| iso(issued.value));
    let tied = Tied {
        code,
        number,
        name: &terminal.name.value,
        issued: issued.as_deref(),
        serial: known.and_then(|known| known.serial.as_ref()).map(|serial| serial.value.as_str()),
        mail_no: known.and_then(|known| known.mail_no.as_ref()).map(|number| number.value.as_str()),
    };
    tied.payload(key)
}

fn fee_table_name(facts: &'static Facts, fee_table: FeeTable) -> &'static str {
    facts.fee_table(fee_table.digit()).map_or("", |table| table.name.as_str())
}

fn prefecture_option(facts: &Facts, code: u8) -> String {
    facts.prefecture(code).map_or_else(String::new, |prefecture| {
        format!("{:02}:{},{}", prefecture.code, prefecture.name, prefecture.romaji)
    })
}

/// What so many certificates cost: `6,000円`.
fn fee(certificates: usize) -> String {
    yen(certificates as u64 * u64::from(facts().certificate.price_yen))
}

/// `6,000円`
pub(super) fn yen(amount: u64) -> String {
    let digits = amount.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + "円"
}
