use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

fn check(input: &[u8], expected: Expect) {
    let shown = match parse(input) {
        Ok(cues) => to_webvtt(&cues.cues),
        Err(error) => format!("error: {error}\n"),
    };
    expected.assert_eq(&shown);
}

#[test]
fn a_plain_srt() {
    check(
        b"1\r\n00:00:01,000 --> 00:00:02,500\r\nThe dead\r\ndo not call.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nThis one did.\r\n",
        expect![[r#"
            WEBVTT

            00:00:01.000 --> 00:00:02.500
            The dead
            do not call.

            00:00:03.000 --> 00:00:04.000
            This one did.
        "#]],
    );
}

#[test]
fn a_careless_srt() {
    // A mark, no numbers, blank lines in the text, a short fraction, times out of order.
    check(
        "\u{feff}0:00:05.5 --> 0:00:06,25\nSecond\n\nwith a gap\n\n\n7\n00:01,000 --> 00:02,000 X1:40 X2:600\nFirst\n".as_bytes(),
        expect![[r#"
            WEBVTT

            00:00:01.000 --> 00:00:02.000
            First

            00:00:05.500 --> 00:00:06.250
            Second
            with a gap
        "#]],
    );
}

#[test]
fn tags_and_codes_become_cue_text() {
    check(
        b"1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<font color=red><I>Up</I></font> & <3 -> no, 5 > 4 &amp; so on\n",
        expect![[r#"
            WEBVTT

            00:00:01.000 --> 00:00:02.000 line:0
            <i>Up</i> &amp; &lt;3 -&gt; no, 5 &gt; 4 &amp; so on
        "#]],
    );
}

#[test]
fn webvtt_keeps_what_a_browser_knows() {
    check(
        b"WEBVTT - made by hand\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\nSTYLE\n::cue { color: red }\n\nNOTE a remark\n\nfirst\n00:01.000 --> 00:02.000 line:0 region:top align:start onclick:x\n<v Mei>Who <00:01.500>is <script>this</script>?\n\n00:03.000 --> 00:04.000\n\n00:05.000 --> 00:06.000\nLast",
        expect![[r#"
            WEBVTT

            00:00:01.000 --> 00:00:02.000 line:0 align:start
            <v Mei>Who <00:01.500>is this?

            00:00:05.000 --> 00:00:06.000
            Last
        "#]],
    );
}

#[test]
fn utf_16_is_read_and_older_encodings_are_refused() {
    let text = "1\n00:00:01,000 --> 00:00:02,000\n灯债\n";
    let little: Vec<u8> =
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> =
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    assert_eq!(parse(&little), parse(text.as_bytes()));
    assert_eq!(parse(&big), parse(text.as_bytes()));
    assert!(parse(&big[..big.len() - 1]).is_err(), "half a character");

    check(
        b"1\n00:00:01,000 --> 00:00:02,000\nma\xf1ana\n",
        expect![[r#"
            error: the text is not UTF-8 (line 3); save it again as UTF-8
        "#]],
    );
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    for (input, error) in [
        (&b""[..], SubtitleError::NoCues),
        (b"WEBVTT\n", SubtitleError::NoCues),
        (b"\n\nHello\n", SubtitleError::NoTime { line: 3, found: "Hello".to_owned() }),
        (b"WEBVTT\n\nHello\n", SubtitleError::NoTime { line: 3, found: "Hello".to_owned() }),
        (b"1\n00:00:02,000 --> 00:00:02,000\nx\n", SubtitleError::EndsTooSoon { line: 2 }),
        (b"PK\x03\x04\0", SubtitleError::NotText { line: 1 }),
    ] {
        assert_eq!(parse(input), Err(error));
    }
    for time in ["00:61:00,000", "00:00:61,000", "1:2", "a:b:c,d", "00:00:01,0000", "-1:00,000"] {
        let input = format!("1\n{time} --> 00:00:02,000\nx\n");
        let found = parse(input.as_bytes());
        assert!(matches!(found, Err(SubtitleError::BadTime { line: 2, .. })), "{found:?}");
    }
}

#[test]
fn everything_has_a_limit() {
    assert_eq!(parse(&vec![b' '; BYTES_MAX + 1]), Err(SubtitleError::TooLarge));
    let one = "00:00:01,000 --> 00:00:02,000\nx\n\n";
    assert_eq!(parse(one.repeat(CUES_MAX).as_bytes()).unwrap().cues.len(), CUES_MAX);
    assert_eq!(parse(one.repeat(CUES_MAX + 1).as_bytes()), Err(SubtitleError::TooManyCues));
    let long = format!("00:00:01,000 --> 00:00:02,000\n{}", "x".repeat(TEXT_BYTES_MAX + 1));
    assert_eq!(parse(long.as_bytes()), Err(SubtitleError::TextTooLong { line: 1 }));
}

#[test]
fn a_segment_has_the_cues_that_show_in_it() {
    let cue = |start_ms, end_ms, text: &str| Cue {
        start_ms,
        end_ms,
        settings: String::new(),
        text: text.to_owned(),
    };
    let cues = [cue(0, 2000, "before"), cue(1500, 4500, "across"), cue(4000, 5000, "after")];
    expect![[r#"
        WEBVTT
        X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0

        00:00:01.500 --> 00:00:04.500
        across
    "#]]
    .assert_eq(&segment_webvtt(&cues, 2000, 4000));
}

/// Every script is kept byte for byte, with its marks of direction and its wide spaces, and a text
/// over a border is in the segments on both sides of it.
#[test]
fn every_script_stays_as_it_was_written() {
    for text in [
        "الموتى لا يتصلون.",
        "\u{202b}قالت: \u{2067}«لا»\u{2069} ثم 3 كلمات\u{202c}",
        "\u{200f}שלום, Mei!\u{200f}",
        "คนตายไม่โทรหาใคร\u{200b}แต่คนนี้โทร",
        "\u{3000}灯灭了。\n——谁在那里？",
        "死者は電話しない\u{3000}",
        "मृतक फ़ोन नहीं करते",
        "Ngươ\u{300}i chết không gọi điện",
        "\u{a0}« Non ! »",
        "👩🏽‍🚒 e\u{301}",
    ] {
        for file in [
            format!("1\n00:00:01,000 --> 00:00:03,000\n{text}\n"),
            format!("WEBVTT\n\n00:01.000 --> 00:03.000\n{text}\n"),
        ] {
            let cues = parse(file.as_bytes()).unwrap().cues;
            assert_eq!(cues[0].text, text, "{file}");
            for (from_ms, to_ms) in [(0, 2000), (2000, 4000)] {
                let written = segment_webvtt(&cues, from_ms, to_ms);
                let cue = format!("00:00:01.000 --> 00:00:03.000\n{text}\n");
                assert!(written.ends_with(&cue), "{written}");
            }
            assert!(!segment_webvtt(&cues, 3000, 4000).contains("-->"));
            assert!(!segment_webvtt(&cues, 0, 1000).contains("-->"));
        }
    }
}

/// What a cue says never becomes another cue, a header, or markup that we do not know.
#[test]
fn hostile_text_stays_text() {
    for text in [
        "00:00:09.000 --> 00:00:10.000",
        "x --> y",
        "--&gt; --> -->",
        "<c --> ",
        "<v a-->b>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b onclick=x>bold</b>",
        "</v></c><iframe/src=x>",
        "&lt;script&gt;&#60;b&#62;",
        "WEBVTT",
        "X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000",
        "STYLE",
        "NOTE",
        "REGION\u{85}id:x",
        "a\u{b}b\u{c}c\u{2028}d",
    ] {
        for file in [
            format!("1\n00:00:01,000 --> 00:00:02,000\nfirst\n{text}\n"),
            format!("WEBVTT\n\n00:01.000 --> 00:02.000\nfirst\n{text}\n"),
        ] {
            let Ok(Cues { cues, .. }) = parse(file.as_bytes()) else { continue };
            let written = segment_webvtt(&cues, 0, 100_000);
            assert_eq!(written.matches("-->").count(), cues.len(), "{written}");
            assert_eq!(
                written.matches("X-TIMESTAMP-MAP=").count(),
                1 + text.matches("X-T").count()
            );
            for tag in ["<script", "<img", "<iframe", "</iframe"] {
                assert!(!written.contains(tag), "{written}");
            }
            assert_eq!(parse(written.as_bytes()).unwrap().cues, cues, "{written}");
        }
    }
    for zero in
        ["1\n00:00:01,000 --> 00:00:02,000\na\0b\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n\0"]
    {
        assert!(matches!(parse(zero.as_bytes()), Err(SubtitleError::NotText { .. })));
    }
}

/// Pieces of which subtitle files are made, so that chance comes near to real ones.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("WEBVTT\n".to_owned()),
        Just("00:00:01,000 --> 00:00:02,000\n".to_owned()),
        Just("00:03.500 --> 10:00:02.000 line:0 region:x\n".to_owned()),
        Just("-->".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r".to_owned()),
        Just("NOTE ".to_owned()),
        Just("<v ".to_owned()),
        Just("<b --".to_owned()),
        Just(">".to_owned()),
        Just("{\\an8}".to_owned()),
        Just("&am".to_owned()),
        "[0-9]{1,3}\n",
        "\\PC{0,12}",
    ];
    prop::collection::vec(piece, 0..30).prop_map(|it| it.concat())
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse(&bytes);
    }

    /// What we write is read again as the same, so it is WebVTT whatever it came from.
    #[test]
    fn what_is_written_is_read_as_the_same(text in pieces()) {
        if let Ok(read) = parse(text.as_bytes()) {
            let written = to_webvtt(&read.cues);
            prop_assert_eq!(parse(written.as_bytes()).map(|it| it.cues), Ok(read.cues), "{}", written);
        }
    }
}
