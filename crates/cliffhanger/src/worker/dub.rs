//! Makes the sound of one language: of a dub, or of a master whose pictures are there already. The pictures are not touched.

use anyhow::{Context, ensure};
use catalogue::track::Kind;

use super::order::LanguageOrder;
use super::{Made, Outcome, TrackHead, Worker};

pub(super) async fn perform(
    worker: &Worker,
    payload: &str,
    progress: impl Fn(f64) + Send,
) -> anyhow::Result<Outcome> {
    let order: LanguageOrder = serde_json::from_str(payload).context("read the order")?;
    let cut_id = order.cut_id.parse()?;
    // Sound is cut where the pictures are: they come first.
    let Some(beside) = worker.picture_index(cut_id).await? else {
        let comes = worker.picture_comes(cut_id).await?;
        ensure!(comes, "there are no pictures that the sound could be cut beside");
        return Ok(Outcome::NotYet);
    };
    let sound = order.sound.context("the order names no sound")?;
    let work = worker.store.scratch()?;
    let source = worker.store.local_file(&order.source_key).await?;
    let (encoder, sound) = (&worker.encoder, sound.into());
    let track = match order.original {
        true => encoder.own_sound(source.path(), &sound, beside, work.path(), progress).await,
        false => encoder.sound(source.path(), &sound, beside, work.path(), progress).await,
    };
    let track =
        track.with_context(|| format!("could not encode the sound in {}", order.language))?;
    let head = TrackHead {
        cut_id,
        kind: Kind::Audio,
        language: Some(order.language),
        original: order.original,
        recipe: order.recipe,
    };
    let tracks = vec![worker.stored(&track, head, false).await?];
    Ok(Outcome::Done(Made { cut_id, tracks, pictures: None, replaces_video: false }))
}
