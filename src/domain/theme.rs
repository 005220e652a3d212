//! The four colours that follow from the operator's accent, for light and dark pages.
//!
//! Hue and chroma of the accent stay; its lightness in OKLCH moves until text of it is readable
//! on its own wash, the darkest (or lightest) ground that it is put on.

use color::{ColorSpace, Oklch, OpaqueColor, Srgb};

/// Red, green and blue, 0 to 255 each.
pub type Rgb = [u8; 3];

/// Contrast of the accent on its wash, more than WCAG 2.2 (1.4.3) asks of text.
pub const MIN_CONTRAST: f32 = 5.0;

/// The accent of a site whose operator chose none.
pub const DEFAULT_ACCENT: Rgb = [0x14, 0x59, 0x4a];

/// Red and warm of the stylesheet, which tell states and never change.
const STATES: [Rgb; 2] = [[0xa3, 0x23, 0x0f], [0xa8, 0x40, 0x0f]];

/// Degrees of hue within which an accent resembles a state.
const RESEMBLES_DEGREES: f32 = 25.0;

/// Chroma under which a colour is a grey, whose hue says nothing.
const GREY_CHROMA: f32 = 0.03;

/// One step of lightness, of 1.
const STEP: f32 = 0.005;

/// The colours of one appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tokens {
    pub accent: Rgb,
    /// For what a pointer is on.
    pub deep: Rgb,
    /// Text on the accent.
    pub on_accent: Rgb,
    /// Ground of what is settled.
    pub wash: Rgb,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    pub light: Tokens,
    pub dark: Tokens,
    /// Whether the accent was too light for text, so that light pages have a darker one.
    pub is_corrected: bool,
    /// Whether its hue is that of a state: red or warm.
    pub resembles_state: bool,
}

impl Default for Theme {
    /// The drawn colours, which the stylesheet has too.
    fn default() -> Theme {
        Theme {
            light: Tokens {
                accent: DEFAULT_ACCENT,
                deep: [0x0c, 0x42, 0x36],
                on_accent: [0xff; 3],
                wash: [0xe0, 0xee, 0xe7],
            },
            dark: Tokens {
                accent: [0x7a, 0xd6, 0xb8],
                deep: [0xa3, 0xe6, 0xcf],
                on_accent: [0x05, 0x23, 0x1a],
                wash: [0x1c, 0x3a, 0x30],
            },
            is_corrected: false,
            resembles_state: false,
        }
    }
}

impl Theme {
    pub fn from_accent(accent: Rgb) -> Theme {
        let [lightness, chroma, hue] = oklch(accent);
        let wash = oklch_to_rgb(0.945, chroma.min(0.03), hue);
        let light = darken(lightness.min(0.52), chroma, hue, wash);
        let dark_wash = oklch_to_rgb(0.32, chroma.min(0.05), hue);
        let dark_chroma = chroma.min(0.13);
        let dark = lighten(0.80, dark_chroma, hue, dark_wash);
        Theme {
            light: Tokens {
                accent: oklch_to_rgb(light, chroma, hue),
                deep: oklch_to_rgb((light - 0.08).max(0.0), chroma, hue),
                on_accent: [0xff; 3],
                wash,
            },
            dark: Tokens {
                accent: oklch_to_rgb(dark, dark_chroma, hue),
                deep: oklch_to_rgb((dark + 0.07).min(1.0), chroma.min(0.09), hue),
                on_accent: oklch_to_rgb(0.22, chroma.min(0.05), hue),
                wash: dark_wash,
            },
            is_corrected: lightness - light > STEP,
            resembles_state: chroma > GREY_CHROMA
                && STATES.iter().any(|state| is_near(hue, oklch(*state)[2])),
        }
    }

    /// A stylesheet that overrides the accent of the main one: two blocks of four custom properties.
    pub fn css(&self) -> String {
        format!(
            ":root{{{}}}@media(prefers-color-scheme:dark){{:root{{{}}}}}",
            declarations(&self.light),
            declarations(&self.dark)
        )
    }
}

fn declarations(tokens: &Tokens) -> String {
    format!(
        "--accent:{};--accent-deep:{};--on-accent:{};--wash:{}",
        hex(tokens.accent),
        hex(tokens.deep),
        hex(tokens.on_accent),
        hex(tokens.wash)
    )
}

/// Reads `#rrggbb`.
pub fn parse(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then_some(())?;
    Some([byte(0)?, byte(2)?, byte(4)?])
}

/// Writes `#rrggbb`.
pub fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Contrast of two colours, from 1 to 21 (WCAG 2.2, «contrast ratio»).
pub fn contrast(one: Rgb, other: Rgb) -> f32 {
    let [one, other] = [one, other].map(|rgb| srgb(rgb).relative_luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The colour with this lightness in OKLCH, of the same hue, with at most this chroma.
pub fn with_lightness(of: Rgb, lightness: f32, max_chroma: f32) -> Rgb {
    let [_, chroma, hue] = oklch(of);
    oklch_to_rgb(lightness, chroma.min(max_chroma), hue)
}

/// The lightness at or below `from` at which the colour is readable on `ground`.
fn darken(from: f32, chroma: f32, hue: f32, ground: Rgb) -> f32 {
    let mut lightness = from;
    while lightness > 0.0 && contrast(oklch_to_rgb(lightness, chroma, hue), ground) < MIN_CONTRAST {
        lightness -= STEP;
    }
    lightness.max(0.0)
}

/// The lightness at or above `from` at which the colour is readable on `ground`.
fn lighten(from: f32, chroma: f32, hue: f32, ground: Rgb) -> f32 {
    let mut lightness = from;
    while lightness < 1.0 && contrast(oklch_to_rgb(lightness, chroma, hue), ground) < MIN_CONTRAST {
        lightness += STEP;
    }
    lightness.min(1.0)
}

fn is_near(hue: f32, other: f32) -> bool {
    let apart = (hue - other).rem_euclid(360.0);
    apart.min(360.0 - apart) <= RESEMBLES_DEGREES
}

fn srgb(rgb: Rgb) -> OpaqueColor<Srgb> {
    OpaqueColor::new(rgb.map(|part| f32::from(part) / 255.0))
}

/// Lightness (0 to 1), chroma and hue (degrees).
fn oklch(rgb: Rgb) -> [f32; 3] {
    srgb(rgb).convert::<Oklch>().components
}

/// With less chroma where sRGB has no such colour.
fn oklch_to_rgb(lightness: f32, chroma: f32, hue: f32) -> Rgb {
    const TOLERANCE: f32 = 0.002;
    let mut chroma = chroma;
    loop {
        let color: OpaqueColor<Srgb> = OpaqueColor::<Oklch>::new([lightness, chroma, hue]).convert();
        let fits = |part: &f32| (-TOLERANCE..=1.0 + TOLERANCE).contains(part);
        if chroma <= 0.0 || color.components.iter().all(fits) {
            return Srgb::clip(color.components)
                .map(|part| u8::try_from((part * 255.0).round() as i32).unwrap_or(u8::MAX));
        }
        chroma = (chroma - 0.002).max(0.0);
    }
}
