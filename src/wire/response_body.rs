//! A response body on its way to hyper: bytes in memory, or a reader that may block.

use std::io::{self, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::task::JoinHandle;

use crate::wire::memory_budget::Reservation;
use crate::wire::socket::{ConnectionState, SocketPhase};

/// Read at a time from a reader that may block, on the blocking pool.
pub(super) const CHUNK_BYTES: usize = 64 * 1024;

/// Read at a time from memory: few, as the client may take long to read them.
const MEMORY_CHUNK_BYTES: u64 = 8 * 1024;

pub(super) type Reader = Box<dyn Read + Send>;

#[derive(Default)]
pub(super) struct ResponseBody {
    source: Source,
    _reservation: Reservation,
    state: Option<Arc<ConnectionState>>,
}

#[derive(Default)]
enum Source {
    #[default]
    Done,
    Bytes(Bytes),
    /// What is left of the announced size; with one, the reader does not block.
    Reader(Reader, Option<u64>),
    Reading(JoinHandle<io::Result<(Reader, Bytes)>>),
}

impl ResponseBody {
    /// `state` enters `SocketPhase::Flush` when hyper is done with this body.
    pub(super) fn from_bytes(bytes: Bytes, state: Option<Arc<ConnectionState>>) -> ResponseBody {
        ResponseBody { source: Source::Bytes(bytes), _reservation: Reservation::default(), state }
    }

    /// `size` in bytes, when known. A reader that gives fewer breaks the connection off, which
    /// tells the client that something is missing.
    pub(super) fn from_reader(
        reader: Reader,
        size: Option<u64>,
        reservation: Reservation,
        state: Option<Arc<ConnectionState>>,
    ) -> ResponseBody {
        ResponseBody { source: Source::Reader(reader, size), _reservation: reservation, state }
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        loop {
            match std::mem::take(&mut self.source) {
                Source::Done => return Poll::Ready(None),
                Source::Bytes(bytes) if bytes.is_empty() => return Poll::Ready(None),
                Source::Bytes(bytes) => return Poll::Ready(Some(Ok(Frame::data(bytes)))),
                Source::Reader(_, Some(0)) => return Poll::Ready(None),
                Source::Reader(mut reader, Some(left)) => {
                    let chunk = read_chunk(&mut reader, left.min(MEMORY_CHUNK_BYTES))?;
                    if chunk.is_empty() {
                        return Poll::Ready(None);
                    }
                    self.source = Source::Reader(reader, Some(left.saturating_sub(chunk.len() as u64)));
                    return Poll::Ready(Some(Ok(Frame::data(chunk))));
                }
                Source::Reader(mut reader, None) => {
                    self.source = Source::Reading(tokio::task::spawn_blocking(move || {
                        let chunk = read_chunk(&mut reader, CHUNK_BYTES as u64)?;
                        Ok((reader, chunk))
                    }));
                }
                Source::Reading(mut reading) => {
                    let Poll::Ready(read) = Pin::new(&mut reading).poll(cx) else {
                        self.source = Source::Reading(reading);
                        return Poll::Pending;
                    };
                    let (reader, chunk) = read.map_err(io::Error::other)??;
                    if chunk.is_empty() {
                        return Poll::Ready(None);
                    }
                    self.source = Source::Reader(reader, None);
                    return Poll::Ready(Some(Ok(Frame::data(chunk))));
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.source {
            Source::Done | Source::Reader(_, Some(0)) => true,
            Source::Bytes(bytes) => bytes.is_empty(),
            Source::Reader(..) | Source::Reading(..) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.source {
            Source::Done => SizeHint::with_exact(0),
            Source::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Source::Reader(_, Some(left)) => SizeHint::with_exact(*left),
            Source::Reader(_, None) | Source::Reading(_) => SizeHint::default(),
        }
    }
}

/// `max_bytes`, or fewer at the end.
fn read_chunk(reader: &mut Reader, max_bytes: u64) -> io::Result<Bytes> {
    let mut chunk = Vec::new();
    reader.take(max_bytes).read_to_end(&mut chunk)?;
    Ok(chunk.into())
}

impl Drop for ResponseBody {
    fn drop(&mut self) {
        if let Some(state) = &self.state {
            state.enter(SocketPhase::Flush);
        }
    }
}
