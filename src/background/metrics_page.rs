//! The page of metrics for Prometheus.

use std::fs;

use crate::actions::{backup_check, backups};
use crate::app::App;
use crate::app::rate_limit::RateLimit;
use crate::domain::timestamp::Timestamp;
use crate::metrics::{PrometheusText, security_log};
use crate::store::{health, liability, outbox, webhook_deliveries};
use crate::web::routes::ROUTES;

/// Renders all metrics. Labels are constants and units, so the page names no user. `started`: the program's
/// start.
pub fn render(app: &App, version: &str, started: Timestamp) -> String {
    let mut text = PrometheusText::default();
    text.metric("referral_build_info", "gauge", "The program that runs, as labels; always 1.");
    text.sample("referral_build_info", &[("version", version)], 1);
    requests(app, &mut text);
    connections(app, &mut text);
    queues(app, &mut text);
    emails(app, &mut text);
    webhooks(app, &mut text);
    liability(app, &mut text);
    database(app, &mut text);
    security_events(&mut text);
    jobs(app, &mut text);
    backups(app, &mut text);
    process(&mut text, started);
    text.finish()
}

fn requests(app: &App, text: &mut PrometheusText) {
    let name = "referral_http_requests_total";
    text.metric(
        name,
        "counter",
        "Answered requests by route, method and status; route \"-\" is no address of the site.",
    );
    app.metrics.requests.each(|route, method, status, count| {
        let route = route.and_then(|number| ROUTES.get(number)).map_or("-", |route| route.path);
        text.sample(name, &[("route", route), ("method", method), ("status", status)], count);
    });
    let name = "referral_http_request_seconds";
    text.metric(
        name,
        "histogram",
        "How long answers took to make, by what was asked for and whether it only read.",
    );
    for (group, access, times) in app.metrics.requests.times() {
        text.histogram(name, &[("group", group), ("access", access)], times);
    }
    let name = "referral_refused_attempts_total";
    text.metric(
        name,
        "counter",
        "Attempts that a rate limit refused; email_in_all is the ceiling over all emails that people cause.",
    );
    for limit in RateLimit::ALL {
        text.sample(name, &[("limit", limit.label())], app.rate_limiter.refused(limit));
    }
    let panics = app.metrics.panics.get();
    text.single("referral_panics_total", "counter", "Panics, each a mistake in the program.", panics);
    let clicks = app.write_buffer.total_clicks();
    text.single("referral_clicks_total", "counter", "Clicks on referral links that were counted.", clicks);
}

fn connections(app: &App, text: &mut PrometheusText) {
    let wire = &app.metrics.wire;
    text.single("referral_connections", "gauge", "Open connections.", wire.connections.now());
    text.single("referral_connections_total", "counter", "Connections let in.", wire.connections.total());
    let name = "referral_connections_refused_total";
    text.metric(
        name,
        "counter",
        "Connections turned away: too many, too many from one address, or none to be had from the system.",
    );
    for (reason, counter) in
        [("full", &wire.connection_limit), ("address", &wire.network_limit), ("system", &wire.accept_failed)]
    {
        text.sample(name, &[("reason", reason)], counter.get());
    }
    let slow = wire.timed_out.get();
    text.single(
        "referral_connections_timed_out_total",
        "counter",
        "Connections ended because the peer was too slow.",
        slow,
    );
    text.single(
        "referral_connections_displaced_total",
        "counter",
        "Idle connections closed to make room for a new one.",
        wire.evicted.get(),
    );
    text.single(
        "referral_requests_without_room_total",
        "counter",
        "Requests refused because unfinished ones held all the memory that they may.",
        wire.memory_limit.get(),
    );
}

fn queues(app: &App, text: &mut PrometheusText) {
    let name = "referral_queue_length";
    text.metric(name, "gauge", "How much waits: for a thread, for a hash, for the next write.");
    let (wire, hashes, backlog) = (&app.metrics.wire, app.hasher.queue(), app.write_buffer.sizes());
    for (queue, length) in [
        ("requests", usize::try_from(wire.blocking_waiting.now()).unwrap_or(usize::MAX)),
        ("hashes", hashes.waiting),
        ("clicks", backlog.clicks),
        ("session_uses", backlog.sessions),
        ("audit_entries", backlog.audit_entries),
    ] {
        text.sample(name, &[("queue", queue)], length);
    }
    let running = wire.blocking_running.now();
    text.single(
        "referral_requests_running",
        "gauge",
        "Requests on threads that may hash, write or wait.",
        running,
    );
    text.single("referral_hashes_running", "gauge", "Password hashes being made.", hashes.running);
    text.single("referral_hashes_total", "counter", "Password hashes made.", hashes.done);
    text.single(
        "referral_hashes_refused_total",
        "counter",
        "Password hashes refused because too many waited.",
        hashes.rejected,
    );
    let name = "referral_database_wait_seconds";
    text.metric(name, "histogram", "How long writers waited for their place.");
    text.histogram(name, &[], app.db.write_waits());
}

fn liability(app: &App, text: &mut PrometheusText) {
    // Without a readable database the series is missing, which monitoring notices.
    let Ok(sums) = app.db.read(liability::sums) else { return };
    let name = "referral_liability";
    text.metric(name, "gauge", "What rewards owe by unit, in minor units of a currency.");
    for (unit, due, paying, pending) in sums {
        for (state, amount) in [("due", due), ("paying", paying), ("pending", pending)] {
            text.sample(name, &[("unit", &unit), ("state", state)], amount);
        }
    }
}

