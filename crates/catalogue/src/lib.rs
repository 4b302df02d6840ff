//! Series, episodes, cuts and their tracks, the deliveries that they came in, and the storefronts that
//! show them.
//!
//! Queries are functions over a transaction. A series is made visible whole, by
//! [`delivery::publish_if_whole`], and in no other way.

pub mod cut;
pub mod delivery;
pub mod digest;
pub mod episode;
pub mod published;
mod revision;
mod row;
pub mod search;
pub mod series;
pub mod storefront;
pub mod track;
pub mod trailer;

pub use db::DbError;

#[cfg(test)]
mod tests;
