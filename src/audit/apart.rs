//! Pictures that are read apart: an opened scan in, the symbols of each of its pictures out. A file from outside may make
//! the crates that draw and decode it hang, fill the memory or break down; so a child process of this program does it,
//! within bounds, and its end is one message about one file. Where there is no child process it is done here.
//!
//! The child says a line of JSON for each picture, and one at its end. [`serve`] is the child's side.

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use image::GrayImage;
use serde::{Deserialize, Serialize};

use super::sheet_marks::sheet_codes;
use super::symbols::{FoundSymbol, Unreadable, decode, decode_page, each_picture};
use crate::base::platform::{ChildEnd, ChildTask, end_when_idle, limit_memory, run_child};
use crate::read::ScanFile;

/// The first argument of a child process.
pub const READ_PICTURES: &str = "read-pictures";

/// How long one picture may take, in milliseconds: ten seconds, less what starting and ending a child takes.
const PATIENCE: u64 = 9_500;

/// Most memory of a child besides the bytes of its file, in bytes: the largest picture that is read takes three quarters
/// of it.
const MEMORY: u64 = 440 * 1024 * 1024;

/// Most bytes of a line: a page with some thousand symbols.
const LONGEST_LINE: usize = 4 * 1024 * 1024;

/// Stack of the thread that draws: forms lie within forms. Windows gives the first thread too little.
const STACK: usize = 8 * 1024 * 1024;

/// What is looked for in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// All symbols.
    Labels,
    /// The marks of a run's sheets, quicker where a page has its mark in the corner.
    Sheets,
}

impl Wanted {
    const ALL: [Self; 2] = [Self::Labels, Self::Sheets];

    const fn word(self) -> &'static str {
        match self {
            Self::Labels => "labels",
            Self::Sheets => "sheets",
        }
    }

    fn of(self, page: Option<usize>, picture: &GrayImage) -> Vec<FoundSymbol> {
        match self {
            Self::Labels if page.is_some() => decode_page(picture),
            Self::Labels => decode(picture),
            Self::Sheets => sheet_codes(picture),
        }
    }
}

/// Who reads pictures, and what is looked for in them.
#[derive(Clone, Copy)]
pub(super) struct PictureReader<'a> {
    /// The program whose child processes read; none: this process does.
    pub(super) program: Option<&'a Path>,
    /// What is looked for.
    pub(super) wanted: Wanted,
    /// Once it is set nothing more is read.
    pub(super) stop: &'a AtomicBool,
}

/// Takes the symbols of a picture, with its page number if it is a page.
pub(super) type OnPicture<'a> = dyn FnMut(Option<usize>, Vec<FoundSymbol>) + 'a;

/// What a child says.
#[derive(Serialize, Deserialize)]
enum Said {
    /// The symbols of a picture.
    Picture(Option<usize>, Vec<FoundSymbol>),
    /// There are no more pictures.
    End(Result<(), Unreadable>),
}

impl PictureReader<'_> {
    /// Hands the symbols of each picture of the file to `on_picture`.
    ///
    /// # Errors
    /// Why the file, or the rest of it, is not read.
    pub(super) fn read(&self, file: &ScanFile, on_picture: &mut OnPicture<'_>) -> Result<(), Unreadable> {
        let apart = self.program.map(|program| self.apart(program, file, on_picture));
        match apart {
            Some(Ok(read)) => read,
            // The system starts no process.
            Some(Err(_)) | None => self.here(file, on_picture),
        }
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    fn apart(
        &self,
        program: &Path,
        file: &ScanFile,
        on_picture: &mut OnPicture<'_>,
    ) -> io::Result<Result<(), Unreadable>> {
        let length = file.length().to_string();
        let task = ChildTask {
            program,
            arguments: &[READ_PICTURES, self.wanted.word(), &length],
            patience: PATIENCE,
            longest_line: LONGEST_LINE,
            stopped: &|| self.stopped(),
        };
        let mut ended = None;
        let end = run_child(&task, file.input()?, &mut |line| match serde_json::from_slice(line) {
            Ok(Said::Picture(page, found)) if ended.is_none() => on_picture(page, found),
            Ok(Said::End(how)) => ended = Some(how),
            Ok(Said::Picture(..)) | Err(_) => ended = Some(Err(Unreadable::BrokeDown)),
        })?;
        Ok(ended.unwrap_or(match end {
            ChildEnd::Stopped => Ok(()),
            ChildEnd::Late => Err(Unreadable::Late),
            ChildEnd::Ended if self.stopped() => Ok(()),
            ChildEnd::Ended => Err(Unreadable::BrokeDown),
        }))
    }

    fn here(&self, file: &ScanFile, on_picture: &mut OnPicture<'_>) -> Result<(), Unreadable> {
        let bytes = file.bytes().map_err(|_| Unreadable::Broken)?;
        each_picture(bytes, &mut |page, picture| {
            if !self.stopped() {
                on_picture(page, self.wanted.of(page, picture));
            }
        })
    }
}

