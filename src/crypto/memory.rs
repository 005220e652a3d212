//! How much memory this process may use, and how many password hashes fit into it.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

/// Hashes may take one of these parts of the memory; the database's pages and the requests have the
/// rest.
const PARTS: u64 = 2;

/// What bounds the number of hashes that run at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashRoom {
    /// At least 1.
    pub max_running: usize,
    /// The processors, each of which could run one.
    pub cores: usize,
    pub hash_bytes: u64,
    /// `None`: nothing says.
    pub limit_bytes: Option<u64>,
}

impl HashRoom {
    pub fn new(cores: usize, hash_bytes: u64, limit_bytes: Option<u64>) -> HashRoom {
        let fit = limit_bytes.map_or(u64::MAX, |limit| limit / PARTS / hash_bytes.max(1));
        let max_running = usize::try_from(fit).unwrap_or(usize::MAX).clamp(1, cores.max(1));
        HashRoom { max_running, cores, hash_bytes, limit_bytes }
    }

    /// A sentence for the operator, where the memory allows fewer hashes than there are processors, or
    /// not even one.
    pub fn warning(&self) -> Option<String> {
        let limit = self.limit_bytes?;
        let (hash_mib, limit_mib) = (mib(self.hash_bytes), mib(limit));
        if limit / PARTS < self.hash_bytes {
            return Some(format!(
                "a password hash takes {hash_mib} MiB and the memory is {limit_mib} MiB, so the system may end \
                 the program; allow it {} MiB, or lower accounts.scrypt_log_n",
                mib(self.hash_bytes * PARTS)
            ));
        }
        (self.max_running < self.cores).then(|| {
            format!(
                "a password hash takes {hash_mib} MiB and the memory is {limit_mib} MiB, so {} at once is the \
                 limit, not {}, one for each processor; sign-ins may wait longer",
                self.max_running, self.cores
            )
        })
    }
}

/// Whether the system would give so much memory now.
pub(super) fn is_free(bytes: u64) -> bool {
    let mut hash = Vec::<u8>::new();
    let is_free = usize::try_from(bytes).is_ok_and(|bytes| hash.try_reserve_exact(bytes).is_ok());
    // An allocation that nothing looks at would be optimized away.
    black_box(&hash);
    is_free
}

fn mib(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}

/// The least of the machine's memory and the limits of the control groups that this process is in.
pub fn limit_bytes() -> Option<u64> {
    limit(|path| fs::read_to_string(path).ok())
}

fn limit(read: impl Fn(&Path) -> Option<String>) -> Option<u64> {
    let of_groups = read(Path::new("/proc/self/cgroup"))
        .into_iter()
        .flat_map(|groups| limit_files(&groups))
        .filter_map(|file| read(&file)?.trim().parse::<u64>().ok());
    let of_machine = read(Path::new("/proc/meminfo")).and_then(|text| total_bytes(&text));
    of_groups.chain(of_machine).min()
}

/// The files with limits, from the groups of `/proc/self/cgroup` up to the root: the limit of each holds
/// (cgroups(7), Linux's cgroup-v2.rst and cgroup-v1/memory.rst). In a container the mounted root is the
/// container's own group, whatever the path says.
fn limit_files(groups: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for line in groups.lines() {
        let mut fields = line.splitn(3, ':').skip(1);
        let (Some(controllers), Some(path)) = (fields.next(), fields.next()) else { continue };
        // Next to v1 systemd mounts v2 at `unified`.
        let (roots, file): (&[&str], _) = match controllers {
            "" => (&["/sys/fs/cgroup", "/sys/fs/cgroup/unified"], "memory.max"),
            v1 if v1.split(',').any(|it| it == "memory") => {
                (&["/sys/fs/cgroup/memory"], "memory.limit_in_bytes")
            }
            _ => continue,
        };
        for root in roots {
            let group = Path::new(path.trim_start_matches('/'));
            files.extend(group.ancestors().map(|group| Path::new(root).join(group).join(file)));
        }
    }
    files
}

/// `MemTotal` of `/proc/meminfo` (proc_meminfo(5)), which is in KiB.
fn total_bytes(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok()?.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    const MIB: u64 = 1024 * 1024;
    const MACHINE: u64 = 4096 * MIB;

    /// The limit where these files are, and a machine of 4 GiB.
    fn with(groups: &str, files: &[(String, String)]) -> Option<u64> {
        let mut all: HashMap<PathBuf, String> =
            files.iter().map(|(path, text)| (path.into(), text.clone())).collect();
        all.insert("/proc/self/cgroup".into(), groups.into());
        all.insert("/proc/meminfo".into(), format!("MemFree: 1 kB\nMemTotal:  {} kB\n", MACHINE / 1024));
        limit(|path| all.get(path).cloned())
    }

    #[test]
    fn the_limit_of_every_group_above_the_process_counts_in_both_versions() {
        let versions = [
            ("0::", "/sys/fs/cgroup", "memory.max", "max"),
            ("0::", "/sys/fs/cgroup/unified", "memory.max", "max"),
            ("4:memory:", "/sys/fs/cgroup/memory", "memory.limit_in_bytes", "9223372036854771712"),
            ("7:cpu,memory:", "/sys/fs/cgroup/memory", "memory.limit_in_bytes", "9223372036854771712"),
        ];
        for (line, root, file, none) in versions {
            for path in ["/", "/a", "/a/b", "/system.slice/referral.service", "/../../docker/0123", "/a:b"] {
                let groups = format!("9:name=systemd:/x\n8:pids:/x\n{line}{path}\n");
                let all = Path::new(path.trim_start_matches('/'))
                    .ancestors()
                    .map(|group| Path::new(root).join(group).join(file).display().to_string())
                    .collect::<Vec<_>>();
                let unlimited: Vec<_> = all.iter().map(|it| (it.clone(), format!("{none}\n"))).collect();
                assert_eq!(with(&groups, &unlimited), Some(MACHINE), "{groups}");
                assert_eq!(with(&groups, &[]), Some(MACHINE), "no file: {groups}");
                for limited in &all {
                    let mut files = unlimited.clone();
                    files.push((limited.clone(), format!("{}\n", 64 * MIB)));
                    assert_eq!(with(&groups, &files), Some(64 * MIB), "{limited} of {groups}");
                }
            }
        }
        assert_eq!(limit(|_| None), None, "a system that says nothing");
    }

    #[test]
    fn as_many_hashes_run_at_once_as_fit_into_half_of_the_memory_and_at_least_one() {
        for cores in [1, 2, 8, 64] {
            for log_n in 10..=20 {
                let hash_bytes = 1024_u64 << log_n;
                for limit in (4..=14).map(|log| MIB << log) {
                    let room = HashRoom::new(cores, hash_bytes, Some(limit));
                    let most = room.max_running;
                    assert!((1..=cores).contains(&most), "{room:?}");
                    assert!(most == 1 || most as u64 * hash_bytes <= limit / 2, "{room:?}");
                    assert!(most == cores || (most as u64 + 1) * hash_bytes > limit / 2, "{room:?}");
                    let is_tight = most < cores || hash_bytes > limit / 2;
                    let warning = room.warning();
                    assert_eq!(warning.is_some(), is_tight, "{room:?}");
                    for number in [hash_bytes, limit].map(|bytes| format!("{} MiB", mib(bytes))) {
                        assert!(warning.as_ref().is_none_or(|said| said.contains(&number)), "{warning:?}");
                    }
                }
            }
            assert_eq!(HashRoom::new(cores, 32 * MIB, None).max_running, cores);
        }
    }
}
