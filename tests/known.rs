//! What a thread remembers of earlier papers makes it faster and changes nothing: papers made first thing in a thread
//! of their own are the same bytes as those made after many others.

use std::thread;

use startpack::app;
use startpack::base::Fonts;
use startpack::base::date::Date;
use startpack::layout::{Pages, layout};
use startpack::parse::parse;
use startpack::render::Markup;
use startpack::validate::Site;

use super::{examples, made};

/// Everybody's papers, in the order asked for.
fn papers(sites: &[Site]) -> Vec<Vec<Vec<u8>>> {
    let paper = |site: &Site| {
        let finished = app::documents(site, &examples::request(), &Fonts::new()).unwrap();
        finished.into_iter().map(|document| document.pdf.bytes).collect()
    };
    sites.iter().map(paper).collect()
}

fn in_a_thread(sites: Vec<Site>) -> Vec<Vec<Vec<u8>>> {
    thread::spawn(move || papers(&sites)).join().unwrap()
}

#[test]
fn what_was_made_before_changes_no_byte() {
    let mut sites: Vec<Site> = examples::site_files().iter().map(|file| examples::site(file)).collect();
    // A name of another length moves everything that stands after it.
    for name in ["架空", "医療法人社団架空会 たいへん名前の長い北の丘こどもと大人の内科クリニック"]
    {
        let mut site = made::site(&[3]);
        name.clone_into(&mut site.institutions[0].name.value);
        sites.push(site);
    }
    // Another day, and other numbers of terminals and institutions.
    for (day, terminals) in [(9, &[3][..]), (10, &[5]), (10, &[1, 2])] {
        let mut site = made::site(terminals);
        site.work_date.value = Date::new(2027, 2, day).unwrap();
        sites.push(site);
    }
    let alone: Vec<_> = sites.iter().flat_map(|site| in_a_thread(vec![site.clone()])).collect();
    let count = sites.len();
    // Three times over: what comes a second time is kept, and what is kept is used the third time.
    let after = in_a_thread(sites.iter().cycle().take(3 * count).cloned().collect());
    for (number, papers) in after.iter().enumerate() {
        assert!(*papers == alone[number % count], "customer {} of round {}", number % count, number / count);
    }
    let mut backwards = in_a_thread(sites.into_iter().rev().cycle().take(2 * count).collect());
    backwards.drain(..count);
    backwards.reverse();
    assert!(backwards == alone);
}

/// A document whose blocks stand in each other in all the ways that there are; only its number is its own.
fn nested(number: usize) -> String {
    let own = format!("<p>第{number}の架空の文書です。</p>");
    let lines = "<p>どの文書にもある行です。</p>".repeat(70);
    let steps = "<ol class=\"steps\"><li>押します。</li><li>確かめます。</li></ol>";
    let table = format!(
        "<table><colgroup><col style=\"width: 40mm\"/><col style=\"width: 1fr\"/></colgroup>\
         <tr><th scope=\"row\">見出し</th><td>{steps}</td></tr>\
         <tr><th scope=\"row\">高い行</th><td>{lines}</td></tr>\
         <tr><th scope=\"row\">番号</th><td>{own}</td></tr></table>"
    );
    let numbered = format!(
        "<ol class=\"steps\" start=\"{}\"><li>行き先は<a href=\"#end\">終わり</a>です。</li><li>続きます。</li></ol>",
        number % 2 + 1
    );
    let section = |content: &str| format!("<section class=\"page\">{content}</section>");
    let body = [
        section(&format!(
            "{numbered}<h1>題</h1><div class=\"beside\"><div>{own}{steps}</div><div>{steps}</div></div>{steps}{own}"
        )),
        section(&format!("{own}{table}<div><div><div>{steps}{own}</div></div></div>")),
        section(&format!(
            "<h1>題</h1>{steps}{table}<div id=\"end\"><h2>終わり</h2><p>ここまでです。</p></div>"
        )),
    ];
    format!("<html lang=\"ja-JP\"><head><title>題</title></head><body>{}</body></html>", body.concat())
}

