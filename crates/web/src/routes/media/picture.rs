use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use playback::PlaybackError;

use crate::extract::{FromPath, Params, Path};
use crate::problem::{Problem, ProblemBody};
use crate::{App, answer};

/// The name of a picture: the hash of what is in it, and its form.
pub(crate) struct PictureName {
    name: String,
    content_type: &'static str,
}

const SHA256_DIGITS: usize = 64;

impl FromPath for PictureName {
    fn from_path(params: &Params) -> Result<Self, Problem> {
        let name = params.text("name");
        // Nothing else ever becomes a key of the store.
        let (hash, form) = name.split_once('.').ok_or(Problem::NotFound("picture"))?;
        let is_hash = hash.len() == SHA256_DIGITS
            && hash.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
        let content_type = match form {
            "jpg" => "image/jpeg",
            "png" => "image/png",
            "webp" => "image/webp",
            _ => return Err(Problem::NotFound("picture")),
        };
        if !is_hash {
            return Err(Problem::NotFound("picture"));
        }
        Ok(Self { name: name.to_owned(), content_type })
    }
}

/// A public picture: a poster, a cover.
#[utoipa::path(
    get,
    path = "/i/{name}",
    operation_id = "media_picture",
    tag = "media",
    params(("name" = String, Path, description = "`{sha256}.jpg`, or `{sha256}.webp` for a rendition.")),
    responses(
        (status = 200, body = Vec<u8>, content_type = "image/jpeg"),
        (status = 206, description = "The range that was asked for.", body = Vec<u8>,
         content_type = "image/jpeg"),
        (status = "default", description = "Refused.", body = ProblemBody,
         content_type = "application/problem+json"),
    )
)]
pub(crate) async fn picture(
    State(app): State<App>,
    Path(PictureName { name, content_type }): Path<PictureName>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let picture = app.playback.picture(&name).await.map_err(|error| match error {
        PlaybackError::Store(error) if error.is_missing() => Problem::NotFound("picture"),
        error => error.into(),
    })?;
    let etag = format!("\"{name}\"");
    Ok(answer::bytes(&asked, content_type, answer::FOREVER, &etag, picture))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use crate::testing::TestApp;

    #[tokio::test]
    async fn a_picture_needs_no_ticket_and_is_kept_for_ever() {
        for app in TestApp::on_every_database().await {
            let name = format!("{}.jpg", "0a".repeat(32));
            let key = format!("pictures/{name}");
            app.store.put(&key, Bytes::from_static(b"a picture")).await.unwrap();
            let answer = app.get(&format!("/i/{name}")).await;
            assert_eq!((answer.status, &answer.body[..]), (200, &b"a picture"[..]));
            assert_eq!(answer.header("content-type"), Some("image/jpeg"));
            let cache = answer.header("cache-control");
            assert_eq!(cache, Some("public, max-age=31536000, immutable"));
        }
    }

    #[tokio::test]
    async fn nothing_but_pictures_can_be_had_here() {
        let app = TestApp::on_sqlite().await;
        app.store.put("secret.jpg", Bytes::from_static(b"not for you")).await.unwrap();
        let unknown = format!("{}.jpg", "0b".repeat(32));
        for name in
            ["x.jpg", "..%2Fsecret.jpg", "%2e%2e%2fsecret.jpg", "../secret.jpg", "", &unknown]
        {
            let answer = app.get(&format!("/i/{name}")).await;
            assert!(answer.problem().starts_with("404 /problems/not-found"), "{name}");
            assert_eq!(answer.header("cache-control"), Some("no-store"));
        }
    }
}
