//! A section of a number format. In: its parts. Out: what kind of thing it shows. Digits are not set here.

/// A section: the parts that are shown one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Section {
    /// For which numbers it is.
    pub(super) condition: Option<Condition>,
    /// What it shows.
    pub(super) parts: Vec<Part>,
}

/// A part of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A character that is shown as it is.
    Word(char),
    /// A place for a digit: `0`, `#` or `?`.
    Digit(char),
    /// The decimal point.
    Point,
    /// A comma: between digits it groups them, behind them it divides by a thousand.
    Comma,
    /// The number is shown times a hundred.
    Percent,
    /// A slash: between digits it makes a fraction.
    Slash,
    /// The number as it is shown without a format.
    General,
    /// The text of the cell.
    Text,
    /// Year, day, era, weekday.
    Day,
    /// Month or minute.
    Month,
    /// Hour, second, morning or afternoon.
    Time,
    /// What we do not know how to show.
    Unknown,
}

/// What a section shows of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionKind {
    Nothing,
    Words,
    Digits,
    General,
    Day,
    Time,
    Unknown,
}

/// A condition such as `[>=100]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Condition {
    /// Whether a smaller number, an equal one and a greater one meet it.
    pub(super) meets: [bool; 3],
    /// The number to compare with.
    pub(super) limit: f64,
}

impl Condition {
    /// Whether `number` meets it.
    pub(super) fn holds(self, number: f64) -> bool {
        let [less, equal, greater] = self.meets;
        number.partial_cmp(&self.limit).is_some_and(|order| match order {
            std::cmp::Ordering::Less => less,
            std::cmp::Ordering::Equal => equal,
            std::cmp::Ordering::Greater => greater,
        })
    }
}

impl Section {
    /// Whether it shows the text of the cell.
    pub(super) fn has_text(&self) -> bool {
        self.has(Part::Text)
    }

    fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// What it shows of a number.
    pub(super) fn kind(&self) -> SectionKind {
        let has_digits = self.parts.iter().any(|part| matches!(part, Part::Digit(_)));
        let signs = [Part::Point, Part::Comma, Part::Percent, Part::Slash];
        if self.has(Part::Day) || (self.has(Part::Month) && !self.has(Part::Time)) {
            SectionKind::Day
        } else if self.has(Part::Time) {
            SectionKind::Time
        } else if self.has(Part::Unknown) || self.has_text() || (has_digits && self.has(Part::General)) {
            SectionKind::Unknown
        } else if has_digits {
            SectionKind::Digits
        } else if signs.into_iter().any(|sign| self.has(sign)) {
            SectionKind::Unknown
        } else if self.has(Part::General) {
            SectionKind::General
        } else if self.parts.is_empty() {
            SectionKind::Nothing
        } else {
            SectionKind::Words
        }
    }

    /// Its words with `text` in the place for the text or the number; `None` if it has other parts.
    pub(super) fn with(&self, text: &str) -> Option<String> {
        let mut shown = String::new();
        for part in &self.parts {
            match part {
                Part::Word(word) => shown.push(*word),
                Part::Text | Part::General => shown.push_str(text),
                _ => return None,
            }
        }
        Some(shown)
    }
}
