## The site and its menu

site-name = Referrals
site-description = Referral codes and links: register, share your link and see who came.
skip-to-content = Skip to content
menu = Menu
menu-home = Home
menu-register = Register
menu-login = Sign in
menu-profile = Profile
menu-code-add = Add code
menu-code-change = Edit code
menu-profile-delete = Delete profile
menu-logout = Sign out
menu-api = API for programs
menu-statistics = Statistics
menu-to-do = to do
language = Language
language-own-name = English
language-locale = en_US

## Home

home-title = Invite people and see who came
home-lead = Get a referral code, share its link, and see everyone who registered with it — and why they count.
home-register = Register
home-how = How it works
home-step-register = Register and confirm your address by mail.
home-step-code = Create a referral code: choose it yourself or take a random one.
home-step-share = Share the link.
home-step-see = See in your profile who came.
home-taking-part = { $n ->
    [0] Nobody takes part yet — be the first.
    [one] { $n } person takes part already.
   *[other] { $n } people take part already.
}

## States: a word in a pill

state-counts = Counts
state-waiting = Waiting
state-rejected = Rejected
state-frozen = Frozen
state-active = Active
state-off = Off
state-expired = Ended
state-limit-reached = Limit reached
state-pending = Pending
state-due = Due
state-paid = Paid
state-cancelled = Cancelled

## Fields

form-mistakes = Please correct
form-mistake-title = Error: { $title }
field-optional = (optional)
field-firstname = User name
field-firstname-hint = 1 to 50 characters. Whoever invited you will see it.
field-email = Email
field-password = Password
field-password-hint = 8 to 128 characters, any.
field-password2 = Password again
field-old-password = Current password
field-new-password = New password
field-referrer-code = Referrer’s code
field-referrer-code-hint = If you came by a link, it is filled in already.
field-digits = Code from the letter
field-digits-hint = Six digits.
field-friend = A friend’s email
field-friend-hint = A letter with the link goes to this address.
field-description = Description
field-description-hint = Up to 150 characters; whoever opens the link sees it.
field-own-code = Your own code
field-own-code-hint = 4–32 characters: Latin letters, digits and hyphens. Leave it empty for a random one.
field-expires-on = Last day
field-expires-on-hint = The code works until the end of this day, UTC.
code-today-utc = In UTC, today is { $date }.
field-max-uses = How many people
field-max-uses-hint = Once this many people have confirmed their address, the code stops working.
field-active = The code is switched on

## Registering and confirming

register-title = Register
register-submit = Register
register-known = Registered already?
register-invited-by = { $name } invites you
digits-title = Confirm your address
digits-lead = Open the link in the letter, or type the code from it here.
digits-console = No mail server is set up yet, so letters lie on this computer:
digits-terminal = No mail server is set up yet: the terminal that the site was started in prints the letters.
digits-until = The link and the code work until
digits-left-minutes = { $n ->
    [one] No more than { $n } minute is left.
   *[other] No more than { $n } minutes are left.
}
digits-left-seconds = { $n ->
    [one] { $n } second is left.
   *[other] { $n } seconds are left.
}
digits-over = The link and the code have expired. Ask for a new letter.
digits-submit = Confirm
digits-no-email = No letter, or has it expired?
activate-title = Confirming your address
activate-lead = One step is left. Enter the password that you registered with, or choose a new one, and press the button.
activate-submit = Confirm the address
activate-already-title = The address is already confirmed
activate-already-lead = This link has done its work. You can sign in.
activate-expired-title = This link no longer works
activate-expired-lead = Its time is over. Give your address, and we will send a new letter.
activate-unknown-title = There is no such link
activate-unknown-lead = Perhaps a newer letter replaced it, or it was not copied whole. Give your address, and we will send a new letter.
repeat-title = Send the letter again
repeat-lead = Give the address you registered with, and we will send a new letter.
repeat-submit = Send

## Signing in and passwords

login-title = Sign in
login-submit = Sign in
login-no-account = No profile yet?
login-no-email = No confirmation letter?
forgot-title = Forgot your password?
forgot-lead = Give your address, and we will send a letter with a link for a new password.
forgot-submit = Send the letter
reset-title = New password
reset-dead-title = This link no longer works
reset-dead-lead = Its time is over, or it has been used already. Ask for a new one.
password-title = Change the password
password-lead = All your other sessions end with the change.
password-submit = Save the password

