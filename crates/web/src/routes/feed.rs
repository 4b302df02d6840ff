//! The feed.

pub(crate) mod show;
