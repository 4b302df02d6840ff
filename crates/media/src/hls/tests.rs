use expect_test::expect;

use super::*;
use crate::index::Bandwidth;

fn example() -> Master {
    Master {
        variants: vec![Variant {
            uri: "v/feed.m3u8".into(),
            bandwidth: Bandwidth { peak: 1_600_000, average: 900_000 },
            codecs: "avc1.64001f".into(),
            resolution: (540, 960),
            frame_rate: 25.0,
            keyframes: Some(Keyframes {
                uri: "v/keyframes.m3u8".into(),
                bandwidth: Bandwidth { peak: 300_000, average: 200_000 },
            }),
        }],
        audio: ["en", "zh-Hans"].map(audio).into(),
        subtitles: vec![Subtitles {
            uri: "s/feed.m3u8".into(),
            language: "ar".into(),
            name: "العربية".into(),
        }],
    }
}

fn audio(language: &str) -> Audio {
    Audio {
        uri: format!("{language}/feed.m3u8"),
        language: language.into(),
        name: "A \"name\"\nof two lines".into(),
        default: language == "en",
        original: language == "en",
        channels: 2,
        codecs: "mp4a.40.2".into(),
        bandwidth: Bandwidth { peak: 100_000, average: 96_000 },
    }
}

#[test]
fn a_multivariant_playlist() {
    expect![[r##"
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",LANGUAGE="en",NAME="A 'name' of two lines (en)",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",CHARACTERISTICS="public.original-content",URI="en/feed.m3u8"
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",LANGUAGE="zh-Hans",NAME="A 'name' of two lines (zh-Hans)",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="2",URI="zh-Hans/feed.m3u8"
        #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",LANGUAGE="ar",NAME="العربية",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="s/feed.m3u8"
        #EXT-X-STREAM-INF:BANDWIDTH=1700000,AVERAGE-BANDWIDTH=996000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=540x960,FRAME-RATE=25.000,AUDIO="audio",SUBTITLES="subtitles",CLOSED-CAPTIONS=NONE
        v/feed.m3u8
        #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=300000,AVERAGE-BANDWIDTH=200000,CODECS="avc1.64001f",RESOLUTION=540x960,URI="v/keyframes.m3u8"
    "##]]
    .assert_eq(&master(&example()));
}

#[test]
fn a_media_playlist() {
    let entries =
        [("0.m4s", 1.0, 1u128, 700_100), ("1.m4s", 2.0, 2, 690_000), ("2.m4s", 0.48, 3, 300_000)];
    let entry = |(uri, seconds, iv, bitrate): (&str, f64, u128, u64)| Entry {
        uri: uri.into(),
        seconds,
        bitrate: Some(bitrate),
        iv: Some(iv.to_be_bytes()),
    };
    let text = playlist(&Playlist {
        target_seconds: 4,
        init_uri: Some("init.mp4"),
        key_uri: Some("/k/t/key"),
        keyframes_only: false,
        entries: entries.map(entry).into(),
    });
    expect![[r##"
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-TARGETDURATION:4
        #EXT-X-MEDIA-SEQUENCE:0
        #EXT-X-PLAYLIST-TYPE:VOD
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-MAP:URI="init.mp4"
        #EXT-X-KEY:METHOD=AES-128,URI="/k/t/key",IV=0x00000000000000000000000000000001
        #EXT-X-BITRATE:701
        #EXTINF:1.00000,
        0.m4s
        #EXT-X-KEY:METHOD=AES-128,URI="/k/t/key",IV=0x00000000000000000000000000000002
        #EXTINF:2.00000,
        1.m4s
        #EXT-X-KEY:METHOD=AES-128,URI="/k/t/key",IV=0x00000000000000000000000000000003
        #EXT-X-BITRATE:300
        #EXTINF:0.48000,
        2.m4s
        #EXT-X-ENDLIST
    "##]]
    .assert_eq(&text);
}

#[test]
fn strangers_read_what_we_write() {
    let text = master(&example());
    let read = m3u8_rs::parse_master_playlist_res(text.as_bytes()).unwrap();
    // It counts keyframes among the variants.
    let keyframes: Vec<_> = read.variants.iter().map(|it| it.is_i_frame).collect();
    assert_eq!(keyframes, [false, true]);
    assert_eq!(read.alternatives.len(), 3);
    assert_eq!(read.variants[0].bandwidth, 1_700_000);

    let mut reader =
        quick_m3u8::Reader::from_str(&text, quick_m3u8::config::ParsingOptions::default());
    while let Some(line) = reader.read_line().unwrap() {
        assert!(!matches!(line, quick_m3u8::HlsLine::UnknownTag(_)), "{line:?}");
    }
}
