use super::*;
use crate::script::{self, Line};
use crate::sound::envelope;
use crate::timeline::Timeline;

fn tools() -> Tools {
    Tools::default()
}

/// The script says how long each recording is: slots, lips and subtitles rely on it.
#[tokio::test(flavor = "multi_thread")]
async fn recordings_are_as_long_and_as_loud_as_is_written_down() {
    for number in 1..=script::STORIES {
        let timeline = Timeline::plan(number, 20.0);
        let lines: &[Line] = &script::story(number).lines;
        for language in RECORDED {
            let voices = voices(&timeline, language, &tools()).await.unwrap();
            assert_eq!(voices.len(), lines.len());
            for (line, voice) in lines.iter().zip(&voices) {
                let seconds = voice.len() as f32 / RATE as f32;
                let written = line.recorded_s(language).unwrap();
                assert!((seconds - written).abs() < 0.03, "{} {language}: {seconds}", line.id);
                if language == RECORDED[0] {
                    check_loudness(&line.id, voice);
                }
            }
        }
    }
}

/// Decoders differ in the last bits, and so may the last digit.
fn check_loudness(line_id: &str, voice: &[f32]) {
    let (written, measured) = (script::loudness(line_id), envelope(voice));
    assert!(written.len().abs_diff(measured.len()) <= 1, "{line_id}: {}", measured.len());
    for (nth, (written, measured)) in written.iter().zip(&measured).enumerate() {
        let differs = (written - measured).abs();
        assert!(differs < 0.12, "{line_id} at {nth}: {written} is written, {measured} measured");
    }
}

#[tokio::test]
async fn espeak_speaks_what_was_not_recorded_and_keeps_to_the_time() {
    let timeline = Timeline::plan(9, 20.0);
    for language in ["id", "es", "ar"] {
        let voices = voices(&timeline, language, &tools()).await.unwrap();
        for (line, voice) in timeline.lines.iter().zip(&voices) {
            let loudest = voice.iter().fold(0.0_f32, |it, sample| it.max(sample.abs()));
            assert!(loudest > 0.05, "{} in {language} is silent", line.id);
            let lasts_s = voice.len() as f32 / RATE as f32;
            assert!(lasts_s < line.end_s - line.start_s + 0.06, "{}: {lasts_s} s", line.id);
        }
    }
}

#[tokio::test]
async fn a_language_that_nobody_translated_is_an_error_that_says_so() {
    let timeline = Timeline::plan(1, 4.0);
    let error = voices(&timeline, "tlh", &tools()).await.unwrap_err();
    let expected = "speaking the line e01-01 in tlh with espeak-ng: is it installed?";
    assert_eq!(error.to_string(), expected);
}
