use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use media::delivery::NAME_CHARS_MAX;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::card::SeriesCard;
use crate::extract::Viewer;
use crate::problem::{Problem, ProblemBody};
use crate::{App, answer};

/// How many series a list holds at most.
const LIST_MAX: usize = 200;

/// Which series are listed: all, or those of one kind.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SeriesListQuery {
    /// As any publisher writes it: capitals do not matter.
    #[param(max_length = 200)]
    genre: Option<String>,
    /// In the same way. Not together with a genre.
    #[param(max_length = 200)]
    mood: Option<String>,
}

/// The series that can be seen.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeriesListBody {
    /// Newest first.
    series: Vec<SeriesCard>,
}

/// Lists the series that can be seen, or those of a genre or a mood among them, newest first, 200 at most.
#[utoipa::path(
    get,
    path = "/api/v1/series",
    operation_id = "series_list",
    tag = "series",
    params(SeriesListQuery),
    responses(
        (status = 200, body = SeriesListBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    _viewer: Viewer,
    query: Result<Query<SeriesListQuery>, QueryRejection>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let Query(query) = query.map_err(|it| Problem::InvalidRequest(it.body_text()))?;
    let mut tx = app.db.begin_read().await?;
    let published = app.catalogue.published(&mut tx).await?;
    let found = match (&query.genre, &query.mood) {
        (None, None) => published.newest(),
        (Some(genre), None) => published.of_genre(label("genre", genre)?),
        (None, Some(mood)) => published.of_mood(label("mood", mood)?),
        (Some(_), Some(_)) => {
            let detail = "series are listed by genre or by mood, not by both".to_owned();
            return Err(Problem::InvalidRequest(detail));
        }
    };
    let cards = found.iter().take(LIST_MAX).map(|it| SeriesCard::new(it));
    answer::json(&asked, &SeriesListBody { series: cards.collect() })
}

/// Longer ones are not delivered.
fn label<'a>(name: &str, asked: &'a str) -> Result<&'a str, Problem> {
    if asked.chars().count() > NAME_CHARS_MAX {
        let detail = format!("{name} is longer than {NAME_CHARS_MAX} characters");
        return Err(Problem::InvalidRequest(detail));
    }
    Ok(asked)
}

#[cfg(test)]
mod tests {
    use catalogue::series::Description;
    use expect_test::expect;
    use serde_json::json;

    use super::LIST_MAX;
    use crate::testing::{Answer, TestApp};

    fn slugs(answer: &Answer) -> Vec<String> {
        let list = answer.json();
        let series = list["series"].as_array().unwrap().iter();
        series.map(|it| it["slug"].as_str().unwrap().to_owned()).collect()
    }

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
    async fn a_kind_is_looked_for_in_the_whole_catalogue_whatever_its_capitals() {
        for app in TestApp::on_every_database().await {
            for (slug, genre, mood) in
                [("oldest", "Wuxia", "Bitter-Sweet"), ("older", "wuxia", "bitter-sweet")]
            {
                let present = |it: &mut Description| {
                    it.genres = vec!["family".to_owned(), genre.to_owned()];
                    it.moods = vec![mood.to_owned()];
                };
                app.publish_as(slug, 1, present).await;
                app.clock.advance(std::time::Duration::from_secs(1));
            }
            for nth in 0..LIST_MAX {
                app.publish(&format!("s{nth}"), 1).await;
            }
            let on = &app.database;
            let all = slugs(&app.get("/api/v1/series").await);
            assert_eq!(all.len(), LIST_MAX, "on {on}");
            assert!(!all.contains(&"oldest".to_owned()), "on {on}");
            for query in ["genre=wuxia", "genre=WUXIA", "mood=bitter-sweet", "mood=Bitter-Sweet"] {
                let found = slugs(&app.get(&format!("/api/v1/series?{query}")).await);
                assert_eq!(found, ["older", "oldest"], "{query} on {on}");
            }
            app.publish("one-too-many", 1).await;
            let found = slugs(&app.get("/api/v1/series?genre=Revenge").await);
            assert_eq!(found.len(), LIST_MAX, "a kind has an end, too, on {on}");
        }
    }

    #[tokio::test]
    async fn hostile_kinds_find_nothing_or_are_refused() {
        for app in TestApp::on_every_database().await {
            app.publish("debt", 1).await;
            for (query, status) in [
                ("genre=", 200),
                ("genre=tense", 200),
                ("mood=revenge", 200),
                ("mood=%00%27%22%3B--", 200),
                (&format!("genre={}", "%E4%BB%87".repeat(200)), 200),
                (&format!("genre={}", "z".repeat(201)), 400),
                (&format!("mood={}", "z".repeat(201)), 400),
                ("genre=revenge&mood=tense", 400),
                ("genre=a&genre=b", 400),
                ("kind=revenge", 400),
            ] {
                let answer = app.get(&format!("/api/v1/series?{query}")).await;
                assert_eq!(answer.status, status, "{query}: {}", answer.text());
                match status {
                    200 => assert_eq!(answer.json(), json!({ "series": [] }), "{query}"),
                    _ => assert!(answer.problem().starts_with("400 /problems/invalid-request")),
                }
            }
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
