//! Texts inside the executable, compressed by `build.rs`: together they are a megabyte long.

use std::io::Read;

use flate2::read::GzDecoder;

/// Includes `NAME.gz` of the build script's folder and decompresses it to a `String`.
macro_rules! embedded_text {
    ($name:expr) => {
        $crate::domain::embedded_text::decompress(include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".gz")))
    };
}
pub(crate) use embedded_text;

/// Decompresses gzip (RFC 1952) that holds UTF-8.
///
/// # Panics
/// When `gzip` is not what the build script wrote.
pub fn decompress(gzip: &[u8]) -> String {
    let mut text = String::new();
    GzDecoder::new(gzip).read_to_string(&mut text).expect("the build script compressed a text");
    text
}
