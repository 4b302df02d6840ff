//! Who a viewer is to us, and how he gets into his account.

mod body;
pub(crate) mod challenge;
pub(crate) mod change;
pub(crate) mod erase;
pub(crate) mod export;
pub(crate) mod passkey_sign_in;
pub(crate) mod passkeys;
pub(crate) mod show;
pub(crate) mod sign_in;
pub(crate) mod sign_in_link;
pub(crate) mod sign_out;

/// A transaction that met another one is begun again so often.
const TRIES: usize = 3;
