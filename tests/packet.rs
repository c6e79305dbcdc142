//! The packet of made-up sites: the templates are well-formed markup for every kind of customer.

use startpack::base::date::Date;
use startpack::base::{Located, Origin};
use startpack::plan::{DocumentKind, Request, plan};
use startpack::render::render;
use startpack::validate::{
    CustomerId, CustomerIdPrefix, Dealer, EPrescription, FeeTable, Institution, Payment, Site, Terminal,
    V6Option,
};

fn told(text: impl Into<String>) -> Located<String> {
    Located::new(text.into(), Origin(1))
}

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

/// A site with so many terminals in each institution, in the order 医科, 歯科, 調剤, 訪問看護.
pub fn site(terminals: &[usize]) -> Site {
    let tables = [FeeTable::Medical, FeeTable::Dental, FeeTable::Pharmacy, FeeTable::HomeNursing];
    let institution = |(index, count): (usize, &usize)| Institution {
        prefecture: 1,
        fee_table: tables[index % 4],
        code: told(format!("01{index:02}013")),
        name: told(format!("例の医療機関<{index}> & 分院")),
        address: (index % 2 == 0).then(|| told("北海道札幌市中央区架空一条1-2-3")),
        contact: told("医事課 資格太郎"),
        phone: told("0110000001"),
        email: told(format!("a{index}@example.jp")),
        portal_email: told(format!("a{index}@example.jp")),
        payment: [Payment::Deduction, Payment::Invoice, Payment::Undecided][index % 3],
        e_prescription: [EPrescription::Yes, EPrescription::No, EPrescription::Undecided][index % 3],
        start_month: None,
        test_month: None,
        terminals: (1..=*count)
            .map(|number| Terminal {
                name: told(format!("オンライン資格確認PC{number:02}")),
                place: (number % 2 == 1).then(|| told("受付")),
                claims: [Some(true), Some(false), None][number % 3],
                certificate: None,
            })
            .collect(),
    };
    Site {
        customer_no: Some(told("K-0001")),
        work_date: Located::new(day(2027, 1, 20), Origin(1)),
        customer_id: Located::new(
            CustomerId { prefix: CustomerIdPrefix::Caf, digits: "1234567890".to_owned() },
            Origin(1),
        ),
        v6_option: V6Option::Yes,
        dealer: Some(Dealer {
            name: Some(told("架空通信")),
            contact: None,
            phone: Some(told("0110000100")),
            email: None,
        }),
        institutions: terminals.iter().enumerate().map(institution).collect(),
    }
}

/// The request of an ordinary run for `documents`.
pub fn request(documents: &[DocumentKind]) -> Request {
    Request {
        print_date: day(2026, 11, 24),
        documents: documents.to_vec(),
        stock: "72212".to_owned(),
        key: None,
    }
}

#[test]
fn every_kind_of_customer_makes_well_formed_markup() {
    for terminals in [&[1][..], &[3], &[40], &[3, 1], &[1, 1, 1], &[2, 1, 1, 1, 1]] {
        for v6_option in [V6Option::Yes, V6Option::No, V6Option::Unknown] {
            let site = Site { v6_option, ..site(terminals) };
            let plan = plan(&site, &request(&[DocumentKind::Packet])).unwrap();
            let markup = render(&plan.documents[0]).unwrap();
            if let Err(faults) = startpack::parse::parse(&markup) {
                let faults: Vec<_> = faults.into_iter().map(|fault| fault.message.en).collect();
                panic!("{terminals:?}: {}", faults.join("\n"));
            }
        }
    }
}
