//! [`InstitutionWords`] and [`TerminalWords`]: an institution and its terminals in words ready to print, with what is
//! done and what is still to be done. In: the checked site; out: one source for packet, checklist and labels.

use super::customer::{Day, Field, fee};
use super::label_code::{Tied, payload_lines};
use super::progress::{self, Progress};
use super::slot::{slot, slot_grouped};
use crate::base::Origin;
use crate::base::date::{Date, YearMonth, add_days, add_months, iso};
use crate::base::facts::{Facts, facts};
use crate::validate::{EPrescription, FeeTable, Institution, Payment, Pc, Terminal};

/// An institution, in words.
#[derive(Clone, Debug)]
pub struct InstitutionWords {
    /// From 1, in the order of the file.
    pub number: usize,
    /// 医療機関（薬局）名称.
    pub name: Field,
    /// `医科`, `歯科`, `調剤`, `訪問看護`.
    pub fee_table_name: &'static str,
    /// What such a place is called: `医療機関`, `薬局`.
    pub place: &'static str,
    /// How it is addressed: `貴院`, `貴局`.
    pub polite: &'static str,
    /// The address to which the notices go: `保険医療機関届に登録した住所`.
    pub registration: &'static str,
    /// 医療機関コード before 承継 or 移転, 7 digits.
    pub previous_code: Option<Field>,
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
    /// The same with hyphens, for people.
    pub phone_grouped: Field,
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
    /// 利用申請.
    pub use_application: Progress,
    /// The paper of the master account.
    pub master: Progress,
    /// Certificates that are still to be applied for.
    pub to_apply: usize,
    /// What those cost.
    pub fee: String,
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
    /// 有効期限（画面の表示）: the last day as Windows shows it.
    pub expires_shown: Option<Day>,
    /// 更新開始日: 90 days before the last day that Windows shows, or before 有効期限（目安）.
    pub renewal: Option<Day>,
    /// Last day of download: 180 days from issue.
    pub download_limit: Option<Day>,
    /// 電子証明書発行申請.
    pub application: Progress,
    /// The notice that comes by registered mail.
    pub notice: Progress,
    /// Its certificate is in use already: the time in which it can be downloaded ends before the 工事日.
    pub is_in_use: bool,
    /// 証明書シリアル番号.
    pub serial: Option<Field>,
    /// 書留番号, `123-45-67890-1`.
    pub mail_no: Option<Field>,
    /// The PC itself.
    pub pc: PcWords,
}

/// The PC itself, in words: each is `None` if it is not known.
#[derive(Clone, Debug, Default)]
pub struct PcWords {
    /// コンピューター名.
    pub name: Option<Field>,
    /// 製造番号.
    pub maker_serial: Option<Field>,
    /// 資産番号.
    pub asset_no: Option<Field>,
}

impl PcWords {
    fn new(pc: &Pc) -> Self {
        Self { name: pc.name.clone(), maker_serial: pc.maker_serial.clone(), asset_no: pc.asset_no.clone() }
    }
}

impl InstitutionWords {
    /// Notices that are needed on the day.
    pub fn notice_count(&self) -> usize {
        self.terminals.iter().filter(|terminal| !terminal.is_in_use).count()
    }

    /// The terminals that are set up on the day; all, if all are in use already.
    pub fn terminals_to_set_up(&self) -> impl Iterator<Item = &TerminalWords> {
        let all_in_use = self.terminals.iter().all(|terminal| terminal.is_in_use);
        self.terminals.iter().filter(move |terminal| all_in_use || !terminal.is_in_use)
    }

    /// The terminals whose certificates are still to be applied for.
    pub fn open_terminals(&self) -> impl Iterator<Item = &TerminalWords> {
        self.terminals.iter().filter(|terminal| !terminal.application.is_done())
    }

    pub(super) fn new(institution: &Institution, number: usize, work: Date, key: Option<&[u8]>) -> Self {
        let facts = facts();
        let digit = institution.fee_table.digit();
        let table = facts.fee_table(digit);
        let ten_digits = institution.ten_digits();
        let grouped = format!("{:02}-{digit}-{}", institution.prefecture, institution.code.value);
        let slot_of = |number| Slot { number, ten_digits: &ten_digits, grouped: &grouped };
        let terminals: Vec<TerminalWords> = (1..)
            .zip(&institution.terminals)
            .map(|(number, terminal)| TerminalWords::new(terminal, &slot_of(number), work, key))
            .collect();
        let to_apply = terminals.iter().filter(|terminal| !terminal.application.is_done()).count();
        Self {
            number,
            name: institution.name.clone(),
            fee_table_name: fee_table_name(facts, institution.fee_table),
            place: table.map_or("", |table| table.place.as_str()),
            polite: table.map_or("", |table| table.polite.as_str()),
            registration: table.map_or("", |table| table.registration.as_str()),
            previous_code: institution.previous_code.clone(),
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
            phone_grouped: institution.phone_grouped.clone(),
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
            use_application: progress::use_application(institution),
            master: progress::master(institution),
            to_apply,
            fee: fee(to_apply),
            terminals,
        }
    }
}

impl TerminalWords {
    fn new(terminal: &Terminal, slot_of: &Slot<'_>, work: Date, key: Option<&[u8]>) -> Self {
        let Slot { number, ten_digits, grouped } = *slot_of;
        let rules = &facts().certificate;
        let known = terminal.certificate.as_ref();
        let issued = known.and_then(|known| known.issued.as_ref());
        let at = issued.map_or(Origin::NONE, |issued| issued.at);
        let day = |date| Day::new(date, at);
        let issued = issued.map(|issued| issued.value);
        let expires = issued.and_then(|issued| add_months(issued, rules.validity_months));
        let shown = known.and_then(|known| known.expires.as_ref());
        let expires_shown = shown.map(|shown| Day::new(shown.value, shown.at));
        let renewal_of = |last: Date| add_days(last, -rules.renewal_days);
        let renewal = match shown {
            Some(shown) => renewal_of(shown.value).map(|date| Day::new(date, shown.at)),
            None => expires.and_then(renewal_of).map(day),
        };
        let slot = slot(ten_digits, number);
        let payload = payload(terminal, number, ten_digits, key);
        let download_limit = issued.and_then(|issued| add_days(issued, rules.download_days));
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
            expires_shown,
            renewal,
            download_limit: download_limit.map(day),
            application: progress::application(terminal),
            notice: progress::notice(terminal),
            is_in_use: download_limit.is_some_and(|limit| limit < work),
            serial: known.and_then(|known| known.serial.clone()),
            mail_no: known.and_then(|known| known.mail_no.as_ref()).map(mail_no_grouped),
            pc: terminal.pc.as_ref().map(PcWords::new).unwrap_or_default(),
        }
    }
}

/// Which terminal of which institution it is.
struct Slot<'a> {
    /// From 1 within the institution.
    number: usize,
    /// The institution's 10 digits, `0110100013`.
    ten_digits: &'a str,
    /// The same in groups, `01-1-0100013`.
    grouped: &'a str,
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
