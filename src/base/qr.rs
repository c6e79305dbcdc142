//! [`Symbol`]: a QR code as a square of modules, encoded in alphanumeric mode at level Q.
//!
//! The text must be of `0-9 A-Z -` only: readers disagree about everything else.

/// Width of the white border that a reader needs, in modules (ISO/IEC 18004, 6.3.8).
pub const QUIET_ZONE: usize = 4;

/// A QR symbol without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it says.
    pub text: String,
    /// Modules along one side.
    pub width: usize,
    dark: Vec<bool>,
}

impl Symbol {
    /// Encodes `text`.
    ///
    /// # Errors
    /// If the text has another character than `0-9 A-Z -`, or is too long for a symbol.
    pub fn encode(text: &str) -> Result<Self, String> {
        if let Some(bad) = text.chars().find(|c| !matches!(c, '0'..='9' | 'A'..='Z' | '-')) {
            return Err(format!("{bad:?} cannot stand in a QR payload"));
        }
        let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::Q)
            .map_err(|error| error.to_string())?;
        Ok(Self {
            text: text.to_owned(),
            width: code.width(),
            dark: code.into_colors().into_iter().map(|color| color == qrcode::Color::Dark).collect(),
        })
    }

    /// Whether the module in `row` and `column` is dark.
    pub fn is_dark(&self, row: usize, column: usize) -> bool {
        column < self.width && self.dark.get(row * self.width + column).copied().unwrap_or(false)
    }
}
