//! What the program leaves on disk: all of a customer's files or none, never half a file, never an old page.

use std::fs;

use super::Sandbox;

const CLINIC: &str = "sakura-clinic.toml";
const CLINIC_FOLDER: &str = "0110100013";

fn with_clinic() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    sandbox
}

#[test]
fn build_makes_the_three_documents() {
    let sandbox = with_clinic();
    let ran = sandbox.run(&["build", CLINIC]).ends(0).says(&["out/0110100013", "packet.pdf", "1 label"]);
    assert!(ran.out.contains("What to do next") && ran.out.contains("100 %"), "{}", ran.out);
    assert_eq!(
        sandbox.listing(),
        [
            "out",
            "out/0110100013",
            "out/0110100013/handover.pdf",
            "out/0110100013/labels.pdf",
            "out/0110100013/packet.pdf",
            CLINIC,
        ]
    );
    assert!(sandbox.bytes("out/0110100013/packet.pdf").starts_with(b"%PDF-1.7"));
}

#[test]
fn the_longest_names_print() {
    // The longest name of a real institution has 55 characters.
    let name = "医療法人社団架空会グループ総合医療研究センター附属北の丘中央リハビリテーション病院内科クリニック診療所前";
    let terminal = "地域医療連携センター総合受付オンライン資格確認用端末（顔認証付きカードリーダー）１";
    assert!(name.chars().count() >= 50 && terminal.chars().count() >= 40);
    let sandbox = Sandbox::new();
    sandbox.example("ika-shika.toml", |text| {
        let text = text.replacen("name = \"医科端末01\"", &format!("name = \"{terminal}\""), 1);
        assert!(text.contains(terminal));
        let lines = text.lines().map(|line| match line.starts_with("name = \"架空あおば") {
            true => format!("name = \"{name}\"\n"),
            false => format!("{line}\n"),
        });
        lines.collect()
    });
    let ran = sandbox.run(&["build", "ika-shika.toml"]).ends(0).says(&["4 labels"]);
    ran.tells(&["warning[SP125]", "warning[SP141]"]);
}

#[test]
fn leftovers_of_a_killed_build_go_and_the_users_own_files_stay() {
    let sandbox = with_clinic();
    let folder = sandbox.path.join("out").join(CLINIC_FOLDER);
    fs::create_dir_all(&folder).unwrap();
    let own = [".packet.pdf.new", ".packet.pdf.old", ".notes.123.new", "packet.pdf.123.new"];
    let left = [".packet.pdf.123.new", ".labels.pdf.4567.old"];
    own.iter().chain(&left).for_each(|name| fs::write(folder.join(name), "x").unwrap());
    sandbox.run(&["build", CLINIC]).ends(0);
    let names = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    let mut expected = [&own[..], &["handover.pdf", "labels.pdf", "packet.pdf"]].concat();
    expected.sort_unstable();
    assert_eq!(names, expected);
}

#[test]
#[cfg(unix)]
fn planted_links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let sandbox = with_clinic();
    let (out, elsewhere) = (sandbox.path.join("out"), sandbox.path.join("elsewhere"));
    fs::create_dir_all(&out).unwrap();
    fs::create_dir_all(&elsewhere).unwrap();
    symlink(&elsewhere, out.join(CLINIC_FOLDER)).unwrap();
    sandbox.run(&["build", CLINIC]).ends(3).tells(&["SP002", CLINIC_FOLDER, "it is a link to another place"]);
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
    fs::remove_file(out.join(CLINIC_FOLDER)).unwrap();
    // A link in place of a file is replaced itself.
    let target = elsewhere.join("mine.txt");
    fs::write(&target, "mine").unwrap();
    fs::create_dir_all(out.join(CLINIC_FOLDER)).unwrap();
    symlink(&target, out.join(CLINIC_FOLDER).join("packet.pdf")).unwrap();
    sandbox.run(&["build", CLINIC]).ends(0);
    assert_eq!(fs::read(&target).unwrap(), b"mine");
    assert!(!out.join(CLINIC_FOLDER).join("packet.pdf").is_symlink());
    // The folder that the user names may be one.
    symlink(&elsewhere, sandbox.path.join("linked")).unwrap();
    sandbox.run(&["build", CLINIC, "-o", "linked"]).ends(0);
    assert!(elsewhere.join(CLINIC_FOLDER).join("packet.pdf").is_file());
}

#[test]
fn documents_are_named_by_their_titles_too() {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    sandbox.run(&["build", CLINIC, "--only", "受渡しチェックリスト、端末ラベル"]).ends(0);
    assert!(!sandbox.path.join("out/0110100013/packet.pdf").exists());
    assert!(sandbox.path.join("out/0110100013/handover.pdf").exists());
    assert!(sandbox.path.join("out/0110100013/labels.pdf").exists());
    let odd = sandbox.run(&["build", CLINIC, "--only", "準備", "--lang", "ja"]).ends(2);
    odd.tells(&["packet, handover, labels, letter, address, mail"]);
    for (file, title) in [("mail.txt", "メール文面"), ("mail.txt", "メールの文面"), ("letter.pdf", "送付状")]
    {
        sandbox.run(&["build", CLINIC, "--only", title, "-o", title]).ends(0);
        assert!(sandbox.path.join(title).join(CLINIC_FOLDER).join(file).is_file(), "{title}");
    }
}

#[test]
fn only_some_documents() {
    let sandbox = with_clinic();
    sandbox.run(&["build", CLINIC, "--only", "labels", "-o", "papers/today"]).ends(0);
    let papers = fs::read_dir(sandbox.path.join("papers/today").join(CLINIC_FOLDER)).unwrap();
    let names: Vec<_> = papers.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["labels.pdf"]);
}

