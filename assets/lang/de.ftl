## The site and its menu

site-description = Hol dir einen Empfehlungslink, teile ihn und sieh, wer dazukommt und warum jede Person zählt.
skip-to-content = Zum Inhalt
menu = Menü
menu-home = Start
menu-register = Konto erstellen
menu-login = Anmelden
menu-profile = Profil
menu-code-add = Code hinzufügen
menu-code-change = Code bearbeiten
menu-profile-delete = Profil löschen
menu-logout = Abmelden
menu-api = API
reference-title = API-Referenz
menu-privacy = Datenschutz
menu-terms = Nutzungsbedingungen
menu-statistics = Statistik
menu-to-do = zu erledigen
menu-group-money = Geld
menu-group-connections = Verbindungen
menu-group-server = Server
language = Sprache
language-locale = de_DE
# Between the items of a list in this language's spreadsheets: , or ;
language-list-separator = ;
language-direction = ltr

## Home

home-title = Teile einen Link. Sieh, wer dazukommt.
home-lead = Hol dir einen Empfehlungslink, teile ihn und sieh, wer sich registriert hat und warum jede Person zählt.
home-register = Link holen
home-how = So funktioniert es
home-step-register = Konto erstellen
home-step-register-how = Drei Felder und ein Link in deiner E-Mail
home-step-code = Link holen
home-step-code-how = Nur für dich, mit QR-Code
home-step-share = Teilen
home-step-share-how = Im Chat, per E-Mail, auf einem Plakat
home-step-see = Sehen, wer dazukommt
home-step-see-how = Wer sich wann und über welchen Link registriert hat
home-proof = Kein Rätselraten: Jeder Fall wird erklärt
home-proof-lead = Das siehst du zu jeder Person, die du einlädst.
home-example-opened = Hat deinen Link geöffnet
home-example-opened-when = 2. Nov., 10:43
home-example-lasts = 5 Min.
home-example-registered = Hat sich registriert
home-example-registered-when = Boris, 10:48
home-example-confirmed-in = 20 Sek.
home-example-counts-why = E-Mail bestätigt
home-family = Anna hat Boris und Maria eingeladen, Boris hat Leo eingeladen, und als Nächstes kommst du
home-family-1 = A
home-family-2 = B
home-family-3 = M
home-family-4 = L
home-taking-part = { $n ->
    [0] Noch ist niemand dabei. Mach den Anfang.
    [one] { $n } Person ist schon dabei.
   *[other] { $n } Personen sind schon dabei.
}

## States: a word in a pill

state-counts = Zählt
state-waiting = Wartet
state-rejected = Abgelehnt
state-frozen = Eingefroren
state-active = Aktiv
state-off = Aus
state-expired = Abgelaufen
state-limit-reached = Limit erreicht
state-pending = Ausstehend
state-due = Fällig
state-held = Angehalten
state-paying = Unterwegs
state-given = Ausgehändigt
state-paid = Ausgezahlt
state-cancelled = Storniert

## Fields

form-mistakes = Da stimmt etwas nicht
form-saved = Gespeichert
form-mistake-title = Fehler: { $title }
field-optional = (freiwillig)
field-firstname = Dein Name
field-firstname-seen = { $name } sieht ihn
field-email = E-Mail
field-password = Passwort
field-password-hint = Mindestens 8 Zeichen
field-password-again = Gib es noch einmal ein: Ein Passwort wird nie zurückgesendet
field-show = Anzeigen
field-hide = Verbergen
field-password2 = Passwort wiederholen
field-old-password = Aktuelles Passwort
field-new-password = Neues Passwort
field-referrer-code = Einladungscode
field-digits = 6-stelliger Code
field-digits-hint = Er steht in der E-Mail, die wir dir geschickt haben.
field-otp = Code aus deiner App
field-otp-hint = 6 Ziffern, alle 30 Sekunden neu.
field-recovery = Wiederherstellungscode
field-recovery-hint = Groß- und Kleinschreibung, Leerzeichen und Bindestriche spielen keine Rolle.
field-friend = E-Mail einer Freundin oder eines Freundes
field-friend-hint = Wir schicken deinen Link dorthin.
field-description = Nachricht
field-description-hint = Bis zu 150 Zeichen. Alle, die den Link öffnen, sehen sie.
field-own-code = Eigener Code
field-own-code-hint = 4 bis 32 lateinische Buchstaben, Ziffern oder Bindestriche. Leer lassen für einen zufälligen Code.
field-expires-on = Gültig bis
field-expires-on-hint = Bis zum Ende des Tages, UTC.
code-today-utc = Heute ist in UTC der { $date }.
field-max-uses = Limit
field-max-uses-hint = Nach so vielen bestätigten Registrierungen funktioniert der Code nicht mehr.
field-active = Aktiv

## Registering and confirming

register-title = Konto erstellen
register-submit = Konto erstellen
register-known = Hast du schon ein Konto?
register-invited-by = { $name } lädt dich ein
digits-title = E-Mail bestätigen
digits-lead = Öffne den Link in der E-Mail oder gib den Code daraus ein.
digits-console = Der E-Mail-Versand ist noch nicht eingerichtet. E-Mails erscheinen hier:
digits-terminal-inbox = Der E-Mail-Versand ist noch nicht eingerichtet. E-Mails erscheinen im Terminal, in dem die Website gestartet wurde, mit der Adresse einer Seite, die sie zeigt.
digits-terminal = Der E-Mail-Versand ist noch nicht eingerichtet. E-Mails erscheinen im Terminal, in dem die Website gestartet wurde.
digits-until = Link und Code gelten bis
digits-left-minutes = { $n ->
    [one] Höchstens noch { $n } Minute.
   *[other] Höchstens noch { $n } Minuten.
}
digits-left-seconds = { $n ->
    [one] Noch { $n } Sekunde.
   *[other] Noch { $n } Sekunden.
}
digits-over = Link und Code sind abgelaufen. Fordere eine neue E-Mail an.
digits-submit = Bestätigen
digits-no-email = Nicht angekommen oder abgelaufen?
activate-title = E-Mail bestätigen
activate-title-of = { $email } bestätigen
activate-lead = Gib zum Abschluss das Passwort ein, mit dem du dich registriert hast, oder wähle ein neues.
activate-press = Drück zum Abschluss die Schaltfläche.
activate-submit = E-Mail bestätigen
activate-already-title = Deine E-Mail ist schon bestätigt
activate-already-lead = Alles erledigt. Melde dich an.
activate-expired-title = Dieser Link ist abgelaufen
activate-expired-lead = Gib deine E-Mail ein, und wir schicken dir einen neuen Link.
activate-expired-of = Der Link für { $email } ist abgelaufen. Ein Klick, und wir schicken eine neue E-Mail an diese Adresse.
activate-unknown-title = Dieser Link funktioniert nicht
activate-unknown-lead = Vielleicht hat eine neuere E-Mail ihn ersetzt, oder ein Teil des Links fehlt. Gib deine E-Mail ein, und wir schicken dir einen neuen.
repeat-title = E-Mail erneut senden
repeat-lead = Gib die E-Mail ein, mit der du dich registriert hast. Wir schicken dir einen neuen Link und einen neuen Code.
repeat-submit = Erneut senden

## Signing in and passwords

login-title = Anmelden
login-submit = Anmelden
login-no-account = Neu hier?
login-limited = Passwort vergessen?
login-limited-reset = Jetzt ein neues wählen
login-for-page = Melde dich an, um diese Seite zu sehen. Danach kommst du hierher zurück.
login-for-sessions = Melde dich an, um deine Sitzungen zu sehen.
login-for-statistics = Melde dich an, um deine Statistik zu sehen.
login-for-code = Melde dich an, um deinen Code zu verwalten.
login-for-people = Melde dich an, um zu sehen, wen du eingeladen hast.
login-for-admin = Melde dich als Admin an.
login-no-email = Keine Bestätigungs-E-Mail erhalten?
login-factor-title = Gib deinen Code ein
login-factor-lead = Öffne deine Authenticator-App und gib den Code für diese Website ein.
login-factor-remember = In diesem Browser 30 Tage lang nicht fragen
login-factor-recovery = Handy verloren?
login-factor-lost = Keine Wiederherstellungscodes mehr? Die Betreiber dieser Website können die Zwei-Faktor-Anmeldung für dich ausschalten.
login-factor-again = Anderes Konto verwenden
forgot-title = Passwort vergessen?
forgot-lead = Gib deine E-Mail ein, und wir schicken dir einen Link für ein neues Passwort.
forgot-submit = Link senden
reset-title = Neues Passwort
reset-dead-title = Dieser Link funktioniert nicht mehr
reset-dead-lead = Er ist abgelaufen oder wurde schon benutzt. Fordere einen neuen an.
password-title = Passwort ändern
factor-title = Zwei-Faktor-Anmeldung
factor-lead = Beim Anmelden fragen wir auch nach einem Code aus einer App auf deinem Handy. Dein Passwort allein öffnet dann nichts mehr.
factor-set-up = Einrichten
factor-on = An
factor-since = seit dem
factor-app = Authenticator-App
factor-replace-lead = Neues Handy? Verbinde dessen App: Die alte App und die alten Wiederherstellungscodes funktionieren dann nicht mehr.
factor-replace = Andere App verbinden
factor-browsers = Gemerkte Browser
factor-browsers-lead = Ist einer davon verloren oder nutzen ihn auch andere? Dann lass alle Browser wieder nach einem Code fragen.
factor-browsers-forget = Alle Browser vergessen
factor-off = Ausschalten
factor-off-lead = Zum Anmelden reicht dann dein Passwort.
factor-off-demanded = Für dieses Konto ist die Zwei-Faktor-Anmeldung Pflicht, deshalb lässt sie sich nicht ausschalten.
factor-needed-lead = Für dieses Konto ist die Zwei-Faktor-Anmeldung Pflicht. Richte sie ein, um fortzufahren.
factor-app-title = Zwei-Faktor-Anmeldung einrichten
factor-app-lead = Scanne das mit einer Authenticator-App, etwa Aegis oder Google Authenticator. Gib dann den Code ein, den sie anzeigt.
factor-app-alt = QR-Code für eine Authenticator-App
factor-app-type = Scannen klappt nicht? Gib diesen Schlüssel in der App ein:
factor-app-submit = Einschalten
recovery-title = Wiederherstellungscodes
recovery-lead = Jeder meldet dich einmal an, wenn du dein Handy verlierst. Speichere sie jetzt: Sie werden nicht noch einmal angezeigt.
recovery-saved = Ich habe sie gespeichert
recovery-left = { $n ->
    [one] Noch { $n } Code übrig.
   *[other] Noch { $n } Codes übrig.
}
recovery-few = Erstelle neue, bevor sie ausgehen.
recovery-renew = Neue Codes erstellen
password-lead = Auf allen anderen Geräten wirst du abgemeldet.
password-submit = Passwort speichern

## Profile and codes

profile-referred-by = { $name } hat dich eingeladen.
profile-codes = Deine Codes
profile-no-codes = Erstelle deinen ersten Link.
profile-no-active-code = Keiner deiner Codes ist aktiv. Erstelle einen, um weiter einzuladen.
profile-people = Von dir eingeladen
profile-no-people = Noch niemand. Hier erscheint, wer sich über deinen Link registriert.
profile-no-people-yet = Noch niemand. Sobald du einen Link hast, erscheint hier, wer sich darüber registriert.
profile-no-people-title = Noch niemand
profile-no-codes-lead = Ein Klick, und dein Link ist da. Code, Nachricht und letzten Tag kannst du später ändern.
profile-make-link = Link holen
profile-customise-first = Eigenen Code, Nachricht oder letzten Tag wählen
profile-customise = Eigenen Code wählen, Nachricht oder letzten Tag hinzufügen
profile-all-time = Gesamt
profile-today = Heute
profile-clicks-today = Klicks heute
profile-yesterday = gestern { $n }
profile-waiting = { $n } zu bestätigen
profile-account = Konto
account-details = Deine Angaben
account-time-zone = Zeitzone
account-time-zone-hint = Etwa Europe/Berlin. Leer lassen für die Zeitzone deines Browsers.
account-theme = Darstellung
account-theme-system = Wie das System
account-theme-light = Hell
account-theme-dark = Dunkel
account-found-by-email = Mitglieder, die meine E-Mail-Adresse kennen, können darüber meinen Code finden
account-save = Änderungen speichern
account-access = Anmeldung und Daten
account-delete-lead = Löscht dein Konto, deine Codes und deine persönlichen Daten.
profile-language = Sprache deiner E-Mails
profile-language-save = Sprache speichern
profile-link = Dein Link
share-copy = Kopieren
share-copied = Kopiert
share-more = Teilen …
share-ways = whatsapp email telegram facebook x linkedin reddit
share-with = Teilen über
share-telegram = Telegram
share-vk = VK
share-whatsapp = WhatsApp
share-mail = E-Mail
share-x = X
share-facebook = Facebook
share-linkedin = LinkedIn
share-reddit = Reddit
share-title = Teile deinen Link
share-message = Deine Nachricht
share-message-use = Diese Nachricht verwenden
utm-title = Link für eine Kampagne
utm-lead = Die Statistik zeigt jede Quelle und jede Kampagne einzeln.
utm-source = Quelle, etwa newsletter
utm-medium = Medium, etwa email
utm-campaign = Kampagne, etwa sommer
utm-make = Link erstellen
share-subject = Mach mit
share-text = Mach mit über meinen Link:
imports-reason = Aus einer Datei importiert.
join-title = Bei { $site } mitmachen
join-submit = Mitmachen
join-sent-title = Sieh in dein Postfach
join-sent-lead = Eine E-Mail ist unterwegs. Öffne den Link darin, und du bist dabei.
widget-title = Freunde einladen
widget-title-prize = Freunde einladen, { $prize } bekommen
widget-progress = { $reached } von { $needed }
widget-counted = { $n ->
    [one] Person zählt
   *[other] Personen zählen
}
widget-no-link = Gerade funktioniert keiner deiner Links.
widget-people = Wer dazugekommen ist
widget-no-people = Noch ist niemand dazugekommen
widget-under-review = In Prüfung
widget-not-counted = Zählt nicht
widget-pending = { $amount } ausstehend
widget-due = { $amount } fällig
widget-paid = { $amount } ausgezahlt
widget-ended = Diese Ansicht ist abgelaufen. Lade die Seite neu, um sie wieder zu sehen.
widget-failed = Der Server ist nicht erreichbar.
widget-again = Noch einmal versuchen
widget-no-script = Ohne JavaScript findest du deinen Link auf deiner eigenen Seite:
widget-open-site = Meine Seite öffnen
qr-title = QR-Code
qr-lead = Zeig ihn auf dem Bildschirm oder druck ihn aus. Die Kamera eines Handys öffnet deinen Link.
qr-here-only = Handys erreichen die Seite noch nicht: Der Server lauscht nur auf diesem Computer. Starte ihn mit --listen 192.168.1.5:8080
qr-alt = QR-Code des Links mit dem Code { $code }
qr-download = SVG herunterladen
qr-download-png = PNG herunterladen
qr-open = Vollbild
qr-print = Druckvorlage
qr-poster = Scannen und mitmachen
profile-delete-lead = Dein Konto, deine Codes und alle deine persönlichen Daten werden gelöscht. Das lässt sich nicht rückgängig machen. Gib zur Bestätigung dein Passwort ein.
profile-delete-submit = Endgültig löschen
profile-delete-keep = Konto behalten
count-clicks = Klicks
count-people = Besuche
count-registered = Registrierungen
count-confirmed = Bestätigt
code-uses = { $used } von { $most } genutzt
code-is-sent = Link per E-Mail gesendet
code-add-title = Link erstellen
code-add-lead = Alles ist freiwillig. Lass den Code leer, und wir erzeugen einen.
code-add-in-the-way = Es kann nur ein Code aktiv sein, und das ist gerade { $code }. Schalte ihn aus, um einen anderen zu erstellen.
code-replace-title = Code ersetzen?
code-replace-submit = Durch einen neuen ersetzen
code-cancel = Abbrechen
code-for-days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
code-on-date = Bestimmtes Datum
code-preview = Das sehen Eingeladene
code-preview-card = Die Linkvorschau in Chats
code-preview-email = E-Mail:
code-add-submit = Link erstellen
count-counted = Zählen
count-waiting = Warten
count-rejected = Abgelehnt
count-frozen = Eingefroren
count-sum = { $registered ->
    [one] { $registered } Registrierung
   *[other] { $registered } Registrierungen
} = { $counted ->
    [one] { $counted } zählt
   *[other] { $counted } zählen
} + { $waiting ->
    [one] { $waiting } wartet
   *[other] { $waiting } warten
} + { $rejected } abgelehnt + { $frozen } eingefroren
code-valid = Gültig
code-until-date = bis { $date }
code-ended-date = abgelaufen am { $date }
code-ends-today = endet heute
code-ends-tomorrow = endet morgen
code-days-left = { $n ->
    [one] noch { $n } Tag
   *[other] noch { $n } Tage
}
code-no-end = unbefristet
code-extend = Um 30 Tage verlängern
code-customise = Anpassen
code-change-title = Code bearbeiten
code-change-submit = Speichern
code-delete-title = Code löschen
code-delete-lead = Der Link funktioniert dann nicht mehr. Wer darüber gekommen ist, zählt weiter für dich.
code-delete-submit = Code löschen
person-name = Name
person-code = Code
person-state = Status
person-registered = Dabei seit
person-search = Nach Namen suchen
person-how = Wie
person-time = Bis zur Registrierung
person-details = Details
how-link = über Link
how-typed = Code eingegeben
how-told = über eine App
how-moved = von Admin verschoben
path-opened = Hat deinen Link geöffnet
path-moved = Zu dir verschoben
path-signed-up = Hat sich registriert
path-confirmed = E-Mail bestätigt
path-unconfirmed = E-Mail nicht bestätigt
path-remind = Vielleicht liegt die E-Mail im Spam-Ordner
path-review = In Prüfung
path-review-lead = Ein Admin sieht sich das an
path-since = seit dem
path-with-code = mit dem Code
path-typed-code = eingegebener Code
path-code-expired = der Code war abgelaufen
path-code-off = der Code war ausgeschaltet
path-code-used-up = das Limit des Codes war erreicht
path-reviewed = von einem Admin
person-factor-off = Aus
person-gone = Konto gelöscht

