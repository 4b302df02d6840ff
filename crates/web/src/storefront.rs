//! Storefronts, dressed: what is made once of their configuration, so that every page and file of theirs is at hand.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use catalogue::storefront::{Start, Storefront, Storefronts};
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, ImageReader, Limits, RgbaImage};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

/// No logo and no icon is larger, in bytes.
const FILE_BYTES_MAX: u64 = 1 << 20;
/// No icon is wider, in pixels.
const ICON_PIXELS_MAX: u32 = 4096;
/// An icon is at least as wide, in pixels.
const ICON_PIXELS_MIN: u32 = 512;
/// How much of a maskable icon is safe from the mask (W3C, “Web Application Manifest”: a circle of 80 %).
const MASK_SAFE: f64 = 0.8;
const OWN_ICON: &[u8] = include_bytes!("storefront/icon.png");

/// A storefront and the files that show it.
#[derive(Clone, Debug)]
pub(crate) struct Front {
    pub(crate) storefront: Storefront,
    /// The address of its style sheet and what is in it, if it has colours of its own.
    pub(crate) theme: Option<(String, String)>,
    pub(crate) manifest: String,
    pub(crate) logo: Option<Bytes>,
    /// By their names in addresses.
    icons: BTreeMap<&'static str, Bytes>,
}

/// All storefronts of the service.
#[derive(Clone, Debug)]
pub struct Fronts {
    storefronts: Storefronts,
    fronts: BTreeMap<String, Front>,
}

/// A file of a storefront cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FrontError {
    /// It cannot be read.
    #[error("storefront.{id}.{key}: could not read {}", path.display())]
    Read {
        /// Which storefront.
        id: String,
        /// Which of its keys.
        key: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not what it should be.
    #[error("storefront.{id}.{key}: {} {message}", path.display())]
    Unfit {
        /// Which storefront.
        id: String,
        /// Which of its keys.
        key: &'static str,
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
}

/// What the app has to know of its storefront.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct StorefrontBody {
    /// What it is called.
    name: String,
    /// The page that is seen first.
    #[schema(example = "for-you")]
    start: &'static str,
    /// The languages of the interface.
    languages: Vec<String>,
    /// The market that it is for, as ISO 3166-1 alpha-2.
    #[schema(example = "ID")]
    territory: Option<String>,
    /// The address of its name as a picture.
    logo: Option<&'static str>,
}

impl Fronts {
    /// Reads the files and makes everything else.
    pub fn dress(storefronts: Storefronts) -> Result<Self, FrontError> {
        let mut fronts = BTreeMap::new();
        for (id, storefront) in storefronts.iter() {
            fronts.insert(id.to_owned(), Front::dress(id, storefront.clone())?);
        }
        Ok(Self { storefronts, fronts })
    }

    /// Whether a storefront was given this name.
    pub(crate) fn has_host(&self, host: &str) -> bool {
        let named = |it: &Front| it.storefront.hosts.iter().any(|it| it == host);
        self.fronts.values().any(named)
    }

    /// What the storefront calls itself that is reached under this name.
    pub(crate) fn name_at(&self, host: &str) -> String {
        self.of(host).storefront.name.clone()
    }

    /// The storefront that is reached under this name.
    pub(crate) fn of(&self, host: &str) -> &Front {
        // There is one for each id.
        &self.fronts[self.storefronts.id_of_host(host)]
    }
}

impl Default for Fronts {
    fn default() -> Self {
        let storefronts = Storefronts::default();
        let fronts = storefronts
            .iter()
            .map(|(id, it)| (id.to_owned(), Front::with(it.clone(), BTreeMap::new(), None)));
        Self { fronts: fronts.collect(), storefronts }
    }
}

