use std::process::Command as Program;

use tempfile::TempDir;

use super::*;

/// What is drawn: the corners, clockwise from the upper left. Black and white are what the full
/// range has and the limited one has not.
const CORNERS: [[u8; 3]; 4] = [[255, 0, 0], [255, 255, 255], [0, 0, 255], [0, 0, 0]];

fn draw(folder: &TempDir, size: &str, format: &str) -> PathBuf {
    let path = folder.path().join("art.jpg");
    let half = size.split_once('x').map(|(wide, high)| format!("w={wide}/2:h={high}/2")).unwrap();
    let (wide, high) = size.split_once('x').unwrap();
    let corner = |x: &str, y: &str, [r, g, b]: [u8; 3]| {
        format!("drawbox=x={x}:y={y}:{half}:color=0x{r:02x}{g:02x}{b:02x}:t=fill")
    };
    let (right, low) = (format!("{wide}/2"), format!("{high}/2"));
    let boxes = [("0", "0"), (&*right, "0"), (&*right, &*low), ("0", &*low)];
    let boxes = boxes.into_iter().zip(CORNERS).map(|((x, y), colour)| corner(x, y, colour));
    let graph = boxes.collect::<Vec<_>>().join(",");
    let drawn = Program::new("ffmpeg")
        .args([
            "-v",
            "error",
            "-y",
            "-f",
            "lavfi",
            "-i",
            &format!("color=s={size}:d=1,format=rgb24"),
        ])
        .args(["-vf", &format!("{graph},scale=out_range=full,format={format}")])
        .args(["-frames:v", "1", "-q:v", "2", "-update", "1"])
        .arg(&path)
        .status()
        .unwrap();
    assert!(drawn.success());
    path
}

/// Width, height, and the colours in the middle of the four quarters, clockwise.
fn look(path: &Path) -> (u32, u32, [[u8; 3]; 4]) {
    let asked = Program::new("ffprobe")
        .args(["-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0"])
        .arg(path)
        .output()
        .unwrap();
    let text = String::from_utf8(asked.stdout).unwrap();
    let (wide, high) = text.trim().split_once(',').unwrap();
    let shown = Program::new("ffmpeg")
        .args(["-v", "error", "-i"])
        .arg(path)
        .args(["-vf", "scale=4:4:flags=area", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"])
        .output()
        .unwrap();
    let at = |x: usize, y: usize| shown.stdout[(y * 4 + x) * 3..][..3].try_into().unwrap();
    let corners = [at(0, 0), at(3, 0), at(3, 3), at(0, 3)];
    (wide.parse().unwrap(), high.parse().unwrap(), corners)
}

#[test]
fn nothing_is_blown_up() {
    let wanted = [240, 360, 720, 1080];
    assert_eq!(widths(&wanted, 1080), [240, 360, 720, 1080]);
    assert_eq!(widths(&wanted, 4000), [240, 360, 720, 1080]);
    assert_eq!(widths(&wanted, 1000), [240, 360, 720, 1000]);
    assert_eq!(widths(&wanted, 100), [100]);
}

#[tokio::test]
async fn every_width_shows_the_same_in_the_same_colours() {
    for format in ["yuvj420p", "yuvj444p"] {
        let folder = TempDir::new().unwrap();
        let jpeg = draw(&folder, "200x300", format);
        let stills = scale(&Tools::default(), &jpeg, &[61, 200], folder.path()).await.unwrap();
        let sizes: Vec<_> = stills.iter().map(|it| look(&it.path)).collect();
        assert_eq!((sizes[0].0, sizes[1].0, sizes[1].1), (61, 200, 300));
        assert!(sizes[0].1.abs_diff(92) <= 1, "{sizes:?}");
        for (.., corners) in sizes {
            for (found, wanted) in corners.into_iter().zip(CORNERS) {
                let apart = found.into_iter().zip(wanted).map(|(it, wanted)| it.abs_diff(wanted));
                assert!(apart.max().unwrap() <= 10, "{format}: {corners:?}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_no_jpeg_is_refused_whatever_its_name_says() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("art.jpg");
    let secret = folder.path().join("secret");
    std::fs::write(&secret, "secret").unwrap();
    let list = format!("ffconcat version 1.0\nfile '{}'\n", secret.display());
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    for hostile in [list.as_bytes(), drawing.as_bytes(), b"\xff\xd8\xff\xe0 and no more", b""] {
        std::fs::write(&path, hostile).unwrap();
        let refused = scale(&Tools::default(), &path, &[10], folder.path()).await;
        assert!(refused.is_err(), "{:?}", String::from_utf8_lossy(hostile));
    }
}

#[tokio::test]
async fn a_picture_with_too_many_pixels_is_refused() {
    let folder = TempDir::new().unwrap();
    let jpeg = draw(&folder, "5000x4000", "yuvj420p");
    assert!(scale(&Tools::default(), &jpeg, &[10], folder.path()).await.is_err());
}
