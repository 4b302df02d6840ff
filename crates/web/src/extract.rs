//! What handlers ask of a request, in their types.

mod at;
mod json;
mod passkey_site;
mod path;
mod signed_in;
mod ticketed;
mod viewer;
mod wants;

pub(crate) use at::At;
pub(crate) use json::Json;
pub(crate) use passkey_site::PasskeySite;
pub(crate) use path::{FromPath, Params, Path};
pub(crate) use signed_in::SignedIn;
pub(crate) use ticketed::Ticketed;
pub(crate) use viewer::{Cookie, Viewer, carry_cookie};
pub(crate) use wants::{Wants, accepted};
