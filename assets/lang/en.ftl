## The site and its menu

site-description = Get a referral link, share it, and see who joins and why each one counts.
skip-to-content = Skip to content
menu = Menu
menu-home = Home
menu-register = Sign up
menu-login = Sign in
menu-profile = Profile
menu-code-add = Add code
menu-code-change = Edit code
menu-profile-delete = Delete profile
menu-logout = Sign out
menu-api = API
reference-title = API reference
menu-privacy = Privacy
menu-terms = Terms
menu-statistics = Statistics
menu-to-do = to do
menu-group-money = Money
menu-group-connections = Connections
menu-group-server = Server
language = Language
language-locale = en_US
# Between the items of a list in this language's spreadsheets: , or ;
language-list-separator = ,
language-direction = ltr

## Home

home-title = Share a link. See who joins.
home-lead = Get a referral link, share it, and see who signed up — and why each one counts.
home-register = Get your link
home-how = How it works
home-step-register = Sign up
home-step-register-how = Three fields, and a link in your email
home-step-code = Get your link
home-step-code-how = Yours alone, with a QR code
home-step-share = Share it
home-step-share-how = In a chat, by email, on a poster
home-step-see = See who joins
home-step-see-how = Who signed up, when, and by which link
home-proof = No guessing: each one is explained
home-proof-lead = This is what you see for each person you invite.
home-example-opened = Opened your link
home-example-opened-when = 2 Nov, 10:43
home-example-lasts = 5 min
home-example-registered = Signed up
home-example-registered-when = Boris, 10:48
home-example-confirmed-in = 20 s
home-example-counts-why = Email confirmed
home-family = Anna invited Boris and Maria, Boris invited Leo, and next is you
home-family-1 = A
home-family-2 = B
home-family-3 = M
home-family-4 = L
home-taking-part = { $n ->
    [0] No one has joined yet. Be the first.
    [one] { $n } person has joined.
   *[other] { $n } people have joined.
}

## States: a word in a pill

state-counts = Counts
state-waiting = Waiting
state-rejected = Rejected
state-frozen = Frozen
state-active = Active
state-off = Off
state-expired = Expired
state-limit-reached = Limit reached
state-pending = Pending
state-due = Due
state-held = On hold
state-paying = On its way
state-given = Given
state-paid = Paid
state-cancelled = Cancelled

## Fields

form-mistakes = There’s a problem
form-saved = Saved
form-mistake-title = Error: { $title }
field-optional = (optional)
field-firstname = Your name
field-firstname-seen = { $name } will see it
field-email = Email
field-password = Password
field-password-hint = At least 8 characters
field-password-again = Type it again: a password is never sent back
field-show = Show
field-hide = Hide
field-password2 = Repeat the password
field-old-password = Current password
field-new-password = New password
field-referrer-code = Invitation code
field-digits = 6-digit code
field-digits-hint = It’s in the email we sent you.
field-otp = Code from your app
field-otp-hint = 6 digits, new every 30 seconds.
field-recovery = Recovery code
field-recovery-hint = Case, spaces and dashes don’t matter.
field-friend = A friend’s email
field-friend-hint = We’ll email them your link.
field-description = Message
field-description-hint = Up to 150 characters. Anyone who opens the link sees it.
field-own-code = Your own code
field-own-code-hint = 4 to 32 Latin letters, digits or hyphens. Leave blank for a random code.
field-expires-on = Expires on
field-expires-on-hint = End of day, UTC.
code-today-utc = Today in UTC is { $date }.
field-max-uses = Limit
field-max-uses-hint = Stops working after this many confirmed sign-ups.
field-active = Active

## Registering and confirming

register-title = Sign up
register-submit = Create account
register-known = Already have an account?
register-invited-by = { $name } invites you
digits-title = Confirm your email
digits-lead = Open the link in the email, or enter the code from it.
digits-console = Email isn’t set up yet. Emails appear here:
digits-terminal-inbox = Email isn’t set up yet. Emails are printed in the terminal where the site was started, with the address of a page that shows them.
digits-terminal = Email isn’t set up yet. Emails are printed in the terminal where the site was started.
digits-until = The link and the code work until
digits-left-minutes = { $n ->
    [one] No more than { $n } minute left.
   *[other] No more than { $n } minutes left.
}
digits-left-seconds = { $n ->
    [one] { $n } second left.
   *[other] { $n } seconds left.
}
digits-over = The link and the code have expired. Ask for a new email.
digits-submit = Confirm
digits-no-email = Didn’t get it, or has it expired?
activate-title = Confirm your email
activate-title-of = Confirm { $email }
activate-lead = Enter the password you signed up with, or choose a new one, to finish.
activate-press = Press the button to finish.
activate-submit = Confirm email
activate-already-title = Your email is already confirmed
activate-already-lead = You’re all set. Sign in.
activate-expired-title = This link has expired
activate-expired-lead = Enter your email and we’ll send a new link.
activate-expired-of = The link for { $email } is out of date. One press sends a new email to this address.
activate-unknown-title = This link doesn’t work
activate-unknown-lead = A newer email may have replaced it, or part of the link is missing. Enter your email and we’ll send a new one.
repeat-title = Resend the email
repeat-lead = Enter the email you signed up with. We’ll send a new link and a new code.
repeat-submit = Resend

## Signing in and passwords

login-title = Sign in
login-submit = Sign in
login-no-account = New here?
login-limited = Forgot the password?
login-limited-reset = Set a new password now
login-for-page = Sign in to see this page. You will return to it.
login-for-sessions = Sign in to see your sessions.
login-for-statistics = Sign in to see your statistics.
login-for-code = Sign in to manage your code.
login-for-people = Sign in to see the people you invited.
login-for-admin = Sign in as an admin.
login-no-email = No confirmation email?
login-factor-title = Enter your code
login-factor-lead = Open your authenticator app and enter the code for this site.
login-factor-remember = Don’t ask in this browser for 30 days
login-factor-recovery = Lost your phone?
login-factor-lost = No recovery codes left? The people who run this site can turn two-factor sign-in off for you.
login-factor-again = Use another account
forgot-title = Forgot your password?
forgot-lead = Enter your email and we’ll send you a link to set a new password.
forgot-submit = Send link
reset-title = New password
reset-dead-title = This link no longer works
reset-dead-lead = It has expired or has been used. Ask for a new one.
password-title = Change password
factor-title = Two-factor sign-in
factor-lead = At sign-in we also ask for a code from an app on your phone. Your password alone then opens nothing.
factor-set-up = Set up
factor-on = On
factor-since = since
factor-app = Authenticator app
factor-replace-lead = A new phone? Connect its app: the old one and the old recovery codes stop working.
factor-replace = Connect another app
factor-browsers = Remembered browsers
factor-browsers-lead = If one is lost or shared, let every browser ask for a code again.
factor-browsers-forget = Forget all browsers
factor-off = Turn off
factor-off-lead = Your password alone is then enough to sign in.
factor-off-demanded = This account needs two-factor sign-in, so it can’t be turned off.
factor-needed-lead = This account needs two-factor sign-in. Set it up to continue.
factor-app-title = Set up two-factor sign-in
factor-app-lead = Scan this with an authenticator app, such as Aegis or Google Authenticator. Then enter the code it shows.
factor-app-alt = QR code for an authenticator app
factor-app-type = Can’t scan? Type this key into the app:
factor-app-submit = Turn on
recovery-title = Recovery codes
recovery-lead = Each signs you in once if you lose your phone. Save them now: they won’t be shown again.
recovery-saved = I’ve saved them
recovery-left = { $n ->
    [one] { $n } code left.
   *[other] { $n } codes left.
}
recovery-few = Make new ones before you run out.
recovery-renew = Make new codes
password-lead = You’ll be signed out everywhere else.
password-submit = Save password

## Profile and codes