## The referral link

card-invites = { $name } lädt dich ein
card-invited = Du bist eingeladen
invitation-you = du
invitation-accept = Einladung annehmen
invitation-chip = Einladung
invitation-chip-until = bis { $date }
invitation-remove = Ohne diese Einladung registrieren
invitation-step-register = Du erstellst ein Konto
invitation-step-register-how = Drei Felder, eine Minute
invitation-step-confirm = Du bestätigst deine E-Mail
invitation-step-confirm-how = Wir schicken einen Link und einen 6-stelligen Code
invitation-step-linked = Du und { $name } seid verbunden
invitation-step-linked-how = Auch du bekommst einen Link zum Teilen
invitation-did-you-mean = Meintest du
invitation-open-code = Diesen Code verwenden
invitation-mistyped-title = In diesem Code ist ein Tippfehler
invitation-mistyped-lead = Ein Zeichen stimmt nicht. Vergleiche ihn mit der Nachricht, die du bekommen hast.
invitation-unknown-title = Diesen Code gibt es nicht
invitation-unknown-lead = Prüfe den Link oder lass ihn dir noch einmal schicken.
invitation-expired-title = Diese Einladung ist abgelaufen
invitation-expired-lead = Bitte um einen neuen Link oder registriere dich ohne.
invitation-off-title = Diese Einladung gilt nicht mehr
invitation-off-lead = Sie wurde ausgeschaltet. Bitte um einen neuen Link oder registriere dich ohne.
invitation-used-up-title = Diese Einladung ist ausgeschöpft
invitation-used-up-lead = Ihr Limit ist erreicht. Bitte um einen neuen Link oder registriere dich ohne.
invitation-register-anyway = Ohne Einladung registrieren

## Messages

notice-email-sent = Sieh in dein Postfach: Wir haben dir einen Link und einen Code geschickt.
notice-email-sent-code-ended = Sieh in dein Postfach: Wir haben dir einen Link und einen Code geschickt. Die Einladung war da schon beendet, deshalb zählt deine Registrierung nicht für die Person, die dich eingeladen hat.
notice-email-repeated = Falls diese Adresse noch bestätigt werden muss, ist eine neue E-Mail unterwegs.
notice-confirmed = Deine E-Mail ist bestätigt. Melde dich an, um weiterzumachen.
notice-confirmed-signed-in = Deine E-Mail ist bestätigt, und du bist angemeldet.
notice-confirmed-too-late = Deine E-Mail ist bestätigt. Melde dich an, um weiterzumachen. Das Limit der Einladung war vorher erreicht, deshalb zählt deine Registrierung nicht für die Person, die dich eingeladen hat.
notice-already-confirmed = Deine E-Mail war schon bestätigt. Melde dich an, um weiterzumachen.
notice-signed-out = Du hast dich abgemeldet.
notice-code-added = Dein Link ist fertig. Teile ihn.
notice-code-added-and-sent = Dein Link ist fertig, und wir schicken ihn gerade per E-Mail.
notice-code-changed = Code gespeichert.
notice-code-replaced = Dein neuer Code ist fertig. Der alte ist ausgeschaltet.
notice-account-saved = Änderungen gespeichert.
notice-code-deleted = Code gelöscht.
notice-password-changed = Passwort geändert. Auf allen anderen Geräten wurdest du abgemeldet.
notice-reset-sent = Falls es ein Konto mit dieser Adresse gibt, ist ein Link für ein neues Passwort unterwegs.
notice-password-reset = Passwort geändert. Melde dich mit dem neuen an.
notice-profile-deleted = Dein Konto wurde gelöscht.
notice-code-extended = Der Code gilt 30 Tage länger.

## What is wrong with a field

refusal-empty = Fülle dieses Feld aus.
refusal-missing = Dieses Feld fehlt.
refusal-twice = Dieses Feld wurde zweimal gesendet.
refusal-not-text = Hier muss Text stehen.
refusal-too-short = { $n ->
    [one] Mindestens { $n } Zeichen.
   *[other] Mindestens { $n } Zeichen.
}
refusal-too-long = { $n ->
    [one] Höchstens { $n } Zeichen.
   *[other] Höchstens { $n } Zeichen.
}
refusal-control-character = Entferne die unsichtbaren Zeichen.
refusal-too-many-marks = Entferne die überzähligen Akzente.
refusal-not-the-address = Die E-Mail passt nicht zu diesem Konto.
refusal-not-an-address = Gib eine vollständige E-Mail-Adresse ein, etwa name@example.com.
refusal-plus-not-escaped = In dieser Adresse ist ein Leerzeichen. Schreibe + in einer Abfrage als %2B.
refusal-passwords-differ = Die Passwörter stimmen nicht überein.
refusal-not-a-date = Gib ein Datum ein, etwa 2026-12-31.
refusal-not-in-future = Wähle ein Datum in der Zukunft.
refusal-too-far = { $n ->
    [one] Wähle ein Datum in höchstens { $n } Tag.
   *[other] Wähle ein Datum in höchstens { $n } Tagen.
}
refusal-not-a-code = Verwende nur Buchstaben, Ziffern und Bindestriche.
refusal-code-taken = Dieser Code ist vergeben. Wähle einen anderen.
refusal-code-reserved = Dieser Code ist reserviert. Wähle einen anderen.
refusal-code-rude = Wähle einen anderen Code.
refusal-code-mistyped = In diesem Code ist ein Tippfehler. Vergleiche ihn mit der Nachricht, die du bekommen hast.
refusal-code-unknown = Diesen Code gibt es nicht. Prüfe ihn oder lass das Feld leer.
refusal-active-code-exists = Du hast schon einen aktiven Code.
refusal-already-invited = Du hast diese Adresse schon eingeladen. Jede Adresse kann einmal eingeladen werden.
refusal-wrong-password = Falsches Passwort.
refusal-not-six-digits = Gib die 6 Ziffern aus der E-Mail ein.
refusal-wrong-digits = Falscher Code. Prüfe die Adresse und die 6 Ziffern der neuesten E-Mail.
refusal-wrong-otp = Dieser Code ist falsch oder wurde schon benutzt. Gib den nächsten aus der App ein.
refusal-wrong-credentials = E-Mail oder Passwort ist falsch, oder die E-Mail ist noch nicht bestätigt.
refusal-not-a-boolean = Hier muss true oder false stehen.
refusal-not-a-number = Gib eine ganze Zahl über null ein.
refusal-unknown-field = Dieses Feld gibt es nicht.
refusal-not-a-choice = Wähle einen der genannten Werte.
refusal-not-in-range = Gib eine Zahl von 1 bis { $n } ein.
refusal-fewer-than-used = Schon { $n } Mal genutzt. Gib { $n } oder mehr ein.
refusal-not-minor-units = Ein Betrag ist eine ganze Zahl in der kleinsten Einheit: 4900 für 49,00.
refusal-out-of-range = Diese Zahl liegt außerhalb des zulässigen Bereichs.
refusal-currency-unknown = ISO 4217 kennt diese Währung nicht.
refusal-currency-differs = Der Kauf ist in einer anderen Währung.
refusal-refund-exceeds = Das ist mehr, als vom Kauf übrig ist.
refusal-self-referral = Der Code gehört dem Mitglied selbst.
refusal-cycle = Die einladende Person kam selbst über dieses Mitglied.
refusal-time-in-future = Das liegt mehr als 5 Minuten in der Zukunft.
refusal-not-a-time = Hier muss ein Zeitpunkt nach RFC 3339 stehen, etwa 2026-11-30T10:00:00Z.
refusal-not-a-duration = Hier muss eine Dauer nach ISO 8601 stehen, etwa P31D.
refusal-not-an-object = Hier muss ein Objekt stehen.
refusal-not-a-list = { $n ->
    [one] Hier muss eine Liste mit höchstens { $n } Eintrag stehen.
   *[other] Hier muss eine Liste mit höchstens { $n } Einträgen stehen.
}
refusal-not-an-external-id = Verwende A–Z, a–z, 0–9 und . _ : @ | + ~ = - und beginne mit einem Buchstaben oder einer Ziffer.
refusal-not-a-stripe-customer = Das ist keine Kundennummer von Stripe.
refusal-event-conflict = Das Ereignis wurde schon mit einem anderen Wert gemeldet.
refusal-already-referred = Dieses Mitglied wurde schon von jemandem eingeladen.
refusal-email-taken = Ein anderes Mitglied hat diese Adresse.
refusal-external-id-taken = Ein anderes Mitglied hat diesen Namen.
refusal-money-open = Es ist noch Geld fällig oder in Auszahlung.
refusal-state-forbids = Ein Programm darf das bei diesem Konto nicht.
refusal-idempotency-key-reused = Dieser Idempotency-Key wurde schon für eine andere Anfrage verwendet.
refusal-not-an-idempotency-key = Ein Idempotency-Key hat 1 bis 255 sichtbare Zeichen.
refusal-unknown-participant = Dieses Mitglied gibt es nicht.
refusal-not-a-name = Hier müssen 1 bis 40 Zeichen aus a–z, 0–9 und - stehen, am Anfang ein Buchstabe.
refusal-not-allowed = Das passt nicht zu den anderen Feldern.
refusal-not-a-color = Gib eine Farbe als # und sechs Stellen ein, etwa #14594a.
refusal-not-a-web-address = Gib eine vollständige Webadresse ein, etwa https://example.com/terms.
refusal-https-required = Gib eine Adresse ein, die mit https:// beginnt.
refusal-address-refused = An diese Adresse darf kein Webhook gesendet werden.
refusal-logo-too-large = Wähle eine Datei mit höchstens 48 KB.
refusal-logo-not-a-picture = Wähle eine SVG- oder PNG-Datei.
refusal-logo-broken = Diese Datei ist beschädigt. Speichere sie noch einmal und wähle sie erneut.
refusal-logo-wrong-size = Wähle ein Bild mit 16 bis 1024 Pixeln je Seite, höchstens 8-mal so lang wie hoch.
refusal-logo-unsafe = Diese SVG enthält ein Skript, einen Verweis auf eine andere Datei oder etwas, das eine Zeichnung nicht braucht. Exportiere sie als einfache SVG.

## What did not work

