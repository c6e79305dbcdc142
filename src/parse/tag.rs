//! The tags of the markup and the attributes that each of them takes.

/// Declares the tags: variant, name, attributes beside those that every element takes.
macro_rules! tags {
    ($($variant:ident $name:literal [$($attribute:literal)*];)*) => {
        /// An element's kind.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) enum Tag { $($variant,)* }

        impl Tag {
            /// The tag of that name.
            pub(super) fn of(name: &str) -> Option<Self> {
                // As bytes: such a match is decided byte by byte, not name by name.
                match name.as_bytes() { $($name => Some(Self::$variant),)* _ => None }
            }

            /// Whether the element may have the attribute.
            pub(super) fn takes(self, attribute: &str) -> bool {
                match self {
                    $(Self::$variant => {
                        matches!(attribute, "class" | "style" | "id" | "data-at" $(| $attribute)*)
                    })*
                }
            }
        }
    };
}

tags! {
    Html b"html" ["lang"];
    Head b"head" [];
    Title b"title" [];
    Body b"body" [];
    Header b"header" [];
    Footer b"footer" [];
    Section b"section" ["data-start" "data-blank"];
    Div b"div" [];
    Heading1 b"h1" ["data-bookmark"];
    Heading2 b"h2" ["data-bookmark"];
    Heading3 b"h3" ["data-bookmark"];
    Paragraph b"p" [];
    Unordered b"ul" [];
    Ordered b"ol" ["start"];
    Entry b"li" [];
    Table b"table" [];
    ColumnGroup b"colgroup" [];
    Column b"col" [];
    TableHead b"thead" [];
    TableBody b"tbody" [];
    Row b"tr" [];
    HeaderCell b"th" ["scope" "colspan" "rowspan"];
    Cell b"td" ["colspan" "rowspan"];
    Figure b"figure" ["data-alt"];
    Caption b"figcaption" [];
    Aside b"aside" [];
    Rule b"hr" [];
    Image b"img" ["src" "data-alt"];
    Svg b"svg" ["viewBox" "data-alt"];
    Span b"span" [];
    Strong b"strong" [];
    Bold b"b" [];
    Code b"code" [];
    Key b"kbd" [];
    Superscript b"sup" [];
    Anchor b"a" ["href"];
    Break b"br" [];
    Input b"input" ["type" "checked"];
    Output b"output" ["name"];
    Group b"g" ["fill" "stroke" "stroke-width" "stroke-dasharray" "font-size" "font-weight" "font-family"
        "text-anchor" "transform"];
    Rectangle b"rect" ["x" "y" "width" "height" "rx" "fill" "stroke" "stroke-width" "stroke-dasharray" "transform"];
    Line b"line" ["x1" "y1" "x2" "y2" "fill" "stroke" "stroke-width" "stroke-dasharray" "transform"];
    Circle b"circle" ["cx" "cy" "r" "fill" "stroke" "stroke-width" "stroke-dasharray" "transform"];
    Ellipse b"ellipse" ["cx" "cy" "rx" "ry" "fill" "stroke" "stroke-width" "stroke-dasharray" "transform"];
    Polygon b"polygon" ["points" "fill" "stroke" "stroke-width" "stroke-dasharray" "transform"];
    Polyline b"polyline" ["points" "fill" "stroke" "stroke-width" "stroke-dasharray" "transform"];
    Path b"path" ["d" "fill" "stroke" "stroke-width" "stroke-dasharray" "transform"];
    Text b"text" ["x" "y" "fill" "font-size" "font-weight" "font-family" "text-anchor" "transform"];
}

impl Tag {
    /// Whether the element may be a block or stand in a line: pictures.
    pub(super) const fn is_picture(self) -> bool {
        matches!(self, Self::Svg | Self::Image)
    }

    /// Whether the element is a piece of a line.
    pub(super) const fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Span
                | Self::Strong
                | Self::Bold
                | Self::Code
                | Self::Key
                | Self::Superscript
                | Self::Anchor
                | Self::Break
                | Self::Input
                | Self::Output
        )
    }
}
