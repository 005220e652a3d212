//! All that the site keeps about a person, as one JSON file.

use crate::http::{Answer, SignedIn, Visit, answer};
use crate::store::audit::What;
use crate::store::personal;

pub fn download(visit: &Visit, me: &SignedIn) -> Answer {
    let data = visit.read(|conn| personal::everything(conn, me.user.id))?;
    visit.app.backlog.happened(me.user.id, What::DataDownloaded, visit.trace(), visit.now);
    let mut answer = answer::json(200, &data)?;
    answer::add(&mut answer, "Content-Disposition", "attachment; filename=\"referral-data.json\"");
    Ok(answer)
}
