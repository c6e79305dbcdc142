//! The base: values that several rooms need and that know nothing of any room.

pub mod catch_panic;
pub mod color;
pub mod date;
pub mod diagnostic;
pub mod entry;
pub mod facts;
pub mod file_name;
pub mod fold;
pub mod fonts;
pub mod geometry;
pub mod length;
pub mod origin;
pub mod picture;
pub mod placement;
pub mod platform;
pub mod qr;
pub mod refusal;
pub mod role;
pub mod shown;
pub mod time_of_day;
pub mod zip_maker;

pub use color::Color;
pub use diagnostic::{Code, Diagnostic, Severity, Words};
pub use fonts::{FaceId, Fonts};
pub use geometry::{Edges, Point, Rect, Size};
pub use length::Length;
pub use origin::{Located, Origin, Origins, Place, Sheet};
pub use placement::Placement;
pub use refusal::Refusal;
pub use role::{Field, Role, Running};
pub use shown::Shown;
