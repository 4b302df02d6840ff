//! Checks of a delivery: what is wrong with it, where, and what is wanted instead.
//!
//! Each master is decoded once, to its end, and everything that is asked about its picture and its
//! sound is measured on the way. What is found goes by the thresholds of a [`Profile`]. They are
//! chosen so that nobody is alarmed for nothing: what the ingest puts right by itself is a
//! warning, and what good episodes do too (a second of black, a held picture) is no finding.

mod episode;
mod measure;
mod profile;
mod report;
mod rules;
mod run;
mod series;

pub use profile::{Profile, Severities};
pub use report::{EpisodeReport, Finding, Measured, Part, Report, Rule, Severity};
pub use run::{CheckError, Limits, Progress, check};

#[cfg(test)]
mod tests;
