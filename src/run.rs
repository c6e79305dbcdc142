//! The corridor: calls the eight rooms in order for each file. The only place that names them all.
