//! Makes every rendition of the ladder. They take the place of the first one together.

use anyhow::{Context, ensure};
use catalogue::track::Kind;

use super::order::PictureOrder;
use super::{Made, Outcome, TrackHead, Worker};

pub(super) async fn perform(
    worker: &Worker,
    payload: &str,
    progress: impl Fn(f64) + Send,
) -> anyhow::Result<Outcome> {
    let order: PictureOrder = serde_json::from_str(payload).context("read the order")?;
    let cut_id = order.cut_id.parse()?;
    let work = worker.store.scratch()?;
    let master = worker.store.local_file(&order.master_key).await?;
    let renditions = worker
        .encoder
        .ladder(master.path(), &order.picture.into(), work.path(), progress)
        .await
        .context("could not encode the master")?;

    // Sound and dubs were cut beside the renditions that are offered now.
    if let (Some(offered), Some((_, new))) =
        (worker.picture_index(cut_id).await?, renditions.first())
    {
        let new = &new.finished.index;
        ensure!(new.is_cut_like(&offered), "the ladder is not cut where the first rendition is");
    }
    let mut tracks = Vec::with_capacity(renditions.len());
    for (rendition, track) in &renditions {
        let head = TrackHead {
            cut_id,
            kind: Kind::Video,
            language: None,
            original: true,
            recipe: format!("{}/{}", order.video_recipe, rendition.width),
        };
        tracks.push(worker.stored(track, head, false).await?);
    }
    Ok(Outcome::Done(Made { cut_id, tracks, pictures: None, replaces_video: true }))
}
