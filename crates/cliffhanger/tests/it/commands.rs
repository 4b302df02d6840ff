//! What every command says when it is asked wrongly, and how it ends.

use crate::place::{Place, program, run};

#[test]
fn what_is_wrong_with_the_command_line_ends_with_2() {
    for args in
        [&["fly"][..], &["ingest"], &["serve", "--set", "listen"], &["serve", "--set", "a=1"]]
    {
        let ended = run(program(args)).expect(2);
        assert!(!ended.complained.is_empty());
    }
}

#[tokio::test]
async fn a_check_ends_with_0_or_1_and_tells_programs_everything() {
    let place = Place::on_sqlite().await;
    place.deliver_two();
    let series = place.series();
    let folder = series.to_str().unwrap();
    place.run(&["check", folder]).expect(0);
    std::fs::write(series.join("EP03.mp4"), "no video").unwrap();
    let ended = place.run(&["check", folder, "--json"]).expect(1);
    let report: serde_json::Value = serde_json::from_str(&ended.said).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let finding = findings.iter().find(|it| it["severity"] == "error").unwrap();
    assert_eq!(finding["file"], "EP03.mp4");
    assert_eq!((&finding["episode"], &finding["rule"]), (&3.into(), &"readable".into()));
    assert_eq!(report["episodes"].as_array().unwrap().len(), 3);

    let ended = place.run(&["check", place.path("nowhere").to_str().unwrap()]).expect(1);
    assert!(ended.complained.contains("nowhere"), "{ended:?}");
}

#[tokio::test]
async fn a_database_that_does_not_answer_ends_with_3() {
    let place = Place::on_sqlite().await;
    let mut command = place.command(&["migrate"]);
    // Nobody listens on the port of discarded things.
    command.args(["--set", "database=postgres://somebody:secret@127.0.0.1:9/x"]);
    let ended = run(command).expect(3);
    assert!(ended.complained.contains("PostgreSQL"), "{ended:?}");
    assert!(!ended.complained.contains("secret"), "{ended:?}");
}

#[tokio::test]
async fn the_doctor_finds_what_is_missing() {
    for place in Place::on_every_database().await {
        let listen = ["--set", "listen=127.0.0.1:0"];
        let ended = place.run(&[&["doctor"][..], &listen].concat()).expect(0);
        assert!(ended.said.contains("✓ database"), "{ended:?}");
        let mut command = place.command(&["doctor", "--json"]);
        command.args(listen).env("PATH", place.path("empty"));
        let ended = run(command).expect(1);
        let findings: serde_json::Value = serde_json::from_str(&ended.said).unwrap();
        let ffmpeg = findings.as_array().unwrap().iter().find(|it| it["what"] == "ffmpeg").unwrap();
        assert_eq!(ffmpeg["state"], "ill");
        assert!(ffmpeg["remedy"].as_str().unwrap().contains("install"));
    }
}

#[test]
fn the_guide_for_publishers_names_every_rule() {
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/publisher.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    for rule in media::check::Rule::ALL {
        assert!(guide.contains(&format!("`{}`", rule.name())), "{} is missing", rule.name());
    }
}

#[tokio::test]
async fn what_viewers_ask_for_is_counted_for_the_publisher() {
    for place in Place::on_every_database().await {
        let ended = place.run(&["asks"]).expect(0);
        assert_eq!(ended.said.trim(), "Nobody has asked for a language yet.");
        place.deliver_two();
        place.ingest().expect(0);
        let rng = base::Rng::seeded(7);
        let now = base::Timestamp::from_millis(1_800_000_000_000);
        let mut tx = place.db().begin_write().await.unwrap();
        let found = catalogue::published::Catalogue::new().published(&mut tx).await.unwrap();
        let series_id = found.newest()[0].series.id;
        for languages in [&["hi", "und"][..], &["hi"]] {
            let (viewer, _) = people::guest::create(&mut tx, now, &rng).await.unwrap();
            for language in languages {
                let language = language.parse().unwrap();
                let viewer_id = viewer.viewer_id;
                people::ask::put(&mut tx, viewer_id, series_id, &language, now).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
        let ended = place.run(&["asks", "--json"]).expect(0);
        let asks: serde_json::Value = serde_json::from_str(&ended.said).unwrap();
        assert_eq!(asks.as_array().unwrap().len(), 2, "{asks}");
        assert_eq!((&asks[0]["language"], &asks[0]["viewers"]), (&"hi".into(), &2.into()));
        assert_eq!(asks[0]["offered"], "nothing");
        let ended = place.run(&["asks"]).expect(0);
        assert!(ended.said.contains("nothing yet"), "{ended:?}");
    }
}