## Profile and codes

profile-referred-by = { $name } invited you.
profile-codes = My codes
profile-no-codes = You have no code yet. Create one to get a link.
profile-no-active-code = You have no active code right now. Create a new one to go on inviting.
profile-people = Who came
profile-no-people = Nobody yet. Share your link, and those who register by it appear here.
profile-no-people-yet = Nobody yet. Once you have a link, those who register by it appear here.
profile-account = Account
profile-language = Language of emails to you
profile-language-save = Save the language
profile-link = Link
share-copy = Copy
share-copied = Copied
share-more = Share…
share-with = Send with
share-telegram = Telegram
share-vk = VK
share-whatsapp = WhatsApp
share-mail = Mail
share-subject = An invitation
share-text = You are invited: register by my link.
qr-title = QR code
qr-lead = Show it on your screen or print it: a phone’s camera opens your link.
qr-here-only = So far the site opens on this computer alone. For a phone to open the link too, start it at an address of your network: --listen 192.168.1.5:8080
qr-alt = QR code of the link with the code { $code }
qr-download = Download the picture (SVG)
profile-delete-lead = Your profile, your codes and everything that names you will be gone for good. Type your password to confirm.
profile-delete-submit = Delete for good
profile-delete-keep = Keep the profile
count-clicks = Clicks
count-people = Visitors
count-registered = Registered
count-confirmed = Confirmed
code-active = works
code-expired = expired
code-off = switched off
code-used-up = no places left
code-uses = places taken: { $used } of { $most }
code-until = Last day:
code-is-sent = the link was sent by mail
code-add-title = Create a referral code
code-add-lead = You may leave everything as it is: we will think of a code.
code-add-in-the-way = You already have a working code, { $code }, and there can be only one at a time. Switch it off to create another.
code-add-submit = Create
code-change-title = Edit code
code-change-submit = Save
code-delete-title = Delete the code
code-delete-lead = The link will stop working. Those who came by it stay yours.
code-delete-submit = Delete the code
person-name = Name
person-code = Code
person-state = State
person-registered = Registered
person-gone = profile deleted

## The referral link

card-invites = { $name } invites you
card-invited = You are invited
invitation-you = you
invitation-lead = { $name } will see the name you register under, and that you came by this invitation.
invitation-until = The invitation’s last day, UTC:
invitation-mistyped-title = A typing mistake?
invitation-mistyped-lead = No code looks like this: one of its characters is wrong. Compare it with what you were sent.
invitation-unknown-title = There is no such code
invitation-unknown-lead = Check the link, or ask for it again.
invitation-expired-title = This invitation has expired
invitation-expired-lead = Ask whoever invited you for a new link — or register without one.
invitation-off-title = This invitation no longer works
invitation-off-lead = Its owner switched it off. Ask for a new link — or register without one.
invitation-used-up-title = This invitation has no places left
invitation-used-up-lead = As many people came by it as its owner wanted. Ask for a new link — or register without one.
invitation-register-anyway = Register without an invitation

## Messages

notice-email-sent = We have sent a letter. Confirm your address while the link works.
notice-email-sent-code-ended = We have sent a letter. The invitation had ended by then, so you will not count for whoever invited you.
notice-email-repeated = If this address waits to be confirmed, a new letter is on its way.
notice-confirmed = Your address is confirmed. Now you can sign in.
notice-confirmed-too-late = Your address is confirmed. Now you can sign in. All places of the invitation were taken before you confirmed, so you do not count for whoever invited you.
notice-already-confirmed = Your address was confirmed before. You can sign in.
notice-signed-out = You have signed out.
notice-code-added = The code is created. Its link is below: share it.
notice-code-added-and-sent = The code is created, the letter with its link is on its way.
notice-code-changed = The code is changed.
notice-code-deleted = The code is deleted.
notice-password-changed = The password is changed, your other sessions have ended.
notice-reset-sent = If there is such a profile, a letter with a link for a new password is on its way.
notice-password-reset = The password is changed. Sign in with the new one.
notice-profile-deleted = The profile is deleted.

## What is wrong with a field

