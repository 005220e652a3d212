//! What is embedded in the executable and served under `/assets/`, each file named by its content.

use std::sync::LazyLock;

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};

pub struct Asset {
    stem: &'static str,
    extension: &'static str,
    pub media_type: &'static str,
    pub bytes: &'static [u8],
    hash: LazyLock<String>,
    path: LazyLock<String>,
}

pub static STYLE: Asset = Asset {
    stem: "style",
    extension: "css",
    media_type: "text/css; charset=utf-8",
    bytes: include_bytes!("../assets/style.css"),
    hash: LazyLock::new(|| hash(include_bytes!("../assets/style.css"))),
    path: LazyLock::new(|| path(&STYLE)),
};

/// Comforts alone: every page works without it.
pub static SCRIPT: Asset = Asset {
    stem: "app",
    extension: "js",
    media_type: "text/javascript; charset=utf-8",
    bytes: include_bytes!("../assets/app.js"),
    hash: LazyLock::new(|| hash(include_bytes!("../assets/app.js"))),
    path: LazyLock::new(|| path(&SCRIPT)),
};

/// For the API's reference alone, which no other page should have to carry.
pub static REFERENCE: Asset = Asset {
    stem: "reference",
    extension: "css",
    media_type: "text/css; charset=utf-8",
    bytes: include_bytes!("../assets/reference.css"),
    hash: LazyLock::new(|| hash(include_bytes!("../assets/reference.css"))),
    path: LazyLock::new(|| path(&REFERENCE)),
};

pub static ICON: Asset = Asset {
    stem: "icon",
    extension: "svg",
    media_type: "image/svg+xml",
    bytes: include_bytes!("../assets/icon.svg"),
    hash: LazyLock::new(|| hash(include_bytes!("../assets/icon.svg"))),
    path: LazyLock::new(|| path(&ICON)),
};

/// What cards of invitations are written in: Manrope Bold, cut down to Latin and Cyrillic letters
/// (`assets/font/README.md`). Drawn with, never served.
pub static CARD_FONT: &[u8] = include_bytes!("../assets/font/manrope-bold.ttf");

static ALL: [&Asset; 4] = [&STYLE, &REFERENCE, &SCRIPT, &ICON];

impl Asset {
    /// Where it is served: another content has another address, so that browsers may keep it for ever.
    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn file(&self) -> &str {
        &self.path[FOLDER.len()..]
    }

    /// The hash of its content.
    pub fn etag(&self) -> &str {
        &self.hash
    }

    /// The asset of a file name, its hash included.
    pub fn named(file: &str) -> Option<&'static Asset> {
        ALL.into_iter().find(|asset| asset.file() == file)
    }
}

const FOLDER: &str = "/assets/";

fn path(asset: &Asset) -> String {
    format!("{FOLDER}{}-{}.{}", asset.stem, asset.etag(), asset.extension)
}

fn hash(bytes: &[u8]) -> String {
    BASE32_NOPAD.encode(&Sha256::digest(bytes)[..10]).to_ascii_lowercase()
}
