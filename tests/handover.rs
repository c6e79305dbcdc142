//! The handover checklist: its order, its sheets of paper, its counts of ticks and signatures, what never stands in it.

use startpack::base::{Length, Role};
use startpack::layout::{ItemKind, Pages};
use startpack::plan::DocumentKind;
use startpack::validate::Site;

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

fn laid(site: &Site) -> Pages {
    let plan = made::planned(site, &[DocumentKind::Handover], "72212", Some(b"key"));
    made::pages(&plan.documents[0])
}

fn handover(terminals: &[usize]) -> Pages {
    laid(&made::site(terminals))
}

/// How often something to tick, to sign or to write into is said to the ear.
fn said(pages: &Pages, start: &str) -> usize {
    let alts = pages.elements.iter().filter_map(|element| element.alt.as_deref());
    alts.filter(|alt| alt.starts_with(start)).count()
}

const LONGEST: &str =
    "独立行政法人地域医療機能推進機構北海道架空総合病院附属北の丘リハビリテーションセンター診療所分院";

#[test]
fn sheets_follow_the_order_of_the_day() {
    for terminals in [&[3, 1][..], &[6], &[1]] {
        let pages = texts(&handover(terminals));
        let at = |words: &str| pages.iter().position(|page| page.contains(words)).unwrap();
        let mut order = vec![at("作業が終わり、つながったことを確かめました"), at("はじめに書類と回線")];
        for number in 1..=terminals[0] {
            order.push(at(&format!("端末{number}／{}", terminals[0])));
        }
        order.extend([at("マスタアカウント情報の紙でログインできた"), at("工事のあと、お客様へ")]);
        assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "{order:?}");
        let steps = ["ダウンロードした", "インポート", "画面のシリアル番号と有効期限が、この欄と同じ"];
        let more = ["バックアップを取った", "MPKIクライアント", "回線認証接続", "ブラウザーでこの端末"];
        let sheet = &pages[order[2]];
        let places: Vec<usize> = steps.iter().chain(&more).map(|step| sheet.find(step).unwrap()).collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?}");
    }
}

#[test]
fn each_terminal_has_a_sheet_of_paper_of_its_own() {
    for terminals in [&[1][..], &[1, 1], &[2, 3], &[4, 1], &[5, 2, 1], &[40]] {
        let pages = texts(&handover(terminals));
        let has = |page: &String, words: &str| page.contains(words);
        let sheets: Vec<usize> =
            (0..pages.len()).filter(|&page| has(&pages[page], "C発行通知書と端末")).collect();
        assert_eq!(sheets.len(), terminals.iter().sum::<usize>());
        for page in sheets {
            assert_eq!(page % 2, 0, "{terminals:?}: the sheet of a terminal begins on a back");
            let back = &pages[page + 1];
            assert!(has(back, "白紙") || has(back, "日付の早見表"), "{terminals:?}: {back}");
        }
        let masters = (0..pages.len()).filter(|&page| has(&pages[page], "紙でログインできた"));
        assert!(masters.map(|page| page % 2).eq(terminals.iter().map(|_| 0)), "{terminals:?}");
    }
}

/// The bounds of the order: for 40 terminals at most 350 ticks and 60 signatures. It was 851 and 366.
#[test]
fn ticks_and_signatures_stay_few() {
    for (terminals, ticks, signatures) in [(1, 33, 5), (4, 66, 8), (40, 302, 44)] {
        let pages = handover(&[terminals]);
        assert_eq!(said(&pages, "チェック欄"), ticks, "{terminals} terminals");
        assert_eq!(said(&pages, "署名欄"), signatures, "{terminals} terminals");
    }
}

