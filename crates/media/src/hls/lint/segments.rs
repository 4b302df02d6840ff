//! The rules about what is in the segments, and about the numbers that are said of it.

use super::boxes::{self, Head, Part};
use super::playlists::{number, resolution};
use super::text::{Attributes, Kind, Listing, Master};
use super::{Findings, Presentation};

pub(super) fn lint(
    all: &Presentation,
    master: &Master,
    listings: &[Listing],
    found: &mut Findings,
) {
    for listing in listings {
        match listing.kind {
            Kind::Subtitles => subtitles(all, listing, found),
            Kind::Keyframes => keyframes(all, listing, found),
            Kind::Video | Kind::Audio => played(all, listing, found),
        }
    }
    let of = |kind| listings.iter().filter(move |it: &&Listing| it.kind == kind);
    let worst = |kind| {
        let rates = of(kind).map(|it| rates(all, it));
        rates.fold((0.0_f64, 0.0_f64), |a, b| (a.0.max(b.0), a.1.max(b.1)))
    };
    let (sound, text) = (worst(Kind::Audio), worst(Kind::Subtitles));
    let beside = (sound.0 + text.0, sound.1 + text.1);
    for (variant, listing) in master.variants.iter().zip(of(Kind::Video)) {
        described(all, variant, listing, found);
        bandwidth(variant, rates(all, listing), beside, found);
    }
    for (variant, listing) in master.keyframes.iter().zip(of(Kind::Keyframes)) {
        described(all, variant, listing, found);
        bandwidth(variant, rates(all, listing), (0.0, 0.0), found);
    }
}

fn subtitles(all: &Presentation, listing: &Listing, found: &mut Findings) {
    for entry in &listing.entries {
        let text = all.text(&entry.address);
        let name = &entry.address;
        found.check("5.2", text.starts_with("WEBVTT\n"), || format!("{name} is no WebVTT"));
        let mapped = text.lines().nth(1).is_some_and(|it| it.starts_with("X-TIMESTAMP-MAP="));
        found.check("5.3", mapped, || format!("{name} does not say when it begins"));
    }
}

/// Opens the head and every segment.
fn open(
    all: &Presentation,
    listing: &Listing,
    found: &mut Findings,
) -> Option<(Head, Vec<Vec<Part>>)> {
    let name = &listing.address;
    let head = listing.map.as_ref().and_then(|it| boxes::head(&all.bytes(it)));
    found.check("8.20", head.is_some(), || format!("{name} has no head"));
    let head = head?;
    found.check("2.17", head.tracks == 1, || format!("{name} has {} tracks", head.tracks));
    found.check("7.1", !head.edits, || format!("{name} has an edit list"));
    let mut segments = Vec::new();
    for entry in &listing.entries {
        let parts = boxes::parts(&all.clear(entry));
        let rule = if listing.kind == Kind::Keyframes { "6.10" } else { "7.2" };
        found.check(rule, parts.is_some(), || format!("{} is no fragment", entry.address));
        segments.push(parts?);
    }
    Some((head, segments))
}

fn played(all: &Presentation, listing: &Listing, found: &mut Findings) {
    let Some((head, segments)) = open(all, listing, found) else { return };
    let timescale = f64::from(head.timescale);
    let mut time = 0;
    for (entry, parts) in listing.entries.iter().zip(&segments) {
        let name = &entry.address;
        let frame = f64::from(parts[0].samples[0].duration) / timescale;
        for part in parts {
            let found_at = part.decode_time;
            found.check("7.3", found_at == time, || format!("{name} is at {found_at}, not {time}"));
            time = part.decode_time + part.ticks();
            let lasts = part.ticks() as f64 / timescale;
            if listing.kind == Kind::Video {
                let first = &part.samples[0];
                found.check("7.4", first.sync && first.is_idr(), || format!("{name} has no IDR"));
                let after = part.samples[1..].iter().all(|it| !it.sync);
                found.check("7.4", after, || format!("{name} has a keyframe too much"));
                let often = lasts <= 2.0 + frame;
                found.check("1.13", often, || format!("{name} has {lasts} s without an IDR"));
                let earliest = part.samples.iter().map(|it| it.shown).min();
                let begins = earliest == i64::try_from(part.decode_time).ok();
                found.check("7.1", begins, || format!("{name} is not shown when it is decoded"));
            }
        }
        let lasts = parts.iter().map(Part::ticks).sum::<u64>() as f64 / timescale;
        let said = (lasts - entry.seconds).abs() < frame.min(0.001);
        found.check("8.1", said, || format!("{name} lasts {lasts} s, not {}", entry.seconds));
        let sent = all.bytes(name).len() as f64 * 8.0 / entry.seconds;
        let near = entry.bitrate.is_some_and(|it| (0.9..=1.1).contains(&(sent / it)));
        found.check("RFC 8216bis, 4.4.4.8", near, || format!("{name} has {sent} b/s"));
    }
}

