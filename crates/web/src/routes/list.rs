//! A viewer's list.

pub(crate) mod show;
