//! The operator's logo: what it is by its content, and whether it is safe to serve.

use std::io::Cursor;

pub use crate::domain::logo_error::LogoError;
use crate::domain::svg;

/// Fits a form with the usual `server.max_body_bytes`.
pub const MAX_BYTES: usize = 48 * 1024;

/// Pixels of the longer side of a PNG.
const MAX_PIXELS: u32 = 1024;

/// Pixels of the shorter side of a PNG.
const MIN_PIXELS: u32 = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoKind {
    Svg,
    Png,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Logo {
    pub kind: LogoKind,
    pub bytes: Vec<u8>,
    /// Width by height.
    pub ratio: f32,
}

impl Logo {
    /// Takes a file for what its content says, whatever its name or media type.
    pub fn check(bytes: Vec<u8>) -> Result<Logo, LogoError> {
        if bytes.len() > MAX_BYTES {
            return Err(LogoError::TooLarge);
        }
        let (kind, ratio) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            (LogoKind::Png, png_ratio(&bytes)?)
        } else {
            let text = str::from_utf8(&bytes).map_err(|_| LogoError::NotAPicture)?;
            (LogoKind::Svg, svg::ratio(text)?)
        };
        if (0.125..=8.0).contains(&ratio) {
            Ok(Logo { kind, bytes, ratio })
        } else {
            Err(LogoError::WrongSize)
        }
    }

    pub fn media_type(&self) -> &'static str {
        match self.kind {
            LogoKind::Svg => "image/svg+xml",
            LogoKind::Png => "image/png",
        }
    }

    pub fn extension(&self) -> &'static str {
        match self.kind {
            LogoKind::Svg => "svg",
            LogoKind::Png => "png",
        }
    }
}

/// Decodes the whole picture, so that one that is cut off is found out.
fn png_ratio(bytes: &[u8]) -> Result<f32, LogoError> {
    let picture = decode(bytes)?;
    let (width, height) = (picture.width, picture.height);
    let fits = width.max(height) <= MAX_PIXELS && width.min(height) >= MIN_PIXELS;
    if fits { Ok(width as f32 / height as f32) } else { Err(LogoError::WrongSize) }
}

/// Pixels of a PNG as red, green, blue and alpha.
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

/// # Errors
/// `WrongSize` before anything of a picture that is too large is decoded; `Broken`.
pub fn decode(bytes: &[u8]) -> Result<Pixels, LogoError> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().map_err(|_| LogoError::Broken)?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width > MAX_PIXELS || height > MAX_PIXELS {
        return Err(LogoError::WrongSize);
    }
    let size = reader.output_buffer_size().ok_or(LogoError::Broken)?;
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels).map_err(|_| LogoError::Broken)?;
    pixels.truncate(frame.buffer_size());
    let rgba = match frame.color_type {
        png::ColorType::Rgba => pixels,
        png::ColorType::GrayscaleAlpha => {
            pixels.as_chunks::<2>().0.iter().flat_map(|[grey, alpha]| [*grey, *grey, *grey, *alpha]).collect()
        }
        _ => return Err(LogoError::Broken),
    };
    Ok(Pixels { width, height, rgba })
}