failure-malformed = Diese Anfrage konnten wir nicht lesen
failure-malformed-do = Geh zurück und versuche es noch einmal.
failure-unsupported-media = Diese Art von Inhalt wird nicht angenommen
failure-unsupported-media-do = Sende Formulare als application/x-www-form-urlencoded und Daten als application/json.
failure-not-signed-in = Melde dich zuerst an
failure-not-signed-in-do = Melde dich an und versuche es noch einmal.
failure-wrong-credentials = E-Mail oder Passwort ist falsch, oder die E-Mail ist noch nicht bestätigt
failure-wrong-credentials-do = Prüfe beides und versuche es noch einmal. Wenn deine E-Mail nicht bestätigt ist, öffne unseren Link oder fordere einen neuen an.
failure-forged = Dieses Formular ist veraltet
failure-key-missing = Hier ist ein Schlüssel nötig
failure-key-missing-do = Sende ihn so: Authorization: Bearer rf_sk_….
failure-key-malformed = Dieser Schlüssel ist nicht vollständig
failure-key-malformed-do = Kopiere ihn noch einmal: Die Prüfsumme am Ende stimmt nicht.
failure-key-unknown = Diesen Schlüssel gibt es nicht
failure-key-unknown-do = Erstelle auf diesem Server einen Schlüssel und verwende ihn.
failure-signature-invalid = Die Signatur ist ungültig
failure-signature-invalid-do = Prüfe stripe.signing_secret und die Uhren auf beiden Seiten.
failure-key-revoked = Der Schlüssel ist widerrufen
failure-key-revoked-do = Verwende einen anderen Schlüssel.
failure-key-expired = Der Schlüssel ist abgelaufen
failure-key-expired-do = Erstelle einen neuen Schlüssel.
failure-token-used = Das Token wurde schon benutzt
failure-token-expired = Das Token ist abgelaufen
failure-token-do = Fordere bei der App ein neues an: Ein Token gilt einmal und fünf Minuten lang.
failure-origin-not-allowed = Diese Website darf hierher keine Formulare senden
failure-origin-not-allowed-do = Der Betreiber kann sie in der Konfiguration unter [embed] bei origins eintragen.
failure-event-conflict = Das Ereignis ist mit anderem Inhalt bekannt
failure-event-conflict-do = Vergleiche es mit dem Ereignis unter „known“ und melde eine Korrektur unter einer anderen id.
failure-in-progress = Die erste Anfrage mit diesem Idempotency-Key läuft noch
failure-in-progress-do = Wiederhole sie in einer Sekunde.
failure-no-resource = Das gibt es hier nicht
failure-no-resource-do = Prüfe den Namen im Pfad.
failure-scope-missing = Dem Schlüssel fehlt eine Berechtigung
failure-scope-missing-do = Nötig ist die Berechtigung { $scope }. Verwende einen Schlüssel, der sie hat.
failure-forged-do = Geh zurück, lade die Seite neu und sende das Formular noch einmal.
failure-no-cookies = Dein Browser blockiert die Cookies dieser Website
failure-no-cookies-do = Formulare brauchen eines. Erlaube Cookies für diese Website, lade die Seite neu und sende das Formular noch einmal.
failure-needs-https = Dieses Formular braucht eine sichere Verbindung
failure-needs-https-do = Öffne die Seite mit https und sende das Formular noch einmal.
failure-needs-https-open = Mit https öffnen
failure-forbidden = Du hast hier keinen Zugriff
failure-forbidden-do = Das gehört zu einem anderen Konto.
failure-password-needed = Dein Passwort ist nötig
failure-password-needed-do = Melde dich noch einmal an und wiederhole die Anfrage: Das Passwort muss in den letzten 15 Minuten eingegeben worden sein.
failure-factor-needed = Die Zwei-Faktor-Anmeldung ist nötig
failure-factor-needed-do = Melde dich auf der Website an und richte die Zwei-Faktor-Anmeldung ein; sende danach einen Code in otp.
failure-otp-required = Ein Code ist nötig
failure-otp-required-do = Sende den Code aus der App oder einen Wiederherstellungscode in otp.
failure-otp-wrong = Falscher Code
failure-otp-wrong-do = Jeder Code funktioniert einmal. Sende den nächsten aus der App.
failure-not-found = Seite nicht gefunden
failure-not-found-do = Prüfe die Adresse oder beginne auf der Startseite.
failure-wrong-method = So lässt sich diese Seite nicht öffnen
failure-wrong-method-do = Geh zurück und benutze die Schaltfläche.
failure-timed-out = Die Anfrage hat zu lange gedauert
failure-timed-out-do = Versuche es noch einmal.
failure-conflict = Das geht nicht mehr
failure-conflict-do = Etwas hat sich geändert oder ist schon vorhanden. Lade die Seite neu und versuche es noch einmal.
failure-gone = Das ist abgelaufen
failure-gone-do = Fordere eine neue E-Mail oder einen neuen Link an.
failure-too-large = Das sind zu viele Daten
failure-too-large-do = Sende weniger.
failure-target-too-long = Die Adresse ist zu lang
failure-target-too-long-do = Prüfe den Link.
failure-unprocessable = Einige Felder brauchen deine Aufmerksamkeit
failure-unprocessable-do = Korrigiere die markierten Felder und sende das Formular noch einmal.
failure-home = Startseite
failure-again-minutes = { $n ->
    [one] Versuche es in { $n } Minute wieder.
   *[other] Versuche es in { $n } Minuten wieder.
}
failure-again-seconds = { $n ->
    [one] Versuche es in { $n } Sekunde wieder.
   *[other] Versuche es in { $n } Sekunden wieder.
}
failure-too-many = Zu viele Versuche
failure-too-many-do = Warte ein wenig und versuche es dann wieder.
failure-again-now = Du kannst es jetzt wieder versuchen.
failure-try-again = Noch einmal versuchen
failure-header-too-large = Die Kopfzeilen der Anfrage sind zu groß
failure-header-too-large-do = Lösche die Cookies dieser Website und versuche es noch einmal.
failure-internal = Etwas ist schiefgegangen
failure-internal-do = Es liegt an uns, und wir haben es protokolliert. Bitte versuche es noch einmal.
failure-busy = Der Server ist ausgelastet
failure-busy-do = Nichts ist verloren. Warte ein paar Sekunden und versuche es noch einmal.
failure-unavailable = Gerade lässt sich nichts speichern
failure-unavailable-do = Was du gesendet hast, wurde nicht gespeichert. Vorhandene Daten sind sicher, und du kannst weiterlesen. Versuche es in ein paar Minuten noch einmal.
failure-number = Klappt es immer noch nicht? Nenne uns diese Nummer: { $id }.

## Emails

email-greeting = Hallo { $name },
email-greeting-nameless = Hallo,
email-life-minutes = { $n ->
    [one] Der Link gilt { $n } Minute ab dem Versand dieser E-Mail.
   *[other] Der Link gilt { $n } Minuten ab dem Versand dieser E-Mail.
}
email-life-seconds = { $n ->
    [one] Der Link gilt { $n } Sekunde ab dem Versand dieser E-Mail.
   *[other] Der Link gilt { $n } Sekunden ab dem Versand dieser E-Mail.
}
email-code-life-minutes = { $n ->
    [one] Code und Link gelten { $n } Minute ab dem Versand dieser E-Mail.
   *[other] Code und Link gelten { $n } Minuten ab dem Versand dieser E-Mail.
}
email-code-life-seconds = { $n ->
    [one] Code und Link gelten { $n } Sekunde ab dem Versand dieser E-Mail.
   *[other] Code und Link gelten { $n } Sekunden ab dem Versand dieser E-Mail.
}
email-not-you = Warst du das nicht? Dann ignoriere diese E-Mail: Es passiert nichts.
email-account-why = Du bekommst diese E-Mail, weil zu dieser Adresse ein Konto bei { $site } gehört.
email-activation-subject = { $digits } ist dein Code für { $site }
email-activation-preheader = Dein Code ist { $digits }.
email-activation-title = Nur noch ein Schritt zu { $site }
email-activation-enter = Gib diesen Code auf der noch geöffneten Seite ein:
email-activation-open = Oder öffne diesen Link, um { $email } zu bestätigen:
email-activation-button = { $email } bestätigen
email-activation-why = Du bekommst diese E-Mail, weil sich jemand mit dieser Adresse bei { $site } registriert hat.
email-known-title = Du hast schon ein Konto
email-known-lead = Jemand (vielleicht du) wollte sich mit dieser Adresse registrieren, aber du hast schon ein Konto. Melde dich einfach an.
email-known-why = Du bekommst diese E-Mail, weil sich jemand mit dieser Adresse bei { $site } registriert hat.
email-known-not-you = Warst du das nicht? Dein Konto ist unverändert, du musst nichts tun.
email-invitation-subject = { $name } lädt dich zu { $site } ein
email-invitation-lead = { $name } lädt dich zu { $site } ein.
email-invitation-lead-nameless = Du bist zu { $site } eingeladen.
email-invitation-why = Du bekommst diese E-Mail, weil ein Mitglied von { $site } deine Adresse eingegeben hat.
email-reset-title = Wähle ein neues Passwort
email-reset-lead = Jemand (vielleicht du) hat einen Link für ein neues Passwort angefordert.
email-reset-why = Du bekommst diese E-Mail, weil jemand bei { $site } ein neues Passwort für diese Adresse angefordert hat.
email-password-title = Dein Passwort wurde geändert
email-password-lead = Das Passwort deines Kontos wurde gerade geändert. Wenn du das warst, musst du nichts tun.
email-address-title = Bestätige deine neue E-Mail-Adresse
email-address-lead = Öffne den Link, damit dies die Adresse deines Kontos wird.
email-address-why = Du bekommst diese E-Mail, weil jemand diese Adresse bei { $site } als neue E-Mail-Adresse angegeben hat.
email-changing-title = Deine E-Mail-Adresse wird geändert
email-changing-lead = Jemand will die E-Mail-Adresse deines Kontos ändern. Sie ändert sich, wenn die neue Adresse bestätigt wird. Wenn du das warst, musst du nichts tun.
preview-message = Jeden Monat ein neues Brettspiel. Mach mit!
quoted = „{ $text }“
email-known-subject = Du hast schon ein Konto bei { $site }
email-known-button = Anmelden
email-invitation-subject-nameless = Du bist zu { $site } eingeladen
email-invitation-button = Einladung öffnen
email-invitation-until = Die Einladung gilt bis { $date }.
email-invitation-ignore = Kennst du die Person nicht? Ignoriere diese E-Mail. Sie kann dir keine weitere schicken.
email-news-subject = { $n ->
    [one] Bei { $site } zählt eine weitere Person für dich
   *[other] Bei { $site } zählen { $n } weitere Personen für dich
}
email-news-subject-due = Bei { $site } ist für dich fällig: { $amount }
email-news-names = Über deinen Link dazugekommen und ab jetzt für dich gezählt: { $names }.
email-news-names-more = { $n ->
    [one] Über deinen Link dazugekommen und ab jetzt für dich gezählt: { $names } und { $n } weitere Person.
   *[other] Über deinen Link dazugekommen und ab jetzt für dich gezählt: { $names } und { $n } weitere.
}
email-news-count = { $n ->
    [one] Eine Person ist über deinen Link dazugekommen und zählt jetzt für dich.
   *[other] { $n } Personen sind über deinen Link dazugekommen und zählen jetzt für dich.
}
email-news-due = Für dich fällig: { $amount }.
email-news-goal = { $reached } von { $needed } → { $prize }
email-news-button = Sehen, wer dazukam
email-news-link = Dein Link
email-news-why = Du bekommst diese E-Mail, weil sich Leute über deinen Link bei { $site } registrieren. Höchstens eine pro Tag.
email-admitted-subject = Du bist dabei: { $site }
email-admitted-title = Du bist dabei
email-admitted-lead = Du bist an der Reihe: { $site } hat dich zugelassen.
email-admitted-next = Dein Link gilt weiter: Bring andere damit mit.
email-admitted-why = Du bekommst diese E-Mail, weil du auf der Warteliste von { $site } warst.
email-news-unsubscribe = Um keine E-Mails über neue Registrierungen mehr zu bekommen, öffne
email-news-unsubscribe-link = Keine E-Mails mehr über neue Registrierungen
email-operator-subject = { $site }: Es gibt etwas zu erledigen
email-operator-reviews = { $n ->
    [one] Eine Empfehlung wartet auf Prüfung.
   *[other] { $n } Empfehlungen warten auf Prüfung.
}
email-operator-failed = { $n ->
    [one] Eine E-Mail konnte nicht zugestellt werden.
   *[other] { $n } E-Mails konnten nicht zugestellt werden.
}
email-operator-webhooks = { $n ->
    [one] Ein Webhook ist ausgeschaltet: Seine Adresse nahm nichts an.
   *[other] { $n } Webhooks sind ausgeschaltet: Ihre Adressen nahmen nichts an.
}
email-operator-button = Ansehen
email-operator-why = Du bekommst diese E-Mail, weil du Admin von { $site } bist. Höchstens eine solche E-Mail pro Tag.
email-unsubscribe = Um keine Einladungen dieser Website mehr zu erhalten, öffne
email-unsubscribe-link = Keine Einladungen dieser Website mehr
email-reset-subject = Neues Passwort für { $site }
email-reset-button = Neues Passwort wählen
email-test-subject = Test-E-Mail von { $site }
email-test-title = Deine E-Mails kommen an
email-test-lead = Diese E-Mail zeigt, dass E-Mails deiner Website ankommen.
email-test-why = Du bekommst diese E-Mail, weil ein Admin von { $site } einen Test gesendet hat.
email-test-button = Verwaltung öffnen
email-password-subject = Dein Passwort bei { $site } wurde geändert
email-password-button = Wieder in mein Konto
email-password-not-you = Warst du das nicht? Wähle ein neues Passwort. Auf allen anderen Geräten wirst du abgemeldet.
email-new-sign-in-subject = Neue Anmeldung bei { $site }
email-new-sign-in-title = Neue Anmeldung bei deinem Konto
email-new-sign-in-lead = Dein Konto wurde mit einem Browser oder einem Programm benutzt, das wir noch nicht kennen.
email-token-made-subject = Neues API-Token bei { $site }
email-token-made-title = Ein Token wurde erstellt
email-token-made-lead = Dein Konto hat ein neues Token, mit dem ein Programm in deinem Namen handelt.
email-key-made-subject = Neuer Programmschlüssel bei { $site }
email-key-made-title = Ein Schlüssel für ein Programm wurde erstellt
email-key-made-lead = Es gibt einen neuen Schlüssel, mit dem ein anderes Programm die Website benutzt. Er steht auf der Seite „Schlüssel“.
email-admin-made-subject = Neuer Admin bei { $site }
email-admin-made-title = Es gibt einen neuen Admin
email-admin-made-lead = Jemand wurde zum Admin gemacht. Alle Admins bekommen diese E-Mail.
email-backup-failed-subject = Sicherung unbrauchbar bei { $site }
email-backup-failed-title = Die neueste Sicherung hat die Prüfung nicht bestanden
email-backup-failed-lead = Auf die neueste Sicherung ist kein Verlass. Das Log des Servers sagt, was daran falsch ist. Erstelle eine neue und sieh dir ihre Festplatte an.
email-factor-changed-subject = Zwei-Faktor-Anmeldung bei { $site } geändert
email-factor-changed-title = Deine Zwei-Faktor-Anmeldung wurde geändert
email-factor-changed-lead = Geändert wurde die App, die Wiederherstellungscodes oder die ganze Zwei-Faktor-Anmeldung deines Kontos.
email-notice-you = Wenn du das warst, musst du nichts tun.
email-notice-button = Das war ich nicht
email-notice-after = Die Schaltfläche meldet dich überall ab und führt zu einem neuen Passwort. Sie funktioniert 7 Tage lang.

## Dates

