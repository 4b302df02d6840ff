//! Art: the pictures that a delivery brings along, as phones are shown them.

use std::path::Path;
use std::sync::Arc;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use bytes::Bytes;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};
use moxcms::{
    CmsError, ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, TransformOptions,
};

#[cfg(test)]
mod tests;

/// Larger files are refused, in bytes.
const BYTES_MAX: u64 = 20 << 20;
/// Wider or higher art is refused, in pixels.
const SIDE_MAX: u32 = 8192;
/// Nor what takes more than this once it is decoded, in bytes: 8192 × 8192 pixels of three bytes.
const DECODED_MAX: u64 = 192 << 20;
/// Colours that differ by no more levels of 255 are the same to the eye.
const SAME_COLOUR: u8 = 2;
/// Art is shown no wider, in pixels.
const WIDTH_MAX: u32 = 1080;
/// A ThumbHash is made from at most 100 × 100 pixels.
const THUMB_SIDE: u32 = 100;

/// A picture as it is kept.
#[derive(Clone, Debug)]
pub struct Artwork {
    /// JPEG in sRGB, upright, at most 1080 pixels wide.
    pub jpeg: Bytes,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The blur that stands in for it: a ThumbHash in Base64.
    pub placeholder: String,
}

/// Why a file is no art.
#[derive(Debug, thiserror::Error)]
pub enum ArtError {
    /// It could not be read.
    #[error("it cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// A folder, a device, a pipe.
    #[error("it is not a plain file")]
    NoFile,
    /// The limit stands beside what was found, both in bytes.
    #[error("it has {bytes} bytes, over {BYTES_MAX}")]
    TooLarge {
        /// How many it has.
        bytes: u64,
    },
    /// Each side is within its limit, all of it is not.
    #[error("it has too many pixels")]
    TooManyPixels,
    /// It is no picture, or a broken one, or too wide or high.
    #[error("{0}")]
    Image(#[from] ImageError),
    /// Its colours cannot be made ours.
    #[error("its colours cannot be read: {0}")]
    Colours(#[from] CmsError),
}

/// Reads a picture to its end, a PNG, JPEG or WebP. Takes its time and its memory: not for the threads that answer.
///
/// # Errors
///
/// If it is no such picture, not whole, or larger than anything that could be meant.
pub fn read(path: &Path) -> Result<Artwork, ArtError> {
    let about = std::fs::metadata(path)?;
    if !about.is_file() {
        return Err(ArtError::NoFile);
    }
    if about.len() > BYTES_MAX {
        return Err(ArtError::TooLarge { bytes: about.len() });
    }
    let (image, as_delivered) = decode(path)?;
    let placeholder = placeholder(&image);
    // What is a JPEG of the right size already is kept as it came.
    if as_delivered && image.width() <= WIDTH_MAX {
        let (width, height) = (image.width(), image.height());
        return Ok(Artwork { jpeg: std::fs::read(path)?.into(), width, height, placeholder });
    }
    let image = match image.width() > WIDTH_MAX {
        true => image.resize(WIDTH_MAX, u32::MAX, FilterType::Lanczos3),
        false => image,
    };
    let mut jpeg = std::io::Cursor::new(Vec::new());
    image.to_rgb8().write_to(&mut jpeg, ImageFormat::Jpeg)?;
    let (width, height) = (image.width(), image.height());
    Ok(Artwork { jpeg: jpeg.into_inner().into(), width, height, placeholder })
}

/// A picture as it is meant to be seen, upright and in sRGB: not every reader minds what a file says of either. The
/// second answer is whether that is what the file itself, a JPEG, already is.
fn decode(path: &Path) -> Result<(DynamicImage, bool), ArtError> {
    let mut reader = ImageReader::open(path)?.with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    reader.limits(limits);
    let format = reader.format();
    let mut decoder = reader.into_decoder()?;
    if decoder.total_bytes() > DECODED_MAX {
        return Err(ArtError::TooManyPixels);
    }
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
    BASE64_STANDARD.encode(hash)
}
