//! Brings the subtitles of one language into the form in which they are kept: WebVTT.

use anyhow::Context;
use bytes::Bytes;
use catalogue::track::{Kind, NewTrack};
use sha2::{Digest, Sha256};

use super::order::LanguageOrder;
use super::{Made, Outcome, Worker};

pub(super) async fn perform(worker: &Worker, payload: &str) -> anyhow::Result<Outcome> {
    let order: LanguageOrder = serde_json::from_str(payload).context("read the order")?;
    let cut_id = order.cut_id.parse()?;
    let source = worker.store.get(&order.source_key).await?;
    let read = media::subtitles::parse(&source)
        .with_context(|| format!("could not read the subtitles in {}", order.language))?;
    let text = media::subtitles::to_webvtt(&read.cues);
    let object_key = format!("tracks/{}.vtt", hex::encode(Sha256::digest(&text)));
    let bytes = text.len() as u64;
    worker.store.put(&object_key, Bytes::from(text)).await?;
    let end = read.cues.iter().map(|it| it.end_ms).max().unwrap_or(0).max(1);
    let track = NewTrack {
        cut_id,
        kind: Kind::Subtitles,
        language: Some(order.language),
        original: order.original,
        recipe: order.recipe,
        active: false,
        object_key,
        bytes,
        duration_ms: end,
        stream: "{}".to_owned(),
        timescale: 1000,
        init: Vec::new(),
        fragments: Vec::new(),
    };
    let tracks = vec![track];
    Ok(Outcome::Done(Made { cut_id, tracks, pictures: None, replaces_video: false }))
}
