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
    /// Something to fill in or to choose; its name is the element's alternative text.
    Field(Field),
    /// What is repeated on pages. Not read aloud.
    Running(Running),
    /// Ornament: frames, rules, backgrounds. Not read aloud.
    Artifact,
}

/// What is done with a field, on paper or on the screen that a drawing shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// A box to tick; `true`: it is ticked.
    Tick(bool),
    /// One choice of several; `true`: it is chosen.
    Choice(bool),
    /// Room to write in.
    Blank,
}

/// What is repeated on pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Running {
    /// The header of the pages of a section.
    Header,
    /// Their footer.
    Footer,
    /// The head of a table that goes on.
    TableHead,
}
