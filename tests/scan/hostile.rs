//! Files that nobody should scan: each costs a message within bounds of time and memory, and the next file is read.

use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use super::command::built;
use crate::cli::{Ran, Sandbox};
use startpack::base::Shown;

/// A PDF of one page with this content, these resources, and more objects from number 10 on.
fn pdf(content: &str, resources: &str, objects: &[String]) -> Vec<u8> {
    let page =
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<{resources}>>>>");
    let fixed = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        page,
        stream("", content),
    ];
    let mut bytes = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(fixed).chain((10..).zip(objects.iter().cloned())) {
        places.push(format!("{number} 1\n{:010} 00000 n \n", bytes.len()));
        bytes += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = bytes.len();
    let size = 10 + objects.len();
    bytes += &format!("xref\n0 1\n0000000000 65535 f \n{}", places.concat());
    bytes += &format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    bytes.into_bytes()
}

fn stream(entries: &str, content: &str) -> String {
    format!("<<{entries}/Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// A glyph that shows itself; its font finds its resources in the page, or has its own.
fn glyph_of_itself(resources: &str) -> Vec<u8> {
    let font = format!(
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 11 0 R>>{resources}\
         /Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1]>>"
    );
    let glyph = stream("", "1 0 d0 BT /F 1 Tf (a) Tj ET");
    pdf("BT /F 10 Tf (a) Tj ET", "/Font<</F 10 0 R>>", &[font, glyph])
}

/// Forms of ten forms each, seven deep.
fn forms() -> Vec<u8> {
    let form = |number: usize| {
        let (inner, content) =
            if number < 7 { (11 + number, "/X Do ".repeat(10)) } else { (10, "0 0 1 1 re f".to_owned()) };
        let entries = "/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<</XObject<</X";
        stream(&format!("{entries} {inner} 0 R>>>>"), &content)
    };
    pdf("/X Do", "/XObject<</X 10 0 R>>", &(0..8).map(form).collect::<Vec<_>>())
}

fn image(entries: &str, content: &str) -> Vec<u8> {
    let image = stream(&format!("/Type/XObject/Subtype/Image{entries}"), content);
    pdf("200 0 0 200 0 0 cm /I Do", "/XObject<</I 10 0 R>>", &[image])
}

/// A JPEG 2000 codestream of tiles of one dot; its header is written as hexadecimal digits, which a PDF may do.
fn tiles() -> Vec<u8> {
    let side = "0000C350";
    let size = format!("FF51002F0000{side}{side}00000000000000000000000100000001000000000000000000010701 01");
    let coding = "FF52000C00000001000504040001";
    let quant = "FF5C00134040484850484850484850484850484850";
    image(
        "/Width 50000/Height 50000/Filter[/ASCIIHexDecode/JPXDecode]",
        &format!("FF4F{size}{coding}{quant}FF90000A0000000000000001FF93FFD9>"),
    )
}

fn pattern_of_itself() -> Vec<u8> {
    let entries = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .0001/YStep .0001\
                   /Resources<</Pattern<</P 10 0 R>>>>";
    let pattern = stream(entries, "/Pattern cs /P scn 0 0 1 1 re f");
    pdf("/Pattern cs /P scn 0 0 200 200 re f", "/Pattern<</P 10 0 R>>", &[pattern])
}

/// Pages in pages in pages: ten thousand million of them.
fn page_tree() -> Vec<u8> {
    let node = |number: usize| {
        let kids = format!("{} 0 R ", if number < 9 { 11 + number } else { 3 }).repeat(10);
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", 10_u64.pow(10 - number as u32))
    };
    let text = String::from_utf8(pdf("", "", &(0..10).map(node).collect::<Vec<_>>())).unwrap();
    // The same length: the places of the objects stay right.
    text.replace("/Kids[3 0 R]/Count 1>>", "/Kids[10 0 R]/Count1>>").into_bytes()
}

fn kinds() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("dash", pdf("[.000001] 0 d 0 0 m 200 200 l S", "", &[])),
        ("forms", forms()),
        ("glyph", glyph_of_itself("")),
        ("glyph-own", glyph_of_itself("/Resources<</Font<</F 10 0 R>>>>")),
        ("image", image("/Width 2000000000/Height 2000000000/ColorSpace/DeviceGray/BitsPerComponent 8", "x")),
        ("mask", image("/Width 2000000000/Height 2000000000/ImageMask true/BitsPerComponent 1", "x")),
        ("tiles", tiles()),
        ("pattern", pattern_of_itself()),
        ("pages", page_tree()),
    ]
}

