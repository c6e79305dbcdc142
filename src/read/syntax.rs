//! Errors of TOML syntax in words for people who do not know TOML. In: the parser's message and the line, with its
//! secrets already hidden. Out: message and help. Nothing is parsed here.

use crate::base::Words;

/// How much of the file a syntax error affects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ErrorScope {
    /// One value; the rest of the file was parsed.
    Value,
    /// A key; the tree holds it as it was written.
    Key,
    /// A duplicate key.
    Duplicate,
    /// Everything behind it may be wrong.
    Rest,
}

/// How much of the file the error with this parser message affects.
pub(super) fn scope_of(message: &str) -> ErrorScope {
    let starts = |beginnings: &[&str]| beginnings.iter().any(|beginning| message.starts_with(beginning));
    if message == "duplicate key" {
        ErrorScope::Duplicate
    } else if message.starts_with("invalid unquoted key") {
        ErrorScope::Key
    } else if starts(&["invalid multi-line", "unexpected content"]) {
        ErrorScope::Rest
    } else if starts(&[
        "unexpected leading zero",
        "string values must be quoted",
        "unexpected key or value",
        "missing escaped value",
        "invalid ",
        "redundant ",
        "radix ",
        "integers with a radix",
        "unexpected sign",
        "too few unicode",
    ]) {
        ErrorScope::Value
    } else {
        ErrorScope::Rest
    }
}

/// An error of the parser, with the text at its place.
pub(super) struct SyntaxError<'t> {
    /// The parser's message.
    pub(super) message: &'t str,
    /// The unexpected text; may be empty.
    pub(super) unexpected: &'t str,
    /// The whole line.
    pub(super) line: &'t str,
}

/// Message and help for a syntax error.
pub(super) fn explain(error: &SyntaxError<'_>) -> (Words, Words) {
    let starts = |beginnings: &[&str]| beginnings.iter().any(|start| error.message.starts_with(start));
    if starts(&["unexpected leading zero", "invalid date", "invalid time"]) {
        number_or_date(error)
    } else if starts(&["string values must be quoted"]) {
        unquoted(error)
    } else if starts(&["invalid basic string", "invalid literal string"]) {
        broken_string(error)
    } else if starts(&["key with no value"]) {
        no_sign(error.line)
    } else if let Some(fixed) = FIXED.iter().find(|fixed| starts(fixed.beginnings)) {
        (Words::new(fixed.message.0, fixed.message.1), Words::new(fixed.help.0, fixed.help.1))
    } else {
        let message = format!("not valid TOML: {}", error.message);
        let help = ("1行に1つ、項目名 = \"値\" の形で書きます。", "write one `key = \"value\"` on each line");
        (Words::new("TOML の書き方に合っていません。", message), Words::new(help.0, help.1))
    }
}

/// Message and help that do not depend on the text.
struct Fixed {
    /// The start of the parser's message.
    beginnings: &'static [&'static str],
    message: (&'static str, &'static str),
    help: (&'static str, &'static str),
}

const FIXED: &[Fixed] = &[
    Fixed {
        beginnings: &["invalid boolean"],
        message: ("true・false の書き方が違います。", "this is not how true and false are written"),
        help: ("小文字の半角で true または false と書きます。", "write true or false in small letters"),
    },
    Fixed {
        beginnings: &["missing escaped value", "too few unicode", "invalid escape"],
        message: (
            "「\\」の後ろの文字が正しくありません。",
            "the character after the backslash is not allowed",
        ),
        help: (
            "「\\」や「￥」をそのまま書くには、\" \" の代わりに ' ' で囲みます。",
            "to write a backslash as it is, use ' ' instead of \" \"",
        ),
    },
    Fixed {
        beginnings: &["invalid multi-line"],
        message: ("3つの引用符で始めた文字列が閉じていません。", "a text in three quotes is not closed"),
        help: ("終わりにも同じ引用符を3つ書きます。", "write the same three quotes at its end"),
    },
    Fixed {
        beginnings: &["unclosed table", "unclosed array table"],
        message: ("見出しの「]」が足りません。", "a closing `]` is missing in a header"),
        help: (
            "[line]・[dealer] は1つずつ、[[institution]]・[[institution.terminal]] は2つずつの [ ] で囲みます。",
            "write [line] and [dealer], but [[institution]] and [[institution.terminal]]",
        ),
    },
    Fixed {
        beginnings: &["unexpected key or value"],
        message: ("値の後ろに余分な文字があります。", "something stands after the value"),
        help: (
            "1行に書けるのは1項目です。値の中で \" を使うときは全体を ' ' で囲み、メモの前には # を書きます。",
            "one key a line; put a value with \" in it in ' '; put # in front of a note",
        ),
    },
];

