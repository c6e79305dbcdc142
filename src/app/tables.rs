//! `check --table`: the tables of an order as they were understood, for whoever shows and mends them. What a table says is
//! the business of `read`.

use crate::base::Origins;
use crate::batch::order::CheckOrder;
use crate::read::{TableView, sources, table_view};

/// The tables among the files of `order`, in order; a file that is none, or cannot be read, is left out: the check tells.
pub fn tables(order: &CheckOrder) -> Vec<TableView> {
    let files = sources(&order.files, &order.reading, &mut Origins::new()).files;
    files.iter().filter_map(|file| table_view(file, &order.reading)).collect()
}
