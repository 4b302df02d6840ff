//! What handlers ask of a request, in their types.

mod json;
mod path;
mod ticketed;
mod viewer;

pub(crate) use json::Json;
pub(crate) use path::{FromPath, Params, Path};
pub(crate) use ticketed::Ticketed;
pub(crate) use viewer::{Viewer, carry_cookie};
