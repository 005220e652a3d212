//! Canvas: anti-aliased shapes and text on RGB pixels, encoded as PNG.

use ab_glyph::{Font, FontRef, Glyph, PxScale, ScaleFont, point};

use crate::domain::theme::Rgb;

/// Pixels from the upper left corner.
pub type Point = (f32, f32);

pub struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Canvas {
    pub fn new(width: usize, height: usize, paper: Rgb) -> Canvas {
        Canvas { width, height, pixels: paper.repeat(width * height) }
    }

    /// Filled circle.
    pub fn disc(&mut self, (cx, cy): Point, radius: f32, color: Rgb) {
        self.shape(((cx - radius, cy - radius), (cx + radius, cy + radius)), color, |x, y| {
            radius - (x - cx).hypot(y - cy)
        });
    }

    /// Upper half of a filled circle.
    pub fn upper_half_disc(&mut self, (cx, cy): Point, radius: f32, color: Rgb) {
        self.shape(((cx - radius, cy - radius), (cx + radius, cy)), color, |x, y| {
            (radius - (x - cx).hypot(y - cy)).min(cy - y)
        });
    }

    /// Circle line, `thick` pixels wide, centred on the radius.
    pub fn circle(&mut self, (cx, cy): Point, radius: f32, thick: f32, color: Rgb) {
        let reach = radius + thick;
        self.shape(((cx - reach, cy - reach), (cx + reach, cy + reach)), color, |x, y| {
            thick / 2.0 - ((x - cx).hypot(y - cy) - radius).abs()
        });
    }

    /// Line with round ends.
    pub fn line(&mut self, from: Point, to: Point, thick: f32, color: Rgb) {
        let half = thick / 2.0;
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = (dx * dx + dy * dy).max(f32::EPSILON);
        let corner = |pick: fn(f32, f32) -> f32, by: f32| (pick(from.0, to.0) + by, pick(from.1, to.1) + by);
        self.shape((corner(f32::min, -half), corner(f32::max, half)), color, |x, y| {
            let along = (((x - from.0) * dx + (y - from.1) * dy) / length).clamp(0.0, 1.0);
            half - (x - from.0 - along * dx).hypot(y - from.1 - along * dy)
        });
    }

    /// Fills a shape given by a signed distance in pixels, negative outside.
    fn shape(&mut self, (low, high): (Point, Point), color: Rgb, inside: impl Fn(f32, f32) -> f32) {
        for y in low.1 as i32 - 1..high.1 as i32 + 2 {
            for x in low.0 as i32 - 1..high.0 as i32 + 2 {
                self.blend((x, y), color, inside(x as f32 + 0.5, y as f32 + 0.5) + 0.5);
            }
        }
    }

    /// A picture of RGBA pixels, scaled to `size`: each pixel is the mean of those it covers.
    pub fn picture(&mut self, (rgba, width, height): (&[u8], u32, u32), (left, top): Point, size: Point) {
        let whole = |length: f32| u32::try_from(length.round() as i32).unwrap_or(1).max(1);
        let (wide, high) = (whole(size.0), whole(size.1));
        let pixels = rgba.as_chunks::<4>().0;
        for y in 0..high {
            for x in 0..wide {
                let span = |at: u32, of: u32, source: u32| {
                    let from = u64::from(at) * u64::from(source) / u64::from(of);
                    let to = (u64::from(at + 1) * u64::from(source)).div_ceil(u64::from(of));
                    from as usize..(to as usize).clamp(from as usize + 1, source as usize)
                };
                let rows = span(y, high, height);
                let covered = rows
                    .flat_map(|row| span(x, wide, width).map(move |column| row * width as usize + column));
                let (mut sum, mut alpha, mut count) = ([0.0f32; 3], 0.0f32, 0.0f32);
                for [red, green, blue, cover] in covered.filter_map(|at| pixels.get(at)) {
                    let cover = f32::from(*cover) / 255.0;
                    for (sum, part) in sum.iter_mut().zip([red, green, blue]) {
                        *sum += f32::from(*part) * cover;
                    }
                    alpha += cover;
                    count += 1.0;
                }
                if alpha > 0.0 {
                    let color = sum.map(|sum| u8::try_from((sum / alpha).round() as i32).unwrap_or(u8::MAX));
                    self.blend((left as i32 + x as i32, top as i32 + y as i32), color, alpha / count);
                }
            }
        }
    }

    /// One line of text from `left`, on the baseline `base`.
    pub fn text(&mut self, font: &FontRef, text: &str, size: f32, (left, base): Point, color: Rgb) {
        let scaled = font.as_scaled(PxScale::from(size));
        let mut x = left;
        for c in text.chars() {
            let glyph: Glyph = scaled.scaled_glyph(c);
            x += self.glyph(font, Glyph { position: point(x, base), ..glyph }, color);
        }
    }

    /// Returns the advance width.
    fn glyph(&mut self, font: &FontRef, glyph: Glyph, color: Rgb) -> f32 {
        let advance = font.as_scaled(glyph.scale).h_advance(glyph.id);
        if let Some(outline) = font.outline_glyph(glyph) {
            let corner = outline.px_bounds().min;
            let (left, top) = (corner.x as i32, corner.y as i32);
            outline.draw(|x, y, cover| self.blend((left + x as i32, top + y as i32), color, cover));
        }
        advance
    }

    /// Alpha blending with `cover` from 0 to 1; pixels outside are ignored.
    fn blend(&mut self, (x, y): (i32, i32), color: Rgb, cover: f32) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        let cover = (cover.clamp(0.0, 1.0) * 256.0) as i32;
        if cover == 0 || x >= self.width || y >= self.height {
            return;
        }
        let at = (y * self.width + x) * 3;
        for (pixel, wanted) in self.pixels[at..at + 3].iter_mut().zip(color) {
            let there = i32::from(*pixel);
            let mixed = there + (i32::from(wanted) - there) * cover / 256;
            *pixel = u8::try_from(mixed).unwrap_or(wanted);
        }
    }

    /// PNG file.
    pub fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Balanced);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels)?;
        writer.finish()?;
        Ok(file)
    }
}

/// Width in pixels.
pub fn text_width(font: &FontRef, text: &str, size: f32) -> f32 {
    let scaled = font.as_scaled(PxScale::from(size));
    text.chars().map(|c| scaled.h_advance(scaled.glyph_id(c))).sum()
}
