use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Extensions, HeaderMap, Method, StatusCode, Version, header};
use axum::middleware::from_fn_with_state;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};
use tower_http::cors::{Any, CorsLayer};
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::limits::{BODY_BYTES_MAX, limit};
use crate::observe::observe;
use crate::problem::Problem;
use crate::routes::{episodes, feed, media, series, service};
use crate::{App, answer, extract, viewer_app};

/// How long a browser remembers that it may ask for our media, in seconds.
const PREFLIGHT_SECONDS: u64 = 24 * 60 * 60;
/// Less is not worth the work, in bytes.
const COMPRESSED_MIN: u64 = 512;

#[derive(utoipa::OpenApi)]
#[openapi(info(
    title = "Cliffhanger",
    description = "What a viewer's app asks of the service, and what keeps the service up.",
    license(name = "Apache-2.0", identifier = "Apache-2.0")
))]
struct Document;

/// Everything that the service answers.
pub fn router(app: App) -> Router {
    let cookie = from_fn_with_state(app.clone(), extract::carry_cookie);
    Router::new()
        .merge(routes_of(service()))
        .merge(routes_of(api()).layer(cookie))
        .merge(routes_of(media()).layer(cors()))
        .fallback(viewer_app::fallback)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(compression())
        .layer(from_fn_with_state(app.clone(), limit))
        .layer(from_fn_with_state(app.clone(), observe))
        .with_state(app)
}

/// The OpenAPI document of [`router`]. A route is in both or in neither.
pub fn openapi() -> OpenApi {
    let mut document = Document::openapi();
    for group in [service(), api(), media()] {
        document.merge(group.into_openapi());
    }
    document
}

fn routes_of(group: OpenApiRouter<App>) -> Router<App> {
    let (routes, _) = group.split_for_parts();
    // Before any layer: one that is set later would not be inside of them.
    routes.method_not_allowed_fallback(async || Problem::MethodNotAllowed)
}

fn service() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(service::live::live))
        .routes(routes!(service::ready::ready))
        .routes(routes!(service::metrics::metrics))
        .routes(routes!(service::openapi::openapi))
}

fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(series::list::list))
        .routes(routes!(series::show::show))
        .routes(routes!(series::place::place))
        .routes(routes!(feed::show::show))
        .routes(routes!(episodes::play::play))
}

fn media() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(media::master::master))
        .routes(routes!(media::playlist::playlist))
        .routes(routes!(media::segment::segment))
        .routes(routes!(media::encrypted::encrypted))
        .routes(routes!(media::key::key))
        .routes(routes!(media::start::start))
        .routes(routes!(media::subtitles::subtitles))
        .routes(routes!(media::storyboard::storyboard))
        .routes(routes!(media::picture::picture))
}

/// A ticket is all that media ask for: any page may play them, and none sends its cookies along.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([header::RANGE, header::IF_NONE_MATCH])
        .expose_headers([header::CONTENT_LENGTH, header::CONTENT_RANGE, header::ETAG])
        .max_age(std::time::Duration::from_secs(PREFLIGHT_SECONDS))
}

/// Text is made smaller on its way. Media are as small as they get.
fn compression() -> CompressionLayer<impl Predicate> {
    let is_text = |_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions| {
        let content_type = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
        content_type.is_some_and(is_text)
    };
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(COMPRESSED_MIN).and(is_text))
}

fn is_text(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.starts_with("text/")
        || essence.ends_with("json")
        || matches!(essence, answer::PLAYLIST | "image/svg+xml")
}