#[test]
fn page_pictures_beside_the_documents_and_none_of_an_earlier_run() {
    let sandbox = with_clinic();
    let folder = sandbox.path.join("out").join(CLINIC_FOLDER);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("labels-02.png"), "of an earlier run").unwrap();
    fs::write(folder.join("packet-01.png"), "of another document").unwrap();
    fs::write(folder.join("labels-my-own.png"), "the user's own").unwrap();
    sandbox.run(&["build", CLINIC, "--only", "labels", "--png"]).ends(0).says(&["1 picture"]);
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["labels-01.png", "labels-my-own.png", "labels.pdf", "packet-01.png"]);
    let picture = image::open(folder.join("labels-01.png")).unwrap();
    assert_eq!((picture.width(), picture.height()), (1240, 1754));
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let (first, second) = (with_clinic(), with_clinic());
    for sandbox in [&first, &second] {
        sandbox.run(&["build", CLINIC]).ends(0);
        sandbox.run(&["build", CLINIC, "--only", "labels", "--png"]).ends(0);
    }
    assert_eq!(first.listing(), second.listing());
    for name in first.listing().iter().filter(|name| first.path.join(name).is_file()) {
        assert!(first.bytes(name) == second.bytes(name), "{name} differs");
    }
}

#[test]
fn an_output_folder_that_is_a_file() {
    let sandbox = with_clinic();
    sandbox.file("out", "not a folder");
    sandbox.run(&["build", CLINIC]).ends(3).tells(&["error[SP002]", "out", "it is a file, not a folder"]);
    assert_eq!(sandbox.listing(), ["out", CLINIC]);
    assert_eq!(sandbox.bytes("out"), b"not a folder");
}

#[test]
fn an_output_folder_below_a_file() {
    let sandbox = with_clinic();
    sandbox.file("papers", "not a folder");
    sandbox.run(&["build", CLINIC, "-o", "papers/today"]).ends(3).tells(&["papers cannot be written"]);
    assert_eq!(sandbox.listing(), ["papers", CLINIC]);
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_folder_where_nobody_may_write() {
    // Not even root makes folders in /proc.
    let sandbox = with_clinic();
    sandbox.run(&["build", CLINIC, "-o", "/proc/startpack"]).ends(3).tells(&["error[SP025]", "/proc"]);
    assert_eq!(sandbox.listing(), [CLINIC]);
}

#[test]
fn when_one_file_cannot_be_replaced_none_is() {
    let sandbox = with_clinic();
    let folder = sandbox.path.join("out").join(CLINIC_FOLDER);
    fs::create_dir_all(folder.join("labels.pdf")).unwrap();
    fs::write(folder.join("packet.pdf"), "old packet").unwrap();
    sandbox.run(&["build", CLINIC]).ends(3).tells(&["error[SP002]", "labels.pdf", "it is a folder"]);
    assert_eq!(fs::read(folder.join("packet.pdf")).unwrap(), b"old packet");
    let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let sandbox = with_clinic();
    sandbox.example("hospital.toml", |text| text.replace("[line]", "[lime]"));
    let ran = sandbox.run(&["build", "hospital.toml", CLINIC, "nobody.toml"]).ends(3);
    let ran = ran.tells(&[
        "error[SP014] K-0002 ",
        " hospital.toml:",
        "error[SP001] nobody.toml",
        "1 made, 2 not made",
    ]);
    assert!(ran.out.contains(CLINIC_FOLDER), "{}", ran.out);
    let runs: Vec<_> =
        fs::read_dir(sandbox.path.join("out")).unwrap().map(|run| run.unwrap().path()).collect();
    assert_eq!(runs.len(), 1, "{runs:?}");
    assert!(runs[0].join(CLINIC_FOLDER).join("packet.pdf").is_file());
    assert!(runs[0].join("manifest.json").is_file());
    sandbox.run(&["build", "hospital.toml", CLINIC]).ends(1);
}

#[test]
fn two_files_for_the_same_folder_are_both_refused() {
    let sandbox = with_clinic();
    fs::copy(sandbox.path.join(CLINIC), sandbox.path.join("again.toml")).unwrap();
    let ran = sandbox.run(&["build", CLINIC, "again.toml"]).ends(1);
    ran.tells(&[
        "error[SP170] K-0001 さくら内科クリニック sakura-clinic.toml:",
        " again.toml:",
        CLINIC_FOLDER,
    ]);
    assert_eq!(sandbox.listing(), ["again.toml", CLINIC]);
}

#[test]
fn check_makes_nothing() {
    let sandbox = with_clinic();
    let ran = sandbox.run(&["check", CLINIC]).ends(0).tells(&["1 without errors"]);
    assert_eq!(ran.out, "");
    assert_eq!(sandbox.listing(), [CLINIC]);
}

#[test]
fn new_makes_a_file_that_can_be_filled_in_and_never_overwrites() {
    let sandbox = Sandbox::new();
    sandbox.run(&["new", "mine.toml"]).ends(0).says(&["mine.toml was written", "startpack build mine.toml"]);
    let made = sandbox.bytes("mine.toml");
    sandbox.file("mine.toml", "my work");
    sandbox.run(&["new", "mine.toml"]).ends(3).tells(&["error[SP003]", "mine.toml"]);
    assert_eq!(sandbox.bytes("mine.toml"), b"my work");
    sandbox.file("mine.toml", made);
    // What is missing is told, but it is a site file: no fault of syntax and no unknown key.
    let ran = sandbox.run(&["check", "mine.toml"]);
    assert!(!ran.err.contains("[SP01"), "{}", ran.err);
    sandbox.run(&["new", "no/such/folder.toml"]).ends(3).tells(&["error[SP002]"]);
}
