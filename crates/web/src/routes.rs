//! One endpoint, one file: request, handler, tests.

pub(crate) mod episodes;
pub(crate) mod feed;
pub(crate) mod media;
pub(crate) mod series;
pub(crate) mod service;
