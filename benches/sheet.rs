//! How long a hearing sheet of 10,000 terminals in 3,000 sites takes to be checked: the fastest of some runs.
//!
//! `cargo bench --bench sheet`. The sheet is written as CSV to a folder of its own and checked on all processors.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use startpack::base::date::Date;
use startpack::base::{Fonts, Origins};
use startpack::run::{DEFAULT_STOCK, DocumentKind, Job, LabelRequest, Request, TableReading, check};

/// Runs of which the fastest counts.
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sheet.csv");
    std::fs::write(&file, sheet()?)?;
    let request = Request {
        print_date: Date::new(2026, 11, 22)?,
        documents: DocumentKind::ALL.to_vec(),
        labels: LabelRequest::on(DEFAULT_STOCK).map_err(|faults| format!("{faults:?}"))?,
        key: None,
    };
    let (reading, stop, fonts) = (TableReading::default(), AtomicBool::new(false), Fonts::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let job = Job {
        files: std::slice::from_ref(&file),
        reading: &reading,
        request: &request,
        threads,
        stop: &stop,
    };
    let mut best = f64::MAX;
    let mut customers = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        customers = check(&job, &fonts, &mut Origins::new(), &mut |_, _| {}).accounts.len();
        best = best.min(start.elapsed().as_secs_f64() * 1000.0);
    }
    println!("check of {customers} sites {best:>9.1} ms");
    Ok(())
}

/// 3,000 sites with three or four terminals each.
fn sheet() -> Result<String, std::fmt::Error> {
    let mut text = String::from(
        "顧客番号,工事日,お客様ID,v6オプション,都道府県,点数表,医療機関コード,医療機関（薬局）名称,届出所在地,担当部署／担当者名,電話番号,メールアドレス,支払方法,端末名称等,設置場所,オンライン請求と共用\n",
    );
    for site in 0..3_000 {
        for terminal in 0..if site % 3 == 0 { 4 } else { 3 } {
            writeln!(
                text,
                "{site},2027-01-20,CAF{site:010},はい,北海道,医科,01{site:05},架空第{site}内科クリニック,札幌市中央区{site},医事課 資格太郎,011-000-{site:04},iji{site}@example.jp,報酬から控除,資格確認PC{terminal:02},受付,はい"
            )?;
        }
    }
    Ok(text)
}
