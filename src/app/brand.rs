//! What the operator calls the site and how it looks. A setting of the file or the environment is first;
//! what is not set there, an admin can save in the database.

use std::sync::{Arc, RwLock};

use crate::config::{Config, Source, keys, show};
use crate::crypto::content_hash;
use crate::domain::logo::{Logo, LogoKind};
use crate::domain::sync;
use crate::domain::theme::{self, DEFAULT_ACCENT, Rgb, Theme};
use crate::i18n::Lang;

/// Texts that an admin can save, in the order of the form.
pub const TEXTS: [&str; 6] =
    ["site.name", "site.tagline", "site.language", "site.accent", "site.privacy_url", "site.terms_url"];

/// A file that an admin can save.
pub const LOGO: &str = "site.logo";

#[derive(Clone, Debug, PartialEq)]
pub struct Brand {
    /// The host's name where none is set.
    pub name: String,
    pub tagline: String,
    pub language: Lang,
    /// As the operator chose it; pages may show it darker.
    pub accent: Rgb,
    pub theme: Theme,
    /// Whether the operator chose an accent.
    pub has_accent: bool,
    pub logo: Option<Logo>,
    /// What is served of it: the stylesheet of an accent, the logo.
    pub files: Vec<BrandFile>,
    /// Empty: no link.
    pub privacy_url: String,
    pub terms_url: String,
}

/// A file with the hash of its content in its name, so that browsers may keep it for ever.
#[derive(Clone, Debug, PartialEq)]
pub struct BrandFile {
    /// `theme-….css`, `logo-….svg`.
    pub name: String,
    pub media_type: &'static str,
    pub bytes: Arc<[u8]>,
}

impl BrandFile {
    fn new(stem: &str, extension: &str, media_type: &'static str, bytes: &[u8]) -> BrandFile {
        BrandFile {
            name: format!("{stem}-{}.{extension}", content_hash(bytes)),
            media_type,
            bytes: bytes.into(),
        }
    }
}

impl Brand {
    /// `settings` say which values were set where the server was started; `saved` is what an admin saved, by
    /// name.
    pub fn load(config: &Config, settings: &[show::Line], saved: &[(String, Vec<u8>)]) -> Brand {
        let (given, mut config) = (config, config.clone());
        let find = |name: &str| saved.iter().find(|(saved, _)| saved == name).map(|(_, value)| value);
        for name in TEXTS.into_iter().filter(|name| source(given, settings, name).is_none()) {
            let text = find(name).and_then(|value| str::from_utf8(value).ok());
            let (Some(key), Some(text)) = (keys::find(name), text) else { continue };
            if !key.set_text(&mut config, text) {
                log::warn!(name; "brand: a saved setting is not valid; uses the default");
            }
        }
        let logo = match config.site.logo.as_str() {
            "" => find(LOGO).cloned(),
            path => std::fs::read(path).ok(),
        };
        let (host, site) = (config.server.host().to_owned(), config.site);
        let accent = theme::parse(&site.accent);
        let theme = accent.map(Theme::from_accent).unwrap_or_default();
        let logo = logo.and_then(|file| Logo::check(file).ok());
        let sheet =
            accent.map(|_| BrandFile::new("theme", "css", "text/css; charset=utf-8", theme.css().as_bytes()));
        let picture = logo
            .as_ref()
            .map(|logo| BrandFile::new("logo", logo.extension(), logo.media_type(), &logo.bytes));
        Brand {
            name: if site.name.is_empty() { host } else { site.name },
            tagline: site.tagline,
            language: site.language,
            accent: accent.unwrap_or(DEFAULT_ACCENT),
            theme,
            has_accent: accent.is_some(),
            logo,
            files: sheet.into_iter().chain(picture).collect(),
            privacy_url: site.privacy_url,
            terms_url: site.terms_url,
        }
    }
}

impl Brand {
    /// Path of the stylesheet of the accent; none without one.
    pub fn stylesheet_path(&self) -> Option<String> {
        self.file_path("theme-")
    }

    /// Path of the logo; none without one.
    pub fn logo_path(&self) -> Option<String> {
        self.file_path("logo-")
    }

    /// The logo for what shows no SVG: cards of links, emails.
    pub fn png_logo(&self) -> Option<Arc<[u8]>> {
        let is_png = self.logo.as_ref().is_some_and(|logo| logo.kind == LogoKind::Png);
        self.files.iter().find(|file| is_png && file.name.starts_with("logo-")).map(|file| file.bytes.clone())
    }

    fn file_path(&self, stem: &str) -> Option<String> {
        self.files
            .iter()
            .find(|file| file.name.starts_with(stem))
            .map(|file| format!("/assets/{}", file.name))
    }
}

/// Where a setting of the site was set when the server was started; `None` if an admin may save it.
pub fn source(config: &Config, settings: &[show::Line], name: &str) -> Option<Source> {
    let line = settings.iter().find(|line| line.name == name)?;
    let key = keys::find(name)?;
    let is_default = key.value(config) == key.value(&Config::default());
    (line.source != Source::Default || !is_default).then(|| line.source.clone())
}

/// The brand in force, the same for a whole request.
#[derive(Debug)]
pub struct CurrentBrand(RwLock<Arc<Brand>>);

impl CurrentBrand {
    pub fn new(brand: Brand) -> CurrentBrand {
        CurrentBrand(RwLock::new(Arc::new(brand)))
    }

    pub fn get(&self) -> Arc<Brand> {
        sync::read(&self.0).clone()
    }

    pub fn set(&self, brand: Brand) {
        *sync::write(&self.0) = Arc::new(brand);
    }
}
