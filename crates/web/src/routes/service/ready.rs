use std::time::Duration;

use axum::extract::State;
use base::Timestamp;
use db::sqlx;
use tokio::sync::Mutex;

use crate::App;
use crate::problem::{Chain, Problem};

/// A load balancer asks every second; the store is tried out less often.
const TRIAL_LIFE: Duration = Duration::from_secs(10);
/// What takes longer to answer is as good as away.
const PATIENCE: Duration = Duration::from_secs(5);

/// When the store was last tried out, and whether it did its work.
pub(crate) type LastTrial = Mutex<Option<(Timestamp, bool)>>;

/// Says whether requests may be sent here: the database answers and is up to date, and the media
/// store can be written.
#[utoipa::path(
    get,
    path = "/readyz",
    operation_id = "ready",
    tag = "service",
    responses(
        (status = 200, description = "Requests may come.", body = str),
        (status = 503, description = "Not now; the problem says why.",
         body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn ready(State(app): State<App>) -> Result<&'static str, Problem> {
    match tokio::time::timeout(PATIENCE, check_database(&app)).await {
        Ok(checked) => checked?,
        Err(_) => return Err(Problem::NotReady("the database does not answer in time")),
    }
    if !store_works(&app).await {
        return Err(Problem::NotReady("the media store cannot be written"));
    }
    Ok("ready\n")
}

async fn check_database(app: &App) -> Result<(), Problem> {
    let answered = async {
        let mut tx = app.db.begin_read().await?;
        sqlx::query("SELECT 1")
            .fetch_one(tx.conn())
            .await
            .map_err(db::DbError::doing("try out the database"))?;
        app.db.pending_migrations().await
    };
    match answered.await {
        Ok(0) => Ok(()),
        Ok(_) => Err(Problem::NotReady("the database is not up to date")),
        Err(error) => {
            tracing::warn!(error = %Chain(&error), "the database does not answer");
            Err(Problem::NotReady("the database does not answer"))
        }
    }
}

async fn store_works(app: &App) -> bool {
    let mut last = app.last_trial.lock().await;
    let now = app.clock.now();
    if let Some((at, works)) = *last
        && now.since(at) < TRIAL_LIFE
    {
        return works;
    }
    let works = match tokio::time::timeout(PATIENCE, app.store.try_out()).await {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::warn!(error = %Chain(&error), "the media store cannot be written");
            false
        }
        Err(_) => {
            tracing::warn!("the media store does not answer in time");
            false
        }
    };
    *last = Some((now, works));
    works
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::TRIAL_LIFE;
    use crate::testing::TestApp;

    #[tokio::test]
    async fn a_service_that_can_do_its_work_is_ready() {
        for app in TestApp::on_every_database().await {
            let answer = app.get("/readyz").await;
            assert_eq!((answer.status, answer.text().as_str()), (200, "ready\n"));
        }
    }

    #[tokio::test]
    async fn without_a_database_it_is_not() {
        for app in TestApp::on_every_database().await {
            app.db.close().await;
            let answer = app.get("/readyz").await;
            assert_eq!(answer.problem(), "503 /problems/not-ready: the database does not answer");
            assert_eq!(answer.header("retry-after"), Some("1"));
        }
    }

    #[tokio::test]
    async fn with_a_database_that_is_not_up_to_date_it_is_not() {
        for app in TestApp::on_every_database().await {
            let mut tx = app.db.begin_write().await.unwrap();
            db::sqlx::query("DELETE FROM _sqlx_migrations").execute(tx.conn()).await.unwrap();
            tx.commit().await.unwrap();
            let answer = app.get("/readyz").await;
            let wanted = "503 /problems/not-ready: the database is not up to date";
            assert_eq!(answer.problem(), wanted);
        }
    }

    #[tokio::test]
    async fn without_a_store_it_is_not_until_the_store_is_back() {
        for app in TestApp::on_every_database().await {
            let objects = app.folder().join("objects");
            let away = app.folder().join("away");
            // A file stands where the folder was: even root cannot write into it.
            std::fs::rename(&objects, &away).unwrap();
            std::fs::write(&objects, "").unwrap();
            let wanted = "503 /problems/not-ready: the media store cannot be written";
            assert_eq!(app.get("/readyz").await.problem(), wanted);

            std::fs::remove_file(&objects).unwrap();
            std::fs::rename(&away, &objects).unwrap();
            app.clock.advance(TRIAL_LIFE - Duration::from_millis(1));
            assert_eq!(app.get("/readyz").await.problem(), wanted, "it is not tried every time");
            app.clock.advance(Duration::from_millis(1));
            assert_eq!(app.get("/readyz").await.status, 200);
        }
    }
}
