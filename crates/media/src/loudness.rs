//! How loud a sound is.

use serde::{Deserialize, Serialize};

/// As EBU R128 measures it, over the whole length: what the second pass of loudnorm needs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Loudness {
    /// In LUFS.
    pub integrated_lufs: f64,
    /// In LU.
    pub range_lu: f64,
    /// In dBTP.
    pub true_peak_dbtp: f64,
    /// Below that nothing was counted, in LUFS.
    pub threshold_lufs: f64,
}