date = { $day }. { $month } { $year }
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember

date-short = { $day }. { $month }
date-span = { $day }.–{ $end }
date-short-year = { $day }. { $month } { $year }
month-short-1 = Jan.
month-short-2 = Feb.
month-short-3 = März
month-short-4 = Apr.
month-short-5 = Mai
month-short-6 = Juni
month-short-7 = Juli
month-short-8 = Aug.
month-short-9 = Sept.
month-short-10 = Okt.
month-short-11 = Nov.
month-short-12 = Dez.
ago-now = jetzt
ago-minutes = vor { $n } Min.
ago-hours = vor { $n } Std.
ago-yesterday = gestern
weekday-1 = Mo
weekday-2 = Di
weekday-3 = Mi
weekday-4 = Do
weekday-5 = Fr
weekday-6 = Sa
weekday-7 = So
span-seconds = { $n } Sek.
span-minutes = { $n } Min.
span-hours = { $n } Std.
span-days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
percent = { $n }{ " " }%

## Address, sessions, history, data

field-new-email = Neue E-Mail
address-title = E-Mail ändern
address-lead = Wir schicken einen Link an die neue Adresse. Die Änderung gilt, sobald du ihn öffnest. Deiner jetzigen Adresse sagen wir sofort Bescheid.
address-submit = Link senden
address-confirm-lead = Drück die Schaltfläche, damit dies die Adresse deines Kontos wird.
address-dead-lead = Er ist abgelaufen, oder E-Mail oder Passwort haben sich seitdem geändert. Fordere einen neuen an.
unsubscribe-news-title = Keine E-Mails mehr über neue Registrierungen
unsubscribe-news-lead = Drück die Schaltfläche, und { $site } schreibt dir nicht mehr, wenn jemand über deinen Link dazukommt oder eine Prämie fällig ist.
unsubscribe-news-submit = Diese E-Mails abbestellen
unsubscribe-news-done-title = E-Mails darüber, wer dazugekommen ist, sind abbestellt
unsubscribe-news-done-lead = E-Mails zu deinem Konto kommen weiterhin an.
unsubscribe-title = Einladungen abbestellen
unsubscribe-lead = Drück die Schaltfläche, und niemand kann dir mehr Einladungen zu { $site } schicken.
unsubscribe-submit = Alle Einladungen abbestellen
not-me-title = Warst du das nicht?
not-me-lead = Wir melden dich überall ab. Wähle dann ein neues Passwort, das nur du kennst.
not-me-submit = Überall abmelden
not-me-dead-title = Dieser Link funktioniert nicht mehr
not-me-dead-lead = Er wurde schon benutzt oder ist abgelaufen. Auch ein neues Passwort meldet dich überall ab.
unsubscribe-done-title = Einladungen abbestellt
unsubscribe-done-lead = Niemand kann dir mehr Einladungen dieser Website schicken. E-Mails zu deinem eigenen Konto kommen weiterhin an.
notice-address-asked = Sieh in dein neues Postfach: Die Änderung gilt, sobald du den Link öffnest.
notice-address-changed = E-Mail geändert.
notice-sessions-ended = Dort abgemeldet.
notice-factor-off = Die Zwei-Faktor-Anmeldung ist ausgeschaltet.
notice-browsers-forgotten = Alle Browser fragen wieder nach einem Code.
notice-recovery-code-used = Du hast dich mit einem Wiederherstellungscode angemeldet. Er funktioniert jetzt nicht mehr.
sessions-title = Sitzungen und Aktivität
sessions-lead = Geräte, die bei deinem Konto angemeldet sind. Kommt dir eines fremd vor? Melde es ab und ändere dein Passwort.
sessions-browser = Browser
sessions-program = Programm
sessions-this = dieses Gerät
sessions-unknown-device = Unbekanntes Gerät
sessions-since = Angemeldet
sessions-used = Zuletzt benutzt
sessions-end = Abmelden
sessions-end-others = Überall sonst abmelden
activity-title = Aktivität
activity-when = Wann
activity-what = Was
activity-who = Wer
actor-self = du
actor-program = ein Programm
actor-stranger = unbekannt
actor-operator = Admin
audit-registered = Registriert
audit-confirmed = E-Mail bestätigt
audit-signed-in = Angemeldet
audit-sign-in-failed = Anmeldung fehlgeschlagen
audit-signed-out = Abgemeldet
audit-session-ended = Sitzung beendet
audit-token-issued = API-Token ausgestellt
audit-password-changed = Passwort geändert
audit-password-reset = Passwort per E-Mail zurückgesetzt
audit-address-changing = E-Mail-Änderung angefordert
audit-address-changed = E-Mail geändert
audit-factor-on = Zwei-Faktor-Anmeldung eingerichtet
audit-factor-off = Zwei-Faktor-Anmeldung ausgeschaltet
audit-factor-failed = Falscher Code nach richtigem Passwort
audit-recovery-codes-made = Neue Wiederherstellungscodes
audit-recovery-code-used = Wiederherstellungscode benutzt
audit-browsers-forgotten = Gemerkte Browser vergessen
audit-code-added = Code erstellt
audit-code-changed = Code geändert
audit-code-deleted = Code gelöscht
audit-data-downloaded = Daten heruntergeladen
audit-listed-changed = Anzeige in der Bestenliste geändert
audit-activated = E-Mail von einem Admin bestätigt
audit-disabled = Konto gesperrt
audit-enabled = Konto entsperrt
audit-made-admin = Zum Admin gemacht
data-title = Meine Daten herunterladen (JSON)
email-address-subject = Bestätige deine neue E-Mail für { $site }
email-address-button = Neue E-Mail bestätigen
email-changing-subject = Deine E-Mail bei { $site } ändert sich bald
email-changing-not-you = Warst du das nicht? Wähle ein neues Passwort. Das verwirft auch die Änderung.
refusal-password-common = Dieses Passwort ist zu leicht zu erraten. Wähle ein anderes.
refusal-password-personal = Verwende im Passwort weder deine E-Mail noch deinen Namen noch den Namen der Website.
emails-title = E-Mails
emails-lead = Der E-Mail-Versand ist noch nicht eingerichtet, deshalb stehen E-Mails hier und im Terminal. Zum Versenden setze mail.mode = "smtp". Nur dieser Computer kann diese Seite sehen.
emails-none = Noch keine. Registriere dich oder fordere ein neues Passwort an, dann erscheint die E-Mail hier.

## The first admin

setup-title = Ersten Admin anlegen
setup-lead = Dieser Link stammt aus der Konsole des Servers und funktioniert einmal.
setup-firstname-hint = Wen du einlädst, sieht ihn.
setup-email-hint = Keine Bestätigung nötig: Diese Adresse gilt als bestätigt.
setup-submit = Admin anlegen
setup-dead-title = Dieser Einrichtungslink funktioniert nicht mehr
setup-dead-lead = Einrichtungslinks funktionieren einmal, 30 Minuten lang, bis es einen Admin gibt. Für einen neuen starte den Server neu oder führe aus:

## Lists

number-group = .
number-point = ,
money-or = oder
unit-points = { $n ->
    [one] { $number } Punkt
   *[other] { $number } Punkte
}
unit-credits = { $n ->
    [one] { $number } Guthabenpunkt
   *[other] { $number } Guthabenpunkte
}
unit-days = { $n ->
    [one] { $number } Tag
   *[other] { $number } Tage
}
unit-free-days = { $n ->
    [one] { $number } Gratistag
   *[other] { $number } Gratistage
}
unit-months = { $n ->
    [one] { $number } Monat
   *[other] { $number } Monate
}
unit-free-months = { $n ->
    [one] { $number } Gratismonat
   *[other] { $number } Gratismonate
}
unit-gifts = { $n ->
    [one] { $number } Geschenk
   *[other] { $number } Geschenke
}
undo = Rückgängig
undo-reason = Rückgängig gemacht
keys-title = Tastenkürzel
keys-search = Suchen
keys-next = Nächste Zeile
keys-previous = Vorige Zeile
keys-choose = Zeile auswählen
keys-help = Diese Hilfe ein- oder ausblenden
list-search = Suchen
list-all = Alle
list-pages = Seiten
list-pages-below = Seiten, unter der Liste
list-newer = ‹ Neuere
list-older = Ältere ›
list-previous = ‹ Zurück
list-next = Weiter ›
list-range = { $first }–{ $last } von { $total }
list-download = CSV herunterladen
list-chosen = Ausgewählt
list-choose = { $name } auswählen
list-choose-all = Alle Zeilen dieser Seite auswählen
list-show-all = Alle anzeigen
list-none-found = Keine Treffer
list-none-found-lead = Versuche es mit weniger Buchstaben oder einem anderen Filter.

## Admin pages

