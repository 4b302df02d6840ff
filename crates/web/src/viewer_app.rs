//! The viewer app, inside the binary: its files, and its pages with what they have to say from the first byte on.

mod about;
mod ahead;
mod file;
mod markup;
mod page;

use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base::Language;
use html_escape::encode_quoted_attribute as escape;

use self::about::About;
use self::file::{HTML, Index, content_type};
use self::markup::data;
use self::page::Page;
use crate::extract::{At, Viewer, Wants, accepted};
use crate::origin::Origin;
use crate::problem::Problem;
use crate::routes::feed::show::{FeedBody, FeedQuery, feed};
use crate::storefront::Front;
use crate::{App, answer};

/// Scripts, styles and media come from us alone; nothing may be made from strings, save the address of the service
/// worker: the policy of that name gives this one and no other. `script`: what may run besides, by its hash: the one
/// that stands in the page. `ancestors`: who may frame it.
fn policy(script: &str, ancestors: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' {script}; style-src 'self'; img-src 'self'; \
         connect-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; \
         base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; \
         trusted-types service-worker; frame-ancestors {ancestors}"
    )
}
const PERMISSIONS_POLICY: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// What belongs to no route: a file of the app, or a page of it. Programs get a problem.
pub(crate) async fn fallback(
    State(app): State<App>,
    origin: At,
    request: Request,
) -> Result<Response, Problem> {
    let path = request.uri().path();
    if is_for_programs(path) || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Problem::NotFound("address"));
    }
    let front = app.settings.fronts.of(origin.host());
    let asked = request.headers();
    if let Some(file) = of_storefront(asked, front, path) {
        return Ok(of_app(file, front, &Page::Plain, None));
    }
    if let Some(file) = file::find(asked, path.trim_start_matches('/')) {
        return Ok(of_app(file, front, &Page::Plain, None));
    }
    let page = match Page::at(path) {
        Page::Start if !front.starts_with_feed() => Page::Home,
        page => page,
    };
    let (mut parts, _) = request.into_parts();
    // Links that are shared must lead back here.
    let origin = origin.0.as_ref().or(app.settings.public_url.as_ref());
    let origin = origin.map(Origin::to_string).unwrap_or_default();
    let index = Index::read();
    let mut document = document(&app, front, &index.html, &origin, &mut parts, &page).await?;
    let varies = HeaderValue::from_static("accept-encoding, accept-language, sec-fetch-dest");
    document.headers_mut().append(header::VARY, varies);
    Ok(of_app(document, front, &page, index.script.as_deref()))
}

