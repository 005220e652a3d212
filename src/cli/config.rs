//! `config check` and `config show`.

use std::path::Path;

use crate::cli::CliError;
use crate::cli::args::ConfigCommand;
use crate::cli::terminal::{eprint, print};
use crate::config::{Loaded, show};

/// The settings are loaded already: any problem has stopped the program before.
pub fn run(command: &ConfigCommand, loaded: &Loaded) -> Result<(), CliError> {
    match command {
        // Reads no settings, and has run already.
        ConfigCommand::Init(_) => Ok(()),
        ConfigCommand::Check => {
            let of_unit = note_about_unit(loaded.file.as_deref(), &loaded.config.backup.folder);
            let notices = loaded.notices.iter().chain(&of_unit);
            let notices: String = notices.map(|notice| format!("note: {notice}\n")).collect();
            print(&format!("ok\n{notices}"))
        }
        ConfigCommand::Show { json: true } => print(&format!("{:#}\n", show::json(loaded))),
        ConfigCommand::Show { json: false } => {
            for notice in &loaded.notices {
                eprint(&format!("referral: note: {notice}\n"));
            }
            print(&show::text(loaded))
        }
    }
}

/// Where `packaging/referral.service` has the settings, and the only folder that it may write.
const UNIT_SETTINGS: &str = "/etc/referral";
const UNIT_STATE: &str = "/var/lib/referral";

/// With the unit's settings, that the unit may not write the folder of the backups: this command runs
/// outside of it, where the folder may well be writable.
fn note_about_unit(settings: Option<&Path>, folder: &Path) -> Option<String> {
    let is_outside = folder.is_absolute() && !folder.starts_with(UNIT_STATE);
    (settings.is_some_and(|file| file.starts_with(UNIT_SETTINGS)) && is_outside).then(|| {
        let folder = folder.display();
        format!(
            "backup.folder is {folder}, outside of {UNIT_STATE}, the only folder that the systemd unit may write: \
             give it that one, too, by ReadWritePaths={folder} in `systemctl edit referral`."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_folder_that_the_unit_cannot_write_is_told_with_the_settings_of_the_unit() {
        let unit = include_str!("../../packaging/referral.service");
        for line in ["ProtectSystem=strict", "StateDirectory=referral", "ConfigurationDirectory=referral"] {
            assert!(unit.lines().any(|found| found == line), "{line}");
        }
        let settings = Path::new("/etc/referral/referral.toml");
        for folder in ["/var/backups", "/mnt/disk/referral", "/var/lib/referral-backups", "/var/lib", "/"] {
            let told = note_about_unit(Some(settings), Path::new(folder)).unwrap_or_default();
            assert!(told.contains(&format!("ReadWritePaths={folder} ")) && told.ends_with('.'), "{told}");
            // Elsewhere the server may well write there.
            for other in [None, Some(Path::new("referral.toml")), Some(Path::new("/srv/referral.toml"))] {
                assert_eq!(note_about_unit(other, Path::new(folder)), None, "{folder}");
            }
        }
        for folder in ["", "backups", "/var/lib/referral", "/var/lib/referral/backups"] {
            assert_eq!(note_about_unit(Some(settings), Path::new(folder)), None, "{folder}");
        }
    }
}
