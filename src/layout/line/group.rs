//! Groups: characters that a reader takes in at once and that no line parts (numbers with their units, dates,
//! labels in brackets, captions with their line to write on), unless the group is wider than the line. Phrases only make a break less welcome.

use super::bond::Bond;
use super::class::Class;
use super::gap::SCRIPT;
use super::phrase::{self, Phrases, ends_with, starts_with};
use super::unit::{Step, Unit};

/// What a break costs beside that of any group, where a group is wider than the line. A label in brackets gives way
/// before a label or a number in it does; so these are far apart, and no look of the lines around weighs as much.
const LABEL: f64 = 5e6;
/// Labels within labels are told apart to that depth.
const DEEPEST: f64 = 3.0;
/// Between the links of a chain: 3年 | 3か月, 2027年 | 1月20日.
const CHAIN: f64 = 2e7;
/// Between a digit and its unit or counter, and within it (JLREQ 3.1.10: inseparable numbers and units).
const NUMBER: f64 = 1e8;
/// Between a number and its counter: what should be there, the least and the most, in em.
const COUNTER: f64 = 0.125;
const COUNTER_LEAST: f64 = 0.0625;
const COUNTER_MOST: f64 = 0.25;
/// Labels up to this width are kept whole, in em: about a third of a line of running text.
const LABEL_WIDTH: f64 = 15.0;

/// A caption of up to so many letters stays with the line to write on.
const CAPTION: usize = 8;

/// Words that stand before a number and end with that letter, longer before shorter.
#[rustfmt::skip]
const fn before(last: char) -> &'static [&'static str] {
    match last {
        '約' => &["約"], '第' => &["第"], '計' => &["合計", "計"], '全' => &["全"], '各' => &["各"], '毎' => &["毎"],
        '和' => &["令和", "昭和"], '成' => &["平成"], '暦' => &["西暦"], '前' => &["午前"], '後' => &["午後"],
        '大' => &["最大"], '長' => &["最長"], '低' => &["最低"], 'り' => &["残り"],
        _ => &[],
    }
}

/// Units and counters that begin with that letter, longer before shorter.
#[rustfmt::skip]
const fn after(first: char) -> &'static [&'static str] {
    match first {
        '年' => &["年間", "年度", "年前", "年後", "年"],
        'か' => &["か月間", "か月前", "か月後", "か月", "か所"],
        'ヶ' => &["ヶ月間", "ヶ月", "ヶ所"], 'カ' => &["カ月間", "カ月"], 'ヵ' => &["ヵ月"], '箇' => &["箇月", "箇所"],
        '月' => &["月分", "月"], '日' => &["日間", "日目", "日分", "日前", "日後", "日"], '営' => &["営業日"],
        '時' => &["時間", "時"], '分' => &["分間", "分"], '秒' => &["秒間", "秒"],
        '週' => &["週間前", "週間後", "週間", "週"], '円' => &["円"], '万' => &["万円", "万"], '億' => &["億"],
        '千' => &["千"], '枚' => &["枚目", "枚"], '台' => &["台目", "台"], '名' => &["名様", "名"], '人' => &["人"],
        '件' => &["件"], '回' => &["回目", "回"], '個' => &["個"], '通' => &["通"], '桁' => &["桁"],
        '文' => &["文字"], 'ペ' => &["ページ"], '頁' => &["頁"], '部' => &["部"], '冊' => &["冊"], '本' => &["本"],
        '階' => &["階"], '号' => &["号室", "号"], '番' => &["番目", "番地", "番"], '歳' => &["歳"], '点' => &["点"],
        '度' => &["度"], '倍' => &["倍"], '割' => &["割"], '級' => &["級"], '条' => &["条"], '項' => &["項"],
        '章' => &["章"], '節' => &["節"], '行' => &["行"], '列' => &["列"], '丁' => &["丁目"], '種' => &["種類"],
        'つ' => &["つ"], '社' => &["社"], '組' => &["組"], '面' => &["面"],
        _ => &[],
    }
}

/// Marks what lines of one stretch of text should not part besides numbers: labels, choices, phrases.
pub(super) fn mark(units: &mut [Unit], phrases: Phrases) {
    phrase::mark(units, phrases);
    let mut depth = 0.0_f64;
    for index in 0..units.len() {
        match units[index].class {
            Class::Opening => {
                depth += 1.0;
                label(units, index, LABEL * depth.min(DEEPEST));
            }
            Class::Closing => depth = (depth - 1.0).max(0.0),
            // 1：IP-VPN: the number of an option.
            Class::Middle if index > 0 && is_digit(units[index - 1].class) => {
                hold(units, index..index + 1, CHAIN);
            }
            // B／C, 9:00〜18:00: a sign between two Latin words or numbers.
            Class::Hyphen if joins(units, index) => hold(units, index..index + 1, CHAIN),
            _ => {}
        }
    }
}

