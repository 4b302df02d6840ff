//! Media. Every address but that of a public picture carries a ticket.

pub(crate) mod encrypted;
pub(crate) mod key;
pub(crate) mod master;
pub(crate) mod picture;
pub(crate) mod playlist;
pub(crate) mod segment;
pub(crate) mod start;
pub(crate) mod storyboard;
pub(crate) mod subtitles;

use base::TrackId;
use media::index::Plan;

use crate::answer;
use crate::extract::{FromPath, Params};
use crate::problem::Problem;

const MP4: &str = "video/mp4";
const BYTES: &str = "application/octet-stream";

/// One file of a track, as it is cut for one plan.
pub(crate) struct TrackFile {
    pub(crate) track_id: TrackId,
    pub(crate) plan: Plan,
    pub(crate) file: File,
}

/// What is asked for of a track.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum File {
    /// What comes before the first segment.
    Init,
    /// A segment of pictures or sound.
    Segment(usize),
    /// A segment of subtitles.
    Text(usize),
}

impl File {
    fn named(name: &str) -> Option<Self> {
        if name == "init.mp4" {
            return Some(Self::Init);
        }
        let (number, extension) = name.split_once('.')?;
        // One segment has one address: `7`, not `07`.
        if number.len() > 1 && number.starts_with('0') {
            return None;
        }
        match (answer::number(number)?, extension) {
            (number, "m4s") => Some(Self::Segment(number)),
            (number, "vtt") => Some(Self::Text(number)),
            _ => None,
        }
    }
}

impl FromPath for TrackFile {
    fn from_path(params: &Params) -> Result<Self, Problem> {
        Ok(Self {
            track_id: params.parse("track", "track")?,
            plan: Plan::named(params.text("plan")).ok_or(Problem::NotFound("plan"))?,
            file: File::named(params.text("file")).ok_or(Problem::NotFound("file"))?,
        })
    }
}

impl TrackFile {
    /// What is in a segment follows from the track, which never changes, and from where it is cut.
    fn etag(&self, room: &str) -> String {
        let Self { track_id, plan, file } = self;
        format!("\"{room}-{track_id}-{}-{file:?}\"", plan.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_one_name_each() {
        assert_eq!(File::named("init.mp4"), Some(File::Init));
        assert_eq!(File::named("0.m4s"), Some(File::Segment(0)));
        assert_eq!(File::named("12.m4s"), Some(File::Segment(12)));
        assert_eq!(File::named("3.vtt"), Some(File::Text(3)));
        for name in ["", ".m4s", "00.m4s", "01.m4s", "+1.m4s", "-1.m4s", "1.mp4", "1", "1.m4s.vtt"]
        {
            assert_eq!(File::named(name), None, "{name}");
        }
    }
}
