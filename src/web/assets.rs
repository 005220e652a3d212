//! Static assets embedded in the executable, served under `/assets/` with a content hash in the
//! name.

use std::io::Write;
use std::sync::LazyLock;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::crypto::content_hash;

const FOLDER: &str = "/assets/";

pub struct Asset {
    stem: &'static str,
    extension: &'static str,
    pub media_type: &'static str,
    pub bytes: &'static [u8],
    hash: LazyLock<String>,
    etag: LazyLock<String>,
    gzip_etag: LazyLock<String>,
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
            hash: LazyLock::new(|| content_hash($name.bytes)),
            etag: LazyLock::new(|| format!("\"{}\"", *$name.hash)),
            gzip_etag: LazyLock::new(|| format!("\"{}.gz\"", *$name.hash)),
            path: LazyLock::new(|| format!("{FOLDER}{}-{}.{}", $name.stem, *$name.hash, $name.extension)),
            gzip: LazyLock::new(|| compress($name.bytes)),
        };
    };
}

asset! {
    /// Stylesheet of every page. `build.rs` minifies it, like the other stylesheets.
    STYLE = "style"."css" of env!("OUT_DIR"), as "text/css; charset=utf-8"
}
asset! {
    /// Lists, cards and charts. Separate, because a visitor who follows a link needs none of them.
    MEMBER = "member"."css" of env!("OUT_DIR"), as "text/css; charset=utf-8"
}
asset! {
    /// Sidebar, tree and rule of operators, after the members' stylesheet.
    ADMIN = "admin"."css" of env!("OUT_DIR"), as "text/css; charset=utf-8"
}
asset! {
    /// Headings, nodes and figures. The stylesheet names it with its hash, which a test compares.
    FONT = "onest-bold"."woff2" of "../../assets/font", as "font/woff2"
}
asset! {
    /// Progressive enhancement: every page works without it.
    SCRIPT = "app"."js" of "../../assets", as "text/javascript; charset=utf-8"
}
asset! {
    /// Stylesheet of the API reference, which no other page uses.
    REFERENCE = "reference"."css" of env!("OUT_DIR"), as "text/css; charset=utf-8"
}
asset! {
    /// Keys and comforts of lists, for members.
    LIST_SCRIPT = "list"."js" of "../../assets", as "text/javascript; charset=utf-8"
}
asset! {
    /// Copying, charts by keys and numbers that tick, for members.
    MEMBER_SCRIPT = "member"."js" of "../../assets", as "text/javascript; charset=utf-8"
}
asset! {
    /// Stylesheet of the widget, after the members'.
    WIDGET = "widget"."css" of env!("OUT_DIR"), as "text/css; charset=utf-8"
}
asset! {
    /// Opens the widget.
    WIDGET_SCRIPT = "widget"."js" of "../../assets", as "text/javascript; charset=utf-8"
}
asset! {
    /// Carries a code through other sites, which name it `/r.js`.
    CARRIER = "r"."js" of "../../assets", as "text/javascript; charset=utf-8"
}
asset!(ICON = "icon"."svg" of "../../assets", as "image/svg+xml");
asset! {
    /// The same in 16 and 32 pixels, for programs that ask for `/favicon.ico` and know no SVG.
    FAVICON = "favicon"."ico" of "../../assets", as "image/x-icon"
}
asset! {
    /// The same for the home screens of iOS, which rounds the corners.
    TOUCH_ICON = "icon-180"."png" of "../../assets", as "image/png"
}

static ALL: [&Asset; 11] = [
    &STYLE,
    &SCRIPT,
    &LIST_SCRIPT,
    &MEMBER_SCRIPT,
    &ICON,
    &MEMBER,
    &REFERENCE,
    &ADMIN,
    &FONT,
    &WIDGET,
    &WIDGET_SCRIPT,
];

impl Asset {
    /// URL path with the content hash, so browsers may cache it for ever.
    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn file_name(&self) -> &str {
        &self.path[FOLDER.len()..]
    }

    /// Quoted ETag (RFC 9110 8.8.3).
    pub fn etag(&self) -> &str {
        &self.etag
    }

    /// Quoted ETag of the gzip encoding.
    pub fn gzip_etag(&self) -> &str {
        &self.gzip_etag
    }

    /// Bytes in gzip (RFC 1952), compressed once, on first use.
    pub fn gzip(&self) -> &[u8] {
        &self.gzip
    }

    /// `None` for a file name with another content hash.
    pub fn from_file_name(file_name: &str) -> Option<&'static Asset> {
        ALL.into_iter().find(|asset| asset.file_name() == file_name)
    }

    pub fn from_path(path: &str) -> Option<&'static Asset> {
        ALL.into_iter().find(|asset| asset.path() == path)
    }
}

fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let result = encoder.write_all(bytes).and_then(|()| encoder.finish());
    result.expect("a write to memory does not fail")
}