fn emails(app: &App, text: &mut PrometheusText) {
    let name = "referral_deliveries_total";
    text.metric(name, "counter", "Email deliveries by outcome.");
    let mail = &app.metrics.mail;
    for (end, counter) in [("sent", &mail.sent), ("postponed", &mail.rescheduled), ("dead", &mail.dead)] {
        text.sample(name, &[("end", end)], counter.get());
    }
    // Without a readable database the series is missing, which monitoring notices.
    let Ok(counts) = app.db.read(outbox::count_by_state) else { return };
    let name = "referral_outbox_letters";
    text.metric(name, "gauge", "Emails in the outbox by state; sent and failed ones stay for a week.");
    for (state, count) in outbox::STATES.into_iter().zip(counts) {
        text.sample(name, &[("state", state)], count);
    }
    if let Ok(oldest) = app.db.read(outbox::oldest_waiting) {
        let name = "referral_outbox_oldest_seconds";
        text.single(name, "gauge", "How long the oldest waiting email has waited.", age(app, oldest));
    }
}

/// Without a readable database these are missing, which monitoring notices.
fn webhooks(app: &App, text: &mut PrometheusText) {
    if let Ok(oldest) = app.db.read(webhook_deliveries::oldest_waiting) {
        let name = "referral_webhooks_oldest_seconds";
        text.single(name, "gauge", "How long the oldest waiting webhook has waited.", age(app, oldest));
    }
}

/// How old something is, in seconds; 0 if there is none.
fn age(app: &App, at: Option<Timestamp>) -> i64 {
    at.map_or(0, |at| app.clock.now().0.saturating_sub(at.0).max(0))
}

/// A database in memory has no log and no disk.
fn database(app: &App, text: &mut PrometheusText) {
    let path = &app.config.database.path;
    if let Ok(size) = app.db.read(|conn| health::database_size(conn, path)) {
        let name = "referral_database_bytes";
        text.single(name, "gauge", "Size of the database file, free pages included.", size.file_bytes);
        if let Some(bytes) = size.wal_bytes {
            text.single("referral_database_wal_bytes", "gauge", "Size of the write-ahead log.", bytes);
        }
    }
    if let Some(bytes) = health::free_disk_bytes(path) {
        let name = "referral_disk_free_bytes";
        text.single(name, "gauge", "Free space where the database is, for the server's user.", bytes);
    }
}

fn security_events(text: &mut PrometheusText) {
    let name = "referral_security_events_total";
    text.metric(
        name,
        "counter",
        "Security events by name, such as sign_in and address_confirmed; the log has a line for each.",
    );
    for (event, count) in security_log::counts() {
        text.sample(name, &[("event", event.name())], count);
    }
}

fn jobs(app: &App, text: &mut PrometheusText) {
    let jobs = app.last_runs.list();
    let name = "referral_job_runs_total";
    text.metric(name, "counter", "Runs of background jobs by how they ended.");
    for job in &jobs {
        text.sample(name, &[("job", job.name), ("end", "done")], job.runs.get());
        text.sample(name, &[("job", job.name), ("end", "failed")], job.failures.get());
    }
    let name = "referral_job_last_run_seconds";
    text.metric(name, "gauge", "When a background job last succeeded, in seconds since 1970.");
    for job in &jobs {
        if let Some(at) = job.last_run() {
            text.sample(name, &[("job", job.name)], at.0);
        }
    }
}

/// The newest backup counts, also one that was made by hand or before this start. Where the folder cannot be
/// read the series is missing, which monitoring notices.
fn backups(app: &App, text: &mut PrometheusText) {
    if let Some(newest) = backups::list(&app.config).ok().and_then(|all| all.into_iter().next()) {
        text.single(
            "referral_backup_last_success_timestamp_seconds",
            "gauge",
            "When the newest backup was made, in seconds since 1970.",
            newest.at.0,
        );
        text.single("referral_backup_last_success_bytes", "gauge", "Its size.", newest.size_bytes);
    }
    if let Ok(Some(check)) = app.db.read(backup_check::find) {
        text.single(
            "referral_backup_check_success",
            "gauge",
            "Whether the newest backup passed its last check: 1 or 0.",
            u8::from(check.problem.is_none()),
        );
        text.single(
            "referral_backup_check_timestamp_seconds",
            "gauge",
            "When a backup was last checked, in seconds since 1970.",
            check.at,
        );
    }
    if let Some(at) = app.last_runs.find("backup").and_then(|job| job.last_failure()) {
        text.single(
            "referral_backup_last_failure_timestamp_seconds",
            "gauge",
            "When a backup of the rotation last failed since the start, in seconds since 1970.",
            at.0,
        );
    }
}

/// The names are those of Prometheus' client libraries.
fn process(text: &mut PrometheusText, started: Timestamp) {
    text.single(
        "process_start_time_seconds",
        "gauge",
        "When the program started, in seconds since 1970.",
        started.0,
    );
    if let Some(bytes) = resident_bytes() {
        text.single("process_resident_memory_bytes", "gauge", "Memory in use.", bytes);
    }
    if let Some(files) = open_files() {
        text.single("process_open_fds", "gauge", "Open files.", files);
    }
}

/// The page size of every machine that the program is built for (getconf(1), PAGESIZE).
const PAGE_BYTES: u64 = 4096;

/// Resident memory without shared pages of files, in bytes (proc_pid_statm(5)).
fn resident_bytes() -> Option<u64> {
    let statm = fs::read_to_string("/proc/self/statm").ok()?;
    Some(statm.split(' ').nth(1)?.parse::<u64>().ok()? * PAGE_BYTES)
}

fn open_files() -> Option<usize> {
    // One is the folder that is being read.
    Some(fs::read_dir("/proc/self/fd").ok()?.count().saturating_sub(1))
}
