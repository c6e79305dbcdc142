//! The line: its kind, its お客様ID, its v6 option. In: the raw site. Out: a [`Line`], of which the parts fit together.
//! How an お客様ID is written is not decided here.

use super::choice::{self, choose};
use super::customer_id;
use super::validator::Validator;
use super::{CustomerId, LineKind, V6Option};
use crate::base::{Code, Located, Words};
use crate::read::{RawField, SiteFile, fields};

/// The line of a site.
pub(super) struct Line {
    pub(super) kind: LineKind,
    pub(super) customer_id: Option<Located<CustomerId>>,
    pub(super) v6_option: V6Option,
}

/// The words for each kind, folded: of this program, of the portal, of offices.
const KINDS: [(LineKind, &[&str]); 4] = [
    (
        LineKind::IpVpn,
        &[
            "ipvpn",
            "ntt",
            "ntt東日本",
            "ntt西日本",
            "ipvpn回線事業者",
            "1",
            "1:ipvpn回線事業者nttなど。ただし、ctcqtnetを除く",
            "ipvpn回線事業者nttなど。ただし、ctcqtnetを除く",
        ],
    ),
    (LineKind::Ctc, &["ctc", "中部テレコミュニケーション"]),
    (LineKind::Qtnet, &["qtnet", "キューテネット", "九州通信ネットワーク"]),
    (LineKind::Ipsec, &["ipsec", "ipsec+ike", "ipsecike"]),
];

/// The line of `file`; `None` if one of its values is wrong.
pub(super) fn line(validator: &mut Validator<'_>, file: &SiteFile) -> Option<Line> {
    let kind = kind(validator, &file.line_kind);
    let customer_id = match kind {
        Some(LineKind::IpVpn) => customer_id::required(validator, &file.customer_id, file.line_at).map(Some),
        Some(other) => no_customer_id(validator, &file.customer_id, other).then_some(None),
        None => customer_id::customer_id(validator, &file.customer_id).map(Some),
    };
    let v6_option = choice::v6_option(validator, &file.v6_option);
    if let (Some(LineKind::IpVpn), Some(chosen)) = (kind, v6_option) {
        choice::check_v6_option(
            validator,
            chosen,
            file.v6_option.as_ref().map_or(file.line_at, |field| field.at),
        );
    }
    Some(Line { kind: kind?, customer_id: customer_id?, v6_option: v6_option? })
}

fn kind(validator: &mut Validator<'_>, field: &RawField) -> Option<LineKind> {
    let choices = KINDS;
    let help = validator.help(
        (
            "\"ip-vpn\"（NTTなど）、\"ctc\"、\"qtnet\"、\"ipsec\"（IPsec+IKE）のどれかを書きます。",
            "write \"ip-vpn\", \"ctc\", \"qtnet\" or \"ipsec\"",
        ),
        ("IP-VPN、CTC、Qtnet、IPsec+IKE のどれかを書きます。", "write IP-VPN, CTC, Qtnet or IPsec+IKE"),
    );
    choose(validator, field, fields::site::LINE_KIND.label, &choices, help)
        .ok()
        .map(|chosen| chosen.unwrap_or(LineKind::IpVpn))
}

/// Whether the field is empty, as it must be for a line of that kind; reports it if not.
fn no_customer_id(validator: &mut Validator<'_>, field: &RawField, kind: LineKind) -> bool {
    let Some(typed) = validator.typed(field, fields::site::CUSTOMER_ID.label) else { return true };
    let message = Words::new(
        format!("お客様IDは、IP-VPNの回線にだけあります。電気通信回線種別は {} です。", kind.name()),
        format!("only a line by IP-VPN has a customer_id, and the line's kind is {}", kind.name()),
    );
    let help = validator.help(
        (
            "customer_id の行を消すか、kind を \"ip-vpn\" に直します。",
            "leave out customer_id, or write kind = \"ip-vpn\"",
        ),
        (
            "お客様IDのセルを空にするか、電気通信回線種別を「IP-VPN」に直します。",
            "empty the cell of the お客様ID, or write IP-VPN as 電気通信回線種別",
        ),
    );
    validator.error(Code::IdWithoutIpVpn, typed.at, message, help);
    false
}
