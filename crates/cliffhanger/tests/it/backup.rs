//! Backed up here, restored there, whichever kinds of database they are.

use crate::outcome::{Outcome, files};
use crate::place::Place;

#[tokio::test]
async fn a_backup_goes_back_into_a_database_of_either_kind() {
    for place in Place::on_every_database().await {
        place.deliver_two();
        place.deliver_trailer(3);
        place.ingest().expect(0);
        let wanted = Outcome::of(&place).await;
        let backup = place.path("backup");
        let name = backup.to_str().unwrap();
        let first = place.run(&["backup", name]).expect(0);
        assert!(first.said.contains("Every new file was read back"), "{first:?}");
        let again = place.run(&["backup", name]).expect(0);
        assert!(again.said.contains("(0 new)"), "{again:?}");

        for other in Place::on_every_database().await {
            other.run(&["restore", name]).expect(0);
            assert_eq!(
                Outcome::of(&other).await,
                wanted,
                "{:?} to {:?}",
                place.kind(),
                other.kind()
            );
            other.run(&["verify"]).expect(0);
            let twice = other.run(&["restore", name]).expect(1);
            assert!(twice.complained.contains("there are records already"), "{twice:?}");
        }
    }
}

#[tokio::test]
async fn what_was_damaged_is_found_before_it_is_put_back() {
    let place = Place::on_sqlite().await;
    place.deliver_episode(1, 1);
    place.ingest().expect(0);
    let backup = place.path("backup");
    let name = backup.to_str().unwrap();
    place.run(&["backup", name]).expect(0);

    let objects = backup.join("media/objects");
    let track = files(&objects).into_iter().find(|it| it.ends_with(".cmf")).unwrap();
    let mut bytes = std::fs::read(objects.join(&track)).unwrap();
    bytes[100] ^= 1;
    std::fs::write(objects.join(&track), bytes).unwrap();
    let other = Place::on_sqlite().await;
    let ended = other.run(&["restore", name]).expect(1);
    assert!(ended.complained.contains("is damaged"), "{ended:?}");
    assert!(Outcome::of(&other).await.series.is_empty(), "nothing is half restored");

    let ours = place.data().join("media/objects");
    for room in ["storyboards/", "pictures/", "masters/"] {
        let lost = files(&ours).into_iter().find(|it| it.starts_with(room)).unwrap();
        std::fs::rename(ours.join(&lost), place.path("aside")).unwrap();
        let ended = place.run(&["verify"]).expect(1);
        assert!(ended.complained.contains(&format!("missing: {lost}")), "{ended:?}");
        let ended = place.run(&["backup", place.path("other").to_str().unwrap()]).expect(1);
        assert!(ended.complained.contains(&lost), "{ended:?}");
        std::fs::rename(place.path("aside"), ours.join(&lost)).unwrap();
    }
    std::fs::remove_file(ours.join(&track)).unwrap();
    let ended = place.run(&["verify"]).expect(1);
    assert!(ended.complained.contains("missing: tracks/"), "{ended:?}");
    let ended = place.run(&["backup", name]).expect(1);
    assert!(ended.complained.contains("the media store has lost"), "{ended:?}");
    let ended = other.run(&["restore", name]).expect(1);
    assert!(ended.complained.contains("unfinished"), "{ended:?}");
}
