//! What is known of a finished track, so that nothing that is served has to open a media file.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::finish::{self, FinishError};

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
    /// Its first picture, which can be shown alone. Sound has none.
    pub keyframe: Option<Keyframe>,
}

/// A picture that needs no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyframe {
    /// Where it begins in its fragment, in bytes.
    pub offset: u32,
    /// How long it is, in bytes.
    pub bytes: u32,
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
    /// For the feed: 1, 1, then 2 s, so that the first frame needs little and little is fetched for
    /// whoever swipes away.
    Feed,
    /// For long sittings and native players: 6 s.
    Steady,
    /// For winding: the first picture of each fragment and nothing else.
    Keyframes,
}

impl Plan {
    /// Every plan.
    pub const ALL: [Self; 3] = [Self::Feed, Self::Steady, Self::Keyframes];
    /// The plans by which a cut is played.
    pub const PLAYED: [Self; 2] = [Self::Feed, Self::Steady];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Steady => "steady",
            Self::Keyframes => "keyframes",
        }
    }

    /// The plan of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|plan| plan.name() == name)
    }

    /// The longest segment, in seconds, rounded as HLS rounds it.
    pub fn target_seconds(self) -> u32 {
        match self {
            Self::Feed | Self::Keyframes => 2,
            Self::Steady => 6,
        }
    }

    /// The segments of a track that has `count` fragments. Fragments begin at 0, 1, 2, 4, 6 … s.
    pub fn segments(self, count: usize) -> Vec<Range<usize>> {
        let (lead, then): (&[usize], usize) = match self {
            Self::Feed | Self::Keyframes => (&[], 1),
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
    /// Whether every fragment begins and ends where the other's does, so that a player can change between them.
    pub fn is_cut_like(&self, other: &Self) -> bool {
        let times = |it: &Self| -> Vec<_> {
            it.fragments.iter().map(|it| (it.decode_time, it.duration)).collect()
        };
        self.timescale == other.timescale && times(self) == times(other)
    }

    /// One segment of a plan: where it lies and how long it lasts.
    pub fn segment(&self, plan: Plan, number: usize) -> Option<Segment> {
        let range = plan.segments(self.fragments.len()).into_iter().nth(number)?;
        self.put_together(plan, range)
    }

    /// Every segment of a plan, in order. Sound has no keyframes.
    pub fn segments(&self, plan: Plan) -> Vec<Segment> {
        let ranges = plan.segments(self.fragments.len());
        ranges.into_iter().filter_map(|range| self.put_together(plan, range)).collect()
    }

    /// What is sent before the bytes of a segment: nothing, or the head of the keyframe that
    /// stands alone in it.
    pub fn head(&self, plan: Plan, number: usize) -> Result<Vec<u8>, FinishError> {
        match (plan, self.fragments.get(number)) {
            (Plan::Keyframes, Some(fragment)) => finish::keyframe_head(fragment, number),
            _ => Ok(Vec::new()),
        }
    }

    fn put_together(&self, plan: Plan, fragments: Range<usize>) -> Option<Segment> {
        let fragments = self.fragments.get(fragments)?;
        let (first, last) = (fragments.first()?, fragments.last()?);
        let ticks: u64 = fragments.iter().map(|it| u64::from(it.duration)).sum();
        let (bytes, head_bytes) = match plan {
            Plan::Feed | Plan::Steady => (first.offset..last.offset + u64::from(last.bytes), 0),
            Plan::Keyframes => {
                let keyframe = first.keyframe?;
                let start = first.offset + u64::from(keyframe.offset);
                (start..start + u64::from(keyframe.bytes), finish::KEYFRAME_HEAD_BYTES)
            }
        };
        Some(Segment { bytes, head_bytes, seconds: ticks as f64 / f64::from(self.timescale) })
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
    /// How much is sent before them, in bytes.
    pub head_bytes: u32,
    /// How long it lasts.
    pub seconds: f64,
}

impl Segment {
    /// In bits a second.
    pub fn bitrate(&self) -> u64 {
        (self.length() as f64 * 8.0 / self.seconds) as u64
    }

    /// How long the answer is, in bytes.
    pub fn length(&self) -> u64 {
        self.bytes.end - self.bytes.start + u64::from(self.head_bytes)
    }
}

/// How many bits a second some segments need, rounded up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bandwidth {
    /// Over the worst stretch, as RFC 8216 (4.3.4.2) defines it: any segments in a row that last
    /// between half and one and a half target durations together.
    pub peak: u64,
    /// Over everything.
    pub average: u64,
}

impl Bandwidth {
    /// Of these segments, in their order.
    pub fn of(segments: &[Segment], target_seconds: u32) -> Self {
        let target = f64::from(target_seconds);
        let rate = |bytes: u64, seconds: f64| bytes as f64 * 8.0 / seconds;
        let mut peak = 0.0_f64;
        for start in 0..segments.len() {
            let (mut bytes, mut seconds) = (0, 0.0);
            for segment in &segments[start..] {
                bytes += segment.length();
                seconds += segment.seconds;
                if seconds > target * 1.5 {
                    break;
                }
                if seconds >= target * 0.5 {
                    peak = peak.max(rate(bytes, seconds));
                }
            }
        }
        let bytes = segments.iter().map(Segment::length).sum();
        let seconds: f64 = segments.iter().map(|it| it.seconds).sum();
        let average = if seconds > 0.0 { rate(bytes, seconds) } else { 0.0 };
        // What lasts less than half a target duration has no other stretch than its whole.
        Self { peak: peak.max(average).ceil() as u64, average: average.ceil() as u64 }
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
        assert_eq!(Plan::Feed.segments(5), [0..1, 1..2, 2..3, 3..4, 4..5]);
        assert_eq!(Plan::Steady.segments(8), [0..4, 4..7, 7..8]);
        assert_eq!(Plan::Keyframes.segments(3), [0..1, 1..2, 2..3]);
    }

    fn segments(lengths: &[(u64, f64)]) -> Vec<Segment> {
        let segment = |&(bytes, seconds)| Segment { bytes: 0..bytes, head_bytes: 0, seconds };
        lengths.iter().map(segment).collect()
    }

    #[test]
    fn the_peak_is_that_of_the_worst_stretch() {
        let bandwidth = |lengths: &[(u64, f64)]| {
            let Bandwidth { peak, average } = Bandwidth::of(&segments(lengths), 4);
            (peak, average)
        };
        assert_eq!(bandwidth(&[]), (0, 0));
        // One second alone is too short to count: with the next it is a stretch.
        assert_eq!(bandwidth(&[(1000, 1.0), (500, 1.0), (1000, 2.0)]), (6000, 5000));
        assert_eq!(bandwidth(&[(1000, 4.0), (3000, 4.0), (100, 0.1)]), (6049, 4050));
        assert_eq!(bandwidth(&[(1000, 1.0)]), (8000, 8000));
    }
}