refusal-empty = Fill this in.
refusal-missing = This field is missing.
refusal-twice = This field came twice.
refusal-not-text = This must be text.
refusal-too-short = { $n ->
    [one] At least { $n } character is needed.
   *[other] At least { $n } characters are needed.
}
refusal-too-long = { $n ->
    [one] No more than { $n } character.
   *[other] No more than { $n } characters.
}
refusal-control-character = There are invisible characters in here that must not be.
refusal-too-many-marks = There are more marks on one letter here than any script needs.
refusal-not-an-address = This does not look like a mail address. Example: name@example.com.
refusal-plus-not-escaped = There is a space in this address. In a query, write + as %2B.
refusal-passwords-differ = The passwords differ.
refusal-not-a-date = This is not a date.
refusal-not-in-future = This date is past.
refusal-too-far = { $n ->
    [one] No further than { $n } day ahead.
   *[other] No further than { $n } days ahead.
}
refusal-not-a-code = A code consists of letters, digits and hyphens.
refusal-code-taken = This code is taken, choose another.
refusal-code-reserved = This code is kept for the site itself, choose another.
refusal-code-rude = Some would find this code rude; choose another.
refusal-code-mistyped = A typing mistake in the code? Compare it with what you were sent.
refusal-code-unknown = There is no such code. Check it, or leave the field empty.
refusal-active-code-exists = A link is published already: only one code can be active.
refusal-wrong-password = The password is wrong.
refusal-not-six-digits = Type the six digits of the letter.
refusal-wrong-digits = The code is wrong. Check the address and the six digits of the latest letter.
refusal-wrong-credentials = The address or the password is wrong, or the address is not confirmed yet.
refusal-not-a-boolean = This must be true or false.
refusal-not-a-number = This must be a whole number above zero.
refusal-unknown-field = There is no such field here.
refusal-not-a-choice = Only one of the values that are named is possible here.
refusal-not-in-range = A number from 1 to { $n }.
refusal-fewer-than-used = Fewer than are taken already: { $n }.

## What did not work

failure-malformed = The request cannot be read
failure-malformed-do = Go back and try again.
failure-unsupported-media = This kind of content is not taken here
failure-unsupported-media-do = Send forms as application/x-www-form-urlencoded and data as application/json.
failure-not-signed-in = You need to sign in
failure-not-signed-in-do = Sign in and repeat.
failure-wrong-credentials = The address or the password is wrong, or the address is not confirmed yet
failure-wrong-credentials-do = Check both and try again; if the address is not confirmed, open the link in the letter or ask for a new one.
failure-forged = The form is out of date
failure-forged-do = Go back, reload the page and send the form again.
failure-no-cookies = Your browser keeps no cookies of this site
failure-no-cookies-do = A form needs one. Allow cookies for this site in the browser's settings, reload the page and send the form again.
failure-needs-https = This form needs a secure connection
failure-needs-https-do = Open the page by its address with https and send the form again.
failure-needs-https-open = Open with https
failure-forbidden = You may not do this
failure-forbidden-do = Everybody acts for themselves alone.
failure-not-found = There is no such page
failure-not-found-do = Check the address, or begin at the home page.
failure-wrong-method = This address is not used like this
failure-wrong-method-do = The Allow header names the methods it knows.
failure-timed-out = The request took too long
failure-timed-out-do = Try again.
failure-conflict = This contradicts what is there already
failure-conflict-do = Change one of the two.
failure-gone = Its time is over
failure-gone-do = Ask for a new letter or a new link.
failure-too-large = Too much data
failure-too-large-do = Send less.
failure-target-too-long = The address is too long
failure-target-too-long-do = Check the link.
failure-unprocessable = Not everything is filled in right
failure-unprocessable-do = Correct what is marked and send it again.
failure-home = To the home page
failure-again-minutes = { $n ->
    [one] You can try again in { $n } minute.
   *[other] You can try again in { $n } minutes.
}
failure-again-seconds = { $n ->
    [one] You can try again in { $n } second.
   *[other] You can try again in { $n } seconds.
}
failure-too-many = Too many attempts
failure-too-many-do = Wait a little and try again.
failure-header-too-large = The headers are too large
failure-header-too-large-do = Delete this site’s cookies and try again.
failure-internal = Something broke on our side
failure-internal-do = It is not your mistake, and it is written down. Try again later.
failure-busy = The server is busy
failure-busy-do = Nothing is lost. Wait a few seconds and repeat.
failure-unavailable = Nothing can be saved now
failure-unavailable-do = The server has trouble with its disk: what you sent was not saved. Everything saved before is whole, and pages can be read. Repeat in a few minutes.
failure-number = Request number: { $id }. Quote it if you write to us about this.

