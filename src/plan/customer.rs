//! [`Customer`]: what all documents say of a site, in words ready to print. One source, so that
//! counts, names and slot numbers agree between packet, checklist and labels. Its institutions are in `institution_words`.

use super::institution_words::{InstitutionWords, TerminalWords};
use super::logo::Logo;
use super::progress::Progress;
use super::schedule::Remaining;
use super::slot::SLOT_WORD;
use crate::base::date::{Date, era, plain, short, western};
use crate::base::facts::facts;
use crate::base::{Located, Origin};
use crate::validate::{Dealer, LineKind, Site, V6Option};

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

    /// The same day without words.
    pub(super) fn unsaid(&self) -> Self {
        let none = String::new;
        Self { date: self.date, at: Origin::NONE, plain: none(), western: none(), era: none(), short: none() }
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
    /// The line, with its お客様ID if it has one.
    pub line: LineWords,
    /// フレッツ・v6オプション: `Some(true)` contracted, `Some(false)` not, `None` unknown.
    pub v6_option: Option<bool>,
    /// 販売担当.
    pub dealer: Option<DealerWords>,
    /// 当社からのお願い, line by line.
    pub note: Vec<Field>,
    /// One per 10-digit code.
    pub institutions: Vec<InstitutionWords>,
    /// One institution with one terminal: the スタートパック proper.
    pub is_start_pack: bool,
    /// Master account sheets = institutions.
    pub master_count: usize,
    /// Certificates = terminals.
    pub terminal_count: usize,
    /// Notices that are needed on the day: of all terminals that are not in use already.
    pub notice_count: usize,
    /// Certificates that are still to be applied for.
    pub to_apply: usize,
    /// What all documents call a slot number: `管理番号`.
    pub slot_word: &'static str,
}

impl Customer {
    /// The terminals whose notices are needed on the day and have not come.
    pub(super) fn notices_left(&self) -> impl Iterator<Item = &TerminalWords> {
        let terminals = self.institutions.iter().flat_map(|institution| &institution.terminals);
        terminals.filter(|terminal| !terminal.notice.is_done() && !terminal.is_in_use)
    }

    /// What is still to be done, as far as days depend on it.
    pub(super) fn remaining(&self) -> Remaining {
        let any = |is_open: &dyn Fn(&InstitutionWords) -> bool| self.institutions.iter().any(is_open);
        let awaited = || self.notices_left().filter(|terminal| terminal.application.is_done());
        let printed_later = self.institutions.iter().filter(|institution| !institution.master.is_done());
        Remaining {
            use_application: any(&|institution| institution.use_application == Progress::Open),
            master: any(&|institution| !institution.master.is_done()),
            certificate: self.to_apply > 0,
            notice: self.notices_left().next().is_some(),
            use_applied: printed_later.filter_map(|one| one.use_application.day()).map(|day| day.date).max(),
            applied: awaited().filter_map(|terminal| terminal.application.day()).map(|day| day.date).max(),
            issued: awaited().filter_map(|terminal| terminal.issued.as_ref()).map(|day| day.date).max(),
        }
    }
}

/// The line to which the terminals are connected.
#[derive(Clone, Debug)]
pub enum LineWords {
    /// IP-VPN with NTT.
    IpVpn(CustomerIdWords),
    /// Another one, by its name: it has no お客様ID.
    Other(&'static str),
}

/// お客様ID.
#[derive(Clone, Debug)]
pub struct CustomerIdWords {
    /// The letters in front, which are chosen.
    pub prefix: &'static str,
    /// The digits that are typed.
    pub digits: Field,
    /// How many those are.
    pub length: usize,
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

impl Customer {
    /// `site` in words, printed on `print_date`; `key` signs what the QR symbols say.
    pub(super) fn new(site: &Site, print_date: Date, key: Option<&[u8]>) -> Self {
        let institutions: Vec<InstitutionWords> = (1..)
            .zip(&site.institutions)
            .map(|(number, institution)| {
                InstitutionWords::new(institution, number, site.work_date.value, key)
            })
            .collect();
        Self {
            customer_no: site.customer_no.clone(),
            name: institutions.first().map(|first| first.name.clone()).unwrap_or_default(),
            work_date: Day::new(site.work_date.value, site.work_date.at),
            print_date: Day::new(print_date, Origin::NONE),
            line: LineWords::new(site),
            v6_option: match site.v6_option {
                V6Option::Yes => Some(true),
                V6Option::No => Some(false),
                V6Option::Unknown => None,
            },
            dealer: site.dealer.as_ref().map(DealerWords::new),
            note: Vec::new(),
            is_start_pack: site.is_start_pack(),
            master_count: institutions.len(),
            terminal_count: site.terminal_count(),
            notice_count: institutions.iter().map(InstitutionWords::notice_count).sum(),
            to_apply: institutions.iter().map(|institution| institution.to_apply).sum(),
            slot_word: SLOT_WORD,
            institutions,
        }
    }
}

impl LineWords {
    fn new(site: &Site) -> Self {
        let Some(id) = &site.customer_id else { return Self::Other(line_name(site.line_kind)) };
        let digits = id.with(id.value.digits.clone());
        Self::IpVpn(CustomerIdWords { prefix: id.value.prefix, length: digits.value.chars().count(), digits })
    }
}

/// What the facts call that line.
fn line_name(kind: LineKind) -> &'static str {
    let key = match kind {
        LineKind::IpVpn => return "",
        LineKind::Ctc => "ctc",
        LineKind::Qtnet => "qtnet",
        LineKind::Ipsec => "ipsec",
    };
    facts().line.iter().find(|line| line.kind == key).map_or("", |line| &line.name)
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

/// What so many certificates cost: `6,000円`.
pub(super) fn fee(certificates: usize) -> String {
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
