//! HTTP: the viewer's API, the media behind tickets, the viewer app, and what keeps a service up.
//!
//! Nothing is decided here. A handler reads a request, asks `playback`, `catalogue` or `people`,
//! and writes down the answer; each endpoint has a file of its own under `routes`.

mod answer;
mod app;
mod extract;
mod guard;
mod limits;
mod mailbox;
mod observe;
mod origin;
mod problem;
mod router;
mod routes;
pub mod serve;
mod storefront;
mod viewer_app;

pub use app::{App, Mail, Settings};
pub use mailbox::{Delivered, Mailbox};
pub use origin::{InvalidOrigin, Origin};
pub use router::{openapi, router};
pub use storefront::{FrontError, Fronts};

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
