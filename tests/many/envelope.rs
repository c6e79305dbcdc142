//! What goes around the papers of a run: letters, address labels in the order of the stacks, texts of mails.

use super::{agrees, customers, folder, name, site};
use crate::cli::Sandbox;
use crate::paint::outside::judge;

/// The site files of customers with addresses.
fn addressed(count: usize) -> (Sandbox, Vec<String>) {
    let (sandbox, files) = customers(count);
    for (number, file) in (1..).zip(&files) {
        let address =
            format!("postal_code = \"060-00{number:02}\"\naddress = \"架空市中央{number}-2-3\"\ncontact = ");
        sandbox.file(file, site(number).replace("contact = ", &address));
    }
    (sandbox, files)
}

fn build(sandbox: &Sandbox, files: &[String], more: &[&str]) -> crate::cli::Ran {
    let mut arguments = vec!["build"];
    arguments.extend(files.iter().map(String::as_str));
    arguments.extend(["--run", "R"]);
    arguments.extend(more);
    sandbox.run(&arguments)
}

#[test]
fn letters_addresses_and_mails_are_made_when_named() {
    let (sandbox, files) = addressed(3);
    build(&sandbox, &files, &["--only", "packet,letter,address,mail", "--merge"]).ends(0).says(&[
        "print/1/letter-001.pdf",
        "print/1/address-001.pdf",
        "mail.txt",
    ]);
    let out = sandbox.path.join("out/R");
    agrees(&out);
    let mail = String::from_utf8(sandbox.bytes(format!("out/R/{}/mail.txt", folder(2)))).unwrap();
    let subject =
        "\r\n件名：オンライン資格確認の準備のご案内（工事日 1月20日（水）、申請期限 1月6日（水））\r\n";
    for words in ["宛先：iji0002@example.jp\r\n", subject, "添付：準備のご案内（PDF）\r\n", &name(2)]
    {
        assert!(mail.contains(words), "{words}: {mail}");
    }
    assert!(!mail.contains("チェックリスト"), "it is not made: {mail}");
    // A letter is one sheet without a cover, numbered with the others.
    let manifest: serde_json::Value =
        serde_json::from_slice(&sandbox.bytes("out/R/print/1/print.json")).unwrap();
    let stacks = manifest["sheets"]["customers"][0]["stacks"].as_array().unwrap();
    assert_eq!(stacks.iter().map(|stack| &stack["document"]).collect::<Vec<_>>(), ["packet", "letter"]);
    let text = |stem: &str| {
        let bytes = sandbox.bytes(format!("out/R/print/1/{stem}-001.pdf"));
        judge("pdftotext", &["-raw", "PDF", "-"], stem, &bytes).map(|(_, text)| text)
    };
    let (Some(letters), Some(addresses)) = (text("letter"), text("address")) else { return };
    assert_eq!(letters.matches("SPS2-R-1-").count(), 6, "{letters}");
    assert!(letters.contains("〒060-0001") && letters.contains("1部") && !letters.contains("封入の確認"));
    let places: Vec<_> =
        (1..=3).map(|number| addresses.find(&format!("架空市中央{number}-2-3")).unwrap()).collect();
    assert!(places.is_sorted(), "the order of the stacks: {addresses}");
    sandbox
        .run(&["reprint", "out/R", "--customer", &folder(2), "--only", "letter,mail", "-o", "again"])
        .ends(0);
    assert!(sandbox.bytes(format!("again/{}-mail.txt", folder(2))) == mail.into_bytes());
    assert!(sandbox.bytes(format!("again/{}-letter.pdf", folder(2))).starts_with(b"%PDF"));
}

#[test]
fn addresses_begin_at_the_face_that_is_free() {
    let (sandbox, files) = addressed(3);
    build(&sandbox, &files, &["--only", "address", "--start", "12"]).ends(0);
    let bytes = sandbox.bytes("out/R/print/address-001.pdf");
    let Some((_, text)) = judge("pdftotext", &["-raw", "PDF", "-"], "address-start", &bytes) else { return };
    let pages: Vec<_> = text.split('\u{c}').collect();
    assert!(pages[0].contains("架空市中央1-2-3") && !pages[0].contains("架空市中央2-2-3"), "{text}");
    assert!(pages[1].contains("架空市中央3-2-3"), "{text}");
}

#[test]
fn an_envelope_without_an_address_is_told_at_the_customer() {
    let (sandbox, files) = customers(2);
    build(&sandbox, &files, &["--only", "letter"]).ends(0).tells(&["warning[SP137]", "c01.toml:10"]);
    build(&sandbox, &files, &["--only", "address"]).ends(1).tells(&["error[SP137]", "c02.toml:10"]);
}