impl Front {
    fn dress(id: &str, storefront: Storefront) -> Result<Self, FrontError> {
        let logo = storefront.logo.as_ref().map(|path| read(id, "logo", path)).transpose()?;
        if let (Some(bytes), Some(path)) = (&logo, &storefront.logo)
            && !std::str::from_utf8(bytes).is_ok_and(|it| it.contains("<svg"))
        {
            let message = "is no SVG file".to_owned();
            return Err(FrontError::Unfit {
                id: id.to_owned(),
                key: "logo",
                path: path.clone(),
                message,
            });
        }
        let icons = match &storefront.icon {
            None => icons(OWN_ICON, &storefront),
            Some(path) => icons(&read(id, "icon", path)?, &storefront),
        };
        let icons = icons.map_err(|message| FrontError::Unfit {
            id: id.to_owned(),
            key: "icon",
            path: storefront.icon.clone().unwrap_or_default(),
            message,
        })?;
        Ok(Self::with(storefront, icons, logo))
    }

    fn with(
        storefront: Storefront,
        icons: BTreeMap<&'static str, Bytes>,
        logo: Option<Bytes>,
    ) -> Self {
        let css = storefront.theme.css();
        let name = hex::encode(&Sha256::digest(&css)[..8]);
        let theme = (!css.is_empty()).then(|| (format!("/theme/{name}.css"), css));
        let manifest = manifest(&storefront);
        Self { storefront, theme, manifest, logo, icons }
    }

    /// Whether the feed is what is seen first.
    pub(crate) fn starts_with_feed(&self) -> bool {
        self.storefront.start == Start::ForYou
    }

    pub(crate) fn icon(&self, name: &str) -> Option<Bytes> {
        self.icons.get(name).cloned()
    }

    pub(crate) fn body(&self) -> StorefrontBody {
        let it = &self.storefront;
        let languages = it.interface_languages();
        StorefrontBody {
            name: it.name.clone(),
            start: start_name(it.start),
            languages: languages.into_iter().map(str::to_owned).collect(),
            territory: it.territory.map(|it| it.to_string()),
            logo: self.logo.as_ref().map(|_| "/logo.svg"),
        }
    }
}

fn start_name(start: Start) -> &'static str {
    match start {
        Start::ForYou => "for-you",
        Start::Home => "home",
    }
}

fn read(id: &str, key: &'static str, path: &Path) -> Result<Bytes, FrontError> {
    let failed =
        |source| FrontError::Read { id: id.to_owned(), key, path: path.to_owned(), source };
    let bytes = std::fs::metadata(path).map_err(failed)?.len();
    if bytes > FILE_BYTES_MAX {
        let message = format!("has {bytes} bytes; at most {FILE_BYTES_MAX} are taken");
        return Err(FrontError::Unfit { id: id.to_owned(), key, path: path.to_owned(), message });
    }
    std::fs::read(path).map(Bytes::from).map_err(failed)
}

/// The sizes that home screens ask for, of one picture.
fn icons(png: &[u8], storefront: &Storefront) -> Result<BTreeMap<&'static str, Bytes>, String> {
    let mut reader = ImageReader::with_format(Cursor::new(png), ImageFormat::Png);
    let mut limits = Limits::default();
    limits.max_image_width = Some(ICON_PIXELS_MAX);
    limits.max_image_height = Some(ICON_PIXELS_MAX);
    reader.limits(limits);
    let icon = reader.decode().map_err(|error| format!("cannot be read as PNG: {error}"))?;
    let (width, height) = (icon.width(), icon.height());
    if width != height || width < ICON_PIXELS_MIN {
        return Err(format!(
            "has {width}×{height} pixels; wanted is a square of {ICON_PIXELS_MIN} or more"
        ));
    }
    let of = |pixels| icon.resize_exact(pixels, pixels, FilterType::Lanczos3);
    let mut icons = BTreeMap::new();
    icons.insert("192.png", encoded(&of(192))?);
    icons.insert("512.png", encoded(&of(512))?);
    icons.insert("apple.png", encoded(&on_canvas(&icon, 180, 1.0, storefront))?);
    icons.insert("maskable.png", encoded(&on_canvas(&icon, 512, MASK_SAFE, storefront))?);
    Ok(icons)
}

