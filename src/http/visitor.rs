//! Whether a request is somebody opening a link, or a program looking at it.

use super::Visit;

/// How programs that people write and run themselves begin their user agent. They open a link on somebody's behalf,
/// unlike a preview or a scanner that nobody asked for.
const TOOLS: [&str; 10] = [
    "curl/",
    "wget/",
    "python-",
    "python/",
    "httpx",
    "go-http-client",
    "okhttp",
    "node",
    "axios/",
    "apache-httpclient",
];

/// False for HEAD, for prefetches (W3C Resource Hints; `Purpose` and `X-Moz` are older browsers' names) and for known
/// crawlers and link previews.
pub fn is_person(visit: &Visit) -> bool {
    let prefetch = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"].iter().any(|name| {
        visit.header(name).is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            value.contains("prefetch") || value.contains("preview") || value.contains("prerender")
        })
    });
    visit.method() == "GET" && !prefetch && !is_crawler(visit.header("User-Agent").unwrap_or(""))
}

fn is_crawler(user_agent: &str) -> bool {
    let lower = user_agent.to_ascii_lowercase();
    let is_tool = lower.is_empty() || TOOLS.iter().any(|tool| lower.starts_with(tool));
    !is_tool && iscrawl::is_crawler(user_agent)
}
