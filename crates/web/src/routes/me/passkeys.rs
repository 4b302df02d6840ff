//! The passkeys of an account.

pub(crate) mod begin;
mod body;
pub(crate) mod create;
pub(crate) mod list;
pub(crate) mod remove;
pub(crate) mod rename;

#[cfg(test)]
mod tests;
