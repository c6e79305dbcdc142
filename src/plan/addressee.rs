//! [`Addressee`]: to whom an envelope goes, and where its lines stand. In: a site in words, and the room for it on a label
//! or behind a window. Out: its lines with their places, and what is missing.

use super::{Customer, Field, InstitutionWords};
use crate::base::{Code, Diagnostic, Length, Point, Rect, Severity, Size, Words};

/// To whom an envelope goes: the first institution with an address, or the first of all.
#[derive(Clone, Debug)]
pub struct Addressee {
    /// `〒060-0001`.
    pub postal_code: Option<Field>,
    /// Address.
    pub address: Option<Field>,
    /// Name.
    pub name: Field,
    /// 担当部署／担当者名.
    pub person: Field,
}

/// Where the lines of an addressee stand, from the paper's or the face's corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AddresseeBoxes {
    /// 郵便番号 and address.
    pub address: Rect,
    /// Name, with 御中.
    pub name: Rect,
    /// Person.
    pub person: Rect,
    /// There is room for larger letters.
    pub is_large: bool,
}

/// Parts of the height for address, name and person: in the smallest letters three lines of an address and of a name.
const PARTS: [f64; 3] = [0.485, 0.365, 0.15];

/// From this height on letters are larger.
const LARGE: f64 = 30.0;

impl Addressee {
    /// To whom the papers of `customer` go.
    pub(super) fn of(customer: &Customer) -> Option<Self> {
        let all = &customer.institutions;
        let known = all.iter().find(|institution| institution.address.is_some());
        let InstitutionWords { postal_code, address, name, contact, .. } = known.or_else(|| all.first())?;
        let (postal_code, address) = (postal_code.clone(), address.clone());
        Some(Self { postal_code, address, name: name.clone(), person: contact.clone() })
    }

    /// What the post needs and the data do not say. A letter may be handed over, an address label without an address is
    /// none: `severity` says which.
    pub(super) fn missing(&self, severity: Severity) -> Option<Diagnostic> {
        let name = &self.name.value;
        let (at, ja, en, severity) = match (&self.address, &self.postal_code) {
            (Some(_), Some(_)) => return None,
            (None, _) => (self.name.at, "届出所在地", "address", severity),
            (Some(address), None) => (address.at, "郵便番号", "postal_code", Severity::Warning),
        };
        Some(Diagnostic::new(
            severity,
            Code::NoAddress,
            at,
            Words::new(
                format!("{name} の{ja}がないため、宛名が足りません。"),
                format!("`{name}` has no {en}: the envelope cannot be addressed in full"),
            ),
            Words::new(format!("{ja}（{en}）を書いてください。"), format!("write {en}（{ja}）")),
        ))
    }
}

impl AddresseeBoxes {
    /// The lines in that room, one below the other.
    pub(super) fn within(room: Rect) -> Self {
        let (width, height) = (room.size.width, room.size.height.to_mm());
        let mut top = room.origin.y.to_mm();
        let mut next = |part: f64| {
            let at = Point::new(room.origin.x, Length::mm(top));
            top += height * part;
            Rect::new(at, Size::new(width, Length::mm(height * part)))
        };
        let [address, name, person] = PARTS.map(&mut next);
        Self { address, name, person, is_large: height >= LARGE }
    }
}