## Letters

email-greeting = Hello { $name },
email-greeting-nameless = Hello,
email-life-minutes = { $n ->
    [one] The link works for { $n } minute from the moment this letter was sent.
   *[other] The link works for { $n } minutes from the moment this letter was sent.
}
email-life-seconds = { $n ->
    [one] The link works for { $n } second from the moment this letter was sent.
   *[other] The link works for { $n } seconds from the moment this letter was sent.
}
email-not-you = If this was not you, do nothing.
email-activation-subject = Confirm your address for { $site }
email-activation-why = To finish registering, confirm that this address is yours.
email-activation-button = Confirm the address
email-activation-digits = Or type this code on the site: { $digits }
email-known-subject = Somebody tried to register at { $site }
email-known-why = Somebody, perhaps you, tried to register this address, but there is a profile with it already. Just sign in.
email-known-button = Sign in
email-known-not-you = If this was not you, there is nothing to do: your profile has not changed.
email-invitation-subject = { $name } invites you
email-invitation-why = { $name } invites you to register at { $site }.
email-invitation-subject-nameless = An invitation to { $site }
email-invitation-why-nameless = You are invited to register at { $site }.
email-invitation-button = Open the invitation
email-invitation-until = The invitation works until { $date }.
email-invitation-ignore = If you do not know the sender, just delete this letter: you will get no other.
email-reset-subject = A new password for { $site }
email-reset-why = Somebody, perhaps you, asked for a link to set a new password.
email-reset-button = Set a new password
email-password-subject = Your password at { $site } was changed
email-password-why = The password of your profile was just changed. If it was you, all is well.
email-password-button = Get back in
email-password-not-you = If it was not you, set a new password by the link above: all other sessions will end.

## Dates

date = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Address, sessions, history, data

field-new-email = New email
address-title = Change the address
address-lead = We will send a letter with a link to the new address; it takes effect when you open the link. We will tell the current address at once.
address-submit = Send the letter
address-confirm-title = A new address
address-confirm-lead = One step is left: press the button, and this address becomes yours on the site.
address-dead-lead = Its time is over, or the address or the password has changed since. Ask for a new one.
notice-address-asked = A letter is on its way to the new address. It takes effect when you open the link in it.
notice-address-changed = The address is changed.
notice-sessions-ended = The session has ended.
sessions-title = Sessions and history
sessions-lead = Here you see where you are signed in. End a session you do not know, and change your password.
sessions-browser = Browser
sessions-program = Program
sessions-this = this one
sessions-unknown-device = gave no name
sessions-since = Signed in:
sessions-used = Last used:
sessions-end = End it
sessions-end-others = End all others
activity-title = What happened
activity-when = When
activity-what = What
activity-who = Who
actor-self = you
actor-stranger = unknown
actor-operator = the administrator
audit-registered = Registered
audit-confirmed = Address confirmed
audit-signed-in = Signed in
audit-sign-in-failed = Failed to sign in
audit-signed-out = Signed out
audit-session-ended = Session ended
audit-token-issued = Token issued for a program
audit-password-changed = Password changed
audit-password-reset = Password changed by letter
audit-address-changing = New address asked for
audit-address-changed = Address changed
audit-code-added = Code created
audit-code-changed = Code changed
audit-code-deleted = Code deleted
audit-data-downloaded = Data downloaded
audit-listed-changed = Place on the leaderboard changed
audit-activated = Address confirmed by hand
audit-disabled = Profile disabled
audit-enabled = Profile enabled again
audit-made-admin = Made an administrator
data-title = Download my data (JSON)
email-address-subject = Confirm your new address for { $site }
email-address-why = To make this the address of your profile, open the link.
email-address-button = Confirm the new address
email-changing-subject = Your address at { $site } is about to change
email-changing-why = Another address was asked for your profile. It changes when that address is confirmed. If it was you, all is well.
email-changing-not-you = If it was not you, set a new password by the link above: the request for another address will stop working.
refusal-password-common = This password is too well known: it is among the first to be guessed. Choose another.
refusal-password-personal = The password must not contain your address, your name or the site’s name.
emails-title = Letters
emails-lead = Letters are not sent but shown here and in the terminal, until the settings name a mail server: mail.mode = "smtp". Only this machine sees this page.
emails-none = None yet. Register, or ask for a new password: the letter will show up here.

