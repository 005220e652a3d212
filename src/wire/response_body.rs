//! The body of an answer on its way out: all of it at once, or piece by piece from a reader that may block.

use std::io::{self, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::task::JoinHandle;

use crate::wire::memory_budget::Reservation;
use crate::wire::socket::{ConnectionState, SocketPhase};

/// What is read at a time from a reader that may block, on the pool.
pub(super) const CHUNK_BYTES: usize = 64 * 1024;

/// What is read at a time from memory: little, as it is held for as long as the peer takes to read it.
const MEMORY_CHUNK_BYTES: u64 = 8 * 1024;

pub(super) type Reader = Box<dyn Read + Send>;

#[derive(Default)]
pub(super) struct ResponseBody {
    source: Source,
    /// Of the room for answers.
    _held: Reservation,
    progress: Option<Arc<ConnectionState>>,
}

#[derive(Default)]
enum Source {
    #[default]
    Done,
    Bytes(Bytes),
    /// What is left of the announced size, if one was announced: then the reader does not block.
    Reader(Reader, Option<u64>),
    Reading(JoinHandle<io::Result<(Reader, Bytes)>>),
}

impl ResponseBody {
    /// When hyper is done with this body, `progress` is told so.
    pub(super) fn from_bytes(bytes: Bytes, progress: Option<Arc<ConnectionState>>) -> ResponseBody {
        ResponseBody { source: Source::Bytes(bytes), _held: Reservation::default(), progress }
    }

    /// `size` in bytes, when known; a reader that gives less breaks the connection off, which is how the peer
    /// learns that something is missing.
    pub(super) fn from_reader(
        reader: Reader,
        size: Option<u64>,
        held: Reservation,
        progress: Option<Arc<ConnectionState>>,
    ) -> ResponseBody {
        ResponseBody { source: Source::Reader(reader, size), _held: held, progress }
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
                    let piece = read_chunk(&mut reader, left.min(MEMORY_CHUNK_BYTES))?;
                    let left = left.saturating_sub(piece.len() as u64);
                    if !piece.is_empty() {
                        self.source = Source::Reader(reader, Some(left));
                    }
                    return Poll::Ready((!piece.is_empty()).then(|| Ok(Frame::data(piece))));
                }
                Source::Reader(mut reader, None) => {
                    self.source = Source::Reading(tokio::task::spawn_blocking(move || {
                        let piece = read_chunk(&mut reader, CHUNK_BYTES as u64)?;
                        Ok((reader, piece))
                    }));
                }
                Source::Reading(mut piece) => {
                    let Poll::Ready(read) = Pin::new(&mut piece).poll(cx) else {
                        self.source = Source::Reading(piece);
                        return Poll::Pending;
                    };
                    let (reader, piece) = read.map_err(io::Error::other)??;
                    if piece.is_empty() {
                        return Poll::Ready(None);
                    }
                    self.source = Source::Reader(reader, None);
                    return Poll::Ready(Some(Ok(Frame::data(piece))));
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
            Source::Reader(_, left) => left.map_or_else(SizeHint::default, SizeHint::with_exact),
            Source::Reading(_) => SizeHint::default(),
        }
    }
}

/// At most so many bytes, fewer only at the end.
fn read_chunk(reader: &mut Reader, most: u64) -> io::Result<Bytes> {
    let mut piece = Vec::new();
    reader.take(most).read_to_end(&mut piece)?;
    Ok(piece.into())
}

impl Drop for ResponseBody {
    fn drop(&mut self) {
        if let Some(progress) = &self.progress {
            progress.enter(SocketPhase::Flush);
        }
    }
}
