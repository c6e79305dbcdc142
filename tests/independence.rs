//! Documents do not depend on those made before: made first in a thread of their own they have the same bytes as made
//! after many others, in any order. Here are customers and orders; other threads and folders are in `many`.

use std::thread;

use startpack::app;
use startpack::base::Fonts;
use startpack::base::date::Date;
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
    // Three times: what a process keeps after the first two rounds would show in the third.
    let after = in_a_thread(sites.iter().cycle().take(3 * count).cloned().collect());
    for (number, papers) in after.iter().enumerate() {
        assert!(*papers == alone[number % count], "customer {} of round {}", number % count, number / count);
    }
    let mut backwards = in_a_thread(sites.into_iter().rev().cycle().take(2 * count).collect());
    backwards.drain(..count);
    backwards.reverse();
    assert!(backwards == alone);
}
