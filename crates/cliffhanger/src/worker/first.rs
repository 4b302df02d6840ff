//! Makes what is needed to watch: one rendition, the sound of the master, poster and storyboard.

use anyhow::Context;
use base::EPISODE_MS_MAX;
use bytes::Bytes;
use catalogue::cut::{Pictures, Storyboard};
use catalogue::track::Kind;
use media::encode::Sheet;

use super::order::PictureOrder;
use super::{Made, Outcome, TrackHead, Worker};
use crate::picture;

pub(super) async fn perform(
    worker: &Worker,
    payload: &str,
    progress: impl Fn(f64) + Send,
) -> anyhow::Result<Outcome> {
    let order: PictureOrder = serde_json::from_str(payload).context("read the order")?;
    let cut_id = order.cut_id.parse()?;
    let work = worker.store.scratch()?;
    let master = worker.store.local_file(&order.master_key).await?;
    let (picture, sound) = (order.picture.into(), order.sound.map(Into::into));
    let first = worker
        .encoder
        .first(master.path(), &picture, sound.as_ref(), work.path(), progress)
        .await
        .context("could not encode the master")?;

    // A better ladder may be there already: then this one stays in the background.
    let active = worker.picture_index(cut_id).await?.is_none();
    let head = TrackHead {
        cut_id,
        kind: Kind::Video,
        language: None,
        original: true,
        recipe: order.video_recipe,
    };
    // A picture that begins late is moved to the front, and may so end after what was measured.
    let duration_ms = first.video.finished.index.duration_ms().min(EPISODE_MS_MAX);
    let mut tracks = vec![worker.stored(&first.video, head, active).await?];
    if let Some(audio) = &first.audio {
        let head = TrackHead {
            cut_id,
            kind: Kind::Audio,
            language: Some(order.language),
            original: true,
            recipe: order.audio_recipe,
        };
        tracks.push(worker.stored(audio, head, false).await?);
    }
    let storyboard = std::fs::read(&first.storyboard).context("read the storyboard")?;
    let key = picture::keep_private(&worker.store, Bytes::from(storyboard)).await?;
    let poster = picture::read(&first.poster).await?.context("read the poster")?;
    let pictures = Pictures {
        poster: picture::keep(&worker.store, poster).await?,
        storyboard: storyboard_of(key, first.sheet),
    };
    Ok(Outcome::Done(Made {
        cut_id,
        tracks,
        pictures: Some((pictures, duration_ms)),
        replaces_video: false,
    }))
}

fn storyboard_of(key: String, sheet: Sheet) -> Storyboard {
    Storyboard {
        key,
        columns: sheet.columns,
        rows: sheet.rows,
        tile_width: sheet.tile_width,
        tile_height: sheet.tile_height,
        interval_ms: sheet.interval_ms,
        count: sheet.count,
    }
}
