//! [`Role`]: what a piece of a document is, from the markup to the tags of the PDF.

/// The meaning of an element (PDF 32000-1, 14.8.4, standard structure types).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Grouping without meaning of its own (`div`).
    #[default]
    Group,
    /// A whole document.
    Document,
    /// A section.
    Section,
    /// A heading of level 1, 2 or 3.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// One entry of a list.
    ListItem,
    /// The number or bullet of a list entry.
    Label,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A header cell of a table; `true`: it heads its column, `false`: it heads its row.
    HeaderCell(bool),
    /// A data cell of a table.
    Cell,
    /// A picture; its alternative text is kept with the element.
    Figure,
    /// The caption of a picture or table.
    Caption,
    /// A note beside the text (※).
    Note,
    /// A link.
    Link,
    /// A piece of a line with a meaning of its own (a button label, a code).
    Span,
    /// Ornament: frames, rules, running headers and footers. Not read aloud.
    Artifact,
}
