use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use base::Language;
use catalogue::search::{Field, Found, Matched, QUERY_CHARS_MAX, search};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::extract::Viewer;
use crate::problem::{Problem, ProblemBody};
use crate::routes::series::card::SeriesCard;
use crate::{App, answer};

/// What is searched for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SearchQuery {
    /// A title, a person, a genre, a mood or a word of a synopsis, in any language, or how it
    /// begins; one slip does no harm.
    #[param(max_length = 100)]
    q: String,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchBody {
    /// The best first, 20 at most.
    results: Vec<ResultBody>,
}

/// A series that was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResultBody {
    series: SeriesCard,
    matched: MatchedBody,
}

/// By what a series was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatchedBody {
    field: FieldBody,
    /// Of the text, where it has one.
    language: Option<String>,
    /// The text in which it was found, of a synopsis a part.
    text: String,
    /// What of the text was meant: where it begins and how long it is, in Unicode scalar values.
    ranges: Vec<[usize; 2]>,
}

/// Where it was found.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FieldBody {
    Title,
    Person,
    Genre,
    Mood,
    Synopsis,
}

/// Searches titles, people, genres, moods and synopses in every language.
#[utoipa::path(
    get,
    path = "/api/v1/search",
    operation_id = "search_show",
    tag = "search",
    params(SearchQuery),
    responses(
        (status = 200, body = SearchBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show(
    State(app): State<App>,
    _viewer: Viewer,
    query: Result<Query<SearchQuery>, QueryRejection>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let Query(SearchQuery { q }) = query.map_err(|it| Problem::InvalidRequest(it.body_text()))?;
    if q.chars().count() > QUERY_CHARS_MAX {
        let detail = format!("q is longer than {QUERY_CHARS_MAX} characters");
        return Err(Problem::InvalidRequest(detail));
    }
    let published = {
        let mut tx = app.db.begin_read().await?;
        app.catalogue.published(&mut tx).await?
    };
    // It looks at every title, and would keep others waiting.
    let found = tokio::task::spawn_blocking(move || search(&published, &q)).await;
    let found = found.map_err(|error| Problem::Internal(error.into()))?;
    let results = found.into_iter().map(ResultBody::from).collect();
    answer::json(&asked, &SearchBody { results })
}

impl From<Found> for ResultBody {
    fn from(Found { entry, matched }: Found) -> Self {
        let Matched { field, language, text, ranges } = matched;
        let ranges = ranges.into_iter().map(|(start, length)| [start, length]).collect();
        let language = language.as_ref().map(Language::to_string);
        let field = match field {
            Field::Title => FieldBody::Title,
            Field::Person => FieldBody::Person,
            Field::Genre => FieldBody::Genre,
            Field::Mood => FieldBody::Mood,
            Field::Synopsis => FieldBody::Synopsis,
        };
        let matched = MatchedBody { field, language, text, ranges };
        Self { series: SeriesCard::new(&entry), matched }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::TestApp;

    #[tokio::test]
    async fn what_is_published_is_found_and_what_is_not_is_not() {
        for app in TestApp::on_every_database().await {
            app.publish("lantern-debt", 1).await;
            app.draft("lantern-hidden").await;
            for (wanted, matched) in [
                (
                    "lantren",
                    json!({ "field": "title", "language": "en", "text": "lantern-debt", "ranges": [[0, 7]] }),
                ),
                (
                    "MARA",
                    json!({ "field": "person", "language": null, "text": "Mara Lind", "ranges": [[0, 4]] }),
                ),
                (
                    "phone",
                    json!({ "field": "synopsis", "language": "en", "text": "A phone rings.", "ranges": [[2, 5]] }),
                ),
            ] {
                let found = app.get(&format!("/api/v1/search?q={wanted}")).await.json();
                let results = found["results"].as_array().unwrap();
                assert_eq!(results.len(), 1, "{wanted} on {}", app.database);
                assert_eq!(results[0]["matched"], matched, "{wanted}");
                assert_eq!(results[0]["series"]["slug"], "lantern-debt");
            }
            let nothing = app.get("/api/v1/search?q=qqqqq").await.json();
            assert_eq!(nothing, json!({ "results": [] }));
            assert_eq!(app.get("/api/v1/search?q=").await.json(), json!({ "results": [] }));

            app.publish("lantern-second", 1).await;
            let found = app.get("/api/v1/search?q=lantern").await.json();
            assert_eq!(found["results"].as_array().unwrap().len(), 2, "what is new is found");
        }
    }

    #[tokio::test]
    async fn hostile_searches_find_nothing_or_are_refused() {
        for app in TestApp::on_every_database().await {
            app.publish("debt", 1).await;
            for (query, status) in [
                ("q=%00", 200),
                ("q=%27%22%3B--", 200),
                ("q=%25_%5C", 200),
                (&format!("q={}", "z".repeat(100)), 200),
                (&format!("q={}", "z".repeat(101)), 400),
                (&format!("q={}", "%F0%9F%8F%AE".repeat(100)), 200),
                ("", 400),
                ("q=a&q=b", 400),
                ("q=a&more=b", 400),
                ("q=%FF%C0", 200),
            ] {
                let answer = app.get(&format!("/api/v1/search?{query}")).await;
                assert_eq!(answer.status, status, "{query}: {}", answer.text());
                match status {
                    200 => assert_eq!(answer.json(), json!({ "results": [] }), "{query}"),
                    _ => assert!(answer.problem().starts_with("400 /problems/invalid-request")),
                }
            }
        }
    }
}