fn is_for_programs(path: &str) -> bool {
    const ROOMS: [&str; 7] = ["/api", "/m", "/s", "/e", "/k", "/p", "/i"];
    let inside = |room: &str| {
        path.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    ROOMS.into_iter().any(inside)
}

/// The files that each storefront has of its own.
fn of_storefront(asked: &HeaderMap, front: &Front, path: &str) -> Option<Response> {
    let (cache, body) = match path {
        "/manifest.webmanifest" => (answer::REVALIDATED, front.manifest.clone().into()),
        "/logo.svg" => (answer::REVALIDATED, front.logo.clone()?),
        _ => match (path.strip_prefix("/icons/"), &front.theme) {
            (Some(name), _) => (answer::REVALIDATED, front.icon(name)?),
            // Its content is in its name.
            (None, Some((address, css))) if path == address => {
                (answer::FOREVER, css.clone().into())
            }
            _ => return None,
        },
    };
    Some(answer::text(asked, content_type(path), cache, body))
}

/// A page: the app's own index, with the storefront, what is said of the series, and the feed that it begins with.
async fn document(
    app: &App,
    front: &Front,
    index: &str,
    origin: &str,
    parts: &mut Parts,
    page: &Page,
) -> Result<Response, Problem> {
    let Ok(Wants(wants)) = Wants::from_request_parts(parts, app).await;
    let manifest = ahead::read(&file::manifest());
    let spoken = ahead::spoken(&manifest, &wanted(parts), &front.storefront.languages);
    let index = &in_language(index, spoken.as_ref());
    let ahead = ahead::links(&manifest, page, spoken.as_ref());
    let about = {
        let mut tx = app.db.begin_read().await?;
        About::find(&mut tx, &app.catalogue, page, &wants).await?
    };
    let missing = *page == Page::Unknown || (page.about().is_some() && about.is_none());
    if missing {
        let html = with_head(index, front, None, origin, None, None, "")?;
        let headers = [(header::CONTENT_TYPE, HTML), (header::CACHE_CONTROL, "no-store")];
        return Ok((StatusCode::NOT_FOUND, headers, html).into_response());
    }
    let feed = feed_of(app, parts, page).await?;
    // A link to a moment begins elsewhere.
    let moment = parts.uri.query().is_some_and(|it| it.split('&').any(|it| it.starts_with("t=")));
    let saves = parts.headers.get("save-data").is_some_and(|it| it.as_bytes() == b"on");
    let pack = feed.as_ref().filter(|_| !moment).and_then(|it| it.start_pack(saves));
    let pack = pack.as_deref();
    let html = with_head(index, front, about.as_ref(), origin, feed.as_ref(), pack, &ahead)?;
    if feed.is_some() {
        // It holds a ticket: it is this viewer's alone, and another one next time.
        let headers = [(header::CONTENT_TYPE, HTML), (header::CACHE_CONTROL, "private, no-cache")];
        return Ok((headers, html).into_response());
    }
    Ok(answer::text(&parts.headers, HTML, answer::REVALIDATED, html.into()))
}

/// The languages that a page is wanted in: what its address says, then what the browser asks for.
fn wanted(parts: &Parts) -> Vec<Language> {
    let query = parts.uri.query().unwrap_or_default();
    let named = query.split('&').find_map(|it| it.strip_prefix("lang=")?.parse().ok());
    named.into_iter().chain(accepted(&parts.headers)).collect()
}

/// The feed that a page begins with: it spares the app a question before the first picture. Only a browser that opens
/// the page gets it: whoever merely reads the page is no guest.
async fn feed_of(app: &App, parts: &mut Parts, page: &Page) -> Result<Option<FeedBody>, Problem> {
    let opens = |it: &HeaderValue| matches!(it.as_bytes(), b"document" | b"iframe");
    if !parts.headers.get("sec-fetch-dest").is_some_and(opens) {
        return Ok(None);
    }
    let query = match page {
        Page::ForYou => FeedQuery::default(),
        Page::Start => FeedQuery::default(),
        Page::Watch(slug, number) => {
            FeedQuery { series: Some(slug.clone()), episode: Some(number.to_string()) }
        }
        Page::Embed(slug, number) => {
            FeedQuery { series: Some(slug.clone()), episode: number.map(|it| it.to_string()) }
        }
        _ => return Ok(None),
    };
    let Viewer(session) = Viewer::from_request_parts(parts, app).await?;
    let Ok(wants) = Wants::from_request_parts(parts, app).await;
    Ok(Some(feed(app, session, &wants, &query).await?))
}

/// Puts into the app's index what this page and this storefront add to it.
fn with_head(
    index: &str,
    front: &Front,
    about: Option<&About>,
    origin: &str,
    feed: Option<&FeedBody>,
    pack: Option<&str>,
    ahead: &str,
) -> Result<String, Problem> {
    let site = &front.storefront.name;
    let title = about.map_or_else(|| site.clone(), |it| format!("{} · {site}", it.title()));
    let synopsis = about.map(About::synopsis).filter(|it| !it.is_empty());
    let synopsis = synopsis.unwrap_or(&front.storefront.description);

    // As the app will ask for it, or the browser would fetch it twice; and before all else, so that it comes on the
    // connection that is open already.
    let pack = pack.map_or_else(String::new, |start| {
        format!("\n<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{start}\">")
    });
    let mut head = String::new();
    // Before the app is there to ask for it.
    head += &about.and_then(About::first_picture).unwrap_or_default();
    head += ahead;
    head += &format!("<meta name=\"description\" content=\"{}\">\n", escape(synopsis));
    head += &about.map(|it| it.head(origin, site)).unwrap_or_default();
    head += "<link rel=\"manifest\" href=\"/manifest.webmanifest\">\n";
    head += "<link rel=\"apple-touch-icon\" href=\"/icons/apple.png\">\n";
    if let Some((address, _)) = &front.theme {
        // The first picture wears no colours; its script dresses the page for what comes then.
        let when = if feed.is_some() { "data-later" } else { "rel" };
        head += &format!("<link {when}=\"stylesheet\" href=\"{address}\">\n");
    }
    let json = |error: serde_json::Error| Problem::Internal(error.into());
    let mut body = data(
        "application/json",
        Some("storefront"),
        &serde_json::to_string(&front.body()).map_err(json)?,
    );
    if let Some(feed) = feed {
        let feed = serde_json::to_string(feed).map_err(json)?;
        body += &data("application/json", Some("feed"), &feed);
    }
    let html = retitled(index, &title, front);
    let html = html.replacen("<head>", &format!("<head>{pack}"), 1);
    let html = html.replacen("</head>", &format!("{head}</head>"), 1);
    Ok(html.replacen("</body>", &format!("{body}</body>"), 1))
}

/// The index is in English until somebody asks for another language.
fn in_language(html: &str, spoken: Option<&Language>) -> String {
    let language = spoken.map_or("en", Language::as_str);
    let direction = if language == "ar" { "rtl" } else { "ltr" };
    let wanted = format!("<html lang=\"{language}\" dir=\"{direction}\">");
    html.replacen("<html lang=\"en\" dir=\"ltr\">", &wanted, 1)
}

/// The index carries a name and a colour of its own: they become the storefront's.
fn retitled(html: &str, title: &str, front: &Front) -> String {
    let canvas = front.storefront.theme.colour("canvas");
    let html = html.replacen("content=\"#0b0b0f\"", &format!("content=\"{canvas}\""), 1);
    match (html.find("<title>"), html.find("</title>")) {
        (Some(from), Some(to)) if from < to => {
            format!("{}<title>{}{}", &html[..from], escape(title), &html[to..])
        }
        _ => html,
    }
}

fn of_app(mut response: Response, front: &Front, page: &Page, script: Option<&str>) -> Response {
    let ancestors = match page {
        Page::Embed(..) if !front.storefront.embed_origins.is_empty() => {
            front.storefront.embed_origins.join(" ")
        }
        _ => "'none'".to_owned(),
    };
    let policy = policy(script.unwrap_or_default(), &ancestors);
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    for (name, value) in [
        (header::REFERRER_POLICY, "same-origin"),
        (header::HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use catalogue::storefront::{Storefront, Storefronts};
    use db::testing::TestDb;
    use serde_json::{Value, json};

    use super::*;
    use crate::testing::{Answer, TestApp};
    use crate::{Fronts, Settings};

    /// What a browser says when somebody opens a page.
    const OPENS: &[(&str, &str)] = &[("sec-fetch-dest", "document")];

    fn policy(ancestors: &str) -> String {
        super::policy(&Index::read().script.unwrap_or_default(), ancestors)
    }

    /// The data that a page carries under this id.
    fn carried(page: &Answer, id: &str) -> Option<Value> {
        let text = page.text();
        let (_, rest) =
            text.split_once(&format!("<script type=\"application/json\" id=\"{id}\">"))?;
        Some(serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap())
    }

    async fn with_storefront(storefront: Storefront) -> TestApp {
        let all = BTreeMap::from([("main".to_owned(), storefront)]);
        let fronts = Fronts::dress(Storefronts::new(all).unwrap()).unwrap();
        TestApp::new(TestDb::sqlite().await, Settings { fronts, ..Settings::default() }).await
    }

    #[tokio::test]
    async fn the_pages_of_the_app_are_its_index_under_a_strict_policy() {
        let app = TestApp::on_sqlite().await;
        app.publish("debt", 12).await;
        for path in ["/", "/series/debt", "/watch/debt/12", "/?lang=ar", "/search", "/genre/a"] {
            let page = app.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            assert_eq!(page.header("content-type"), Some(HTML));
            assert_eq!(page.header("cache-control"), Some("private, no-cache"));
            assert_eq!(page.header("content-security-policy"), Some(policy("'none'").as_str()));
            assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
            assert!(page.header("permissions-policy").unwrap().contains("camera=()"));
            assert!(page.text().contains("<!doctype html>"));
            assert_eq!(page.header("set-cookie"), None, "whoever reads a page is no guest");
            let etag = page.header("etag").unwrap().to_owned();
            assert_eq!(app.get_with(path, &[("if-none-match", &etag)]).await.status, 304);
        }
    }

    #[tokio::test]
    async fn an_unknown_page_is_not_found_and_says_so() {
        let app = TestApp::on_sqlite().await;
        app.publish("debt", 1).await;
        app.draft("hidden").await;
        for path in [
            "/nothing",
            "/watch/x",
            "/watch/debt/y",
            "/watch/debt/2",
            "/series/none",
            "/series/hidden",
            "/embed/none",
            "/series/a/b",
            "/apis",
            "/assets/no.js",
            "/theme/0000000000000000.css",
            "/logo.svg",
        ] {
            for headers in [&[], OPENS] {
                let page = app.get_with(path, headers).await;
                assert_eq!((page.status, page.header("content-type")), (404, Some(HTML)), "{path}");
                assert_eq!(page.header("cache-control"), Some("no-store"));
            }
        }
    }

    #[tokio::test]
    async fn a_page_that_is_opened_brings_its_feed_and_makes_a_guest() {
        for app in TestApp::on_every_database().await {
            app.publish("debt", 3).await;
            let page = app.get_with("/watch/debt/2", OPENS).await;
            let feed = carried(&page, "feed").unwrap();
            assert_eq!((&feed["start"], feed["cards"].as_array().unwrap().len()), (&1.into(), 3));
            let start = feed["cards"][1]["play"]["start"].as_str().unwrap();
            let preload =
                format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{start}\">");
            assert!(page.text().contains(&preload), "on {}", app.database);
            let saving = [OPENS, &[("save-data", "on")]].concat();
            let spared = app.get_with("/watch/debt/2", &saving).await.text();
            assert!(spared.contains("as=\"fetch\""), "{spared}");
            let moment = app.get_with("/watch/debt/2?t=3", OPENS).await.text();
            assert!(!moment.contains("as=\"fetch\""), "it begins elsewhere: {moment}");
            assert_eq!(app.get(start).await.status, 200);
            assert_eq!(
                (page.header("etag"), page.header("cache-control")),
                (None, Some("private, no-cache"))
            );

            let cookie = page.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
            let again = app.get_with("/", &[OPENS[0], ("cookie", &cookie)]).await;
            assert!(carried(&again, "feed").is_some());
            assert_eq!(again.header("set-cookie"), None, "he is known");
            assert!(carried(&app.get_with("/series/debt", OPENS).await, "feed").is_none());
        }
    }

    #[tokio::test]
    async fn a_link_that_is_shared_has_a_preview() {
        let app = TestApp::on_sqlite().await;
        app.publish("a\"<b>&'", 2).await;
        let page = app.get("/watch/a%22%3Cb%3E&'/2?t=7").await;
        let text = page.text();
        let title = "a&quot;&lt;b&gt;&amp;&#x27; · 2 · Part 2";
        for wanted in [
            format!("<title>{title} · Cliffhanger</title>"),
            format!("<meta property=\"og:title\" content=\"{title}\">"),
            "<meta property=\"og:type\" content=\"video.episode\">".to_owned(),
            "<meta property=\"og:description\" content=\"A phone rings.\">".to_owned(),
            format!(
                "<meta property=\"og:image\" content=\"http://test/i/{}.jpg\">",
                "b".repeat(64)
            ),
        ] {
            assert!(text.contains(&wanted), "{wanted} in {text}");
        }
        let (_, rest) = text.split_once("<script type=\"application/ld+json\">").unwrap();
        let linked: Value = serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap();
        assert_eq!(linked["@type"], "TVEpisode");
        assert_eq!(linked["partOfSeries"]["name"], "a\"<b>&'");
        assert_eq!(linked["partOfSeries"]["numberOfEpisodes"], 2);
        let series = app.get("/series/a%22%3Cb%3E&'").await.text();
        let picture = format!(
            "<link rel=\"preload\" as=\"image\" fetchpriority=\"high\" href=\"/i/{}.jpg\" \
             imagesrcset=\"/i/{}.webp 240w, /i/{}.webp 360w, /i/{}.webp 720w\" \
             imagesizes=\"(min-width: 60rem) 24rem, 100vw\">",
            "a".repeat(64),
            "1".repeat(64),
            "2".repeat(64),
            "3".repeat(64),
        );
        assert!(series.contains(&picture), "its picture comes at once: {series}");
        assert!(series.contains("\"@type\":\"TVSeries\""), "{series}");
        assert!(!series.contains("VideoObject"), "it has no trailer: {series}");
    }

    #[tokio::test]
    async fn the_page_of_a_series_tells_readers_of_its_trailer() {
        let app = TestApp::on_sqlite().await;
        app.publish_with_trailer("debt", 2, "12").await;
        let text = app.get("/series/debt").await.text();
        let (_, rest) = text.split_once("<script type=\"application/ld+json\">").unwrap();
        let linked: Value = serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap();
        let wanted = json!({
            "@type": "VideoObject", "name": "debt", "description": "A phone rings.",
            "thumbnailUrl": format!("http://test/i/{}.jpg", "b".repeat(64)),
            "uploadDate": "2027-01-15", "duration": "PT5S", "inLanguage": "en",
            "url": "http://test/series/debt",
        });
        assert_eq!(linked["trailer"], wanted);
        assert_eq!(linked["numberOfEpisodes"], 2);
        let watch = app.get("/watch/debt/1").await.text();
        assert!(!watch.contains("VideoObject"), "{watch}");
    }

    #[tokio::test]
    async fn a_page_says_in_which_language_it_will_speak() {
        let app = TestApp::on_sqlite().await;
        for (path, asked, wanted) in [
            ("/home", "", "lang=\"en\" dir=\"ltr\""),
            ("/home", "ar-EG, en;q=0.5", "lang=\"ar\" dir=\"rtl\""),
            ("/home?lang=ar", "zh-TW", "lang=\"ar\" dir=\"rtl\""),
            ("/home", "zh-TW", "lang=\"zh-Hant\" dir=\"ltr\""),
            ("/home", "xx", "lang=\"en\" dir=\"ltr\""),
        ] {
            let page = app.get_with(path, &[("accept-language", asked)]).await;
            let text = page.text();
            assert!(text.contains(&format!("<html {wanted}>")), "{path}, {asked}: {text}");
            assert!(page.header("vary").unwrap().contains("accept-language"));
        }
    }

    #[tokio::test]
    async fn a_storefront_wears_its_own_clothes() {
        let theme = toml_theme("accent = \"#5ad1ff\"\ncanvas = \"#101018\"");
        let storefront = Storefront { name: "Laterna <TV>".into(), theme, ..Storefront::default() };
        let app = with_storefront(storefront).await;
        let page = app.get("/").await;
        let text = page.text();
        assert!(text.contains("<title>Laterna &lt;TV&gt;</title>"), "{text}");
        let (_, rest) = text.split_once("<link rel=\"stylesheet\" href=\"/theme/").unwrap();
        let css = app.get(&format!("/theme/{}", rest.split_once('"').unwrap().0)).await;
        assert_eq!(css.header("cache-control"), Some(answer::FOREVER));
        let opened = app.get_with("/", OPENS).await.text();
        let later = "<link data-later=\"stylesheet\" href=\"/theme/";
        assert!(opened.contains(later), "it holds up no first picture: {opened}");
        assert!(css.text().contains("--accent: #5ad1ff;"));
        assert_eq!(carried(&page, "storefront").unwrap()["name"], "Laterna <TV>");
        assert_eq!(app.get("/api/v1/storefront").await.json()["start"], "for-you");
        let manifest = app.get("/manifest.webmanifest").await;
        assert_eq!(manifest.header("content-type"), Some("application/manifest+json"));
        assert_eq!(manifest.json()["background_color"], "#101018");
        for icon in ["192.png", "512.png", "maskable.png", "apple.png"] {
            let icon = app.get(&format!("/icons/{icon}")).await;
            assert_eq!((icon.status, icon.header("content-type")), (200, Some("image/png")));
        }
    }

    fn toml_theme(text: &str) -> catalogue::storefront::Theme {
        let pairs = text.lines().map(|it| it.split_once(" = ").unwrap());
        let pairs = pairs.map(|(key, it)| (key.to_owned(), it.trim_matches('"').into()));
        serde_json::from_value(Value::Object(pairs.collect())).unwrap()
    }

    #[tokio::test]
    async fn a_page_is_framed_only_by_those_who_may() {
        let storefront = Storefront {
            embed_origins: vec!["https://operator.example".into(), "https://b.example:8443".into()],
            ..Storefront::default()
        };
        let allowed = policy("https://operator.example https://b.example:8443");
        for (storefront, embed) in
            [(storefront, allowed), (Storefront::default(), policy("'none'"))]
        {
            let app = with_storefront(storefront).await;
            app.publish("debt", 1).await;
            let framed = app.get_with("/embed/debt", &[("sec-fetch-dest", "iframe")]).await;
            assert_eq!(framed.header("content-security-policy"), Some(embed.as_str()));
            assert!(carried(&framed, "feed").is_some());
            for path in ["/watch/debt/1", "/", "/embed"] {
                let page = app.get(path).await;
                assert_eq!(page.header("content-security-policy"), Some(policy("'none'").as_str()));
            }
        }
    }

    #[tokio::test]
    async fn programs_get_a_problem() {
        let app = TestApp::on_sqlite().await;
        for path in ["/api", "/api/v1", "/api/v2/series", "/m/x", "/s", "/k/", "/i/a/b"] {
            let problem = app.get(path).await.problem();
            assert_eq!(problem, "404 /problems/not-found: there is no such address", "{path}");
        }
        let posted = app.send("POST", "/nothing", &[], "").await.problem();
        assert!(posted.starts_with("404 /problems/not-found"), "{posted}");
    }
}
