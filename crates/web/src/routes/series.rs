//! Series and what is in them.

pub(crate) mod ask;
pub(crate) mod card;
pub(crate) mod enlist;
pub(crate) mod list;
pub(crate) mod place;
pub(crate) mod play_trailer;
pub(crate) mod show;
pub(crate) mod unask;
pub(crate) mod unlist;
