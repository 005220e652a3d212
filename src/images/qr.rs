//! QR code (ISO/IEC 18004) of a link as SVG.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// Quiet zone in modules (ISO/IEC 18004, 5.3.8).
const QUIET_ZONE_MODULES: usize = 4;

/// Default size of a module in pixels.
const MODULE_PIXELS: usize = 8;

/// SVG file, dark on light in any theme, because readers expect it. Error correction level M
/// survives 15 % of damage. `None` above 2331 bytes.
pub fn svg(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let colors = code.to_colors();
    let size = width + 2 * QUIET_ZONE_MODULES;
    let pixels = size * MODULE_PIXELS;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"{pixels}\" height=\"{pixels}\" \
         shape-rendering=\"crispEdges\" role=\"img\"><title>{}</title>\
         <rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/><path fill=\"#000\" d=\"",
        escape_xml(text)
    );
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let _ = write!(
                    svg,
                    "M{} {}h{}v1h-{}z",
                    x + QUIET_ZONE_MODULES,
                    y + QUIET_ZONE_MODULES,
                    run.len(),
                    run.len()
                );
            }
            x += run.len();
        }
    }
    svg.push_str("\"/></svg>\n");
    Some(svg)
}

/// Escapes text content (XML 1.0, 2.4).
fn escape_xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