menu-admin = Verwaltung
admin-overview = Übersicht
admin-people = Personen
admin-waitlist = Warteliste
admin-unattributed = Nicht zugeordnet
unattributed-lead = Ereignisse, die niemandem zugeordnet sind, und solche, die noch auf eine Person oder einen Kauf warten.
event-unattributed = Nicht zugeordnet
event-waiting = Wartend
unattributed-none = Nichts zuzuordnen
unattributed-none-lead = Hier erscheinen Ereignisse, die auf eine Person oder einen Kauf warten, und solche ohne Empfehlenden.
unattributed-event = Ereignis
unattributed-credit = Von Hand zuordnen
unattributed-credit-lead = Alle nicht zugeordneten Ereignisse dieser Person zählen ab jetzt für die einladende Person.
unattributed-code = Code der einladenden Person
event-participant-unknown = Die Person ist noch nicht bekannt.
event-purchase-unknown = Der Kauf ist noch nicht bekannt.
event-code-unknown = Diesen Code gibt es nicht.
event-code-ended = Der Code galt nicht mehr.
event-self-referral = Der Code gehört der Person selbst.
event-cycle = Die einladende Person kam selbst über diese Person.
event-not-new = Die Person hat schon gekauft, bevor der Code übermittelt wurde.
event-no-referrer = Niemand hat diese Person eingeladen.
event-counted = Zählt
event-refused = Abgewiesen
event-why-code = Die Registrierung kam mit einem Code.
event-why-referred = Die Person wurde eingeladen.
event-why-already-referred = Die Person wurde schon vorher von jemand anderem eingeladen, und dabei bleibt es.
event-why-refund = Nimmt einen Teil des Kaufs zurück.
event-why-duplicate = Das ist die zweite Meldung eines anderen Kaufs.
event-why-refund-exceeds = Das ist mehr, als vom Kauf übrig ist.
event-why-currency-differs = Die Währung ist eine andere als beim Kauf.
event-type-signup = Registrierung
event-type-confirmed = Bestätigung
event-type-trial = Testphase
event-type-purchase = Kauf
event-type-refund = Rückerstattung
event-type-custom = Ereignis
event-refunded = Rückerstattet
event-purchase = Kauf
event-names = Namen
event-occurred = Zeitpunkt
event-verdicts = Warum, und warum nicht
event-no-verdict = Keine Regel sagt etwas dazu.
admin-events = Ereignisse
events-lead = Was Programme gemeldet haben und was jede Regel dazu gesagt hat.
events-none = Noch keine Ereignisse
notice-credited = Zugeordnet.
notice-admitted = Zugelassen. Alle erfahren es per E-Mail.
notice-rule-posted = Die Regel ist gespeichert.
notice-rule-ended = Die Regel ist beendet.
notice-reward-given = Die Prämie ist vergeben. Sie ist fällig.
notice-reward-approved = Genehmigt. Sie ist jetzt fällig.
notice-reward-voided = Storniert.
notice-reward-fulfilled = Als ausgehändigt markiert.
notice-reason-needed = Schreibe einen Grund und storniere dann noch einmal.
notice-payouts-made = Entwürfe erstellt. Genehmige sie und sende sie dann.
notice-payouts-changed = Auszahlungen geändert.
admin-imports = Dateien
imports-lead = Mitglieder und Ereignisse aus einer CSV-Datei, auch so, wie Rewardful, FirstPromoter, GrowSurf und ReferralHero sie schreiben. Teste sie zuerst: Gespeichert wird dabei nur, was jede Zeile bewirken würde.
imports-kind = Zeilen sind
imports-participants = Mitglieder
imports-events = Ereignisse
imports-file = Datei
imports-file-hint = CSV mit Kommas, Semikolons oder Tabs, hier bis 8 MB. Eine größere, bis 64 MB, geht über die API.
imports-try = Testen
imports-read = Einlesen
imports-last = Letzte Dateien
imports-result = Zeilen
imports-tried = Getestet, nichts gespeichert
imports-done = Eingelesen
imports-unfinished = Nicht abgeschlossen
imports-created = Neu
imports-updated = Geändert
imports-unchanged = Bekannt
imports-without-referrer = Neu, ohne die einladende Person
imports-refused = Abgewiesen
imports-mistakes = Was in der letzten Datei zu korrigieren ist
imports-row = Zeile { $row }
admin-keys = Schlüssel
keys-lead = Andere Programme melden sich mit Schlüsseln an. Ein Schlüssel erlaubt, was seine Berechtigungen nennen.
keys-shown-once = Das ist der neue Schlüssel. Er wird nur dieses eine Mal angezeigt: Kopiere ihn jetzt.
keys-all = Alle Schlüssel
keys-none = Noch keine Schlüssel.
keys-new = Neuer Schlüssel
keys-label = Name des Schlüssels
keys-expires = Letzter Tag, falls er ablaufen soll
keys-make = Schlüssel erstellen
keys-allows = Was er erlaubt
keys-preset-app = App: Ereignisse melden, Personen bringen, das Widget zeigen
keys-preset-reader = Nur lesen: alles sehen, nichts ändern
keys-preset-all = Alles
keys-preset-own = Nur die unten gewählten Berechtigungen
keys-scopes = Einzelne Berechtigungen
keys-active = Aktiv
keys-expired = Abgelaufen
keys-revoked = Widerrufen
keys-unused = Noch nie
keys-revoke = Widerrufen
keys-revoke-title = Diesen Schlüssel widerrufen?
keys-revoke-lead = Programme, die ihn verwenden, werden sofort abgewiesen. Das lässt sich nicht rückgängig machen.
notice-key-revoked = Der Schlüssel ist widerrufen.
admin-webhooks = Webhooks
webhooks-lead = Ein Webhook meldet einem anderen Programm oder einem Chat, was passiert ist. Jede Nachricht wartet, bis sie angenommen wurde.
webhooks-all = Alle Webhooks
webhooks-none = Noch keine Webhooks.
webhooks-new = Neuer Webhook
webhook-url = Adresse
webhook-url-hint = Sie beginnt mit https://. Dorthin werden die Nachrichten gesendet.
webhook-chat = Telegram-Chat
webhook-chat-hint = Seine Nummer oder @name eines Kanals. Nur für Telegram.
webhook-format = Format
webhook-format-standard = Programm: JSON, signiert nach Standard Webhooks
webhook-format-slack = Slack
webhook-format-discord = Discord
webhook-format-telegram = Telegram
webhook-types = Was er meldet
webhook-types-hint = Nichts gewählt heißt: alles.
webhook-types-all = Alles
webhook-add = Webhook hinzufügen
webhook-secret-shown-once = Dieses Geheimnis signiert die Nachrichten. Es wird nur dieses eine Mal angezeigt: Kopiere es jetzt.
webhook-endpoint = Webhook
webhook-last-delivered = Zuletzt zugestellt
webhook-never = Noch nie
webhook-active = Aktiv
webhook-disabled = Ausgeschaltet
webhook-disabled-gone = Ausgeschaltet: Die Adresse antwortete, dass es sie nicht mehr gibt
webhook-disabled-failing = Ausgeschaltet: Nichts ließ sich zustellen
webhook-waiting = Warten
webhook-dead = Fehlgeschlagen
webhook-delivered = Zugestellt
webhook-type = Nachricht
webhook-message = ID der Nachricht
webhook-answer = Antwort
webhook-next = nächster Versuch
webhook-duration = Dauer
webhook-milliseconds = { $n } ms
webhook-attempts = Versuche
webhook-no-attempt = Sie wurde noch nicht gesendet.
webhook-body = Text
webhook-body-erased = Der Text wurde mit der Person gelöscht, um die es darin ging.
webhook-signed = Jeder Versuch hat seine eigene Signatur mit dem Zeitpunkt des Versuchs.
webhook-none-yet = Noch keine Nachrichten
webhook-none-yet-lead = Sende eine Testnachricht, um zu sehen, ob die Adresse antwortet.
webhook-ping = Testnachricht senden
webhook-ping-title = Testnachricht senden?
webhook-ping-lead = Die Antwort steht kurz darauf in der Liste der Nachrichten.
webhook-replay = Erneut senden
webhook-replay-day = Letzten Tag erneut senden
webhook-replay-title = Die Nachrichten der letzten 24 Stunden erneut senden?
webhook-replay-lead = Jede hat dieselbe ID wie zuvor, sodass das Programm die Wiederholung erkennt.
webhook-rotate = Geheimnis ersetzen
webhook-rotate-title = Geheimnis ersetzen?
webhook-rotate-lead = Nachrichten werden 24 Stunden lang auch mit dem alten Geheimnis signiert.
webhook-enable = Einschalten
webhook-enable-title = Diesen Webhook einschalten?
webhook-enable-lead = Neue Nachrichten werden wieder gesendet. Fehlgeschlagene lassen sich danach erneut senden.
webhook-delete = Löschen
webhook-delete-title = Diesen Webhook löschen?
webhook-delete-lead = Auch seine Nachrichten werden gelöscht, selbst die wartenden. Das lässt sich nicht rückgängig machen.
notice-webhook-pinged = Die Testnachricht ist unterwegs.
notice-webhook-replayed = Die Nachrichten werden erneut gesendet.
notice-webhook-enabled = Der Webhook ist eingeschaltet.
notice-webhook-deleted = Der Webhook ist gelöscht.
admin-stripe = Stripe
stripe-lead = Probieren Sie vor dem ersten echten Verkauf jeden Schritt einmal aus. Die Liste hakt sich selbst ab.
stripe-steps = Funktioniert es?
stripe-link-opened = Link geöffnet
stripe-link-opened-how = Öffnen Sie einen Empfehlungslink im Browser.
stripe-signup = Anmeldung
stripe-signup-how = Melden Sie sich über diesen Link als neuer Kunde an.
stripe-purchase = Kauf
stripe-purchase-how = Kaufen Sie etwas als dieser Kunde.
stripe-refund = Erstattung
stripe-refund-how = Erstatten Sie einen Teil davon.
stripe-answered = Webhook hat geantwortet
stripe-answered-how = Fügen Sie einen Webhook hinzu und senden Sie ihm eine Testnachricht.
stripe-seen = Gesehen
stripe-types = Nachrichten von Stripe
stripe-off = Nachrichten werden abgelehnt, bis ihr Geheimnis gesetzt ist:
stripe-address = Adresse des Webhooks bei Stripe:
stripe-last = Zuletzt
stripe-came = Angekommen
stripe-never-came = Nie angekommen
stripe-contradictions = Widersprüche
stripe-contradictions-none = Keine Nachricht widerspricht einer früheren.
stripe-contradictions-lead = Diese Nachrichten widersprechen einer früheren. Die frühere gilt.
stripe-event = Ereignis von Stripe
webhook-says-participant-created = { $who } ist neu hier ({ $id }).
webhook-says-participant-admitted = { $who } wurde von der Warteliste zugelassen.
webhook-says-participant-erased = { $who } wurde gelöscht.
webhook-says-referral-registered = { $referrer } hat { $who } eingeladen.
webhook-says-referral-confirmed = { $referrer } hat eine weitere bestätigte Empfehlung: { $who }.
webhook-says-referral-rejected = Die Empfehlung von { $who } durch { $referrer } wurde abgelehnt.
webhook-says-event-unattributed = { $id } von { $who } ist niemandem zugeordnet.
webhook-says-reward-created = { $who } soll { $amount } bekommen ({ $id }).
webhook-says-reward-approved = { $id }: { $amount } für { $who } fällig.
webhook-says-reward-held = { $id }: { $amount } für { $who } in Erwartung einer Entscheidung.
webhook-says-reward-released = { $id }: { $amount } für { $who } nicht mehr angehalten.
webhook-says-reward-voided = { $id }: { $who } bekommt { $amount } nicht.
webhook-says-reward-reversed = { $id }: Eine Rückerstattung nahm einen Teil von { $amount } für { $who } zurück.
webhook-says-reward-fulfilled = { $id }: { $who } hat { $amount } bekommen.
webhook-says-payout-approved = { $id }: Die Auszahlung von { $amount } an { $who } ist genehmigt.
webhook-says-payout-paid = { $id }: { $amount } an { $who } ausgezahlt.
webhook-says-payout-failed = { $id }: Die Auszahlung von { $amount } an { $who } ist fehlgeschlagen.
webhook-says-payout-canceled = { $id }: Die Auszahlung von { $amount } an { $who } ist storniert.
webhook-says-review-opened = Die Empfehlung von { $who } durch { $referrer } wartet auf Prüfung.
webhook-says-endpoint-disabled = Der Webhook { $id } an { $host } ist ausgeschaltet.
webhook-says-ping = Der Webhook { $id } funktioniert.
admin-codes = Codes
admin-emails = E-Mails
admin-audit = Protokoll
admin-health = Zustand
admin-backups = Sicherungen
admin-settings = Einstellungen
admin-site = Website
admin-back = Abbrechen
admin-action = Aktion
admin-megabytes = { $whole },{ $tenth } MB
admin-kilobytes = { $n } kB
account-disabled = Gesperrt
account-unconfirmed = Unbestätigt
account-confirmed = Bestätigt · nie angemeldet
account-active = Aktiv
account-admin = Admin
account-frozen = Zweig eingefroren
account-questioned = In Prüfung
people-search = Name, E-Mail, Domain oder Code
people-referred-by = Eingeladen von
people-brought = Gebracht
people-joined = Dabei seit
people-last-seen = Zuletzt da
people-direct = Ohne Einladung
people-unconfirmed = Unbestätigt
people-disabled = Gesperrt
people-disabled-one = Gesperrt
people-admins = Admins
people-admin = Admin
people-none = Noch niemand
people-none-lead = Wer sich registriert, erscheint hier.

