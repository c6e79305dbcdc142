//! What a code is worth: every flipped character, every changed fact, every way of typing it.

use startpack::base::date::Date;
use startpack::plan::{Change, DocumentKind, Fact, LabelCode, Misread, Register, Verdict};
use startpack::validate::Site;

use crate::made;

const KEY: &[u8] = b"a key of our own";

fn register(site: &Site, key: Option<&[u8]>) -> Register {
    let mut register = Register::new(key.map(<[u8]>::to_vec));
    assert_eq!(register.add(site), [""; 0]);
    register
}

/// What the labels of a site say.
fn printed(site: &Site, key: Option<&[u8]>) -> Vec<String> {
    let plan = made::planned(site, &[DocumentKind::Labels], "72212", key);
    let startpack::plan::Document::Labels(labels) = &plan.documents[0] else { panic!("not labels") };
    let terminals = labels.customer.institutions.iter().flat_map(|institution| &institution.terminals);
    terminals.map(|terminal| terminal.payload.clone()).collect()
}

fn changes(verdict: Verdict) -> Vec<Change> {
    match verdict {
        Verdict::Outdated(changes) => changes,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_printed_is_right() {
    let site = made::site(&[7, 3]);
    for key in [None, Some(KEY)] {
        let register = register(&site, key);
        for (place, payload) in printed(&site, key).iter().enumerate() {
            let judged = register.judge(payload);
            assert_eq!(judged.verdict, Verdict::Right { since: Vec::new() }, "{payload}");
            assert_eq!((judged.terminal, &judged.text), (Some(place), payload));
        }
    }
}

#[test]
fn no_flipped_character_passes() {
    const LETTERS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let site = made::site(&[4, 3]);
    let mut tried = 0;
    for key in [None, Some(KEY)] {
        let register = register(&site, key);
        // With and without a certificate.
        for payload in printed(&site, key).iter().skip(1).take(2) {
            for (place, old) in payload.char_indices() {
                for new in LETTERS.chars().filter(|new| *new != old) {
                    let mut flipped = payload.clone();
                    flipped.replace_range(place..=place, new.encode_utf8(&mut [0; 4]));
                    let verdict = register.judge(&flipped).verdict;
                    assert!(!matches!(verdict, Verdict::Right { .. }), "{flipped} passes for {payload}");
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 4_000, "only {tried} were tried");
}

#[test]
fn letters_of_any_case_and_hyphens_of_any_kind_are_read() {
    let site = made::site(&[1]);
    let (register, payload) = (register(&site, None), printed(&site, None).remove(0));
    let wide: String = payload
        .chars()
        .map(|c| char::from_u32(u32::from(c) + 0xFEE0).filter(|_| c != '-').unwrap_or('ー'))
        .collect();
    let typed = [
        payload.to_lowercase(),
        payload.replace('-', "−"),
        payload.replace('-', "_"),
        payload.replace('-', "="),
        payload.replace('-', " "),
        payload.replace('-', ""),
        format!("]Q1{payload}\r\n"),
        format!("  {payload}\t"),
        wide,
    ];
    for text in typed {
        let judged = register.judge(&text);
        assert_eq!(judged.verdict, Verdict::Right { since: Vec::new() }, "{text:?}");
        assert_eq!(judged.text, payload, "{text:?}");
    }
}

#[test]
fn what_is_no_code_of_a_label_is_told_apart() {
    let register = register(&made::site(&[1]), None);
    let verdict = |text: &str| register.judge(text).verdict;
    assert_eq!(verdict("https://example.jp/"), Verdict::Other);
    assert_eq!(verdict(""), Verdict::Other);
    assert_eq!(verdict("SPS1-20261124-K7QM-12A-AB3D"), Verdict::SheetMark);
    assert_eq!(verdict("SP2-0110100013-01-R0-WN45WXY9"), Verdict::Misread(Misread::OtherVersion));
    assert_eq!(verdict("XP1-0110100013-01-R0-WN45WXY9"), Verdict::Misread(Misread::Form));
    assert_eq!(verdict("SP1-0110100013-00-R0-WN45WXY9"), Verdict::Misread(Misread::Form));
    assert_eq!(verdict("SP1-0110100013-001-R0-WN45WXY9"), Verdict::Misread(Misread::Form));
    assert_eq!(verdict("SP1-0110100013-01-R8-WN45WXY9"), Verdict::Misread(Misread::Form));
    assert_eq!(verdict("SP1-0110100013-01-R0-WN45WXYO"), Verdict::Misread(Misread::Tag('O')));
    assert_eq!(verdict("SP1-0110100013-01-R0-WN45WXY9"), Verdict::Foreign);
    assert_eq!(Register::new(None).judge("SP1-0110100013-01-R0-WN45WXY9").verdict, Verdict::Unchecked);
    let numbers = LabelCode::read("SP1-0110100013-123-R7-WN45WXY9").map(|tie| (tie.number, tie.revision));
    assert_eq!(numbers, Ok((123, 7)));
}

#[test]
fn a_label_of_another_customer_or_a_terminal_too_many() {
    let (small, large) = (made::site(&[1]), made::site(&[2, 1]));
    let register = register(&small, None);
    let verdicts: Vec<_> =
        printed(&large, None).iter().map(|payload| register.judge(payload).verdict).collect();
    assert_eq!(verdicts[1..], [Verdict::NoSuchTerminal, Verdict::Foreign]);
}

#[test]
fn names_that_were_exchanged_are_told() {
    let old = made::site(&[2]);
    let mut new = old.clone();
    let terminals = &mut new.institutions[0].terminals;
    let first = terminals[0].name.clone();
    terminals[0].name = std::mem::replace(&mut terminals[1].name, first);
    let found = changes(register(&new, None).judge(&printed(&old, None)[0]).verdict);
    let change = Change {
        fact: Fact::Name,
        was: "医科受付の端末01".into(),
        is: Some("医科受付の端末02".into()),
        now_at: Some(2),
    };
    assert_eq!(found, [change]);
}

#[test]
fn a_new_name_is_told_with_the_former_data() {
    let old = made::site(&[3]);
    let mut new = old.clone();
    new.institutions[0].terminals[2].name.value = "新しい名前".into();
    let mut register = register(&new, Some(KEY));
    let payload = printed(&old, Some(KEY)).remove(2);
    assert_eq!(register.judge(&payload).verdict, Verdict::Wrong { lost: Vec::new() });
    register.remember(&old);
    let found = changes(register.judge(&payload).verdict);
    let facts: Vec<_> =
        found.iter().map(|change| (change.fact, change.was.as_str(), change.now_at)).collect();
    assert_eq!(facts, [(Fact::Name, "医科受付の端末03", None)]);
}

#[test]
fn certificates_that_were_exchanged_are_told() {
    let old = made::site(&[6]);
    let mut new = old.clone();
    let terminals = &mut new.institutions[0].terminals;
    let third = terminals[2].certificate.clone();
    terminals[2].certificate = std::mem::replace(&mut terminals[5].certificate, third);
    let found = changes(register(&new, None).judge(&printed(&old, None)[2]).verdict);
    let facts: Vec<_> = found.iter().map(|change| (change.fact, change.now_at)).collect();
    assert_eq!(facts, [(Fact::Serial, Some(6)), (Fact::MailNo, Some(6))]);
}

#[test]
fn a_certificate_that_came_later_leaves_the_label_right() {
    let old = made::site(&[1]);
    let mut new = old.clone();
    let issued = Date::new(2026, 12, 21).unwrap();
    new.institutions[0].terminals[0].certificate = Some(startpack::validate::Certificate {
        issued: Some(made::told(issued)),
        serial: None,
        mail_no: None,
        received: None,
        expires: None,
    });
    let (before, after) = (printed(&old, None).remove(0), printed(&new, None).remove(0));
    assert_eq!(register(&new, None).judge(&before).verdict, Verdict::Right { since: vec![Fact::Issued] });
    assert_eq!(register(&old, None).judge(&after).verdict, Verdict::Wrong { lost: vec![Fact::Issued] });
}

#[test]
fn a_key_is_asked_for_and_believed() {
    let site = made::site(&[1]);
    let (plain, signed) = (printed(&site, None).remove(0), printed(&site, Some(KEY)).remove(0));
    assert_eq!(register(&site, None).judge(&signed).verdict, Verdict::Unverified);
    assert_eq!(register(&site, Some(KEY)).judge(&plain).verdict, Verdict::Unsigned);
    assert_eq!(register(&site, Some(b"another")).judge(&signed).verdict, Verdict::Wrong { lost: Vec::new() });
}

#[test]
fn printed_codes_alone_tell_right_from_wrong() {
    let site = made::site(&[2]);
    let payloads = printed(&site, Some(KEY));
    let mut register = Register::new(None);
    assert!(payloads.iter().all(|payload| register.add_printed("北の丘病院", payload)));
    assert!(!register.add_printed("", "no label"));
    assert_eq!(register.judge(&payloads[1]).verdict, Verdict::Right { since: Vec::new() });
    assert_eq!(register.judge(&printed(&site, None)[1]).verdict, Verdict::Wrong { lost: Vec::new() });
    // The data know more: they are believed first, and printed codes do not spoil them.
    let mut both = self::register(&site, Some(KEY));
    assert!(both.add_printed("", &printed(&site, None)[1]));
    assert_eq!(both.judge(&printed(&site, None)[1]).verdict, Verdict::Unsigned);
}
