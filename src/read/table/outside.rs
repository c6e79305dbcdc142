//! Formulas that take a value from another workbook. In: a formula. Out: whether it does. Its result is not known here.

/// Whether a formula takes a value from another workbook, itself or through one of
/// `names`, which stand for cells of other workbooks.
pub(super) fn refers_outside(formula: &str, names: &[String]) -> bool {
    let is_part_of_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let mentions = |name: &String| {
        formula.match_indices(name.as_str()).any(|(start, found)| {
            let (before, after) = (&formula[..start], &formula[start + found.len()..]);
            !before.ends_with(is_part_of_word) && !after.starts_with(is_part_of_word)
        })
    };
    other_book(formula) || names.iter().any(mentions)
}

/// Whether a formula names another workbook: those are numbered in brackets, `[1]Sheet1!A1` (ISO/IEC 29500-1,
/// 18.17.2.2). `[0]` is this one; texts in quotes and columns of a table (`Table[1]`) are no such names.
pub(super) fn other_book(formula: &str) -> bool {
    let (mut is_quoted, mut depth) = (false, 0_usize);
    let mut before = ' ';
    for (at, character) in formula.char_indices() {
        match character {
            '"' => is_quoted = !is_quoted,
            ']' if !is_quoted => depth = depth.saturating_sub(1),
            '[' if !is_quoted => {
                let inner = formula[at + 1..].split(']').next().unwrap_or_default();
                let is_number = !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit());
                let is_column = depth > 0 || before.is_alphanumeric() || before == '_' || before == ']';
                if is_number && inner != "0" && !is_column {
                    return true;
                }
                depth += 1;
            }
            _ => {}
        }
        before = character;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::refers_outside;

    #[test]
    fn what_names_another_workbook() {
        let names = ["住所表".to_owned()];
        for formula in ["[1]Sheet1!A1", "A1+'[12]住所 録'!B2", "SUM(住所表)", "\"[0]\"&[3]a!A1"] {
            assert!(refers_outside(formula, &names), "{formula}");
        }
        for formula in
            ["A1", "[0]!名前", "表1[1]", "表1[[1]:[2]]", "\"[1]\"", "住所表2", "旧住所表", "[住所]"]
        {
            assert!(!refers_outside(formula, &names), "{formula}");
        }
    }
}