/// What a child process does: reads a file of pictures from `input` and says on `output` what it finds. `arguments` are
/// those behind the program's name. Returns whether it is such a child at all.
pub fn serve(arguments: &[String], input: &mut dyn Read, output: &mut (dyn Write + Send)) -> bool {
    static PICTURES: AtomicUsize = AtomicUsize::new(0);
    let [READ_PICTURES, word, length] = arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] else {
        return false;
    };
    let wanted = Wanted::ALL.into_iter().find(|wanted| wanted.word() == word);
    let (Some(wanted), Ok(length)) = (wanted, length.parse::<u32>()) else { return false };
    limit_memory(MEMORY + u64::from(length));
    end_when_idle(&PICTURES, PATIENCE * 2);
    let mut bytes = Vec::with_capacity(length as usize);
    if input.take(length.into()).read_to_end(&mut bytes).is_err() {
        bytes.clear();
    }
    thread::scope(|scope| {
        let work = || answer(wanted, bytes, output, &PICTURES);
        // Without a thread nothing is said, which the parent takes for a breakdown.
        let _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
    });
    true
}

/// Says what is in the pictures of a file, and counts them in `done`.
fn answer(wanted: Wanted, bytes: Vec<u8>, output: &mut dyn Write, done: &AtomicUsize) {
    // Nobody hears it if the parent has ended.
    let mut is_heard = true;
    let ended = each_picture(bytes, &mut |page, picture| {
        if is_heard {
            is_heard = say(output, &Said::Picture(page, wanted.of(page, picture))).is_ok();
            done.fetch_add(1, Ordering::SeqCst);
        }
    });
    let _ = say(output, &Said::End(ended));
}

fn say(output: &mut dyn Write, said: &Said) -> io::Result<()> {
    let mut line = serde_json::to_vec(said)?;
    line.push(b'\n');
    output.write_all(&line)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use image::Luma;

    use super::*;

    fn said(bytes: &[u8]) -> (Vec<String>, usize) {
        let (mut output, done) = (Vec::new(), AtomicUsize::new(0));
        answer(Wanted::Labels, bytes.to_vec(), &mut output, &done);
        let lines = String::from_utf8(output).unwrap();
        (lines.lines().map(str::to_owned).collect(), done.into_inner())
    }

    #[test]
    fn a_child_says_a_line_for_each_picture_and_one_at_its_end() {
        let mut png = std::io::Cursor::new(Vec::new());
        GrayImage::from_pixel(30, 30, Luma([255])).write_to(&mut png, image::ImageFormat::Png).unwrap();
        let (lines, done) = said(png.get_ref());
        assert_eq!(lines, [r#"{"Picture":[null,[]]}"#, r#"{"End":{"Ok":null}}"#]);
        assert_eq!(done, 1);
        assert_eq!(said(b"hello"), (vec![r#"{"End":{"Err":"OtherFormat"}}"#.to_owned()], 0));
    }

    #[test]
    fn only_a_childs_own_arguments_make_a_child() {
        let arguments = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        for other in [
            &[][..],
            &["build"],
            &[READ_PICTURES],
            &[READ_PICTURES, "labels", "x"],
            &[READ_PICTURES, "no", "1"],
        ] {
            assert!(!serve(&arguments(other), &mut io::empty(), &mut io::sink()), "{other:?}");
        }
    }
}
