//! [`Customer`]: what all three documents say of a site, in words ready to print. One source, so that
//! counts, names and slot numbers agree between packet, checklist and labels.

use crate::base::Located;
use crate::base::date::Date;

/// A text from the user's file, or made from one, with its place.
pub type Field = Located<String>;

/// A day in all the forms that documents use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day itself.
    pub date: Date,
    /// `2027年1月20日（水）`
    pub western: String,
    /// `令和9年1月20日（水）`
    pub era: String,
    /// `1月20日（水）`
    pub short: String,
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
    /// `CAF` or `COP`.
    pub id_prefix: &'static str,
    /// The digits of the お客様ID that are typed.
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
    /// `北海道`.
    pub prefecture_name: &'static str,
    /// The 7 digits.
    pub code: Field,
    /// The 10 digits, `0110100013`.
    pub ten_digits: String,
    /// The 10 digits in groups, `01-1-0100013`.
    pub ten_digits_grouped: String,
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