/// The icon on a full square of the storefront's ground: nothing shows through, whatever is cut off.
fn on_canvas(
    icon: &DynamicImage,
    pixels: u32,
    share: f64,
    storefront: &Storefront,
) -> DynamicImage {
    let [red, green, blue] = storefront.theme.colour("canvas").channels();
    let mut ground = RgbaImage::from_pixel(pixels, pixels, image::Rgba([red, green, blue, 255]));
    let inner = (f64::from(pixels) * share) as u32;
    let small = icon.resize_exact(inner, inner, FilterType::Lanczos3).to_rgba8();
    let offset = i64::from((pixels - inner) / 2);
    image::imageops::overlay(&mut ground, &small, offset, offset);
    DynamicImage::ImageRgba8(ground)
}

fn encoded(picture: &DynamicImage) -> Result<Bytes, String> {
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, ImageFormat::Png)
        .map_err(|it| format!("cannot be made smaller: {it}"))?;
    Ok(bytes.into_inner().into())
}

/// The manifest of the installed app (W3C, “Web Application Manifest”).
fn manifest(storefront: &Storefront) -> String {
    let canvas = storefront.theme.colour("canvas").to_string();
    let icon = |name: &str, size: &str, purpose: &str| {
        let source = format!("/icons/{name}");
        json!({ "src": source, "sizes": size, "type": "image/png", "purpose": purpose })
    };
    let manifest = json!({
        "id": "/",
        "name": storefront.name,
        "short_name": storefront.name,
        "description": storefront.description,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "orientation": "portrait",
        "theme_color": canvas,
        "background_color": canvas,
        "icons": [
            icon("192.png", "192x192", "any"),
            icon("512.png", "512x512", "any"),
            icon("maskable.png", "512x512", "maskable"),
        ],
    });
    manifest.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dress(storefront: Storefront) -> Result<Fronts, FrontError> {
        let all = BTreeMap::from([("main".to_owned(), storefront)]);
        Fronts::dress(Storefronts::new(all).unwrap())
    }

    #[test]
    fn our_own_icon_comes_in_every_size() {
        let fronts = dress(Storefront::default()).unwrap();
        let front = fronts.of("");
        for (name, pixels) in
            [("192.png", 192), ("512.png", 512), ("apple.png", 180), ("maskable.png", 512)]
        {
            let icon = image::load_from_memory(&front.icon(name).unwrap()).unwrap().to_rgba8();
            assert_eq!(icon.dimensions(), (pixels, pixels));
            let corner = icon.get_pixel(0, 0).0;
            let opaque = name == "apple.png" || name == "maskable.png";
            assert_eq!(corner[3] == 255, opaque, "{name}");
        }
        assert!(front.icon("1.png").is_none());
        assert!(front.theme.is_none());
    }

    #[test]
    fn a_file_that_does_not_fit_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            path
        };
        let icon = |path: PathBuf| Storefront { icon: Some(path), ..Storefront::default() };
        let logo = |path: PathBuf| Storefront { logo: Some(path), ..Storefront::default() };
        let mut small = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(64, 32).write_to(&mut small, ImageFormat::Png).unwrap();
        for (storefront, told) in [
            (icon(folder.path().join("none.png")), "storefront.main.icon: could not read"),
            (icon(path("text.png", b"text")), "text.png cannot be read as PNG"),
            (icon(path("small.png", small.get_ref())), "has 64×32 pixels; wanted is a square"),
            (icon(path("large.png", &vec![0; 2 << 20])), "has 2097152 bytes; at most"),
            (logo(path("logo.svg", b"GIF89a")), "logo.svg is no SVG file"),
        ] {
            let error = dress(storefront).unwrap_err().to_string();
            assert!(error.contains(told), "{error}");
        }
        let good = logo(path("good.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"));
        assert!(dress(good).unwrap().of("").logo.is_some());
    }
}
