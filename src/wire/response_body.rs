//! The body of an answer on its way out: all of it at once, or piece by piece from a reader that may block.

use std::io::{self, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::task::JoinHandle;

use crate::wire::memory_budget::Held;
use crate::wire::socket::{Progress, Stage};

/// What is read at a time from a reader that may block, on the pool.
pub(super) const PIECE_BYTES: usize = 64 * 1024;

/// What is read at a time from memory: little, as it is held for as long as the peer takes to read it.
const SMALL_PIECE_BYTES: u64 = 8 * 1024;

pub(super) type Reader = Box<dyn Read + Send>;

#[derive(Default)]
pub(super) struct Outgoing {
    source: Source,
    /// Of the room for answers.
    _held: Held,
    progress: Option<Arc<Progress>>,
}

#[derive(Default)]
enum Source {
    #[default]
    Done,
    Whole(Bytes),
    /// What is left of the announced size, if one was announced: then the reader does not block.
    Reader(Reader, Option<u64>),
    Reading(JoinHandle<io::Result<(Reader, Bytes)>>),
}

impl Outgoing {
    /// When hyper is done with this body, `progress` is told so.
    pub(super) fn whole(bytes: Bytes, progress: Option<Arc<Progress>>) -> Outgoing {
        Outgoing { source: Source::Whole(bytes), _held: Held::default(), progress }
    }

    /// `size` in bytes, when known; a reader that gives less breaks the connection off, which is how the peer
    /// learns that something is missing.
    pub(super) fn reader(
        reader: Reader,
        size: Option<u64>,
        held: Held,
        progress: Option<Arc<Progress>>,
    ) -> Outgoing {
        Outgoing { source: Source::Reader(reader, size), _held: held, progress }
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        loop {
            match std::mem::take(&mut self.source) {
                Source::Done => return Poll::Ready(None),
                Source::Whole(bytes) if bytes.is_empty() => return Poll::Ready(None),
                Source::Whole(bytes) => return Poll::Ready(Some(Ok(Frame::data(bytes)))),
                Source::Reader(_, Some(0)) => return Poll::Ready(None),
                Source::Reader(mut reader, Some(left)) => {
                    let piece = piece(&mut reader, left.min(SMALL_PIECE_BYTES))?;
                    let left = left.saturating_sub(piece.len() as u64);
                    if !piece.is_empty() {
                        self.source = Source::Reader(reader, Some(left));
                    }
                    return Poll::Ready((!piece.is_empty()).then(|| Ok(Frame::data(piece))));
                }
                Source::Reader(mut reader, None) => {
                    self.source = Source::Reading(tokio::task::spawn_blocking(move || {
                        let piece = piece(&mut reader, PIECE_BYTES as u64)?;
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
            Source::Whole(bytes) => bytes.is_empty(),
            Source::Reader(..) | Source::Reading(..) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.source {
            Source::Done => SizeHint::with_exact(0),
            Source::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Source::Reader(_, left) => left.map_or_else(SizeHint::default, SizeHint::with_exact),
            Source::Reading(_) => SizeHint::default(),
        }
    }
}

/// At most so many bytes, fewer only at the end.
fn piece(reader: &mut Reader, most: u64) -> io::Result<Bytes> {
    let mut piece = Vec::new();
    reader.take(most).read_to_end(&mut piece)?;
    Ok(piece.into())
}

impl Drop for Outgoing {
    fn drop(&mut self) {
        if let Some(progress) = &self.progress {
            progress.enter(Stage::Last);
        }
    }
}
