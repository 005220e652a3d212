//! What a phone's camera would read off a screen.

use png::{ColorType, Decoder, Transformations};
use rqrr::PreparedImage;

/// What the QR codes of a picture say.
pub fn qr_codes(picture: &[u8]) -> Vec<String> {
    let mut decoder = Decoder::new(std::io::Cursor::new(picture));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().expect("a PNG file");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("its pixels");
    let samples = info.color_type.samples();
    assert!(matches!(info.color_type, ColorType::Rgb | ColorType::Rgba), "a browser's pictures have colours");
    let (width, height) = (info.width as usize, info.height as usize);
    let brightness = |x: usize, y: usize| {
        let at = (y * width + x) * samples;
        let sum: u16 = pixels[at..at + 3].iter().map(|part| u16::from(*part)).sum();
        u8::try_from(sum / 3).expect("a byte")
    };
    let mut image = PreparedImage::prepare_from_greyscale(width, height, brightness);
    image.detect_grids().iter().map(|grid| grid.decode().expect("a code that can be read").1).collect()
}
