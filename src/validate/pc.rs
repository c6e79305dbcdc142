//! The rules of a [`Pc`]. In: its raw values. Out: valid ones; warnings where two terminals of a site are one PC by what is
//! written.

use super::Pc;
use super::characters::shown;
use super::validator::Validator;
use crate::base::{Code, Located, Words, fold};
use crate::read::fields::{self, Label};
use crate::read::{PcFile, RawField};

/// Validates what is written of a PC.
pub(super) fn pc(validator: &mut Validator<'_>, file: &PcFile) -> Pc {
    let mut of = |field: &RawField, label| {
        let value = validator.text(field, label);
        check_unique(validator, value.as_ref(), label);
        value
    };
    Pc {
        name: of(&file.name, fields::pc::NAME.label),
        maker_serial: of(&file.maker_serial, fields::pc::MAKER_SERIAL.label),
        asset_no: of(&file.asset_no, fields::pc::ASSET_NO.label),
    }
}

/// Reports a value that another terminal of the site has: one of them was copied, or one PC stands there twice.
fn check_unique(validator: &mut Validator<'_>, value: Option<&Located<String>>, label: Label) {
    let Some(value) = value else { return };
    let Some(before) = validator.seen_before(label, fold::digits(&value.value), value.at) else { return };
    let line = validator.line_of(before);
    let message = Words::new(
        format!("{}「{}」が、別の端末と同じです{}。", label.ja, shown(&value.value), line.ja),
        format!("{} `{}` is that of another terminal too{}", label.en, shown(&value.value), line.en),
    );
    let help = Words::new(
        "パソコンごとに違うはずです。写し間違いか、同じパソコンを2行に書いていないか確かめてください。",
        "each PC has its own: check for a copying error, or for one PC that is written twice",
    );
    validator.warning(Code::SamePc, value.at, message, help);
}
