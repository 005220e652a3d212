//! How many connections there may be, altogether and from one address.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ipnet::IpNet;
use tokio::sync::Notify;

use crate::wire::Limits;

pub(super) struct Slots {
    max: usize,
    max_per_ip: usize,
    trusted: Vec<IpNet>,
    taken: AtomicUsize,
    by_origin: Mutex<HashMap<IpAddr, usize>>,
    left: Notify,
    emptied: Notify,
}

/// Which cap keeps a connection out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cap {
    Altogether,
    Origin,
}

/// The right to one connection; dropping it gives it back, however the connection ended.
pub(super) struct Slot {
    slots: Arc<Slots>,
    /// `None` for a reverse proxy, which has no cap of its own.
    origin: Option<IpAddr>,
}

impl Slots {
    pub(super) fn new(limits: &Limits) -> Arc<Slots> {
        Arc::new(Slots {
            max: limits.max_connections,
            max_per_ip: limits.max_connections_per_ip,
            trusted: limits.trusted_proxies.clone(),
            taken: AtomicUsize::new(0),
            by_origin: Mutex::new(HashMap::new()),
            left: Notify::new(),
            emptied: Notify::new(),
        })
    }

    /// Fails when there are enough connections already, or enough from where this one comes.
    pub(super) fn take(self: &Arc<Self>, peer: IpAddr) -> Result<Slot, Cap> {
        // One task accepts, so nobody else adds between the look and the addition.
        if self.is_full() {
            return Err(Cap::Altogether);
        }
        let peer = peer.to_canonical();
        let origin = (!self.trusted.iter().any(|net| net.contains(&peer))).then(|| origin(peer));
        if let Some(origin) = origin {
            let mut by_origin = self.by_origin();
            let count = by_origin.entry(origin).or_insert(0);
            if *count >= self.max_per_ip {
                if *count == 0 {
                    by_origin.remove(&origin);
                }
                return Err(Cap::Origin);
            }
            *count += 1;
        }
        self.taken.fetch_add(1, Ordering::SeqCst);
        Ok(Slot { slots: Arc::clone(self), origin })
    }

    /// Returns once there is room for one. Meant for whoever accepts alone.
    pub(super) async fn room(&self) {
        while self.is_full() {
            self.left.notified().await;
        }
    }

    fn is_full(&self) -> bool {
        self.taken.load(Ordering::SeqCst) >= self.max
    }

    /// Returns once no connection is left. Meant for after accepting has ended.
    pub(super) async fn all_free(&self) {
        loop {
            let emptied = self.emptied.notified();
            if self.taken.load(Ordering::SeqCst) == 0 {
                return;
            }
            emptied.await;
        }
    }

    fn by_origin(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        // Counting cannot leave the map half changed, so a poisoned lock holds good numbers.
        self.by_origin.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if let Some(origin) = self.origin
            && let Entry::Occupied(mut count) = self.slots.by_origin().entry(origin)
        {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
        if self.slots.taken.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.slots.emptied.notify_waiters();
        }
        // Kept for whoever begins to wait a moment later.
        self.slots.left.notify_one();
    }
}

/// Who counts as one: an IPv4 address, or an IPv6 /64, which is what one customer gets (RFC 6177).
fn origin(peer: IpAddr) -> IpAddr {
    match peer {
        IpAddr::V4(_) => peer,
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & (u128::MAX << 64)).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(max: usize, max_per_ip: usize, trusted: &str) -> Arc<Slots> {
        let mut limits = Limits::from(&crate::config::Server::default());
        limits.max_connections = max;
        limits.max_connections_per_ip = max_per_ip;
        limits.trusted_proxies = trusted.parse().into_iter().collect();
        Slots::new(&limits)
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn neighbours_in_one_ipv6_network_share_a_cap() {
        let slots = slots(10, 2, "");
        let held = [slots.take(ip("2001:db8::1")), slots.take(ip("2001:db8::ffff:2"))];
        assert!(held.iter().all(Result::is_ok));
        assert!(slots.take(ip("2001:db8::3")).is_err());
        assert!(slots.take(ip("2001:db8:0:1::3")).is_ok());
    }

    #[test]
    fn an_ipv4_address_counts_the_same_when_it_arrives_mapped() {
        let slots = slots(10, 1, "");
        let _held = slots.take(ip("192.0.2.1"));
        assert!(slots.take(ip("::ffff:192.0.2.1")).is_err());
        assert!(slots.take(ip("::ffff:192.0.2.2")).is_ok());
    }

    #[test]
    fn a_trusted_proxy_is_held_by_the_whole_cap_alone() {
        let slots = slots(3, 1, "10.0.0.0/8");
        let held = [slots.take(ip("10.1.1.1")), slots.take(ip("10.1.1.1")), slots.take(ip("10.1.1.1"))];
        assert!(held.iter().all(Result::is_ok));
        assert!(slots.take(ip("10.1.1.1")).is_err());
    }

    #[test]
    fn a_slot_given_back_can_be_taken_again_and_leaves_no_trace() {
        let slots = slots(1, 1, "");
        drop(slots.take(ip("192.0.2.1")));
        assert!(slots.by_origin().is_empty());
        assert!(slots.take(ip("192.0.2.1")).is_ok());
    }
}