## The first admin

setup-title = The first admin
setup-lead = The server printed this link: whoever sees its console runs it. Create the profile that will look after the site.
setup-firstname-hint = 1 to 50 characters. Those you invite will see it.
setup-email-hint = No letter comes: the address counts as confirmed at once.
setup-submit = Create and sign in
setup-dead-title = This link no longer works
setup-dead-lead = It lives 30 minutes, works once, and only while there is no admin. If there is none yet, the server prints a new link when it starts, and so does this command:

## Looking after the site

menu-admin = Admin
admin-overview = Overview
admin-people = People
admin-codes = Codes
admin-emails = Letters
admin-audit = Trail
admin-health = Health
admin-backups = Backups
admin-settings = Settings
admin-back = Back, changing nothing
admin-more = Show more
admin-search = Find
admin-all = All
admin-action = Action
admin-megabytes = { $whole }.{ $tenth } MB
admin-kilobytes = { $n } kB
admin-count-people = Registered
admin-count-confirmed = Confirmed
admin-count-admins = Admins
admin-count-codes = Created
admin-count-codes-on = Switched on
admin-people-search = Address, name, number or code
admin-people-search-hint = The beginning of an address or a name is enough; a code is needed whole.
admin-people-newest = Registered lately
admin-people-by-number = By number
admin-people-by-code = By code
admin-people-by-address = By address
admin-people-by-name = By name
admin-people-none = Nobody was found. Try the beginning of an address or a name, or a whole code.
admin-people-codes = Look among the codes
account-disabled = disabled
account-unconfirmed = address not confirmed
account-confirmed = confirmed, has not signed in yet
account-active = active
account-admin = admin
account-frozen = branch frozen
account-questioned = waits for review
admin-number = Number
admin-email = Letter
admin-email-taken = sent
admin-email-not-taken = not sent yet
admin-referred-by = Came by
admin-referred-by-none = nobody
admin-rejected = does not count
rule-link = by link
rule-moved = moved by an admin
rule-typed = typed the code
admin-sessions = Signed in at
admin-sessions-none = Nowhere right now.
admin-where = Where
admin-since = Since
admin-used = Last used
admin-activate = Confirm the address
admin-activate-title = Confirm the address without a letter?
admin-activate-lead = The person can sign in and counts for whoever invited them. This cannot be undone.
admin-disable = Disable
admin-disable-title = Disable the profile?
admin-disable-lead = The person is signed out everywhere at once and cannot sign in; their links stop inviting. The profile can be enabled again.
admin-enable = Enable
admin-enable-title = Enable the profile again?
admin-enable-lead = The person can sign in, and their active code invites again.
admin-sign-out = End all sessions
admin-sign-out-title = End all sessions?
admin-sign-out-lead = The person is signed out everywhere and can sign in anew.
admin-end-session-title = End this session?
admin-end-session-lead = There, the person has to sign in anew.
admin-make-admin = Make an admin
admin-make-admin-title = Make this person an admin?
admin-make-admin-lead = They will see everybody and can do all that you can, taking your rights included.
admin-remove-admin = Take the admin’s rights
admin-remove-admin-title = Take the admin’s rights?
admin-remove-admin-lead = The profile and its codes stay. Any admin can give the rights back.
admin-delete = Delete
admin-delete-title = Delete the profile for good?
admin-delete-lead = The profile, its codes, sessions, letters and trail disappear. The counts of whoever invited them stay. This cannot be undone: when in doubt, disable it instead.
admin-codes-search = A code or its beginning
admin-codes-found = List of codes
admin-codes-on = Switched on
admin-codes-none = No codes.
admin-codes-all = All codes of this person
admin-owner = Owner
admin-code-counts = Clicks / came / count
code-deleted = deleted
code-paused = paused
admin-code-off = Switch off
admin-code-off-title = Switch the code off?
admin-code-off-lead = Its link stops inviting; those who came stay counted. The owner can switch it on again: to prevent that, disable the profile.
admin-emails-waiting = Waiting
admin-emails-dead = Given up
admin-emails-none-waiting = No letter waits.
admin-emails-none-dead = No letter was given up.
admin-emails-retry-all = Send all again
admin-emails-retry-all-title = Send all letters again?
admin-emails-retry-all-about = All that wait or were given up
admin-email-kind = About
admin-email-to = To
admin-email-person = profile
admin-email-due = next try:
admin-email-sending = on its way
admin-email-dead = given up
admin-email-attempts = { $n ->
    [one] { $n } attempt
   *[other] { $n } attempts
}
admin-email-retry = Send
admin-email-retry-title = Send the letter again?
admin-email-retry-lead = Earlier attempts are forgotten. If the link in the letter has died, it gets a new one.
admin-email-drop = Drop
admin-email-drop-title = Drop the letter?
admin-email-drop-lead = Nobody will get it. This cannot be undone; people can ask for a new letter themselves.
kind-activation = confirms an address
kind-known-address = the address is registered already
kind-invitation = invitation
kind-reset = new password
kind-password-changed = password changed
kind-new-address = confirms a new address
kind-address-changing = address is changing
admin-audit-none = Nothing has happened yet.
admin-audit-all = The whole trail of this person
audit-of = Trail: { $name }
admin-person-page = This person’s page
admin-whose = Profile
admin-actor-owner = the owner
activity-referred-by = came by person #{ $id } now
activity-branch = branch of person #{ $id }
activity-referral = referral #{ $id }
activity-emails = all letters
activity-email = letter #{ $id }
activity-admin = admin #{ $id }
activity-account = profile #{ $id }
admin-settings-lead = What is in force and where it came from. Settings are changed where they came from; the server reads them when it starts. Secrets are not shown.
admin-settings-in-force = In force now
admin-setting = Setting
admin-value = Value
admin-value-set = set, not shown
admin-origin = From
health-well = Nothing here needs you.
health-backup-missing = There is no backup of the last seven days
health-late = A background job has not run for too long: the program’s log says why
health-clock-ahead = The machine’s clock was set forward by over an hour. If that is wrong, correct it: nothing that expires is deleted for a day
health-program = Program
health-version = Version
health-started = Started
health-jobs = Background jobs
health-job = Job
health-last-run = Last run
health-last-failure = Last failure
health-outbox = Letters waiting
health-dead = Letters given up
health-database = Database
health-file = File
health-size = Size
health-free = of which free
health-compaction = Remains of deleted data
health-compaction-due = may be in free space of the file since
health-compaction-done = none
health-log = Write-ahead log
health-schema = Schema version
health-backup = Last backup
health-no-backup = none was made here yet
health-never = not yet
health-check-lead = The check reads the whole database and is in nobody’s way. The complete one, which recomputes every count, is the command
health-check = Check the database now
backups-lead = A backup is made while the site works, checked, and put into the folder named below. Everything is in it, so it cannot be downloaded here: fetch the file from the server and keep it elsewhere.
backups-folder = Folder:
backups-now = Back up now
backups-there = Backups made
backups-none = No backup was made here yet.
backups-unreadable = The backup folder cannot be read; the server’s log says why.
backups-name = File
notice-all-sessions-ended = All sessions have ended. The person can sign in anew.
notice-person-activated = The address is confirmed: the person can sign in.
notice-person-disabled = The profile is disabled and signed out. “Enable” below brings it back.
notice-person-enabled = The profile is enabled again. The person has to sign in anew.
notice-person-deleted = The profile is deleted. Your own trail says so.
notice-admin-made = The person is an admin now. The rights can be taken back below.
notice-admin-removed = The person is no admin any more. The rights can be given back below.
notice-already-so = It was so already: nothing has changed.
notice-code-switched-off = The code is switched off. Only its owner can switch it on again.
notice-emails-retried = It is being sent again. If that fails, the letter stays in this section.
notice-email-dropped = The letter is dropped.
notice-checked-whole = Checked: the database is whole.
notice-checked-damaged = The database is damaged. The command referral verify says where; then put a backup in its place with referral restore.
notice-checked-too-big = The check did not end within 15 seconds. Run referral verify on the server.
notice-maintenance-busy = Another check or backup is under way. Wait a little.
notice-backup-made = The backup is made and checked.
notice-backup-failed = The backup failed. The server’s log says why.
notice-backup-in-memory = The database lives in memory: there is nothing to back up. Name a file in database.path.
audit-removed-admin = Admin’s rights taken
audit-account-deleted = Another profile deleted
audit-letters-retried = Letters sent again
audit-letter-dropped = Letter dropped
audit-backup-made = Database backed up
admin-own-page = This is your own profile: here only another admin can disable it, delete it or take its rights.
admin-oneself = You cannot do this to your own profile here: it is too easy to lock oneself out. Ask another admin.
setup-address-taken = There is a profile with this address already. Give another, or run referral user make-admin on the server.
origin-default = default
origin-follows = follows { $what }
origin-line = { $file } line { $line }
origin-dotenv = { $file } line { $line }, { $name }
origin-variable = environment variable { $name }
origin-flag = flag { $name }
origin-content = content of the file { $file }, which was named by: { $by }