/// Draws numbers and their words together, and holds them.
pub(super) fn numbers(units: &mut [Unit]) {
    for index in 0..units.len() {
        if is_digit(units[index].class) {
            number(units, index);
        }
        if units[index].class == Class::WriteIn {
            number(units, index);
            caption(units, index);
        }
    }
}

/// A line to write on at `index`: holds it to the word before it, 氏名　＿＿＿.
fn caption(units: &mut [Unit], index: usize) {
    let is_letter = |unit: &&Unit| unit.class.is_japanese() || is_digit(unit.class);
    let white = units[..index].iter().rev().take_while(|unit| unit.class.is_space()).count();
    let letters = units[..index - white].iter().rev().take_while(is_letter).count();
    if letters <= CAPTION {
        hold(units, index - white - letters..index, NUMBER);
    }
}

/// Draws a number and its word together: between the digits of BIZ UDPGothic, which are wide and carry their own
/// white, and a counter, a quarter em would take 3年3か月 apart.
fn tighten(units: &mut [Unit], index: usize) {
    let Some(japanese) = units[index..].iter().take(2).find(|unit| unit.class.is_japanese()) else { return };
    let em = japanese.em;
    let gap = &mut units[index].gap;
    let is_tight = gap.shrink <= (COUNTER - COUNTER_LEAST) * em;
    if gap.step == Step::Script && gap.natural > 0.0 && !is_tight {
        let tracking = gap.natural - SCRIPT * em;
        let [natural, least, most] = [COUNTER, COUNTER_LEAST, COUNTER_MOST].map(|share| share * em);
        (gap.natural, gap.shrink, gap.stretch) = (natural + tracking, natural - least, most - natural);
    }
}

/// Draws a number and what is before and after it together: with other space on its one side than on its other it
/// would lean. `index` is one of its digits.
fn tighten_around(units: &mut [Unit], index: usize) {
    let is_part = |unit: &&Unit| is_digit(unit.class) || matches!(unit.ch, ',' | '.');
    let first = index - units[..index].iter().rev().take_while(is_part).count();
    let last = index + units[index + 1..].iter().take_while(is_part).count();
    if let Some(before) = first.checked_sub(1) {
        tighten(units, before);
    }
    tighten(units, last);
}

/// Binds each unit of `range` to the next: a line may end there only where the group is wider than it.
fn hold(units: &mut [Unit], range: std::ops::Range<usize>, penalty: f64) {
    for unit in units.get_mut(range).unwrap_or_default() {
        if matches!(unit.gap.bond, Some(Bond::Free | Bond::Group)) {
            unit.gap.bond = Some(Bond::Group);
            unit.gap.penalty = unit.gap.penalty.max(penalty);
        }
    }
}

const fn is_digit(class: Class) -> bool {
    matches!(class, Class::Digit | Class::WideDigit)
}

/// A digit at `index`: holds it to the digit after it, its unit, or the word before it.
fn number(units: &mut [Unit], index: usize) {
    if index > 0
        && units[index - 1].class.is_japanese()
        && let Some(word) = before(units[index - 1].ch).iter().find(|word| ends_with(&units[..index], word))
    {
        let length = word.chars().count();
        hold(units, index - length..index, NUMBER);
        tighten_around(units, index);
    }
    let Some(next) = units.get(index + 1) else { return };
    if is_digit(next.class) {
        hold(units, index..index + 1, NUMBER);
        return;
    }
    if !next.class.is_japanese() {
        return;
    }
    let Some(word) = after(next.ch).iter().find(|word| starts_with(&units[index + 1..], word)) else {
        return;
    };
    let last = index + word.chars().count();
    hold(units, index..last, NUMBER);
    tighten_around(units, index);
    match units.get(last + 1).map(|unit| unit.class) {
        Some(class) if is_digit(class) => {
            hold(units, last..last + 1, CHAIN);
            tighten(units, last);
        }
        // 20日（水）: the day of the week belongs to its date.
        Some(Class::Opening) if closes_after(units, last + 1, 1) => hold(units, last..last + 3, NUMBER),
        _ => {}
    }
}

fn joins(units: &[Unit], index: usize) -> bool {
    let is_latin = |index: usize| units.get(index).is_some_and(|unit| unit.class.is_latin());
    index > 0 && is_latin(index - 1) && is_latin(index + 1)
}

fn closes_after(units: &[Unit], opening: usize, length: usize) -> bool {
    units.get(opening + length + 1).is_some_and(|unit| unit.class == Class::Closing)
}

/// An opening bracket at `index`: holds the label in it, if it is short.
fn label(units: &mut [Unit], index: usize, penalty: f64) {
    let mut depth = 0_usize;
    let mut width = 0.0;
    for end in index..units.len() {
        width += units[end].width;
        if width > LABEL_WIDTH * units[index].em {
            return;
        }
        match units[end].class {
            Class::Opening => depth += 1,
            Class::Closing if depth == 1 => return hold(units, index..end, penalty),
            Class::Closing => depth -= 1,
            _ => {}
        }
    }
}
