//! Connection limits: how many there may be, in total and per network, and which idle connection
//! is closed for a new one.
//!
//! The limit per network keeps one attacker from taking all connections. An attacker with a
//! hundred networks (an IPv6 /48 has 65,536 that count as one each) takes them all the same, with
//! connections that never send a request. So at the limit the longest-idle connection is evicted,
//! as nginx does. A connection with a response in progress is never evicted.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use ipnet::IpNet;
use tokio::sync::Notify;

use crate::domain::sync::lock;
use crate::wire::limits::Limits;

/// Connections looked at for one eviction: looking at thousands takes longer than a request.
const MAX_SCANNED: usize = 64;

/// `idle_since` of a connection that is not idle.
const BUSY: u64 = 0;

pub(super) struct ConnectionLimits {
    max: usize,
    max_per_network: usize,
    trusted: Vec<IpNet>,
    /// Seconds of the server's life, from 1.
    clock: Arc<AtomicU64>,
    table: Mutex<Table>,
    /// Wakes after each closed connection.
    closed: Notify,
}

#[derive(Default)]
struct Table {
    open: usize,
    by_network: HashMap<IpAddr, usize>,
    slots: Vec<Option<Arc<Activity>>>,
    free: Vec<usize>,
    /// The slot where the next search for an idle connection begins.
    next: usize,
}

/// Which limit refuses a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LimitReached {
    Total,
    Network,
}

/// The right to one open connection, until it is dropped.
pub(super) struct Permit {
    limits: Arc<ConnectionLimits>,
    activity: Arc<Activity>,
    slot: usize,
    /// `None` for a reverse proxy, which has no limit per network.
    network: Option<IpAddr>,
}

/// Whether one connection is idle, for the search, and whether it is evicted, for the connection.
pub(super) struct Activity {
    clock: Arc<AtomicU64>,
    idle_since: AtomicU64,
    is_evicted: AtomicBool,
    evicted: Notify,
}

impl ConnectionLimits {
    pub(super) fn new(limits: &Limits) -> Arc<ConnectionLimits> {
        Arc::new(ConnectionLimits {
            max: limits.max_connections,
            max_per_network: limits.max_connections_per_ip,
            trusted: limits.trusted_proxies.clone(),
            clock: Arc::new(AtomicU64::new(1)),
            table: Mutex::default(),
            closed: Notify::new(),
        })
    }

    /// Adds a connection, which counts as idle until its first byte. The total limit is checked
    /// first, so that an eviction is worth trying on `LimitReached::Total`.
    pub(super) fn acquire(self: &Arc<Self>, peer: IpAddr) -> Result<Permit, LimitReached> {
        let peer = peer.to_canonical();
        let network = (!self.trusted.iter().any(|net| net.contains(&peer))).then(|| network_of(peer));
        let mut table = self.table();
        if table.open >= self.max {
            return Err(LimitReached::Total);
        }
        if let Some(network) = network {
            let count = table.by_network.get(&network).copied().unwrap_or(0);
            if count >= self.max_per_network {
                return Err(LimitReached::Network);
            }
            table.by_network.insert(network, count + 1);
        }
        let activity = Arc::new(Activity {
            idle_since: AtomicU64::new(self.clock.load(Ordering::Relaxed)),
            clock: Arc::clone(&self.clock),
            is_evicted: AtomicBool::new(false),
            evicted: Notify::new(),
        });
        table.open += 1;
        let slot = table.free.pop().unwrap_or(table.slots.len());
        if slot == table.slots.len() {
            table.slots.push(None);
        }
        table.slots[slot] = Some(Arc::clone(&activity));
        Ok(Permit { limits: Arc::clone(self), activity, slot, network })
    }

    /// Asks the longest-idle of the next connections to close; false if none of them is idle.
    pub(super) fn evict_idle(&self) -> bool {
        let mut table = self.table();
        let total = table.slots.len();
        let scanned = MAX_SCANNED.min(total);
        let slots = (0..scanned).filter_map(|step| table.slots[(table.next + step) % total].as_ref());
        let idle = slots.filter(|activity| activity.is_idle() && !activity.is_evicted());
        let longest = idle.min_by_key(|activity| activity.idle_since.load(Ordering::Relaxed)).cloned();
        table.next = (table.next + scanned) % total.max(1);
        drop(table);
        let Some(activity) = longest else { return false };
        activity.is_evicted.store(true, Ordering::Relaxed);
        activity.evicted.notify_one();
        true
    }

