//! What a viewer has watched.

pub(crate) mod clear;
pub(crate) mod forget;
pub(crate) mod show;