profile-referred-by = { $name } invited you.
profile-codes = Your codes
profile-no-codes = Create your first link.
profile-no-active-code = None of your codes is active. Create one to keep inviting.
profile-people = People you invited
profile-no-people = People who sign up with your link will appear here.
profile-no-people-yet = Once you have a link, people who sign up with it will appear here.
profile-no-people-title = No one yet
profile-no-codes-lead = One press makes your link. You can change its name, message and last day later.
profile-make-link = Get my link
profile-customise-first = Choose your own code, a message or a last day
profile-customise = Choose your own code, add a message or a last day
profile-all-time = All time
profile-today = Today
profile-clicks-today = Clicks today
profile-yesterday = yesterday { $n }
profile-waiting = { $n } to confirm
profile-account = Account
account-details = Your details
account-time-zone = Time zone
account-time-zone-hint = Like Europe/Berlin. Leave blank to follow your browser.
account-theme = Theme
account-theme-system = As the system
account-theme-light = Light
account-theme-dark = Dark
account-found-by-email = Members who know my email address can look up my code
account-save = Save changes
account-access = Sign-in and data
account-delete-lead = Removes your account, your codes and your personal data.
profile-language = Language of your emails
profile-language-save = Save language
profile-link = Your link
share-copy = Copy
share-copied = Copied
share-more = Share…
share-ways = whatsapp telegram email x facebook linkedin reddit
share-with = Share with
share-telegram = Telegram
share-vk = VK
share-whatsapp = WhatsApp
share-mail = Email
share-x = X
share-facebook = Facebook
share-linkedin = LinkedIn
share-reddit = Reddit
share-title = Share your link
share-message = Your message
share-message-use = Use this message
utm-title = Link for a campaign
utm-lead = Statistics show each source and campaign apart.
utm-source = Source, like newsletter
utm-medium = Medium, like email
utm-campaign = Campaign, like spring
utm-make = Make the link
share-subject = Join me
share-text = Join with my link:
imports-reason = Imported from a file.
join-title = Join { $site }
join-submit = Join
join-sent-title = Look into your inbox
join-sent-lead = An email is on its way. Open its link, and you are in.
widget-title = Invite friends
widget-title-prize = Invite friends, get { $prize }
widget-progress = { $reached } of { $needed }
widget-counted = { $n ->
    [one] person counts
   *[other] people count
}
widget-no-link = No link of yours works at the moment.
widget-people = Who joined
widget-no-people = No one has joined yet
widget-under-review = Under review
widget-not-counted = Not counted
widget-pending = { $amount } pending
widget-due = { $amount } due
widget-paid = { $amount } paid
widget-ended = This view has ended. Reload the page to see it again.
widget-failed = The server cannot be reached.
widget-again = Try again
widget-no-script = Without JavaScript your link is on your own page:
widget-open-site = Open my page
qr-title = QR code
qr-lead = Show it on your screen or print it. A phone’s camera opens your link.
qr-here-only = Phones can’t reach this yet: the server listens on this computer only. Start it with --listen 192.168.1.5:8080
qr-alt = QR code of the link with the code { $code }
qr-download = Download SVG
qr-download-png = Download PNG
qr-open = Full screen
qr-print = Print sheet
qr-poster = Scan to join
profile-delete-lead = Your account, your codes and all your personal data will be deleted. This can’t be undone. Enter your password to confirm.
profile-delete-submit = Delete for good
profile-delete-keep = Keep my account
count-clicks = Clicks
count-people = Visitors
count-registered = Sign-ups
count-confirmed = Confirmed
code-uses = { $used } of { $most } used
code-is-sent = link emailed
code-add-title = Create a link
code-add-lead = Everything is optional. Leave the code blank and we’ll generate one.
code-add-in-the-way = { $code } is active. Replacing it turns it off; people who joined with it still count for you.
code-replace-title = Replace your code?
code-replace-submit = Replace it with a new one
code-cancel = Cancel
code-for-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
code-on-date = On a date
code-preview = What your friend sees
code-preview-card = The card that chats show
code-preview-email = Email:
code-add-submit = Create link
count-counted = Counts
count-waiting = Waiting
count-rejected = Rejected
count-frozen = Frozen
count-sum = { $registered ->
    [one] 1 sign-up
   *[other] { $registered } sign-ups
} = { $counted ->
    [one] 1 counts
   *[other] { $counted } count
} + { $waiting } waiting + { $rejected } rejected + { $frozen } frozen
code-valid = Valid
code-until-date = until { $date }
code-ended-date = ended { $date }
code-ends-today = ends today
code-ends-tomorrow = ends tomorrow
code-days-left = { $n ->
    [one] { $n } day left
   *[other] { $n } days left
}
code-no-end = no end
code-extend = Extend by 30 days
code-customise = Customise
code-change-title = Edit code
code-change-submit = Save
code-delete-title = Delete code
code-delete-lead = The link will stop working. People who joined with it still count for you.
code-delete-submit = Delete code
person-name = Name
person-code = Code
person-state = State
person-registered = Joined
person-search = Search by name
person-how = How
person-time = Time to sign up
person-details = Details
how-link = by link
how-typed = code typed
how-told = by an app
how-moved = moved by admin
path-opened = Opened your link
path-moved = Moved to you
path-signed-up = Signed up
path-confirmed = Confirmed email
path-unconfirmed = Email not confirmed
path-remind = The email may be in their spam folder
path-review = In review
path-review-lead = An admin looks at it
path-since = since
path-with-code = with the code
path-typed-code = typed the code
path-code-expired = the code had expired
path-code-off = the code was off
path-code-used-up = the code had reached its limit
path-reviewed = by an admin
person-factor-off = Off
person-gone = account deleted

## The referral link

card-invites = { $name } invites you
card-invited = You’re invited
invitation-you = you
invitation-accept = Accept the invitation
invitation-chip = Invitation
invitation-chip-until = until { $date }
invitation-remove = Sign up without this invitation
invitation-step-register = You sign up
invitation-step-register-how = Three fields, one minute
invitation-step-confirm = You confirm your email
invitation-step-confirm-how = We send a link and a 6-digit code
invitation-step-linked = You and { $name } are linked
invitation-step-linked-how = You get a link to share as well
invitation-did-you-mean = Did you mean
invitation-open-code = Use this code
invitation-mistyped-title = That code has a typo
invitation-mistyped-lead = One character is wrong. Check it against the message you got.
invitation-unknown-title = We can’t find that code
invitation-unknown-lead = Check the link, or ask for it again.
invitation-expired-title = This invitation has expired
invitation-expired-lead = Ask for a new link, or sign up without one.
invitation-off-title = This invitation is no longer active
invitation-off-lead = Its owner has turned it off. Ask for a new link, or sign up without one.
invitation-used-up-title = This invitation is full
invitation-used-up-lead = It has reached its limit. Ask for a new link, or sign up without one.
invitation-register-anyway = Sign up without an invitation

## Messages

notice-email-sent = Check your inbox: we’ve sent you a link and a code.
notice-email-sent-code-ended = Check your inbox: we’ve sent you a link and a code. The invitation had ended by then, so your sign-up won’t count for the person who invited you.
notice-email-repeated = If this address still needs confirming, a new email is on its way.
notice-confirmed = Your email is confirmed. Sign in to continue.
notice-confirmed-signed-in = Your email is confirmed, and you are signed in.
notice-confirmed-too-late = Your email is confirmed. Sign in to continue. The invitation reached its limit before you confirmed, so your sign-up doesn’t count for the person who invited you.
notice-already-confirmed = Your email was already confirmed. Sign in to continue.
notice-signed-out = You’ve signed out.
notice-code-added = Your link is ready. Share it.
notice-code-added-and-sent = Your link is ready, and we’re emailing it to your friend.
notice-code-changed = Code saved.
notice-code-replaced = Your new code is ready. The old one is off.
notice-account-saved = Changes saved.
notice-code-deleted = Code deleted.
notice-password-changed = Password changed. You’ve been signed out everywhere else.
notice-reset-sent = If there’s an account with that address, a link to set a new password is on its way.
notice-password-reset = Password changed. Sign in with the new one.
notice-profile-deleted = Your account has been deleted.
notice-code-extended = The code works 30 days longer.

## What is wrong with a field

refusal-empty = Fill in this field.
refusal-missing = This field is missing.
refusal-twice = This field is sent twice.
refusal-not-text = This must be text.
refusal-too-short = { $n ->
    [one] Use at least { $n } character.
   *[other] Use at least { $n } characters.
}
refusal-too-long = { $n ->
    [one] Use no more than { $n } character.
   *[other] Use no more than { $n } characters.
}
refusal-control-character = Remove the invisible characters.
refusal-too-many-marks = Remove the extra accent marks.
refusal-not-the-address = The email does not match this account.
refusal-not-an-address = Enter a full email address, like name@example.com.
refusal-plus-not-escaped = There’s a space in this address. In a query, write + as %2B.
refusal-passwords-differ = The passwords don’t match.
refusal-not-a-date = Enter a date, like 2026-12-31.
refusal-not-in-future = Choose a date in the future.
refusal-too-far = { $n ->
    [one] Choose a date no more than { $n } day ahead.
   *[other] Choose a date no more than { $n } days ahead.
}
refusal-not-a-code = Use only letters, digits and hyphens.
refusal-code-taken = This code is taken. Choose another.
refusal-code-reserved = This code is reserved. Choose another.
refusal-code-rude = Choose a different code.
refusal-code-mistyped = This code has a typo. Check it against the message you got.
refusal-code-unknown = We can’t find this code. Check it, or leave the field blank.
refusal-active-code-exists = You already have an active code.
refusal-already-invited = You’ve already invited this address. Each address can be invited once.
refusal-wrong-password = Wrong password.
refusal-not-six-digits = Enter the 6 digits from the email.
refusal-wrong-digits = Wrong code. Check the address and the 6 digits in the latest email.
refusal-wrong-otp = Wrong or already used code. Enter the next one the app shows.
refusal-wrong-credentials = Wrong email or password, or the email isn’t confirmed yet.
refusal-not-a-boolean = This must be true or false.
refusal-not-a-number = Enter a whole number above zero.
refusal-unknown-field = There’s no such field.
refusal-not-a-choice = Choose one of the listed values.
refusal-not-in-range = Enter a number from 1 to { $n }.
refusal-fewer-than-used = Already used { $n } times. Enter { $n } or more.
refusal-not-minor-units = An amount is an integer of minor units: 4900 for 49.00.
refusal-out-of-range = This number is out of range.
refusal-currency-unknown = ISO 4217 has no such currency.
refusal-currency-differs = The purchase is in another currency.
refusal-refund-exceeds = This is more than is left of the purchase.
refusal-self-referral = The code is the participant's own.
refusal-cycle = The referrer came through this participant.
refusal-time-in-future = This is more than 5 minutes ahead of the clock.
refusal-not-a-time = This must be a time by RFC 3339, such as 2026-11-30T10:00:00Z.
refusal-not-a-duration = This must be a duration by ISO 8601, such as P31D.
refusal-not-an-object = This must be an object.
refusal-not-a-list = This must be a list of { $n } at most.
refusal-not-an-external-id = Use A–Z, a–z, 0–9 and . _ : @ | + ~ = - and begin with none of these signs.
refusal-not-a-stripe-customer = This is not a customer's number at Stripe.
refusal-event-conflict = The event was told with another value.
refusal-already-referred = The participant has a referrer already.
refusal-email-taken = Another participant has this address.
refusal-external-id-taken = Another participant has this name.
refusal-money-open = Money is due or being paid.
refusal-state-forbids = A program may not do this to this account.
refusal-idempotency-key-reused = The Idempotency-Key was used with another request.
refusal-not-an-idempotency-key = An Idempotency-Key has 1 to 255 visible characters.
refusal-unknown-participant = There is no such participant.
refusal-not-a-name = This must be 1 to 40 of a–z, 0–9 and -, and begin with one of a–z.
refusal-not-allowed = This does not go with the other fields.
refusal-not-a-color = Enter a colour as # and six digits, like #14594a.
refusal-not-a-web-address = Enter a full web address, like https://example.com/terms.
refusal-https-required = Enter an address that begins with https://.
refusal-address-refused = No webhook may be sent to this address.
refusal-logo-too-large = Choose a file of 48 KB or less.
refusal-logo-not-a-picture = Choose an SVG or PNG file.
refusal-logo-broken = This file is damaged. Save it again and choose it again.
refusal-logo-wrong-size = Choose a picture of 16 to 1,024 pixels a side, at most 8 times as long as it is high.
refusal-logo-unsafe = This SVG holds a script, a link to another file, or something a drawing doesn’t need. Export it as a plain SVG.

## What did not work

