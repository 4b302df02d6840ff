use axum::extract::State;
use axum::http::StatusCode;
use playback::place;

use crate::App;
use crate::extract::Viewer;
use crate::problem::{Problem, ProblemBody};

/// Forgets what the viewer has watched.
#[utoipa::path(
    delete,
    path = "/api/v1/history",
    operation_id = "history_clear",
    tag = "history",
    responses(
        (status = 204, description = "Forgotten."),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn clear(
    State(app): State<App>,
    Viewer(viewer): Viewer,
) -> Result<StatusCode, Problem> {
    let mut tx = app.db.begin_write().await?;
    place::forget_all(&mut tx, viewer.viewer_id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
