/// Says that the process lives, and nothing more: whoever restarts us asks this.
#[utoipa::path(
    get,
    path = "/healthz",
    operation_id = "live",
    tag = "service",
    responses((status = 200, description = "The process lives.", body = str))
)]
pub(crate) async fn live() -> &'static str {
    "alive\n"
}

#[cfg(test)]
mod tests {
    use crate::testing::TestApp;

    #[tokio::test]
    async fn the_process_lives_even_when_its_database_does_not() {
        for app in TestApp::on_every_database().await {
            app.db.close().await;
            let answer = app.get("/healthz").await;
            assert_eq!((answer.status, answer.text().as_str()), (200, "alive\n"));
            assert_eq!(answer.header("set-cookie"), None);
        }
    }
}
