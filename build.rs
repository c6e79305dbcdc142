//! Runs before the crate is compiled. In: the folder `templates/`. Out: `templates.rs` in cargo's own folder, a list of
//! every file in it with its bytes, which `src/batch/program.rs` includes; and the fonts that few documents need, deflated,
//! for `src/base/fonts/embedded.rs`. What is done with the files is not known here.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Fonts of rare characters: deflated the program is 5 MB smaller.
const RARE: [&str; 2] = ["NotoSansJP-Regular.ttf", "NotoSansJP-Bold.ttf"];

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=templates");
    let mut files = Vec::new();
    collect(Path::new("templates"), &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    for path in files {
        // Writing into a string cannot fail.
        let _ = writeln!(
            list,
            "({path:?}, include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {path:?}))),"
        );
    }
    list.push_str("]\n");
    let folder = env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| io::Error::other("no OUT_DIR"))?;
    fs::write(folder.join("templates.rs"), list)?;
    RARE.into_iter().try_for_each(|font| deflate(font, &folder))
}

/// Deflates a file of `fonts/` into `folder`.
fn deflate(font: &str, folder: &Path) -> io::Result<()> {
    let path = Path::new("fonts").join(font);
    println!("cargo:rerun-if-changed={}", path.display());
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&fs::read(path)?)?;
    fs::write(folder.join(font).with_extension("zlib"), encoder.finish()?)
}

/// Adds the files under `folder`, as paths with `/` from the root of the source tree.
fn collect(folder: &Path, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