failure-malformed = We couldn’t read that request
failure-malformed-do = Go back and try again.
failure-unsupported-media = This content type isn’t accepted
failure-unsupported-media-do = Send forms as application/x-www-form-urlencoded and data as application/json.
failure-not-signed-in = Sign in first
failure-not-signed-in-do = Sign in and try again.
failure-wrong-credentials = Wrong email or password, or the email isn’t confirmed yet
failure-wrong-credentials-do = Check both and try again. If you haven’t confirmed your email, open the link we sent or ask for a new one.
failure-forged = This form is out of date
failure-key-missing = A key is needed
failure-key-missing-do = Send it as Authorization: Bearer rf_sk_….
failure-key-malformed = This is not a whole key
failure-key-malformed-do = Copy it again: the checksum at its end is wrong.
failure-key-unknown = There is no such key
failure-key-unknown-do = Make a key on this server, and use that one.
failure-signature-invalid = The signature is not valid
failure-signature-invalid-do = Check stripe.signing_secret and the clocks on both sides.
failure-key-revoked = The key is revoked
failure-key-revoked-do = Use another key.
failure-key-expired = The key has expired
failure-key-expired-do = Make a new key.
failure-token-used = The token was used before
failure-token-expired = The token has expired
failure-token-do = Ask the app for a new one: a token works once, for five minutes.
failure-origin-not-allowed = This site may not send its forms here
failure-origin-not-allowed-do = The operator can add it to origins under [embed] in the configuration.
failure-event-conflict = The event is known with other content
failure-event-conflict-do = Compare it with the event at «known», and tell a correction under another id.
failure-in-progress = The first request with this Idempotency-Key still runs
failure-in-progress-do = Repeat in a second.
failure-no-resource = There is no such thing
failure-no-resource-do = Check the name in the path.
failure-scope-missing = The key lacks a scope
failure-scope-missing-do = The scope { $scope } is needed. Use a key that has it.
failure-forged-do = Go back, reload the page and send the form again.
failure-no-cookies = Your browser blocks this site’s cookies
failure-no-cookies-do = Forms need one. Allow cookies for this site in your browser’s settings, reload the page and send the form again.
failure-needs-https = This form needs a secure connection
failure-needs-https-do = Open the page with https and send the form again.
failure-needs-https-open = Open with https
failure-forbidden = You don’t have access to this
failure-forbidden-do = This belongs to another account.
failure-password-needed = Your password is needed
failure-password-needed-do = Sign in again, then repeat the request: it needs a password given in the last 15 minutes.
failure-factor-needed = Two-factor sign-in is needed
failure-factor-needed-do = Sign in on the site and set up two-factor sign-in; then send a code in otp.
failure-otp-required = A code is needed
failure-otp-required-do = Send the code from the app, or a recovery code, in otp.
failure-otp-wrong = Wrong code
failure-otp-wrong-do = Each code works once. Send the next one the app shows.
failure-not-found = Page not found
failure-not-found-do = Check the address, or start from the home page.
failure-wrong-method = This page can’t be opened like that
failure-wrong-method-do = Go back and use the button.
failure-timed-out = The request took too long
failure-timed-out-do = Try again.
failure-conflict = That’s no longer possible
failure-conflict-do = Something has changed, or it already exists. Reload the page and try again.
failure-gone = This has expired
failure-gone-do = Ask for a new email or a new link.
failure-too-large = That’s too much data
failure-too-large-do = Send less.
failure-target-too-long = The address is too long
failure-target-too-long-do = Check the link.
failure-unprocessable = Some fields need attention
failure-unprocessable-do = Correct the marked fields and send the form again.
failure-home = Home
failure-again-minutes = { $n ->
    [one] Try again in { $n } minute.
   *[other] Try again in { $n } minutes.
}
failure-again-seconds = { $n ->
    [one] Try again in { $n } second.
   *[other] Try again in { $n } seconds.
}
failure-too-many = Too many attempts
failure-too-many-do = Wait a little, then try again.
failure-again-now = You can try again now.
failure-try-again = Try again
failure-header-too-large = The request headers are too large
failure-header-too-large-do = Delete this site’s cookies and try again.
failure-internal = Something went wrong
failure-internal-do = It’s our fault and we’ve logged it. Please try again.
failure-busy = The server is busy
failure-busy-do = Nothing is lost. Wait a few seconds and try again.
failure-unavailable = We can’t save right now
failure-unavailable-do = What you sent wasn’t saved. Existing data is safe and you can keep browsing. Try again in a few minutes.
failure-number = Still broken? Tell us this number: { $id }.

## Emails

email-greeting = Hello { $name },
email-greeting-nameless = Hello,
email-life-minutes = { $n ->
    [one] The link works for { $n } minute from the time this email was sent.
   *[other] The link works for { $n } minutes from the time this email was sent.
}
email-life-seconds = { $n ->
    [one] The link works for { $n } second from the time this email was sent.
   *[other] The link works for { $n } seconds from the time this email was sent.
}
email-code-life-minutes = { $n ->
    [one] The code and the link work for { $n } minute from the time this email was sent.
   *[other] The code and the link work for { $n } minutes from the time this email was sent.
}
email-code-life-seconds = { $n ->
    [one] The code and the link work for { $n } second from the time this email was sent.
   *[other] The code and the link work for { $n } seconds from the time this email was sent.
}
email-not-you = Not you? Ignore this email: nothing happens.
email-account-why = You get this email because this address has an account at { $site }.
email-activation-subject = { $digits } is your { $site } code
email-activation-preheader = Your code is { $digits }.
email-activation-title = One step to join { $site }
email-activation-enter = Enter this code on the page you left open:
email-activation-open = Or open this link to confirm { $email }:
email-activation-button = Confirm { $email }
email-activation-why = You get this email because someone signed up at { $site } with this address.
email-known-title = You already have an account
email-known-lead = Someone (maybe you) tried to sign up with this address, but you already have an account. You can just sign in.
email-known-why = You get this email because someone signed up at { $site } with this address.
email-known-not-you = Not you? Your account hasn’t changed, so there’s nothing to do.
email-invitation-subject = { $name } invites you to { $site }
email-invitation-lead = { $name } invites you to join { $site }.
email-invitation-lead-nameless = You’re invited to join { $site }.
email-invitation-why = You get this email because a member of { $site } entered your address.
email-reset-title = Set a new password
email-reset-lead = Someone (maybe you) asked for a link to set a new password.
email-reset-why = You get this email because someone asked for a new password for this address at { $site }.
email-password-title = Your password was changed
email-password-lead = The password of your account has just been changed. If this was you, no action is needed.
email-address-title = Confirm your new email
email-address-lead = Open the link to make this the email address of your account.
email-address-why = You get this email because someone entered this address as their new email at { $site }.
email-changing-title = Your email is about to change
email-changing-lead = Someone asked to change the email address of your account. It changes when the new address is confirmed. If this was you, no action is needed.
preview-message = A new board game every month. Join us!
quoted = “{ $text }”
email-known-subject = You already have an account at { $site }
email-known-button = Sign in
email-invitation-subject-nameless = You’re invited to { $site }
email-invitation-button = Open the invitation
email-invitation-until = The invitation is valid until { $date }.
email-invitation-ignore = Don’t know the sender? Ignore this email. They can’t send you another one.
email-news-subject = { $n ->
    [one] One more person counts for you on { $site }
   *[other] { $n } more people count for you on { $site }
}
email-news-subject-due = { $amount } is due to you on { $site }
email-news-names = { $names } joined by your link, and now counts for you.
email-news-names-more = { $names } and { $n } more joined by your link, and now count for you.
email-news-count = { $n ->
    [one] One person joined by your link, and now counts for you.
   *[other] { $n } people joined by your link, and now count for you.
}
email-news-due = Due to you: { $amount }.
email-news-goal = { $reached } of { $needed } → { $prize }
email-news-button = See who joined
email-news-link = Your link
email-news-why = You get this because people join { $site } by your link. It is at most one email a day.
email-admitted-subject = You are in: { $site }
email-admitted-title = You are in
email-admitted-lead = Your place came up: you were admitted to { $site }.
email-admitted-next = Your link keeps working: bring others by it.
email-admitted-why = You get this because you were on the waitlist of { $site }.
email-news-unsubscribe = To stop emails about who joined, open
email-news-unsubscribe-link = Stop emails about who joined
email-operator-subject = { $site }: something waits for you
email-operator-reviews = { $n ->
    [one] One referral waits for a review.
   *[other] { $n } referrals wait for a review.
}
email-operator-failed = { $n ->
    [one] One email could not be delivered.
   *[other] { $n } emails could not be delivered.
}
email-operator-webhooks = { $n ->
    [one] One webhook is off: its endpoint took nothing.
   *[other] { $n } webhooks are off: their endpoints took nothing.
}
email-operator-button = Look at it
email-operator-why = You get this because you are an admin of { $site }. It is at most one email a day.
email-unsubscribe = To stop all invitations from this site, open
email-unsubscribe-link = Stop all invitations from this site
email-reset-subject = Set a new password for { $site }
email-reset-button = Set a new password
email-test-subject = Test email from { $site }
email-test-title = Your emails arrive
email-test-lead = This email shows that emails from your site arrive.
email-test-why = You get this email because an admin of { $site } sent a test.
email-test-button = Open the admin pages
email-password-subject = Your { $site } password was changed
email-password-button = Get back into my account
email-password-not-you = Not you? Set a new password. You’ll be signed out everywhere else.
email-new-sign-in-subject = New sign-in at { $site }
email-new-sign-in-title = New sign-in to your account
email-new-sign-in-lead = Your account was used from a browser or a program that we haven’t seen before.
email-token-made-subject = New API token at { $site }
email-token-made-title = A token was made
email-token-made-lead = Your account has a new token, with which a program acts in your name.
email-key-made-subject = New program key at { $site }
email-key-made-title = A program’s key was made
email-key-made-lead = There is a new key with which another program uses the site. The page «Keys» lists it.
email-admin-made-subject = New admin at { $site }
email-admin-made-title = There is a new admin
email-admin-made-lead = Someone was made an admin. All admins get this email.
email-backup-failed-subject = Backup not usable at { $site }
email-backup-failed-title = The newest backup failed its check
email-backup-failed-lead = The newest backup cannot be relied on. The server’s log says what is wrong with it; make another one and look at its disk.
email-factor-changed-subject = Two-factor sign-in changed at { $site }
email-factor-changed-title = Your two-factor sign-in was changed
email-factor-changed-lead = The app, the recovery codes or the whole two-factor sign-in of your account was changed.
email-notice-you = If this was you, no action is needed.
email-notice-button = This wasn’t me
email-notice-after = The button signs you out everywhere and leads to a new password. It works for 7 days.

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

date-short = { $day } { $month }
date-span = { $day }–{ $end }
date-short-year = { $day } { $month } { $year }
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
ago-now = now
ago-minutes = { $n } min ago
ago-hours = { $n } h ago
ago-yesterday = yesterday
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
span-seconds = { $n } s
span-minutes = { $n } min
span-hours = { $n } h
span-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
percent = { $n }{ " " }%

