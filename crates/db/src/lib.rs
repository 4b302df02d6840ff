//! The records: one pool, one transaction, one migration history and one job queue, the same SQL
//! on SQLite and on PostgreSQL.
//!
//! Queries live in the crate of their noun, as functions over [`Tx`]. There are no traits over the
//! database: both kinds run the same text.

pub mod dump;
mod error;
pub mod jobs;
mod pool;
#[cfg(feature = "testing")]
pub mod testing;

pub use error::{DbError, expect_rows};
pub use pool::{Db, Kind, Tx};
pub use sqlx;
