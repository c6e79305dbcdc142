//! [`Printer`]: a printer or tray whose error was measured, by name, from the user's printer file.

use std::collections::BTreeSet;

use super::keys::Keys;
use super::label_request::{LARGEST_OFFSET, SCALES};
use super::stock::fold;
use crate::base::entry::Entry;
use crate::base::{Code, Diagnostic, Length, Origin, Placement, Point, Words};

/// A printer or one of its trays.
#[derive(Clone, Debug, PartialEq)]
pub struct Printer {
    /// What the user calls it.
    pub name: String,
    /// What its error is made good by.
    pub placement: Placement,
}

impl Printer {
    /// The tables and keys of a printer file.
    pub const KEYS: &'static [&'static str] =
        &["printer", "name", "offset_x", "offset_y", "scale_x", "scale_y"];

    /// The printers that the tables of a printer file describe.
    ///
    /// # Errors
    /// `SP165` for every value that cannot be one.
    pub fn read(file: &[Entry]) -> Result<Vec<Self>, Vec<Diagnostic>> {
        let (mut printers, mut faults, mut names) = (Vec::new(), Vec::new(), BTreeSet::new());
        for entry in file {
            let mut keys = Keys::new(entry, Code::BadPrinterFile);
            let printer = printer(&mut keys);
            if let Some(printer) = &printer
                && !names.insert(fold(&printer.name))
            {
                let name = &printer.name;
                keys.fault(
                    "name",
                    Words::new(
                        format!("名前「{name}」が2つあります。"),
                        format!("the name {name:?} is given twice"),
                    ),
                    Words::new(
                        "プリンターやトレイごとに違う名前を付けてください。",
                        "give each printer or tray a name of its own",
                    ),
                );
            }
            faults.extend(if entry.kind == "printer" { keys.finish() } else { vec![other_table(entry)] });
            printers.extend(printer);
        }
        if faults.is_empty() { Ok(printers) } else { Err(faults) }
    }

    /// The printer of that name, in any case and width.
    ///
    /// # Errors
    /// `SP164` if there is none.
    pub fn find<'a>(printers: &'a [Self], name: &str) -> Result<&'a Self, Vec<Diagnostic>> {
        let wanted = fold(name);
        let found = printers.iter().find(|printer| fold(&printer.name) == wanted);
        found.ok_or_else(|| {
            let names: Vec<&str> = printers.iter().map(|printer| printer.name.as_str()).collect();
            let names = names.join(", ");
            vec![Diagnostic::error(
                Code::UnknownPrinter,
                Origin::NONE,
                Words::new(
                    format!("プリンター「{name}」がファイルにありません。"),
                    format!("there is no printer {name:?} in the file"),
                ),
                Words::new(
                    format!("ファイルにあるのは {names} です。"),
                    format!("the file has these: {names}"),
                ),
            )]
        })
    }
}

fn printer(keys: &mut Keys<'_>) -> Option<Printer> {
    let mut offset = |key| keys.number_if_any(key, -LARGEST_OFFSET, LARGEST_OFFSET).unwrap_or_default();
    let offset = Point::new(Length::mm(offset("offset_x")), Length::mm(offset("offset_y")));
    let mut scale = |key| keys.number_if_any(key, *SCALES.start(), *SCALES.end()).unwrap_or(1.0);
    let scale = [scale("scale_x"), scale("scale_y")];
    Some(Printer { name: keys.text("name")?, placement: Placement { offset, scale } })
}

fn other_table(entry: &Entry) -> Diagnostic {
    Diagnostic::error(
        Code::BadPrinterFile,
        entry.at,
        Words::new(
            "プリンターのファイルに書ける表は [[printer]] だけです。",
            "a printer file has tables [[printer]] only",
        ),
        Words::new(
            "プリンターやトレイごとに [[printer]] と name を書きます。",
            "write [[printer]] and a name for each printer or tray",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::entry::entries;

    fn read(text: &str) -> Result<Vec<Printer>, Vec<Diagnostic>> {
        Printer::read(&entries(text, &mut |_| Origin::NONE).unwrap())
    }

    #[test]
    fn printers_are_found_by_name() {
        let printers = read(
            "[[printer]]\nname = \"複合機 手差し\"\noffset_x = 0.8\nscale_y = 1.002\n[[printer]]\nname = \"B\"\n",
        )
        .unwrap();
        let tray = Printer::find(&printers, "複合機手差し").unwrap();
        assert!(tray.placement.offset.x.approx_eq(Length::mm(0.8)));
        assert_eq!(tray.placement.scale, [1.0, 1.002]);
        assert!(Printer::find(&printers, "b").unwrap().placement.is_none());
        assert_eq!(Printer::find(&printers, "C").unwrap_err()[0].code, Code::UnknownPrinter);
    }

    #[test]
    fn every_fault_is_told() {
        let faults = read(
            "[[printer]]\noffset_x = \"0.8\"\n[[printer]]\nname = \"a\"\nscale = 1\n[[printer]]\nname = \"Ａ\"\n[[tray]]\nname = \"c\"\n",
        )
        .unwrap_err();
        let words: Vec<_> = faults.iter().map(|fault| fault.message.en.as_str()).collect();
        assert_eq!(words.len(), 5, "{words:?}");
    }
}
