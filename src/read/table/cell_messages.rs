//! Messages about cells, in both languages. In: a column and a place. Out: diagnostics. No value that may be a secret
//! is quoted here.

use crate::base::facts::facts;
use crate::base::{Code, Diagnostic, Origin, Words};
use crate::read::fields::FieldSpec;
use crate::read::messages::shown;

/// A cell with a secret: the message names the word, never the value.
pub(super) fn secret(word: &str, at: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::Secret,
        at,
        Words::new(
            format!("秘密の情報（{word}）を書く欄はありません。"),
            format!("this looks like a secret ({word}); startpack takes none"),
        ),
        Words::new(
            "そのセルから消して、ファイルを保存し直してください。パスワード・ログインID・暗証番号は、どの書類にも印刷しません。",
            "delete it from the cell and save the file: no paper ever carries a password, a login ID or a PIN",
        ),
    )
}

/// A column whose heading asks for a secret.
pub(super) fn secret_column(word: &str, at: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::Secret,
        at,
        Words::new(
            format!("秘密の情報（{word}）の列があります。"),
            format!("there is a column for a secret ({word}); startpack takes none"),
        ),
        Words::new(
            "列ごと消して、ファイルを保存し直してください。パスワード・ログインID・暗証番号は、どの書類にも印刷しません。",
            "delete the whole column and save the file: no paper ever carries a password, a login ID or a PIN",
        ),
    )
}

/// A formula that ends in an error.
pub(super) fn broken(column: &FieldSpec, error: &str, at: Origin) -> Diagnostic {
    let (header, error) = (column.heading, shown(error));
    Diagnostic::error(
        Code::LostValue,
        at,
        Words::new(
            format!("{header}：数式の結果がエラー（{error}）です。"),
            format!("{header}: the formula ends in an error ({error})"),
        ),
        Words::new("数式を直すか、値を打ち込んでください。", "mend the formula, or type the value"),
    )
}

/// A character of a wrong encoding, or a private-use character (外字) that only one computer has.
pub(super) fn unreadable(column: &FieldSpec, character: char, at: Origin) -> Diagnostic {
    let (header, code) = (column.heading, u32::from(character));
    if character == '\u{FFFD}' {
        return undecodable(header, at);
    }
    Diagnostic::error(
        Code::ControlCharacter,
        at,
        Words::new(
            format!(
                "{header}に外字（U+{code:04X}「{character}」）があります。ほかの機械では別の字になります。"
            ),
            format!(
                "{header} has a private-use character (gaiji, U+{code:04X}), which other machines do not know"
            ),
        ),
        Words::new("標準の字か、かなに置き換えてください。", "use a standard character, or kana"),
    )
}

/// A cell that could not be decoded.
pub(super) fn undecodable(header: &str, at: Origin) -> Diagnostic {
    let (ja, en) = if header.is_empty() { ("このセル", "this cell") } else { (header, header) };
    Diagnostic::error(
        Code::Encoding,
        at,
        Words::new(
            format!("{ja}に、文字に直せないデータ（U+FFFD）があります。"),
            format!("{en} has bytes that are no characters (U+FFFD)"),
        ),
        Words::new(
            "--encoding cp932 のように文字コードを指定するか、UTF-8 で保存し直してください。",
            "name the encoding, such as --encoding cp932, or save the file as UTF-8",
        ),
    )
}

/// More rejected cells in columns that are not read.
pub(super) fn more_refused(more: usize, at: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::Encoding,
        at,
        Words::new(
            format!("読まない列に、秘密の情報か文字に直せないデータのあるセルが、ほかに{more}個あります。"),
            format!(
                "{more} more cells of columns that are not read hold secrets or bytes that are no characters"
            ),
        ),
        Words::new("その列を消すか、直してください。", "delete those columns, or mend them"),
    )
}

/// A text that is too long for any document.
pub(super) fn too_long(column: &FieldSpec, at: Origin) -> Diagnostic {
    let (header, limit) = (column.heading, facts().input.text_limit);
    Diagnostic::error(
        Code::TooLong,
        at,
        Words::new(
            format!("{header}が長すぎます（{limit}文字まで）。"),
            format!("{header} is too long (limit {limit} characters)"),
        ),
        Words::new("短くしてください。", "make it shorter"),
    )
}

/// An invisible character in a code or an address.
pub(super) fn invisible(column: &FieldSpec, character: char, at: Origin) -> Diagnostic {
    let (header, code) = (column.heading, u32::from(character));
    Diagnostic::error(
        Code::ControlCharacter,
        at,
        Words::new(
            format!("{header}に見えない文字（U+{code:04X}）が入っています。"),
            format!("{header} has a character that cannot be seen (U+{code:04X})"),
        ),
        Words::new(
            "貼り付けで混ざった文字です。その値を打ち直してください。",
            "it came in by copying: type the value again",
        ),
    )
}

