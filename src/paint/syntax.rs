//! The spelling of PDF (ISO 32000-1, 7.3): numbers, names, strings, and lopdf's objects, as bytes.
//!
//! Lengths are hundredths of a point. Knows nothing of pages. Everything is appended to a buffer, so that a page costs one allocation.

use lopdf::Object;

use crate::base::Length;

/// Decimal places of coordinates: a hundredth of a point is 3.5 µm.
pub(super) const PLACES: u32 = 2;

/// A length in hundredths of a point.
pub(super) fn hundredths(length: Length) -> i64 {
    round(length.to_pt(), PLACES)
}

/// Appends hundredths, each followed by a space.
pub(super) fn coordinates(out: &mut Vec<u8>, numbers: &[i64]) {
    for number in numbers {
        fixed(out, *number, PLACES);
        out.push(b' ');
    }
}

/// Appends a whole number.
pub(super) fn integer(out: &mut Vec<u8>, value: i64) {
    /// Digits of the longest `u64`.
    const LONGEST: usize = 20;
    // Most are short.
    match value {
        0..10 => return out.push(b'0' + value as u8),
        10..100 => return out.extend_from_slice(&[b'0' + (value / 10) as u8, b'0' + (value % 10) as u8]),
        _ => {}
    }
    let mut digits = [0_u8; LONGEST];
    let mut at = LONGEST;
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// Appends `value` / 10^`places` without superfluous zeros: `fixed(-50, 2)` is `-.5`.
pub(super) fn fixed(out: &mut Vec<u8>, value: i64, places: u32) {
    let scale = 10_u64.pow(places);
    let magnitude = value.unsigned_abs();
    let (whole, mut fraction) = (magnitude / scale, magnitude % scale);
    if value < 0 {
        out.push(b'-');
    }
    if whole != 0 || fraction == 0 {
        integer(out, whole as i64);
    }
    if fraction != 0 {
        out.push(b'.');
        let mut scale = scale / 10;
        while fraction != 0 {
            out.push(b'0' + (fraction / scale) as u8);
            fraction %= scale;
            scale /= 10;
        }
    }
}

/// `value` in units of 10^-`places`, to the nearest.
pub(super) fn round(value: f64, places: u32) -> i64 {
    (value * 10_f64.powi(places as i32)).round() as i64
}

/// Appends `bytes` as a string in parentheses.
pub(super) fn literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for &byte in bytes {
        escaped(out, byte);
    }
    out.push(b')');
}

/// Appends one byte of a string in parentheses.
pub(super) fn escaped(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
        // A bare CR would be read as LF.
        b'\r' => out.extend_from_slice(b"\\r"),
        _ => out.push(byte),
    }
}

/// Appends `text` as a text string (7.9.2.2): ASCII as it is, anything else in UTF-16BE.
pub(super) fn text(out: &mut Vec<u8>, text: &str) {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        literal(out, text.as_bytes());
        return;
    }
    out.extend_from_slice(b"(\xFE\xFF");
    for unit in text.encode_utf16() {
        let [high, low] = unit.to_be_bytes();
        escaped(out, high);
        escaped(out, low);
    }
    out.push(b')');
}

/// Appends a name with its slash.
pub(super) fn name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'_' | b'.' | b',') {
            out.push(byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

/// Appends an object of lopdf's that is no stream; a stream becomes `null`.
pub(super) fn object(out: &mut Vec<u8>, value: &Object) {
    /// Digits kept of a real number: a ten-thousandth of a point.
    const PLACES: u32 = 4;
    match value {
        Object::Null | Object::Stream(_) => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => integer(out, *value),
        Object::Real(value) => fixed(out, round(f64::from(*value), PLACES), PLACES),
        Object::Name(value) => name(out, value),
        Object::String(value, _) => literal(out, value),
        Object::Reference((number, _)) => reference(out, *number),
        Object::Array(values) => {
            out.push(b'[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                object(out, value);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => {
            out.extend_from_slice(b"<<");
            for (key, value) in dictionary {
                name(out, key);
                out.push(b' ');
                object(out, value);
            }
            out.extend_from_slice(b">>");
        }
    }
}

/// Appends a reference to object `number`.
pub(super) fn reference(out: &mut Vec<u8>, number: u32) {
    integer(out, i64::from(number));
    out.extend_from_slice(b" 0 R");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        for (value, places, expected) in
            [(0, 2, "0"), (100, 2, "1"), (-50, 2, "-.5"), (5, 2, ".05"), (-1234, 3, "-1.234"), (70, 1, "7")]
        {
            assert_eq!(written(|out| fixed(out, value, places)), expected);
        }
        assert_eq!(written(|out| integer(out, i64::MIN)), i64::MIN.to_string());
    }

    #[test]
    fn strings_survive_brackets_backslashes_and_line_ends() {
        assert_eq!(written(|out| text(out, r"a(b)\c")), r"(a\(b\)\\c)");
        let mut out = Vec::new();
        // U+5C0D has a backslash, U+2829 both brackets, U+0D0D two carriage returns among its bytes.
        text(&mut out, "\u{5C0D}\u{2829}\u{D0D}");
        assert_eq!(out, b"(\xFE\xFF\\\\\\r\\(\\)\\r\\r)");
        assert_eq!(written(|out| name(out, "A B#".as_bytes())), "/A#20B#23");
    }
}
