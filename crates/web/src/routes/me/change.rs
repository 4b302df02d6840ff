use axum::extract::State;
use axum::response::Response;
use people::viewer::{self, Profile};
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

use super::body::{self, AgeBandBody, GenderBody, MeBody};
use crate::App;
use crate::extract::{Json, Viewer};
use crate::problem::{Problem, ProblemBody};

/// What a viewer says of himself. What is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeChange {
    profile: Option<ProfileChange>,
    /// `true` passes the age gate. It is not taken back.
    of_age: Option<bool>,
}

/// What is `null` is said no longer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProfileChange {
    #[serde(default, deserialize_with = "named")]
    #[schema(value_type = Option<AgeBandBody>)]
    age_band: Option<Option<AgeBandBody>>,
    #[serde(default, deserialize_with = "named")]
    #[schema(value_type = Option<GenderBody>)]
    gender: Option<Option<GenderBody>>,
}

/// Tells what is `null` from what is left out.
fn named<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    value: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(value).map(Some)
}

/// Writes down what a viewer says of himself.
#[utoipa::path(
    patch,
    path = "/api/v1/me",
    operation_id = "me_change",
    tag = "me",
    request_body = MeChange,
    responses(
        (status = 200, body = MeBody),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn change(
    State(app): State<App>,
    Viewer(session): Viewer,
    Json(change): Json<MeChange>,
) -> Result<Response, Problem> {
    if change.of_age == Some(false) {
        let detail = "of_age can only become true".to_owned();
        return Err(Problem::InvalidRequest(detail));
    }
    let mut tx = app.db.begin_write().await?;
    if let Some(said) = change.profile {
        let present = viewer::find(&mut tx, session.viewer_id).await?;
        let present = present.ok_or(Problem::SessionRenewed)?.profile;
        let profile = Profile {
            age_band: said.age_band.map_or(present.age_band, |it| it.map(Into::into)),
            gender: said.gender.map_or(present.gender, |it| it.map(Into::into)),
        };
        viewer::set_profile(&mut tx, session.viewer_id, profile).await?;
    }
    if change.of_age == Some(true) {
        viewer::set_of_age(&mut tx, session.viewer_id, app.clock.now()).await?;
    }
    let answer = body::answer(&mut tx, session.viewer_id).await?;
    tx.commit().await?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::TestApp;

    #[tokio::test]
    async fn a_viewer_says_what_he_wants_and_takes_it_back() {
        for app in TestApp::on_every_database().await {
            let viewer = app.viewer().await;
            for (change, profile, of_age) in [
                (json!({}), json!({ "age_band": null, "gender": null }), false),
                (
                    json!({ "profile": { "age_band": "55-plus" } }),
                    json!({ "age_band": "55-plus", "gender": null }),
                    false,
                ),
                (
                    json!({ "profile": { "gender": "woman" }, "of_age": true }),
                    json!({ "age_band": "55-plus", "gender": "woman" }),
                    true,
                ),
                (
                    json!({ "profile": { "age_band": null }, "of_age": true }),
                    json!({ "age_band": null, "gender": "woman" }),
                    true,
                ),
            ] {
                let me = viewer.patch("/api/v1/me", &change).await.json();
                assert_eq!(me["profile"], profile, "{change} on {}", app.database);
                assert_eq!(me["of_age"], of_age, "{change}");
                assert_eq!(viewer.get("/api/v1/me").await.json(), me);
            }
        }
    }

    #[tokio::test]
    async fn what_cannot_be_said_is_refused() {
        for app in TestApp::on_every_database().await {
            let viewer = app.viewer().await;
            for body in [
                json!({ "of_age": false }),
                json!({ "profile": { "age_band": "12" } }),
                json!({ "profile": { "gender": 1 } }),
                json!({ "profile": { "name": "Mei" } }),
                json!({ "email": "mei@example.org" }),
                json!([]),
            ] {
                let problem = viewer.patch("/api/v1/me", &body).await.problem();
                assert!(problem.starts_with("400 /problems/invalid-request"), "{body}: {problem}");
            }
            assert_eq!(viewer.get("/api/v1/me").await.json()["of_age"], false);
        }
    }
}
