use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use super::BYTES;
use crate::App;
use crate::extract::Ticketed;
use crate::problem::{Problem, ProblemBody};

/// What decrypts the segments under `/e/`: 16 bytes. Nobody keeps it.
#[utoipa::path(
    get,
    path = "/k/{ticket}/key",
    operation_id = "media_key",
    tag = "media",
    params(("ticket" = String, Path)),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn key(
    State(app): State<App>,
    Ticketed { ticket, .. }: Ticketed,
) -> Result<impl IntoResponse, Problem> {
    let key = app.playback.key(&ticket).await?;
    Ok(([(header::CONTENT_TYPE, BYTES), (header::CACHE_CONTROL, "no-store")], key))
}

#[cfg(test)]
mod tests {
    use crate::testing::TestApp;

    #[tokio::test]
    async fn a_cut_has_a_key_of_its_own_that_nobody_keeps() {
        for app in TestApp::on_every_database().await {
            let mine = app.get(&app.play().await.address("/k/{ticket}/key")).await;
            let other = app.get(&app.play_another().await.address("/k/{ticket}/key")).await;
            assert_eq!((mine.status, mine.body.len()), (200, 16));
            assert_eq!(mine.header("cache-control"), Some("no-store"));
            assert_ne!(mine.body, other.body, "on {}", app.database);
        }
    }
}
