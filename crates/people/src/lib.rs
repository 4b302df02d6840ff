//! Who somebody is: viewers and the sessions by which a device is known again.
//!
//! A viewer begins as a guest: he is made at his first request and kept by a cookie. Nothing here
//! knows HTTP; `web` carries the cookie's value to and fro.

pub mod guest;
