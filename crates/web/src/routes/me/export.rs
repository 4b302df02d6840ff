use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use catalogue::published::Published;
use db::dump::Record;
use people::owned;
use serde::Serialize;
use serde_json::{Map, Value};
use time::OffsetDateTime;
use utoipa::ToSchema;

use crate::App;
use crate::extract::Viewer;
use crate::problem::{Problem, ProblemBody};

/// Of one kind no more is given: nobody watches so much, and the answer has an end.
const ROWS_MAX: i64 = 50_000;
/// Columns that hold JSON as text.
const DOCUMENTS: [&str; 2] = ["campaign", "quality"];

/// All that is kept of somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExportBody {
    /// What this file is.
    about: &'static str,
    #[schema(example = "2026-11-25T08:00:00Z")]
    exported_at: String,
    /// By kind: `places`, `listings`, `likes`, `views` and so on. Times are in UTC.
    #[schema(value_type = BTreeMap<String, Vec<Object>>)]
    records: Map<String, Value>,
}

/// All that is kept of whoever asks, as a file.
#[utoipa::path(
    get,
    path = "/api/v1/me/export",
    operation_id = "me_export",
    tag = "me",
    responses(
        (status = 200, body = ExportBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn export(
    State(app): State<App>,
    Viewer(session): Viewer,
) -> Result<impl IntoResponse, Problem> {
    let mut tx = app.db.begin_read().await?;
    let published = app.catalogue.published(&mut tx).await?;
    let all = owned::export(&mut tx, session.viewer_id, ROWS_MAX).await?;
    let records = all.into_iter().map(|(table, rows)| {
        let rows = rows.into_iter().map(|it| Value::Object(readable(it, &published)));
        (table.to_owned(), Value::Array(rows.collect()))
    });
    let body = ExportBody {
        about: "All that this service keeps of you. Secrets by which somebody could pass for you are \
                left out.",
        exported_at: moment(app.clock.now().as_millis()),
        records: records.collect(),
    };
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\""),
    ];
    Ok((headers, Json(body)))
}

/// A row with times that people read, and with the titles of what it names.
fn readable(row: Record, published: &Published) -> Record {
    let mut written = Map::new();
    for (column, value) in row {
        let named = value.as_str().filter(|_| column == "series_id");
        if let Some(entry) = named.and_then(|it| published.find(it)) {
            let it = &entry.series.description;
            let title = it.title.get(&it.original_language).or(it.title.values().next());
            written.extend(title.map(|it| ("series".to_owned(), Value::from(it.as_str()))));
        }
        match (column.strip_suffix("_at_ms"), &value) {
            (_, Value::Null) => {}
            (Some(name), Value::Number(at)) => {
                let at = at.as_i64().unwrap_or_default();
                written.insert(format!("{name}_at"), moment(at).into());
            }
            (_, Value::String(text)) if DOCUMENTS.contains(&column.as_str()) => {
                let document = serde_json::from_str(text).unwrap_or_else(|_| value.clone());
                written.insert(column, document);
            }
            _ => {
                written.insert(column, value);
            }
        }
    }
    written
}

/// As RFC 3339 writes it.
fn moment(millis: i64) -> String {
    let at = OffsetDateTime::from_unix_timestamp(millis.div_euclid(1000));
    let at = at.unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let (year, month, day) = at.to_calendar_date();
    let (hour, minute, second) = at.to_hms();
    let month = u8::from(month);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::TestApp;

    #[tokio::test]
    async fn a_viewer_takes_all_along_that_is_kept_of_him() {
        for app in TestApp::on_every_database().await {
            let series = app.publish("debt", 2).await;
            let (mut viewer, other) = (app.viewer().await, app.viewer().await);
            for (viewer, position_ms) in [(&viewer, 4_000), (&other, 3_999)] {
                viewer.watch(&series, 1, position_ms).await;
            }
            viewer.sign_in("mei@example.org").await;

            let answer = viewer.get("/api/v1/me/export").await;
            let wanted = "attachment; filename=\"my-data.json\"";
            assert_eq!(answer.header("content-disposition"), Some(wanted));
            assert_eq!(answer.header("cache-control"), Some("no-store"));
            let file = answer.json();
            assert_eq!(file["exported_at"], "2027-01-15T08:00:00Z");
            let viewer_id = viewer.get("/api/v1/me").await.json()["viewer_id"].clone();
            let place = json!([{
                "viewer_id": viewer_id,
                "series": "debt",
                "series_id": series.id,
                "episode_id": series.episodes[1],
                "position_ms": 4_000,
                "updated_at": "2027-01-15T08:00:00Z"
            }]);
            assert_eq!(file["records"]["places"], place, "on {}", app.database);
            assert_eq!(file["records"]["viewers"][0]["email"], "mei@example.org");
            assert_eq!(file["records"]["outbox"][0]["language"], "en");
            for secret in ["sha256", "3999", "token"] {
                assert!(!answer.text().contains(secret), "{secret}");
            }
        }
    }
}
