//! The table of the facts that the customer must be told (S01–S42): in which document each stands, by what words
//! it is known there, and for which customers. The test looks for the words in the text that comes back from the
//! finished PDF and says on which page it found them.

use startpack::base::Fonts;
use startpack::paint::{Pictures, Properties, paint};
use startpack::plan::Document;
use startpack::plan::DocumentKind::{self, Handover, Labels, Packet};

use crate::paint::outside::judge;
use crate::{examples, made};

/// Whom a fact concerns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whom {
    /// Every customer.
    All,
    /// More than the スタートパック: several terminals.
    Several,
    /// Several institutions.
    Twofold,
}
use Whom::{All, Several, Twofold};

/// A fact: its number, its document, the words that show it (all of them), whom it concerns.
type Fact = (&'static str, DocumentKind, &'static [&'static str], Whom);

#[rustfmt::skip]
const FACTS: &[Fact] = &[
    ("S01", Packet, &["マスタアカウント情報", "電子証明書", "そろえる2つの書類", "オンライン資格確認利用申請", "電子証明書発行申請"], All),
    ("S02", Packet, &["ポータルサイトからPDFをダウンロード", "お客様が印刷します", "簡易書留で、端末1台に1通届きます"], All),
    ("S03", Packet, &["申請期限（工事日の2週間前）は", "遅くともこの日までに、申請を終えます"], All),
    ("S04", Packet, &["工事の日に工事担当者へ渡します", "端末の設定に使います"], All),
    ("S05", Packet, &["そろえる2つの書類", "「オンライン資格確認等システムユーザ設定情報」", "「電子証明書取得に関する情報」"], All),
    ("S05", Handover, &["オンライン資格確認等システムユーザ設定情報", "電子証明書取得に関する情報"], All),
    ("S06", Packet, &["ログイン", "オンライン資格確認利用開始・変更申請", "通知書の発行", "ダウンロード", "印刷"], All),
    ("S07", Packet, &["約1週間", "5営業日以内の予定"], All),
    ("S08", Packet, &["電気通信回線種別", "1：IP-VPN回線事業者（NTTなど。ただし、CTC・Qtnetを除く）", "「お客様ID」の欄が出ます"], All),
    ("S09", Packet, &["先頭の英字は", "10桁", "8桁", "英字とハイフンは入力しません"], All),
    ("S10", Packet, &["「COP」と8桁"], All),
    ("S11", Packet, &["お客様IDが違うと", "システムに接続できなくなります"], All),
    ("S12", Packet, &["フレッツ・v6オプション", "この契約がないと、端末はオンライン資格確認のシステムに接続できません"], All),
    ("S13", Packet, &["テスト開始予定年月", "空欄"], All),
    ("S14", Packet, &["マスタアカウントのパスワードを再発行するときに使う項目", "忘れないでください", "この冊子にも書かないでください"], All),
    ("S15", Packet, &["オンライン資格確認等システム利用規約", "同意する（申請に必要）"], All),
    ("S16", Packet, &["電子処方箋管理サービス利用規約", "サービスを申請するときだけ必要", "あとから変えられます"], All),
    ("S17", Packet, &["登録内容の確認", "変更申請", "登録し直すのに、もう一度約1週間かかります"], All),
    ("S18", Packet, &["診療報酬支払額等から控除", "支払基金が、支払う報酬から差し引きます", "ほかの手続きは要りません"], All),
    ("S19", Packet, &["払込請求書による振込み", "払込請求書が届きます", "振込手数料を負担します"], All),
    ("S20", Packet, &["ライセンス料", "1,500円", "発行日から3年3か月"], All),
    ("S21", Packet, &["確認画面へ進む", "上記の内容で確定する", "そのまま「電子証明書の発行」へ進み"], All),
    ("S22", Packet, &["準備ができたことを知らせるメール", "通知書をダウンロードする"], All),
    ("S23", Packet, &["このボタンは、センターの処理が終わるまで押せません"], All),
    ("S24", Packet, &["題名が「オンライン資格確認等システムユーザ設定情報」である"], All),
    ("S25", Packet, &["先に、利用申請（手順1）を確定してください", "約1週間で簡易書留が届く"], All),
    ("S26", Packet, &["メニューの電子証明書発行申請", "入力の前に共通認証局運用規定（CP/CPS）を読みます", "くわしい手引きを開くボタン"], All),
    ("S27", Packet, &["次へ", "戻る", "申請", "×", "マイページに戻る", "続けてもう1枚申請"], All),
    ("S28", Packet, &["分類", "都道府県コード", "点数表", "医療機関コード", "医療機関(薬局)名称", "担当部署／担当者名", "電話番号", "メールアドレス", "端末名称等"], All),
    ("S29", Packet, &["インストールする端末1台につき1枚"], All),
    ("S30", Packet, &["住所に届きます", "申請で入力した内容ではなく"], All),
    ("S31", Packet, &["どの電子証明書をどの端末にインストールしたかを、お客様が見分けるための名前"], All),
    ("S32", Packet, &["電子証明書をインストールする端末が、いつでも見分けられるように", "端末ラベルを貼ります", "はがさずに残します"], All),
    ("S32", Labels, &["管理番号"], All),
    ("S33", Packet, &["株式会社ネクスウェイ", "社会保険診療報酬支払基金から発送を任された", "題名は「電子証明書取得に関する情報」か「電子証明書発行通知書」", "取得するためのIDとパスワード", "1台目"], All),
    ("S34", Packet, &["届いた数／申請する数", "同じ数だった"], Several),
    ("S35", Packet, &["電子証明書申請状況照会"], All),
    ("S36", Packet, &["オンライン資格スタートパックではなく個別のご注文", "連携するレセコンによって設定が違います", "販売担当に確かめてください"], Several),
    ("S37", Packet, &["医療機関コード1つにつき1つ", "端末1台につき1枚"], Several),
    ("S38", Packet, &["歯科のコードのアカウントでログインし、歯科の利用申請", "医科のコードのアカウントでログインし、医科の利用申請"], Twofold),
    ("S39", Packet, &["医科端末01", "医科端末02", "医科端末03", "歯科端末01", "お客様の分は全部で2枚", "通知書は全部で4通"], Twofold),
    ("S40", Packet, &["医療機関コード、マスタアカウント情報、電子証明書は、この図のとおりにひも付いています"], Several),
    ("S41", Packet, &["歯科の利用申請をしてから、歯科の電子証明書", "医科の利用申請をしてから、医科の電子証明書"], Twofold),
    ("S42", Packet, &["ヒアリングシートで決めた端末名称・番号"], Several),
];

/// The text of a document's PDF, page by page, without white space; `None` if pdftotext is missing.
fn text(document: &Document, name: &str) -> Option<Vec<String>> {
    let pdf = paint(&made::pages(document), &Properties::default(), &Pictures::new(), &Fonts::new()).unwrap();
    let (content, text) = judge("pdftotext", &["-raw", "PDF", "-"], name, &pdf.bytes)?;
    assert!(content, "{text}");
    Some(text.split('\u{c}').map(tight).collect())
}

/// Without white space: where a line is broken is not of interest.
fn tight(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

fn concerns(whom: Whom, documents: &[Document]) -> bool {
    documents.iter().any(|document| match document {
        // A packet of a customer who is half through says only what is still to be done.
        Document::Packet(packet) if !packet.has_way => false,
        Document::Packet(packet) => match whom {
            All => true,
            Several => !packet.customer.is_start_pack,
            Twofold => packet.customer.master_count > 1,
        },
        _ => false,
    })
}

#[test]
fn every_fact_stands_in_the_documents() {
    let mut missing = Vec::new();
    for file in examples::site_files() {
        let plan = examples::planned(&file);
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        for document in &plan.documents {
            let stem = document.kind().stem();
            let Some(pages) = text(document, &format!("facts-{name}-{stem}")) else { return };
            for (number, _, words, whom) in FACTS.iter().filter(|fact| fact.1 == document.kind()) {
                let whole = pages.concat();
                for word in words.iter().map(|word| tight(word)) {
                    let page = pages.iter().position(|page| page.contains(&word));
                    match page {
                        Some(page) => println!("{name} {number} {stem} page {}: {word}", page + 1),
                        None if !concerns(*whom, &plan.documents) || whole.contains(&word) => {}
                        None => missing.push(format!("{name}: {number} is not in the {stem}: {word}")),
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_table_has_every_fact() {
    for number in 1..=42 {
        let name = format!("S{number:02}");
        assert!(FACTS.iter().any(|fact| fact.0 == name), "{name} is in no document");
    }
}

#[test]
fn facts_of_several_terminals_do_not_trouble_a_start_pack() {
    let plan = examples::planned(&examples::root().join("examples/sakura-clinic.toml"));
    for document in plan.documents.iter().filter(|document| document.kind() == Packet) {
        let Some(pages) = text(document, "facts-start-pack") else { return };
        let whole = pages.concat();
        for (number, _, words, _) in
            FACTS.iter().filter(|fact| matches!(fact.0, "S36" | "S38" | "S40" | "S41"))
        {
            for word in words.iter().filter(|word| !word.starts_with("販売担当")) {
                assert!(!whole.contains(&tight(word)), "{number} concerns only several terminals: {word}");
            }
        }
    }
}

#[test]
fn text_comes_back_in_reading_order() {
    let plan = examples::planned(&examples::root().join("examples/sakura-clinic.toml"));
    let packet = plan.documents.iter().find(|document| document.kind() == Packet).unwrap();
    let Some(pages) = text(packet, "reading-order") else { return };
    let whole = pages.concat();
    let mut rest = whole.as_str();
    for word in [
        "準備のご案内",
        "工事日",
        "2027年1月20日",
        "さくら内科クリニック御中",
        "まず、これをします",
        "12月23日（水）までに",
        "申請期限",
        "そろえる2つの書類",
        "お問い合わせ先",
        "準備のスケジュール",
        "2026年12月",
        "2027年1月",
        "予定の日と実際の日",
        "ポータルサイトへのログイン",
        "入力早見表",
        "回線とお客様IDの入力",
        "電気通信回線種別",
        "先頭の英字",
        "1234567890",
        "フレッツ・v6オプション」の契約",
        "残りの欄の入力と確定",
        "支払方法",
        "確認画面へ進む",
        "上記の内容で確定する",
        "マスタアカウント情報の印刷",
        "電子証明書の入力と申請",
        "分類",
        "1:保健医療機関（医科）",
        "都道府県コード",
        "01:北海道,hokkaido",
        "点数表",
        "1:医療機関（医科）",
        "医療機関コード",
        "0100013",
        "医療機関(薬局)名称",
        "さくら内科クリニック",
        "担当部署／担当者名",
        "医事課資格太郎",
        "電話番号",
        "0110000001",
        "メールアドレス",
        "端末名称等",
        "オンライン資格確認PC01",
        "簡易書留の受け取り",
        "端末ラベルの貼り付け",
        "書類の受け渡し",
        "困ったときは",
    ] {
        let at = rest.find(word).unwrap_or_else(|| panic!("{word} is not where it should be"));
        rest = &rest[at + word.len()..];
    }
}