## Address, sessions, history, data

field-new-email = New email
address-title = Change email
address-lead = We’ll send a link to the new address, and the change takes effect when you open it. We’ll tell your current address straight away.
address-submit = Send link
address-confirm-lead = Press the button to make this the email address of your account.
address-dead-lead = It has expired, or the email or password has changed since. Ask for a new one.
unsubscribe-news-title = Stop emails about who joined
unsubscribe-news-lead = Press the button, and { $site } writes to you no more when people join by your link or a reward is due.
unsubscribe-news-submit = Stop these emails
unsubscribe-news-done-title = Emails about who joined are off
unsubscribe-news-done-lead = Emails about your account still arrive.
unsubscribe-title = Stop invitations
unsubscribe-lead = Press the button, and no one can send invitations to { $site } to your email.
unsubscribe-submit = Stop all invitations
not-me-title = Wasn’t it you?
not-me-lead = We’ll sign you out everywhere. Then set a new password, that only you know.
not-me-submit = Sign out everywhere
not-me-dead-title = This link no longer works
not-me-dead-lead = It was used, or it has expired. A new password signs you out everywhere, too.
unsubscribe-done-title = Invitations stopped
unsubscribe-done-lead = No one can send you invitations from this site any more. Emails about your own account still arrive.
notice-address-asked = Check your new inbox: the change takes effect when you open the link.
notice-address-changed = Email changed.
notice-sessions-ended = Signed out there.
notice-factor-off = Two-factor sign-in is off.
notice-browsers-forgotten = Every browser will ask for a code again.
notice-recovery-code-used = You signed in with a recovery code, which now no longer works.
sessions-title = Sessions and activity
sessions-lead = Devices signed in to your account. Don’t recognise one? Sign it out and change your password.
sessions-browser = Browser
sessions-program = Program
sessions-this = this device
sessions-unknown-device = Unknown device
sessions-since = Signed in
sessions-used = Last used
sessions-end = Sign out
sessions-end-others = Sign out everywhere else
activity-title = Activity
activity-when = When
activity-what = What
activity-who = By
actor-self = you
actor-program = a program
actor-stranger = unknown
actor-operator = admin
audit-registered = Signed up
audit-confirmed = Email confirmed
audit-signed-in = Signed in
audit-sign-in-failed = Failed sign-in
audit-signed-out = Signed out
audit-session-ended = Session ended
audit-token-issued = API token issued
audit-password-changed = Password changed
audit-password-reset = Password reset by email
audit-address-changing = Email change requested
audit-address-changed = Email changed
audit-factor-on = Two-factor sign-in set up
audit-factor-off = Two-factor sign-in turned off
audit-factor-failed = Wrong code after the right password
audit-recovery-codes-made = New recovery codes
audit-recovery-code-used = Recovery code used
audit-browsers-forgotten = Remembered browsers forgotten
audit-code-added = Code created
audit-code-changed = Code changed
audit-code-deleted = Code deleted
audit-data-downloaded = Data downloaded
audit-listed-changed = Leaderboard choice changed
audit-activated = Email confirmed by an admin
audit-disabled = Account disabled
audit-enabled = Account enabled
audit-made-admin = Made an admin
data-title = Download my data (JSON)
email-address-subject = Confirm your new email for { $site }
email-address-button = Confirm new email
email-changing-subject = Your { $site } email is about to change
email-changing-not-you = Not you? Set a new password. That also cancels the change.
refusal-password-common = This password is too easy to guess. Choose another.
refusal-password-personal = Don’t use your email, your name or the site’s name in the password.
emails-title = Emails
emails-lead = Email isn’t set up yet, so emails are shown here and in the terminal. To send them, set mail.mode = "smtp". Only this computer can see this page.
emails-none = None yet. Sign up or ask for a new password, and the email will appear here.

## The first admin

setup-title = Create the first admin
setup-lead = This link came from the server’s console and works once.
setup-firstname-hint = People you invite will see it.
setup-email-hint = No confirmation needed: this address counts as confirmed.
setup-submit = Create admin
setup-dead-title = This setup link no longer works
setup-dead-lead = Setup links work once, for 30 minutes, until an admin exists. To get a new one, restart the server or run:

## Lists

number-group = ,
number-point = .
money-or = or
unit-points = { $n ->
    [one] { $number } point
   *[other] { $number } points
}
unit-credits = { $n ->
    [one] { $number } credit
   *[other] { $number } credits
}
unit-days = { $n ->
    [one] { $number } day
   *[other] { $number } days
}
unit-free-days = { $n ->
    [one] { $number } free day
   *[other] { $number } free days
}
unit-months = { $n ->
    [one] { $number } month
   *[other] { $number } months
}
unit-free-months = { $n ->
    [one] { $number } free month
   *[other] { $number } free months
}
unit-gifts = { $n ->
    [one] { $number } gift
   *[other] { $number } gifts
}
undo = Undo
undo-reason = Undone
keys-title = Keyboard shortcuts
keys-search = Search
keys-next = Next row
keys-previous = Previous row
keys-choose = Select the row
keys-help = Show or hide this help
list-search = Search
list-all = All
list-pages = Pages
list-pages-below = Pages, below the list
list-newer = ‹ Newer
list-older = Older ›
list-previous = ‹ Previous
list-next = Next ›
list-range = { $first }–{ $last } of { $total }
list-download = Download CSV
list-chosen = Selected
list-choose = Select { $name }
list-choose-all = Select all rows of this page
list-show-all = Show all
list-none-found = Nothing matches
list-none-found-lead = Try fewer letters, or another filter.

## Admin pages

