//! Which blocks are split over pages and which stay whole.

use crate::base::Role;
use crate::parse::{Block, Content};

/// Blocks nested deeper than this are refused: no document of ours comes near.
pub(super) const MAX_DEPTH: usize = 48;

/// Whether a paragraph stands before what it probably speaks of.
pub(super) fn leads_to(block: &Block, next: &Block) -> bool {
    let shown = matches!(next.role, Role::List | Role::Figure | Role::Table);
    matches!(block.content, Content::Text(_)) && (shown || matches!(next.content, Content::Columns(_)))
}

/// Whether the block is never split, or only where it is higher than a page.
pub(super) fn is_whole(block: &Block) -> bool {
    block.style.min_height.is_some() || is_never_split(block)
}

/// Whether a block that is not split may be, after all.
pub(super) fn gives_way(block: &Block) -> bool {
    block.style.min_height.is_some() && !is_never_split(block)
}

fn is_never_split(block: &Block) -> bool {
    let style = &block.style;
    let flowing = matches!(block.content, Content::Blocks(_) | Content::Text(_) | Content::Table(_));
    !flowing
        || style.height.is_some()
        || !style.fit.is_empty()
        || block.role == Role::Figure && style.positioned
        || style.positioned && holds_absolute(block, 0)
}

fn holds_absolute(block: &Block, depth: usize) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    let any = |blocks: &[Block]| {
        blocks.iter().any(|child| {
            child.style.absolute.is_some() || !child.style.positioned && holds_absolute(child, depth + 1)
        })
    };
    match &block.content {
        Content::Blocks(blocks) => any(blocks),
        Content::Columns(columns) => any(&columns.blocks),
        Content::Table(table) => table
            .header
            .iter()
            .chain(&table.rows)
            .flat_map(|row| &row.cells)
            .any(|cell| !cell.block.style.positioned && holds_absolute(&cell.block, depth + 1)),
        _ => false,
    }
}
