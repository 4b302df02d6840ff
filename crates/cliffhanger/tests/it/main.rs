//! The program as its users meet it: the real binary, real ffmpeg, real folders, both databases.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where something is not as it must be"
)]
#![expect(clippy::disallowed_methods, reason = "real programs run in real time here")]

mod backup;
mod commands;
mod demo;
mod ingest;
mod interruptions;
mod mail;
mod outcome;
mod place;
mod service;
mod serving;
mod trouble;
