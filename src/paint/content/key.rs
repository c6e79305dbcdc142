//! What decides how items are written besides themselves.

use crate::base::Length;
use crate::base::fingerprint::context;
use crate::layout::Page;

/// What stands for the sheet that items of `page` are written on: its size, and how it is shifted and stretched.
pub(in crate::paint) fn sheet(page: &Page) -> u64 {
    let (size, offset, [across, down]) = (page.size, page.placement.offset, page.placement.scale);
    let [width, height, right, below] = [size.width, size.height, offset.x, offset.y].map(Length::to_pt);
    context(0, [width, height, right, below, across, down].map(f64::to_le_bytes).as_flattened())
}