menu-admin = Admin
admin-overview = Overview
admin-people = People
admin-waitlist = Waitlist
admin-unattributed = Unattributed
unattributed-lead = Events that no referrer is credited with, and those that wait for a person or a purchase.
event-unattributed = Unattributed
event-waiting = Waiting
unattributed-none = Nothing to credit
unattributed-none-lead = What waits for a person or a purchase, or has no referrer, will be listed here.
unattributed-event = Event
unattributed-credit = Credit by hand
unattributed-credit-lead = All events of this person that no referrer is credited with count for the referrer from now on.
unattributed-code = Code of the referrer
event-participant-unknown = The person is not known yet.
event-purchase-unknown = The purchase is not known yet.
event-code-unknown = The code does not exist.
event-code-ended = The code had ended.
event-self-referral = The code is the person's own.
event-cycle = The referrer came through this person.
event-not-new = The person bought before the code was told.
event-no-referrer = No one invited this person.
event-counted = Counts
event-refused = Refused
event-why-code = The sign-up came with a code.
event-why-referred = The person was referred.
event-why-already-referred = The person was referred by another before, and stays theirs.
event-why-refund = It takes back a part of its purchase.
event-why-duplicate = It is a second telling of another purchase.
event-why-refund-exceeds = It is more than the purchase has left.
event-why-currency-differs = It is in another currency than its purchase.
event-type-signup = Sign-up
event-type-confirmed = Confirmation
event-type-trial = Trial
event-type-purchase = Purchase
event-type-refund = Refund
event-type-custom = Event
event-refunded = Refunded
event-purchase = Purchase
event-names = Names
event-occurred = Occurred
event-verdicts = Why, and why not
event-no-verdict = No rule had a say in it.
admin-events = Events
events-lead = What programs told, and what every rule said of it.
events-none = No events yet
notice-credited = Credited.
notice-admitted = Admitted. They are told by email.
notice-rule-posted = The rule is saved.
notice-rule-ended = The rule has ended.
notice-reward-given = The reward is given. It is due.
notice-reward-approved = Approved. It is due.
notice-reward-voided = Cancelled.
notice-reward-fulfilled = Marked as given.
notice-reason-needed = Write a reason, then cancel again.
notice-payouts-made = Drafts made. Approve them, then send them.
notice-payouts-changed = Payouts changed.
admin-imports = Files
imports-lead = Participants and events from a CSV file, also as Rewardful, FirstPromoter, GrowSurf and ReferralHero write them. Try it first: nothing is kept but what each row would do.
imports-kind = Rows are
imports-participants = Participants
imports-events = Events
imports-file = File
imports-file-hint = CSV split at commas, semicolons or tabs, up to 8 MB here. A larger one is sent by the API, up to 64 MB.
imports-try = Try it
imports-read = Read it in
imports-last = Last files
imports-result = Rows
imports-tried = Tried, nothing kept
imports-done = Read in
imports-unfinished = Not finished
imports-created = New
imports-updated = Changed
imports-unchanged = Known
imports-without-referrer = New, without the referrer
imports-refused = Refused
imports-mistakes = What to correct in the last file
imports-row = Row { $row }
admin-keys = Keys
keys-lead = Other programs sign in with keys. A key allows what its scopes name.
keys-shown-once = This is the new key. It is shown this once: copy it now.
keys-all = All keys
keys-none = There is no key yet.
keys-new = New key
keys-label = Name of the key
keys-expires = Last day, if it should end
keys-make = Make the key
keys-allows = What it allows
keys-preset-app = App: tell events, bring people, show the widget
keys-preset-reader = Reader: read everything, change nothing
keys-preset-all = Everything
keys-preset-own = Only the scopes chosen below
keys-scopes = Single scopes
keys-active = Active
keys-expired = Expired
keys-revoked = Revoked
keys-unused = Never
keys-revoke = Revoke
keys-revoke-title = Revoke this key?
keys-revoke-lead = Programs that use it are refused at once. It cannot be undone.
notice-key-revoked = The key is revoked.
admin-webhooks = Webhooks
webhooks-lead = A webhook tells another program, or a chat, what happened. Each message waits until it was taken.
webhooks-all = All webhooks
webhooks-none = There is no webhook yet.
webhooks-new = New webhook
webhook-url = Address
webhook-url-hint = It begins with https://. Messages are sent there.
webhook-chat = Chat of Telegram
webhook-chat-hint = Its number, or @name of a channel. Only for Telegram.
webhook-format = Format
webhook-format-standard = Program: JSON, signed by Standard Webhooks
webhook-format-slack = Slack
webhook-format-discord = Discord
webhook-format-telegram = Telegram
webhook-types = What it tells of
webhook-types-hint = Nothing selected means everything.
webhook-types-all = Everything
webhook-add = Add the webhook
webhook-secret-shown-once = This secret signs the messages. It is shown this once: copy it now.
webhook-endpoint = Webhook
webhook-last-delivered = Last delivered
webhook-never = Never
webhook-active = Active
webhook-disabled = Disabled
webhook-disabled-gone = Disabled: it answered that it is gone
webhook-disabled-failing = Disabled: nothing could be delivered
webhook-waiting = Waiting
webhook-dead = Failed
webhook-delivered = Delivered
webhook-type = Message
webhook-message = ID of the message
webhook-answer = Answer
webhook-next = next attempt
webhook-duration = Time taken
webhook-milliseconds = { $n } ms
webhook-attempts = Attempts
webhook-no-attempt = It was not sent yet.
webhook-body = Text
webhook-body-erased = The text was erased with the person it is about.
webhook-signed = Each attempt has its own signature, with the time of the attempt.
webhook-none-yet = No messages yet
webhook-none-yet-lead = Send a test message to see whether the address answers.
webhook-ping = Send a test message
webhook-ping-title = Send a test message?
webhook-ping-lead = Its answer is in the list of messages a moment later.
webhook-replay = Send again
webhook-replay-day = Send the last day again
webhook-replay-title = Send the messages of the last 24 hours again?
webhook-replay-lead = Each has the same ID as before, so the program can tell that it is a repeat.
webhook-rotate = Replace the secret
webhook-rotate-title = Replace the secret?
webhook-rotate-lead = Messages are signed with the old secret too for 24 hours.
webhook-enable = Enable
webhook-enable-title = Enable this webhook?
webhook-enable-lead = New messages are sent again. Those that failed can be sent again afterwards.
webhook-delete = Delete
webhook-delete-title = Delete this webhook?
webhook-delete-lead = Its messages are deleted too, also those that wait. It cannot be undone.
notice-webhook-pinged = The test message is on its way.
notice-webhook-replayed = The messages are sent again.
notice-webhook-enabled = The webhook is enabled.
notice-webhook-deleted = The webhook is deleted.
admin-stripe = Stripe
stripe-lead = Try each step once before the first real sale. The list ticks itself.
stripe-steps = Does it work?
stripe-link-opened = Link opened
stripe-link-opened-how = Open a referral link in a browser.
stripe-signup = Signup
stripe-signup-how = Sign up as a new customer by that link.
stripe-purchase = Purchase
stripe-purchase-how = Buy something as this customer.
stripe-refund = Refund
stripe-refund-how = Refund a part of it.
stripe-answered = Webhook answered
stripe-answered-how = Add a webhook and send a test message to it.
stripe-seen = Seen
stripe-types = Messages from Stripe
stripe-off = Messages are refused until their secret is set:
stripe-address = Address of the webhook at Stripe:
stripe-last = Last time
stripe-came = Came
stripe-never-came = Never came
stripe-contradictions = Contradictions
stripe-contradictions-none = No message contradicts an earlier one.
stripe-contradictions-lead = These messages contradict an earlier one. The earlier one stays.
stripe-event = Event of Stripe
webhook-says-participant-created = { $who } is new here ({ $id }).
webhook-says-participant-admitted = { $who } was admitted from the waitlist.
webhook-says-participant-erased = { $who } was erased.
webhook-says-referral-registered = { $referrer } referred { $who }.
webhook-says-referral-confirmed = { $referrer } has one more confirmed referral: { $who }.
webhook-says-referral-rejected = The referral of { $who } by { $referrer } was rejected.
webhook-says-event-unattributed = { $id } of { $who } has no referrer.
webhook-says-reward-created = { $who } is to get { $amount } ({ $id }).
webhook-says-reward-approved = { $id }: { $amount } are due to { $who }.
webhook-says-reward-held = { $id }: { $amount } of { $who } wait for a decision.
webhook-says-reward-released = { $id }: { $amount } of { $who } wait no longer.
webhook-says-reward-voided = { $id }: { $who } does not get { $amount }.
webhook-says-reward-reversed = { $id }: a refund took back a part of { $amount } of { $who }.
webhook-says-reward-fulfilled = { $id }: { $who } got { $amount }.
webhook-says-payout-approved = { $id }: a payout of { $amount } to { $who } is approved.
webhook-says-payout-paid = { $id }: { $amount } are paid to { $who }.
webhook-says-payout-failed = { $id }: the payout of { $amount } to { $who } failed.
webhook-says-payout-canceled = { $id }: the payout of { $amount } to { $who } is cancelled.
webhook-says-review-opened = The referral of { $who } by { $referrer } waits for a review.
webhook-says-endpoint-disabled = The webhook { $id } to { $host } is disabled.
webhook-says-ping = The webhook { $id } works.
admin-codes = Codes
admin-emails = Emails
admin-audit = Audit log
admin-health = Health
admin-backups = Backups
admin-settings = Settings
admin-site = Site
admin-back = Cancel
admin-action = Action
admin-megabytes = { $whole }.{ $tenth } MB
admin-kilobytes = { $n } kB
account-disabled = Disabled
account-unconfirmed = Unconfirmed
account-confirmed = Confirmed · never signed in
account-active = Active
account-admin = Admin
account-frozen = Branch frozen
account-questioned = In review
people-search = Name, email, domain or code
people-referred-by = Referred by
people-brought = Brought
people-joined = Joined
people-last-seen = Last seen
people-direct = No referrer
people-unconfirmed = Unconfirmed
people-disabled = Disabled
people-disabled-one = Disabled
people-admins = Admins
people-admin = Admin
people-none = No people yet
people-none-lead = Everyone who signs up appears here.