#[test]
fn all_that_is_filled_in_says_what_it_is_for() {
    for terminals in [&[2][..], &[6, 1]] {
        let mut site = made::site(terminals);
        site.dealer = None;
        site.institutions[0].address = None;
        let pages = laid(&site);
        let mut boxes = 0;
        let box_side = Length::mm(6.0).to_pt();
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            let (ItemKind::Path(_), Some(area)) = (&item.kind, item.kind.bounds()) else { continue };
            let [width, height] = [area.size.width, area.size.height].map(Length::to_pt);
            if (width - height).abs() < 0.01 && width > box_side - 2.0 && width < box_side + 0.1 {
                boxes += 1;
                let element = item.element.map(|index| &pages.elements[index]);
                assert!(
                    element.is_some_and(|it| matches!(it.role, Role::Field(_)) && it.alt.is_some()),
                    "a box without words"
                );
            }
        }
        assert_eq!(boxes, said(&pages, "チェック欄"));
    }
}

#[test]
fn each_sheet_says_whose_it_is() {
    let pages = handover(&[2, 1]);
    let heading = |index: usize| pages.elements[index].role == Role::Heading(1);
    let mut heads = Vec::new();
    for page in &pages.pages {
        let of_heading = page.items.iter().filter(|item| {
            let mut element = item.element;
            while let Some(index) = element {
                if heading(index) {
                    return true;
                }
                element = pages.elements[index].parent;
            }
            false
        });
        let text = of_heading.filter_map(|item| match &item.kind {
            ItemKind::Text(run) => Some(run.text.as_str()),
            _ => None,
        });
        heads.push(text.collect::<String>());
    }
    let site = made::site(&[2, 1]);
    for institution in &site.institutions {
        for terminal in &institution.terminals {
            let whose = |head: &&String| {
                head.contains(&institution.name.value) && head.contains(&terminal.name.value)
            };
            assert_eq!(heads.iter().filter(whose).count(), 1, "{}", terminal.name.value);
        }
        assert!(
            heads.iter().any(|head| head.starts_with(&institution.name.value) && head.contains("ログイン"))
        );
    }
}

#[test]
fn the_longest_names_keep_to_their_pages() {
    for count in 1..=8 {
        let mut site = made::site(&vec![1; count]);
        for institution in &mut site.institutions {
            institution.name.value = LONGEST.into();
            institution.terminals[0].name.value =
                "オンライン資格確認等システム請求用端末１号機受付窓口の奥の棚の上".into();
        }
        let pages = texts(&laid(&site));
        assert!(pages[0].contains("作業が終わり、つながったことを確かめました"), "{count}");
        assert!(pages[0].contains("当社控」の印を付けます"), "{count}");
        if count == 1 {
            assert_eq!(pages.len(), 6);
        }
    }
}

#[test]
fn steps_of_another_line_are_not_asked_for() {
    let mut site = made::site(&[1]);
    let pages = texts(&laid(&site)).concat();
    assert!(
        pages.contains("回線認証接続") && pages.contains("IPv6") && pages.contains("オンライン請求の画面")
    );
    site.line_kind = startpack::validate::LineKind::Ctc;
    site.customer_id = None;
    site.institutions[0].terminals[0].claims = Some(false);
    let pages = texts(&laid(&site)).concat();
    for words in ["回線認証接続", "IPv6", "v6オプション", "お客様ID", "オンライン請求の画面"]
    {
        assert!(!pages.contains(words), "{words}");
    }
}

#[test]
fn days_are_looked_up_only_where_they_are_not_known() {
    let days =
        |site: &Site| texts(&laid(site)).iter().filter(|page| page.contains("日付の早見表発行")).count();
    // The third of four is known.
    assert_eq!([1, 4, 40].map(|count| days(&made::site(&[count]))), [1, 3, 1]);
    let mut site = made::site(&[3]);
    site.institutions[0].terminals.drain(..2);
    let known = texts(&laid(&site)).concat();
    assert!(!known.contains("早見表"), "{known}");
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
            let after: String = page[place.0..].chars().take(18).collect();
            assert!(after.contains("書き写しません") || after.contains("書かない"), "{after}");
        }
    }
}

#[test]
fn the_overview_repeats_its_header_and_its_legend() {
    let pages = texts(&handover(&[60]));
    let rows = |page: &&String| page.contains("番端末名称等管理番号置き場所");
    let heads: Vec<&String> = pages.iter().filter(rows).collect();
    assert!(heads.len() >= 2, "{}", heads.len());
    assert!(heads.iter().all(|page| page.contains("MPKI…MPKIクライアントを入れた")));
}
