//! What the operating system says of this process, from Linux's /proc.

use std::fs;

/// The page size of every machine that the program is built for; the kernel may be told another and rarely is.
const PAGE_BYTES: u64 = 4096;

/// Memory in use that is not shared with a file, swapped out or given back, in bytes (proc_pid_statm(5)).
pub fn resident_bytes() -> Option<u64> {
    let statm = fs::read_to_string("/proc/self/statm").ok()?;
    Some(statm.split(' ').nth(1)?.parse::<u64>().ok()? * PAGE_BYTES)
}

/// Open files, connections among them.
pub fn open_files() -> Option<usize> {
    // One is the folder that is being read.
    Some(fs::read_dir("/proc/self/fd").ok()?.count().saturating_sub(1))
}