## Why

why-title = Why
why-history = How it went
why-note = Note:
why-counts = Counts: { $how }.
why-waits = Does not count yet: { $how }.
why-counts-not = Does not count: { $how }.
why-opened = { $whose ->
    [own] your link was opened on { $at }
    [another] somebody else’s link was opened on { $at }
    [gone] a link whose code is gone was opened on { $at }
   *[code] the link of { $code } was opened on { $at }
}
why-registered = registration on { $at }
why-registered-after = registration { $after }
why-typed = { $whose ->
    [own] your code { $code } was typed there
    [another] somebody else’s code was typed there
    [gone] a code that is gone was typed there
   *[code] the code { $code } was typed there
}
why-confirmed = the address was confirmed
why-confirmed-after = the address was confirmed { $after }
why-unconfirmed = the address is not confirmed yet
why-held = waits for a review
why-moved = on { $at } an administrator said by whom this person came
why-moved-to-you = on { $at } an administrator said that this person came by you
why-frozen = but on { $at } the branch was frozen
why-code-expired = but the code had expired before the registration
why-code-off = but the code had been switched off before the registration
why-code-used-up = but every place of the code had been taken before the registration
why-code-used-up-since = but every place of the code had been taken before the confirmation
why-review = but on { $at } an administrator decided that it does not count
why-first = of the opened links the first decides
why-last = of the opened links the last decides
why-first-ended = the first of the opened links no longer worked, so the last decided
why-last-ended = the last of the opened links no longer worked, so the first decided
why-typed-over-link = a typed code goes before opened links
why-filled-in = the code in the field was filled in by another opened link and decides nothing
why-approved = an administrator reviewed it on { $at }
after-nothing = within the same second
after-seconds = { $n ->
    [one] { $n } second later
   *[other] { $n } seconds later
}
after-minutes = { $n ->
    [one] { $n } minute later
   *[other] { $n } minutes later
}
after-hours = { $n ->
    [one] { $n } hour later
   *[other] { $n } hours later
}
after-days = { $n ->
    [one] { $n } day later
   *[other] { $n } days later
}
date-time = { $date } at { $time } UTC
step-opened = { $whose ->
    [own] Your link with the code { $code } was opened.
    [another] Another member’s link was opened.
    [gone] A link whose code is gone was opened.
   *[code] The link of { $code } was opened.
}
step-opened-first = It is the first of those opened.
step-opened-last = It is the last of those opened.
step-registered = Registration.
step-field = { $whose ->
    [own] The field for the code held your code { $code }.
    [another] The field for the code held another member’s code.
    [gone] The field for the code held a code that is gone.
   *[code] The field for the code held { $code }.
}
step-field-typed = It was typed by hand, so it decides.
step-field-filled-in = An opened link had filled it in; the links decide.
step-rule-first = { $n ->
    [one] The rule in force: the first link opened within the last { $n } day counts.
   *[other] The rule in force: the first link opened within the last { $n } days counts.
}
step-rule-last = { $n ->
    [one] The rule in force: the last link opened within the last { $n } day counts.
   *[other] The rule in force: the last link opened within the last { $n } days counts.
}
step-code-expired = Does not count: the code had expired.
step-code-off = Does not count: the code was switched off.
step-code-used-up = Does not count: every place of the code was taken.
step-review = Does not count: an administrator decided so.
step-confirmed = The address was confirmed.
step-doubted = In doubt: { $signal }; weight { $weight }.
step-held = Waits for a review.
step-approved = Reviewed: an administrator decided that it counts.
step-moved = An administrator said that this person came by { $name }.
step-moved-to-you = An administrator said that this person came by you.
step-moved-erased = An administrator said by whom this person came; that profile is gone.
step-frozen = The branch was frozen.
step-restored = The branch counts again.
step-by = Decided by { $name }.
step-by-erased = The profile of whoever decided is gone.
step-by-operator = Decided at the command line.
signal-mailbox = the same mailbox under another name
signal-disposable = a disposable address
signal-browser = the same browser as the referrer’s
signal-network = the same network as the referrer’s
signal-speed = faster than people are

