//! Words for secrets in keys and values, and the matrix of words, joints and secrets.

use super::*;

/// Words behind which a secret stands.
const WORDS: [&str; 12] = [
    "パスワード",
    "PW",
    "暗証番号",
    "ログインID",
    "PIN",
    "秘密の番号",
    "秘密の質問",
    "暗唱番号",
    "パスワ－ド",
    "password",
    "passward",
    "pswd",
];

/// What stands between a word and its secret.
const JOINTS: [&str; 58] = [
    "：",
    ":",
    "=",
    "＝",
    " ",
    "\u{3000}",
    "",
    "「",
    "『",
    "【",
    "（",
    "(",
    "［",
    "[",
    "〈",
    "《",
    "\"",
    "“",
    "‘",
    "'",
    "、",
    "，",
    ",",
    "。",
    "・",
    "／",
    "/",
    "｜",
    "|",
    "→",
    "⇒",
    "⇨",
    "➡",
    ">",
    "＞",
    "～",
    "〜",
    "-",
    "－",
    "―",
    "…",
    "※",
    "★",
    "は",
    "が",
    "は、",
    "は「",
    "の控え",
    "は次のとおり",
    "（仮）",
    "（初期）",
    "(初期)：",
    "その1：",
    "①",
    "１：",
    "\n",
    "\n\n",
    "は以下です：",
];

/// More joints of the same kinds.
const MORE_JOINTS: [&str; 40] = [
    "〔",
    "｛",
    "{",
    "〖",
    "〘",
    "〚",
    "＜",
    "<",
    "«",
    "„",
    "`",
    "．",
    ".",
    "；",
    "︰",
    "﹕",
    "∶",
    "＋",
    "＆",
    "！",
    "？",
    "♪",
    "●",
    "・・・",
    "\t",
    "\r\n",
    "\u{00A0}",
    "\u{2003}",
    "\u{200B}",
    "の",
    "も",
    "には",
    "とは",
    "ですが",
    "（変更後）",
    "（新）：",
    "No.",
    "②",
    "\u{2028}",
    "は下記の通りです。\n",
];

const SECRETS: [&str; 5] = ["Zq7x9", "hunter", "さくら77", "1234", "Zq7!x9"];

const MORE_SECRETS: [&str; 8] =
    ["sakura", "ひみつ", "桜咲く", "ｻｸﾗ", "０４１５", "Ａｂ１２", "a1", "Zq-7x-9"];

#[test]
fn behind_a_word_everything_unknown_is_a_secret() {
    let mut passed = Vec::new();
    for word in WORDS {
        for joint in JOINTS.iter().chain(&MORE_JOINTS) {
            for secret in SECRETS.iter().chain(&MORE_SECRETS) {
                let value = format!("太郎 {word}{joint}{secret}");
                if in_value(&value).is_none() {
                    passed.push(value);
                }
            }
        }
    }
    assert!(passed.is_empty(), "{} pass: {passed:?}", passed.len());
}

#[test]
fn one_typing_error_is_accepted() {
    for word in [
        "バスワード",
        "ハスワード",
        "パズワード",
        "パスワート",
        "パスワド",
        "パスード",
        "パワスード",
        "パススワード",
        "パスワードド",
        "ﾊﾟｽﾜﾄﾞ",
        "pasword",
        "passwrod",
        "passwoord",
        "pessword",
        "passworb",
        "Passwordd",
        "暗証番",
        "暗称番号",
        "暗証番後",
        "暗番号",
        "秘密質問",
        "秘密の質門",
        "秘蜜の質問",
        "ログンID",
        "ログインIＤ",
        "ロクインID",
        "合言葉",
        "合い言葉",
        "合いことば",
        "母の旧性",
        "ワンタイムパスワード",
        "マスターアカウント",
        "マスタカウント",
        "マスタアカント",
        "IDパスワード",
        "仮パスワード",
        "ﾊﾟｽﾜｰﾄﾞ",
        "ぱすわーど",
        "PWD",
        "ＰＩＮ",
        "Pin",
        "pin",
    ] {
        for joint in ["：", " ", "「"] {
            let value = format!("{word}{joint}hunter");
            assert!(in_value(&value).is_some(), "{value}");
        }
    }
}

#[test]
fn the_rest_is_suspected() {
    for value in ["PIN01", "アカウント Smith", "ユーザ名 山田", "秘密 さくら"] {
        assert!(matches!(judge(value), Judgement::Suspected(_)), "{value}");
    }
    for value in [
        "パスワード管理室",
        "暗証番号担当",
        "PIN係",
        "ログインIDは別紙",
        "パスワード再発行窓口",
        "ログインPC01",
        "ログイン：受付",
    ] {
        assert_eq!(judge(value), Judgement::Harmless, "{value}");
    }
}

#[test]
fn a_word_at_the_end_looks_at_the_cell_beside() {
    assert!(
        at_end("受付のパスワード").is_some()
            && at_end("PIN：").is_some()
            && at_end("マスタアカウント").is_some()
    );
    assert!(at_end("パスワード管理室").is_none() && at_end("受付").is_none());
    assert!(
        is_beside("PIN", "0415")
            && is_beside("パスワード", "さくら")
            && is_beside("マスタアカウント", "ssk01")
    );
    assert!(!is_beside("パスワード", "別紙") && !is_beside("パスワード", "不明"));
}

