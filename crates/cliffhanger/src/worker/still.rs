//! Makes a picture in the widths in which it is shown.

use anyhow::Context;
use base::{CutId, Rng, SeriesId, Timestamp};
use bytes::Bytes;
use catalogue::series::{Picture, Rendition};
use catalogue::{cut, series};
use db::Tx;
use db::jobs::{self, NewJob};
use media::still;
use serde::{Deserialize, Serialize};

use super::order::{self, STILL};
use super::{Outcome, Worker};
use crate::picture;

/// Art in lists is 112 CSS pixels wide on a phone and 160 on a desk; where a series has no other, it
/// stands large as well. 1080 is what a phone of three device pixels has from edge to edge.
const POSTER_WIDTHS: &[u32] = &[240, 360, 750, 1080];
/// At the top of a page: 320 to 412 CSS pixels, at one to three device pixels each. Browsers take the next one that is
/// no smaller than the screen: most phones have 720, 721 or 750.
const LARGE_WIDTHS: &[u32] = &[480, 750, 1080];
/// A frame of an episode, from edge to edge until it plays; it is 540 pixels wide itself.
const FRAME_WIDTHS: &[u32] = &[360, 540];

/// They come when everything can be watched, and before anything is made better.
const PRIORITY: i16 = 10_000;

/// Whose picture it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Part {
    /// Of a series, for lists.
    Poster,
    /// Of a series, for the top of a page or a whole screen.
    Large,
    /// Of a cut.
    Frame,
}

impl Part {
    fn widths(self) -> &'static [u32] {
        match self {
            Self::Poster => POSTER_WIDTHS,
            Self::Large => LARGE_WIDTHS,
            Self::Frame => FRAME_WIDTHS,
        }
    }
}

/// A picture to be made in these widths.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct StillOrder {
    /// A series or, with [`Part::Frame`], a cut.
    owner: String,
    part: Part,
    picture: String,
    widths: Vec<u32>,
}

/// What came of it.
pub(super) struct Scaled {
    order: StillOrder,
    renditions: Vec<Rendition>,
}

/// Asks for the art of a series in every width.
pub(crate) async fn ask_for_art(
    tx: &mut Tx,
    id: SeriesId,
    art: &catalogue::series::Art,
    now: Timestamp,
    rng: &Rng,
) -> anyhow::Result<()> {
    let of = |part: Part, picture: &Option<Picture>| picture.clone().map(|it| (part, it));
    let all =
        [of(Part::Poster, &art.poster), of(Part::Large, &art.hero), of(Part::Large, &art.cover)];
    for (part, picture) in all.into_iter().flatten() {
        ask(tx, &id.to_string(), part, &picture, now, rng).await?;
    }
    Ok(())
}

/// Asks for the poster of a cut in every width.
pub(crate) async fn ask_for_frame(
    tx: &mut Tx,
    id: CutId,
    poster: &Picture,
    now: Timestamp,
    rng: &Rng,
) -> anyhow::Result<()> {
    ask(tx, &id.to_string(), Part::Frame, poster, now, rng).await
}

async fn ask(
    tx: &mut Tx,
    owner: &str,
    part: Part,
    picture: &Picture,
    now: Timestamp,
    rng: &Rng,
) -> anyhow::Result<()> {
    let order = StillOrder {
        owner: owner.to_owned(),
        part,
        picture: picture.name.clone(),
        widths: still::widths(part.widths(), picture.width),
    };
    let subject = format!("{owner}/{}", order::still_recipe(&picture.name, &order.widths));
    let payload = serde_json::to_string(&order)?;
    let job = NewJob { kind: STILL, subject: &subject, payload: &payload, priority: PRIORITY };
    jobs::enqueue(tx, &job, now, rng).await?;
    Ok(())
}

pub(super) async fn perform(worker: &Worker, payload: &str) -> anyhow::Result<Outcome> {
    let order: StillOrder = serde_json::from_str(payload).context("read the order")?;
    let work = worker.store.scratch()?;
    let jpeg = worker.store.local_file(&picture::key(&order.picture)).await?;
    let tools = &worker.encoder.tools;
    let stills = still::scale(tools, jpeg.path(), &order.widths, work.path())
        .await
        .context("could not make the picture smaller")?;
    let mut renditions = Vec::with_capacity(stills.len());
    for still in stills {
        let bytes = std::fs::read(&still.path).context("read a picture")?;
        let name = picture::put(&worker.store, Bytes::from(bytes), "webp").await?;
        renditions.push(Rendition { name, width: still.width });
    }
    Ok(Outcome::Scaled(Scaled { order, renditions }))
}

/// Writes down what was made.
pub(super) async fn keep(tx: &mut Tx, scaled: &Scaled) -> anyhow::Result<()> {
    let Scaled { order, renditions } = scaled;
    match order.part {
        Part::Frame => {
            cut::add_renditions(tx, order.owner.parse()?, &order.picture, renditions).await?;
        }
        Part::Poster | Part::Large => {
            series::add_renditions(tx, order.owner.parse()?, &order.picture, renditions).await?;
        }
    }
    Ok(())
}
