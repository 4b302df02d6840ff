//! The storefront that the app is of.

pub(crate) mod show;
