//! Sites made for tests, without files: any number of institutions and terminals, all values right.

use startpack::base::date::Date;
use startpack::base::{Diagnostic, Fonts, Located, Origin};
use startpack::layout::{Pages, layout};
use startpack::parse::{Tree, parse};
use startpack::plan::{Document, DocumentKind, LabelRequest, Plan, Request, plan};
use startpack::render::{Markup, render};
use startpack::validate::{
    Certificate, CustomerId, Dealer, EPrescription, FeeTable, Institution, LineKind, Payment, Pc, Site,
    Terminal, V6Option,
};

/// A value from some place in a user's file.
pub fn told<T>(value: T) -> Located<T> {
    Located::new(value, Origin(1))
}

fn text(value: &str) -> Located<String> {
    told(value.to_owned())
}

/// A site with one institution for each number, with so many terminals.
pub fn site(terminals: &[usize]) -> Site {
    Site {
        customer_no: Some(text("K-0001")),
        work_date: told(Date::new(2027, 1, 20).unwrap()),
        line_kind: LineKind::IpVpn,
        customer_id: Some(told(CustomerId { prefix: "CAF", digits: "9876543210".into() })),
        v6_option: V6Option::Yes,
        dealer: Some(Dealer {
            name: Some(text("架空通信システム株式会社")),
            contact: Some(text("販売花子")),
            phone: Some(text("011-000-0100")),
            email: Some(text("hanako@hanbai.example.jp")),
            logo: None,
        }),
        institutions: (0..).zip(terminals).map(|(index, count)| institution(index, *count)).collect(),
    }
}

fn institution(index: usize, count: usize) -> Institution {
    let dental = index % 2 == 1;
    let kind = if dental { "歯科" } else { "医科" };
    Institution {
        prefecture: 1,
        fee_table: if dental { FeeTable::Dental } else { FeeTable::Medical },
        code: told(format!("01{index:04}3")),
        name: told(format!("医療法人社団架空会 北の丘病院{kind}")),
        previous_code: None,
        postal_code: None,
        address: Some(text("北海道札幌市中央区架空一条1-2-3")),
        contact: text("医事課 資格太郎"),
        phone: text("0110000001"),
        phone_grouped: text("011-000-0001"),
        email: told(format!("iji{index}@example.jp")),
        portal_email: told(format!("portal{index}@example.jp")),
        payment: Payment::Deduction,
        e_prescription: EPrescription::Undecided,
        start_month: None,
        test_month: None,
        use_applied: None,
        master_received: None,
        terminals: (1..=count).map(|number| terminal(kind, index, number)).collect(),
    }
}

/// Every third terminal has its certificate, so that both forms of every line are made.
fn terminal(kind: &str, index: usize, number: usize) -> Terminal {
    let known = Certificate {
        issued: Some(told(Date::new(2026, 12, 20).unwrap())),
        serial: Some(told(format!("SN{index}{number:03}"))),
        mail_no: Some(told(format!("12345{index}{number:05}"))),
        received: None,
        expires: None,
    };
    Terminal {
        name: told(format!("{kind}受付の端末{number:02}")),
        place: (number.is_multiple_of(2)).then(|| told(format!("{number}番診察室"))),
        claims: Some(number == 1),
        applied: None,
        pc: (number.is_multiple_of(4)).then(|| Pc {
            name: Some(told(format!("DESKTOP-{index}{number:03}"))),
            maker_serial: Some(told(format!("5CD{index}{number:03}Z"))),
            asset_no: Some(told(format!("備品{index}-{number:03}"))),
        }),
        certificate: (number.is_multiple_of(3)).then_some(known),
    }
}

/// A plan of those documents on that stock, printed on 2026-11-22.
pub fn planned(site: &Site, documents: &[DocumentKind], stock: &str, key: Option<&[u8]>) -> Plan {
    let request = Request {
        print_date: Date::new(2026, 11, 22).unwrap(),
        documents: documents.to_vec(),
        labels: LabelRequest::on(stock).unwrap(),
        key: key.map(<[u8]>::to_vec),
        note: Vec::new(),
        plain: false,
        enclosed: Vec::new(),
    };
    plan(site, &request).unwrap()
}

/// The markup of `document`.
pub fn markup(document: &Document) -> Markup {
    render(document).unwrap()
}

/// The tree of `document`.
pub fn tree(document: &Document) -> Tree {
    parse(&markup(document)).unwrap_or_else(|faults| panic!("{}", told_of(&faults)))
}

/// The pages of `document`.
pub fn pages(document: &Document) -> Pages {
    layout(&tree(document), &Fonts::new()).unwrap_or_else(|faults| panic!("{}", told_of(&faults)))
}

fn told_of(faults: &[Diagnostic]) -> String {
    let mut lines: Vec<String> =
        faults.iter().map(|fault| format!("{} {}", fault.code.as_str(), fault.message.en)).collect();
    lines.dedup();
    lines.truncate(8);
    lines.join("\n")
}