waitlist-place = Place
waitlist-admitted = Admitted
waitlist-reviewed = Under review
waitlist-how-many = How many people, from place 1 on
waitlist-admit-next = Admit them
waitlist-admit = Admit the chosen
waitlist-none = The waitlist is empty
waitlist-none-lead = Those who are confirmed appear here, in the order of their places.
waitlist-off = This program has no waitlist
waitlist-off-lead = Set [program] mode = "waitlist" and restart the server: those who are confirmed wait here until you admit them.
waitlist-lead = { $n ->
    [one] Places follow the order of confirmations. Each referral that counts moves its referrer up { $n } place.
   *[other] Places follow the order of confirmations. Each referral that counts moves its referrer up { $n } places.
}
person-write = Write
person-why = { $name }, referred by { $referrer }
person-brought = People { $name } brought
person-account = Account
person-note = Note
person-note-save = Save note
person-danger = Manage account
admin-number = Number
admin-email = Confirmation email
admin-email-taken = sent
admin-email-not-taken = not sent yet
admin-referred-by = Referred by
rule-link = by link
rule-moved = moved by admin
rule-typed = code typed
admin-sessions = Active sessions
admin-sessions-none = No active sessions.
admin-where = Device
admin-since = Signed in
rule-told = told by a program
admin-used = Last used
admin-activate = Confirm email
admin-activate-title = Confirm this email by hand?
admin-activate-lead = They can sign in, and the sign-up counts for the person who invited them. This can’t be undone.
admin-disable = Disable
admin-disable-title = Disable this account?
admin-disable-lead = They’ll be signed out everywhere and can’t sign in, and their links stop inviting. You can enable the account again.
admin-enable = Enable
admin-enable-title = Enable this account?
admin-enable-lead = They can sign in again, and their active code works again.
admin-sign-out = Sign out everywhere
admin-sign-out-title = Sign this person out everywhere?
admin-sign-out-lead = They can sign in again straight away.
admin-end-session-title = Sign out this device?
admin-end-session-lead = They’ll have to sign in again there.
admin-make-admin = Make admin
admin-make-admin-title = Make this person an admin?
admin-make-admin-lead = They’ll see everyone and can do everything you can, including removing your admin role.
admin-reset-2fa = Turn off two-factor sign-in
admin-reset-2fa-title = Turn off two-factor sign-in?
admin-reset-2fa-lead = For someone who lost the phone and the recovery codes. All sessions end. First make sure that it’s really them who asks.
admin-remove-admin = Remove admin
admin-remove-admin-title = Remove this person’s admin role?
admin-remove-admin-lead = Their account and codes stay. Any admin can give the role back.
admin-delete = Delete
admin-type-email = To confirm, type their email
admin-delete-title = Delete this account for good?
admin-delete-lead = Their account, codes, sessions, emails and activity will be deleted. The numbers of the person who invited them stay. This can’t be undone: if in doubt, disable the account instead.
codes-search = Code, owner, email or domain
codes-created = Created
codes-ends = Last day
codes-uses = Uses
codes-description = Description
codes-none = No codes yet
codes-none-lead = Every code that members make appears here.
admin-codes-all = All codes of this person
admin-owner = Owner
code-deleted = Deleted
code-paused = Paused
admin-code-off = Turn off
admin-code-off-title = Turn this code off?
admin-code-off-lead = Its link stops inviting; people who already joined still count. The owner can turn it on again. To prevent that, disable the account.
emails-search = Recipient
emails-sent = Sent
emails-bounced = Bounced
emails-bounced-many = more than 2 %: check the addresses
emails-week = Emails of the last 7 days
emails-reason = Reason
emails-attempts = Attempts
emails-created = Created
emails-console = No mail server is set up: emails are only kept on this computer.
emails-console-open = Read them
emails-none-yet = No emails yet
emails-none-yet-lead = Every email that the site sends appears here.
emails-preview = Preview emails
emails-preview-lead = Every kind of email as it would be sent to you now. Links in it are samples.
emails-preview-html = See it designed
emails-preview-none = You need an active code to see this one.
emails-test = Send a test email to me
emails-subject = Subject
failure-message = The email itself could not be made
failure-resolve = The mail server’s name is unknown
failure-connect = No connection to the mail server
failure-greeting = The mail server did not greet
failure-hello = The mail server refused the greeting
failure-tls = No secure connection to the mail server
failure-login = The mail server refused the login
failure-sender = The mail server refused the sender
failure-recipient = The recipient was refused
failure-transfer = The mail server refused the email
failure-interrupted = The server stopped while sending
admin-emails-waiting = Queued
admin-emails-dead = Failed
admin-emails-retry-all = Resend all
admin-emails-retry-all-title = Resend all emails?
admin-emails-retry-all-about = All queued and failed emails
admin-email-kind = Type
admin-email-to = To
admin-email-due = next try
admin-email-sending = sending
admin-email-retry = Resend
admin-email-retry-title = Resend this email?
admin-email-retry-lead = Its attempts are counted afresh. If its link has expired, it gets a new one.
admin-email-drop = Discard
admin-email-drop-title = Discard this email?
admin-email-drop-lead = It will never be sent. This can’t be undone, but people can ask for a new email themselves.
kind-activation = Confirm email
kind-referral-news = Who joined, and what is due
kind-admitted = Admitted from the waitlist
kind-operator-news = What waits for admins
kind-known-address = Already signed up
kind-invitation = Invitation
kind-reset = Set a new password
kind-password-changed = Password changed
kind-new-address = Confirm new email
kind-test = Test
kind-address-changing = Email is changing
kind-new-sign-in = New sign-in
kind-token-made = Token made
kind-key-made = Program key made
kind-admin-made = New admin
kind-backup-failed = Backup failed its check
kind-factor-changed = Two-factor sign-in changed
admin-audit-none = No activity yet.
admin-audit-all = All activity of this person
audit-search = Name, email, domain or code
audit-by-admins = By admins
audit-by-owners = By the person
audit-by-visitors = By visitors
audit-by-operator = By the operator
audit-person = Person
audit-object = Object
audit-reason = Reason
audit-event = Event
audit-every-event = All events
audit-since = From date
audit-until = To date
audit-none-lead = Sign-ins, changes and decisions appear here.
audit-of = Activity of { $name }
admin-person-page = This person’s page
admin-whose = Person
admin-actor-owner = the person
activity-referred-by = now referred by person #{ $id }
activity-branch = branch of person #{ $id }
activity-referral = referral #{ $id }
activity-emails = all emails
activity-email = email #{ $id }
activity-admin = admin #{ $id }
activity-account = account #{ $id }
admin-settings-lead = Read-only. Change a setting at its source and restart. Secrets are hidden.
settings-changed = Changed
settings-empty = empty
duration-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}
duration-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
duration-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
duration-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
admin-setting = Setting
admin-value = Value
admin-value-set = set, hidden
admin-origin = Source
site-lead = What people see on pages, in emails and on link previews.
site-name = Name
site-name-hint = Up to 50 characters. Blank: the address of the site.
site-tagline = Tagline
site-tagline-hint = One line about the site, up to 150 characters.
site-language = Language
site-language-hint = For visitors whose language the site doesn’t have.
site-accent = Colour
site-accent-hint = # and six digits, like #14594a. Blank: deep green.
site-accent-corrected = This colour is too light for text, so pages use { $color }.
site-accent-resembles = This colour is close to the red or orange that marks states. They still have their shapes and words.
site-logo = Logo
site-logo-hint = SVG or PNG, up to 48 KB. A PNG also appears in emails and on link previews.
site-logo-remove = Remove the logo
site-privacy-url = Privacy policy link
site-terms-url = Terms link
site-set-elsewhere = Set in { $source }. Change it there.
site-save = Save
notice-site-saved = Saved. Pages and emails use it from now on.
health-backup-missing = No backup in the last 7 days
health-backup-failed = The last backup failed; the server’s log says why
health-backup-check-failed = The newest backup failed its check; the server’s log says why
health-late = A background job hasn’t run for too long. Check the log.
health-clock-ahead = The server’s clock was moved forward by more than an hour. If that’s wrong, correct it: nothing that expires is deleted for a day.
health-program = Program
health-lights = Checks
health-well = All good. Nothing needs your attention.
health-green = good
health-yellow = needs attention
health-red = bad
health-on-time = on time
health-jobs-limit = good up to { $n } minutes late
health-backup-limit = good up to { $n } days
health-up-to = good up to { $limit }
health-compaction-waits = waits for the next rewrite of the file
health-compaction-limit = good up to { $n } days
health-version = Version
health-started = Started
health-jobs = Background jobs
health-job = Job
health-last-run = Last run
health-last-failure = Last failure
health-outbox = Queued emails
health-dead = Failed emails
health-database = Database
health-file = File
health-size = Size
health-free = free space
health-compaction = Traces of deleted data
health-compaction-due = may be in the file’s free space since
health-compaction-done = none
health-log = Write-ahead log
health-schema = Schema version
health-backup = Last backup
health-no-backup = None yet
health-never = not yet
health-check-lead = Runs in the background; it doesn’t slow the site. To recompute every count as well, run
health-check = Check the database now
backups-lead = Backups run without downtime, are verified, and are stored in the folder below. They hold all data: a download asks for your password and is in the audit log. Keep copies elsewhere.
backups-folder = Folder:
backups-now = Back up now
backups-there = Backups
backups-none = No backups yet.
backups-unreadable = The backup folder can’t be read. Check the server’s log.
backups-name = File
backups-download = Download
notice-all-sessions-ended = Signed out everywhere. They can sign in again.
reauthenticate-title = Confirm it’s you
reauthenticate-lead = Enter your password to continue. We’ll ask again in 15 minutes at the earliest.
reauthenticate-lead-factor = Enter your password or a code from your app to continue. We’ll ask again in 15 minutes at the earliest.
reauthenticate-submit = Continue
notice-person-activated = Email confirmed. They can sign in now.
notice-person-disabled = Account disabled and signed out. “Enable” below brings it back.
notice-person-enabled = Account enabled. They have to sign in again.
notice-people-disabled = Disabled and signed out.
notice-people-enabled = Enabled.
notice-undone = Taken back.
notice-note-saved = Note saved.
notice-none-chosen = Select at least one row first.
notice-person-deleted = Account deleted. This is recorded in your own activity.
notice-admin-made = This person is now an admin. You can remove the role below.
notice-admin-removed = This person is no longer an admin. You can give the role back below.
notice-factor-reset = Two-factor sign-in is off for this person, who is signed out everywhere.
notice-already-so = Nothing to change.
notice-code-switched-off = Code turned off. Only its owner can turn it on again.
notice-test-sent = Test email sent. Watch its state here.
notice-emails-retried = Sending again. If it fails, the email stays here.
notice-email-dropped = Email discarded.
notice-checked-whole = Check passed: the database is intact.
notice-checked-damaged = The database is damaged. Run referral verify to see where, then restore a backup with referral restore.
notice-checked-too-big = The check took longer than 15 seconds. Run referral verify on the server.
notice-maintenance-busy = Another check or backup is running. Wait a little.
notice-backup-made = Backup made and verified.
notice-backup-failed = Backup failed. Check the server’s log.
notice-backup-in-memory = The database is in memory, so there’s nothing to back up. Set database.path to a file.
audit-removed-admin = Admin role removed
audit-account-deleted = Another account deleted
audit-letters-retried = Emails resent
audit-letter-dropped = Email discarded
audit-key-made = A key for a program was made
audit-key-revoked = A program's key was revoked
audit-webhook-added = A webhook was added
audit-webhook-changed = A webhook was changed
audit-webhook-deleted = A webhook was deleted
audit-webhook-rotated = A webhook's secret was replaced
audit-webhook-replayed = Messages of a webhook were sent again
audit-brought = A program brought this person
audit-linked = A program linked this account to its own
audit-participant-changed = A program changed the profile
audit-admitted = Admitted from the waitlist
audit-rule-posted = A version of a rule was posted
audit-rule-ended = A rule was ended
audit-reward-given = A reward was given by hand
audit-reward-approved = A reward was approved
audit-reward-voided = A reward was voided
audit-reward-fulfilled = A reward was given out
audit-payout-made = A payout was drafted
audit-payout-approved = A payout was approved
audit-payout-sent = A payout was sent to the bank
audit-payout-paid = A payout was paid
audit-payout-failed = A payout failed
audit-payout-canceled = A payout was canceled
audit-backup-made = Database backed up
audit-backup-downloaded = Backup downloaded
audit-site-changed = Site settings changed
admin-own-page = This is your own account. Only another admin can disable it, delete it or remove its admin role.
admin-oneself = You can’t do this to your own account: you could lock yourself out. Ask another admin.
setup-address-taken = There’s already an account with this email. Use another, or run referral user make-admin on the server.
origin-default = default
origin-follows = follows { $what }
origin-line = { $file } line { $line }
origin-dotenv = { $file } line { $line }, { $name }
origin-variable = environment variable { $name }
origin-flag = flag { $name }
origin-content = contents of { $file }, named by { $by }

## Why

why-title = Why
why-title-counts = Why { $name } counts
why-title-waits = Why { $name } doesn’t count yet
why-title-not = Why { $name } doesn’t count
why-path = The path
why-checked = What we checked
why-steps = Every step
check-moved = An admin set you as the referrer.
check-typed = Your code was typed.
check-typed-over = A typed code wins over opened links.
check-link = Your link was opened.
check-alone = No other invitation in the days that count.
check-first = Your link was the first one opened.
check-first-how = The first invitation decides here.
check-last = Your link was the last one opened.
check-last-how = The last invitation decides here.
check-other-ended = The other invitation no longer worked.
check-pace = Opened before signing up.
check-pace-how = { $span } from opening to signing up.
check-confirmed = The email is confirmed.
check-confirmed-how = { $span } after signing up.
check-frozen = The branch is frozen.
check-frozen-how = By an admin on { $date }.
check-rejected = Rejected.
check-rejected-how = By an admin on { $date }.
check-code = The code didn’t work.
check-code-how = It had ended or was full when it was used.
check-approved = An admin approved it.
check-approved-how = On { $date }.
check-no-doubt = Nothing to review.
check-no-doubt-how = No admin has to look at it.
why-history = History
why-note = Note:
why-counts = Counts: { $how }.
why-waits = Waiting: { $how }.
why-counts-not = Rejected: { $how }.
why-opened = { $whose ->
    [own] your link was opened on { $at }
    [another] another member’s link was opened on { $at }
    [gone] a link whose code has been deleted was opened on { $at }
   *[code] the link of { $code } was opened on { $at }
}
why-registered = signed up on { $at }
why-registered-after = signed up { $after }
why-typed = { $whose ->
    [own] your code { $code } was typed
    [another] another member’s code was typed
    [gone] a code that has been deleted was typed
   *[code] the code { $code } was typed
}
why-confirmed = the email was confirmed
why-confirmed-after = the email was confirmed { $after }
why-unconfirmed = the email isn’t confirmed yet
why-held = in review
why-moved = on { $at } an admin set who referred this person
why-moved-to-you = on { $at } an admin moved this person to you
why-told = { $whose ->
    [own] a program told your code { $code }
    [another] a program told another person’s code
    [gone] a program told a code that is gone
   *[code] a program told the code { $code }
}
why-frozen = but on { $at } the branch was frozen
why-code-expired = but the code had expired before the sign-up
why-code-off = but the code had been turned off before the sign-up
why-code-used-up = but the code had reached its limit before the sign-up
why-code-used-up-since = but the code had reached its limit before the email was confirmed
why-review = but on { $at } an admin rejected it
why-first = the first link opened decides
why-last = the last link opened decides
why-first-ended = the first link opened no longer worked, so the last one decided
why-last-ended = the last link opened no longer worked, so the first one decided
why-typed-over-link = a typed code wins over opened links
why-filled-in = the prefilled code came from another link and was ignored
why-approved = an admin approved it on { $at }
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
    [gone] A link whose code has been deleted was opened.
   *[code] The link of { $code } was opened.
}
step-opened-first = It was the first one opened.
step-opened-last = It was the last one opened.
step-registered = Signed up.
step-field = { $whose ->
    [own] The code field held your code { $code }.
    [another] The code field held another member’s code.
    [gone] The code field held a code that has been deleted.
   *[code] The code field held { $code }.
}
step-field-typed = It was typed by hand, so it decides.
step-field-filled-in = An opened link had filled it in, so the links decide.
step-rule-first = { $n ->
    [one] Rule at the time: the first link opened in the last { $n } day counts.
   *[other] Rule at the time: the first link opened in the last { $n } days counts.
}
step-rule-last = { $n ->
    [one] Rule at the time: the last link opened in the last { $n } day counts.
   *[other] Rule at the time: the last link opened in the last { $n } days counts.
}
step-code-expired = Rejected: the code had expired.
step-code-off = Rejected: the code was off.
step-code-used-up = Rejected: the code had reached its limit.
step-review = Rejected by an admin.
step-confirmed = Email confirmed.
step-doubted = Fraud signal: { $signal }; weight { $weight }.
step-held = In review.
step-approved = Approved by an admin.
step-moved = Moved by an admin: now referred by { $name }.
step-moved-to-you = Moved to you by an admin.
step-moved-erased = Moved by an admin, to an account that has been deleted.
step-frozen = Branch frozen.
step-restored = Branch counts again.
step-by = Decided by { $name }.
step-by-erased = Decided by an admin whose account has been deleted.
step-by-operator = Decided at the command line.
signal-mailbox = same mailbox as the referrer
signal-disposable = disposable email address
signal-browser = same browser as the referrer
signal-network = same network as the referrer
signal-crowd = many people from one network
signal-domain = many people from one email domain
signal-speed = signed up unusually fast

