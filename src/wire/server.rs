//! What all connections of one listener share.

use std::sync::Arc;

use crate::wire::application::{Application, Event};
use crate::wire::connection_limits::ConnectionLimits;
use crate::wire::headers::CommonHeaders;
use crate::wire::limits::Limits;
use crate::wire::memory_budget::{Budget, FREE_REQUEST_BYTES, FREE_RESPONSE_BYTES};
use crate::wire::shutdown::Stop;

pub(super) struct Server<A> {
    pub app: Arc<A>,
    pub stop: Stop,
    pub connections: Arc<ConnectionLimits>,
    pub common_headers: CommonHeaders,
    pub request_budget: Budget,
    pub response_budget: Budget,
    pub limits: Limits,
}

impl<A: Application> Server<A> {
    pub fn new(limits: Limits, app: Arc<A>, stop: Stop) -> Server<A> {
        Server {
            connections: ConnectionLimits::new(&limits),
            common_headers: CommonHeaders::parse(&app.common_headers()),
            request_budget: Budget::new(limits.request_budget_bytes, FREE_REQUEST_BYTES),
            response_budget: Budget::new(limits.response_budget_bytes, FREE_RESPONSE_BYTES),
            app,
            stop,
            limits,
        }
    }

    /// Counts a request that was refused for its slowness or for want of memory.
    pub fn record_refusal(&self, status: u16) {
        match status {
            408 => self.app.record(Event::TimedOut),
            503 => self.app.record(Event::MemoryLimit),
            _ => {}
        }
    }
}
