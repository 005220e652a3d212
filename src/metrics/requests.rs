//! Requests by route, method and status, and how long they took.

use std::sync::OnceLock;
use std::time::Duration;

use crate::metrics::{Counter, Histogram};

/// Routes with a count each; requests without a route are counted after them.
pub const MAX_ROUTES: usize = 299;

/// The label of every other method or status.
const OTHER: &str = "other";

const METHODS: [&str; 6] = ["DELETE", "GET", "HEAD", "PATCH", "POST", OTHER];

/// In ascending order.
const STATUSES: [u16; 28] = [
    200, 201, 202, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 408, 409, 410, 413, 414,
    415, 416, 422, 429, 431, 500, 503,
];

/// The group of a route: requests of a group take about as long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Page,
    Api,
    /// A referral link.
    Link,
    Asset,
    /// No route.
    None,
}

/// Whether a request only reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Read,
    Write,
}

/// A request with its response.
pub struct AnsweredRequest<'a> {
    /// The index of its route in the table; `None` without one.
    pub route: Option<usize>,
    pub method: &'a str,
    pub status: u16,
    pub group: Group,
    pub access: Access,
    pub duration: Duration,
}

type Row = [[Counter; STATUSES.len() + 1]; METHODS.len()];

pub struct Requests {
    /// A row is allocated with its route's first request.
    rows: [OnceLock<Box<Row>>; MAX_ROUTES + 1],
    durations: [[Histogram; 2]; 5],
}

impl Default for Requests {
    fn default() -> Self {
        Requests { rows: [const { OnceLock::new() }; MAX_ROUTES + 1], durations: Default::default() }
    }
}

impl Requests {
    pub fn record(&self, it: &AnsweredRequest) {
        let row =
            self.rows[it.route.map_or(MAX_ROUTES, |route| route.min(MAX_ROUTES))].get_or_init(Box::default);
        let method = METHODS.iter().position(|known| *known == it.method).unwrap_or(METHODS.len() - 1);
        let status = STATUSES.binary_search(&it.status).unwrap_or(STATUSES.len());
        row[method][status].add();
        self.durations[it.group as usize][it.access as usize].record(it.duration);
    }

    /// Calls `see` with each count above zero: the route's index, the method, the status.
    pub fn each(&self, mut see: impl FnMut(Option<usize>, &'static str, &str, u64)) {
        for (number, row) in self.rows.iter().enumerate() {
            let Some(row) = row.get() else { continue };
            let route = (number < MAX_ROUTES).then_some(number);
            for (method, statuses) in METHODS.into_iter().zip(row.iter()) {
                for (place, count) in statuses.iter().map(Counter::get).enumerate().filter(|(_, n)| *n > 0) {
                    let status = STATUSES.get(place).map_or(OTHER.to_owned(), u16::to_string);
                    see(route, method, &status, count);
                }
            }
        }
    }

    /// Durations by the names of group and access.
    pub fn times(&self) -> impl Iterator<Item = (&'static str, &'static str, &Histogram)> {
        let groups = ["page", "api", "link", "asset", "none"];
        groups.into_iter().zip(&self.durations).flat_map(|(group, pair)| {
            ["read", "write"].into_iter().zip(pair).map(move |(access, times)| (group, access, times))
        })
    }
}