waitlist-place = Platz
waitlist-admitted = Zugelassen
waitlist-reviewed = In Prüfung
waitlist-how-many = Wie viele Personen, ab Platz 1
waitlist-admit-next = Zulassen
waitlist-admit = Ausgewählte zulassen
waitlist-none = Die Warteliste ist leer
waitlist-none-lead = Hier erscheinen alle, die bestätigt sind, in der Reihenfolge ihrer Plätze.
waitlist-off = Dieses Programm hat keine Warteliste
waitlist-off-lead = Setze [program] mode = "waitlist" und starte den Server neu: Wer bestätigt ist, wartet dann hier, bis du den Zugang freigibst.
waitlist-lead = { $n ->
    [one] Die Plätze folgen der Reihenfolge der Bestätigungen. Jede Empfehlung, die zählt, bringt { $n } Platz nach vorn.
   *[other] Die Plätze folgen der Reihenfolge der Bestätigungen. Jede Empfehlung, die zählt, bringt { $n } Plätze nach vorn.
}
person-write = Schreiben
person-why = { $name }, eingeladen von { $referrer }
person-brought = Von { $name } eingeladen
person-account = Konto
person-note = Notiz
person-note-save = Notiz speichern
person-danger = Konto verwalten
admin-number = Nummer
admin-email = Bestätigungs-E-Mail
admin-email-taken = gesendet
admin-email-not-taken = noch nicht gesendet
admin-referred-by = Eingeladen von
rule-link = über Link
rule-moved = von Admin verschoben
rule-typed = Code eingegeben
admin-sessions = Aktive Sitzungen
admin-sessions-none = Keine aktiven Sitzungen.
admin-where = Gerät
admin-since = Angemeldet
rule-told = von einem Programm übermittelt
admin-used = Zuletzt benutzt
admin-activate = E-Mail bestätigen
admin-activate-title = Diese E-Mail von Hand bestätigen?
admin-activate-lead = Die Person kann sich anmelden, und die Registrierung zählt für die einladende Person. Das lässt sich nicht rückgängig machen.
admin-disable = Sperren
admin-disable-title = Dieses Konto sperren?
admin-disable-lead = Die Person wird überall abgemeldet und kann sich nicht anmelden; ihre Links laden nicht mehr ein. Du kannst das Konto wieder entsperren.
admin-enable = Entsperren
admin-enable-title = Dieses Konto entsperren?
admin-enable-lead = Die Person kann sich wieder anmelden, und ihr aktiver Code funktioniert wieder.
admin-sign-out = Überall abmelden
admin-sign-out-title = Diese Person überall abmelden?
admin-sign-out-lead = Sie kann sich sofort wieder anmelden.
admin-end-session-title = Dieses Gerät abmelden?
admin-end-session-lead = Dort ist eine neue Anmeldung nötig.
admin-make-admin = Zum Admin machen
admin-make-admin-title = Diese Person zum Admin machen?
admin-make-admin-lead = Sie sieht dann alle und kann alles, was du kannst, auch dir die Adminrolle nehmen.
admin-reset-2fa = Zwei-Faktor-Anmeldung ausschalten
admin-reset-2fa-title = Zwei-Faktor-Anmeldung ausschalten?
admin-reset-2fa-lead = Für alle, die Handy und Wiederherstellungscodes verloren haben. Alle Sitzungen enden. Vergewissere dich zuerst, dass wirklich die Person selbst darum bittet.
admin-remove-admin = Adminrolle entziehen
admin-remove-admin-title = Dieser Person die Adminrolle entziehen?
admin-remove-admin-lead = Konto und Codes bleiben. Jeder Admin kann die Rolle zurückgeben.
admin-delete = Löschen
admin-type-email = Gib zur Bestätigung die E-Mail der Person ein
admin-delete-title = Dieses Konto endgültig löschen?
admin-delete-lead = Konto, Codes, Sitzungen, E-Mails und Aktivität werden gelöscht. Die Zahlen der einladenden Person bleiben. Das lässt sich nicht rückgängig machen: Sperre das Konto im Zweifel lieber.
codes-search = Code, Person, E-Mail oder Domain
codes-created = Erstellt
codes-ends = Letzter Tag
codes-uses = Nutzungen
codes-description = Beschreibung
codes-none = Noch keine Codes
codes-none-lead = Hier erscheint jeder Code, den Mitglieder erstellen.
admin-codes-all = Alle Codes dieser Person
admin-owner = Gehört
code-deleted = Gelöscht
code-paused = Pausiert
admin-code-off = Ausschalten
admin-code-off-title = Diesen Code ausschalten?
admin-code-off-lead = Sein Link lädt nicht mehr ein; wer schon gekommen ist, zählt weiter. Die Person kann ihn wieder einschalten. Um das zu verhindern, sperre das Konto.
emails-search = Empfänger
emails-sent = Gesendet
emails-bounced = Zurückgewiesen
emails-bounced-many = mehr als 2 %: Adressen prüfen
emails-week = E-Mails der letzten 7 Tage
emails-reason = Grund
emails-attempts = Versuche
emails-created = Erstellt
emails-console = Kein Mailserver eingerichtet: E-Mails bleiben auf diesem Computer.
emails-console-open = Lesen
emails-none-yet = Noch keine E-Mails
emails-none-yet-lead = Hier erscheint jede E-Mail, die die Website sendet.
emails-preview = E-Mail-Vorschau
emails-preview-lead = Jede Art von E-Mail, wie sie jetzt an dich gehen würde. Die Links darin sind Muster.
emails-preview-html = Gestaltet ansehen
emails-preview-none = Dafür brauchst du einen aktiven Code.
emails-test = Test-E-Mail an mich senden
emails-subject = Betreff
failure-message = Die E-Mail selbst ließ sich nicht erstellen
failure-resolve = Der Name des Mailservers ist unbekannt
failure-connect = Keine Verbindung zum Mailserver
failure-greeting = Der Mailserver hat sich nicht gemeldet
failure-hello = Der Mailserver hat die Begrüßung abgelehnt
failure-tls = Keine sichere Verbindung zum Mailserver
failure-login = Der Mailserver hat die Anmeldung abgelehnt
failure-sender = Der Mailserver hat den Absender abgelehnt
failure-recipient = Der Empfänger wurde abgelehnt
failure-transfer = Der Mailserver hat die E-Mail abgelehnt
failure-interrupted = Der Server wurde beim Senden beendet
admin-emails-waiting = In der Warteschlange
admin-emails-dead = Fehlgeschlagen
admin-emails-retry-all = Alle erneut senden
admin-emails-retry-all-title = Alle E-Mails erneut senden?
admin-emails-retry-all-about = Alle wartenden und fehlgeschlagenen E-Mails
admin-email-kind = Art
admin-email-to = An
admin-email-due = nächster Versuch
admin-email-sending = wird gesendet
admin-email-retry = Erneut senden
admin-email-retry-title = Diese E-Mail erneut senden?
admin-email-retry-lead = Die Versuche werden neu gezählt. Ist der Link darin abgelaufen, bekommt sie einen neuen.
admin-email-drop = Verwerfen
admin-email-drop-title = Diese E-Mail verwerfen?
admin-email-drop-lead = Sie wird nie gesendet. Das lässt sich nicht rückgängig machen, aber die Person kann selbst eine neue anfordern.
kind-activation = E-Mail bestätigen
kind-referral-news = Wer dazukam und was fällig ist
kind-admitted = Zulassung von der Warteliste
kind-operator-news = Was auf Admins wartet
kind-known-address = Schon registriert
kind-invitation = Einladung
kind-reset = Neues Passwort
kind-password-changed = Passwort geändert
kind-new-address = Neue E-Mail bestätigen
kind-test = Test
kind-address-changing = E-Mail ändert sich
kind-new-sign-in = Neue Anmeldung
kind-token-made = Token erstellt
kind-key-made = Programmschlüssel erstellt
kind-admin-made = Neuer Admin
kind-backup-failed = Sicherung ohne bestandene Prüfung
kind-factor-changed = Zwei-Faktor-Anmeldung geändert
admin-audit-none = Noch keine Aktivität.
admin-audit-all = Gesamte Aktivität dieser Person
audit-search = Name, E-Mail, Domain oder Code
audit-by-admins = Von Admins
audit-by-owners = Von der Person
audit-by-visitors = Von Besuchern
audit-by-operator = Vom Betreiber
audit-person = Person
audit-object = Objekt
audit-reason = Grund
audit-event = Ereignis
audit-every-event = Alle Ereignisse
audit-since = Von
audit-until = Bis
audit-none-lead = Hier erscheinen Anmeldungen, Änderungen und Entscheidungen.
audit-of = Aktivität von { $name }
admin-person-page = Seite dieser Person
admin-whose = Person
admin-actor-owner = die Person selbst
activity-referred-by = jetzt eingeladen von Person #{ $id }
activity-branch = Zweig von Person #{ $id }
activity-referral = Empfehlung #{ $id }
activity-emails = alle E-Mails
activity-email = E-Mail #{ $id }
activity-admin = Admin #{ $id }
activity-account = Konto #{ $id }
admin-settings-lead = Nur zum Lesen. Ändere eine Einstellung dort, wo sie steht, und starte neu. Geheimes ist verborgen.
settings-changed = Geändert
settings-empty = leer
duration-seconds = { $n ->
    [one] { $n } Sekunde
   *[other] { $n } Sekunden
}
duration-minutes = { $n ->
    [one] { $n } Minute
   *[other] { $n } Minuten
}
duration-hours = { $n ->
    [one] { $n } Stunde
   *[other] { $n } Stunden
}
duration-days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
admin-setting = Einstellung
admin-value = Wert
admin-value-set = gesetzt, verborgen
admin-origin = Quelle
site-lead = Was auf Seiten, in E-Mails und in Linkvorschauen zu sehen ist.
site-name = Name
site-name-hint = Bis zu 50 Zeichen. Leer: die Adresse der Website.
site-tagline = Untertitel
site-tagline-hint = Eine Zeile über die Website, bis zu 150 Zeichen.
site-language = Sprache
site-language-hint = Für alle, deren Sprache die Website nicht hat.
site-accent = Farbe
site-accent-hint = # und sechs Stellen, etwa #14594a. Leer: Dunkelgrün.
site-accent-corrected = Diese Farbe ist zu hell für Text, deshalb verwenden die Seiten { $color }.
site-accent-resembles = Diese Farbe ähnelt dem Rot oder Orange, das Zustände kennzeichnet. Form und Wort unterscheiden sie weiterhin.
site-logo = Logo
site-logo-hint = SVG oder PNG, bis 48 KB. Ein PNG erscheint auch in E-Mails und Linkvorschauen.
site-logo-remove = Logo entfernen
site-privacy-url = Link zur Datenschutzerklärung
site-terms-url = Link zu den Nutzungsbedingungen
site-set-elsewhere = Gesetzt in { $source }. Ändere es dort.
site-save = Speichern
notice-site-saved = Gespeichert. Seiten und E-Mails verwenden es ab jetzt.
health-backup-missing = Keine Sicherung in den letzten 7 Tagen
health-backup-failed = Die letzte Sicherung ist fehlgeschlagen; das Log des Servers sagt, warum
health-backup-check-failed = Die neueste Sicherung hat die Prüfung nicht bestanden; das Log des Servers sagt, warum
health-late = Eine Hintergrundaufgabe lief zu lange nicht. Sieh im Log nach.
health-clock-ahead = Die Uhr des Servers wurde um über eine Stunde vorgestellt. Ist das falsch, stelle sie richtig: Einen Tag lang wird nichts Abgelaufenes gelöscht.
health-program = Programm
health-lights = Prüfungen
health-well = Alles gut. Nichts braucht deine Aufmerksamkeit.
health-green = gut
health-yellow = braucht Aufmerksamkeit
health-red = schlecht
health-on-time = pünktlich
health-jobs-limit = gut bis { $n } Minuten Verspätung
health-backup-limit = gut bis { $n } Tage
health-up-to = gut bis { $limit }
health-compaction-waits = wartet auf das nächste Neuschreiben der Datei
health-compaction-limit = gut bis { $n } Tage
health-version = Version
health-started = Gestartet
health-jobs = Hintergrundaufgaben
health-job = Aufgabe
health-last-run = Letzter Lauf
health-last-failure = Letzter Fehler
health-outbox = Wartende E-Mails
health-dead = Fehlgeschlagene E-Mails
health-database = Datenbank
health-file = Datei
health-size = Größe
health-free = freier Platz
health-compaction = Spuren gelöschter Daten
health-compaction-due = können im freien Platz der Datei sein seit
health-compaction-done = keine
health-log = Write-Ahead-Log
health-schema = Schemaversion
health-backup = Letzte Sicherung
health-no-backup = Noch keine
health-never = noch nie
health-check-lead = Läuft im Hintergrund und bremst die Website nicht. Um auch alle Zahlen neu zu berechnen, führe aus
health-check = Datenbank jetzt prüfen
backups-lead = Sicherungen entstehen im laufenden Betrieb, werden geprüft und liegen im Ordner unten. Sie enthalten alle Daten: Ein Download verlangt dein Passwort und steht im Protokoll. Bewahre Kopien auch woanders auf.
backups-folder = Ordner:
backups-now = Jetzt sichern
backups-there = Sicherungen
backups-none = Noch keine Sicherungen.
backups-unreadable = Der Sicherungsordner lässt sich nicht lesen. Sieh im Log des Servers nach.
backups-name = Datei
backups-download = Herunterladen
notice-all-sessions-ended = Überall abgemeldet. Eine neue Anmeldung ist möglich.
reauthenticate-title = Bestätige, dass du es bist
reauthenticate-lead = Gib dein Passwort ein, um fortzufahren. Wir fragen frühestens in 15 Minuten wieder danach.
reauthenticate-lead-factor = Gib dein Passwort oder einen Code aus deiner App ein, um fortzufahren. Wir fragen frühestens in 15 Minuten wieder danach.
reauthenticate-submit = Weiter
notice-person-activated = E-Mail bestätigt. Die Anmeldung ist jetzt möglich.
notice-person-disabled = Konto gesperrt und abgemeldet. „Entsperren“ weiter unten macht es rückgängig.
notice-person-enabled = Konto entsperrt. Eine neue Anmeldung ist nötig.
notice-people-disabled = Gesperrt und abgemeldet.
notice-people-enabled = Entsperrt.
notice-undone = Rückgängig gemacht.
notice-note-saved = Notiz gespeichert.
notice-none-chosen = Wähle zuerst mindestens eine Zeile aus.
notice-person-deleted = Konto gelöscht. Das steht in deiner eigenen Aktivität.
notice-admin-made = Diese Person ist jetzt Admin. Die Rolle kannst du unten wieder entziehen.
notice-admin-removed = Diese Person ist kein Admin mehr. Die Rolle kannst du unten zurückgeben.
notice-factor-reset = Zwei-Faktor-Anmeldung ausgeschaltet. Die Person ist überall abgemeldet.
notice-already-so = Nichts zu ändern.
notice-code-switched-off = Code ausgeschaltet. Nur wem er gehört, kann ihn wieder einschalten.
notice-test-sent = Test-E-Mail gesendet. Hier siehst du ihren Stand.
notice-emails-retried = Wird erneut gesendet. Klappt es nicht, bleibt die E-Mail hier.
notice-email-dropped = E-Mail verworfen.
notice-checked-whole = Prüfung bestanden: Die Datenbank ist unversehrt.
notice-checked-damaged = Die Datenbank ist beschädigt. Wo, zeigt referral verify; spiele dann mit referral restore eine Sicherung ein.
notice-checked-too-big = Die Prüfung dauerte länger als 15 Sekunden. Führe auf dem Server referral verify aus.
notice-maintenance-busy = Eine andere Prüfung oder Sicherung läuft. Warte ein wenig.
notice-backup-made = Sicherung erstellt und geprüft.
notice-backup-failed = Die Sicherung ist fehlgeschlagen. Sieh im Log des Servers nach.
notice-backup-in-memory = Die Datenbank liegt im Speicher, es gibt nichts zu sichern. Setze database.path auf eine Datei.
audit-removed-admin = Adminrolle entzogen
audit-account-deleted = Anderes Konto gelöscht
audit-letters-retried = E-Mails erneut gesendet
audit-letter-dropped = E-Mail verworfen
audit-key-made = Schlüssel für ein Programm erstellt
audit-key-revoked = Schlüssel eines Programms widerrufen
audit-webhook-added = Webhook hinzugefügt
audit-webhook-changed = Webhook geändert
audit-webhook-deleted = Webhook gelöscht
audit-webhook-rotated = Geheimnis eines Webhooks ersetzt
audit-webhook-replayed = Nachrichten eines Webhooks erneut gesendet
audit-brought = Von einem Programm gebracht
audit-linked = Konto von einem Programm mit seinem eigenen verknüpft
audit-participant-changed = Profil von einem Programm geändert
audit-admitted = Von der Warteliste zugelassen
audit-rule-posted = Version einer Regel veröffentlicht
audit-rule-ended = Regel beendet
audit-reward-given = Prämie von Hand vergeben
audit-reward-approved = Prämie genehmigt
audit-reward-voided = Prämie storniert
audit-reward-fulfilled = Prämie ausgehändigt
audit-payout-made = Auszahlung vorbereitet
audit-payout-approved = Auszahlung genehmigt
audit-payout-sent = Auszahlung an die Bank gesendet
audit-payout-paid = Auszahlung erfolgt
audit-payout-failed = Auszahlung fehlgeschlagen
audit-payout-canceled = Auszahlung storniert
audit-backup-made = Datenbank gesichert
audit-backup-downloaded = Sicherung heruntergeladen
audit-site-changed = Einstellungen der Website geändert
admin-own-page = Das ist dein eigenes Konto. Nur ein anderer Admin kann es sperren, löschen oder ihm die Adminrolle entziehen.
admin-oneself = Bei deinem eigenen Konto geht das nicht: Du könntest dich aussperren. Bitte einen anderen Admin.
setup-address-taken = Zu dieser E-Mail gibt es schon ein Konto. Nimm eine andere oder führe auf dem Server referral user make-admin aus.
origin-default = Vorgabe
origin-follows = folgt { $what }
origin-line = { $file } Zeile { $line }
origin-dotenv = { $file } Zeile { $line }, { $name }
origin-variable = Umgebungsvariable { $name }
origin-flag = Option { $name }
origin-content = Inhalt von { $file }, genannt in { $by }

## Why

