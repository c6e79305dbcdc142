//! The memory of a run does not grow with its customers but by a few hundred bytes for each: two lists, the longer
//! many times the shorter, and what the program takes at its peak for each. Linux tells that of a process.

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};

use super::{code, name};
use crate::cli::Sandbox;

/// Bytes for each customer: a list of ten thousand takes no more than 15 MB. It was 17,000 in a build and 6,000 in
/// a check as long as documents, values and places were kept.
const EACH: u64 = 1_500;

/// What a peak may differ by from one time to the next.
const UNSTEADY: u64 = 1_500_000;

/// The variables by which [`peak`] says what is to be run, and where.
const ARGUMENTS: &str = "STARTPACK_TEST_ARGUMENTS";
const FOLDER: &str = "STARTPACK_TEST_FOLDER";

/// A list of that many customers with two terminals each.
fn list(count: usize) -> String {
    let mut text = "顧客番号,工事日,お客様ID,v6オプション,都道府県,点数表,医療機関コード,医療機関（薬局）名称,届出所在地,\
                    担当部署／担当者名,電話番号,メールアドレス,ポータルのメールアドレス,支払方法,電子処方箋,端末名称等,設置場所,オンライン請求と共用\n"
        .to_owned();
    for number in 0..count {
        let (code, name) = (code(number), name(number));
        write!(
            text,
            "K-{number},2027-02-10,CAF77{number:04}5501,はい,北海道,医科,{code},{name},北海道札幌市中央区架空{number}-1,\
             医事課 資格太郎,011-000-0001,iji{number}@example.jp,portal{number}@example.jp,控除,はい,受付PC01,1階,はい\n\
             K-{number},,,,,,,,,,,,,,,受付PC02,1階,いいえ\n"
        )
        .unwrap();
    }
    text
}

/// Most bytes of memory that the program had at a time, from the system's own accounts. They hold the largest of all
/// children of a process: so a process of its own, this test binary with [`peak_of_one_child`], runs the program.
fn peak(count: usize, arguments: &[&str]) -> u64 {
    let sandbox = Sandbox::new();
    fs::write(sandbox.path.join("list.csv"), list(count)).unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "many::flat::peak_of_one_child", "--ignored", "--nocapture"]);
    let arguments = [arguments, &["list.csv", "--date", "2026-11-24", "--threads", "2"]].concat().join(" ");
    let ran = command.env(ARGUMENTS, arguments).env(FOLDER, &sandbox.path).output().unwrap();
    let said = String::from_utf8(ran.stdout).unwrap();
    assert!(ran.status.success(), "{count} customers: {said}");
    let number =
        |mark| said.split_once(mark).unwrap().1.split_whitespace().next().unwrap().parse::<u64>().unwrap();
    let (own, child) = (number("own peak: "), number("child's peak: "));
    // A child starts with the account of the process that made it.
    assert!(
        own < child,
        "the program took {child} kB or less: too little to be told from {own} kB of the test"
    );
    child * 1024
}

/// Not a test of its own: says what one run of the program takes, for [`peak`].
#[test]
#[ignore = "part of the tests of memory, which run it"]
#[cfg(target_os = "linux")]
fn peak_of_one_child() {
    use nix::sys::resource::{UsageWho, getrusage};
    let (Ok(arguments), Ok(folder)) = (std::env::var(ARGUMENTS), std::env::var(FOLDER)) else { return };
    let mut command = Command::new(env!("CARGO_BIN_EXE_startpack"));
    command.args(arguments.split(' ')).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(command.status().unwrap().success(), "{arguments}");
    let peak = |who| getrusage(who).unwrap().max_rss();
    println!("own peak: {} child's peak: {}", peak(UsageWho::RUSAGE_SELF), peak(UsageWho::RUSAGE_CHILDREN));
}

#[track_caller]
fn is_flat(few: usize, many: usize, arguments: &[&str]) {
    let (short, long) = (peak(few, arguments), peak(many, arguments));
    let most = short + EACH * (many - few) as u64 + UNSTEADY;
    assert!(long <= most, "{few} customers: {short} bytes, {many}: {long}, not more than {most}");
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "only Linux tells the peak of a process")]
fn a_check_takes_no_more_memory_for_a_longer_list() {
    is_flat(200, 2_200, &["check"]);
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "only Linux tells the peak of a process")]
fn a_build_takes_no_more_memory_for_a_longer_list() {
    is_flat(60, 460, &["build", "--only", "labels"]);
}
