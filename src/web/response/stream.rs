//! An answer that is written as it is made, piece by piece, so that the longest takes no more memory than a piece of it.

use std::io::{self, Read};

use rouille::{Response, ResponseBody};

use crate::web::response;

/// `next` gives one piece after the other, and an empty one when there are no more; the first is asked for at once, so that
/// what goes wrong with it can still be said.
pub fn stream_response<E>(
    media_type: &'static str,
    mut next: impl FnMut() -> Result<Vec<u8>, E> + Send + 'static,
) -> Result<Response, E>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let piece = next()?;
    let body = ChunkReader { piece, at: 0, rest: move || next().map_err(io::Error::other) };
    let answer = response::with_bytes(200, media_type, Vec::new());
    Ok(Response { data: ResponseBody::from_reader(body), ..answer })
}

/// Reads one piece after the other.
struct ChunkReader<F> {
    piece: Vec<u8>,
    at: usize,
    rest: F,
}

impl<F: FnMut() -> io::Result<Vec<u8>>> Read for ChunkReader<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.piece.len() {
            self.piece = (self.rest)()?;
            self.at = 0;
        }
        let read = (&self.piece[self.at..]).read(buffer)?;
        self.at += read;
        Ok(read)
    }
}