why-title = Warum
why-title-counts = Warum { $name } zählt
why-title-waits = Warum { $name } noch nicht zählt
why-title-not = Warum { $name } nicht zählt
why-path = Der Weg
why-checked = Was wir geprüft haben
why-steps = Alle Schritte
check-moved = Ein Admin hat dir diese Person zugeordnet.
check-typed = Dein Code wurde eingegeben.
check-typed-over = Ein eingegebener Code geht geöffneten Links vor.
check-link = Dein Link wurde geöffnet.
check-alone = Keine andere Einladung in der Zeit, die zählt.
check-first = Dein Link wurde als Erster geöffnet.
check-first-how = Hier entscheidet die erste Einladung.
check-last = Dein Link wurde als Letzter geöffnet.
check-last-how = Hier entscheidet die letzte Einladung.
check-other-ended = Die andere Einladung galt nicht mehr.
check-pace = Vor der Registrierung geöffnet.
check-pace-how = { $span } vom Öffnen bis zur Registrierung.
check-confirmed = Die E-Mail ist bestätigt.
check-confirmed-how = { $span } nach der Registrierung.
check-frozen = Der Zweig ist eingefroren.
check-frozen-how = Von einem Admin am { $date }.
check-rejected = Abgelehnt.
check-rejected-how = Von einem Admin am { $date }.
check-code = Der Code funktionierte nicht.
check-code-how = Als er verwendet wurde, galt er nicht mehr, oder sein Limit war erreicht.
check-approved = Von einem Admin genehmigt.
check-approved-how = Am { $date }.
check-no-doubt = Nichts zu prüfen.
check-no-doubt-how = Kein Admin muss sich das ansehen.
why-history = Verlauf
why-note = Notiz:
why-counts = Zählt: { $how }.
why-waits = Wartet: { $how }.
why-counts-not = Abgelehnt: { $how }.
why-opened = { $whose ->
    [own] dein Link wurde am { $at } geöffnet
    [another] der Link eines anderen Mitglieds wurde am { $at } geöffnet
    [gone] ein Link mit inzwischen gelöschtem Code wurde am { $at } geöffnet
   *[code] der Link von { $code } wurde am { $at } geöffnet
}
why-registered = Registrierung am { $at }
why-registered-after = Registrierung { $after }
why-typed = { $whose ->
    [own] dein Code { $code } wurde eingegeben
    [another] der Code eines anderen Mitglieds wurde eingegeben
    [gone] ein inzwischen gelöschter Code wurde eingegeben
   *[code] der Code { $code } wurde eingegeben
}
why-confirmed = die E-Mail wurde bestätigt
why-confirmed-after = die E-Mail wurde { $after } bestätigt
why-unconfirmed = die E-Mail ist noch nicht bestätigt
why-held = in Prüfung
why-moved = am { $at } legte ein Admin fest, wer diese Person eingeladen hat
why-moved-to-you = am { $at } ordnete ein Admin diese Person dir zu
why-told = { $whose ->
    [own] ein Programm hat deinen Code { $code } übermittelt
    [another] ein Programm hat den Code eines anderen Mitglieds übermittelt
    [gone] ein Programm hat einen inzwischen gelöschten Code übermittelt
   *[code] ein Programm hat den Code { $code } übermittelt
}
why-frozen = aber am { $at } wurde der Zweig eingefroren
why-code-expired = aber der Code war vor der Registrierung abgelaufen
why-code-off = aber der Code war vor der Registrierung ausgeschaltet
why-code-used-up = aber das Limit des Codes war vor der Registrierung erreicht
why-code-used-up-since = aber das Limit des Codes war vor der Bestätigung der E-Mail erreicht
why-review = aber am { $at } lehnte ein Admin es ab
why-first = der zuerst geöffnete Link entscheidet
why-last = der zuletzt geöffnete Link entscheidet
why-first-ended = der zuerst geöffnete Link galt nicht mehr, deshalb entschied der letzte
why-last-ended = der zuletzt geöffnete Link galt nicht mehr, deshalb entschied der erste
why-typed-over-link = ein eingegebener Code geht geöffneten Links vor
why-filled-in = der vorausgefüllte Code kam von einem anderen Link und wurde nicht beachtet
why-approved = am { $at } von einem Admin genehmigt
after-nothing = in derselben Sekunde
after-seconds = { $n ->
    [one] { $n } Sekunde später
   *[other] { $n } Sekunden später
}
after-minutes = { $n ->
    [one] { $n } Minute später
   *[other] { $n } Minuten später
}
after-hours = { $n ->
    [one] { $n } Stunde später
   *[other] { $n } Stunden später
}
after-days = { $n ->
    [one] { $n } Tag später
   *[other] { $n } Tage später
}
date-time = { $date } um { $time } UTC
step-opened = { $whose ->
    [own] Dein Link mit dem Code { $code } wurde geöffnet.
    [another] Der Link eines anderen Mitglieds wurde geöffnet.
    [gone] Ein Link mit inzwischen gelöschtem Code wurde geöffnet.
   *[code] Der Link von { $code } wurde geöffnet.
}
step-opened-first = Er wurde als Erster geöffnet.
step-opened-last = Er wurde als Letzter geöffnet.
step-registered = Registriert.
step-field = { $whose ->
    [own] Im Codefeld stand dein Code { $code }.
    [another] Im Codefeld stand der Code eines anderen Mitglieds.
    [gone] Im Codefeld stand ein inzwischen gelöschter Code.
   *[code] Im Codefeld stand { $code }.
}
step-field-typed = Er wurde von Hand eingegeben, deshalb entscheidet er.
step-field-filled-in = Ein geöffneter Link hatte ihn ausgefüllt, deshalb entscheiden die Links.
step-rule-first = { $n ->
    [one] Damalige Regel: Es zählt der erste Link, der im letzten { $n } Tag geöffnet wurde.
   *[other] Damalige Regel: Es zählt der erste Link, der in den letzten { $n } Tagen geöffnet wurde.
}
step-rule-last = { $n ->
    [one] Damalige Regel: Es zählt der letzte Link, der im letzten { $n } Tag geöffnet wurde.
   *[other] Damalige Regel: Es zählt der letzte Link, der in den letzten { $n } Tagen geöffnet wurde.
}
step-code-expired = Abgelehnt: Der Code war abgelaufen.
step-code-off = Abgelehnt: Der Code war ausgeschaltet.
step-code-used-up = Abgelehnt: Das Limit des Codes war erreicht.
step-review = Von einem Admin abgelehnt.
step-confirmed = E-Mail bestätigt.
step-doubted = Betrugshinweis: { $signal }; Gewicht { $weight }.
step-held = In Prüfung.
step-approved = Von einem Admin genehmigt.
step-moved = Von einem Admin verschoben: jetzt eingeladen von { $name }.
step-moved-to-you = Von einem Admin zu dir verschoben.
step-moved-erased = Von einem Admin zu einem inzwischen gelöschten Konto verschoben.
step-frozen = Zweig eingefroren.
step-restored = Der Zweig zählt wieder.
step-by = Entschieden von { $name }.
step-by-erased = Entschieden von einem Admin, dessen Konto gelöscht wurde.
step-by-operator = Auf der Kommandozeile entschieden.
signal-mailbox = dasselbe Postfach wie die einladende Person
signal-disposable = Wegwerf-E-Mail-Adresse
signal-browser = derselbe Browser wie die einladende Person
signal-network = dasselbe Netz wie die einladende Person
signal-crowd = viele Personen aus demselben Netz
signal-domain = viele Personen mit derselben E-Mail-Domain
signal-speed = ungewöhnlich schnell registriert

## Rules

admin-rules = Regeln
rule-new = Neue Regel
rule-new-steps = Neue Meilensteine
rule-none = Noch keine Regeln
rule-none-lead = Eine Regel sagt, wofür wer wie viel bekommt. Ab dann zahlen Ereignisse nach ihr.
rule-version-since = Version { $version }, seit { $date }
rule-version = Version { $version }
rule-ended-on = Beendet am { $date }
rule-in-force = In Kraft
rule-not-in-force = Nicht in Kraft
rule-next-version = Nächste Version
rule-next-version-lead = Versionen werden nie bearbeitet. Wer früher dazukam, behält die damalige Version, wenn du nichts anderes wählst.
rule-versions = Versionen
rule-from = ab { $date }
rule-until = Sie endet am { $date }.
rule-end = Regel beenden
rule-end-title = Diese Regel beenden?
rule-end-lead = Ab jetzt zahlen Ereignisse nach ihr niemandem mehr etwas. Vergebene Prämien bleiben. Das lässt sich nicht rückgängig machen.
rule-name = Name
rule-name-hint = a–z, 0–9 und -, etwa first-purchase. Er lässt sich nicht ändern.
rule-more = Weitere Bedingungen
rule-more-range = Nur Käufe oder Ereignisse Nummer
rule-nth-first = Erste Nummer
rule-nth-last = Letzte Nummer
rule-more-name = Name deines eigenen Ereignisses
rule-event-name = Ereignis
rule-more-least = Nur ab einem Betrag von
rule-min-amount = Mindestbetrag
rule-more-months = Nur in den ersten Monaten nach der Registrierung:
rule-months = Monate
rule-more-group = Nur für Personen der Gruppe
rule-group = Gruppe
rule-more-cap = Eine Person bekommt höchstens
rule-cap-one = Obergrenze pro Person
rule-more-cap-month = Alle zusammen bekommen im Monat höchstens
rule-cap-all = Obergrenze pro Monat
rule-more-on-cap = Was darüber hinausgeht, wird
rule-on-cap = An der Obergrenze
rule-on-cap-cut = passend gekürzt
rule-on-cap-refuse = gar nicht vergeben
rule-more-applies = Für jede Person gilt die Version
rule-applies = Welche Version zahlt
rule-applies-joined = vom Tag der Registrierung
rule-applies-today = vom Tag des Ereignisses
rule-more-from = In Kraft ab
rule-from-date = Ab
rule-more-until = bis
rule-until-date = Bis
rule-save = Regel speichern
rule-save-version = Version speichern
rule-preview = Vorschau
rule-form-when = Eine eingeladene Person
rule-form-gets = bekommt
rule-form-at-most = höchstens
rule-form-after = nach
rule-form-days = Tagen
rule-form-steps = Für bestätigte Empfehlungen:
rule-form-for = für
rule-type = Was passiert
rule-type-purchase = kauft
rule-type-signup = registriert sich
rule-type-confirmed = wird bestätigt
rule-type-trial = beginnt eine Testphase
rule-type-custom = löst ein eigenes Ereignis aus
rule-often = Wie oft
rule-often-all = jedes Mal
rule-often-first = beim ersten Mal
rule-often-range = nicht immer, siehe unten
rule-who = Wer sie bekommt
rule-who-referrer = die einladende Person
rule-who-referee = die eingeladene Person
rule-pay = Prämie
rule-pay-hint = 20 %, 5 USD oder 1 free_months. „Höchstens“ ist für Prozente.
rule-max = Höchstens
rule-hold-days = Tage
rule-approve = Genehmigung
rule-approve-hold = automatisch
rule-approve-hand = nach Genehmigung durch einen Admin
rule-step-pay = Prämie
rule-step-at = Anzahl der Empfehlungen
rule-steps-hint = Jede Prämie wird einmal vergeben, etwa 1 free_months für 3.
rule-example-buys = Eine eingeladene Person kauft für { $amount }
rule-example-gets = Die Prämie ist { $amount }
rule-days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
rule-sentence = { $when } { $who } { $pay }, { $then }.
rule-for-signup = Für die Registrierung einer eingeladenen Person
rule-for-confirmed = Für die Bestätigung einer eingeladenen Person
rule-for-trial = Für jede Testphase einer eingeladenen Person
rule-for-trial-first = Für die erste Testphase einer eingeladenen Person
rule-for-trial-from = Ab der { $first }. Testphase einer eingeladenen Person
rule-for-trial-range = Für die { $first }. bis { $last }. Testphase einer eingeladenen Person
rule-for-purchase = Für jeden Kauf einer eingeladenen Person
rule-for-purchase-first = Für den ersten Kauf einer eingeladenen Person
rule-for-purchase-from = Ab dem { $first }. Kauf einer eingeladenen Person
rule-for-purchase-range = Für den { $first }. bis { $last }. Kauf einer eingeladenen Person
rule-for-event = Für jedes Ereignis { $event } einer eingeladenen Person
rule-for-event-first = Für das erste Ereignis { $event } einer eingeladenen Person
rule-for-event-from = Ab dem { $first }. Ereignis { $event } einer eingeladenen Person
rule-for-event-range = Für das { $first }. bis { $last }. Ereignis { $event } einer eingeladenen Person
rule-any-event = mit beliebigem Namen
rule-for-steps = Für bestätigte Empfehlungen
rule-at-least = im Wert von mindestens { $amount }
rule-for-months = { $n ->
    [one] im ersten Monat
   *[other] in den ersten { $n } Monaten
}
rule-referrer-gets = bekommt die einladende Person
rule-referee-gets = bekommt die eingeladene Person
rule-referrer-of-group-gets = bekommt eine einladende Person aus der Gruppe „{ $group }“
rule-referee-of-group-gets = bekommt eine eingeladene Person aus der Gruppe „{ $group }“
rule-at-most = höchstens { $amount }
rule-step = { $n ->
    [one] { $amount } bei der ersten
   *[other] { $amount } bei { $n }
}
rule-after-days = { $n ->
    [one] nach { $n } Tag
   *[other] nach { $n } Tagen
}
rule-at-once = sofort
rule-by-hand = nach Genehmigung durch einen Admin
rule-cap-participant = Eine Person bekommt insgesamt höchstens { $amount }.
rule-cap-month = Alle zusammen bekommen höchstens { $amount } im Monat.
rule-cap-refuses = Eine Prämie, die nicht ganz hineinpasst, wird nicht vergeben.

## Try a rule
trial-run = An Vergangenem ausprobieren
trial-use = Diese Regel verwenden
trial-title = Diese Regel, Zeitraum: { $period }
trial-back = Zurück zur Regel
trial-only = Nur ein Versuch: Nichts wird gespeichert
trial-lead = Was hätte diese Regel für das Geschehene gegeben? Sie tritt an die Stelle aller Versionen ihres Namens.
trial-period = Über
trial-days = Zeitraum
trial-days-30 = die letzten 30 Tage
trial-days-90 = die letzten 90 Tage
trial-days-365 = die letzten 365 Tage
trial-days-dates = diese Tage:
trial-from = ab
trial-since = Ab
trial-before = vor
trial-until = Vor
trial-edit = Die Regel als JSON
trial-rule = Regel
trial-what = Was
trial-did = Gegeben
trial-would = Hätte gegeben
trial-change = Unterschied
trial-given = Betrag
trial-people = Belohnte Personen
trial-each = je { $amount }
trial-capped = { $n ->
    [0] Keine Prämie wurde durch eine Obergrenze aufgehalten.
    [one] { $n } Prämie wurde durch eine Obergrenze gekürzt oder aufgehalten.
   *[other] { $n } Prämien wurden durch eine Obergrenze gekürzt oder aufgehalten.
}
trial-compared = Verglichen mit dem, was gegeben wurde
trial-changes = Größte Unterschiede
trial-no-changes = Alle bekommen gleich viel.
trial-nothing = Nichts aus diesem Zeitraum wird belohnt, weder nach dieser Regel noch nach dem, was galt.

## Rewards and payouts

