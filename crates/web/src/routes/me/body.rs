use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base::ViewerId;
use db::Tx;
use people::viewer::{self, AgeBand, Gender, Viewer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problem::Problem;

/// What is known of whoever asks.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MeBody {
    #[schema(example = "vwr_01k0000000000000000000000a")]
    viewer_id: String,
    /// Whether there is a way in from another device: an address.
    signed_in: bool,
    /// Where mail reaches him.
    email: Option<String>,
    profile: ProfileBody,
    /// Whether he said that he is of age.
    of_age: bool,
    created_at_ms: i64,
}

/// What he chose to say of himself.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProfileBody {
    age_band: Option<AgeBandBody>,
    gender: Option<GenderBody>,
}

/// How old somebody is, roughly.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) enum AgeBandBody {
    #[serde(rename = "under-18")]
    Under18,
    #[serde(rename = "18-24")]
    From18To24,
    #[serde(rename = "25-34")]
    From25To34,
    #[serde(rename = "35-44")]
    From35To44,
    #[serde(rename = "45-54")]
    From45To54,
    #[serde(rename = "55-plus")]
    From55,
}

/// What somebody calls himself or herself.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum GenderBody {
    Woman,
    Man,
    Other,
}

/// What is known of a viewer, as an answer that nobody keeps.
pub(crate) async fn answer(tx: &mut Tx, viewer_id: ViewerId) -> Result<Response, Problem> {
    let viewer = viewer::find(tx, viewer_id).await?;
    // He was there when the request began: another device of his has erased him since.
    let viewer = viewer.ok_or(Problem::SessionRenewed)?;
    let body = MeBody::from(&viewer);
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response())
}

impl From<&Viewer> for MeBody {
    fn from(viewer: &Viewer) -> Self {
        Self {
            viewer_id: viewer.viewer_id.to_string(),
            signed_in: viewer.email.is_some(),
            email: viewer.email.as_ref().map(|it| it.as_str().to_owned()),
            profile: ProfileBody {
                age_band: viewer.profile.age_band.map(AgeBandBody::from),
                gender: viewer.profile.gender.map(GenderBody::from),
            },
            of_age: viewer.of_age_at.is_some(),
            created_at_ms: viewer.created_at.as_millis(),
        }
    }
}

/// Both ways between a name here and the same name there.
macro_rules! same {
    ($here:ident, $there:ident: $($name:ident),*) => {
        impl From<$there> for $here {
            fn from(it: $there) -> Self {
                match it { $($there::$name => Self::$name),* }
            }
        }

        impl From<$here> for $there {
            fn from(it: $here) -> Self {
                match it { $($here::$name => Self::$name),* }
            }
        }
    };
}

same!(AgeBandBody, AgeBand: Under18, From18To24, From25To34, From35To44, From45To54, From55);
same!(GenderBody, Gender: Woman, Man, Other);
