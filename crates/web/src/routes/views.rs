//! What was watched.

pub(crate) mod note;
