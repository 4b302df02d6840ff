//! Where viewers came from.

pub(crate) mod note;
