//! The memory of a run does not grow with its customers but by a few hundred bytes for each: two lists, the longer
//! many times the shorter, and what the program takes at its peak for each. Linux tells that of a process.

use std::fmt::Write as _;
use std::fs;
use std::process::Stdio;
use std::time::Duration;

use super::{code, name};
use crate::cli::Sandbox;

/// Bytes for each customer: a list of ten thousand takes no more than 15 MB. It was 17,000 in a build and 6,000 in
/// a check as long as documents, values and places were kept.
const EACH: u64 = 1_500;

/// What a peak may differ by from one time to the next.
const UNSTEADY: u64 = 1_500_000;

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

/// What a customer takes in the check page of the day, which is written as a whole: its terminals as text, several times
/// while it is packed.
const IN_PAGE: u64 = 8_000;

/// Most bytes of memory that the program had at a time.
fn peak(count: usize, arguments: &[&str]) -> u64 {
    let sandbox = Sandbox::new();
    fs::write(sandbox.path.join("list.csv"), list(count)).unwrap();
    let mut command = sandbox.command();
    command.args(arguments).args(["list.csv", "--date", "2026-11-24", "--threads", "2"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut kilobytes = 0;
    // The mark only rises: what is read last before the end is the peak, or all but.
    let ended = loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let mark = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = mark.and_then(|mark| mark.trim().trim_end_matches(" kB").parse().ok());
        kilobytes = number.unwrap_or(kilobytes);
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(ended.success(), "{arguments:?} of {count} customers");
    kilobytes * 1024
}

#[track_caller]
fn is_flat(few: usize, many: usize, each: u64, arguments: &[&str]) {
    let (short, long) = (peak(few, arguments), peak(many, arguments));
    let most = short + each * (many - few) as u64 + UNSTEADY;
    assert!(long <= most, "{few} customers: {short} bytes, {many}: {long}, not more than {most}");
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "only Linux tells the peak of a process")]
fn a_check_takes_no_more_memory_for_a_longer_list() {
    is_flat(200, 2_200, EACH, &["check"]);
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "only Linux tells the peak of a process")]
fn a_build_takes_no_more_memory_for_a_longer_list() {
    is_flat(60, 460, EACH + IN_PAGE, &["build", "--only", "labels"]);
}
