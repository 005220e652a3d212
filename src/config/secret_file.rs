//! Reads a value from a file of its own, as Docker, Kubernetes and systemd hand secrets over.

use std::fs::File;
use std::io::Read;
use std::path::Path;

/// More than any secret has; a device or a log named by mistake is not read without end.
const MOST_BYTES: u64 = 64 * 1024;

/// The file's content without the newline at its end, or a sentence about the file.
pub fn read(path: &Path) -> Result<String, String> {
    if path.as_os_str().is_empty() {
        return Err("names no file; give the path of the file that holds the value".into());
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|why| format!("cannot read {} ({why}); give a file this user may read", path.display()))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("{} is longer than {MOST_BYTES} bytes; name the right file", path.display()));
    }
    let text =
        String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8; name a text file", path.display()))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
