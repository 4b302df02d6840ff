use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::card::SeriesCard;
use crate::extract::Viewer;
use crate::problem::{Problem, ProblemBody};
use crate::{App, answer};

/// How many series a list holds at most.
const LIST_MAX: usize = 200;

/// The series that can be seen.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeriesListBody {
    /// Newest first.
    series: Vec<SeriesCard>,
}

/// Lists the series that can be seen, newest first, 200 at most.
#[utoipa::path(
    get,
    path = "/api/v1/series",
    operation_id = "series_list",
    tag = "series",
    responses(
        (status = 200, body = SeriesListBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    _viewer: Viewer,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let mut tx = app.db.begin_read().await?;
    let published = app.catalogue.published(&mut tx).await?;
    let cards = published.newest().iter().take(LIST_MAX).map(|it| SeriesCard::new(it));
    answer::json(&asked, &SeriesListBody { series: cards.collect() })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::TestApp;

    #[tokio::test]
    async fn a_service_without_series_lists_none() {
        for app in TestApp::on_every_database().await {
            let answer = app.get("/api/v1/series").await;
            assert_eq!((answer.status, answer.text().as_str()), (200, r#"{"series":[]}"#));
        }
    }

    #[tokio::test]
    async fn what_is_published_is_listed_newest_first() {
        for app in TestApp::on_every_database().await {
            app.publish("older", 1).await;
            app.clock.advance(std::time::Duration::from_secs(1));
            app.publish("newer", 2).await;
            app.draft("hidden").await;

            let list = app.get("/api/v1/series").await.json();
            let slugs: Vec<_> =
                list["series"].as_array().unwrap().iter().map(|it| &it["slug"]).collect();
            assert_eq!(slugs, ["newer", "older"], "on {}", app.database);
            let mut card = list["series"][0].clone();
            card["id"] = "ser_…".into();
            expect![[r#"
                {
                  "episode_count": 2,
                  "genres": [
                    "revenge"
                  ],
                  "id": "ser_…",
                  "languages": {
                    "audio": [
                      "en"
                    ],
                    "subtitles": [
                      "en"
                    ]
                  },
                  "moods": [
                    "tense"
                  ],
                  "original_language": "en",
                  "placeholder": "AAAA",
                  "poster": "/i/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.jpg",
                  "poster_renditions": [
                    {
                      "url": "/i/1111111111111111111111111111111111111111111111111111111111111111.webp",
                      "width": 240
                    },
                    {
                      "url": "/i/2222222222222222222222222222222222222222222222222222222222222222.webp",
                      "width": 360
                    }
                  ],
                  "rating": "12",
                  "slug": "newer",
                  "synopsis": {
                    "en": "A phone rings."
                  },
                  "title": {
                    "en": "newer"
                  }
                }"#]]
            .assert_eq(&serde_json::to_string_pretty(&card).unwrap());
        }
    }

    #[tokio::test]
    async fn a_list_that_did_not_change_is_not_sent_again() {
        for app in TestApp::on_every_database().await {
            let first = app.get("/api/v1/series").await;
            let etag = first.header("etag").unwrap().to_owned();
            let again = app.get_with("/api/v1/series", &[("if-none-match", &etag)]).await;
            assert_eq!((again.status, again.body.len()), (304, 0));
            app.publish("new", 1).await;
            let changed = app.get_with("/api/v1/series", &[("if-none-match", &etag)]).await;
            assert_eq!(changed.status, 200);
        }
    }
}