## Numbers and the leaderboard

numbers-title = Code statistics
numbers-days = { $n ->
    [one] By day: the last { $n } day
   *[other] By day: the last { $n } days
}
numbers-origins = { $n ->
    [one] Where they came from in { $n } day
   *[other] Where they came from in { $n } days
}
numbers-no-origins = From nowhere yet: nobody has opened the link.
origin-host = Site
origin-marks = Link tags
origin-unknown = unknown
origin-others = all others
part-of-people = { $n }% of visitors
part-of-registered = { $n }% of them
chart-clicks = Clicks and visitors
chart-people = Registrations and confirmations
chart-most = Most in a day: { $n }
chart-day = Day
chart-table = The same as a table
table-download = Download as a table (CSV)
leaders-title = Leaderboard
leaders-lead = Who brought the most people who confirmed their address. Only those who want to be are listed.
leaders-none = Nobody yet. You can show yourself here from your profile.
leaders-count = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
leaders-choose = Show me on the leaderboard
leaders-off = No
leaders-initial = By the first letter of my name
leaders-name = By my name
leaders-save = Save
notice-listed-changed = Saved.
notice-language-changed = Emails to you come in this language from now on.
profile-referred-by-link = The link opened on { $date } decided.
profile-referred-by-code = A typed code decided.
profile-referred-by-word = An administrator said so.
admin-reviews = Reviews
reviews-lead = Referrals in which somebody may have referred themselves. The decision and its reason stay in the trail.
reviews-waiting = { $count ->
    [one] { $count } referral waits for a decision
   *[other] { $count } referrals wait for a decision
  }