/// A number of which a spreadsheet has kept only the first digits.
pub(super) fn digits_lost(column: &FieldSpec, at: Origin) -> Diagnostic {
    let header = column.heading;
    Diagnostic::error(
        Code::LostValue,
        at,
        Words::new(
            format!("{header}が数値として保存され、16桁目から後ろが失われています。"),
            format!("{header} was saved as a number: its digits from the 16th on are lost"),
        ),
        Words::new(
            "セルの書式を「文字列」にしてから、打ち直してください。",
            "make the cell's format text, then type the value again",
        ),
    )
}

/// A value that a spreadsheet has turned into a date.
pub(super) fn turned_into_a_day(column: &FieldSpec, day: Option<String>, at: Origin) -> Diagnostic {
    let (header, day) = (column.heading, day.unwrap_or_default());
    Diagnostic::error(
        Code::LostValue,
        at,
        Words::new(
            format!("{header}が日付（{day}）に変えられています。"),
            format!("{header} has been turned into a date ({day})"),
        ),
        Words::new(
            "セルの書式を「文字列」にしてから、打ち直してください。",
            "make the cell's format text, then type the value again",
        ),
    )
}

/// A value that a spreadsheet has turned into a time of day.
pub(super) fn turned_into_a_time(column: &FieldSpec, at: Origin) -> Diagnostic {
    let header = column.heading;
    Diagnostic::error(
        Code::LostValue,
        at,
        Words::new(
            format!("{header}が時刻に変えられています。"),
            format!("{header} has been turned into a time of day"),
        ),
        retype(),
    )
}

/// A number that the sheet shows as a text that other numbers show too.
pub(super) fn shown_otherwise(column: &FieldSpec, text: &str, value: &str, at: Origin) -> Diagnostic {
    let (header, text, value) = (column.heading, shown(text), shown(value));
    Diagnostic::error(
        Code::LostValue,
        at,
        Words::new(
            format!("{header}：表示は「{text}」、値は「{value}」です。"),
            format!("{header} shows `{text}`, but its value is `{value}`"),
        ),
        retype(),
    )
}

/// A value that the sheet does not show as it is; `None` for a value that is not meant to be seen.
pub(super) fn unseen(column: &FieldSpec, value: Option<&String>, format: &str, at: Origin) -> Diagnostic {
    let (header, format) = (column.heading, shown(format));
    let words = if let Some(value) = value {
        let value = shown(value);
        Words::new(
            format!(
                "{header}：表示の書式は「{format}」、値は「{value}」です。どう表示されているかが分かりません。"
            ),
            format!("{header} shows its value `{value}` as `{format}` says: what is seen is not known"),
        )
    } else {
        Words::new(
            format!("{header}：値がありますが、書式のため表示されていません。"),
            format!("{header} has a value that its number format does not show"),
        )
    };
    Diagnostic::error(Code::LostValue, at, words, retype())
}

fn retype() -> Words {
    Words::new(
        "セルの書式を「文字列」にしてから、表示したいとおりに打ち直してください。",
        "make the cell's format text, then type what is to be printed",
    )
}

/// A date cell with a number that is not a day.
pub(super) fn not_a_day(column: &FieldSpec, number: &str, at: Origin) -> Diagnostic {
    let header = column.heading;
    Diagnostic::error(
        Code::BadDate,
        at,
        Words::new(
            format!("{header}「{number}」：この数は日付になりません。"),
            format!("{header} `{number}`: this number is no day"),
        ),
        Words::new("2027-01-20 のように打ち直してください。", "type it again, such as 2027-01-20"),
    )
}

/// The number and the name of the prefecture are not those of one.
pub(super) fn prefectures_differ(at: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::Contradiction,
        at,
        Words::new(
            "都道府県コードと都道府県名が合いません。",
            "the number and the name of the prefecture do not belong together",
        ),
        Words::new(
            "どちらが正しいか確かめ、もう一方を直すか空欄にしてください。",
            "find out which is right, and mend the other or leave it empty",
        ),
    )
}

/// A row that contradicts an earlier row of the same customer.
pub(super) fn contradiction(column: &FieldSpec, whose: (&str, &str), row: usize, at: Origin) -> Diagnostic {
    let header = column.heading;
    let (ja, en) = whose;
    Diagnostic::error(
        Code::Contradiction,
        at,
        Words::new(
            format!("{header}が、同じ{ja}の{row}行目と違います。"),
            format!("{header} is not what row {row} says of the same {en}"),
        ),
        Words::new(
            "どちらが正しいか確かめ、同じ値にするか、こちらを空欄にしてください。別のお客様なら顧客番号を分けます。",
            "find out which is right and write the same, or leave this cell empty; another customer needs another 顧客番号",
        ),
    )
}
