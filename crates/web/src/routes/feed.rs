//! The feed.

mod for_you;
mod of_series;
pub(crate) mod show;
