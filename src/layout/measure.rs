//! How wide blocks would like to be: the width at which no line breaks but where it must.

use crate::base::Length;
use crate::parse::{Block, ColumnWidth, Content, Extent, Table};

use super::context::LayoutContext;
use super::frame::insets;
use super::grid::Grid;
use super::whole::MAX_DEPTH;
use super::{drawing, line};

/// Room for rounding, so that a text measured as wide as it is does not break.
const ROUNDING: Length = Length::pt(0.01);

impl LayoutContext<'_> {
    /// Border width that `block` would like.
    pub(super) fn max_content(&mut self, block: &Block) -> Length {
        self.wanted(block, 0)
    }

    fn wanted(&mut self, block: &Block, depth: usize) -> Length {
        if depth > MAX_DEPTH {
            return Length::ZERO;
        }
        if let Some(Extent::Fixed(width)) = block.style.width {
            return width;
        }
        let around = insets(block).horizontal();
        let outer = |context: &mut Self, child: &Block| {
            if child.style.absolute.is_some() {
                return Length::ZERO;
            }
            context.wanted(child, depth + 1) + child.style.margin.horizontal()
        };
        let content = match &block.content {
            Content::Empty | Content::Picture(_) | Content::Symbol(_) => {
                block.style.height.unwrap_or_default() - around
            }
            Content::Blocks(blocks) => {
                blocks.iter().fold(Length::ZERO, |widest, child| widest.max(outer(self, child)))
            }
            Content::Columns(columns) => {
                let gaps = columns.blocks.iter().skip(1).map(|_| columns.gap).sum::<Length>();
                columns.blocks.iter().fold(gaps, |sum, child| sum + outer(self, child))
            }
            Content::Text(paragraph) => {
                let width = line::max_content(paragraph, self.scale, self.fonts);
                self.gather(width.map(|width| width + ROUNDING))
            }
            Content::Table(table) => self.table_wanted(table),
            Content::Drawing(drawing) => {
                drawing::size(drawing, None, block.style.height, drawing.size.width).width
            }
        };
        content.max(Length::ZERO) + around
    }

    /// Border width that `block` needs at least, so that no address or code in it breaks; zero if any will do.
    pub(super) fn min_content(&mut self, block: &Block) -> Length {
        self.needed(block, 0)
    }

    fn needed(&mut self, block: &Block, depth: usize) -> Length {
        if depth > MAX_DEPTH || matches!(block.style.width, Some(Extent::Fixed(_))) {
            return Length::ZERO;
        }
        let content = match &block.content {
            Content::Blocks(blocks) => {
                let flowing = blocks.iter().filter(|child| child.style.absolute.is_none());
                flowing.fold(Length::ZERO, |widest, child| {
                    let needed = self.needed(child, depth + 1);
                    let margins = child.style.margin.horizontal();
                    if needed > Length::ZERO { widest.max(needed + margins) } else { widest }
                })
            }
            Content::Text(paragraph) => {
                let width = line::min_content(paragraph, self.scale, self.fonts);
                let width = self.gather(width);
                if width > Length::ZERO { width + ROUNDING } else { width }
            }
            // What stands beside each other or in a table shares its width out by itself.
            _ => Length::ZERO,
        };
        if content > Length::ZERO { content + insets(block).horizontal() } else { content }
    }

    fn table_wanted(&mut self, table: &Table) -> Length {
        let grid = Grid::new(table);
        let mut sum = Length::ZERO;
        for (index, column) in table.columns.iter().enumerate() {
            sum += match column {
                ColumnWidth::Fixed(width) => *width,
                _ => self.column_wanted(&grid, index),
            };
        }
        sum
    }
}
