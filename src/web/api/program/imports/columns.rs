//! Which column of a file is which field: by the header, in any case and with any signs between words.
//! Also known are the headers of files that other programs write or read: Rewardful's import of
//! affiliates, FirstPromoter's and GrowSurf's fields of a participant, ReferralHero's of a subscriber.

use crate::store::imports::ImportKind;

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// As in the file.
    pub header: String,
    /// `None`: the column is not read.
    pub field: Option<&'static str>,
}

/// What a header is called in the file, without signs and in lower case, and the field that it is.
type Known = (&'static str, &'static str);

/// Fields of PUT, `referred_by`, and `id` of this server's own exports.
const PARTICIPANTS: [Known; 31] = [
    ("id", "id"),
    ("externalid", "external_id"),
    ("email", "email"),
    ("name", "name"),
    ("group", "group"),
    ("lang", "lang"),
    ("code", "code"),
    ("state", "state"),
    ("notify", "notify"),
    ("stripecustomer", "stripe_customer"),
    ("referredby", "referred_by"),
    // Words of others.
    ("emailaddress", "email"),
    ("emailid", "email"),
    ("affiliateemail", "email"),
    ("promoteremail", "email"),
    ("firstname", "name"),
    ("affiliatefirstname", "name"),
    ("token", "code"),
    ("affiliatetoken", "code"),
    ("refid", "code"),
    ("referralcode", "code"),
    ("custid", "external_id"),
    ("customerid", "external_id"),
    ("uid", "external_id"),
    ("userid", "external_id"),
    ("language", "lang"),
    ("referrer", "referred_by"),
    ("referrerid", "referred_by"),
    ("referreremail", "referred_by"),
    ("referrercode", "referred_by"),
    ("parentpromoterid", "referred_by"),
];

const EVENTS: [Known; 14] = [
    ("type", "type"),
    ("id", "id"),
    ("also", "also"),
    ("participant", "participant"),
    ("amount", "amount"),
    ("currency", "currency"),
    ("of", "of"),
    ("refundedinall", "refunded_in_all"),
    ("name", "name"),
    ("code", "code"),
    ("confirmed", "confirmed"),
    ("occurredat", "occurred_at"),
    ("metadata", "metadata"),
    ("date", "occurred_at"),
];

/// The columns of a header line. Of two that are one field, the first is read.
pub fn recognize<'h>(kind: ImportKind, headers: impl Iterator<Item = &'h str>) -> Vec<Column> {
    let known: &[Known] = match kind {
        ImportKind::Participants => &PARTICIPANTS,
        ImportKind::Events => &EVENTS,
    };
    let mut columns: Vec<Column> = Vec::new();
    for header in headers {
        let plain: String =
            header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let field = known.iter().find(|(name, _)| *name == plain).map(|(_, field)| *field);
        let field = field.filter(|field| columns.iter().all(|earlier| earlier.field != Some(*field)));
        columns.push(Column { header: header.trim().to_owned(), field });
    }
    if kind == ImportKind::Participants {
        settle_growsurf(&mut columns);
    }
    columns
}

/// GrowSurf's `id` of a participant is what its links carry, and `referredBy` names a referrer by it.
fn settle_growsurf(columns: &mut [Column]) {
    let has = |header: &str| columns.iter().any(|column| column.header == header);
    if !(has("firstName") && (has("referredBy") || has("shareUrl"))) {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.field == Some("id")) {
        column.field = Some("code");
    }
}
