//! What is embedded in the executable and served under `/assets/`, each file named by its content.

use std::io::Write;
use std::sync::LazyLock;

use data_encoding::BASE32_NOPAD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

pub struct Asset {
    stem: &'static str,
    extension: &'static str,
    pub media_type: &'static str,
    pub bytes: &'static [u8],
    hash: LazyLock<String>,
    tag: LazyLock<String>,
    tag_of_gzip: LazyLock<String>,
    path: LazyLock<String>,
    gzip: LazyLock<Vec<u8>>,
}

macro_rules! asset {
    ($(#[$about:meta])* $name:ident = $stem:literal . $extension:literal of $folder:expr, as $media_type:literal) => {
        $(#[$about])*
        pub static $name: Asset = Asset {
            stem: $stem,
            extension: $extension,
            media_type: $media_type,
            bytes: include_bytes!(concat!($folder, "/", $stem, ".", $extension)),
            hash: LazyLock::new(|| hash($name.bytes)),
            tag: LazyLock::new(|| format!("\"{}\"", *$name.hash)),
            tag_of_gzip: LazyLock::new(|| format!("\"{}.gz\"", *$name.hash)),
            path: LazyLock::new(|| path(&$name)),
            gzip: LazyLock::new(|| gzip($name.bytes)),
        };
    };
}

asset! {
    /// What every page has. Packed by `build.rs`, like the other stylesheets.
    STYLE = "style"."css" of env!("OUT_DIR"), as "text/css; charset=utf-8"
}
asset! {
    /// Lists, cards, charts: nothing that a stranger who follows a link should wait for.
    MEMBER = "member"."css" of env!("OUT_DIR"), as "text/css; charset=utf-8"
}
asset! {
    /// Comforts alone: every page works without it.
    SCRIPT = "app"."js" of "../../assets", as "text/javascript; charset=utf-8"
}
asset! {
    /// For the API's reference alone, which no other page should have to carry.
    REFERENCE = "reference"."css" of env!("OUT_DIR"), as "text/css; charset=utf-8"
}
asset!(ICON = "icon"."svg" of "../../assets", as "image/svg+xml");

static ALL: [&Asset; 5] = [&STYLE, &SCRIPT, &ICON, &MEMBER, &REFERENCE];

impl Asset {
    /// Where it is served: another content has another address, so that browsers may keep it for ever.
    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn file(&self) -> &str {
        &self.path[FOLDER.len()..]
    }

    /// What names its content, in quotes (RFC 9110 8.8.3).
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The same of its bytes for whoever takes gzip.
    pub fn tag_of_gzip(&self) -> &str {
        &self.tag_of_gzip
    }

    /// Its bytes for whoever takes gzip (RFC 1952): packed once, when first asked for.
    pub fn gzip(&self) -> &[u8] {
        &self.gzip
    }

    /// The asset of a file name, its hash included.
    pub fn named(file: &str) -> Option<&'static Asset> {
        ALL.into_iter().find(|asset| asset.file() == file)
    }

    /// The same of a path.
    pub fn at(path: &str) -> Option<&'static Asset> {
        ALL.into_iter().find(|asset| asset.path() == path)
    }
}

const FOLDER: &str = "/assets/";

fn path(asset: &Asset) -> String {
    format!("{FOLDER}{}-{}.{}", asset.stem, *asset.hash, asset.extension)
}

/// A short name for a content: another content has another.
pub fn hash(bytes: &[u8]) -> String {
    BASE32_NOPAD.encode(&Sha256::digest(bytes)[..10]).to_ascii_lowercase()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    // Neither can fail where it writes to memory.
    let _ = packed.write_all(bytes);
    packed.finish().unwrap_or_default()
}