fn laid(number: usize) -> Pages {
    let tree = parse(&Markup { text: nested(number) }).unwrap();
    layout(&tree, &Fonts::new()).unwrap()
}

#[test]
fn blocks_within_blocks_are_laid_alike_when_they_are_known() {
    let alone = |number| thread::spawn(move || laid(number)).join().unwrap();
    let expected: Vec<Pages> = (0..5).map(alone).collect();
    assert!(expected[0].pages.len() > 4, "the high rows are cut");
    for round in 1..=3 {
        assert!((0..5).map(laid).eq(expected.iter().cloned()), "round {round}");
    }
}

#[test]
fn a_fault_in_between_mixes_up_no_looks() {
    let sized = |size: u8| {
        let body = format!(
            "<section class=\"page\"><div style=\"font-size: {size}pt\"><p>同じ段落</p></div></section>"
        );
        Markup {
            text: format!("<html lang=\"ja-JP\"><head><title>題</title></head><body>{body}</body></html>"),
        }
    };
    let faulty = Markup { text: sized(9).text.replace("<p>", "<p class=\"nowhere\">") };
    let expected =
        thread::spawn(move || layout(&parse(&sized(8)).unwrap(), &Fonts::new()).unwrap()).join().unwrap();
    let found = thread::spawn(move || {
        (0..3).for_each(|_| drop(parse(&sized(20)).unwrap()));
        assert!(parse(&faulty).is_err());
        layout(&parse(&sized(8)).unwrap(), &Fonts::new()).unwrap()
    });
    assert!(found.join().unwrap() == expected);
}

/// A document of that body.
fn document(body: &str) -> Markup {
    let text = format!(
        "<html lang=\"ja-JP\"><head><title>題</title></head><body><section class=\"page\">{body}</section></body></html>"
    );
    Markup { text }
}

#[test]
fn what_is_known_as_a_block_is_still_read_where_it_stands_in_a_line() {
    let drawing = "<svg viewBox=\"0 0 10 10\" style=\"width: 8mm; height: 8mm\"><circle cx=\"5\" cy=\"5\" r=\"4\"/></svg>";
    let block = document(&format!("<div>{drawing}</div>"));
    let line = document(&format!("<div>文字{drawing}</div>"));
    let set = |markup: &Markup| layout(&parse(markup).unwrap(), &Fonts::new()).unwrap();
    let alone = thread::spawn({
        let text = line.text.clone();
        move || set(&Markup { text })
    });
    let expected = alone.join().unwrap();
    let found = thread::spawn(move || {
        (0..3).for_each(|_| drop(set(&block)));
        (0..3).map(|_| set(&line)).collect::<Vec<_>>()
    });
    assert!(found.join().unwrap().iter().all(|pages| *pages == expected));
}

#[test]
fn a_fault_is_told_with_its_place_however_much_is_known_before_it() {
    let known = "<div>\n<p>どの文書にも\nある段落です。</p>\n</div>\n".repeat(3);
    let sound = document(&format!("{known}<p>正しい段落</p>"));
    let faulty = document(&format!("{known}<p>正しい段落</p><p class=\"nowhere\">段落</p>"));
    let told = |markup: &Markup| {
        parse(markup).unwrap_err().into_iter().map(|fault| fault.message.en).collect::<Vec<_>>()
    };
    let expected = told(&Markup { text: faulty.text.clone() });
    (0..3).for_each(|_| drop(parse(&sound).unwrap()));
    assert_eq!(told(&faulty), expected);
    assert!(expected[0].contains("13:13: "), "{expected:?}");
}

#[test]
fn what_names_something_twice_is_told_though_it_is_known() {
    let named = "<div id=\"here\"><p>どの文書にもある段落です。</p></div>";
    let once = document(named);
    (0..3).for_each(|_| drop(parse(&once).unwrap()));
    assert!(parse(&document(&format!("{named}{named}"))).is_err());
    let link = "<p>行き先は<a href=\"#here\">ここ</a>です。</p>";
    (0..3).for_each(|_| drop(parse(&document(&format!("{named}{link}"))).unwrap()));
    assert!(parse(&document(link)).is_err());
}
