//! What a page that drives the program needs: a picture of one page, how a table was understood, columns that are assigned,
//! what a run holds, where the faces of a label sheet are.

use serde_json::Value;

use super::{Ran, Sandbox};
use crate::tables::{csv, rows};

fn object(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

/// Two customers in a table, with a heading that startpack does not know and a column for a secret.
fn table(sandbox: &Sandbox) {
    let mut rows = rows(&[
        &[("顧客番号", "K-1")],
        &[
            ("顧客番号", "K-2"),
            ("都道府県", "青森県"),
            ("お客様ID", "CAF2234567890"),
            ("医療機関（薬局）名称", "あおい内科"),
            ("医療機関コード", "10001E"),
            ("メールアドレス", "aoi@example.jp"),
        ],
    ]);
    rows[0][2] = "回線の番号".to_owned();
    for (row, text) in rows.iter_mut().zip(["暗証番号", "48151623", ""]) {
        row.push(text.to_owned());
    }
    sandbox.file("a.csv", csv(&rows));
    rows.iter_mut().for_each(|row| drop(row.pop()));
    rows[2][6] = "0200021".to_owned();
    sandbox.file("good.csv", csv(&rows));
}

#[test]
fn a_page_is_the_picture_that_build_makes() {
    let sandbox = Sandbox::new();
    let file = sandbox.example("sakura-clinic.toml", |text| text);
    sandbox.run(&["build", file, "--only", "packet", "--png"]).ends(0);
    let day = ["--date", "2026-11-24"];
    let page = ["preview", file, "--page", "2", "--dpi", "150", "-o", "p.png", "--format", "json"];
    let found = object(&sandbox.run(&[&page[..], &day].concat()).ends(0));
    assert_eq!(sandbox.bytes("p.png"), sandbox.bytes("out/0110100013/packet-02.png"));
    let result = &found["result"];
    assert_eq!(
        (&result["document"], &result["page"], &result["picture"]),
        (&"packet".into(), &2.into(), &"p.png".into())
    );
    assert_eq!(result["dots"], serde_json::json!([1240, 1754]));
    assert_eq!(result["paper"], serde_json::json!([210.0, 297.0]));
    let pages = result["pages"].as_u64().unwrap();
    let beyond = ["preview", file, "--page", &(pages + 1).to_string(), "-o", "q.png"];
    sandbox.run(&[&beyond[..], &day].concat()).ends(2).tells(&["SP038", &format!("it has {pages}")]);
    let labels = ["preview", file, "--document", "labels", "--start", "3", "-o", "l.png"];
    sandbox
        .run(&[&labels[..], &day].concat())
        .ends(0)
        .says(&["l.png was written (terminal labels, page 1 of 1, 661 x"]);
    sandbox.run(&["preview", file, "-o", file]).ends(2).tells(&["SP007"]);
    assert!(!sandbox.path.join("q.png").exists());
}

#[test]
fn one_customer_is_shown() {
    let sandbox = Sandbox::new();
    table(&sandbox);
    let preview = |file: &str, customer: &[&str]| {
        let arguments =
            ["preview", file, "--column", "回線の番号=お客様ID", "--date", "2026-11-24", "-o", "p.png"];
        sandbox.run(&[&arguments[..], customer].concat())
    };
    preview("good.csv", &[]).ends(2).tells(&["SP035", "2 customers", "K-1, K-2"]);
    preview("good.csv", &["--customer", "K-3"]).ends(2).tells(&["SP035"]);
    for customer in ["K-2", "0210200021", "あおい 内科"] {
        preview("good.csv", &["--customer", customer]).ends(0).says(&["page 1 of"]);
    }
    preview("a.csv", &["--customer", "K-2"]).ends(1).tells(&["SP122", "G3"]);
}

#[test]
fn a_table_is_shown_as_it_was_understood() {
    let sandbox = Sandbox::new();
    table(&sandbox);
    let ran = sandbox.run(&["check", "a.csv", "--table", "--format", "json"]).ends(1);
    assert!(!ran.out.contains("48151623"), "{}", ran.out);
    let found = object(&ran);
    let table = &found["result"]["tables"][0];
    assert_eq!(
        (&table["file"], &table["sheet"], &table["heading_rows"]),
        (&"a.csv".into(), &"".into(), &serde_json::json!([1, 1]))
    );
    let columns = table["columns"].as_array().unwrap();
    let column = |letters: &str| columns.iter().find(|column| column["letters"] == letters).unwrap();
    assert_eq!(
        (&column("A")["state"], &column("A")["field"]["field"]),
        (&"known".into(), &"customer_no".into())
    );
    assert_eq!((&column("C")["state"], &column("C")["heading"]), (&"unknown".into(), &"回線の番号".into()));
    assert_eq!((&column("O")["state"], &column("O")["field"]), (&"secret".into(), &Value::Null));
    let rows = table["rows"].as_array().unwrap();
    let cells: Vec<_> =
        rows[1]["cells"].as_array().unwrap().iter().filter(|cell| cell["cell"] == "G3").collect();
    assert_eq!(
        (&rows[1]["row"], &rows[1]["customer"], &cells[0]["text"]),
        (&3.into(), &2.into(), &"10001E".into())
    );
    let fields = found["result"]["fields"].as_array().unwrap();
    assert!(fields.iter().any(|field| field["field"] == "line.customer_id" && field["required"] == true));
    // Without --table there is none of it, and with it people see the columns.
    assert_eq!(
        object(&sandbox.run(&["check", "a.csv", "--format", "json"]))["result"]["tables"],
        Value::Null
    );
    sandbox
        .run(&["check", "a.csv", "--table"])
        .ends(1)
        .says(&["  C   回線の番号 → not read", "  O   暗証番号 → a secret (refused)"]);
    // A customer's place is the cell that it begins at.
    let assigned = ["check", "good.csv", "--table", "--column", "回線の番号=お客様ID", "--format", "json"];
    let found = object(&sandbox.run(&assigned).ends(0));
    assert_eq!(found["result"]["tables"][0]["columns"][2]["field"]["field"], "line.customer_id");
    let place = &found["customers"][1]["place"];
    assert_eq!(
        (&place["cell"], &place["row"], &place["file"]),
        (&"A3".into(), &3.into(), &"good.csv".into())
    );
}

#[test]
fn assigned_columns_are_kept_with_the_run() {
    let sandbox = Sandbox::new();
    table(&sandbox);
    let build =
        ["build", "good.csv", "--only", "labels", "--run", "R", "--merge", "--column", "回線の番号=お客様ID"];
    sandbox.run(&build).ends(0);
    let manifest = String::from_utf8(sandbox.bytes("out/R/manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(
        manifest["reading"]["columns"],
        serde_json::json!([{ "from": "回線の番号", "to": "お客様ID" }])
    );
    sandbox.run(&["reprint", "out/R", "--customer", "K-2", "-o", "again"]).ends(0);

    let found = object(&sandbox.run(&["manifest", "show", "out/R", "--format", "json"]).ends(0));
    let result = &found["result"];
    assert_eq!(
        (&found["command"], &result["run"], &result["print_date"]),
        (&"manifest show".into(), &"R".into(), &"2026-11-24".into())
    );
    let second = &result["customers"][1];
    assert_eq!(
        (&second["code"], &second["customer_no"], &second["terminals"]),
        (&"0210200021".into(), &"K-2".into(), &1.into())
    );
    assert_eq!(
        (&second["documents"][0]["file"], &second["documents"][0]["labels"]),
        (&"0210200021/labels.pdf".into(), &1.into())
    );
    let merged: Vec<_> = result["merged"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (&file["kind"], &file["paper"], &file["sides"]))
        .collect();
    assert!(merged.contains(&(&"labels".into(), &"labels".into(), &1.into())), "{result}");
    assert_eq!(result["check_pages"].as_array().unwrap().len(), 1);
    sandbox.run(&["manifest", "show", "out"]).ends(3).tells(&["SP030"]);
}

#[test]
fn the_faces_of_a_stock_have_places() {
    let found = object(&Sandbox::new().run(&["stock", "--format", "json"]).ends(0));
    for stock in found["result"]["stock"].as_array().unwrap() {
        let places = stock["places"].as_array().unwrap();
        assert_eq!(places.len() as u64, stock["faces"].as_u64().unwrap());
        let number = |value: &Value| value.as_f64().unwrap();
        let last = places.last().unwrap();
        for axis in [0, 1] {
            assert!((number(&places[0][axis]) - number(&stock["origin"][axis])).abs() < 0.002, "{stock}");
            assert!(
                number(&last[axis]) + number(&stock["label"][axis]) < number(&stock["paper"][axis]) + 0.1
            );
        }
    }
}
