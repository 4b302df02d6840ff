//! One endpoint, one file: request, handler, tests.

pub(crate) mod arrivals;
pub(crate) mod episodes;
pub(crate) mod feed;
pub(crate) mod history;
pub(crate) mod home;
pub(crate) mod list;
pub(crate) mod mailbox;
pub(crate) mod me;
pub(crate) mod media;
pub(crate) mod search;
pub(crate) mod series;
pub(crate) mod service;
pub(crate) mod storefront;
pub(crate) mod views;
