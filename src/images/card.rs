//! Share card of an invitation, as messengers preview it.

use std::sync::{Arc, LazyLock};

use ab_glyph::{Font, FontRef};

use crate::domain::logo::{self, Pixels};
use crate::domain::theme::{self, Rgb};
use crate::images::canvas::{Canvas, Point, text_width};

/// Size of Open Graph images (1.91 : 1).
pub const WIDTH: usize = 1200;
pub const HEIGHT: usize = 630;

/// Onest Bold, Latin and Cyrillic subset (`assets/font/README.md`). Never served.
static FONT: &[u8] = include_bytes!("../../assets/font/onest-bold.ttf");

const WHITE: Rgb = [0xff, 0xff, 0xff];
const WARM: Rgb = [0xff, 0xb2, 0x7a];

/// Left margin and maximum width of a line, in pixels.
const LEFT: f32 = 80.0;
const LINE_WIDTH: f32 = 670.0;

/// Height of a logo, in pixels.
const LOGO_HEIGHT: f32 = 64.0;

/// Font sizes to try, each with its maximum of lines.
const SIZES: [(f32, usize); 4] = [(100.0, 3), (84.0, 4), (70.0, 5), (56.0, usize::MAX)];

/// Line height and baseline, relative to the font size.
const LEADING: f32 = 0.9;
const BASE: f32 = 0.68;

/// Font size, line height and distance from the sentence of the description, and its lines at most.
const DESCRIPTION_SIZE: f32 = 36.0;
const DESCRIPTION_LEADING: f32 = 44.0;
const DESCRIPTION_GAP: f32 = 28.0;
const DESCRIPTION_LINES: usize = 2;

static FACE: LazyLock<Option<FontRef<'static>>> = LazyLock::new(|| FontRef::try_from_slice(FONT).ok());

/// Content of a card; equal cards are equal images.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub sentence: String,
    /// What the code's owner wrote about it; empty for nothing.
    pub description: String,
    /// Initial of the referrer; a figure is drawn when empty.
    pub initial: String,
    /// Name and host of the site.
    pub site: String,
    pub host: String,
    /// The ground; the other greens follow from it.
    pub accent: Rgb,
    /// A PNG file that was checked.
    pub logo: Option<Arc<[u8]>>,
}

/// Colours of a card.
#[derive(Clone, Copy)]
struct Ink {
    paper: Rgb,
    thread: Rgb,
    soft: Rgb,
}

impl Card {
    /// The characters of a text that the font has; emoji are left out, and so are the spaces around them.
    /// `None` when a letter is missing, because a name without it is another name.
    pub fn drawable(text: &str) -> Option<String> {
        let font = FACE.as_ref()?;
        let has = |c: char| font.glyph_id(c).0 != 0;
        if text.chars().any(|c| c.is_alphabetic() && !has(c)) {
            return None;
        }
        let known: String = text.chars().filter(|c| c.is_whitespace() || has(*c)).collect();
        let words = known.split_whitespace().collect::<Vec<_>>().join(" ");
        words.contains(char::is_alphanumeric).then_some(words)
    }

    /// PNG file.
    pub fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let ink = Ink::on(self.accent);
        let mut canvas = Canvas::new(WIDTH, HEIGHT, ink.paper);
        tree(&mut canvas, ink);
        if let Some(font) = FACE.as_ref() {
            self.write(&mut canvas, font, ink);
        }
        canvas.png()
    }

    fn write(&self, canvas: &mut Canvas, font: &FontRef, ink: Ink) {
        let left = LEFT + self.draw_logo(canvas);
        canvas.text(font, &truncate(font, &self.site, 40.0), 40.0, (left, 112.0), ink.soft);
        canvas.text(font, &truncate(font, &self.host, 34.0), 34.0, (LEFT, HEIGHT as f32 - 72.0), ink.soft);
        let (size, lines) = fit_lines(font, &self.sentence);
        let below = description_lines(font, &self.description);
        let heading = lines.len() as f32 * size * LEADING;
        let gap = if below.is_empty() { 0.0 } else { DESCRIPTION_GAP };
        let above = (HEIGHT as f32 - heading - gap - below.len() as f32 * DESCRIPTION_LEADING) / 2.0;
        for (i, line) in lines.iter().enumerate() {
            canvas.text(font, line, size, (LEFT, above + size * (i as f32 * LEADING + BASE)), WHITE);
        }
        for (i, line) in below.iter().enumerate() {
            let base = above + heading + gap + DESCRIPTION_LEADING * (i as f32 + BASE);
            canvas.text(font, line, DESCRIPTION_SIZE, (LEFT, base), ink.soft);
        }
        if self.initial.is_empty() {
            person(canvas, INVITING, 96.0, ink.paper);
        } else {
            let left = INVITING.0 - text_width(font, &self.initial, 150.0) / 2.0;
            canvas.text(font, &self.initial, 150.0, (left, INVITING.1 + 41.5), ink.paper);
        }
    }

    /// The logo before the site's name; returns the width that it takes.
    fn draw_logo(&self, canvas: &mut Canvas) -> f32 {
        let Some(Ok(Pixels { width, height, rgba })) = self.logo.as_deref().map(logo::decode) else {
            return 0.0;
        };
        let wide = (LOGO_HEIGHT * width as f32 / height as f32).min(LINE_WIDTH / 2.0);
        let high = wide * height as f32 / width as f32;
        canvas.picture((&rgba, width, height), (LEFT, 98.0 - high / 2.0), (wide, high));
        wide + 20.0
    }
}

