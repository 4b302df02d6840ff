//! The first page of a catalogue.

pub(crate) mod show;
