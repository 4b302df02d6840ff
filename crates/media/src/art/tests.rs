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
    let Artwork { jpeg: kept, width, height, .. } = read(&path).unwrap();
    let image = image::load_from_memory(&kept).unwrap().to_rgb8();
    assert_eq!(image.dimensions(), (width, height));
    (kept.to_vec(), image)
}

fn near(a: Rgb<u8>, b: Rgb<u8>) -> bool {
    a.0.iter().zip(b.0).all(|(a, b)| a.abs_diff(b) <= 6)
}

#[test]
fn what_needs_nothing_is_kept_as_it_came() {
    for bytes in [jpeg(None, None), jpeg(Some(1), None), jpeg(None, Some(ColorProfile::new_srgb()))]
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
