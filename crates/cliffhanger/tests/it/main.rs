//! The program as its users meet it: the real binary, real ffmpeg, real folders, both databases.

mod backup;
mod commands;
mod ingest;
mod interruptions;
mod outcome;
mod place;
mod service;
mod serving;
mod trouble;
