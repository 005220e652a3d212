//! What a user earned by each person who came, for the widget.

use std::collections::HashMap;

use rusqlite::Connection;

/// Sums of the live rewards of a user by referee and unit, for these referees.
pub fn earned_by(
    conn: &Connection,
    user: i64,
    referees: &[i64],
) -> rusqlite::Result<HashMap<i64, Vec<(String, i64)>>> {
    let mut sums: HashMap<i64, Vec<(String, i64)>> = HashMap::new();
    let mut statement = conn.prepare_cached(
        "SELECT e.participant_id, w.unit, sum(w.amount - w.reversed) AS earned
         FROM json_each(?2) j CROSS JOIN events e ON e.participant_id = j.value
         JOIN rewards w ON w.event_id = e.id
         WHERE w.beneficiary_id = ?1 AND w.state <> 'void'
         GROUP BY e.participant_id, w.unit",
    )?;
    let mut rows = statement.query((user, serde_json::Value::from(referees).to_string()))?;
    while let Some(row) = rows.next()? {
        sums.entry(row.get("participant_id")?).or_default().push((row.get("unit")?, row.get("earned")?));
    }
    Ok(sums)
}
