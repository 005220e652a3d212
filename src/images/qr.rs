//! QR code (ISO/IEC 18004) of a link, as SVG and as PNG.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// Quiet zone in modules (ISO/IEC 18004, 5.3.8).
const QUIET_ZONE_MODULES: usize = 4;

/// Default size of a module in pixels.
const MODULE_PIXELS: usize = 8;

/// Size of a module of the PNG in pixels: enough for a poster.
const PNG_MODULE_PIXELS: usize = 24;

/// Dark modules as an SVG path, one unit a module, in a square of `size` with the quiet zone.
pub struct QrPath {
    pub size: usize,
    pub path: String,
}

struct Modules {
    /// Modules of a side, without the quiet zone.
    width: usize,
    colors: Vec<Color>,
}

/// Error correction level M survives 15 % of damage. `None` above 2331 bytes.
fn modules(text: &str) -> Option<Modules> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    Some(Modules { width: code.width(), colors: code.to_colors() })
}

/// The dark modules, for a page to draw; `None` above 2331 bytes.
pub fn path(text: &str) -> Option<QrPath> {
    let Modules { width, colors } = modules(text)?;
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let (left, top) = (x + QUIET_ZONE_MODULES, y + QUIET_ZONE_MODULES);
                let _ = write!(path, "M{left} {top}h{}v1h-{}z", run.len(), run.len());
            }
            x += run.len();
        }
    }
    Some(QrPath { size: width + 2 * QUIET_ZONE_MODULES, path })
}

/// SVG file, dark on light in any theme, because readers expect it. `None` above 2331 bytes.
pub fn svg(text: &str) -> Option<String> {
    svg_titled(text, text)
}

/// The same under a title that is not its text.
pub fn svg_titled(text: &str, title: &str) -> Option<String> {
    let QrPath { size, path } = path(text)?;
    let pixels = size * MODULE_PIXELS;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"{pixels}\" height=\"{pixels}\" \
         shape-rendering=\"crispEdges\" role=\"img\"><title>{}</title>\
         <rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/><path fill=\"#000\" d=\"{path}\"/></svg>\n",
        escape_xml(title)
    ))
}

/// PNG file with two colours. `None` above 2331 bytes.
pub fn png(text: &str) -> Option<Vec<u8>> {
    let Modules { width, colors } = modules(text)?;
    let side = (width + 2 * QUIET_ZONE_MODULES) * PNG_MODULE_PIXELS;
    let is_dark = |x: usize, y: usize| {
        let module = |pixel: usize| (pixel / PNG_MODULE_PIXELS).checked_sub(QUIET_ZONE_MODULES);
        let (column, row) = (module(x).filter(|x| *x < width), module(y).filter(|y| *y < width));
        column.zip(row).is_some_and(|(column, row)| colors[row * width + column] == Color::Dark)
    };
    let line_bytes = side.div_ceil(8);
    let mut pixels = vec![0xff_u8; line_bytes * side];
    for y in 0..side {
        for x in (0..side).filter(|x| is_dark(*x, y)) {
            pixels[y * line_bytes + x / 8] &= !(0x80 >> (x % 8));
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, u32::try_from(side).ok()?, u32::try_from(side).ok()?);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(file)
}

/// Escapes text content (XML 1.0, 2.4).
fn escape_xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
