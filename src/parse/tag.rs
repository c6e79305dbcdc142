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
                match name { $($name => Some(Self::$variant),)* _ => None }
            }

            /// Its name.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
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
    Html "html" ["lang"];
    Head "head" [];
    Title "title" [];
    Body "body" [];
    Header "header" [];
    Footer "footer" [];
    Section "section" ["data-start" "data-blank"];
    Div "div" ["aria-hidden"];
    Heading1 "h1" ["data-bookmark"];
    Heading2 "h2" ["data-bookmark"];
    Heading3 "h3" ["data-bookmark"];
    Paragraph "p" ["data-alt"];
    Unordered "ul" [];
    Ordered "ol" ["start"];
    Entry "li" [];
    Table "table" [];
    ColumnGroup "colgroup" [];
    Column "col" [];
    TableHead "thead" [];
    TableBody "tbody" [];
    Row "tr" [];
    HeaderCell "th" ["scope" "colspan" "rowspan"];
    Cell "td" ["colspan" "rowspan"];
    Figure "figure" ["data-alt"];
    Caption "figcaption" [];
    Aside "aside" [];
    Rule "hr" [];
    Image "img" ["src" "data-alt"];
    Svg "svg" ["viewBox" "data-alt" "role" "aria-checked"];
    Span "span" [];
    Strong "strong" [];
    Bold "b" [];
    Code "code" [];
    Key "kbd" [];
    Superscript "sup" [];
    Anchor "a" ["href"];
    Break "br" ["data-in"];
    Input "input" ["type" "checked" "data-alt"];
    Output "output" ["name" "for" "say"];
    Group "g" ["fill" "stroke" "stroke-width" "stroke-dasharray" "font-size" "font-weight" "font-family"
        "text-anchor" "transform"];
    Rectangle "rect" ["x" "y" "width" "height" "rx" "fill" "stroke" "stroke-width" "stroke-dasharray" "transform"];
    Line "line" ["x1" "y1" "x2" "y2" "fill" "stroke" "stroke-width" "stroke-dasharray" "transform"];
    Circle "circle" ["cx" "cy" "r" "fill" "stroke" "stroke-width" "stroke-dasharray" "transform"];
    Ellipse "ellipse" ["cx" "cy" "rx" "ry" "fill" "stroke" "stroke-width" "stroke-dasharray" "transform"];
    Polygon "polygon" ["points" "fill" "stroke" "stroke-width" "stroke-dasharray" "transform"];
    Polyline "polyline" ["points" "fill" "stroke" "stroke-width" "stroke-dasharray" "transform"];
    Path "path" ["d" "fill" "stroke" "stroke-width" "stroke-dasharray" "transform"];
    Text "text" ["x" "y" "fill" "font-size" "font-weight" "font-family" "text-anchor" "transform"];
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
