use super::*;

const LENGTHS_S: [f32; 7] = [4.0, 6.0, 8.0, 12.0, 20.0, 60.0, 180.0];

fn check(timeline: &Timeline) {
    let which = format!("episode {} of {} s", timeline.number, timeline.seconds);
    assert!(!timeline.lines.is_empty(), "{which}: nobody speaks");
    let mut free_s = 0.0;
    for line in &timeline.lines {
        assert!(line.start_s >= free_s + 0.14, "{which}: no pause before {}", line.id);
        let envelope_s = line.envelope.len() as f32 / 100.0;
        assert!(envelope_s > 0.2, "{which}: {} is silent", line.id);
        assert!(line.start_s + envelope_s < line.end_s + 0.02, "{which}: {} is cut", line.id);
        free_s = line.end_s;
    }
    assert!(timeline.lines[0].start_s < 3.0, "{which}: the hook comes late");
    let end_s = timeline.seconds - BLACK_S;
    assert!(free_s <= end_s - 0.14, "{which}: speech until {free_s}, black from {end_s}");
}

#[test]
fn every_episode_fits_and_is_the_same_every_time() {
    for number in 1..=13 {
        for seconds in LENGTHS_S {
            let timeline = Timeline::plan(number, seconds);
            check(&timeline);
            assert_eq!(timeline, Timeline::plan(number, seconds));
        }
    }
}

#[test]
fn twenty_seconds_hold_every_line() {
    for number in 1..=12 {
        let timeline = Timeline::plan(number, 20.0);
        assert_eq!(timeline.lines.len(), script::story(number).lines.len(), "episode {number}");
        assert_eq!(PAUSES[script::story_index(number)].len(), timeline.lines.len() + 1);
    }
}

#[test]
fn longer_episodes_only_pause_longer() {
    let (short, long) = (Timeline::plan(1, 20.0), Timeline::plan(1, 60.0));
    for (short, long) in short.lines.iter().zip(&long.lines) {
        assert!(((short.end_s - short.start_s) - (long.end_s - long.start_s)).abs() < 0.001);
        assert!(short.start_s < long.start_s);
    }
}

#[test]
fn after_the_last_story_comes_the_first_again() {
    let (first, again) = (Timeline::plan(1, 20.0), Timeline::plan(13, 20.0));
    assert_eq!((first.number, again.number), (1, 13));
    assert_eq!(first.lines, again.lines);
}

#[test]
fn every_line_has_a_slot_for_each_recording() {
    for line in script::script().episodes.iter().flat_map(|it| &it.lines) {
        for language in script::RECORDED {
            let seconds = line.recorded_s(language);
            assert!(seconds.is_some_and(|it| it <= line.slot_s()), "{} in {language}", line.id);
        }
    }
}
