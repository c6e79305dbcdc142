//! [`Site`] and its parts: one customer with valid values only. `validate` alone makes it, later rooms only read it.
//! The rules are not here.

use crate::base::Located;
use crate::base::date::{Date, YearMonth};
use crate::base::picture::Picture;

/// One customer, one day of work, one line.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Site {
    /// 顧客番号, if the user keeps one.
    pub customer_no: Option<Located<String>>,
    /// 工事日.
    pub work_date: Located<Date>,
    /// 電気通信回線種別.
    pub line_kind: LineKind,
    /// お客様ID of the line: of every line by IP-VPN, of no other.
    pub customer_id: Option<Located<CustomerId>>,
    /// フレッツ・v6オプション.
    pub v6_option: V6Option,
    /// 販売担当.
    pub dealer: Option<Dealer>,
    /// One for each 10-digit code, in the order of the file; never empty.
    pub institutions: Vec<Institution>,
}

impl Site {
    /// Whether this is the plain スタートパック: one institution with one terminal.
    pub fn is_start_pack(&self) -> bool {
        self.institutions.len() == 1 && self.terminal_count() == 1
    }

    /// The number of terminals of all institutions.
    pub fn terminal_count(&self) -> usize {
        self.institutions.iter().map(|institution| institution.terminals.len()).sum()
    }
}

/// 電気通信回線種別.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// IP-VPN of NTT and others but those below.
    IpVpn,
    /// CTC.
    Ctc,
    /// Qtnet.
    Qtnet,
    /// IPsec+IKE.
    Ipsec,
}

impl LineKind {
    /// `IP-VPN`, `CTC`, `Qtnet`, `IPsec+IKE`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::IpVpn => "IP-VPN",
            Self::Ctc => "CTC",
            Self::Qtnet => "Qtnet",
            Self::Ipsec => "IPsec+IKE",
        }
    }
}

/// When a step was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Done {
    /// Nobody knows the day.
    OnUnknownDay,
    /// On that day.
    On(Date),
}

impl Done {
    /// The day, if it is known.
    pub const fn day(self) -> Option<Date> {
        match self {
            Self::OnUnknownDay => None,
            Self::On(day) => Some(day),
        }
    }
}

/// お客様ID: the letters that are selected on the portal, and the digits that are typed there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CustomerId {
    /// One of the prefixes in the facts.
    pub prefix: &'static str,
    /// As many digits as the facts have for that prefix.
    pub digits: String,
}

/// Whether フレッツ・v6オプション is contracted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum V6Option {
    /// Yes.
    Yes,
    /// No: the terminals cannot connect.
    No,
    /// Unknown.
    Unknown,
}

/// 販売担当.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dealer {
    /// Company.
    pub name: Option<Located<String>>,
    /// Person.
    pub contact: Option<Located<String>>,
    /// 10–11 digits, with hyphens between the groups in which they were written.
    pub phone: Option<Located<String>>,
    /// E-mail address.
    pub email: Option<Located<String>>,
    /// Its logo, for the cover of the packet.
    pub logo: Option<Located<Picture>>,
}

/// One 医療機関 or 薬局 under one 10-digit code.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Institution {
    /// 1–47.
    pub prefecture: u8,
    /// 点数表.
    pub fee_table: FeeTable,
    /// 医療機関コード: 7 digits.
    pub code: Located<String>,
    /// 医療機関コード before it was changed (承継, 移転): 7 digits.
    pub previous_code: Option<Located<String>>,
    /// 医療機関（薬局）名称.
    pub name: Located<String>,
    /// 郵便番号 of the address: 7 digits.
    pub postal_code: Option<Located<String>>,
    /// The address in the 保険医療機関届.
    pub address: Option<Located<String>>,
    /// 担当部署／担当者名.
    pub contact: Located<String>,
    /// 10–11 digits that start with 0, without hyphens, as the portal takes them.
    pub phone: Located<String>,
    /// The same for people: with the hyphens that were typed.
    pub phone_grouped: Located<String>,
    /// メールアドレス.
    pub email: Located<String>,
    /// The portal ID.
    pub portal_email: Located<String>,
    /// How the certificates are paid.
    pub payment: Payment,
    /// Whether 電子処方箋 is planned.
    pub e_prescription: EPrescription,
    /// 利用開始予定年月.
    pub start_month: Option<YearMonth>,
    /// テスト開始予定年月.
    pub test_month: Option<YearMonth>,
    /// 利用申請; `None` if it is not known to be done.
    pub use_applied: Option<Located<Done>>,
    /// The master account's sheet was printed; `None` if that is not known to be done.
    pub master_received: Option<Located<Done>>,
    /// In the order of the file; never empty.
    pub terminals: Vec<Terminal>,
}

impl Institution {
    /// The key: prefecture (2), 点数表 (1), 医療機関コード (7).
    pub fn ten_digits(&self) -> String {
        format!("{:02}{}{}", self.prefecture, self.fee_table.digit(), self.code.value)
    }
}

/// 点数表.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeeTable {
    /// 医科
    Medical,
    /// 歯科
    Dental,
    /// 調剤
    Pharmacy,
    /// 訪問看護
    HomeNursing,
}

impl FeeTable {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Medical, Self::Dental, Self::Pharmacy, Self::HomeNursing];

    /// `医科`, `歯科`, `調剤`, `訪問看護`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Medical => "医科",
            Self::Dental => "歯科",
            Self::Pharmacy => "調剤",
            Self::HomeNursing => "訪問看護",
        }
    }

    /// The digit in the 10-digit code.
    pub const fn digit(self) -> u8 {
        match self {
            Self::Medical => 1,
            Self::Dental => 3,
            Self::Pharmacy => 4,
            Self::HomeNursing => 6,
        }
    }
}

/// How the certificates are paid (S18, S19).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Payment {
    /// 診療(調剤)報酬支払額から控除
    Deduction,
    /// 払込請求書による振込み
    Invoice,
    /// Not decided.
    Undecided,
}

/// Whether 電子処方箋 is planned (S16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EPrescription {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not decided.
    Undecided,
}

/// One PC, with one certificate.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Terminal {
    /// 端末名称等.
    pub name: Located<String>,
    /// Where it is installed.
    pub place: Option<Located<String>>,
    /// Whether it is also used for オンライン請求; `None` if unknown.
    pub claims: Option<bool>,
    /// 電子証明書発行申請; `None` if it is not known to be done.
    pub applied: Option<Located<Done>>,
    /// The PC itself, as far as it is known.
    pub pc: Option<Pc>,
    /// Its certificate, as far as it is known.
    pub certificate: Option<Certificate>,
}

/// What tells one PC from another, whatever it is used for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pc {
    /// コンピューター名.
    pub name: Option<Located<String>>,
    /// 製造番号, from the maker.
    pub maker_serial: Option<Located<String>>,
    /// 資産番号, from the institution.
    pub asset_no: Option<Located<String>>,
}

/// The data of a certificate from its notice, as far as they are known.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Certificate {
    /// 発行日.
    pub issued: Option<Located<Date>>,
    /// 証明書シリアル番号.
    pub serial: Option<Located<String>>,
    /// 書留番号: 11 digits without hyphens.
    pub mail_no: Option<Located<String>>,
    /// Its notice has arrived; `None` if that is not known.
    pub received: Option<Located<Done>>,
    /// The last day as Windows shows it.
    pub expires: Option<Located<Date>>,
}
