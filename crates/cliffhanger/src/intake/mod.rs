//! From a checked delivery to the catalogue and the queue.
//!
//! Everything that a delivery holds is stored first, under its content's hash. Then one
//! transaction notes what it says and queues what is left to be done. Run again, all of it finds
//! what is there and leaves it.

mod estimate;
pub(crate) mod follow;
mod record;
mod stamp;
mod store;

pub(crate) use record::{Recorded, record};
pub(crate) use stamp::Stamps;
pub(crate) use store::{Facts, StoredFootage, StoredSource, store_delivery};
