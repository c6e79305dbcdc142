//! How long it takes to check a hearing sheet, and how much memory: 10,000 terminals of 3,000 customers.
//!
//! `cargo bench --bench intake`. The fastest of a few runs, because other work on the machine only ever adds;
//! from reading the file to the last judged value, for CSV and for a workbook. The target is 1 s and 150 MB.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use startpack::base::date::Date;
use startpack::base::{Diagnostic, Fonts, Origins};
use startpack::read::{Reading, Separator, SiteFile, delimited, read, read_all, workbook};
use startpack::validate::validate;

/// Customers of the sheet.
const SITES: usize = 3_000;

/// Terminals of the sheet: each customer has three, every third one more.
const TERMINALS: usize = 10_000;

/// Runs of which the fastest counts.
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("startpack-intake-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let result = measured(&folder);
    std::fs::remove_dir_all(&folder)?;
    result
}

fn measured(folder: &Path) -> Result<(), Box<dyn Error>> {
    let sites = sites(folder)?;
    let terminals: usize =
        sites.iter().flat_map(|site| &site.institutions).map(|institution| institution.terminals.len()).sum();
    assert_eq!((sites.len(), terminals), (SITES, TERMINALS));
    let (csv, xlsx) = (folder.join("sheet.csv"), folder.join("sheet.xlsx"));
    std::fs::write(&csv, delimited(&sites, &csv, Separator::Comma).map_err(told)?)?;
    std::fs::write(&xlsx, workbook(&sites, &xlsx).map_err(told)?)?;
    drop(sites);
    // Forgets the peak so far (proc(5)): making the files is not what is measured.
    let is_reset = std::fs::write("/proc/self/clear_refs", "5").is_ok();
    let fonts = Fonts::new();
    for path in [csv, xlsx] {
        time(&path, &fonts)?;
    }
    if let Some(most) = peak().filter(|_| is_reset) {
        println!("most memory since then: {most} MB");
    }
    Ok(())
}

fn time(path: &Path, fonts: &Fonts) -> Result<(), Box<dyn Error>> {
    let today = Date::new(2026, 11, 22)?;
    let mut best = f64::MAX;
    let mut right = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        let mut origins = Origins::new();
        let intake = read_all(path, &Reading::default(), &mut origins).map_err(told)?;
        right = intake.sites.iter().filter(|site| validate(site, fonts, today, &origins).is_ok()).count();
        best = best.min(start.elapsed().as_secs_f64());
    }
    let size = std::fs::metadata(path)?.len() / 1024;
    let kind = path.extension().unwrap_or_default().to_string_lossy();
    println!("{kind:<5} {size:>6} KB {right:>6} customers right {best:>8.3} s");
    Ok(())
}

/// The customers, read from a site file and given numbers and names of their own.
fn sites(folder: &Path) -> Result<Vec<SiteFile>, Box<dyn Error>> {
    let mut sites = Vec::new();
    let path = folder.join("site.toml");
    for number in 0..SITES {
        std::fs::write(&path, site(number, if number % 3 == 0 { 4 } else { 3 })?)?;
        sites.push(read(&path, &mut Origins::new()).map_err(told)?);
    }
    Ok(sites)
}

fn site(number: usize, terminals: usize) -> Result<String, std::fmt::Error> {
    let mut text = format!(
        "customer_no = \"K-{number:05}\"\nwork_date = \"2027-01-20\"\n\
         [line]\ncustomer_id = \"CAF{number:010}\"\nv6_option = true\n\
         [[institution]]\nprefecture = \"01\"\nfee_table = \"1\"\ncode = \"{number:07}\"\n\
         name = \"架空第{number}クリニック\"\naddress = \"北海道札幌市中央区架空一条{number}\"\n\
         contact = \"医事課 資格太郎\"\nphone = \"011-000-0001\"\nemail = \"iji{number}@example.jp\"\n\
         payment = \"deduction\"\ne_prescription = \"undecided\"\nstart_month = \"2027-02\"\n"
    );
    for terminal in 1..=terminals {
        write!(
            text,
            "[[institution.terminal]]\nname = \"受付PC{terminal:02}\"\nplace = \"{terminal}階\"\nclaims = true\n"
        )?;
    }
    Ok(text)
}

/// Most memory that this process has had so far, in MB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

fn told(faults: Vec<Diagnostic>) -> String {
    faults.iter().map(|fault| format!("{} {}\n", fault.code.as_str(), fault.message.en)).collect()
}
