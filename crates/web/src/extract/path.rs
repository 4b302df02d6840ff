use std::str::FromStr;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use base::{EpisodeId, Language, PasskeyId, SeriesId};

use crate::problem::Problem;

/// What the path names. Ids are read with `FromStr`, so that `base` stays free of HTTP.
pub(crate) struct Path<T>(pub(crate) T);

/// Can be read from the parameters of a path.
pub(crate) trait FromPath: Sized {
    fn from_path(params: &Params) -> Result<Self, Problem>;
}

/// The parameters of a path, by name.
pub(crate) struct Params(RawPathParams);

impl Params {
    pub(crate) async fn of(parts: &mut Parts) -> Result<Self, Problem> {
        // Only bytes that are no UTF-8 are rejected: no address of ours has any.
        let params = RawPathParams::from_request_parts(parts, &()).await;
        params.map(Self).map_err(|_| Problem::NotFound("address"))
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(it, _)| *it == name).map_or("", |(_, value)| value)
    }

    /// A parameter that is read; what cannot be names nothing.
    pub(crate) fn parse<T: FromStr>(&self, name: &str, noun: &'static str) -> Result<T, Problem> {
        self.text(name).parse().map_err(|_| Problem::NotFound(noun))
    }
}

impl<S: Send + Sync, T: FromPath> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        T::from_path(&Params::of(parts).await?).map(Self)
    }
}

impl FromPath for EpisodeId {
    fn from_path(params: &Params) -> Result<Self, Problem> {
        params.parse("episode_id", "episode")
    }
}

impl FromPath for PasskeyId {
    fn from_path(params: &Params) -> Result<Self, Problem> {
        params.parse("passkey_id", "passkey")
    }
}

impl FromPath for SeriesId {
    fn from_path(params: &Params) -> Result<Self, Problem> {
        params.parse("series_id", "series")
    }
}

impl FromPath for (SeriesId, Language) {
    fn from_path(params: &Params) -> Result<Self, Problem> {
        Ok((SeriesId::from_path(params)?, params.parse("language", "language")?))
    }
}
