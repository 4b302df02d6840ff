//! Keeping pictures: under their content's hash, with the blur that stands in for them.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, ensure};
use bytes::Bytes;
use catalogue::series::Picture;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use media::store::Store;
use moxcms::{ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, TransformOptions};
use sha2::{Digest, Sha256};

/// Larger art is refused, in bytes.
pub(crate) const BYTES_MAX: u64 = 20 << 20;
/// Wider or higher art is refused, in pixels.
const SIDE_MAX: u32 = 8192;
/// Nor what takes more than this once it is decoded, in bytes.
const DECODED_MAX: u64 = 512 << 20;
/// Colours that differ by no more levels of 255 are the same to the eye.
const SAME_COLOUR: u8 = 2;
/// Art is shown no wider, in pixels.
const WIDTH_MAX: u32 = 1080;
/// A ThumbHash is made from at most 100 × 100 pixels.
const THUMB_SIDE: u32 = 100;

/// Keeps a public picture, as JPEG no wider than a phone needs.
pub(crate) async fn keep(store: &Store, path: &Path) -> anyhow::Result<Picture> {
    let at = path.to_owned();
    let (bytes, width, height, placeholder) =
        tokio::task::spawn_blocking(move || prepare(&at)).await??;
    let name = put(store, bytes, "jpg").await?;
    Ok(Picture { name, width, height, placeholder, renditions: Vec::new() })
}

/// Puts a public picture into the store. Gives its name.
pub(crate) async fn put(store: &Store, bytes: Bytes, form: &str) -> anyhow::Result<String> {
    let name = format!("{}.{form}", hex::encode(Sha256::digest(&bytes)));
    store.put(&key(&name), bytes).await?;
    Ok(name)
}

/// Where a public picture is in the store.
pub(crate) fn key(name: &str) -> String {
    format!("pictures/{name}")
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
    let (image, as_delivered) = decode(path).with_context(name)?;
    let placeholder = placeholder(&image);
    // What is a JPEG of the right size already is kept as it came.
    if as_delivered && image.width() <= WIDTH_MAX {
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

/// A picture as it is meant to be seen, upright and in sRGB: not every reader minds what a file says of either. The
/// second answer is whether that is what the file itself, a JPEG, already is.
fn decode(path: &Path) -> anyhow::Result<(DynamicImage, bool)> {
    let mut reader = ImageReader::open(path)?.with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    reader.limits(limits);
    let format = reader.format();
    let mut decoder = reader.into_decoder()?;
    ensure!(decoder.total_bytes() <= DECODED_MAX, "it has too many pixels");
    let orientation = decoder.orientation()?;
    let profile = decoder.icc_profile()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    let to_srgb = profile.as_deref().and_then(transform_to_srgb);
    if let Some(transform) = &to_srgb {
        let mut rgb = image.to_rgb8();
        let foreign = rgb.clone();
        transform.transform(&foreign, &mut rgb)?;
        image = rgb.into();
    }
    let untouched = orientation == Orientation::NoTransforms && to_srgb.is_none();
    Ok((image, untouched && format == Some(ImageFormat::Jpeg)))
}

/// The way from the colours of an ICC profile to sRGB; nothing if they are the same, or if it says nothing of red,
/// green and blue that can be read.
fn transform_to_srgb(profile: &[u8]) -> Option<Arc<Transform8BitExecutor>> {
    let from = ColorProfile::new_from_slice(profile).ok()?;
    if from.color_space != DataColorSpace::Rgb {
        return None;
    }
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let transform = from.create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, options).ok()?;
    let colours: Vec<u8> =
        (0..27_u8).flat_map(|it| [it % 3, it / 3 % 3, it / 9].map(|level| level * 127)).collect();
    let mut seen = vec![0; colours.len()];
    transform.transform(&colours, &mut seen).ok()?;
    let same = colours.iter().zip(&seen).all(|(a, b)| a.abs_diff(*b) <= SAME_COLOUR);
    (!same).then_some(transform)
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

#[cfg(test)]
mod tests {
    use image::codecs::jpeg::JpegEncoder;
    use image::{ImageEncoder as _, Rgb, RgbImage};

    use super::*;

    const RED: Rgb<u8> = Rgb([200, 40, 40]);
    const BLUE: Rgb<u8> = Rgb([40, 40, 200]);

    /// Red over blue, twice as wide as high, with what its file says of it.
    fn jpeg(orientation: Option<u8>, profile: Option<ColorProfile>) -> Vec<u8> {
        let picture = RgbImage::from_fn(64, 32, |_, y| if y < 16 { RED } else { BLUE });
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
        if let Some(profile) = profile {
            encoder.set_icc_profile(profile.encode().unwrap()).unwrap();
        }
        if let Some(orientation) = orientation {
            // TIFF, big-endian, one entry: tag 0x0112, a short (EXIF 2.32, 4.6.4).
            let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
            exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
            encoder.set_exif_metadata(exif).unwrap();
        }
        encoder.encode_image(&picture).unwrap();
        bytes
    }

    /// What is kept of a file.
    fn kept(bytes: &[u8]) -> (Vec<u8>, RgbImage) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cover.jpg");
        std::fs::write(&path, bytes).unwrap();
        let (kept, width, height, _) = prepare(&path).unwrap();
        let image = image::load_from_memory(&kept).unwrap().to_rgb8();
        assert_eq!(image.dimensions(), (width, height));
        (kept.to_vec(), image)
    }

    fn near(a: Rgb<u8>, b: Rgb<u8>) -> bool {
        a.0.iter().zip(b.0).all(|(a, b)| a.abs_diff(b) <= 6)
    }

    #[test]
    fn what_needs_nothing_is_kept_as_it_came() {
        for bytes in
            [jpeg(None, None), jpeg(Some(1), None), jpeg(None, Some(ColorProfile::new_srgb()))]
        {
            let (kept, image) = kept(&bytes);
            assert_eq!(kept, bytes);
            assert!(near(*image.get_pixel(3, 3), RED));
        }
    }

    #[test]
    fn a_picture_that_lies_on_its_side_is_kept_upright() {
        let (_, image) = kept(&jpeg(Some(6), None));
        assert_eq!(image.dimensions(), (32, 64));
        assert!(near(*image.get_pixel(28, 30), RED), "what was above is to the right");
        assert!(near(*image.get_pixel(3, 30), BLUE));
        let (_, image) = kept(&jpeg(Some(3), None));
        assert!(near(*image.get_pixel(3, 28), RED), "upside down");
    }

    #[test]
    fn wider_colours_are_brought_home() {
        let (bytes, image) = kept(&jpeg(None, Some(ColorProfile::new_display_p3())));
        let seen = *image.get_pixel(30, 4);
        // The same red has a higher number where there is less room for it.
        assert!(seen[0] > RED[0] + 8 && seen[1] < RED[1], "{seen:?}");
        let mut again = ImageReader::new(std::io::Cursor::new(bytes))
            .with_guessed_format()
            .unwrap()
            .into_decoder()
            .unwrap();
        assert_eq!(again.icc_profile().unwrap(), None, "and says no longer what it was");
    }

    #[test]
    fn a_profile_that_cannot_be_read_says_nothing() {
        assert!(transform_to_srgb(b"no profile").is_none());
        assert!(transform_to_srgb(&[]).is_none());
    }
}