## Rules

admin-rules = Rules
rule-new = New rule
rule-new-steps = New milestones
rule-none = No rules yet
rule-none-lead = A rule says when what happens, who gets how much. Events pay by it from then on.
rule-version-since = Version { $version }, since { $date }
rule-version = Version { $version }
rule-ended-on = Ended { $date }
rule-in-force = In force
rule-not-in-force = Not in force
rule-next-version = Next version
rule-next-version-lead = Versions are never edited. People who joined before keep the version they joined under, unless you choose otherwise.
rule-versions = Versions
rule-from = from { $date }
rule-until = It ends { $date }.
rule-end = End the rule
rule-end-title = End this rule?
rule-end-lead = Events from now on pay nothing by it, to anyone. Rewards it has given stay. This can’t be undone.
rule-name = Name
rule-name-hint = a–z, 0–9 and -, such as first-purchase. It can’t be changed.
rule-more = More conditions
rule-more-range = Only purchases or events number
rule-nth-first = First number
rule-nth-last = Last number
rule-more-name = Name of your own event
rule-event-name = Event
rule-more-least = Only from an amount of
rule-min-amount = Least amount
rule-more-months = Only in the first months after joining:
rule-months = Months
rule-more-group = Only for people of the group
rule-group = Group
rule-more-cap = One person gets at most
rule-cap-one = Cap for one person
rule-more-cap-month = All together get at most, a month,
rule-cap-all = Cap a month
rule-more-on-cap = What does not fit is
rule-on-cap = At the cap
rule-on-cap-cut = cut to fit
rule-on-cap-refuse = not given at all
rule-more-applies = People are paid by the version
rule-applies = Which version pays
rule-applies-joined = they joined under
rule-applies-today = of the day of the event
rule-more-from = In force from
rule-from-date = From
rule-more-until = until
rule-until-date = Until
rule-save = Save rule
rule-save-version = Save version
rule-preview = Preview
rule-form-when = When a referral
rule-form-gets = gets
rule-form-at-most = at most
rule-form-after = after
rule-form-days = days
rule-form-steps = When referrals are confirmed,
rule-form-for = for
rule-type = What happens
rule-type-purchase = buys
rule-type-signup = signs up
rule-type-confirmed = is confirmed
rule-type-trial = starts a trial
rule-type-custom = does something of your own
rule-often = How often
rule-often-all = every time
rule-often-first = the first time
rule-often-range = some times, see below
rule-who = Who gets it
rule-who-referrer = the referrer
rule-who-referee = the referral
rule-pay = Reward
rule-pay-hint = 20 %, 5 USD, or 1 free_months. «At most» is for a percentage.
rule-max = At most
rule-hold-days = Days
rule-approve = Approval
rule-approve-hold = by itself
rule-approve-hand = once an admin approves
rule-step-pay = Reward
rule-step-at = Number of referrals
rule-steps-hint = Each reward is given once, such as 1 free_months for 3.
rule-example-buys = A referral buys for { $amount }
rule-example-gets = The reward is { $amount }
rule-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
rule-sentence = { $when }, { $who } { $pay }, { $then }.
rule-for-signup = For the sign-up of a referral
rule-for-confirmed = For the confirmation of a referral
rule-for-trial = For every trial of a referral
rule-for-trial-first = For the first trial of a referral
rule-for-trial-from = For every trial of a referral from number { $first } on
rule-for-trial-range = For trials { $first } to { $last } of a referral
rule-for-purchase = For every purchase of a referral
rule-for-purchase-first = For the first purchase of a referral
rule-for-purchase-from = For every purchase of a referral from number { $first } on
rule-for-purchase-range = For purchases { $first } to { $last } of a referral
rule-for-event = For every event { $event } of a referral
rule-for-event-first = For the first event { $event } of a referral
rule-for-event-from = For every event { $event } of a referral from number { $first } on
rule-for-event-range = For events { $first } to { $last } { $event } of a referral
rule-any-event = of any name
rule-for-steps = For referrals that are confirmed
rule-at-least = of at least { $amount }
rule-for-months = { $n ->
    [one] in the first month
   *[other] in the first { $n } months
}
rule-referrer-gets = the referrer gets
rule-referee-gets = the referral gets
rule-referrer-of-group-gets = a referrer of the group «{ $group }» gets
rule-referee-of-group-gets = a referral of the group «{ $group }» gets
rule-at-most = at most { $amount }
rule-step = { $n ->
    [one] { $amount } for the first one
   *[other] { $amount } for { $n } of them
}
rule-after-days = { $n ->
    [one] after { $n } day
   *[other] after { $n } days
}
rule-at-once = at once
rule-by-hand = once an admin approves it
rule-cap-participant = One person gets at most { $amount } in all.
rule-cap-month = All together get at most { $amount } a month.
rule-cap-refuses = A reward that does not fit whole is not given.

## Try a rule
trial-run = Try it on what happened
trial-use = Use this rule
trial-title = This rule, on { $period }
trial-back = Back to the rule
trial-only = Only a trial: nothing is saved
trial-lead = What would this rule have given for what happened? It takes the place of all versions of its name.
trial-period = On
trial-days = Period
trial-days-30 = the last 30 days
trial-days-90 = the last 90 days
trial-days-365 = the last 365 days
trial-days-dates = these dates:
trial-from = from
trial-since = From
trial-before = before
trial-until = Before
trial-edit = The rule as JSON
trial-rule = Rule
trial-what = What
trial-did = Given
trial-would = Would have given
trial-change = Change
trial-given = Amount
trial-people = People rewarded
trial-each = { $amount } each
trial-capped = { $n ->
    [0] No reward was stopped by a cap.
    [one] { $n } reward was cut or stopped by a cap.
   *[other] { $n } rewards were cut or stopped by a cap.
}
trial-compared = Compared with what was given
trial-changes = Largest changes
trial-no-changes = Everyone gets the same.
trial-nothing = Nothing that happened in this period is rewarded, by this rule or by what was in force.

## Rewards and payouts

