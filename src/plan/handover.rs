//! [`Handover`]: the day-of-install handover checklist: its sheets in the order of the work, and the steps that
//! the sheets and the overview share.

use super::packet::sign;
use super::{Customer, DocumentKind, InstitutionWords, LineWords, Sign};
use crate::base::facts::Facts;

/// Digits of the お客様ID that the checklist shows: enough to hold it against the line's own papers.
const ID_DIGITS_SHOWN: usize = 4;

/// The day-of-install handover checklist.
#[derive(Clone, Debug)]
pub struct Handover {
    /// Its title.
    pub title: &'static str,
    /// The site, in words.
    pub customer: Customer,
    /// The portal, the fee and the post.
    pub facts: &'static Facts,
    /// One set of sheets per institution.
    pub sets: Vec<HandoverSet>,
    /// Several institutions: the sets carry signs.
    pub has_signs: bool,
    /// The お客様ID without all but its last digits, `CAF ＊＊＊＊＊＊7890`.
    pub masked_id: Option<String>,
    /// What is done at a terminal, in order.
    pub stages: &'static [Stage],
}

/// The sheets of one institution.
#[derive(Clone, Debug)]
pub struct HandoverSet {
    /// The institution, in words.
    pub institution: InstitutionWords,
    /// Its sign.
    pub sign: Sign,
    /// Its class in print.css, `set-1` to `set-4`.
    pub class: &'static str,
    /// Several terminals: the overview of all of them is printed.
    pub has_overview: bool,
}

/// A step at a terminal: ticked on its sheet, and in its row of the overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Head of its column in the overview: two characters.
    pub short: &'static str,
    /// What has been done, as its line on the sheet says.
    pub text: &'static str,
}

/// What is done at a terminal, in the order of the work.
const STAGES: [Stage; 7] = [
    Stage {
        short: "取得", text: "通知書のとおりに操作し、電子証明書をダウンロードした"
    },
    Stage {
        short: "導入", text: "ラベルを読み取り、紙と同じ管理番号の端末に入れた"
    },
    Stage { short: "登録", text: "登録した電子証明書を画面で確かめた" },
    Stage { short: "接続", text: "オンライン資格確認のシステムにつながった" },
    Stage { short: "控え", text: "電子証明書のバックアップを取った" },
    Stage { short: "更新", text: "更新用のソフト（MPKIクライアント）を入れた" },
    Stage { short: "貼付", text: "ラベルがこの端末に貼ってある" },
];

impl Handover {
    /// The checklist of one customer.
    pub(super) fn new(customer: Customer, facts: &'static Facts) -> Self {
        let customer = to_set_up(customer);
        let all = &customer.institutions;
        let set = |(index, institution): (usize, &InstitutionWords)| HandoverSet {
            institution: institution.clone(),
            sign: sign(all, index),
            class: ["set-1", "set-2", "set-3", "set-4"][index % 4],
            has_overview: institution.terminals.len() > 1,
        };
        Self {
            title: DocumentKind::Handover.title(),
            sets: all.iter().enumerate().map(set).collect(),
            has_signs: all.len() > 1,
            masked_id: match &customer.line {
                LineWords::IpVpn(id) => Some(masked(id.prefix, &id.digits.value)),
                LineWords::Other(_) => None,
            },
            stages: &STAGES,
            customer,
            facts,
        }
    }
}

/// The customer with those terminals only that are set up on the day: not those whose certificate is in use already.
/// If that is none, all stay.
fn to_set_up(mut customer: Customer) -> Customer {
    if customer.notice_count > 0 {
        for institution in &mut customer.institutions {
            institution.terminals.retain(|terminal| !terminal.is_in_use);
        }
        customer.institutions.retain(|institution| !institution.terminals.is_empty());
        customer.master_count = customer.institutions.len();
        customer.terminal_count = customer.notice_count;
    }
    customer
}

fn masked(prefix: &str, digits: &str) -> String {
    let hidden = digits.chars().count().saturating_sub(ID_DIGITS_SHOWN);
    let shown: String = digits.chars().skip(hidden).collect();
    format!("{prefix} {}{shown}", "＊".repeat(hidden))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_digits_of_the_customer_id_are_shown() {
        assert_eq!(masked("CAF", "1234567890"), "CAF ＊＊＊＊＊＊7890");
        assert_eq!(masked("COP", "12345678"), "COP ＊＊＊＊5678");
    }

    #[test]
    fn stages_have_two_characters() {
        assert!(STAGES.iter().all(|stage| stage.short.chars().count() == 2));
    }
}