fn number_or_date(error: &SyntaxError<'_>) -> (Words, Words) {
    let written = error.line.split_once('=').map_or(error.unexpected, |(_, value)| value);
    let written = written.split('#').next().unwrap_or(written).trim();
    let message = if error.message.starts_with("unexpected leading zero") {
        Words::new(
            "0 で始まる番号が \" \" で囲まれていません。",
            "a number that starts with 0 must stand in quotes",
        )
    } else {
        Words::new(
            "\" \" で囲まれていないため、日付または時刻として読まれましたが、正しい日付ではありません。",
            "without quotes this is read as a date or time, but it is none",
        )
    };
    (message, quote_it(written))
}

fn quote_it(written: &str) -> Words {
    if written.is_empty() || written.contains(['"', '\'', '*', '＊']) {
        return Words::new("値を \" \" で囲みます。", "put the value in quotes");
    }
    Words::new(format!("\"{written}\" のように \" \" で囲みます。"), format!("write \"{written}\" in quotes"))
}

/// Quotation marks that TOML does not know.
const WRONG_QUOTES: [char; 10] = ['“', '”', '„', '‟', '‘', '’', '＂', '＇', '「', '『'];

fn unquoted(error: &SyntaxError<'_>) -> (Words, Words) {
    let written = error.unexpected.trim();
    if written.is_empty() {
        (
            Words::new("値が書かれていません。", "there is no value"),
            Words::new(
                "「=」の右に \" \" で囲んで値を書きます。書かない項目は行ごと消します。",
                "write a value in quotes after `=`, or delete the line",
            ),
        )
    } else if written.starts_with(WRONG_QUOTES) {
        let inner = written.trim_matches(|c| WRONG_QUOTES.contains(&c) || matches!(c, '」' | '』'));
        (
            Words::new(
                "値を囲む引用符が半角の \" ではありません。",
                "the quotes around the value are not plain \" \"",
            ),
            quote_it(inner),
        )
    } else if written.starts_with('\u{3000}')
        || written.ends_with('\u{3000}')
        || error.unexpected.ends_with('\u{3000}')
    {
        (
            Words::new("値の前後に全角の空白があります。", "there is a full-width space beside the value"),
            Words::new("全角の空白を半角にするか、消してください。", "make it a plain space, or delete it"),
        )
    } else {
        (
            Words::new("文字の値が \" \" で囲まれていません。", "a text must stand in quotes"),
            quote_it(written),
        )
    }
}

fn broken_string(error: &SyntaxError<'_>) -> (Words, Words) {
    if let Some(control) = error.unexpected.chars().next().filter(|character| character.is_control()) {
        let code = u32::from(control);
        return (
            Words::new(
                format!("制御文字（U+{code:04X}）が入っています。"),
                format!("there is a control character (U+{code:04X})"),
            ),
            Words::new(
                "見えない文字が混ざっています。値を打ち直してください。",
                "an invisible character got in: type the value again",
            ),
        );
    }
    (
        Words::new("値を囲む引用符が閉じていません。", "the closing quote is missing"),
        Words::new("値の終わりに半角の \" を書きます。", "write a plain \" at the end of the value"),
    )
}

fn no_sign(line: &str) -> (Words, Words) {
    let message = Words::new("項目名の後ろに「=」がありません。", "there is no `=` after the key");
    let help = if line.contains('＝') {
        Words::new(
            "「＝」が全角です。半角の「=」にしてください。",
            "the sign ＝ is full-width: write a plain `=`",
        )
    } else if line.contains([':', '：']) {
        Words::new(
            "name = \"…\" のように、「:」ではなく「=」を使います。",
            "use `=`, not `:`, as in name = \"…\"",
        )
    } else {
        Words::new(
            "項目名 = \"値\" の形で書きます。メモにするときは行の先頭に # を書きます。",
            "write `key = \"value\"`, or put # in front of a note",
        )
    };
    (message, help)
}