my-rewards-lead = What you earn by people you invite: when it is due, and why.
my-rewards-none = No rewards yet
my-rewards-none-lead = When someone you invited does what a rule pays for, your reward is here.
my-rewards-rules = What pays
my-rewards-goal = { $done } of { $needed }
my-rewards-goal-left = { $n ->
    [one] { $n } more person until then.
   *[other] { $n } more people until then.
}
my-rewards-next = Your next reward
my-waitlist-title = Your place on the waitlist
my-waitlist-of = of { $of }
my-waitlist-moves = { $n ->
    [one] Each person you bring who counts moves you up { $n } place.
   *[other] Each person you bring who counts moves you up { $n } places.
}
my-waitlist-about = A review is open, so the place may still change.
my-waitlist-in = You are in
my-waitlist-in-since = Admitted on { $date }
my-rewards-balance = Balance
my-rewards-negative = More was taken back than is due. The next rewards cover it first.
my-rewards-for = for { $name }
my-rewards-yourself = for joining
my-rewards-person = someone you invited
my-rewards-all = All rewards
admin-rewards = Rewards
admin-payouts = Payouts
admin-liability = Liability
liability-lead = What rewards owe: due now, on its way, and pending by the day it falls due.
liability-none = Nothing is owed
liability-reversals = { $amount } expected back
liability-falls-due = Falls due
liability-later = Later
liability-undated = No date yet
rewards-search = Name, address or id
rewards-to-approve = To approve
rewards-for = For
rewards-because = Because of
rewards-amount = Amount
rewards-by-hand = Given by hand
rewards-until = until { $date }
rewards-none = No rewards yet
rewards-none-lead = Once a rule pays for an event, its reward is here.
reward-title = Reward { $number }
reward-approve = Approve
reward-fulfil = Mark as given
reward-void = Cancel reward
reward-void-lead = A payout that is not sent yet is cancelled first. After that, the amount is taken from what is due.
reward-reversed = Taken back
reward-taken-back = { $amount } of it is taken back.
reward-event = Event
reward-made = Made
reward-to = To
reward-to-hint = An address, an external id, or a number such as prt_7.
reward-amount-hint = 5 USD or 1 free_months. Below 0 it takes.
reward-give = Give a reward
reward-give-lead = It is due at once, and in the next payout.
payouts-number = Payout
payouts-rewards = Rewards
payouts-lines = { $n ->
    [one] { $n } reward
   *[other] { $n } rewards
}
payouts-none = No payouts yet
payouts-none-lead = Make payouts of what is due. The program moves no money: the table is for your bank.
payout-title = Payout { $number }
payout-make = Make payouts
payout-make-lead = Everyone who has something due gets one draft. Look first: nothing is made until you make the drafts.
payout-look = Look what it would be
payout-make-drafts = Make the drafts
payout-download = Download CSV for the bank
payout-unit = Currency
payout-unit-hint = Three letters, such as USD.
payout-until = Due until
payout-until-hint = What came due before this date. Empty: until now.
payout-minimum = At least, for each person
payout-plan = What it would be
payout-people = People
payout-skipped = Skipped
payout-total = To pay
payout-drafts = Drafts
payout-skip-nothing-due = No more is due than was taken back.
payout-skip-below-minimum = Below the minimum.
payout-skip-open = Another payout is on its way.
payout-skip-erased = The account is erased.
payout-approve = Approve
payout-mark-sent = Mark as sent
payout-mark-paid = Mark as paid
payout-mark-failed = Mark as failed
payout-cancel = Cancel payout
payout-reference = Bank’s reference
payout-changed = Changed
payout-lines = What it pays
payout-line-due = Due
payout-line-taken = Taken back after an earlier payment
payout-reward-changed = One of its rewards changed.
payout-is-draft = A draft. Approve it, or mark it as sent at once.
payout-is-approved = Approved. Send it to the bank.
payout-is-sent = The bank has it.
payout-is-paid = Paid. If the bank returns it, mark it as failed.
payout-is-failed = It failed. Its amount is due again.
payout-is-canceled = Cancelled. Its amount is due again.
reward-pending-until = Pending until { $date }: a refund before then cancels it.
reward-pending-by-hand = Pending until an admin approves it.
reward-held-unconfirmed = Waits until the referral is confirmed.
reward-held-under-review = Waits: the referral is under review.
reward-held-frozen = Waits: the branch of the referral is frozen.
reward-held-disputed = Waits: the purchase is disputed.
reward-due = Due: it is in the next payout.
reward-due-by-hand = Due: it was given by hand.
reward-taken = Taken by hand: the next payout is lower by it.
reward-paying = In a payout that is on its way.
reward-paid = Paid.
reward-paid-taken-back = Paid; what was taken back later is taken from what is due.
reward-fulfilled = Given.
reward-void-refunded = Cancelled: the purchase was refunded.
reward-void-rejected = Cancelled: the referral is not counted.
reward-void-step-lost = Cancelled: too few referrals were left at the end of the hold.
reward-void-duplicate = Cancelled: the purchase was told twice.
reward-void-rebuilt = Cancelled: a rebuild of rewards did not make it.
reward-void-erased = Cancelled: the account is erased.
reward-void-forfeited = Cancelled: it ended with the account.
reward-void-voided = Cancelled by an admin.
verdict-waits-for-purchase = Pays nothing yet: it waits for a purchase.
verdict-waits-for-confirmation = Pays nothing yet: it waits for the confirmation.
verdict-no-referrer = Pays nothing: no referrer brought this person.
verdict-not-first = Pays nothing: it pays for the first one alone, and this is a later one.
verdict-outside-nth = Pays nothing: this one is not among the numbers that it pays for.
verdict-below-minimum = Pays nothing: the amount is below the rule’s minimum.
verdict-currency-not-covered = Pays nothing: a minimum, maximum or cap does not name this currency.
verdict-outside-group = Pays nothing: the person who would get it is not in the rule’s group.
verdict-too-late = Pays nothing: the rule’s months since the sign-up are over.
verdict-capped = Pays nothing: the cap has no room left.
verdict-rounds-to-zero = Pays nothing: the amount rounds to zero.
verdict-rule-not-in-force = Pays nothing: the rule was not in force then.
verdict-referral-rejected = Pays nothing: the referral is rejected.
verdict-beneficiary-disabled = Pays nothing: the person who would get it is disabled.
verdict-already-rewarded = Pays nothing: it has paid for this before.
verdict-step-not-reached = Pays nothing yet: the next number of referrals is not reached.
payout-draft = Draft
payout-approved = Approved
payout-sent = Sent
payout-paid = Paid
payout-failed = Failed
payout-canceled = Cancelled

## Numbers and the leaderboard

numbers-title = Statistics
numbers-no-origins = No clicks yet.
origin-others = all others
numbers-none-lead = Clicks, sign-ups and their sources appear here, day by day.
numbers-days-csv = Days as CSV
numbers-origins-csv = Sources as CSV
source-title = Sources
source-group = Group by
source-site = Source
source-campaign = Campaign
source-device = Device
source-rate = Rate
source-direct = Direct
source-no-campaign = No campaign
source-no-click = Code typed
source-qr = QR code
source-email = Email
device-phone = Phone
device-tablet = Tablet
device-computer = Computer
device-unknown = Unknown
part-of-visitors = { $percent } of visitors
part-of-signups = { $percent } of sign-ups
change-up = up
change-down = down
chart-day = Day
chart-table = Show as table
table-download = Download CSV
chart-in-all = { $n ->
    [one] 1 in all
   *[other] { $n } in all
}
chart-before = { $n ->
    [one] the day before
   *[other] { $n } days before
}
chart-week = Week
chart-month = Month
chart-so-far = so far
chart-period = Period
chart-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
chart-all = All
chart-own-dates = Dates
chart-from = From
chart-to = To
chart-show = Show
chart-compared = { $n ->
    [one] Compared with the day before
   *[other] Compared with { $n } days before
}
chart-compare = compare
chart-compare-stop = stop comparing
chart-signups = Sign-ups by day
leaders-title = Leaderboard
leaders-lead = Members with the most confirmed sign-ups. Only people who chose to be listed appear here.
leaders-none = Members choose in their account to be listed.
leaders-none-title = No one yet
leaders-period = Period
leaders-week = Week
leaders-month = 30 days
leaders-all = All time
leaders-place = Place
leaders-you = you
leaders-choose = Leaderboard
leaders-off = Hidden
leaders-initial = Initial only
leaders-name = Full name
leaders-save = Save
notice-listed-changed = Saved.
notice-language-changed = Saved. We’ll email you in this language.
profile-referred-by-link = Counted by the link opened on { $date }.
profile-referred-by-code = Counted by a typed code.
profile-referred-by-word = Set by an admin.
admin-reviews = To review
reviews-lead = Possible self-referrals. Each decision and its reason are kept in the audit log.
profile-referred-by-program = A program told the code.
reviews-none = Nothing to review.
review-own-words = In your own words
review-because = because
because-genuine = Looks genuine
because-known = Known to us
because-household = Shares a household or office
because-mailbox = Same mailbox as the referrer
because-same-person = Second account of the same person
because-throwaway = Throwaway account
because-automated = Signed up by a program
reviews-search = Name or email
reviews-none-lead = Referrals with fraud signals appear here.
review-title = Does this referral count?
review-signals = Fraud signals
review-weight = Weight
review-branch = Apply to everyone this person referred
review-approve = Approve
review-reject = Reject
review-decide = Review this referral
branch-title = Branch of { $name }
branch-above = Referred by
branch-higher = { $count } more above
branch-look = See the branch
tree-label = Tree
tree-below = Below { $name }:
tree-more = { $n ->
    [one] { $n } more
   *[other] { $n } more
}
tree-none-lead = People who sign up with this link appear here.
tree-legend = 4 / 9: four of nine direct sign-ups count
branch-waiting = Waiting
branch-levels = { $n ->
    [one] { $n } level deep
   *[other] { $n } levels deep
}
branch-rest = { $rejected } rejected, { $frozen } frozen
branch-people = People below
branch-none = No one has joined through this person.
branch-frozen-with = with the branch of
branch-freeze = Freeze branch
branch-freeze-lead = Stops counting this person and everyone below them, and pauses their codes. Reversible.
branch-restore = Unfreeze branch
branch-restore-lead = Everyone who was frozen with this person counts again, and their codes work.
branch-move = Move to another referrer
branch-move-lead = Moves this person and everyone below them under someone else.
branch-approve = Approve all waiting
branch-approve-lead = Approves every referral of this branch that is waiting for review.
branch-reject = Reject all
branch-reject-lead = Rejects everyone below this person. Each rejection can only be undone one by one.
field-reason = Reason
field-reason-hint = Up to 500 characters. Kept in the audit log with the decision.
field-referrer = Referred by
field-referrer-hint = A code, an email, or a number such as #12.
notice-decided = Decision saved. You can change it on the person’s page.
notice-branch-frozen = Branch frozen. You can unfreeze it below.
notice-branch-restored = Branch unfrozen. It counts again, and its codes work.
notice-person-moved = Moved. Move again to undo.
refusal-not-a-decision = Choose Approve or Reject.
refusal-already-so = This is already so. Nothing to change.
refusal-code-used-up = This code has reached its limit.
refusal-unknown-user = There’s no such person.
refusal-own-branch = You can’t move someone under themselves or their own referrals.
audit-referral-approved = Referral approved
audit-referral-rejected = Referral rejected
audit-referrer-changed = Referrer changed
audit-branch-frozen = Branch frozen
audit-branch-restored = Branch unfrozen
overview-to-send = { $n ->
    [one] { $n } undelivered email
   *[other] { $n } undelivered emails
}
need-reviews = { $n ->
    [one] referral to review
   *[other] referrals to review
}
need-emails = { $n ->
    [one] email not delivered
   *[other] emails not delivered
}
overview-first = No one has joined yet
overview-first-lead = Numbers, the chart and the latest sign-ups appear here with the first person who opens a link.
steps-welcome = Welcome, { $name }
steps-left = { $n ->
    [0] Everything is set up.
    [one] One step is left.
   *[other] { $n } steps are left.
}
steps-title = Set up
steps-count = { $done } of { $all } done
steps-admin = Admin created
steps-admin-done = You are signed in.
steps-mail = Email
steps-mail-how = Emails are kept on this computer for now. Set a mail server so people get theirs:
steps-mail-test = A mail server is set. Send yourself a test email.
steps-address = Public address
steps-address-how = Links lead to this computer alone. Set the address that people know:
steps-proxy = Reverse proxy
steps-proxy-done = Visitors’ addresses come from the proxy.
steps-proxy-how = Behind a proxy, every visitor seems to have its address. Name the proxy in:
steps-backup = Backup
steps-backup-done = There is a backup.
steps-backup-how = Nothing is backed up yet.
steps-code = First code
steps-code-how = Share the first link.
steps-code-see = See your link
overview-latest = Latest
overview-todo = Needs attention
overview-top = Top codes
