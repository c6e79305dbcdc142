//! What is done on the day, in the order of the day, as the checklist says it. In: the customer in words; out: lines to
//! tick, only those that apply to this customer. Where they stand on paper is the template's business.

use crate::plan::{Customer, InstitutionWords, LineWords};
use crate::validate::FeeTable;

/// A step of a terminal as the overview of many terminals has it: a column to tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head, in lines of at most four characters.
    pub head: [&'static str; 2],
    /// What a tick in it says.
    pub text: &'static str,
}

/// The columns of the overview.
pub const COLUMNS: [Column; 7] = [
    Column {
        head: ["受取", ""], text: "発行通知書を受け取り、この端末の分だと確かめた"
    },
    Column {
        head: ["ラベル", ""], text: "ラベルを貼り、コードが端末の紙と同じだった"
    },
    Column {
        head: ["照合", ""], text: "画面のシリアル番号と有効期限が、端末の紙の欄と同じだった"
    },
    Column { head: ["バック", "アップ"], text: "電子証明書のバックアップを取った" },
    Column { head: ["MPKI", ""], text: "MPKIクライアントを入れた" },
    Column {
        head: ["接続", ""], text: "回線につながり、この端末の電子証明書を選べた"
    },
    Column { head: ["返却", ""], text: "発行通知書をお客様に返した" },
];

/// B: line and PC, before the first certificate.
pub(super) fn before(customer: &Customer) -> Vec<String> {
    let several = customer.terminal_count > 1;
    let pc = if several { "どの端末も、" } else { "端末の" };
    let mut steps = Vec::new();
    match &customer.line {
        LineWords::IpVpn(_) => {
            steps.push("回線の装置（ONU）のランプがつき、回線が使える".to_owned());
            steps.push("お客様IDが、こちらの「開通のご案内」と同じである".to_owned());
            steps.push(format!("{pc}ネットワークの設定に、IPv6のアドレスが出ている"));
        }
        LineWords::Other(name) => steps.push(format!("回線（{name}）の装置のランプがつき、回線が使える")),
    }
    steps.push(format!("{pc}Windowsの更新が終わり、日付と時刻が合っている"));
    steps
}

/// C and D: what is done at a terminal before its certificate is held against the sheet, and after it.
pub(super) fn at_terminal(customer: &Customer) -> [Vec<String>; 2] {
    let line = match &customer.line {
        LineWords::IpVpn(_) => "回線認証接続ができた".to_owned(),
        LineWords::Other(name) => format!("回線（{name}）につながった"),
    };
    let first = [
        "ラベルをこの端末に貼った。ラベルのコードが、この紙のコードと同じだった",
        "この紙に留めた発行通知書を見て、電子証明書をダウンロードした",
        "電子証明書をこの端末に取り込んだ（インポート）",
    ];
    let last = vec![
        "MPKIクライアント（更新に使うソフト）を入れた".to_owned(),
        line,
        "ブラウザーでこの端末の電子証明書を選び、ログインの画面が出た".to_owned(),
    ];
    [first.map(str::to_owned).to_vec(), last]
}

/// E: login with the master account.
pub(super) const LOGIN: [&str; 2] = [
    "マスタアカウント情報の紙でログインできた",
    "お客様が、ふだん使うアカウントを作った（IDとパスワードは、この紙に書かない）",
];

/// F: the reader, a real card, the レセコン, and all of it after a restart.
pub(super) fn trial(institution: &InstitutionWords) -> Vec<String> {
    let is_nursing = institution.fee_table_digit == FeeTable::HomeNursing.digit().to_string();
    let mut steps: Vec<String> = if is_nursing {
        vec!["実物のマイナンバーカードで、資格を確かめられた".to_owned()]
    } else {
        [
            "カードリーダーがつながり、動いた",
            "実物のマイナンバーカードで、顔認証ができた",
            "実物のマイナンバーカードで、暗証番号でも確かめられた",
        ]
        .map(str::to_owned)
        .to_vec()
    };
    steps.push("記号・番号を入れて、資格を調べられた".to_owned());
    steps.push("結果がレセコンに届いた".to_owned());
    let shared: Vec<&str> = institution
        .terminals
        .iter()
        .filter(|terminal| terminal.claims == Some(true))
        .map(|terminal| terminal.name.value.as_str())
        .collect();
    match shared.as_slice() {
        [] => {}
        [one] => steps.push(format!("オンライン請求の画面が出た（{one}）")),
        several => steps.push(format!("オンライン請求の画面が出た（使う端末{}台とも）", several.len())),
    }
    steps.push("再起動し、どの画面もまた使えた".to_owned());
    steps
}

/// G: what the customer is told, and does, before the installer leaves.
pub(super) const LEAVING: [&str; 2] = [
    "更新開始日、電話する先、バックアップの場所をお客様に伝えた",
    "お客様が、ポータルに運用開始日を入れた（入れる日を決めた）",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_fit_their_columns() {
        let heads = || COLUMNS.iter().flat_map(|column| column.head);
        assert!(heads().all(|line| line.chars().count() <= 4));
    }
}
