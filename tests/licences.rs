//! The licences of all dependencies are among those that deny.toml allows, and all come from crates.io: what `cargo deny`
//! asks too, for who has not installed it.

use std::collections::BTreeSet;
use std::process::Command;

use crate::walls::root;

/// The strings of an array in a table.
fn strings(value: &toml::Value) -> BTreeSet<String> {
    value.as_array().unwrap().iter().map(|entry| entry.as_str().unwrap().to_owned()).collect()
}

/// Whether one of the alternatives of each part of an expression is allowed.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let plain = expression.replace(['(', ')'], "").replace('/', " OR ");
    plain.split(" AND ").all(|part| part.split(" OR ").any(|name| allowed.contains(name.trim())))
}

/// The platform that this is built on: other platforms' crates need not be here.
fn host() -> String {
    let ran = Command::new("rustc").arg("-vV").output().unwrap();
    let said = String::from_utf8(ran.stdout).unwrap();
    said.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

#[test]
fn every_dependency_has_an_allowed_licence_and_source() {
    let deny: toml::Table = std::fs::read_to_string(root().join("deny.toml")).unwrap().parse().unwrap();
    let allowed = strings(&deny["licenses"]["allow"]);
    let ran = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform"])
        .arg(host())
        .current_dir(root())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "{} packages", packages.len());
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or("none");
        let exceptions = deny["licenses"]["exceptions"].as_array().unwrap();
        let own = exceptions.iter().find(|entry| entry["crate"].as_str() == Some(name));
        let is_right =
            is_allowed(licence, &own.map_or_else(|| allowed.clone(), |entry| strings(&entry["allow"])));
        assert!(is_right, "{name}: {licence}");
        let source = package["source"].as_str().unwrap_or("");
        let is_ours =
            name == "startpack" || source == "registry+https://github.com/rust-lang/crates.io-index";
        assert!(is_ours, "{name} comes from {source}");
    }
}

#[test]
fn expressions_are_understood() {
    let allowed = BTreeSet::from(["MIT".to_owned(), "ISC".to_owned()]);
    for right in ["MIT", "MIT OR GPL-3.0", "GPL-3.0/MIT", "(MIT OR GPL-3.0) AND ISC"] {
        assert!(is_allowed(right, &allowed), "{right}");
    }
    for wrong in ["GPL-3.0", "MIT AND GPL-3.0", "none"] {
        assert!(!is_allowed(wrong, &allowed), "{wrong}");
    }
}
