//! The tests: one binary, a module for each subject; the comment at a module says what belongs there. How to add a case:
//! CONTRIBUTING.md. Tests of one function stand beside it in `src/`.
#![allow(clippy::unwrap_used, unreachable_pub)] // The configuration allows it in test functions only, not in what they call.

// What the documents of one customer say agrees: counts, names, codes.
mod agree;
// The page that compares label and notice sheet on a phone, as a file.
mod check_page;
// The program as a process: arguments, exit codes, messages, hostile input, the disk.
mod cli;
// Warnings about dates: each code, in the right cases only.
mod dates;
// Each error code, in full text: `tests/cases/errors/`.
mod errors;
// The example files, and how other tests read them.
mod examples;
// Each fact that the customer must be told (S01–S42): in which document, by which words.
mod facts_table;
// Each look of print.css: `tests/cases/gallery/`.
mod gallery;
// Expected layout, text, symbols and pictures of whole documents: `tests/cases/<document>/`.
mod golden;
// はじめに, the sheet beside the program.
mod guide;
// What the checklist must say.
mod handover;
// What a listener hears of each document, and the rules that tags must keep.
mod heard;
// Documents do not depend on those made before.
mod independence;
// What the labels must say.
mod labels;
// Boxes, lines and pages of small markup.
mod layout;
// Contrast, sizes of letters and room to write, on every page.
mod legible;
// What `--help`, the manual pages and the completions say.
mod help;
// Licences and sources of dependencies: `deny.toml`.
mod licences;
// A specimen of line setting, run by hand.
mod lines;
// Sites made by code, for other tests.
mod made;
// Runs of many customers: folders, resuming, merged files, memory.
mod many;
// Every reader against a corpus changed at random.
mod mutations;
// Every example, judged by qpdf, poppler and zbar.
mod oracle;
// What the packet must say.
mod packet;
// The bytes of a PDF: content, fonts, tags, structure.
mod paint;
// Markup and style rules → tree.
mod parse;
mod parse_drawings;
// The pages for people: commands, links, names of buttons.
mod pages;
// The pictures of `--png` show what the PDF shows.
mod pictures;
// PDF → picture, for other tests.
mod raster;
// Files → raw values: encodings, TOML, logos, secrets.
mod read;
// The paths and names in README, ARCHITECTURE and CONTRIBUTING.
mod readme;
// `scan`: photos and scans of labels.
mod scan;
// Hearing sheets written, converted, annotated.
mod sheet;
// Label stock: its data and arithmetic.
mod stock;
// Hearing sheets read: headings, encodings, traps, noise.
mod tables;
// Templates and stylesheet: nothing unused, nothing computed.
mod templates;
// Habits of the sources: heads, lengths, words.
mod tidy;
// Which room may name which.
mod walls;
