//! The handover checklist: its order, its counts, what never stands in it.

use startpack::layout::{ItemKind, Pages};
use startpack::plan::DocumentKind;

use super::made;

/// The text of each page, white space dropped.
fn texts(pages: &Pages) -> Vec<String> {
    let text = |item: &startpack::layout::Item| match &item.kind {
        ItemKind::Text(run) => run.text.clone(),
        _ => String::new(),
    };
    let page = |page: &startpack::layout::Page| page.items.iter().map(text).collect::<String>();
    pages.pages.iter().map(|one| page(one).replace([' ', '\u{3000}'], "")).collect()
}

fn handover(terminals: &[usize]) -> Pages {
    let plan = made::planned(&made::site(terminals), &[DocumentKind::Handover], "72212", None);
    made::pages(&plan.documents[0])
}

#[test]
fn sheets_follow_the_order_of_the_work() {
    let pages = texts(&handover(&[3, 1]));
    let at = |words: &str| pages.iter().position(|page| page.contains(words)).unwrap();
    let order = [
        at("受渡しチェックリスト書類を受け取り"),
        at("医科マスタアカウント情報"),
        at("全端末の進み具合（医科3台）"),
        at("2/3端末名称等"),
        at("3/3端末名称等"),
        at("工事のあと、お客様が"),
    ];
    assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "{order:?}");
}

#[test]
fn each_institution_starts_on_a_front_side() {
    for terminals in [&[1, 1][..], &[2, 3], &[4, 1], &[5, 2, 1]] {
        let pages = texts(&handover(terminals));
        let masters: Vec<usize> =
            (0..pages.len()).filter(|&page| pages[page].contains("この紙の内容でログインできた")).collect();
        assert_eq!(masters.len(), terminals.len());
        assert!(masters.iter().all(|page| page % 2 == 0), "{terminals:?} {masters:?}");
    }
}

#[test]
fn every_terminal_has_one_notice_sheet_of_one_page() {
    for count in [1, 2, 40] {
        let pages = texts(&handover(&[count]));
        for number in 1..=count {
            let sheets =
                pages.iter().filter(|page| page.contains(&format!("書類2{number}/{count}端末名称等")));
            assert_eq!(sheets.count(), 1, "{number} of {count}");
        }
        let ends =
            pages.iter().filter(|page| page.contains("この端末と組にした") && page.contains("3通知書を返す"));
        assert_eq!(ends.count(), count, "a sheet runs over its page");
    }
}

#[test]
fn the_longest_names_keep_to_one_page() {
    let mut site = made::site(&[1]);
    site.institutions[0].name.value =
        "独立行政法人地域医療機能推進機構北海道架空総合病院附属北の丘リハビリテーションセンター診療所分院"
            .into();
    site.institutions[0].terminals[0].name.value =
        "オンライン資格確認等システム請求用端末１号機受付窓口の奥の棚の上".into();
    let plan = made::planned(&site, &[DocumentKind::Handover], "72212", Some(b"key"));
    assert_eq!(made::pages(&plan.documents[0]).pages.len(), 5);
}

#[test]
fn the_customer_id_is_not_told_in_full() {
    let pages = texts(&handover(&[2, 2]));
    assert!(pages[0].contains("＊＊＊＊＊＊3210"));
    assert!(pages.iter().all(|page| !page.contains("9876543210") && !page.contains("98765")));
}

#[test]
fn nobody_is_invited_to_write_a_secret() {
    for page in texts(&handover(&[2])) {
        for place in page.match_indices("パスワード") {
            let before: String =
                page[..place.0].chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
            let after: String = page[place.0..].chars().take(18).collect();
            assert!(after.contains("書き写さない"), "{before}{after}");
        }
    }
}

#[test]
fn the_overview_repeats_its_header() {
    let pages = texts(&handover(&[60]));
    let heads = pages.iter().filter(|page| page.contains("番端末名称等／管理番号／置き場所")).count();
    assert!(heads >= 2, "{heads}");
}
