//! The rules about playlists and about how everything is sent.

use std::collections::BTreeSet;

use super::text::{Attributes, Kind, Listing, Master};
use super::{Findings, Presentation};

const PLAYLIST: &str = "application/vnd.apple.mpegurl";
/// Smaller answers gain nothing, in bytes.
const COMPRESSED_MIN: usize = 1024;
/// The highest that plays everywhere: High, level 4.2.
const PROFILE_MAX: u8 = 100;
const LEVEL_MAX: u8 = 42;

/// 8.18, 10.1, 10.4, 11.4.
pub(super) fn transport(all: &Presentation, found: &mut Findings) {
    let listings = all.listings();
    let playlists: BTreeSet<_> =
        listings.iter().map(|it| &it.address).chain([&all.master]).collect();
    let texts: BTreeSet<_> = listings
        .iter()
        .filter(|it| it.kind == Kind::Subtitles)
        .flat_map(|it| &it.entries)
        .map(|it| &it.address)
        .collect();
    let keys: BTreeSet<_> = listings
        .iter()
        .flat_map(|it| &it.entries)
        .filter_map(|it| it.key.as_ref().map(|it| &it.0))
        .collect();
    let encrypted = !keys.is_empty();
    for (address, answer) in &all.answers {
        found.check("8.18", answer.status == 200, || format!("{address} is {}", answer.status));
        let plain = |it: char| it.is_ascii_alphanumeric() || "/._-?=".contains(it);
        found.check("11.4", address.chars().all(plain), || format!("{address} tells a title"));
        let kind = answer.content_type.split(';').next().unwrap_or_default();
        let right = match address {
            it if playlists.contains(it) => kind == PLAYLIST,
            it if texts.contains(it) => kind == "text/vtt",
            it if keys.contains(it) => kind == "application/octet-stream",
            _ if encrypted => {
                matches!(kind, "video/mp4" | "audio/mp4" | "application/octet-stream")
            }
            _ => matches!(kind, "video/mp4" | "audio/mp4"),
        };
        found.check("10.4", right, || format!("{address} is sent as {kind}"));
        let small = !playlists.contains(address) || answer.body.len() < COMPRESSED_MIN;
        found.check("10.1", small || answer.compressed, || format!("{address} is not compressed"));
    }
}

pub(super) fn master(master: &Master, found: &mut Findings) {
    let independent = master.text.contains("#EXT-X-INDEPENDENT-SEGMENTS\n");
    found.check("9.11", independent, || "segments are not said to be independent".to_owned());
    found.check("6.1", !master.keyframes.is_empty(), || "no keyframes".to_owned());
    for variant in &master.variants {
        self::variant(variant, master, found);
    }
    for keyframes in &master.keyframes {
        for name in ["CODECS", "RESOLUTION", "BANDWIDTH", "URI"] {
            let there = keyframes.contains_key(name);
            found.check("9.4", there, || format!("keyframes without {name}"));
        }
    }
    aspects(master, found);
    for media in &master.media {
        let what = || format!("{} has no LANGUAGE", media.get("URI").cloned().unwrap_or_default());
        found.check("4.7", media.get("LANGUAGE").is_some_and(|it| !it.is_empty()), what);
    }
    groups(master, found);
    let is_stereo = |it: &Attributes| {
        it.get("TYPE").is_some_and(|it| it == "AUDIO")
            && it.get("CHANNELS").is_some_and(|it| it == "2")
    };
    let codecs = |it: &Attributes| it.get("CODECS").is_some_and(|it| it.contains("mp4a.40."));
    let stereo = master.media.iter().any(is_stereo) && master.variants.iter().all(codecs);
    found.check("2.3", stereo, || "there is no sound in stereo AAC".to_owned());
    let least =
        master.variants.iter().filter_map(|it| number(it, "BANDWIDTH")).fold(f64::MAX, f64::min);
    found.check("9.21", least <= 192_000.0, || format!("the smallest quality has {least} b/s"));
    let transcripts = master
        .media
        .iter()
        .any(|it| it.get("CHARACTERISTICS").is_some_and(|it| it.contains("public.accessibility")));
    found.check("4.5", transcripts, || "no subtitles for the deaf".to_owned());
}

fn variant(variant: &Attributes, master: &Master, found: &mut Findings) {
    let name = variant.get("URI").cloned().unwrap_or_default();
    for (rule, attribute) in [
        ("9.1", "CODECS"),
        ("9.2", "RESOLUTION"),
        ("9.13", "BANDWIDTH"),
        ("9.14", "AVERAGE-BANDWIDTH"),
        ("9.15", "FRAME-RATE"),
    ] {
        found.check(rule, variant.contains_key(attribute), || format!("{name} has no {attribute}"));
    }
    let codecs = variant.get("CODECS").cloned().unwrap_or_default();
    let avc = codecs.split(',').find_map(|it| it.strip_prefix("avc1."));
    let (profile, level) = (byte(avc, 0), byte(avc, 4));
    let plays =
        profile.is_some_and(|it| it <= PROFILE_MAX) && level.is_some_and(|it| it <= LEVEL_MAX);
    found.check("1.3", plays, || format!("{name} needs {codecs}"));
    for (attribute, kind) in [("AUDIO", "AUDIO"), ("SUBTITLES", "SUBTITLES")] {
        let exists = |group: &String| {
            let is_of = |it: &&Attributes| it.get("TYPE").is_some_and(|it| it == kind);
            master.media.iter().filter(is_of).any(|it| it.get("GROUP-ID") == Some(group))
        };
        let good = variant.get(attribute).is_none_or(exists);
        found.check("RFC 8216, 4.3.4.2", good, || format!("{name} names no group of {kind}"));
    }
    let none = variant.get("CLOSED-CAPTIONS").is_some_and(|it| it == "NONE");
    found.check("4.3", none, || format!("{name} does not say that it has no captions"));
}