impl Ink {
    fn on(accent: Rgb) -> Ink {
        Ink {
            paper: accent,
            thread: theme::with_lightness(accent, 0.63, 0.09),
            soft: theme::with_lightness(accent, 0.84, 0.06),
        }
    }
}

const INVITING: Point = (960.0, 215.0);
const INVITED: Point = (1065.0, 470.0);
const OTHERS: Point = (850.0, 458.0);

/// Tree motif: the referrer and referees, the invited one in another colour.
fn tree(canvas: &mut Canvas, ink: Ink) {
    thread(canvas, INVITING, OTHERS, ink.thread);
    thread(canvas, INVITING, INVITED, ink.thread);
    canvas.disc(INVITING, 112.0, WHITE);
    canvas.disc(OTHERS, 46.0, ink.paper);
    canvas.circle(OTHERS, 46.0, 7.0, ink.thread);
    canvas.disc(INVITED, 70.0, WARM);
    person(canvas, INVITED, 60.0, ink.paper);
}

/// Figure of `height` pixels.
fn person(canvas: &mut Canvas, (x, y): Point, height: f32, color: Rgb) {
    canvas.disc((x, y - 0.22 * height), 0.25 * height, color);
    canvas.upper_half_disc((x, y + 0.58 * height), 0.46 * height, color);
}

/// Bézier curve with vertical ends.
fn thread(canvas: &mut Canvas, from: Point, to: Point, color: Rgb) {
    const STEPS: u8 = 24;
    let middle = from.1 + (to.1 - from.1) * 0.62;
    let at = |t: f32| {
        let (a, b, c, d) =
            ((1.0 - t).powi(3), 3.0 * t * (1.0 - t).powi(2), 3.0 * t * t * (1.0 - t), t.powi(3));
        ((a + b) * from.0 + (c + d) * to.0, a * from.1 + (b + c) * middle + d * to.1)
    };
    let t = |step: u8| f32::from(step) / f32::from(STEPS);
    for step in 0..STEPS {
        canvas.line(at(t(step)), at(t(step + 1)), 7.0, color);
    }
}

/// Largest font size that fits, with lines of similar width.
fn fit_lines(font: &FontRef, sentence: &str) -> (f32, Vec<String>) {
    for (size, most) in SIZES {
        let full = lines(font, sentence, size, LINE_WIDTH);
        let widest = words(sentence).map(|word| text_width(font, word, size)).fold(0.0, f32::max);
        // Words are broken in the smallest size only.
        if full.len() <= most && (widest <= LINE_WIDTH || most == usize::MAX) {
            let narrower =
                (0..=20).map(|step| LINE_WIDTH - (LINE_WIDTH - widest.min(LINE_WIDTH)) * step as f32 / 20.0);
            let balanced = narrower.map(|room| lines(font, sentence, size, room));
            return (size, balanced.take_while(|lines| lines.len() == full.len()).last().unwrap_or(full));
        }
    }
    (0.0, Vec::new())
}

/// Line break opportunities: after spaces and hyphens.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([' ', '-'])
}

/// Lines no wider than `room` pixels; a longer word is broken.
fn lines(font: &FontRef, text: &str, size: f32, room: f32) -> Vec<String> {
    let fits = |line: &str| text_width(font, line.trim_end(), size) <= room;
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        if !line.is_empty() && !fits(&format!("{line}{word}")) {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            if !line.is_empty() && !fits(&format!("{line}{c}")) {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The first lines of the description; an ellipsis tells that there is more.
fn description_lines(font: &FontRef, text: &str) -> Vec<String> {
    let mut all = lines(font, text, DESCRIPTION_SIZE, LINE_WIDTH);
    if all.len() > DESCRIPTION_LINES {
        all.truncate(DESCRIPTION_LINES);
        if let Some(last) = all.last_mut() {
            *last = format!("{}…", truncate(font, last.trim_end(), DESCRIPTION_SIZE * 1.05).trim_end());
        }
    }
    all
}

/// Cuts text to one line.
fn truncate(font: &FontRef, text: &str, size: f32) -> String {
    let mut fitting = text.to_owned();
    while text_width(font, &fitting, size) > LINE_WIDTH && fitting.pop().is_some() {}
    fitting
}
