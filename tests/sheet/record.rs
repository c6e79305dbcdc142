//! `record`: what the day has shown goes onto a sheet, comes back, and stands in a new list.

use crate::cli::Sandbox;

/// The sheet for the installer, with other cells than it was made with.
fn returned(sandbox: &Sandbox, changes: &[(usize, &str, &str)]) -> String {
    let text = String::from_utf8(sandbox.bytes("form.csv")).unwrap();
    let mut rows: Vec<Vec<String>> = text
        .trim_start_matches('\u{feff}')
        .lines()
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect();
    for (row, heading, value) in changes {
        let column = rows[0].iter().position(|cell| cell == heading).unwrap();
        (*value).clone_into(&mut rows[*row][column]);
    }
    rows.iter().map(|row| row.join(",") + "\r\n").collect()
}

#[test]
fn what_comes_back_fills_a_new_list_and_replaces_nothing() {
    let sandbox = Sandbox::new();
    let list = crate::walls::root().join("examples/hospital.toml").display().to_string();
    sandbox.run(&["record", &list, "--form", "form.csv"]).ends(0);
    let back = returned(
        &sandbox,
        &[
            (1, "証明書シリアル番号", "1A2B3C"),
            (1, "コンピューター名", "DESKTOP-1"),
            (1, "有効期限（画面の表示）", "2030-04-12"),
            (2, "書留番号", "123-45-67890-3"),
            (3, "端末名称等", "ない端末"),
        ],
    );
    std::fs::write(sandbox.path.join("back.csv"), back).unwrap();
    let told = sandbox.run(&["record", &list, "back.csv", "-o", "new.toml"]);
    told.ends(0).tells(&["SP024", "recorded for `総合受付 資格確認PC01`", "no terminal `ない端末`"]);
    let new = String::from_utf8(sandbox.bytes("new.toml")).unwrap();
    for words in [
        "serial = \"1A2B3C\"",
        "name = \"DESKTOP-1\"",
        "expires = \"2030-04-12\"",
        "mail_no = \"123-45-67890-3\"",
    ] {
        assert!(new.contains(words), "{words}: {new}");
    }
    assert_eq!(new.matches("[[institution.terminal]]").count(), 3);
    // A second time nothing is new, and what differs stays.
    let other = returned(&sandbox, &[(1, "証明書シリアル番号", "FFFF")]);
    std::fs::write(sandbox.path.join("other.csv"), other).unwrap();
    let told = sandbox.run(&["record", "new.toml", "other.csv", "-o", "newer.toml"]);
    told.ends(0).tells(&["証明書シリアル番号 of `総合受付 資格確認PC01` is not what the list says"]);
    assert_eq!(String::from_utf8(sandbox.bytes("newer.toml")).unwrap(), new);
    sandbox.run(&["record", "new.toml", "back.csv", "-o", "new.toml"]).ends(3).tells(&["SP003"]);
}

#[test]
fn a_secret_on_the_sheet_that_came_back_is_refused_and_not_repeated() {
    let sandbox = Sandbox::new();
    let list = crate::walls::root().join("examples/sakura-clinic.toml").display().to_string();
    sandbox.run(&["record", &list, "--form", "form.csv"]).ends(0);
    let text = String::from_utf8(sandbox.bytes("form.csv")).unwrap();
    let mut lines = text.lines();
    let back = format!("{},パスワード\r\n{},hunter2xyz\r\n", lines.next().unwrap(), lines.next().unwrap());
    std::fs::write(sandbox.path.join("back.csv"), back).unwrap();
    let told = sandbox.run(&["record", &list, "back.csv", "-o", "new.toml"]);
    told.ends(1).tells(&["SP020"]);
    assert!(!sandbox.path.join("new.toml").exists());
}
