//! [`ExpectedTerminal`]: what is known of a terminal whose label may be met. A site comes in; what a code says is held
//! against it in [`super`].

use crate::base::date::iso;
use crate::base::{Origin, fold};
use crate::plan::label_code::{Fact, LabelCode, Tied};
use crate::plan::slot::slot;
use crate::validate::Site;

/// A terminal whose label may be met.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedTerminal {
    /// The institution's 10-digit code.
    pub code: String,
    /// The terminal's number within its institution, from 1.
    pub number: usize,
    /// 管理番号, as on paper.
    pub slot: String,
    /// The institution's name; of a run's folder, the customer's.
    pub institution: String,
    /// 端末名称等; `None` where only the printed codes are known.
    pub name: Option<String>,
    /// Place of its name in the site file.
    pub at: Origin,
    /// 発行日, serial number and 書留 number, as far as they are known.
    pub(super) certificate: [Option<String>; 3],
    /// コンピューター名, 製造番号 and 資産番号 of its PC, as far as they are known.
    pub(super) pc: [Option<String>; 3],
    /// What its labels say, where that is known from a run's folder and not from the data.
    pub(super) printed: Vec<String>,
}

/// How far a code that is right holds a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// It is made over a number that only one certificate has.
    Held,
    /// Neither it nor the data know the certificate yet.
    NotYet,
    /// The data know the certificate, it does not.
    Behind,
}

/// Something that only one terminal has, beside its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnFact {
    /// 書留 number of its notice.
    MailNo,
    /// Serial number of its certificate.
    Serial,
    /// コンピューター名.
    PcName,
    /// 製造番号.
    MakerSerial,
    /// 資産番号.
    AssetNo,
}

impl ExpectedTerminal {
    pub(super) fn value(&self, fact: Fact) -> Option<&str> {
        let [issued, serial, mail_no] = &self.certificate;
        match fact {
            Fact::Name => self.name.as_deref(),
            Fact::Issued => issued.as_deref(),
            Fact::Serial => serial.as_deref(),
            Fact::MailNo => mail_no.as_deref(),
        }
    }

    pub(super) fn take(&mut self, fact: Fact, from: &Self) {
        let value = from.value(fact).map(str::to_owned);
        let [issued, serial, mail_no] = &mut self.certificate;
        *match fact {
            Fact::Name => &mut self.name,
            Fact::Issued => issued,
            Fact::Serial => serial,
            Fact::MailNo => mail_no,
        } = value;
    }

    /// How far a code of this terminal holds its certificate: `has` says of which facts the code is made.
    pub(super) fn tie(&self, has: &dyn Fn(Fact) -> bool) -> Tie {
        let printed = self.printed.iter().filter_map(|payload| LabelCode::read(payload).ok());
        let printed: Vec<LabelCode> = printed.collect();
        let is_known = |fact: &Fact| {
            self.value(*fact).is_some() || printed.iter().any(|label_code| label_code.has(*fact))
        };
        if [Fact::Serial, Fact::MailNo].into_iter().any(has) {
            Tie::Held
        } else if Fact::CERTIFICATE.iter().any(|fact| is_known(fact) && !has(*fact)) {
            Tie::Behind
        } else {
            Tie::NotYet
        }
    }

    /// What `text`, folded, is of this terminal's own.
    pub(super) fn own(&self, text: &str) -> Option<OwnFact> {
        let [_, serial, mail_no] = &self.certificate;
        let [name, maker_serial, asset_no] = &self.pc;
        let own = [
            (OwnFact::MailNo, mail_no),
            (OwnFact::Serial, serial),
            (OwnFact::PcName, name),
            (OwnFact::MakerSerial, maker_serial),
            (OwnFact::AssetNo, asset_no),
        ];
        let is_it = |value: &Option<String>| value.as_ref().is_some_and(|value| fold::digits(value) == text);
        own.into_iter().find(|(_, value)| is_it(value)).map(|(fact, _)| fact)
    }

    /// Whether a label printed with these facts, as far as the label knows of them, says what `label_code` says.
    pub(super) fn fits(&self, label_code: &LabelCode, key: Option<&[u8]>) -> bool {
        let known = |fact: Fact| if label_code.has(fact) { self.value(fact) } else { None };
        // The revision is part of the payload: a fact that the label has and the data lack never fits.
        self.payload(&known, key) == label_code.payload()
    }

    /// What its labels say: as they were printed, or as the data make them.
    pub(super) fn payloads(&self, key: Option<&[u8]>) -> Vec<String> {
        match self.name {
            None => self.printed.clone(),
            Some(_) => vec![self.payload(&|fact| self.value(fact), key)],
        }
    }

    /// What a label says that is printed with the facts that are `known`.
    fn payload<'a>(&'a self, known: &dyn Fn(Fact) -> Option<&'a str>, key: Option<&[u8]>) -> String {
        let tied = Tied {
            code: &self.code,
            number: self.number,
            name: self.name.as_deref().unwrap_or_default(),
            issued: known(Fact::Issued),
            serial: known(Fact::Serial),
            mail_no: known(Fact::MailNo),
        };
        tied.payload(key)
    }
}

/// The terminals of each institution of a site.
pub(super) fn terminals_of(site: &Site) -> Vec<Vec<ExpectedTerminal>> {
    let institution = |institution: &crate::validate::Institution| {
        let code = institution.ten_digits();
        let terminal = |(number, terminal): (usize, &crate::validate::Terminal)| {
            let known = terminal.certificate.as_ref();
            ExpectedTerminal {
                slot: slot(&code, number),
                code: code.clone(),
                number,
                institution: institution.name.value.clone(),
                name: Some(terminal.name.value.clone()),
                at: terminal.name.at,
                certificate: [
                    known.and_then(|known| known.issued.as_ref()).map(|issued| iso(issued.value)),
                    known.and_then(|known| known.serial.as_ref()).map(|serial| serial.value.clone()),
                    known.and_then(|known| known.mail_no.as_ref()).map(|number| number.value.clone()),
                ],
                pc: terminal.pc.as_ref().map_or([None, None, None], |pc| {
                    [&pc.name, &pc.maker_serial, &pc.asset_no]
                        .map(|own| own.as_ref().map(|own| own.value.clone()))
                }),
                printed: Vec::new(),
            }
        };
        (1..).zip(&institution.terminals).map(terminal).collect()
    };
    site.institutions.iter().map(institution).collect()
}
