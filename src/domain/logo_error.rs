//! Why a file is not taken for a logo.

/// Why a file is no logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoError {
    TooLarge,
    /// Neither an SVG nor a PNG.
    NotAPicture,
    /// A PNG that is cut off or damaged.
    Broken,
    /// Too few or too many pixels, or no size at all.
    WrongSize,
    /// An SVG that holds a script, a reference to elsewhere, or what is not known to be harmless.
    Unsafe,
}

impl LogoError {
    /// Completes «which …», for the command line.
    pub fn reason(self) -> &'static str {
        match self {
            LogoError::TooLarge => "is larger than 48 KB",
            LogoError::NotAPicture => "is neither an SVG nor a PNG",
            LogoError::Broken => "is damaged",
            LogoError::WrongSize => "is smaller than 16 or larger than 1024 pixels, or longer than 8 to 1",
            LogoError::Unsafe => {
                "holds a script, a reference to elsewhere, or an element that a drawing does not need"
            }
        }
    }
}
