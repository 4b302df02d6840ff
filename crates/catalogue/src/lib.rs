//! Series, episodes, cuts and their tracks, and the deliveries that they came in.
//!
//! Queries are functions over a transaction. A series is made visible whole, by
//! [`delivery::publish_if_whole`], and in no other way.

pub mod cut;
pub mod delivery;
pub mod episode;
mod row;
pub mod series;
pub mod track;

pub use db::DbError;

#[cfg(test)]
mod tests;
