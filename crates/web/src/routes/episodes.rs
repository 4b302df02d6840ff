//! Episodes.

pub(crate) mod like;
pub(crate) mod play;
pub(crate) mod unlike;
