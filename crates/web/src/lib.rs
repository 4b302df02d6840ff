//! HTTP: the viewer's API, the media behind tickets, the viewer app, and what keeps a service up.
//!
//! Nothing is decided here. A handler reads a request, asks `playback`, `catalogue` or `people`,
//! and writes down the answer; each endpoint has a file of its own under `routes`.

mod answer;
mod app;
mod extract;
mod limits;
mod observe;
mod problem;
mod router;
mod routes;
pub mod serve;
mod viewer_app;

pub use app::{App, Settings};
pub use router::{openapi, router};

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
