//! Large bodies: written to a file without a name while they arrive, so that none is held in memory.

use std::cell::RefCell;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use http_body_util::BodyExt;
use hyper::body::{Body, Bytes, Incoming};

/// Bodies at once: the sender need not be known yet, and the disk has an end.
const MAX_BODIES: usize = 4;

/// Bytes that are gathered before they are written.
const CHUNK_BYTES: usize = 256 * 1024;

static BODIES: AtomicUsize = AtomicUsize::new(0);
static NAMES: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static BODY: RefCell<Option<File>> = const { RefCell::new(None) };
}

/// The spooled body of the request that runs on this thread, from its beginning; `None` once taken.
pub fn take() -> Option<File> {
    BODY.take()
}

/// Runs a handler with this body.
pub(super) fn with<T>(body: Option<SpooledBody>, work: impl FnOnce() -> T) -> T {
    let (file, _counted) = body.map_or((None, None), |body| (Some(body.file), Some(body.counted)));
    BODY.set(file);
    let result = work();
    BODY.set(None);
    result
}

pub(super) struct SpooledBody {
    file: File,
    counted: Counted,
}

/// One of `MAX_BODIES`.
struct Counted;

impl Counted {
    fn begin() -> Option<Counted> {
        let before = BODIES.fetch_add(1, Ordering::Relaxed);
        let counted = Counted;
        (before < MAX_BODIES).then_some(counted)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        BODIES.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The whole body in a file, or the status to refuse with: 413 beyond `max_bytes`, 503 when the disk or
/// the number of bodies is used up, 400 for broken framing.
pub(super) async fn receive(mut body: Incoming, max_bytes: u64) -> Result<SpooledBody, u16> {
    let counted = Counted::begin().ok_or(503_u16)?;
    let (mut file, mut chunk, mut bytes) = (create().map_err(failed)?, Vec::new(), 0);
    while !body.is_end_stream() {
        let Some(data) = next_data(&mut body).await? else { break };
        bytes += data.len() as u64;
        if bytes > max_bytes {
            return Err(413);
        }
        chunk.extend_from_slice(&data);
        if chunk.len() >= CHUNK_BYTES {
            file = write(file, std::mem::take(&mut chunk)).await?;
        }
    }
    let file = write(file, chunk).await?;
    Ok(SpooledBody { file, counted })
}

/// The next bytes of a body; `None` at its end. The `Err` is the status to refuse with.
async fn next_data(body: &mut Incoming) -> Result<Option<Bytes>, u16> {
    while let Some(frame) = body.frame().await {
        if let Ok(data) = frame.map_err(|_| 400_u16)?.into_data() {
            return Ok(Some(data));
        }
    }
    Ok(None)
}

/// Appends bytes on the blocking pool, and returns to the beginning.
async fn write(mut file: File, chunk: Vec<u8>) -> Result<File, u16> {
    let work = move || -> io::Result<File> {
        file.seek(io::SeekFrom::End(0))?;
        file.write_all(&chunk)?;
        file.rewind()?;
        Ok(file)
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| 503_u16)?.map_err(failed)
}

/// A file that is gone when it is closed, however the program ends.
fn create() -> io::Result<File> {
    let number = NAMES.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("referral-body-{}-{number}", std::process::id()));
    let file = OpenOptions::new().read(true).write(true).create_new(true).open(&path)?;
    fs::remove_file(&path)?;
    Ok(file)
}

fn failed(error: io::Error) -> u16 {
    log::error!(error:% = error; "wire: cannot write a large body to a temporary file; answered 503");
    503
}
