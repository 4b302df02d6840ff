use axum::extract::State;
use axum::http::StatusCode;
use base::SeriesId;
use playback::place;

use crate::App;
use crate::extract::{Path, Viewer};
use crate::problem::{Problem, ProblemBody};

/// Forgets that the viewer has watched a series.
#[utoipa::path(
    delete,
    path = "/api/v1/history/{series_id}",
    operation_id = "history_forget",
    tag = "history",
    params(("series_id" = String, Path, description = "The id of the series.")),
    responses(
        (status = 204, description = "Forgotten."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn forget(
    State(app): State<App>,
    Viewer(viewer): Viewer,
    Path(series_id): Path<SeriesId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.begin_write().await?;
    place::forget(&mut tx, viewer.viewer_id, series_id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
