use axum::extract::State;
use axum::http::StatusCode;
use base::SeriesId;
use people::listing;

use crate::App;
use crate::extract::{Path, Viewer};
use crate::problem::{Problem, ProblemBody};

/// Takes a series off the viewer's list.
#[utoipa::path(
    delete,
    path = "/api/v1/series/{series_id}/listing",
    operation_id = "series_unlist",
    tag = "series",
    params(("series_id" = String, Path, description = "The id of the series.")),
    responses(
        (status = 204, description = "It is not on the list."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn unlist(
    State(app): State<App>,
    Viewer(viewer): Viewer,
    Path(series_id): Path<SeriesId>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.begin_write().await?;
    listing::remove(&mut tx, viewer.viewer_id, series_id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
