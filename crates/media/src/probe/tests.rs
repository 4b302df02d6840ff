use super::*;

/// The answer about a plain video, with these fields of its stream changed.
fn answer(changes: &str) -> Result<Probe, ProbeError> {
    let mut stream = serde_json::json!({
        "index": 1, "codec_type": "video", "codec_name": "h264", "width": 1920, "height": 1080,
        "r_frame_rate": "30/1", "avg_frame_rate": "30/1", "pix_fmt": "yuv420p"
    });
    let changes: serde_json::Map<_, _> = serde_json::from_str(changes).unwrap();
    stream.as_object_mut().unwrap().extend(changes);
    let cover = serde_json::json!({
        "index": 0, "codec_type": "video", "codec_name": "mjpeg", "width": 99999, "height": 1,
        "disposition": { "attached_pic": 1 }
    });
    let format = serde_json::json!({ "format_name": "mov,mp4", "duration": "1.5" });
    let answer = serde_json::json!({ "streams": [cover, stream], "format": format });
    read_answer(answer.to_string().as_bytes())
}

fn video(changes: &str) -> Video {
    answer(changes).unwrap().video.unwrap()
}

#[test]
fn cover_pictures_are_no_video() {
    assert_eq!(video("{}").stream, 1);
}

#[test]
fn what_is_shown_is_upright_with_square_pixels() {
    assert_eq!(video("{}").shown(), (1920, 1080));
    assert_eq!(video(r#"{"side_data_list": [{}, {"rotation": -90}]}"#).rotation, 90);
    assert_eq!(video(r#"{"side_data_list": [{"rotation": 90}]}"#).shown(), (1080, 1920));
    assert_eq!(video(r#"{"tags": {"rotate": "180"}}"#).rotation, 180);
    assert_eq!(video(r#"{"sample_aspect_ratio": "4:3"}"#).shown(), (2560, 1080));
    assert_eq!(video(r#"{"sample_aspect_ratio": "1:2"}"#).shown(), (1920, 2160));
    assert_eq!(video(r#"{"sample_aspect_ratio": "0:1"}"#).shown(), (1920, 1080));
}

#[test]
fn depth_and_range_are_known() {
    for (format, wanted) in
        [("yuv420p", 8), ("yuv420p10le", 10), ("p010le", 10), ("yuv444p12be", 12), ("nv12", 8)]
    {
        assert_eq!(bits(format), wanted, "{format}");
    }
    assert!(!video(r#"{"color_transfer": "bt709"}"#).is_high_dynamic_range());
    assert!(video(r#"{"color_transfer": "smpte2084"}"#).is_high_dynamic_range());
}

#[test]
fn frame_rates_become_constant_ones() {
    let constant = |rate: &str| video(&format!(r#"{{"avg_frame_rate": "{rate}"}}"#));
    for (rate, wanted) in [
        ("30/1", (30, 1)),
        ("30000/1001", (30_000, 1001)),
        ("24000/1001", (24_000, 1001)),
        ("2997/100", (30_000, 1001)),
        ("13717/458", (30_000, 1001)),
        ("120/1", (60, 1)),
        ("15/1", (15_000, 1000)),
        // Some of its 30 were left out.
        ("27/1", (30, 1)),
        ("183/10", (30, 1)),
        ("0/0", (30, 1)),
    ] {
        let json = constant(rate);
        assert_eq!(json.constant_frame_rate(), wanted, "{rate}");
    }
}

#[test]
fn absurd_values_are_refused_before_anything_is_decoded() {
    for (json, what) in [
        (r#"{"width": 8193}"#, "a picture"),
        (r#"{"width": 8100, "height": 8100}"#, "a picture"),
        (r#"{"avg_frame_rate": "100000/1"}"#, "frames"),
        (r#"{"duration": "1e9"}"#, "a length"),
        (r#"{"duration": "inf"}"#, "a length"),
    ] {
        let error = answer(json).unwrap_err();
        assert!(matches!(error, ProbeError::Absurd { what: it, .. } if it == what), "{error}");
    }
    let error = answer(r#"{"codec_name": "zmbv"}"#).unwrap_err();
    assert_eq!(error.to_string(), "its picture is coded as zmbv, which is not read");
    assert!(matches!(read_answer(b"{}"), Err(ProbeError::NoStreams)));
    assert!(matches!(read_answer(b"?"), Err(ProbeError::NotMedia { .. })));
}
