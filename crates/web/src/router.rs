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
use crate::routes::{
    arrivals, episodes, feed, history, home, list, mailbox, me, media, search, series, service,
    storefront, views,
};
use crate::{App, answer, extract, guard, viewer_app};

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
    // A page may make a guest, too.
    let pages = Router::new().fallback(viewer_app::fallback).layer(cookie.clone());
    let pages = pages.with_state(app.clone());
    let guard = from_fn_with_state(app.clone(), guard::same_origin);
    Router::new()
        .merge(routes_of(service()))
        .merge(routes_of(mailbox()))
        .merge(routes_of(api()).layer(cookie).layer(guard))
        .merge(routes_of(media()).layer(cors()))
        .fallback_service(pages)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(compression())
        .layer(from_fn_with_state(app.clone(), limit))
        .layer(from_fn_with_state(app.clone(), observe))
        .with_state(app)
}

/// The OpenAPI document of [`router`]. A route is in both or in neither.
pub fn openapi() -> OpenApi {
    let mut document = Document::openapi();
    for group in [service(), mailbox(), api(), media()] {
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

fn mailbox() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(mailbox::page::page))
        .routes(routes!(mailbox::style::style))
        .routes(routes!(mailbox::list::list))
}

fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(series::list::list))
        .routes(routes!(series::show::show))
        .routes(routes!(series::place::place))
        .routes(routes!(series::play_trailer::play_trailer))
        .routes(routes!(series::enlist::enlist))
        .routes(routes!(series::unlist::unlist))
        .routes(routes!(series::ask::ask))
        .routes(routes!(series::unask::unask))
        .routes(routes!(list::show::show))
        .routes(routes!(history::show::show))
        .routes(routes!(history::clear::clear))
        .routes(routes!(history::forget::forget))
        .routes(routes!(home::show::show))
        .routes(routes!(search::show::show))
        .routes(routes!(feed::show::show))
        .routes(routes!(episodes::play::play))
        .routes(routes!(storefront::show::show))
        .routes(routes!(episodes::like::like))
        .routes(routes!(episodes::unlike::unlike))
        .routes(routes!(arrivals::note::note))
        .routes(routes!(views::note::note))
        .routes(routes!(me::show::show))
        .routes(routes!(me::change::change))
        .routes(routes!(me::erase::erase))
        .routes(routes!(me::export::export))
        .routes(routes!(me::sign_in_link::sign_in_link))
        .routes(routes!(me::sign_in::sign_in))
        .routes(routes!(me::sign_out::sign_out))
        .routes(routes!(me::passkeys::list::list))
        .routes(routes!(me::passkeys::begin::begin))
        .routes(routes!(me::passkeys::create::create))
        .routes(routes!(me::passkeys::rename::rename))
        .routes(routes!(me::passkeys::remove::remove))
        .routes(routes!(me::passkey_sign_in::begin::begin))
        .routes(routes!(me::passkey_sign_in::finish::finish))
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
