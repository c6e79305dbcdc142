//! Lines on paper: a specimen of all that line setting does, to be looked at, and a count of faults in the
//! text of other programs' comparison page. Both are run by hand:
//! `SPECIMEN=specimen.pdf cargo test --locked --test all lines -- --ignored`.

use startpack::base::Fonts;
use startpack::layout::layout;
use startpack::paint::{Pictures, Properties, paint};
use startpack::parse::parse;
use startpack::render::Markup;

const RUNNING: &str = "工事の日までに、二つの書類をご用意ください。一つは「マスタアカウント情報」、もう一つは\
「電子証明書取得に関する情報」です。どちらも申請から届くまでに約1週間かかります（年末年始や連休の前後は、さらに\
日数がかかることがあります）。電子証明書の料金は1枚につき1,500円で、有効期間は発行日から3年3か月です。お客様IDは、\
<code>CAF</code>に続く10桁、または<code>COP</code>に続く8桁の数字です<sup>※1</sup>。申請がすんだら、<kbd>確認画面へ進む</kbd>\
を押し、内容を確かめてから<kbd>上記の内容で確定する</kbd>を押します。電気通信回線種別には「1：IP-VPN回線事業者（NTTなど。ただし、\
CTC・Qtnetを除く）」を選びます。書留は、2027年1月13日（水）から20日（水）までの間に届きます。届かないときは、サポート窓口\
（0120-000-000、平日9:00〜18:00）へお電話ください。";

const QUOTES: &str = "「はい」「いいえ」のどちらかを選び、「次へ」を押します。「申請」（「戻る」で前の画面）、「完了」。\
――そして……終わりです。『二重の「かぎ」』も、（丸（かっこ）も）、そのまま組みます。A・B・Cのうち、B／Cは50％、￥1,500です。";

const HEADINGS: [&str; 5] = [
    "オンライン資格確認等システムユーザ設定情報のダウンロード",
    "電子証明書発行申請の前に、お手元に用意するもの",
    "工事の日までにしていただくこと",
    "医療法人社団桜花会さくらが丘ファミリークリニック",
    "端末ごとに「電子証明書取得に関する情報」が届いたか確かめます",
];

/// Writes the specimen, at several widths, in all alignments.
#[test]
#[ignore = "writes a file to look at: set SPECIMEN"]
fn specimen() {
    let Ok(path) = std::env::var("SPECIMEN") else { return };
    let mut body = String::new();
    for (align, width) in
        [("justify", 174), ("justify", 110), ("justify", 70), ("start", 110), ("start", 60), ("start", 35)]
    {
        for text in [RUNNING, QUOTES] {
            body += &format!("<p style=\"text-align: {align}; width: {width}mm\">{text}</p>");
        }
        body += &format!(
            "<p style=\"text-align: {align}; width: {width}mm; font-family: mono\">{QUOTES} code: AB-12, 3年3か月</p>"
        );
    }
    for width in [120, 80, 50, 36] {
        for text in HEADINGS {
            body += &format!("<h2 style=\"width: {width}mm\">{text}</h2>");
        }
    }
    for text in HEADINGS {
        body +=
            &format!("<h3 style=\"text-align: center; width: 60mm; border: 0.4pt solid #000\">{text}</h3>");
    }
    body += "<p>桁の箱<span class=\"digits\">1234567890</span>と、チェック<input data-alt=\"欄\" type=\"checkbox\"/>済み\
        <input data-alt=\"欄\" type=\"checkbox\" checked=\"checked\"/>未、記入<input data-alt=\"欄\" type=\"text\" style=\"width: 30mm\"/>様\
        <span style=\"text-decoration: underline\">下線の文字</span>、<a href=\"mailto:a@example.jp\">a@example.jp</a></p>";
    write(&body, &path);
}

/// Sets the running text of another comparison's data, given as JSON, as one column.
#[test]
#[ignore = "reads a file that is not ours: set PEERS and SPECIMEN"]
fn peers() {
    let (Ok(peers), Ok(path)) = (std::env::var("PEERS"), std::env::var("SPECIMEN")) else { return };
    let data: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(peers).unwrap()).unwrap();
    let mut body = String::new();
    for page in data["packet"].as_array().unwrap() {
        for list in ["paras", "steps"] {
            for text in page[list].as_array().unwrap() {
                let text = text.as_str().unwrap().replace('&', "&amp;").replace('<', "&lt;");
                body += &format!("<p style=\"text-align: justify\">{text}</p>");
                body += &format!("<p style=\"text-align: justify; width: 82mm\">{text}</p>");
            }
        }
    }
    write(&body, &path);
}

/// Tells how long lines take, with the boxes around them: for builds with optimisation.
#[test]
#[ignore = "measures time"]
fn pace() {
    let mut body = String::new();
    for align in ["justify", "start"] {
        for _ in 0..16 {
            body += &format!("<p style=\"text-align: {align}\">{RUNNING}</p><p>{QUOTES}</p>");
            body += "<p>短い段落です。</p>".repeat(30).as_str();
        }
    }
    let fonts = Fonts::new();
    let tree = parse(&markup(&body)).unwrap();
    let mut best = f64::MAX;
    for _ in 0..50 {
        let start = std::time::Instant::now();
        std::hint::black_box(layout(&tree, &fonts).unwrap());
        best = best.min(start.elapsed().as_secs_f64() * 1e9);
    }
    let characters = 32 * (RUNNING.chars().count() + QUOTES.chars().count() + 30 * 7);
    println!("{characters} characters: {:.2} ms, {:.0} ns each", best / 1e6, best / characters as f64);
}

fn write(body: &str, path: &str) {
    let fonts = Fonts::new();
    let tree = parse(&markup(body)).unwrap();
    let pages = layout(&tree, &fonts).unwrap();
    let pdf = paint(&pages, &Properties::default(), &Pictures::new(), &fonts).unwrap();
    std::fs::write(path, pdf.bytes).unwrap();
}

fn markup(body: &str) -> Markup {
    let head = "<html lang=\"ja-JP\"><head><title>行</title></head><body><section class=\"page\">";
    Markup { text: format!("{head}{body}</section></body></html>") }
}
