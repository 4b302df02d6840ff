//! Keeping pictures: under their content's hash, with the blur that stands in for them.

use std::path::Path;

use anyhow::{Context, ensure};
use bytes::Bytes;
use catalogue::series::Picture;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use media::store::Store;
use sha2::{Digest, Sha256};

/// Larger art is refused, in bytes.
pub(crate) const BYTES_MAX: u64 = 20 << 20;
/// Wider or higher art is refused, in pixels.
const SIDE_MAX: u32 = 8192;
/// Art is shown no wider, in pixels.
const WIDTH_MAX: u32 = 1080;
/// A ThumbHash is made from at most 100 × 100 pixels.
const THUMB_SIDE: u32 = 100;

/// Keeps a public picture, as JPEG no wider than a phone needs.
pub(crate) async fn keep(store: &Store, path: &Path) -> anyhow::Result<Picture> {
    let at = path.to_owned();
    let (bytes, width, height, placeholder) =
        tokio::task::spawn_blocking(move || prepare(&at)).await??;
    let name = format!("{}.jpg", hex::encode(Sha256::digest(&bytes)));
    store.put(&format!("pictures/{name}"), bytes).await?;
    Ok(Picture { name, width, height, placeholder })
}

/// Keeps a picture that only tickets open. Gives its key.
pub(crate) async fn keep_private(store: &Store, bytes: Bytes) -> anyhow::Result<String> {
    let key = format!("storyboards/{}.jpg", hex::encode(Sha256::digest(&bytes)));
    store.put(&key, bytes).await?;
    Ok(key)
}

fn prepare(path: &Path) -> anyhow::Result<(Bytes, u32, u32, String)> {
    let name = || format!("could not read the picture {}", path.display());
    let length = std::fs::metadata(path).with_context(name)?.len();
    ensure!(length <= BYTES_MAX, "{} has {length} bytes, over {BYTES_MAX}", path.display());
    let mut reader = ImageReader::open(path).with_context(name)?.with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    reader.limits(limits);
    let format = reader.format();
    let image = reader.decode().with_context(name)?;
    let placeholder = placeholder(&image);
    // What is a JPEG of the right size already is kept as it came.
    if format == Some(ImageFormat::Jpeg) && image.width() <= WIDTH_MAX {
        let bytes = std::fs::read(path).with_context(name)?;
        return Ok((bytes.into(), image.width(), image.height(), placeholder));
    }
    let image = match image.width() > WIDTH_MAX {
        true => image.resize(WIDTH_MAX, u32::MAX, FilterType::Lanczos3),
        false => image,
    };
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.to_rgb8().write_to(&mut bytes, ImageFormat::Jpeg).with_context(name)?;
    Ok((bytes.into_inner().into(), image.width(), image.height(), placeholder))
}

fn placeholder(image: &DynamicImage) -> String {
    let small = image.thumbnail(THUMB_SIDE, THUMB_SIDE).to_rgba8();
    let (width, height) = (small.width() as usize, small.height() as usize);
    let hash = thumbhash::rgba_to_thumb_hash(width, height, small.as_raw());
    base64_of(&hash)
}

fn base64_of(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::prelude::BASE64_STANDARD.encode(bytes)
}