reviews-none = Nothing waits for a decision.
reviews-look = Decide
review-title = Does this referral count?
review-signals = What raised the doubt
review-weight = Weight
review-branch = Decide the same for everybody whom this person brought
review-approve = It counts
review-reject = It does not count
review-decide = Decide whether it counts
branch-title = Branch: { $name }
branch-above = Who came by whom
branch-higher = { $count } more above
branch-look = The whole branch of this person
branch-people = People in the branch
branch-counted = Count
branch-depth = Depth
branch-brought = Brought / count
branch-none = Nobody came by this person.
branch-frozen = frozen
branch-frozen-with = with the branch of
branch-freeze = Freeze the branch
branch-freeze-lead = This person and everybody who came through them, at any depth, will count no more, and their codes will stop working. The accounts stay, and the branch can be restored.
branch-restore = Restore the branch
branch-restore-lead = Everybody who stopped counting together with this person will count again, and their codes will work.
branch-move = Move to somebody else
branch-move-lead = This person will have come by another, together with everybody they brought.
branch-approve = Count all that waits
branch-approve-lead = Every referral of this branch that waits for a decision will count.
branch-reject = Count nobody
branch-reject-lead = Nobody who came through this person, at any depth, will count. Each of these decisions can only be taken back by itself.
field-reason = Reason
field-reason-hint = Up to 500 characters; it stays in the trail beside the decision.
field-referrer = Referred by
field-referrer-hint = A code, a mail address, or a number such as #12.
notice-decided = The decision is on record. It can be taken anew from the person’s page or from the trail.
notice-branch-frozen = The branch is frozen. It can be restored below.
notice-branch-restored = The branch counts again, and its codes work.
notice-person-moved = Moved. Moving again takes it back.
refusal-not-a-decision = Choose whether it counts.
refusal-already-so = It is so already.
refusal-code-used-up = This code has no place left.
refusal-unknown-user = There is no such person.
refusal-own-branch = That is the same person, or one who came through them.
audit-referral-approved = Referral approved
audit-referral-rejected = Referral rejected
audit-referrer-changed = Came by somebody else from now on
audit-branch-frozen = Branch frozen
audit-branch-restored = Branch restored
overview-empty = There is no code yet, so there is nothing to count. Whoever has registered and signed in can add one, and so can you.
overview-referrals = Referrals
overview-to-send = Letters given up: { $n }
overview-to-review = Referrals to review: { $n }
overview-todo = Waits for you
overview-reviews = Wait for a decision
overview-frozen = Frozen
overview-top = The codes that brought most people
overview-signups = Came
overview-counted = Count
