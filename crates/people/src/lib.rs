//! Who somebody is: viewers, the sessions by which a device is known again, and the ways into an
//! account; and what a viewer keeps: his list, his likes, the languages that he asks for.
//!
//! A viewer begins as a guest: he is made at his first request and kept by a cookie. With an address
//! he has an account, and what the guest had is merged into it. Nothing here knows HTTP or sends mail: `web` carries the cookie's value to and fro, the binary empties the outbox.

pub mod account;
pub mod arrival;
pub mod ask;
mod email;
pub mod guest;
pub mod letter;
pub mod like;
pub mod link;
pub mod listing;
pub mod outbox;
pub mod owned;
pub mod passkey;
mod row;
#[cfg(test)]
mod testing;
pub mod viewer;

pub use email::{Email, InvalidEmail};
