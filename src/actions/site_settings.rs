//! An admin changes what the site is called and how it looks.

use crate::app::App;
use crate::app::brand::{self, LOGO};
use crate::domain::logo::Logo;
use crate::domain::timestamp::Timestamp;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::{self, settings};

/// What becomes of the logo.
pub enum LogoChange {
    Keep,
    Remove,
    Replace(Logo),
}

/// Saves texts by the names of their settings, in their normal form; an empty one means the default. A
/// setting of the file or the environment stays as it is there.
pub fn save(
    app: &App,
    admin_id: i64,
    texts: &[(&'static str, String)],
    logo: &LogoChange,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<()> {
    let is_free = |name: &str| brand::source(&app.config, &app.settings, name).is_none();
    app.db.write(|tx| -> store::Result<()> {
        for (name, text) in texts.iter().filter(|(name, _)| is_free(name)) {
            match text.as_str() {
                "" => settings::remove(tx, name)?,
                text => settings::set(tx, name, text.as_bytes())?,
            }
        }
        match logo {
            LogoChange::Replace(logo) if is_free(LOGO) => settings::set(tx, LOGO, &logo.bytes)?,
            LogoChange::Remove => settings::remove(tx, LOGO)?,
            _ => {}
        }
        audit::insert(tx, admin_id, AuditEvent::SiteChanged, by, now)
    })?;
    app.reload_brand()
}
