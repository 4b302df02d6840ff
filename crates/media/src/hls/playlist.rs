use std::fmt::Write;

/// A media playlist to be.
#[derive(Clone, Debug)]
pub struct Playlist<'a> {
    /// The longest segment, in seconds, rounded.
    pub target_seconds: u32,
    /// Where the head of the track is. Text has none.
    pub init_uri: Option<&'a str>,
    /// Where the key of encrypted segments is.
    pub key_uri: Option<&'a str>,
    /// Whether each segment holds one picture that needs no other.
    pub keyframes_only: bool,
    /// The segments, in order.
    pub entries: Vec<Entry>,
}

/// One segment.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it is.
    pub uri: String,
    /// How long it lasts.
    pub seconds: f64,
    /// How large it is, in bits a second, where players should know that before they ask for it.
    pub bitrate: Option<u64>,
    /// Where it is encrypted: the initialisation vector, one a segment.
    pub iv: Option<[u8; 16]>,
}

/// Writes a media playlist that never changes.
///
/// What is said of the size of a segment holds for those behind it until something else is said,
/// and may be wrong by a tenth (`EXT-X-BITRATE`, RFC 8216bis 4.4.4.8): half of that is made use of.
pub fn playlist(playlist: &Playlist<'_>) -> String {
    let mut out = String::with_capacity(128 + playlist.entries.len() * 40);
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:{}\n#EXT-X-MEDIA-SEQUENCE:0\n\
         #EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS",
        playlist.target_seconds
    );
    if playlist.keyframes_only {
        out.push_str("#EXT-X-I-FRAMES-ONLY\n");
    }
    // The head comes before every key: it is sent in the clear.
    if let Some(uri) = playlist.init_uri {
        let _ = writeln!(out, "#EXT-X-MAP:URI=\"{uri}\"");
    }
    let mut told_kbps = None;
    for entry in &playlist.entries {
        if let (Some(uri), Some(iv)) = (playlist.key_uri, entry.iv) {
            let iv = u128::from_be_bytes(iv);
            let _ = writeln!(out, "#EXT-X-KEY:METHOD=AES-128,URI=\"{uri}\",IV=0x{iv:032x}");
        }
        if let Some(kbps) = entry.bitrate.map(|it| it.div_ceil(1000))
            && told_kbps.is_none_or(|told: u64| told.abs_diff(kbps) * 20 > kbps)
        {
            let _ = writeln!(out, "#EXT-X-BITRATE:{kbps}");
            told_kbps = Some(kbps);
        }
        let _ = writeln!(out, "#EXTINF:{:.5},\n{}", entry.seconds, entry.uri);
    }
    out.push_str("#EXT-X-ENDLIST\n");
    out
}