fn keyframes(all: &Presentation, listing: &Listing, found: &mut Findings) {
    let Some((head, segments)) = open(all, listing, found) else { return };
    let mut time = 0;
    for (entry, parts) in listing.entries.iter().zip(&segments) {
        let name = &entry.address;
        let [part] = &parts[..] else {
            found.check("6.10", false, || format!("{name} has several fragments"));
            continue;
        };
        let alone = part.samples.len() == 1 && part.samples[0].is_idr();
        found.check("6.10", alone, || format!("{name} is not one IDR"));
        found.check("7.3", part.decode_time == time, || format!("{name} is not in its place"));
        time = part.decode_time + part.ticks();
        let lasts = part.ticks() as f64 / f64::from(head.timescale);
        let said = (lasts - entry.seconds).abs() < 0.001;
        found.check("8.1", said, || format!("{name} lasts {lasts} s, not {}", entry.seconds));
    }
}

/// Whether the multivariant playlist tells what is in the head.
fn described(all: &Presentation, variant: &Attributes, listing: &Listing, found: &mut Findings) {
    let Some((head, segments)) = open(all, listing, &mut Findings::default()) else { return };
    let name = &listing.address;
    let Some((codec, size)) = head.avc else { return };
    let codecs = variant.get("CODECS").cloned().unwrap_or_default();
    found.check("9.1", codecs.split(',').any(|it| it == codec), || format!("{name} is {codec}"));
    let said = resolution(variant);
    found.check("9.2", said == Some(size), || format!("{name} is {size:?}, not {said:?}"));
    if listing.kind == Kind::Video {
        let samples = || segments.iter().flatten().flat_map(|it| &it.samples);
        let ticks: u64 = samples().map(|it| u64::from(it.duration)).sum();
        let rate = samples().count() as f64 * f64::from(head.timescale) / ticks as f64;
        let said = number(variant, "FRAME-RATE").unwrap_or(0.0);
        found.check("9.15", (rate - said).abs() < 0.001, || format!("{name}: {rate} a second"));
    }
}

/// The peak of RFC 8216 (4.3.4.2) and the average, in bits a second, by what was sent.
fn rates(all: &Presentation, listing: &Listing) -> (f64, f64) {
    let sent: Vec<(f64, f64)> = listing
        .entries
        .iter()
        .map(|it| (all.bytes(&it.address).len() as f64 * 8.0, it.seconds))
        .collect();
    let sum = |part: &[(f64, f64)]| {
        part.iter().fold((0.0, 0.0), |(bits, seconds), it| (bits + it.0, seconds + it.1))
    };
    let (bits, seconds) = sum(&sent);
    let average = bits / seconds;
    let mut peak = average;
    for from in 0..sent.len() {
        for to in from + 1..=sent.len() {
            let (bits, seconds) = sum(&sent[from..to]);
            if (0.5..=1.5).contains(&(seconds / listing.target)) {
                peak = peak.max(bits / seconds);
            }
        }
    }
    (peak, average)
}

/// 1.26, 1.27: what is said is what is sent, within a tenth. `beside`: sound and text.
fn bandwidth(variant: &Attributes, own: (f64, f64), beside: (f64, f64), found: &mut Findings) {
    let name = variant.get("URI").cloned().unwrap_or_default();
    let (peak, average) = (own.0 + beside.0, own.1 + beside.1);
    for (rule, attribute, sent) in
        [("1.27", "BANDWIDTH", peak), ("1.26", "AVERAGE-BANDWIDTH", average)]
    {
        let said = number(variant, attribute).unwrap_or(0.0);
        let near = (said / sent - 1.0).abs() <= 0.1;
        found.check(rule, near, || format!("{name} says {attribute} {said}, sends {sent:.0}"));
    }
    if beside.0 > 0.0 {
        let even = peak <= 2.0 * average;
        found.check("1.30", even, || {
            format!("{name} has {peak:.0} b/s at most, {average:.0} on average")
        });
    }
}
