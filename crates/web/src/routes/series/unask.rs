use axum::extract::State;
use axum::http::StatusCode;
use base::{Language, SeriesId};
use people::ask;

use crate::App;
use crate::extract::{Path, Viewer};
use crate::problem::{Problem, ProblemBody};

/// No longer asks for a series in a language.
#[utoipa::path(
    delete,
    path = "/api/v1/series/{series_id}/asked-languages/{language}",
    operation_id = "series_unask",
    tag = "series",
    params(
        ("series_id" = String, Path, description = "The id of the series."),
        ("language" = String, Path, description = "A BCP-47 tag.", example = "hi"),
    ),
    responses(
        (status = 204, description = "It is not asked for."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn unask(
    State(app): State<App>,
    Viewer(viewer): Viewer,
    Path((series_id, language)): Path<(SeriesId, Language)>,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.begin_write().await?;
    ask::remove(&mut tx, viewer.viewer_id, series_id, &language).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
