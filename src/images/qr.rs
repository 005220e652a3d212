//! A link as a QR code (ISO/IEC 18004), to be shown on one phone and read by another, or printed.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// Modules of white that must surround a code for a reader to find it (ISO/IEC 18004, 5.3.8).
const QUIET_ZONE_MODULES: usize = 4;

/// Pixels a module is wide where nobody says how large the picture is to be.
const MODULE_PIXELS: usize = 8;

/// The code as an SVG file of its own. Its colours are attributes and do not follow a theme: readers want dark on
/// light. Level M survives 15 % of damage. `None` when the text is too long for any code, over 2331 bytes.
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

/// As it may stand between two tags (XML 1.0, 2.4).
fn escape_xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
