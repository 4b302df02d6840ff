//! What is known of a finished track, so that nothing that is served has to open a media file.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// One finished track: its head and where each fragment lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Ticks a second of `decode_time` and `duration`.
    pub timescale: u32,
    /// `ftyp` and `moov`: what a player needs first.
    pub init: Vec<u8>,
    /// In order of time. One per keyframe interval, the same times in every rendition.
    pub fragments: Vec<Fragment>,
}

/// A `moof` and its `mdat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// Where it begins in the track file, in bytes.
    pub offset: u64,
    /// How long it is, in bytes.
    pub bytes: u32,
    /// When it begins, in ticks.
    pub decode_time: u64,
    /// How long it lasts, in ticks.
    pub duration: u32,
}

/// What kind of stream it is and how it is announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Stream {
    /// Pictures.
    #[serde(rename_all = "kebab-case")]
    Video {
        /// As RFC 6381 writes it: `avc1.640020`.
        codecs: String,
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// Frames in `frame_rate.1` seconds.
        frame_rate: (u32, u32),
    },
    /// Sound.
    #[serde(rename_all = "kebab-case")]
    Audio {
        /// As RFC 6381 writes it: `mp4a.40.2`.
        codecs: String,
        /// In hertz.
        sample_rate: u32,
        /// How many.
        channels: u16,
    },
}

/// How fragments are put together into segments. Every plan cuts every track at the same
/// fragments, so segments of picture and sound begin together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Plan {
    /// For the feed: 1, 1, 2, then 4 s, so that the first frame needs little.
    Feed,
    /// For long sittings and native players: 6 s.
    Steady,
}

impl Plan {
    /// Every plan.
    pub const ALL: [Self; 2] = [Self::Feed, Self::Steady];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Steady => "steady",
        }
    }

    /// The plan of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|plan| plan.name() == name)
    }

    /// The longest segment, in seconds, rounded as HLS rounds it.
    pub fn target_seconds(self) -> u32 {
        match self {
            Self::Feed => 4,
            Self::Steady => 6,
        }
    }

    /// The segments of a track that has `count` fragments. Fragments begin at 0, 1, 2, 4, 6 … s.
    pub fn segments(self, count: usize) -> Vec<Range<usize>> {
        let (lead, then): (&[usize], usize) = match self {
            Self::Feed => (&[1, 1, 1], 2),
            Self::Steady => (&[4], 3),
        };
        let mut lengths = lead.iter().copied().chain(std::iter::repeat(then));
        let mut start = 0;
        let mut segments = Vec::new();
        while start < count {
            let end = (start + lengths.next().unwrap_or(then)).min(count);
            segments.push(start..end);
            start = end;
        }
        segments
    }
}

impl Index {
    /// One segment: where it lies and how long it lasts.
    pub fn segment(&self, fragments: Range<usize>) -> Option<Segment> {
        let fragments = self.fragments.get(fragments)?;
        let (first, last) = (fragments.first()?, fragments.last()?);
        let ticks: u64 = fragments.iter().map(|it| u64::from(it.duration)).sum();
        Some(Segment {
            bytes: first.offset..last.offset + u64::from(last.bytes),
            seconds: ticks as f64 / f64::from(self.timescale),
        })
    }

    /// Every segment of a plan, in order.
    pub fn segments(&self, plan: Plan) -> Vec<Segment> {
        let ranges = plan.segments(self.fragments.len());
        ranges.into_iter().filter_map(|range| self.segment(range)).collect()
    }

    /// How long the track lasts, in milliseconds, rounded.
    pub fn duration_ms(&self) -> i64 {
        let ticks: u64 = self.fragments.iter().map(|it| u64::from(it.duration)).sum();
        ((ticks as f64) * 1000.0 / f64::from(self.timescale)).round() as i64
    }
}

/// Bytes that lie together in a track file and are sent as one answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Where, in the track file.
    pub bytes: Range<u64>,
    /// How long it lasts.
    pub seconds: f64,
}

impl Segment {
    /// Bits a second.
    pub fn bandwidth(&self) -> f64 {
        (self.bytes.end - self.bytes.start) as f64 * 8.0 / self.seconds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_cover_every_fragment_once() {
        for plan in Plan::ALL {
            for count in 0..100 {
                let all: Vec<usize> = plan.segments(count).into_iter().flatten().collect();
                assert_eq!(all, (0..count).collect::<Vec<_>>(), "{plan:?} of {count}");
            }
        }
    }

    #[test]
    fn the_feed_begins_with_short_segments() {
        // Fragments begin at 0, 1, 2, 4, 6, 8, 10 s.
        assert_eq!(Plan::Feed.segments(7), [0..1, 1..2, 2..3, 3..5, 5..7]);
        assert_eq!(Plan::Steady.segments(8), [0..4, 4..7, 7..8]);
    }
}
