//! Whether an SVG is a drawing and nothing else. Elements and attributes are allowed by name, because a
//! list of what is forbidden is never complete (OWASP, «File Upload Cheat Sheet»).

use roxmltree::{Document, Node};

use crate::domain::logo_error::LogoError;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Most elements of a drawing.
const MAX_NODES: u32 = 5_000;

#[rustfmt::skip]
const ELEMENTS: [&str; 22] = [
    "svg", "g", "defs", "title", "desc", "symbol", "use", "path", "rect", "circle", "ellipse", "line",
    "polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "mask",
    "style",
];

#[rustfmt::skip]
const ATTRIBUTES: [&str; 72] = [
    "id", "class", "style", "version", "baseProfile", "viewBox", "preserveAspectRatio", "width", "height",
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "d", "points", "dx", "dy",
    "transform", "opacity", "display", "visibility", "overflow", "color", "fill", "fill-opacity", "fill-rule",
    "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
    "stroke-dasharray", "stroke-dashoffset", "vector-effect", "paint-order", "shape-rendering",
    "color-interpolation", "clip-path", "clip-rule", "clipPathUnits", "mask", "maskUnits", "maskContentUnits",
    "mask-type", "gradientUnits", "gradientTransform", "spreadMethod", "offset", "stop-color", "stop-opacity",
    "font-family", "font-size", "font-weight", "font-style", "letter-spacing", "text-anchor",
    "dominant-baseline", "pathLength", "role", "aria-label", "aria-hidden", "href",
];

/// Width by height of a drawing that holds nothing but shapes.
///
/// # Errors
/// `NotAPicture` for what is no SVG; `Unsafe`; `WrongSize` without a size.
pub fn ratio(text: &str) -> Result<f32, LogoError> {
    // Without a document type: no entity is expanded, none is fetched.
    let options =
        roxmltree::ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..Default::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected | roxmltree::Error::NodesLimitReached => LogoError::Unsafe,
        _ => LogoError::NotAPicture,
    })?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(LogoError::NotAPicture);
    }
    if !document.root().descendants().all(is_harmless) {
        return Err(LogoError::Unsafe);
    }
    size(root).map(|(width, height)| width / height).ok_or(LogoError::WrongSize)
}

fn is_harmless(node: Node) -> bool {
    if node.is_pi() {
        return false; // `<?xml-stylesheet href=…?>`
    }
    if !node.is_element() {
        return true;
    }
    let tag = node.tag_name();
    if tag.namespace() != Some(SVG) || !ELEMENTS.contains(&tag.name()) {
        return false;
    }
    if tag.name() == "style" && !node.children().all(|part| part.text().is_some_and(is_local_style)) {
        return false;
    }
    node.attributes().all(|attribute| {
        let (name, value) = (attribute.name(), attribute.value());
        match attribute.namespace() {
            Some(XML) => true,
            Some(XLINK) => name == "href" && value.starts_with('#'),
            Some(_) => false,
            None if name.starts_with("data-") => true,
            None if name == "href" => value.starts_with('#'),
            None => ATTRIBUTES.contains(&name) && is_local_style(value),
        }
    })
}

/// Whether a value or a sheet of styles names nothing outside of the drawing. An escape could hide one.
fn is_local_style(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let parts: Vec<&str> = style.split("url(").collect();
    let is_own = |reference: &&str| reference.trim_start().trim_start_matches(['"', '\'']).starts_with('#');
    parts.iter().skip(1).all(is_own)
        && !["@", "\\", "image(", "image-set(", "expression(", "javascript:"]
            .iter()
            .any(|word| style.contains(word))
}

/// Of `viewBox`, else of `width` and `height`.
fn size(root: Node) -> Option<(f32, f32)> {
    let positive = |(width, height): (f32, f32)| (width > 0.0 && height > 0.0).then_some((width, height));
    if let Some(view) = root.attribute("viewBox") {
        let numbers: Vec<f32> =
            view.split([' ', ',']).filter(|part| !part.is_empty()).map_while(|n| n.parse().ok()).collect();
        let [_, _, width, height] = numbers[..] else { return None };
        return positive((width, height));
    }
    let length = |name| root.attribute(name)?.trim_end_matches("px").parse().ok();
    positive((length("width")?, length("height")?))
}
