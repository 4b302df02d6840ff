use people::passkey::Passkey;
use serde::Serialize;
use utoipa::ToSchema;

/// A passkey, as its owner sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PasskeyBody {
    #[schema(example = "pk_01k0000000000000000000000a")]
    passkey_id: String,
    #[schema(example = "Android")]
    name: String,
    /// At which name of the service it is good.
    #[schema(example = "watch.example.org")]
    host: String,
    created_at_ms: i64,
    /// When it last signed in.
    last_used_at_ms: Option<i64>,
}

impl From<&Passkey> for PasskeyBody {
    fn from(it: &Passkey) -> Self {
        Self {
            passkey_id: it.passkey_id.to_string(),
            name: it.name.as_str().to_owned(),
            host: it.host.clone(),
            created_at_ms: it.created_at.as_millis(),
            last_used_at_ms: it.last_used_at.map(|it| it.as_millis()),
        }
    }
}
