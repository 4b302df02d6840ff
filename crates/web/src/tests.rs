//! What holds for the service as a whole.

mod conformance;
mod documents;
mod guests;
mod limits;
mod logs;
mod transport;
