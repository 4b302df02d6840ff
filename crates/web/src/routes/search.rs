//! Searching the catalogue.

pub(crate) mod show;
