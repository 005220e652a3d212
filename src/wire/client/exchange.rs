//! One request and its answer.

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HOST, RETRY_AFTER};
use hyper::{Method, Response};
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::wire::client::connect::connect;
use crate::wire::client::connection_pool::{Origin, Sender};
use crate::wire::client::request::{Answer, Request, Shared};

/// The most bytes that a character takes in UTF-8.
const MAX_CHAR_BYTES: usize = 4;

/// Sends the request and reads the answer until `deadline`. An answer whose status came in time counts,
/// with what came of its body.
pub async fn exchange(shared: &Shared, asked: &Request, deadline: Instant) -> Result<Answer, String> {
    let origin = origin(&asked.url)?;
    let begun = timeout_at(deadline, begin(shared, asked, &origin));
    let late = || format!("no answer within {} seconds", shared.rules.timeout.as_secs());
    let (sender, response) = begun.await.map_err(|_| late())??;
    let status = response.status().as_u16();
    let header = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    let retry_after = header.map(str::to_owned);
    let mut body = response.into_body();
    let mut bytes = Vec::new();
    let max_chars = shared.rules.max_answer_chars;
    let read = read_beginning(&mut body, &mut bytes, MAX_CHAR_BYTES * max_chars);
    let is_read = matches!(timeout_at(deadline, read).await, Ok(true));
    if is_read {
        shared.kept.put(origin, sender);
    }
    let all = String::from_utf8_lossy(&bytes);
    let text: String = all.chars().take(max_chars).collect();
    let is_whole = is_read && text.len() == all.len();
    Ok(Answer { status, retry_after, text, is_whole })
}

fn origin(url: &Url) -> Result<Origin, String> {
    let host = url.host_str().ok_or("the URL has no host")?.to_owned();
    let port = url.port_or_known_default().ok_or("the URL has no port")?;
    Ok(Origin { is_https: url.scheme() == "https", host, port })
}

/// Sends the request on a kept connection, or on a new one; returns when the answer's head is there.
async fn begin(
    shared: &Shared,
    asked: &Request,
    origin: &Origin,
) -> Result<(Sender, Response<Incoming>), String> {
    if let Some(mut kept) = shared.kept.take(origin) {
        match kept.send_request(request(asked, origin)?).await {
            Ok(response) => return Ok((kept, response)),
            // The server had closed it. A message may arrive twice, and its id says so.
            Err(error) if error.is_canceled() || error.is_closed() || error.is_incomplete_message() => {}
            Err(error) => return Err(failed(&error)),
        }
    }
    let mut sender = connect(shared, origin).await?;
    let response = sender.send_request(request(asked, origin)?).await.map_err(|error| failed(&error))?;
    Ok((sender, response))
}

fn failed(error: &hyper::Error) -> String {
    if error.is_parse() {
        return format!("the answer is no HTTP: {error}");
    }
    format!("the connection broke: {error}")
}

fn request(asked: &Request, origin: &Origin) -> Result<hyper::Request<Full<Bytes>>, String> {
    let usual = if origin.is_https { 443 } else { 80 };
    let host = match origin.port {
        port if port == usual => origin.host.clone(),
        port => format!("{}:{port}", origin.host),
    };
    let path = &asked.url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut request = hyper::Request::builder()
        .uri(path)
        .header(HOST, host)
        .header("user-agent", concat!("referral/", env!("CARGO_PKG_VERSION")));
    if asked.body.is_some() {
        request = request.method(Method::POST).header(CONTENT_TYPE, "application/json");
    }
    for (name, value) in &asked.headers {
        request = request.header(*name, value);
    }
    request
        .body(Full::new(Bytes::from(asked.body.clone().unwrap_or_default())))
        .map_err(|error| format!("the request cannot be made: {error}"))
}

/// Reads the body up to the limit; true if that was all of it.
async fn read_beginning(body: &mut Incoming, bytes: &mut Vec<u8>, max_bytes: usize) -> bool {
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else { return false };
        let Some(data) = frame.data_ref() else { continue };
        let free = max_bytes - bytes.len();
        bytes.extend_from_slice(&data[..data.len().min(free)]);
        if data.len() > free {
            return false;
        }
    }
    true
}