    /// Advances the clock by a second.
    pub(super) fn tick(&self) {
        self.clock.fetch_add(1, Ordering::Relaxed);
    }

    /// Waits until there is room for one connection. For the accepting task alone.
    pub(super) async fn room(&self) {
        while self.table().open >= self.max {
            self.closed.notified().await;
        }
    }

    /// Waits until no connection is open. For use after accepting has ended.
    pub(super) async fn all_closed(&self) {
        while self.table().open > 0 {
            self.closed.notified().await;
        }
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        // Nothing in here panics half-way, so a poisoned table is a good one.
        lock(&self.table)
    }
}

impl Permit {
    pub(super) fn activity(&self) -> &Arc<Activity> {
        &self.activity
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut table = self.limits.table();
        if let Some(network) = self.network
            && let Entry::Occupied(mut count) = table.by_network.entry(network)
        {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
        table.slots[self.slot] = None;
        table.free.push(self.slot);
        table.open -= 1;
        drop(table);
        // `notify_one` is remembered for a task that begins to wait a moment later.
        self.limits.closed.notify_one();
    }
}

impl Activity {
    /// The connection waits for its client from now on.
    pub(super) fn set_idle(&self) {
        self.idle_since.store(self.clock.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    pub(super) fn set_busy(&self) {
        self.idle_since.store(BUSY, Ordering::Relaxed);
    }

    fn is_idle(&self) -> bool {
        self.idle_since.load(Ordering::Relaxed) != BUSY
    }

    pub(super) fn is_evicted(&self) -> bool {
        self.is_evicted.load(Ordering::Relaxed)
    }

    /// Returns once the connection is to close for another.
    pub(super) async fn evicted(&self) {
        self.evicted.notified().await;
    }
}

/// What counts as one client: an IPv4 address, or the IPv6 /64 that one customer gets (RFC 6177).
fn network_of(peer: IpAddr) -> IpAddr {
    match peer {
        IpAddr::V4(_) => peer,
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & (u128::MAX << 64)).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(max: usize, max_per_ip: usize, trusted: &str) -> Arc<ConnectionLimits> {
        let mut limits = Limits::from(&crate::config::Server::default());
        limits.max_connections = max;
        limits.max_connections_per_ip = max_per_ip;
        limits.trusted_proxies = trusted.parse().into_iter().collect();
        ConnectionLimits::new(&limits)
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn neighbours_in_one_ipv6_network_share_a_limit() {
        let limits = limits(10, 2, "");
        let open = [limits.acquire(ip("2001:db8::1")), limits.acquire(ip("2001:db8::ffff:2"))];
        assert!(open.iter().all(Result::is_ok));
        assert!(limits.acquire(ip("2001:db8::3")).is_err());
        assert!(limits.acquire(ip("2001:db8:0:1::3")).is_ok());
    }

    #[test]
    fn an_ipv4_address_counts_the_same_when_it_arrives_mapped() {
        let limits = limits(10, 1, "");
        let _open = limits.acquire(ip("192.0.2.1"));
        assert!(limits.acquire(ip("::ffff:192.0.2.1")).is_err());
        assert!(limits.acquire(ip("::ffff:192.0.2.2")).is_ok());
    }

    #[test]
    fn a_trusted_proxy_is_limited_in_total_alone() {
        let limits = limits(3, 1, "10.0.0.0/8");
        let open = [(); 3].map(|()| limits.acquire(ip("10.1.1.1")));
        assert!(open.iter().all(Result::is_ok));
        assert!(limits.acquire(ip("10.1.1.1")).is_err());
    }

    #[test]
    fn a_closed_connection_makes_room_for_another_and_leaves_no_trace() {
        let limits = limits(1, 1, "");
        drop(limits.acquire(ip("192.0.2.1")));
        assert!(limits.table().by_network.is_empty());
        assert!(limits.acquire(ip("192.0.2.1")).is_ok());
    }

    #[test]
    fn the_longest_idle_connection_is_evicted_and_a_busy_one_never() {
        let limits = limits(3, 3, "");
        let [busy, older, newer] = [(); 3].map(|()| {
            limits.tick();
            limits.acquire(ip("192.0.2.1")).unwrap_or_else(|limit| panic!("{limit:?}"))
        });
        busy.activity().set_busy();
        assert!(limits.evict_idle() && older.activity().is_evicted() && !newer.activity().is_evicted());
        assert!(limits.evict_idle() && newer.activity().is_evicted());
        assert!(!limits.evict_idle() && !busy.activity().is_evicted());
    }
}
