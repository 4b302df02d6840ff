//! Episodes.

pub(crate) mod play;
