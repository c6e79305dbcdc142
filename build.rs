//! Runs before the crate is compiled. In: the folder `templates/`. Out: `templates.rs` in cargo's own folder, a list of
//! every file in it with its bytes, which `src/batch/program.rs` includes. What is done with the list is not known here.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

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
    fs::write(folder.join("templates.rs"), list)
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