fn byte(avc: Option<&str>, at: usize) -> Option<u8> {
    u8::from_str_radix(avc?.get(at..at + 2)?, 16).ok()
}

pub(super) fn number(attributes: &Attributes, name: &str) -> Option<f64> {
    attributes.get(name)?.parse().ok()
}

pub(super) fn resolution(attributes: &Attributes) -> Option<(u32, u32)> {
    let (width, height) = attributes.get("RESOLUTION")?.split_once('x')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

/// 1.33. Sizes are even, so that the aspect is right to a pixel or two.
fn aspects(master: &Master, found: &mut Findings) {
    let sizes: Vec<_> = master.variants.iter().filter_map(resolution).collect();
    for pair in sizes.windows(2) {
        let [(w, h), (width, height)] = [pair[0], pair[1]];
        let expected = f64::from(w) * f64::from(height) / f64::from(h);
        let alike = (expected - f64::from(width)).abs() <= 4.0;
        found.check("1.33", alike, || format!("{w}×{h} beside {width}×{height}"));
    }
}

/// RFC 8216, 4.3.4.1: names differ, and what is played by default may be chosen by itself.
fn groups(master: &Master, found: &mut Findings) {
    let mut names = BTreeSet::new();
    let mut defaults = BTreeSet::new();
    for media in &master.media {
        let get = |name: &str| media.get(name).cloned().unwrap_or_default();
        let group = (get("TYPE"), get("GROUP-ID"));
        let name = get("NAME");
        found.check("RFC 8216, 4.3.4.1", !name.is_empty(), || {
            "a rendition without a name".to_owned()
        });
        let fresh = names.insert((group.clone(), name.clone()));
        found.check("RFC 8216, 4.3.4.1", fresh, || format!("two are called “{name}”"));
        if get("DEFAULT") == "YES" {
            found.check("RFC 8216, 4.3.4.1", defaults.insert(group), || "two defaults".to_owned());
        }
        let chosen = get("AUTOSELECT") == "YES";
        found.check("4.6", chosen, || format!("“{name}” is never chosen by itself"));
    }
}

/// What the playlists have in common.
pub(super) fn alike(listings: &[Listing], found: &mut Findings) {
    let played = || listings.iter().filter(|it| it.kind != Kind::Keyframes);
    let Some(first) = listings.iter().find(|it| it.kind == Kind::Video) else { return };
    for other in played() {
        let name = &other.address;
        let alike = (other.target - first.target).abs() < 0.5;
        found.check("8.2", alike, || format!("{name} has another target duration"));
        let rule = match other.kind {
            Kind::Audio => "2.15",
            Kind::Subtitles => "5.5",
            _ => "8.7",
        };
        let (seconds, wanted) = (other.seconds(), first.seconds());
        let whole = (seconds - wanted).abs() < 0.05;
        found.check(rule, whole, || format!("{name} lasts {seconds} s instead of {wanted} s"));
        let (starts, wanted) = (other.starts(), first.starts());
        let near = |(a, b): (&f64, &f64)| (a - b).abs() <= 0.0125;
        let aligned = starts.len() == wanted.len() && starts.iter().zip(&wanted).all(near);
        found.check("8.22", aligned, || format!("{name} is cut at {starts:?}, not {wanted:?}"));
    }
    found.check("7.5", (first.target - 6.0).abs() < 0.5, || {
        format!("segments of {} s", first.target)
    });
}

/// What every playlist of a track must say.
pub(super) fn media(listing: &Listing, found: &mut Findings) {
    let (name, text) = (&listing.address, &listing.text);
    let says = |tag: &str| text.contains(tag);
    let begins = text.starts_with("#EXTM3U\n") && says("#EXT-X-VERSION:");
    found.check("RFC 8216, 4.3.1", begins, || format!("{name} is no playlist"));
    let vod = says("#EXT-X-PLAYLIST-TYPE:VOD\n") && says("#EXT-X-ENDLIST\n");
    found.check("8.6", vod, || format!("{name} does not say that it is whole"));
    let keyframes = listing.kind == Kind::Keyframes;
    let marked = says("#EXT-X-I-FRAMES-ONLY\n") == keyframes;
    found.check("6.8", marked, || format!("{name} is marked as what it is not"));
    let mapped = listing.map.is_some() == (listing.kind != Kind::Subtitles);
    found.check("8.20", mapped, || format!("{name} has a head too much or too few"));
    let clear = text.find("#EXT-X-MAP").zip(text.find("#EXT-X-KEY")).is_none_or(|(a, b)| a < b);
    found.check("RFC 8216, 4.3.2.5", clear, || format!("{name}: its head would be encrypted"));
    let mut ivs = BTreeSet::new();
    for entry in &listing.entries {
        let (at, seconds) = (&entry.address, entry.seconds);
        let fits = seconds > 0.0 && seconds <= listing.target + 0.5;
        found.check("7.7", fits, || format!("{at} lasts {seconds} s of {}", listing.target));
        let rounded = seconds.round() <= listing.target;
        found.check("RFC 8216, 4.3.3.1", rounded, || format!("{at} lasts {seconds} s"));
        let fresh = entry.key.as_ref().is_none_or(|(_, iv)| ivs.insert(*iv));
        found.check("RFC 8216, 5.2", fresh, || format!("{at} has the vector of another"));
    }
    found.check("8.7", !listing.entries.is_empty(), || format!("{name} is empty"));
}
