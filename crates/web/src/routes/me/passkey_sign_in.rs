//! Signing in with a passkey: no address is typed, the authenticator knows who is there.

pub(crate) mod begin;
pub(crate) mod finish;

#[cfg(test)]
mod tests;