my-rewards-lead = Was du durch Personen verdienst, die du einlädst: wann es fällig ist und warum.
my-rewards-none = Noch keine Prämien
my-rewards-none-lead = Sobald jemand auf deine Einladung hin tut, wofür eine Regel zahlt, steht deine Prämie hier.
my-rewards-rules = Wofür es Prämien gibt
my-rewards-goal = { $done } von { $needed }
my-rewards-goal-left = { $n ->
    [one] Noch { $n } Person bis dahin.
   *[other] Noch { $n } Personen bis dahin.
}
my-rewards-next = Deine nächste Prämie
my-waitlist-title = Dein Platz auf der Warteliste
my-waitlist-of = von { $of }
my-waitlist-moves = { $n ->
    [one] Jede Person, die durch dich kommt und zählt, bringt dich { $n } Platz nach vorn.
   *[other] Jede Person, die durch dich kommt und zählt, bringt dich { $n } Plätze nach vorn.
}
my-waitlist-about = Eine Prüfung läuft noch, der Platz kann sich also ändern.
my-waitlist-in = Du bist dabei
my-waitlist-in-since = Zugelassen am { $date }
my-rewards-balance = Saldo
my-rewards-negative = Es wurde mehr zurückgenommen, als fällig ist. Die nächsten Prämien gleichen das zuerst aus.
my-rewards-for = für { $name }
my-rewards-yourself = fürs Mitmachen
my-rewards-person = eine von dir eingeladene Person
my-rewards-all = Alle Prämien
admin-rewards = Prämien
admin-payouts = Auszahlungen
admin-liability = Verbindlichkeiten
liability-lead = Was an Prämien geschuldet ist: jetzt fällig, unterwegs und ausstehend nach dem Tag der Fälligkeit.
liability-none = Nichts ist geschuldet
liability-reversals = { $amount } davon werden voraussichtlich zurückgenommen
liability-falls-due = Fällig am
liability-later = Später
liability-undated = Noch kein Datum
rewards-search = Name, Adresse oder ID
rewards-to-approve = Zu genehmigen
rewards-for = Für
rewards-because = Wegen
rewards-amount = Betrag
rewards-by-hand = Von Hand vergeben
rewards-until = bis { $date }
rewards-none = Noch keine Prämien
rewards-none-lead = Sobald eine Regel für ein Ereignis zahlt, steht die Prämie hier.
reward-title = Prämie { $number }
reward-approve = Genehmigen
reward-fulfil = Als ausgehändigt markieren
reward-void = Prämie stornieren
reward-void-lead = Eine noch nicht gesendete Auszahlung wird zuerst storniert. Danach wird der Betrag von dem abgezogen, was fällig ist.
reward-reversed = Zurückgenommen
reward-taken-back = Davon zurückgenommen: { $amount }.
reward-event = Ereignis
reward-made = Erstellt
reward-to = An
reward-to-hint = Eine Adresse, eine externe ID oder eine Nummer wie prt_7.
reward-amount-hint = 5 USD oder 1 free_months. Unter 0 wird abgezogen.
reward-give = Prämie vergeben
reward-give-lead = Sie ist sofort fällig und kommt in die nächste Auszahlung.
payouts-number = Auszahlung
payouts-rewards = Prämien
payouts-lines = { $n ->
    [one] { $n } Prämie
   *[other] { $n } Prämien
}
payouts-none = Noch keine Auszahlungen
payouts-none-lead = Bereite Auszahlungen für das vor, was fällig ist. Das Programm bewegt kein Geld: Die Tabelle ist für deine Bank.
payout-title = Auszahlung { $number }
payout-make = Auszahlungen vorbereiten
payout-make-lead = Für alle, bei denen etwas fällig ist, entsteht je ein Entwurf. Sieh zuerst nach: Nichts entsteht, bevor du die Entwürfe erstellst.
payout-look = Ansehen, was es wäre
payout-make-drafts = Entwürfe erstellen
payout-download = CSV für die Bank herunterladen
payout-unit = Währung
payout-unit-hint = Drei Buchstaben, etwa USD.
payout-until = Fällig bis
payout-until-hint = Was vor diesem Datum fällig wurde. Leer: bis jetzt.
payout-minimum = Mindestens, pro Person
payout-plan = Was es wäre
payout-people = Personen
payout-skipped = Übersprungen
payout-total = Auszuzahlen
payout-drafts = Entwürfe
payout-skip-nothing-due = Es ist nicht mehr fällig, als zurückgenommen wurde.
payout-skip-below-minimum = Unter dem Mindestbetrag.
payout-skip-open = Eine andere Auszahlung ist unterwegs.
payout-skip-erased = Das Konto ist gelöscht.
payout-approve = Genehmigen
payout-mark-sent = Als gesendet markieren
payout-mark-paid = Als ausgezahlt markieren
payout-mark-failed = Als fehlgeschlagen markieren
payout-cancel = Auszahlung stornieren
payout-reference = Referenz der Bank
payout-changed = Geändert
payout-lines = Was sie auszahlt
payout-line-due = Fällig
payout-line-taken = Nach einer früheren Auszahlung zurückgenommen
payout-reward-changed = Eine ihrer Prämien hat sich geändert.
payout-is-draft = Ein Entwurf. Genehmige ihn oder markiere ihn gleich als gesendet.
payout-is-approved = Genehmigt. Sende sie an die Bank.
payout-is-sent = Sie liegt bei der Bank.
payout-is-paid = Ausgezahlt. Schickt die Bank das Geld zurück, markiere sie als fehlgeschlagen.
payout-is-failed = Fehlgeschlagen. Ihr Betrag ist wieder fällig.
payout-is-canceled = Storniert. Ihr Betrag ist wieder fällig.
reward-pending-until = Ausstehend bis { $date }: Eine Rückerstattung vorher storniert sie.
reward-pending-by-hand = Ausstehend, bis ein Admin sie genehmigt.
reward-held-unconfirmed = Wartet, bis die Empfehlung bestätigt ist.
reward-held-under-review = Wartet: Die Empfehlung ist in Prüfung.
reward-held-frozen = Wartet: Der Zweig der Empfehlung ist eingefroren.
reward-held-disputed = Wartet: Der Kauf wird angefochten.
reward-due = Fällig: Sie kommt in die nächste Auszahlung.
reward-due-by-hand = Fällig: Sie wurde von Hand vergeben.
reward-taken = Von Hand abgezogen: Die nächste Auszahlung ist um diesen Betrag kleiner.
reward-paying = In einer Auszahlung, die unterwegs ist.
reward-paid = Ausgezahlt.
reward-paid-taken-back = Ausgezahlt; was später zurückgenommen wurde, wird von dem abgezogen, was fällig ist.
reward-fulfilled = Ausgehändigt.
reward-void-refunded = Storniert: Der Kauf wurde rückerstattet.
reward-void-rejected = Storniert: Die Empfehlung zählt nicht.
reward-void-step-lost = Storniert: Am Ende der Wartezeit waren zu wenige Empfehlungen übrig.
reward-void-duplicate = Storniert: Der Kauf wurde zweimal gemeldet.
reward-void-rebuilt = Storniert: Bei der Neuberechnung der Prämien ergab sie sich nicht.
reward-void-erased = Storniert: Das Konto ist gelöscht.
reward-void-forfeited = Storniert: Sie verfiel mit dem Konto.
reward-void-voided = Von einem Admin storniert.
verdict-waits-for-purchase = Zahlt noch nichts: Sie wartet auf einen Kauf.
verdict-waits-for-confirmation = Zahlt noch nichts: Sie wartet auf die Bestätigung.
verdict-no-referrer = Zahlt nichts: Niemand hat diese Person eingeladen.
verdict-not-first = Zahlt nichts: Sie zahlt nur beim ersten Mal, und dies ist ein späteres.
verdict-outside-nth = Zahlt nichts: Sie zahlt nicht für diese Nummer.
verdict-below-minimum = Zahlt nichts: Der Betrag liegt unter dem Mindestbetrag der Regel.
verdict-currency-not-covered = Zahlt nichts: Ein Mindestbetrag, ein Höchstbetrag oder eine Obergrenze nennt diese Währung nicht.
verdict-outside-group = Zahlt nichts: Die Person, die es bekäme, gehört nicht zur Gruppe der Regel.
verdict-too-late = Zahlt nichts: Die Monate der Regel seit der Registrierung sind vorbei.
verdict-capped = Zahlt nichts: Die Obergrenze ist ausgeschöpft.
verdict-rounds-to-zero = Zahlt nichts: Der Betrag wird auf null gerundet.
verdict-rule-not-in-force = Zahlt nichts: Die Regel war damals nicht in Kraft.
verdict-referral-rejected = Zahlt nichts: Die Empfehlung ist abgelehnt.
verdict-beneficiary-disabled = Zahlt nichts: Die Person, die es bekäme, ist gesperrt.
verdict-already-rewarded = Zahlt nichts: Dafür hat sie schon gezahlt.
verdict-step-not-reached = Zahlt noch nichts: Die nächste Anzahl von Empfehlungen ist nicht erreicht.
payout-draft = Entwurf
payout-approved = Genehmigt
payout-sent = Gesendet
payout-paid = Ausgezahlt
payout-failed = Fehlgeschlagen
payout-canceled = Storniert

## Numbers and the leaderboard

numbers-title = Statistik
numbers-no-origins = Noch keine Klicks.
origin-others = alle anderen
numbers-none-lead = Klicks, Registrierungen und ihre Quellen erscheinen hier, Tag für Tag.
numbers-days-csv = Tage als CSV
numbers-origins-csv = Quellen als CSV
source-title = Quellen
source-group = Gruppieren nach
source-site = Quelle
source-campaign = Kampagne
source-device = Gerät
source-rate = Quote
source-direct = Direkt
source-no-campaign = Ohne Kampagne
source-no-click = Code eingegeben
source-qr = QR-Code
source-email = E-Mail
device-phone = Handy
device-tablet = Tablet
device-computer = Computer
device-unknown = Unbekannt
part-of-visitors = { $percent } der Besuche
part-of-signups = { $percent } der Registrierungen
change-up = plus
change-down = minus
chart-day = Tag
chart-table = Als Tabelle anzeigen
table-download = CSV herunterladen
chart-in-all = { $n ->
    [one] { $n } insgesamt
   *[other] { $n } insgesamt
}
chart-before = { $n ->
    [one] am Tag davor
   *[other] { $n } Tage davor
}
chart-week = Woche
chart-month = Monat
chart-so-far = bisher
chart-period = Zeitraum
chart-days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
chart-all = Gesamt
chart-own-dates = Eigener Zeitraum
chart-from = Von
chart-to = Bis
chart-show = Anzeigen
chart-compared = { $n ->
    [one] Verglichen mit dem Tag davor
   *[other] Verglichen mit den { $n } Tagen davor
}
chart-compare = vergleichen
chart-compare-stop = nicht mehr vergleichen
chart-signups = Registrierungen nach Tagen
leaders-title = Bestenliste
leaders-lead = Mitglieder mit den meisten bestätigten Registrierungen. Hier steht nur, wer es so gewählt hat.
leaders-none = Noch niemand. In deinem Konto kannst du wählen, hier zu stehen.
leaders-none-title = Noch niemand
leaders-period = Zeitraum
leaders-week = Woche
leaders-month = 30 Tage
leaders-all = Gesamt
leaders-place = Platz
leaders-you = du
leaders-choose = Bestenliste
leaders-off = Nicht anzeigen
leaders-initial = Nur der Anfangsbuchstabe
leaders-name = Voller Name
leaders-save = Speichern
notice-listed-changed = Gespeichert.
notice-language-changed = Gespeichert. Wir schreiben dir in dieser Sprache.
profile-referred-by-link = Gezählt über den am { $date } geöffneten Link.
profile-referred-by-code = Gezählt über einen eingegebenen Code.
profile-referred-by-word = Von einem Admin festgelegt.
admin-reviews = Zu prüfen
reviews-lead = Mögliche Selbstempfehlungen. Jede Entscheidung und ihr Grund bleiben im Protokoll.
profile-referred-by-program = Gezählt über einen Code, den ein Programm übermittelt hat.
reviews-none = Nichts zu prüfen.
review-own-words = In eigenen Worten
review-because = weil
because-genuine = Wirkt echt
because-known = Ist uns bekannt
because-household = Teilt Haushalt oder Büro
because-mailbox = Dasselbe Postfach wie die einladende Person
because-same-person = Zweites Konto derselben Person
because-throwaway = Wegwerfkonto
because-automated = Von einem Programm registriert
reviews-search = Name oder E-Mail
reviews-none-lead = Hier erscheinen Empfehlungen mit Betrugshinweisen.
review-title = Zählt diese Empfehlung?
review-signals = Betrugshinweise
review-weight = Gewicht
review-branch = Auf alle anwenden, die diese Person eingeladen hat
review-approve = Genehmigen
review-reject = Ablehnen
review-decide = Diese Empfehlung prüfen
branch-title = Zweig von { $name }
branch-above = Eingeladen von
branch-higher = { $count } weitere darüber
branch-look = Zweig ansehen
tree-label = Baum
tree-below = Unter { $name }:
tree-more = { $n ->
    [one] { $n } weitere
   *[other] { $n } weitere
}
tree-none-lead = Wer sich über diesen Link registriert, erscheint hier.
tree-legend = 4 / 9: vier von neun direkten Registrierungen zählen
branch-waiting = Wartet
branch-levels = { $n ->
    [one] { $n } Ebene tief
   *[other] { $n } Ebenen tief
}
branch-rest = { $rejected } abgelehnt, { $frozen } eingefroren
branch-people = Personen darunter
branch-none = Über diese Person ist niemand gekommen.
branch-frozen-with = mit dem Zweig von
branch-freeze = Zweig einfrieren
branch-freeze-lead = Diese Person und alle darunter zählen nicht mehr, und ihre Codes pausieren. Lässt sich rückgängig machen.
branch-restore = Zweig auftauen
branch-restore-lead = Alle, die mit dieser Person eingefroren wurden, zählen wieder, und ihre Codes funktionieren.
branch-move = Unter jemand anderen verschieben
branch-move-lead = Verschiebt diese Person und alle darunter unter jemand anderen.
branch-approve = Alle wartenden genehmigen
branch-approve-lead = Genehmigt jede Empfehlung dieses Zweigs, die auf Prüfung wartet.
branch-reject = Alle ablehnen
branch-reject-lead = Lehnt alle unter dieser Person ab. Jede Ablehnung lässt sich nur einzeln rückgängig machen.
field-reason = Grund
field-reason-hint = Bis zu 500 Zeichen. Bleibt mit der Entscheidung im Protokoll.
field-referrer = Eingeladen von
field-referrer-hint = Ein Code, eine E-Mail oder eine Nummer wie #12.
notice-decided = Entscheidung gespeichert. Auf der Seite der Person kannst du sie ändern.
notice-branch-frozen = Zweig eingefroren. Unten kannst du ihn wieder auftauen.
notice-branch-restored = Zweig aufgetaut. Er zählt wieder, und seine Codes funktionieren.
notice-person-moved = Verschoben. Verschiebe noch einmal, um es rückgängig zu machen.
refusal-not-a-decision = Wähle „Genehmigen“ oder „Ablehnen“.
refusal-already-so = Das ist schon so. Nichts zu ändern.
refusal-code-used-up = Das Limit dieses Codes ist erreicht.
refusal-unknown-user = Diese Person gibt es nicht.
refusal-own-branch = Du kannst niemanden unter sich selbst oder unter die eigenen Empfehlungen verschieben.
audit-referral-approved = Empfehlung genehmigt
audit-referral-rejected = Empfehlung abgelehnt
audit-referrer-changed = Einladende Person geändert
audit-branch-frozen = Zweig eingefroren
audit-branch-restored = Zweig aufgetaut
overview-to-send = { $n ->
    [one] { $n } nicht zugestellte E-Mail
   *[other] { $n } nicht zugestellte E-Mails
}
need-reviews = { $n ->
    [one] Empfehlung zu prüfen
   *[other] Empfehlungen zu prüfen
}
need-emails = { $n ->
    [one] nicht zugestellte E-Mail
   *[other] nicht zugestellte E-Mails
}
overview-first = Noch ist niemand dabei
overview-first-lead = Zahlen, das Diagramm und die neuesten Registrierungen erscheinen hier, sobald die erste Person einen Link öffnet.
steps-welcome = Willkommen, { $name }
steps-left = { $n ->
    [0] Alles ist eingerichtet.
    [one] Noch { $n } Schritt.
   *[other] Noch { $n } Schritte.
}
steps-title = Einrichtung
steps-count = { $done } von { $all } erledigt
steps-admin = Admin angelegt
steps-admin-done = Du bist angemeldet.
steps-mail = E-Mail
steps-mail-how = E-Mails bleiben vorerst auf diesem Computer. Richte einen Mailserver ein, damit sie ankommen:
steps-mail-test = Ein Mailserver ist eingerichtet. Sende dir eine Test-E-Mail.
steps-address = Öffentliche Adresse
steps-address-how = Links führen bisher nur zu diesem Computer. Setze die Adresse, die alle kennen:
steps-proxy = Reverse-Proxy
steps-proxy-done = Die Adressen der Besucher kommen vom Proxy.
steps-proxy-how = Hinter einem Proxy scheinen alle Besucher dessen Adresse zu haben. Nenne den Proxy in:
steps-backup = Sicherung
steps-backup-done = Es gibt eine Sicherung.
steps-backup-how = Noch ist nichts gesichert.
steps-code = Erster Code
steps-code-how = Teile den ersten Link.
steps-code-see = Link ansehen
overview-latest = Neuestes
overview-todo = Braucht Aufmerksamkeit
overview-top = Stärkste Codes
