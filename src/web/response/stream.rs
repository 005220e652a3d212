//! Streamed response body: written chunk by chunk, so the longest takes the memory of one chunk.

use std::io::{self, Read};

use rouille::{Response, ResponseBody};

use crate::web::response;

/// 200 with `first` and then what `next` returns, until it returns an empty chunk.
pub fn stream_response(
    media_type: &'static str,
    first: Vec<u8>,
    next: impl FnMut() -> io::Result<Vec<u8>> + Send + 'static,
) -> Response {
    let body = ChunkReader { chunk: first, position: 0, next };
    let answer = response::with_bytes(200, media_type, Vec::new());
    Response { data: ResponseBody::from_reader(body), ..answer }
}

struct ChunkReader<F> {
    chunk: Vec<u8>,
    position: usize,
    next: F,
}

impl<F: FnMut() -> io::Result<Vec<u8>>> Read for ChunkReader<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position == self.chunk.len() {
            self.chunk = (self.next)()?;
            self.position = 0;
        }
        let read = (&self.chunk[self.position..]).read(buffer)?;
        self.position += read;
        Ok(read)
    }
}