#[test]
fn keys_with_a_secret() {
    for key in [
        "password",
        "Password1",
        "portal_password",
        "PASS",
        "pass",
        "ＰＡＳＳＷＯＲＤ",
        "ﾊﾟｽﾜｰﾄﾞ",
        "パスワード",
        "マスタアカウントのパスワード",
        "pin",
        "PIN",
        "pin_code",
        "暗証番号",
        "秘密の質問",
        "ログインID",
        "ログイン ID",
        "login_id",
        "login-id",
        "LoginID",
        "user_id",
        "ユーザーＩＤ",
        "取得ID",
        "pw",
        "id_pw",
        "login",
        "pass word",
    ] {
        assert!(in_key(key).is_some(), "{key}");
    }
}

#[test]
fn keys_without_one() {
    for key in [
        "name",
        "contact",
        "customer_id",
        "pinpoint",
        "compass",
        "passage",
        "spin",
        "place",
        "お客様ID",
        "ログインPC",
        "phone",
        "prefecture",
        "institution",
        "opinion",
        "shipping",
    ] {
        assert_eq!(in_key(key), None, "{key}");
    }
}

#[test]
fn values_with_a_secret() {
    for value in [
        "パスワード：abc",
        "password=hunter2",
        "PIN 1234",
        "PC01 (PW: x9)",
        "暗証番号1234",
        "ログインID: ssk001",
        "ﾊﾟｽﾜｰﾄﾞ abc123",
        "資格太郎 パスワードはabc123",
        "pass word : q",
        "pin_code: x",
        "PINコード：x",
        "pinzq7x9",
        "pwhunter",
        "PW 東京",
        "パスワードはひみつのことば",
        "バスワード：さくら",
        "パスワドZq7",
        "passwrod:hunter",
        "暗証No.1234",
        "ひみつの質問「犬」",
        "お母様の旧姓：鈴木",
        "パス：さくら",
        "パスZq7x9",
        "マスタアカウント ssk01",
        "マスターアカウント：hunter",
        "マスタカウント hunter",
        "合い言葉は山と川",
        "OTP 12",
        "ユーザ名：uketsuke",
        "パスワード担当：Zq7x9",
        "パスワード管理室 hunter",
        "パス\nワード\nhunter",
        "パ ス ワ ー ド hunter",
        "ハ\u{309A}スワート\u{3099} hunter",
        "ID：sakura パスワード：別紙 PIN：1234",
        "password2=x",
        "ＰＡＳＳＷＯＲＤ＝ｑ",
    ] {
        assert!(in_value(value).is_some(), "{value}");
    }
}

#[test]
fn values_without_one() {
    for value in [
        "ログインPC",
        "ログイン用端末01",
        "パスワード管理室",
        "パスワード再発行担当 山田",
        "PINK薬局",
        "コンパス整形外科",
        "password-reset@example.jp",
        "compass2024@example.jp",
        "医事課 資格太郎",
        "1階受付",
        "パスワードは別紙",
        "通知書に書かれたIDやパスワードは、どこにも書かないでください（書く欄もありません）。",
        "パスワード・ログインID・暗証番号は、どの欄にも書かないでください。",
        "パスワード・ログインID・暗証番号は、どの欄にも書かないでください。書く欄はなく、書いてあるファイルは受け付けません。",
        "電子証明書のシリアル番号です。IDやパスワードは書かないでください。",
        "ログインパスワード",
        "パスワードは当日持参",
        "パスワード不明",
        "パスワード（不明）",
        "パスワード：別紙参照",
        "パスワードは別紙を参照してください。",
        "パスワード",
        "パスワード：",
        "パスワード：＊＊＊＊",
        "パスワードは1月20日に持参します",
        "パスワード管理室2",
        "パスワード管理PC01",
        "パスワード担当 山田様",
        "パスワードとログインIDは不明",
        "PIN・パスワード変更窓口",
        "暗証番号を変更済み",
        "PINパッド",
        "3PINコンセント",
        "マスタアカウント情報",
        "マスタアカウント申請中",
        "オンライン資格確認等システムユーザ設定情報",
        "母の旧姓は記載しない",
        "コンパス",
        "クリニカルパス 2024",
        "パスポート",
        "PWR-01",
        "p.watanabe@example.jp",
        "連絡先 p.watanabe@example.jp",
        "秘密厳守",
        "保証番号 1234",
        "被保険者証番号 1234",
        "資格 太郎（旧姓：鈴木）",
        "お客様ID：CAF1234567890",
        "Pinto 太郎",
    ] {
        assert_eq!(in_value(value), None, "{value}");
    }
}

#[test]
fn the_word_is_placed_in_the_original() {
    let found = in_value("端末 ﾊﾟｽﾜｰﾄﾞ: x").unwrap();
    assert_eq!(found.word, "パスワード");
    assert_eq!(&"端末 ﾊﾟｽﾜｰﾄﾞ: x"[found.bytes], "ﾊﾟｽﾜｰﾄﾞ");
}