/// What the program said, how long it took, and the most kilobytes that it and its children had at a time, each.
fn watched(mut child: Child) -> (Ran, Duration, u64) {
    let begun = Instant::now();
    let mark = |process: &str| -> u64 {
        let text = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
    };
    let (own, mut peak) = (child.id().to_string(), 0);
    while child.try_wait().unwrap().is_none() {
        let children =
            std::fs::read_to_string(format!("/proc/{own}/task/{own}/children")).unwrap_or_default();
        let most = children.split_whitespace().map(mark).max().unwrap_or(0);
        peak = peak.max(mark(&own) + most);
        std::thread::sleep(Duration::from_millis(5));
    }
    (Ran::of(&child.wait_with_output().unwrap()), begun.elapsed(), peak)
}

fn scan(sandbox: &Sandbox, arguments: &[&str]) -> Child {
    let mut command = sandbox.command();
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn a_hostile_file_costs_one_message_and_the_next_is_read() {
    let sandbox = built(&["--only", "labels"]);
    let labels = sandbox.bytes("out/0410112346/labels.pdf");
    let kinds = kinds();
    for (name, bytes) in &kinds {
        let folder = sandbox.path.join(name);
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("a.pdf"), bytes).unwrap();
        std::fs::write(folder.join("b.pdf"), &labels).unwrap();
    }
    // All at once: most of them are given up after ten seconds.
    std::thread::scope(|scope| {
        for (name, _) in &kinds {
            let sandbox = &sandbox;
            scope.spawn(move || {
                let child = scan(sandbox, &["scan", name, "--against", "ika-shika.toml"]);
                let (ran, time, peak) = watched(child);
                let file = Path::new(name).join("a.pdf").shown();
                let told = ran.err.matches(&file).count();
                assert!(told > 0 && ran.err.matches("SP010").count() <= 1, "{name}: {ran:?}");
                ran.says(&["4 of 4 labels seen and right"]);
                assert!(time < Duration::from_secs(60), "{name}: {time:?}");
                assert!(peak < 500 * 1024, "{name}: {peak} kB");
            });
        }
    });
}

#[test]
fn a_hostile_file_stops_no_count() {
    let sandbox = Sandbox::new();
    sandbox.file("glyph.pdf", glyph_of_itself(""));
    sandbox.file("text.pdf", "hello");
    let ran = sandbox.run(&["reconcile", "out", "glyph.pdf", "text.pdf"]).ends(1);
    ran.tells(&["glyph.pdf cannot be read to its end", "text.pdf is neither PNG"]);
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_a_scan_at_once() {
    let sandbox = Sandbox::new();
    // So many that none is the last one when the signal comes.
    std::fs::create_dir(sandbox.path.join("many")).unwrap();
    for number in 0..200 {
        sandbox.file(&format!("many/{number:03}.pdf"), &kinds()[0].1);
    }
    let child = scan(&sandbox, &["scan", "many"]);
    std::thread::sleep(Duration::from_millis(800));
    let begun = Instant::now();
    // Only this process: at a terminal the child is interrupted too.
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let ran = Ran::of(&child.wait_with_output().unwrap()).ends(130);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert!(ran.err.matches("SP010").count() < 200, "{}", ran.err);
}

#[test]
#[cfg(unix)]
fn what_has_no_end_is_not_opened() {
    let sandbox = Sandbox::new();
    sandbox.example("sakura-clinic.toml", |text| text);
    let pipe = std::process::Command::new("mkfifo").arg(sandbox.path.join("pipe.pdf")).status().unwrap();
    assert!(pipe.success());
    for endless in ["pipe.pdf", "/dev/zero"] {
        for arguments in [
            vec!["scan", endless],
            vec!["reconcile", "out", endless],
            vec!["build", endless],
            vec!["build", "sakura-clinic.toml", "--font", endless],
            vec!["build", "sakura-clinic.toml", "--key", endless],
        ] {
            sandbox.run(&arguments).ends(3).tells(&["SP001", "no regular file"]);
        }
    }
}
