use axum::extract::State;
use axum::http::StatusCode;
use base::EpisodeId;
use people::like;

use crate::App;
use crate::extract::{Path, Viewer};
use crate::problem::{Problem, ProblemBody};

/// Takes the viewer's like of an episode back.
#[utoipa::path(
    delete,
    path = "/api/v1/episodes/{episode_id}/like",
    operation_id = "episode_unlike",
    tag = "episodes",
    params(("episode_id" = String, Path, description = "The id of the episode.")),
    responses(
        (status = 204, description = "He does not like it."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn unlike(
    State(app): State<App>,
    Viewer(viewer): Viewer,
    Path(episode_id): Path<EpisodeId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.begin_write().await?;
    like::remove(&mut tx, viewer.viewer_id, episode_id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
