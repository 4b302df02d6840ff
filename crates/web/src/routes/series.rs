//! Series and what is in them.

pub(crate) mod card;
pub(crate) mod list;
pub(crate) mod place;
pub(crate) mod show;
mod summary;
