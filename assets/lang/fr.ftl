## The site and its menu

site-description = Obtenez un lien d’invitation, partagez-le et voyez qui vous rejoint et pourquoi chaque personne compte.
skip-to-content = Aller au contenu
menu = Menu
menu-home = Accueil
menu-register = Créer un compte
menu-login = Se connecter
menu-profile = Profil
menu-code-add = Ajouter un code
menu-code-change = Modifier le code
menu-profile-delete = Supprimer le profil
menu-logout = Se déconnecter
menu-api = API
reference-title = Référence de l’API
menu-privacy = Confidentialité
menu-terms = Conditions
menu-statistics = Statistiques
menu-to-do = à traiter
menu-group-money = Argent
menu-group-connections = Connexions
menu-group-server = Serveur
language = Langue
language-locale = fr_FR
# Between the items of a list in this language's spreadsheets: , or ;
language-list-separator = ;
language-direction = ltr

## Home

home-title = Partagez un lien. Voyez qui vous rejoint.
home-lead = Obtenez un lien d’invitation, partagez-le et voyez qui s’est inscrit et pourquoi chaque personne compte.
home-register = Obtenir mon lien
home-how = Comment ça marche
home-step-register = Créez un compte
home-step-register-how = Trois champs et un lien dans votre e-mail
home-step-code = Obtenez votre lien
home-step-code-how = Rien qu’à vous, avec un code QR
home-step-share = Partagez-le
home-step-share-how = Dans une discussion, par e-mail, sur une affiche
home-step-see = Voyez qui vous rejoint
home-step-see-how = Qui s’est inscrit, quand et par quel lien
home-proof = Rien à deviner : chaque cas est expliqué
home-proof-lead = Voici ce que vous voyez pour chaque personne invitée.
home-example-opened = A ouvert votre lien
home-example-opened-when = 2 nov., 10:43
home-example-lasts = 5 min
home-example-registered = S’est inscrit
home-example-registered-when = Boris, 10:48
home-example-confirmed-in = 20 s
home-example-counts-why = E-mail confirmé
home-family = Anna a invité Boris et Maria, Boris a invité Leo, et c’est maintenant votre tour
home-family-1 = A
home-family-2 = B
home-family-3 = M
home-family-4 = L
home-taking-part = { $n ->
    [0] Personne n’est encore là. Commencez.
    [one] { $n } personne nous a déjà rejoints.
    [many] { $n } de personnes nous ont déjà rejoints.
   *[other] { $n } personnes nous ont déjà rejoints.
}

## States: a word in a pill

state-counts = Compte
state-waiting = En attente
state-rejected = Refusé
state-frozen = Gelé
state-active = Actif
state-off = Désactivé
state-expired = Expiré
state-limit-reached = Limite atteinte
state-pending = En attente
state-due = À verser
state-held = En suspens
state-paying = En cours de versement
state-given = Remis
state-paid = Versé
state-cancelled = Annulé

## Fields

form-mistakes = Il y a un problème
form-saved = Enregistré
form-mistake-title = Erreur : { $title }
field-optional = (facultatif)
field-firstname = Votre nom
field-firstname-seen = { $name } le verra
field-email = E-mail
field-password = Mot de passe
field-password-hint = Au moins 8 caractères
field-password-again = Saisissez-le de nouveau : un mot de passe n’est jamais renvoyé
field-show = Afficher
field-hide = Masquer
field-password2 = Répétez le mot de passe
field-old-password = Mot de passe actuel
field-new-password = Nouveau mot de passe
field-referrer-code = Code d’invitation
field-digits = Code à 6 chiffres
field-digits-hint = Il est dans l’e-mail que nous vous avons envoyé.
field-otp = Code de votre application
field-otp-hint = 6 chiffres, renouvelés toutes les 30 secondes.
field-recovery = Code de secours
field-recovery-hint = Majuscules, espaces et tirets n’ont pas d’importance.
field-friend = E-mail d’un ami
field-friend-hint = Nous lui enverrons votre lien.
field-description = Message
field-description-hint = Jusqu’à 150 caractères. Toute personne qui ouvre le lien le voit.
field-own-code = Votre propre code
field-own-code-hint = De 4 à 32 lettres latines, chiffres ou traits d’union. Laissez vide pour un code au hasard.
field-expires-on = Expire le
field-expires-on-hint = À la fin de la journée, UTC.
code-today-utc = En UTC, nous sommes le { $date }.
field-max-uses = Limite
field-max-uses-hint = Cesse de fonctionner après ce nombre d’inscriptions confirmées.
field-active = Actif

## Registering and confirming

register-title = Créer un compte
register-submit = Créer un compte
register-known = Vous avez déjà un compte ?
register-invited-by = { $name } vous invite
digits-title = Confirmez votre e-mail
digits-lead = Ouvrez le lien reçu par e-mail ou saisissez le code qu’il contient.
digits-console = L’envoi d’e-mails n’est pas encore configuré. Les e-mails apparaissent ici :
digits-terminal-inbox = L’envoi d’e-mails n’est pas encore configuré. Les e-mails s’affichent dans le terminal où le site a été démarré, avec l’adresse d’une page qui les montre.
digits-terminal = L’envoi d’e-mails n’est pas encore configuré. Les e-mails s’affichent dans le terminal où le site a été démarré.
digits-until = Le lien et le code fonctionnent jusqu’à
digits-left-minutes = { $n ->
    [one] Plus que { $n } minute au maximum.
    [many] Plus que { $n } de minutes au maximum.
   *[other] Plus que { $n } minutes au maximum.
}
digits-left-seconds = { $n ->
    [one] Plus que { $n } seconde.
    [many] Plus que { $n } de secondes.
   *[other] Plus que { $n } secondes.
}
digits-over = Le lien et le code ont expiré. Demandez un nouvel e-mail.
digits-submit = Confirmer
digits-no-email = Rien reçu, ou déjà expiré ?
activate-title = Confirmez votre e-mail
activate-title-of = Confirmer { $email }
activate-lead = Pour terminer, saisissez le mot de passe choisi à l’inscription ou choisissez-en un nouveau.
activate-press = Appuyez sur le bouton pour terminer.
activate-submit = Confirmer l’e-mail
activate-already-title = Votre e-mail est déjà confirmé
activate-already-lead = Tout est prêt. Connectez-vous.
activate-expired-title = Ce lien a expiré
activate-expired-lead = Saisissez votre e-mail et nous vous enverrons un nouveau lien.
activate-expired-of = Le lien pour { $email } a expiré. Un clic suffit pour envoyer un nouvel e-mail à cette adresse.
activate-unknown-title = Ce lien ne fonctionne pas
activate-unknown-lead = Un e-mail plus récent l’a peut-être remplacé, ou une partie du lien manque. Saisissez votre e-mail et nous vous en enverrons un nouveau.
repeat-title = Renvoyer l’e-mail
repeat-lead = Saisissez l’e-mail utilisé à l’inscription. Nous vous enverrons un nouveau lien et un nouveau code.
repeat-submit = Renvoyer

## Signing in and passwords

login-title = Se connecter
login-submit = Se connecter
login-no-account = Première visite ?
login-limited = Mot de passe oublié ?
login-limited-reset = En choisir un nouveau maintenant
login-for-page = Connectez-vous pour voir cette page. Vous y reviendrez ensuite.
login-for-sessions = Connectez-vous pour voir vos sessions.
login-for-statistics = Connectez-vous pour voir vos statistiques.
login-for-code = Connectez-vous pour gérer votre code.
login-for-people = Connectez-vous pour voir qui vous avez invité.
login-for-admin = Connectez-vous en tant qu’administrateur.
login-no-email = Pas d’e-mail de confirmation ?
login-factor-title = Saisissez votre code
login-factor-lead = Ouvrez votre application d’authentification et saisissez le code de ce site.
login-factor-remember = Ne plus demander dans ce navigateur pendant 30 jours
login-factor-recovery = Téléphone perdu ?
login-factor-lost = Plus de codes de secours ? Les responsables du site peuvent désactiver la double authentification pour vous.
login-factor-again = Utiliser un autre compte
forgot-title = Mot de passe oublié ?
forgot-lead = Saisissez votre e-mail et nous vous enverrons un lien pour choisir un nouveau mot de passe.
forgot-submit = Envoyer le lien
reset-title = Nouveau mot de passe
reset-dead-title = Ce lien ne fonctionne plus
reset-dead-lead = Il a expiré ou a déjà servi. Demandez-en un nouveau.
password-title = Changer le mot de passe
factor-title = Double authentification
factor-lead = À la connexion, nous demandons aussi un code d’une application de votre téléphone. Votre mot de passe seul n’ouvre alors plus rien.
factor-set-up = Configurer
factor-on = Activée
factor-since = depuis le
factor-app = Application d’authentification
factor-replace-lead = Un nouveau téléphone ? Reliez son application : l’ancienne et les anciens codes de secours cessent de fonctionner.
factor-replace = Relier une autre application
factor-browsers = Navigateurs mémorisés
factor-browsers-lead = Si l’un d’eux est perdu ou partagé, faites redemander un code dans tous.
factor-browsers-forget = Oublier tous les navigateurs
factor-off = Désactiver
factor-off-lead = Votre mot de passe seul suffira alors pour vous connecter.
factor-off-demanded = La double authentification est obligatoire pour ce compte : elle ne peut pas être désactivée.
factor-needed-lead = La double authentification est obligatoire pour ce compte. Configurez-la pour continuer.
factor-app-title = Configurer la double authentification
factor-app-lead = Scannez ceci avec une application d’authentification, comme Aegis ou Google Authenticator. Saisissez ensuite le code qu’elle affiche.
factor-app-alt = Code QR pour une application d’authentification
factor-app-type = Impossible de scanner ? Saisissez cette clé dans l’application :
factor-app-submit = Activer
recovery-title = Codes de secours
recovery-lead = Chacun vous connecte une fois si vous perdez votre téléphone. Enregistrez-les maintenant : ils ne s’afficheront plus.
recovery-saved = Je les ai enregistrés
recovery-left = { $n ->
    [one] Il reste { $n } code.
    [many] Il reste { $n } de codes.
   *[other] Il reste { $n } codes.
}
recovery-few = Créez-en de nouveaux avant d’en manquer.
recovery-renew = Créer de nouveaux codes
password-lead = Vous serez déconnecté partout ailleurs.
password-submit = Enregistrer le mot de passe

## Profile and codes

profile-referred-by = Invitation de { $name }.
profile-codes = Vos codes
profile-no-codes = Créez votre premier lien.
profile-no-active-code = Aucun de vos codes n’est actif. Créez-en un pour continuer à inviter.
profile-people = Vos invités
profile-no-people = Personne pour l’instant. Les personnes inscrites avec votre lien apparaîtront ici.
profile-no-people-yet = Personne pour l’instant. Quand vous aurez un lien, les personnes inscrites avec lui apparaîtront ici.
profile-no-people-title = Personne pour l’instant
profile-no-codes-lead = Un clic suffit pour créer votre lien. Vous pourrez changer plus tard le code, le message et le dernier jour.
profile-make-link = Obtenir mon lien
profile-customise-first = Choisir votre propre code, un message ou un dernier jour
profile-customise = Choisir votre propre code, ajouter un message ou un dernier jour
profile-all-time = Depuis le début
profile-today = Aujourd’hui
profile-clicks-today = Clics aujourd’hui
profile-yesterday = hier { $n }
profile-waiting = { $n } à confirmer
profile-account = Compte
account-details = Vos informations
account-time-zone = Fuseau horaire
account-time-zone-hint = Par exemple Europe/Paris. Laissez vide pour suivre votre navigateur.
account-theme = Thème
account-theme-system = Comme le système
account-theme-light = Clair
account-theme-dark = Sombre
account-found-by-email = Les membres qui connaissent mon adresse e-mail peuvent retrouver mon code
account-save = Enregistrer les modifications
account-access = Connexion et données
account-delete-lead = Supprime votre compte, vos codes et vos données personnelles.
profile-language = Langue de vos e-mails
profile-language-save = Enregistrer la langue
profile-link = Votre lien
share-copy = Copier
share-copied = Copié
share-more = Partager…
share-ways = whatsapp email facebook telegram x linkedin reddit
share-with = Partager par
share-telegram = Telegram
share-vk = VK
share-whatsapp = WhatsApp
share-mail = E-mail
share-x = X
share-facebook = Facebook
share-linkedin = LinkedIn
share-reddit = Reddit
share-title = Partagez votre lien
share-message = Votre message
share-message-use = Utiliser ce message
utm-title = Lien pour une campagne
utm-lead = Les statistiques montrent chaque source et chaque campagne séparément.
utm-source = Source, comme newsletter
utm-medium = Support, comme email
utm-campaign = Campagne, comme printemps
utm-make = Créer le lien
share-subject = Rejoignez-moi
share-text = Rejoignez-moi avec mon lien :
imports-reason = Importé d’un fichier.
join-title = Rejoindre { $site }
join-submit = Rejoindre
join-sent-title = Regardez votre boîte
join-sent-lead = Un e-mail est en route. Ouvrez le lien qu’il contient et c’est fait.
widget-title = Invitez vos amis
widget-title-prize = Invitez vos amis, recevez { $prize }
widget-progress = { $reached } sur { $needed }
widget-counted = { $n ->
    [one] personne compte
    [many] de personnes comptent
   *[other] personnes comptent
}
widget-no-link = Aucun de vos liens ne fonctionne pour l’instant.
widget-people = Qui vous a rejoint
widget-no-people = Personne ne vous a encore rejoint
widget-under-review = En cours de vérification
widget-not-counted = Ne compte pas
widget-pending = En attente : { $amount }
widget-due = À verser : { $amount }
widget-paid = Versé : { $amount }
widget-ended = Cet affichage a expiré. Rechargez la page pour le retrouver.
widget-failed = Le serveur est injoignable.
widget-again = Réessayer
widget-no-script = Sans JavaScript, votre lien se trouve sur votre propre page :
widget-open-site = Ouvrir ma page
qr-title = Code QR
qr-lead = Montrez-le à l’écran ou imprimez-le. L’appareil photo d’un téléphone ouvre votre lien.
qr-here-only = Les téléphones n’y ont pas encore accès : le serveur n’écoute que sur cet ordinateur. Démarrez-le avec --listen 192.168.1.5:8080
qr-alt = Code QR du lien avec le code { $code }
qr-download = Télécharger le SVG
qr-download-png = Télécharger le PNG
qr-open = Plein écran
qr-print = Feuille à imprimer
qr-poster = Scannez et rejoignez-nous
profile-delete-lead = Votre compte, vos codes et toutes vos données personnelles seront supprimés. C’est irréversible. Saisissez votre mot de passe pour confirmer.
profile-delete-submit = Supprimer définitivement
profile-delete-keep = Garder mon compte
count-clicks = Clics
count-people = Visiteurs
count-registered = Inscriptions
count-confirmed = Confirmées
code-uses = { $used } sur { $most } utilisés
code-is-sent = lien envoyé par e-mail
code-add-title = Créer un lien
code-add-lead = Tout est facultatif. Laissez le code vide et nous en créerons un.
code-add-in-the-way = Un seul code peut être actif à la fois, et { $code } l’est. Désactivez-le pour en créer un autre.
code-replace-title = Remplacer votre code ?
code-replace-submit = Le remplacer par un nouveau
code-cancel = Annuler
code-for-days = { $n ->
    [one] { $n } jour
    [many] { $n } de jours
   *[other] { $n } jours
}
code-on-date = Date précise
code-preview = Ce que voit votre ami
code-preview-card = L’aperçu du lien dans les discussions
code-preview-email = E-mail :
code-add-submit = Créer le lien
count-counted = Comptent
count-waiting = En attente
count-rejected = Refusées
count-frozen = Gelées
count-sum = { $registered ->
    [one] { $registered } inscription
    [many] { $registered } d’inscriptions
   *[other] { $registered } inscriptions
} = { $counted ->
    [one] { $counted } compte
    [many] { $counted } comptent
   *[other] { $counted } comptent
} + { $waiting } en attente + { $rejected ->
    [one] { $rejected } refusée
    [many] { $rejected } refusées
   *[other] { $rejected } refusées
} + { $frozen ->
    [one] { $frozen } gelée
    [many] { $frozen } gelées
   *[other] { $frozen } gelées
}
code-valid = Validité
code-until-date = jusqu’au { $date }
code-ended-date = expiré le { $date }
code-ends-today = expire aujourd’hui
code-ends-tomorrow = expire demain
code-days-left = { $n ->
    [one] encore { $n } jour
    [many] encore { $n } de jours
   *[other] encore { $n } jours
}
code-no-end = sans date de fin
code-extend = Prolonger de 30 jours
code-customise = Personnaliser
code-change-title = Modifier le code
code-change-submit = Enregistrer
code-delete-title = Supprimer le code
code-delete-lead = Le lien cessera de fonctionner. Les personnes venues par lui comptent toujours pour vous.
code-delete-submit = Supprimer le code
person-name = Nom
person-code = Code
person-state = État
person-registered = Arrivée
person-search = Rechercher par nom
person-how = Comment
person-time = Délai d’inscription
person-details = Détails
how-link = par lien
how-typed = code saisi
how-told = par une application
how-moved = déplacé par un administrateur
path-opened = A ouvert votre lien
path-moved = Déplacement vers vous
path-signed-up = Inscription
path-confirmed = E-mail confirmé
path-unconfirmed = E-mail non confirmé
path-remind = L’e-mail est peut-être dans ses indésirables
path-review = En cours de vérification
path-review-lead = Un administrateur s’en occupe
path-since = depuis le
path-with-code = avec le code
path-typed-code = code saisi
path-code-expired = le code avait expiré
path-code-off = le code était désactivé
path-code-used-up = le code avait atteint sa limite
path-reviewed = par un administrateur
person-factor-off = Désactivée
person-gone = compte supprimé

## The referral link

card-invites = { $name } vous invite
card-invited = Vous avez une invitation
invitation-you = vous
invitation-accept = Accepter l’invitation
invitation-chip = Invitation
invitation-chip-until = jusqu’au { $date }
invitation-remove = S’inscrire sans cette invitation
invitation-step-register = Vous créez un compte
invitation-step-register-how = Trois champs, une minute
invitation-step-confirm = Vous confirmez votre e-mail
invitation-step-confirm-how = Nous envoyons un lien et un code à 6 chiffres
invitation-step-linked = { $name } et vous êtes reliés
invitation-step-linked-how = Vous aussi recevez un lien à partager
invitation-did-you-mean = Vouliez-vous dire
invitation-open-code = Utiliser ce code
invitation-mistyped-title = Ce code contient une faute de frappe
invitation-mistyped-lead = Un caractère est faux. Comparez-le au message reçu.
invitation-unknown-title = Ce code est introuvable
invitation-unknown-lead = Vérifiez le lien ou redemandez-le.
invitation-expired-title = Cette invitation a expiré
invitation-expired-lead = Demandez un nouveau lien ou inscrivez-vous sans.
invitation-off-title = Cette invitation n’est plus active
invitation-off-lead = Elle a été désactivée. Demandez un nouveau lien ou inscrivez-vous sans.
invitation-used-up-title = Cette invitation est complète
invitation-used-up-lead = Elle a atteint sa limite. Demandez un nouveau lien ou inscrivez-vous sans.
invitation-register-anyway = S’inscrire sans invitation

## Messages

notice-email-sent = Regardez votre boîte : nous vous avons envoyé un lien et un code.
notice-email-sent-code-ended = Regardez votre boîte : nous vous avons envoyé un lien et un code. L’invitation était déjà terminée, votre inscription ne comptera donc pas pour la personne qui vous a invité.
notice-email-repeated = Si cette adresse reste à confirmer, un nouvel e-mail est en route.
notice-confirmed = Votre e-mail est confirmé. Connectez-vous pour continuer.
notice-confirmed-signed-in = Votre e-mail est confirmé et vous êtes connecté.
notice-confirmed-too-late = Votre e-mail est confirmé. Connectez-vous pour continuer. L’invitation avait atteint sa limite avant, votre inscription ne compte donc pas pour la personne qui vous a invité.
notice-already-confirmed = Votre e-mail était déjà confirmé. Connectez-vous pour continuer.
notice-signed-out = Vous êtes déconnecté.
notice-code-added = Votre lien est prêt. Partagez-le.
notice-code-added-and-sent = Votre lien est prêt et part par e-mail vers votre ami.
notice-code-changed = Code enregistré.
notice-code-replaced = Votre nouveau code est prêt. L’ancien est désactivé.
notice-account-saved = Modifications enregistrées.
notice-code-deleted = Code supprimé.
notice-password-changed = Mot de passe changé. Vous avez été déconnecté partout ailleurs.
notice-reset-sent = S’il existe un compte avec cette adresse, un lien pour choisir un nouveau mot de passe est en route.
notice-password-reset = Mot de passe changé. Connectez-vous avec le nouveau.
notice-profile-deleted = Votre compte a été supprimé.
notice-code-extended = Le code fonctionne 30 jours de plus.

## What is wrong with a field

refusal-empty = Remplissez ce champ.
refusal-missing = Ce champ manque.
refusal-twice = Ce champ a été envoyé deux fois.
refusal-not-text = Ce doit être du texte.
refusal-too-short = { $n ->
    [one] Au moins { $n } caractère.
    [many] Au moins { $n } de caractères.
   *[other] Au moins { $n } caractères.
}
refusal-too-long = { $n ->
    [one] Pas plus de { $n } caractère.
    [many] Pas plus de { $n } de caractères.
   *[other] Pas plus de { $n } caractères.
}
refusal-control-character = Retirez les caractères invisibles.
refusal-too-many-marks = Retirez les accents en trop.
refusal-not-the-address = L’e-mail ne correspond pas à ce compte.
refusal-not-an-address = Saisissez une adresse complète, comme name@example.com.
refusal-plus-not-escaped = Cette adresse contient une espace. Dans une requête, écrivez + sous la forme %2B.
refusal-passwords-differ = Les mots de passe ne correspondent pas.
refusal-not-a-date = Saisissez une date, comme 2026-12-31.
refusal-not-in-future = Choisissez une date future.
refusal-too-far = { $n ->
    [one] Choisissez une date dans { $n } jour au plus.
    [many] Choisissez une date dans { $n } de jours au plus.
   *[other] Choisissez une date dans { $n } jours au plus.
}
refusal-not-a-code = Utilisez seulement des lettres, des chiffres et des traits d’union.
refusal-code-taken = Ce code est pris. Choisissez-en un autre.
refusal-code-reserved = Ce code est réservé. Choisissez-en un autre.
refusal-code-rude = Choisissez un autre code.
refusal-code-mistyped = Ce code contient une faute de frappe. Comparez-le au message reçu.
refusal-code-unknown = Ce code est introuvable. Vérifiez-le ou laissez le champ vide.
refusal-active-code-exists = Vous avez déjà un code actif.
refusal-already-invited = Vous avez déjà invité cette adresse. Chaque adresse peut être invitée une fois.
refusal-wrong-password = Mot de passe incorrect.
refusal-not-six-digits = Saisissez les 6 chiffres de l’e-mail.
refusal-wrong-digits = Code incorrect. Vérifiez l’adresse et les 6 chiffres du dernier e-mail.
refusal-wrong-otp = Code incorrect ou déjà utilisé. Saisissez le prochain affiché par l’application.
refusal-wrong-credentials = E-mail ou mot de passe incorrect, ou e-mail pas encore confirmé.
refusal-not-a-boolean = Ce doit être true ou false.
refusal-not-a-number = Saisissez un nombre entier supérieur à zéro.
refusal-unknown-field = Ce champ n’existe pas.
refusal-not-a-choice = Choisissez une des valeurs proposées.
refusal-not-in-range = Saisissez un nombre de 1 à { $n }.
refusal-fewer-than-used = Déjà utilisé { $n } fois. Saisissez { $n } ou plus.
refusal-not-minor-units = Un montant est un nombre entier de la plus petite unité : 4900 pour 49,00.
refusal-out-of-range = Ce nombre est hors limites.
refusal-currency-unknown = Cette devise n’existe pas dans la norme ISO 4217.
refusal-currency-differs = L’achat est dans une autre devise.
refusal-refund-exceeds = C’est plus que ce qui reste de l’achat.
refusal-self-referral = Ce code est celui du participant lui-même.
refusal-cycle = Le parrain est lui-même venu par ce participant.
refusal-time-in-future = C’est à plus de 5 minutes dans le futur.
refusal-not-a-time = Ce doit être une date avec l’heure au format RFC 3339, comme 2026-11-30T10:00:00Z.
refusal-not-a-duration = Ce doit être une durée au format ISO 8601, comme P31D.
refusal-not-an-object = Ce doit être un objet.
refusal-not-a-list = { $n ->
    [one] Ce doit être une liste de { $n } élément au plus.
    [many] Ce doit être une liste de { $n } d’éléments au plus.
   *[other] Ce doit être une liste de { $n } éléments au plus.
}
refusal-not-an-external-id = Utilisez A–Z, a–z, 0–9 et . _ : @ | + ~ = - et commencez par une lettre ou un chiffre.
refusal-not-a-stripe-customer = Ce n’est pas un numéro de client Stripe.
refusal-event-conflict = L’événement a déjà été transmis avec une autre valeur.
refusal-already-referred = Ce participant a déjà un parrain.
refusal-email-taken = Un autre participant a cette adresse.
refusal-external-id-taken = Un autre participant a ce nom.
refusal-money-open = De l’argent est à verser ou en cours de versement.
refusal-state-forbids = Un programme ne peut pas faire cela sur ce compte.
refusal-idempotency-key-reused = Cet Idempotency-Key a déjà servi pour une autre requête.
refusal-not-an-idempotency-key = Un Idempotency-Key compte de 1 à 255 caractères visibles.
refusal-unknown-participant = Ce participant n’existe pas.
refusal-not-a-name = Saisissez de 1 à 40 caractères parmi a–z, 0–9 et -, en commençant par une lettre.
refusal-not-allowed = Cela ne va pas avec les autres champs.
refusal-not-a-color = Saisissez une couleur : # et six chiffres, comme #14594a.
refusal-not-a-web-address = Saisissez une adresse web complète, comme https://example.com/terms.
refusal-https-required = Saisissez une adresse qui commence par https://.
refusal-address-refused = Aucun webhook ne peut être envoyé à cette adresse.
refusal-logo-too-large = Choisissez un fichier de 48 Ko au plus.
refusal-logo-not-a-picture = Choisissez un fichier SVG ou PNG.
refusal-logo-broken = Ce fichier est abîmé. Enregistrez-le de nouveau, puis choisissez-le.
refusal-logo-wrong-size = Choisissez une image de 16 à 1024 pixels de côté, au plus 8 fois plus longue que haute.
refusal-logo-unsafe = Ce SVG contient un script, un lien vers un autre fichier ou un élément inutile à un dessin. Exportez-le en SVG simple.

## What did not work

failure-malformed = Nous n’avons pas pu lire cette requête
failure-malformed-do = Revenez en arrière et réessayez.
failure-unsupported-media = Ce type de contenu n’est pas accepté
failure-unsupported-media-do = Envoyez les formulaires en application/x-www-form-urlencoded et les données en application/json.
failure-not-signed-in = Connectez-vous d’abord
failure-not-signed-in-do = Connectez-vous et réessayez.
failure-wrong-credentials = E-mail ou mot de passe incorrect, ou e-mail pas encore confirmé
failure-wrong-credentials-do = Vérifiez les deux et réessayez. Si votre e-mail n’est pas confirmé, ouvrez le lien envoyé ou demandez-en un nouveau.
failure-forged = Ce formulaire n’est plus à jour
failure-key-missing = Il faut une clé
failure-key-missing-do = Envoyez-la ainsi : Authorization: Bearer rf_sk_….
failure-key-malformed = Cette clé est incomplète
failure-key-malformed-do = Copiez-la de nouveau : la somme de contrôle à la fin est fausse.
failure-key-unknown = Cette clé n’existe pas
failure-key-unknown-do = Créez une clé sur ce serveur et utilisez-la.
failure-signature-invalid = La signature n’est pas valide
failure-signature-invalid-do = Vérifiez stripe.signing_secret et les horloges des deux côtés.
failure-key-revoked = La clé est révoquée
failure-key-revoked-do = Utilisez une autre clé.
failure-key-expired = La clé a expiré
failure-key-expired-do = Créez une nouvelle clé.
failure-token-used = Le jeton a déjà servi
failure-token-expired = Le jeton a expiré
failure-token-do = Demandez-en un nouveau à l’application : un jeton sert une seule fois, pendant cinq minutes.
failure-origin-not-allowed = Ce site n’a pas le droit d’envoyer ses formulaires ici
failure-origin-not-allowed-do = L’exploitant peut l’ajouter à origins, sous [embed], dans la configuration.
failure-event-conflict = L’événement est connu avec un autre contenu
failure-event-conflict-do = Comparez-le à l’événement indiqué dans « known » et transmettez une correction sous un autre id.
failure-in-progress = La première requête avec cet Idempotency-Key est encore en cours
failure-in-progress-do = Réessayez dans une seconde.
failure-no-resource = Cela n’existe pas
failure-no-resource-do = Vérifiez le nom dans le chemin.
failure-scope-missing = Il manque une autorisation à la clé
failure-scope-missing-do = Il faut l’autorisation { $scope }. Utilisez une clé qui l’a.
failure-forged-do = Revenez en arrière, rechargez la page et renvoyez le formulaire.
failure-no-cookies = Votre navigateur bloque les cookies de ce site
failure-no-cookies-do = Les formulaires en ont besoin. Autorisez les cookies de ce site dans les réglages du navigateur, rechargez la page et renvoyez le formulaire.
failure-needs-https = Ce formulaire exige une connexion sécurisée
failure-needs-https-do = Ouvrez la page en https et renvoyez le formulaire.
failure-needs-https-open = Ouvrir en https
failure-forbidden = Vous n’y avez pas accès
failure-forbidden-do = Cela appartient à un autre compte.
failure-password-needed = Il faut votre mot de passe
failure-password-needed-do = Reconnectez-vous, puis renvoyez la requête : le mot de passe doit avoir été saisi dans les 15 dernières minutes.
failure-factor-needed = La double authentification est nécessaire
failure-factor-needed-do = Connectez-vous sur le site et configurez la double authentification ; envoyez ensuite un code dans otp.
failure-otp-required = Il faut un code
failure-otp-required-do = Envoyez le code de l’application, ou un code de secours, dans otp.
failure-otp-wrong = Code incorrect
failure-otp-wrong-do = Chaque code fonctionne une fois. Envoyez le prochain affiché par l’application.
failure-not-found = Page introuvable
failure-not-found-do = Vérifiez l’adresse ou repartez de l’accueil.
failure-wrong-method = Cette page ne s’ouvre pas ainsi
failure-wrong-method-do = Revenez en arrière et utilisez le bouton.
failure-timed-out = La requête a pris trop de temps
failure-timed-out-do = Réessayez.
failure-conflict = Ce n’est plus possible
failure-conflict-do = Quelque chose a changé ou existe déjà. Rechargez la page et réessayez.
failure-gone = C’est expiré
failure-gone-do = Demandez un nouvel e-mail ou un nouveau lien.
failure-too-large = Trop de données
failure-too-large-do = Envoyez-en moins.
failure-target-too-long = L’adresse est trop longue
failure-target-too-long-do = Vérifiez le lien.
failure-unprocessable = Certains champs sont à corriger
failure-unprocessable-do = Corrigez les champs signalés et renvoyez le formulaire.
failure-home = Accueil
failure-again-minutes = { $n ->
    [one] Réessayez dans { $n } minute.
    [many] Réessayez dans { $n } de minutes.
   *[other] Réessayez dans { $n } minutes.
}
failure-again-seconds = { $n ->
    [one] Réessayez dans { $n } seconde.
    [many] Réessayez dans { $n } de secondes.
   *[other] Réessayez dans { $n } secondes.
}
failure-too-many = Trop d’essais
failure-too-many-do = Attendez un peu, puis réessayez.
failure-again-now = Vous pouvez réessayer.
failure-try-again = Réessayer
failure-header-too-large = Les en-têtes de la requête sont trop grands
failure-header-too-large-do = Supprimez les cookies de ce site et réessayez.
failure-internal = Un problème est survenu
failure-internal-do = C’est notre faute et c’est noté dans nos journaux. Veuillez réessayer.
failure-busy = Le serveur est occupé
failure-busy-do = Rien n’est perdu. Attendez quelques secondes et réessayez.
failure-unavailable = Enregistrement impossible pour l’instant
failure-unavailable-do = Votre envoi n’a pas été enregistré. Les données existantes sont intactes et vous pouvez continuer à naviguer. Réessayez dans quelques minutes.
failure-number = Toujours en panne ? Donnez-nous ce numéro : { $id }.

## Emails

email-greeting = Bonjour { $name },
email-greeting-nameless = Bonjour,
email-life-minutes = { $n ->
    [one] Le lien fonctionne { $n } minute à partir de l’envoi de cet e-mail.
    [many] Le lien fonctionne { $n } de minutes à partir de l’envoi de cet e-mail.
   *[other] Le lien fonctionne { $n } minutes à partir de l’envoi de cet e-mail.
}
email-life-seconds = { $n ->
    [one] Le lien fonctionne { $n } seconde à partir de l’envoi de cet e-mail.
    [many] Le lien fonctionne { $n } de secondes à partir de l’envoi de cet e-mail.
   *[other] Le lien fonctionne { $n } secondes à partir de l’envoi de cet e-mail.
}
email-code-life-minutes = { $n ->
    [one] Le code et le lien fonctionnent { $n } minute à partir de l’envoi de cet e-mail.
    [many] Le code et le lien fonctionnent { $n } de minutes à partir de l’envoi de cet e-mail.
   *[other] Le code et le lien fonctionnent { $n } minutes à partir de l’envoi de cet e-mail.
}
email-code-life-seconds = { $n ->
    [one] Le code et le lien fonctionnent { $n } seconde à partir de l’envoi de cet e-mail.
    [many] Le code et le lien fonctionnent { $n } de secondes à partir de l’envoi de cet e-mail.
   *[other] Le code et le lien fonctionnent { $n } secondes à partir de l’envoi de cet e-mail.
}
email-not-you = Ce n’était pas vous ? Ignorez cet e-mail : il ne se passera rien.
email-account-why = Vous recevez cet e-mail car cette adresse a un compte sur { $site }.
email-activation-subject = { $digits } est votre code { $site }
email-activation-preheader = Votre code est { $digits }.
email-activation-title = Plus qu’une étape pour rejoindre { $site }
email-activation-enter = Saisissez ce code sur la page restée ouverte :
email-activation-open = Ou ouvrez ce lien pour confirmer { $email } :
email-activation-button = Confirmer { $email }
email-activation-why = Vous recevez cet e-mail car quelqu’un s’est inscrit sur { $site } avec cette adresse.
email-known-title = Vous avez déjà un compte
email-known-lead = Quelqu’un (peut-être vous) a voulu s’inscrire avec cette adresse, mais vous avez déjà un compte. Il suffit de vous connecter.
email-known-why = Vous recevez cet e-mail car quelqu’un s’est inscrit sur { $site } avec cette adresse.
email-known-not-you = Ce n’était pas vous ? Votre compte n’a pas changé, il n’y a rien à faire.
email-invitation-subject = { $name } vous invite sur { $site }
email-invitation-lead = { $name } vous invite à rejoindre { $site }.
email-invitation-lead-nameless = Vous avez une invitation à rejoindre { $site }.
email-invitation-why = Vous recevez cet e-mail car un membre de { $site } a indiqué votre adresse.
email-reset-title = Choisissez un nouveau mot de passe
email-reset-lead = Quelqu’un (peut-être vous) a demandé un lien pour choisir un nouveau mot de passe.
email-reset-why = Vous recevez cet e-mail car quelqu’un a demandé un nouveau mot de passe pour cette adresse sur { $site }.
email-password-title = Votre mot de passe a été changé
email-password-lead = Le mot de passe de votre compte vient d’être changé. Si c’était vous, il n’y a rien à faire.
email-address-title = Confirmez votre nouvelle adresse e-mail
email-address-lead = Ouvrez le lien pour que cette adresse devienne celle de votre compte.
email-address-why = Vous recevez cet e-mail car quelqu’un a indiqué cette adresse comme nouvel e-mail sur { $site }.
email-changing-title = Votre adresse e-mail va changer
email-changing-lead = Quelqu’un a demandé à changer l’adresse e-mail de votre compte. Elle changera quand la nouvelle adresse sera confirmée. Si c’était vous, il n’y a rien à faire.
preview-message = Chaque mois, un nouveau jeu de société. Rejoignez-nous !
quoted = « { $text } »
email-known-subject = Vous avez déjà un compte sur { $site }
email-known-button = Se connecter
email-invitation-subject-nameless = Une invitation pour { $site }
email-invitation-button = Ouvrir l’invitation
email-invitation-until = L’invitation est valable jusqu’au { $date }.
email-invitation-ignore = Vous ne connaissez pas l’expéditeur ? Ignorez cet e-mail. Cette personne ne pourra pas vous en envoyer d’autre.
email-news-subject = { $n ->
    [one] { $n } personne de plus compte pour vous sur { $site }
    [many] { $n } de personnes de plus comptent pour vous sur { $site }
   *[other] { $n } personnes de plus comptent pour vous sur { $site }
}
email-news-subject-due = { $amount } à vous verser sur { $site }
email-news-names = Nouvelles inscriptions qui comptent grâce à votre lien : { $names }.
email-news-names-more = { $names } et { $n } de plus nous ont rejoints avec votre lien et comptent désormais pour vous.
email-news-count = { $n ->
    [one] { $n } personne nous a rejoints avec votre lien et compte désormais pour vous.
    [many] { $n } de personnes nous ont rejoints avec votre lien et comptent désormais pour vous.
   *[other] { $n } personnes nous ont rejoints avec votre lien et comptent désormais pour vous.
}
email-news-due = À vous verser : { $amount }.
email-news-goal = { $reached } sur { $needed } → { $prize }
email-news-button = Voir qui nous a rejoints
email-news-link = Votre lien
email-news-why = Vous recevez cet e-mail car des personnes rejoignent { $site } avec votre lien. Un par jour au maximum.
email-admitted-subject = Votre accès est ouvert : { $site }
email-admitted-title = Votre accès est ouvert
email-admitted-lead = C’est votre tour : { $site } vous ouvre l’accès.
email-admitted-next = Votre lien reste valable : invitez d’autres personnes.
email-admitted-why = Vous recevez cet e-mail parce que vous étiez sur la liste d’attente de { $site }.
email-news-unsubscribe = Pour ne plus recevoir d’e-mails sur les nouveaux inscrits, ouvrez
email-news-unsubscribe-link = Ne plus recevoir d’e-mails sur les nouveaux inscrits
email-operator-subject = { $site } : une action de votre part est attendue
email-operator-reviews = { $n ->
    [one] { $n } parrainage attend une vérification.
    [many] { $n } de parrainages attendent une vérification.
   *[other] { $n } parrainages attendent une vérification.
}
email-operator-failed = { $n ->
    [one] { $n } e-mail n’a pas pu être remis.
    [many] { $n } d’e-mails n’ont pas pu être remis.
   *[other] { $n } e-mails n’ont pas pu être remis.
}
email-operator-webhooks = { $n ->
    [one] { $n } webhook est désactivé : son adresse n’a rien accepté.
    [many] { $n } de webhooks sont désactivés : leurs adresses n’ont rien accepté.
   *[other] { $n } webhooks sont désactivés : leurs adresses n’ont rien accepté.
}
email-operator-button = Voir
email-operator-why = Vous recevez cet e-mail car vous êtes administrateur de { $site }. Un par jour au maximum.
email-unsubscribe = Pour ne plus recevoir d’invitations de ce site, ouvrez
email-unsubscribe-link = Ne plus recevoir d’invitations de ce site
email-reset-subject = Nouveau mot de passe pour { $site }
email-reset-button = Choisir un mot de passe
email-test-subject = E-mail de test de { $site }
email-test-title = Vos e-mails arrivent
email-test-lead = Cet e-mail montre que les e-mails de votre site arrivent.
email-test-why = Vous recevez cet e-mail car un administrateur de { $site } a envoyé un test.
email-test-button = Ouvrir l’administration
email-password-subject = Votre mot de passe { $site } a été changé
email-password-button = Récupérer mon compte
email-password-not-you = Ce n’était pas vous ? Choisissez un nouveau mot de passe. Vous serez déconnecté partout ailleurs.
email-new-sign-in-subject = Nouvelle connexion sur { $site }
email-new-sign-in-title = Nouvelle connexion à votre compte
email-new-sign-in-lead = Votre compte a été utilisé depuis un navigateur ou un programme que nous ne connaissions pas.
email-token-made-subject = Nouveau jeton d’API sur { $site }
email-token-made-title = Un jeton a été créé
email-token-made-lead = Votre compte a un nouveau jeton, avec lequel un programme agit en votre nom.
email-key-made-subject = Nouvelle clé de programme sur { $site }
email-key-made-title = Une clé de programme a été créée
email-key-made-lead = Il y a une nouvelle clé avec laquelle un autre programme utilise le site. Elle figure sur la page « Clés ».
email-admin-made-subject = Nouvel administrateur sur { $site }
email-admin-made-title = Il y a un nouvel administrateur
email-admin-made-lead = Quelqu’un a été nommé administrateur. Tous les administrateurs reçoivent cet e-mail.
email-backup-failed-subject = Sauvegarde inutilisable sur { $site }
email-backup-failed-title = La dernière sauvegarde n’a pas passé la vérification
email-backup-failed-lead = On ne peut pas se fier à la dernière sauvegarde. Le journal du serveur dit ce qui ne va pas ; refaites-en une et regardez son disque.
email-factor-changed-subject = Double authentification modifiée sur { $site }
email-factor-changed-title = Votre double authentification a été modifiée
email-factor-changed-lead = L’application, les codes de secours ou toute la double authentification de votre compte ont changé.
email-notice-you = Si c’était vous, il n’y a rien à faire.
email-notice-button = Ce n’était pas moi
email-notice-after = Le bouton vous déconnecte partout et mène à un nouveau mot de passe. Il fonctionne 7 jours.

## Dates

date = { $day } { $month } { $year }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

date-short = { $day } { $month }
date-span = { $day }–{ $end }
date-short-year = { $day } { $month } { $year }
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.
ago-now = maintenant
ago-minutes = il y a { $n } min
ago-hours = il y a { $n } h
ago-yesterday = hier
weekday-1 = lun.
weekday-2 = mar.
weekday-3 = mer.
weekday-4 = jeu.
weekday-5 = ven.
weekday-6 = sam.
weekday-7 = dim.
span-seconds = { $n } s
span-minutes = { $n } min
span-hours = { $n } h
span-days = { $n ->
    [one] { $n } jour
    [many] { $n } de jours
   *[other] { $n } jours
}
percent = { $n }{ "\u202F" }%

## Address, sessions, history, data

field-new-email = Nouvel e-mail
address-title = Changer d’e-mail
address-lead = Nous enverrons un lien à la nouvelle adresse ; le changement prend effet quand vous l’ouvrez. L’adresse actuelle sera prévenue tout de suite.
address-submit = Envoyer le lien
address-confirm-lead = Appuyez sur le bouton pour que cette adresse devienne celle de votre compte.
address-dead-lead = Il a expiré, ou l’e-mail ou le mot de passe a changé depuis. Demandez-en un nouveau.
unsubscribe-news-title = Ne plus recevoir d’e-mails sur les nouveaux inscrits
unsubscribe-news-lead = Appuyez sur le bouton et { $site } ne vous écrira plus quand des personnes s’inscrivent avec votre lien ou qu’une récompense est à verser.
unsubscribe-news-submit = Ne plus recevoir ces e-mails
unsubscribe-news-done-title = E-mails sur les nouveaux inscrits désactivés
unsubscribe-news-done-lead = Les e-mails concernant votre compte arrivent toujours.
unsubscribe-title = Ne plus recevoir d’invitations
unsubscribe-lead = Appuyez sur le bouton et personne ne pourra plus vous envoyer d’invitations à { $site }.
unsubscribe-submit = Refuser toutes les invitations
not-me-title = Ce n’était pas vous ?
not-me-lead = Nous vous déconnecterons partout. Choisissez ensuite un nouveau mot de passe, connu de vous seul.
not-me-submit = Déconnecter partout
not-me-dead-title = Ce lien ne fonctionne plus
not-me-dead-lead = Il a déjà servi ou a expiré. Un nouveau mot de passe vous déconnecte aussi partout.
unsubscribe-done-title = Invitations refusées
unsubscribe-done-lead = Personne ne peut plus vous envoyer d’invitations de ce site. Les e-mails concernant votre propre compte arrivent toujours.
notice-address-asked = Regardez votre nouvelle boîte : le changement prend effet quand vous ouvrez le lien.
notice-address-changed = E-mail changé.
notice-sessions-ended = Déconnecté de cet appareil.
notice-factor-off = La double authentification est désactivée.
notice-browsers-forgotten = Un code sera redemandé dans chaque navigateur.
notice-recovery-code-used = Vous vous êtes connecté avec un code de secours, qui ne fonctionne plus désormais.
sessions-title = Sessions et activité
sessions-lead = Appareils connectés à votre compte. L’un d’eux vous est inconnu ? Déconnectez-le et changez de mot de passe.
sessions-browser = Navigateur
sessions-program = Programme
sessions-this = cet appareil
sessions-unknown-device = Appareil inconnu
sessions-since = Connexion
sessions-used = Dernière activité
sessions-end = Déconnecter
sessions-end-others = Déconnecter partout ailleurs
activity-title = Activité
activity-when = Quand
activity-what = Quoi
activity-who = Qui
actor-self = vous
actor-program = un programme
actor-stranger = inconnu
actor-operator = administrateur
audit-registered = Inscription
audit-confirmed = E-mail confirmé
audit-signed-in = Connexion
audit-sign-in-failed = Échec de connexion
audit-signed-out = Déconnexion
audit-session-ended = Session fermée
audit-token-issued = Jeton d’API émis
audit-password-changed = Mot de passe changé
audit-password-reset = Mot de passe réinitialisé par e-mail
audit-address-changing = Changement d’e-mail demandé
audit-address-changed = E-mail changé
audit-factor-on = Double authentification configurée
audit-factor-off = Double authentification désactivée
audit-factor-failed = Code incorrect après le bon mot de passe
audit-recovery-codes-made = Nouveaux codes de secours
audit-recovery-code-used = Code de secours utilisé
audit-browsers-forgotten = Navigateurs mémorisés oubliés
audit-code-added = Code créé
audit-code-changed = Code modifié
audit-code-deleted = Code supprimé
audit-data-downloaded = Données téléchargées
audit-listed-changed = Choix pour le classement modifié
audit-activated = E-mail confirmé par un administrateur
audit-disabled = Compte désactivé
audit-enabled = Compte réactivé
audit-made-admin = Nommé administrateur
data-title = Télécharger mes données (JSON)
email-address-subject = Confirmez votre nouvel e-mail pour { $site }
email-address-button = Confirmer le nouvel e-mail
email-changing-subject = Votre e-mail sur { $site } va changer
email-changing-not-you = Ce n’était pas vous ? Choisissez un nouveau mot de passe. Cela annule aussi le changement.
refusal-password-common = Ce mot de passe est trop facile à deviner. Choisissez-en un autre.
refusal-password-personal = N’utilisez dans le mot de passe ni votre e-mail, ni votre nom, ni le nom du site.
emails-title = E-mails
emails-lead = L’envoi d’e-mails n’est pas encore configuré : ils s’affichent ici et dans le terminal. Pour les envoyer, réglez mail.mode = "smtp". Seul cet ordinateur voit cette page.
emails-none = Aucun pour l’instant. Inscrivez-vous ou demandez un nouveau mot de passe, et l’e-mail apparaîtra ici.

## The first admin

setup-title = Créer le premier administrateur
setup-lead = Ce lien vient de la console du serveur et fonctionne une fois.
setup-firstname-hint = Vos invités le verront.
setup-email-hint = Pas de confirmation nécessaire : cette adresse est considérée comme confirmée.
setup-submit = Créer l’administrateur
setup-dead-title = Ce lien de configuration ne fonctionne plus
setup-dead-lead = Un lien de configuration fonctionne une fois, pendant 30 minutes, tant qu’il n’y a pas d’administrateur. Pour en obtenir un autre, redémarrez le serveur ou lancez :

## Lists

number-group = { "\u202F" }
number-point = ,
money-or = ou
unit-points = { $n ->
    [one] { $number } point
   *[other] { $number } points
}
unit-credits = { $n ->
    [one] { $number } crédit
   *[other] { $number } crédits
}
unit-days = { $n ->
    [one] { $number } jour
   *[other] { $number } jours
}
unit-free-days = { $n ->
    [one] { $number } jour gratuit
   *[other] { $number } jours gratuits
}
unit-months = { $n ->
   *[other] { $number } mois
}
unit-free-months = { $n ->
    [one] { $number } mois gratuit
   *[other] { $number } mois gratuits
}
unit-gifts = { $n ->
    [one] { $number } cadeau
   *[other] { $number } cadeaux
}
undo = Annuler
undo-reason = Annulé
keys-title = Raccourcis clavier
keys-search = Rechercher
keys-next = Ligne suivante
keys-previous = Ligne précédente
keys-choose = Sélectionner la ligne
keys-help = Afficher ou masquer cette aide
list-search = Rechercher
list-all = Tous
list-pages = Pages
list-pages-below = Pages, sous la liste
list-newer = ‹ Plus récents
list-older = Plus anciens ›
list-previous = ‹ Précédent
list-next = Suivant ›
list-range = { $first }–{ $last } sur { $total }
list-download = Télécharger le CSV
list-chosen = Sélection
list-choose = Sélectionner { $name }
list-choose-all = Sélectionner toutes les lignes de cette page
list-show-all = Tout afficher
list-none-found = Aucun résultat
list-none-found-lead = Essayez moins de lettres ou un autre filtre.

## Admin pages

menu-admin = Administration
admin-overview = Vue d’ensemble
admin-people = Personnes
admin-waitlist = Liste d’attente
admin-unattributed = Non attribués
unattributed-lead = Événements qui ne sont attribués à personne, et ceux qui attendent une personne ou un achat.
event-unattributed = Non attribués
event-waiting = En attente
unattributed-none = Rien à attribuer
unattributed-none-lead = Ici apparaîtront les événements qui attendent une personne ou un achat, et ceux sans parrain.
unattributed-event = Événement
unattributed-credit = Attribuer à la main
unattributed-credit-lead = Tous les événements non attribués de cette personne comptent désormais pour le parrain.
unattributed-code = Code du parrain
event-participant-unknown = La personne n’est pas encore connue.
event-purchase-unknown = L’achat n’est pas encore connu.
event-code-unknown = Ce code n’existe pas.
event-code-ended = Le code ne fonctionnait plus.
event-self-referral = Ce code est celui de la personne elle-même.
event-cycle = Le parrain est lui-même venu par cette personne.
event-not-new = La personne avait déjà acheté avant que le code soit transmis.
event-no-referrer = Personne n’a invité cette personne.
event-counted = Compte
event-refused = Refusé
event-why-code = L’inscription a été transmise avec un code.
event-why-referred = La personne a été invitée.
event-why-already-referred = Un autre parrain avait déjà invité cette personne et le reste.
event-why-refund = Il annule une partie de son achat.
event-why-duplicate = C’est une seconde transmission d’un autre achat.
event-why-refund-exceeds = C’est plus que ce qui reste de l’achat.
event-why-currency-differs = Il est dans une autre devise que son achat.
event-type-signup = Inscription
event-type-confirmed = Confirmation
event-type-trial = Période d’essai
event-type-purchase = Achat
event-type-refund = Remboursement
event-type-custom = Événement
event-refunded = Remboursé
event-purchase = Achat
event-names = Noms
event-occurred = Survenu le
event-verdicts = Pourquoi, et pourquoi pas
event-no-verdict = Aucune règle ne le concerne.
admin-events = Événements
events-lead = Ce que les programmes ont transmis et ce que chaque règle en a dit.
events-none = Pas encore d’événement
notice-credited = Attribué.
notice-admitted = Accès ouvert. Chaque personne en est avertie par e-mail.
notice-rule-posted = La règle est enregistrée.
notice-rule-ended = La règle est terminée.
notice-reward-given = La récompense est accordée. Elle est à verser.
notice-reward-approved = Approuvée. Elle est à verser.
notice-reward-voided = Annulée.
notice-reward-fulfilled = Marquée comme remise.
notice-reason-needed = Indiquez un motif, puis annulez de nouveau.
notice-payouts-made = Brouillons créés. Approuvez-les, puis envoyez-les.
notice-payouts-changed = Versements modifiés.
admin-imports = Fichiers
imports-lead = Participants et événements d’un fichier CSV, y compris au format de Rewardful, FirstPromoter, GrowSurf et ReferralHero. Essayez d’abord : rien n’est conservé, sauf ce que ferait chaque ligne.
imports-kind = Les lignes sont
imports-participants = Participants
imports-events = Événements
imports-file = Fichier
imports-file-hint = CSV séparé par des virgules, des points-virgules ou des tabulations, jusqu’à 8 Mo ici. Un fichier plus grand s’envoie par l’API, jusqu’à 64 Mo.
imports-try = Essayer
imports-read = Importer
imports-last = Derniers fichiers
imports-result = Lignes
imports-tried = Essayé, rien n’est conservé
imports-done = Importé
imports-unfinished = Inachevé
imports-created = Nouvelles
imports-updated = Modifiées
imports-unchanged = Connues
imports-without-referrer = Nouvelles, sans le parrain
imports-refused = Refusées
imports-mistakes = À corriger dans le dernier fichier
imports-row = Ligne { $row }
admin-keys = Clés
keys-lead = Les autres programmes se connectent avec des clés. Une clé permet ce que nomment ses autorisations.
keys-shown-once = Voici la nouvelle clé. Elle ne s’affiche que cette fois : copiez-la maintenant.
keys-all = Toutes les clés
keys-none = Aucune clé pour l’instant.
keys-new = Nouvelle clé
keys-label = Nom de la clé
keys-expires = Dernier jour, si elle doit expirer
keys-make = Créer la clé
keys-allows = Ce qu’elle permet
keys-preset-app = Application : transmettre des événements, amener des personnes, afficher le widget
keys-preset-reader = Lecture : tout lire, ne rien modifier
keys-preset-all = Tout
keys-preset-own = Seulement les autorisations choisies ci-dessous
keys-scopes = Autorisations une par une
keys-active = Active
keys-expired = Expirée
keys-revoked = Révoquée
keys-unused = Jamais
keys-revoke = Révoquer
keys-revoke-title = Révoquer cette clé ?
keys-revoke-lead = Les programmes qui l’utilisent sont aussitôt refusés. C’est irréversible.
notice-key-revoked = La clé est révoquée.
admin-webhooks = Webhooks
webhooks-lead = Un webhook annonce à un autre programme, ou à une discussion, ce qui s’est passé. Chaque message attend d’être accepté.
webhooks-all = Tous les webhooks
webhooks-none = Aucun webhook pour l’instant.
webhooks-new = Nouveau webhook
webhook-url = Adresse
webhook-url-hint = Elle commence par https://. Les messages y sont envoyés.
webhook-chat = Discussion Telegram
webhook-chat-hint = Son numéro, ou le @nom d’un canal. Seulement pour Telegram.
webhook-format = Format
webhook-format-standard = Programme : JSON, signé selon Standard Webhooks
webhook-format-slack = Slack
webhook-format-discord = Discord
webhook-format-telegram = Telegram
webhook-types = Ce qu’il annonce
webhook-types-hint = Aucune sélection : tout.
webhook-types-all = Tout
webhook-add = Ajouter le webhook
webhook-secret-shown-once = Ce secret signe les messages. Il ne s’affiche que cette fois : copiez-le maintenant.
webhook-endpoint = Webhook
webhook-last-delivered = Dernière remise
webhook-never = Jamais
webhook-active = Actif
webhook-disabled = Désactivé
webhook-disabled-gone = Désactivé : l’adresse a répondu qu’elle n’existe plus
webhook-disabled-failing = Désactivé : rien n’a pu être remis
webhook-waiting = En attente
webhook-dead = Échoués
webhook-delivered = Remis
webhook-type = Message
webhook-message = ID du message
webhook-answer = Réponse
webhook-next = prochain essai
webhook-duration = Durée
webhook-milliseconds = { $n } ms
webhook-attempts = Essais
webhook-no-attempt = Pas encore envoyé.
webhook-body = Texte
webhook-body-erased = Le texte a été effacé avec la personne qu’il concernait.
webhook-signed = Chaque essai a sa propre signature, avec l’heure de l’essai.
webhook-none-yet = Pas encore de messages
webhook-none-yet-lead = Envoyez un message de test pour voir si l’adresse répond.
webhook-ping = Envoyer un message de test
webhook-ping-title = Envoyer un message de test ?
webhook-ping-lead = Sa réponse apparaît un instant plus tard dans la liste des messages.
webhook-replay = Renvoyer
webhook-replay-day = Renvoyer les dernières 24 heures
webhook-replay-title = Renvoyer les messages des dernières 24 heures ?
webhook-replay-lead = Chacun garde son ID : le programme peut ainsi reconnaître une répétition.
webhook-rotate = Remplacer le secret
webhook-rotate-title = Remplacer le secret ?
webhook-rotate-lead = Pendant 24 heures, les messages restent signés aussi avec l’ancien secret.
webhook-enable = Réactiver
webhook-enable-title = Réactiver ce webhook ?
webhook-enable-lead = Les nouveaux messages sont de nouveau envoyés. Ceux qui ont échoué peuvent être renvoyés ensuite.
webhook-delete = Supprimer
webhook-delete-title = Supprimer ce webhook ?
webhook-delete-lead = Ses messages sont supprimés aussi, même ceux en attente. C’est irréversible.
notice-webhook-pinged = Le message de test est en route.
notice-webhook-replayed = Les messages sont renvoyés.
notice-webhook-enabled = Le webhook est réactivé.
notice-webhook-deleted = Le webhook est supprimé.
admin-stripe = Stripe
stripe-lead = Essayez chaque étape une fois avant la première vraie vente. La liste se coche toute seule.
stripe-steps = Est-ce que tout fonctionne ?
stripe-link-opened = Lien ouvert
stripe-link-opened-how = Ouvrez un lien de parrainage dans un navigateur.
stripe-signup = Inscription
stripe-signup-how = Inscrivez-vous par ce lien comme nouveau client.
stripe-purchase = Achat
stripe-purchase-how = Achetez quelque chose comme ce client.
stripe-refund = Remboursement
stripe-refund-how = Remboursez-en une partie.
stripe-answered = Le webhook a répondu
stripe-answered-how = Ajoutez un webhook et envoyez-lui un message de test.
stripe-seen = Vu
stripe-types = Messages de Stripe
stripe-off = Les messages sont refusés tant que leur secret n’est pas défini :
stripe-address = Adresse du webhook chez Stripe :
stripe-last = Dernière fois
stripe-came = Arrivé
stripe-never-came = Jamais arrivé
stripe-contradictions = Contradictions
stripe-contradictions-none = Aucun message n’en contredit un plus ancien.
stripe-contradictions-lead = Ces messages en contredisent un plus ancien. L’ancien reste valable.
stripe-event = Événement de Stripe
webhook-says-participant-created = Nouveau participant : { $who } ({ $id }).
webhook-says-participant-admitted = L’accès a été ouvert à { $who } depuis la liste d’attente.
webhook-says-participant-erased = Participant effacé : { $who }.
webhook-says-referral-registered = { $referrer } a invité { $who }.
webhook-says-referral-confirmed = { $referrer } a un parrainage confirmé de plus : { $who }.
webhook-says-referral-rejected = Le parrainage de { $who } par { $referrer } a été refusé.
webhook-says-event-unattributed = { $id } de { $who } n’a pas de parrain.
webhook-says-reward-created = { $who } doit recevoir { $amount } ({ $id }).
webhook-says-reward-approved = { $id } : { $amount } à verser à { $who }.
webhook-says-reward-held = { $id } : { $amount } pour { $who }, en attente d’une décision.
webhook-says-reward-released = { $id } : { $amount } pour { $who }, l’attente est levée.
webhook-says-reward-voided = { $id } : { $who } ne reçoit pas { $amount }.
webhook-says-reward-reversed = { $id } : un remboursement a repris une partie de { $amount } à { $who }.
webhook-says-reward-fulfilled = { $id } : { $who } a reçu { $amount }.
webhook-says-payout-approved = { $id } : un versement de { $amount } à { $who } est approuvé.
webhook-says-payout-paid = { $id } : { $amount } versé à { $who }.
webhook-says-payout-failed = { $id } : le versement de { $amount } à { $who } a échoué.
webhook-says-payout-canceled = { $id } : le versement de { $amount } à { $who } est annulé.
webhook-says-review-opened = Le parrainage de { $who } par { $referrer } attend une vérification.
webhook-says-endpoint-disabled = Le webhook { $id } vers { $host } est désactivé.
webhook-says-ping = Le webhook { $id } fonctionne.
admin-codes = Codes
admin-emails = E-mails
admin-audit = Journal d’audit
admin-health = État
admin-backups = Sauvegardes
admin-settings = Réglages
admin-site = Site
admin-back = Annuler
admin-action = Action
admin-megabytes = { $whole },{ $tenth } Mo
admin-kilobytes = { $n } Ko
account-disabled = Désactivé
account-unconfirmed = Non confirmé
account-confirmed = Confirmé · jamais connecté
account-active = Actif
account-admin = Administrateur
account-frozen = Branche gelée
account-questioned = À vérifier
people-search = Nom, e-mail, domaine ou code
people-referred-by = Invité par
people-brought = Amenés
people-joined = Arrivée
people-last-seen = Dernière visite
people-direct = Sans invitation
people-unconfirmed = Non confirmés
people-disabled = Désactivés
people-disabled-one = Désactivé
people-admins = Administrateurs
people-admin = Administrateur
people-none = Personne pour l’instant
people-none-lead = Toute personne qui s’inscrit apparaît ici.

waitlist-place = Place
waitlist-admitted = Accès ouvert
waitlist-reviewed = En cours d’examen
waitlist-how-many = Combien de personnes, à partir de la place 1
waitlist-admit-next = Ouvrir l’accès
waitlist-admit = Ouvrir l’accès à la sélection
waitlist-none = La liste d’attente est vide
waitlist-none-lead = Les personnes confirmées apparaissent ici, dans l’ordre de leurs places.
waitlist-off = Ce programme n’a pas de liste d’attente
waitlist-off-lead = Définissez [program] mode = "waitlist" et redémarrez le serveur : les personnes confirmées attendront ici que vous leur ouvriez l’accès.
waitlist-lead = { $n ->
    [one] Les places suivent l’ordre des confirmations. Chaque parrainage qui compte fait gagner { $n } place à qui l’a fait.
   *[other] Les places suivent l’ordre des confirmations. Chaque parrainage qui compte fait gagner { $n } places à qui l’a fait.
}
person-write = Écrire
person-why = { $name }, invitation de { $referrer }
person-brought = Invités de { $name }
person-account = Compte
person-note = Note
person-note-save = Enregistrer la note
person-danger = Gérer le compte
admin-number = Numéro
admin-email = E-mail de confirmation
admin-email-taken = envoyé
admin-email-not-taken = pas encore envoyé
admin-referred-by = Invité par
rule-link = par lien
rule-moved = déplacé par un administrateur
rule-typed = code saisi
admin-sessions = Sessions actives
admin-sessions-none = Aucune session active.
admin-where = Appareil
admin-since = Connexion
rule-told = transmis par un programme
admin-used = Dernière activité
admin-activate = Confirmer l’e-mail
admin-activate-title = Confirmer cet e-mail à la main ?
admin-activate-lead = La personne pourra se connecter, et l’inscription comptera pour celle qui l’a invitée. C’est irréversible.
admin-disable = Désactiver
admin-disable-title = Désactiver ce compte ?
admin-disable-lead = La personne est déconnectée partout et ne peut plus se connecter ; ses liens n’invitent plus. Vous pourrez réactiver le compte.
admin-enable = Réactiver
admin-enable-title = Réactiver ce compte ?
admin-enable-lead = La personne pourra se reconnecter, et son code actif fonctionnera de nouveau.
admin-sign-out = Déconnecter partout
admin-sign-out-title = Déconnecter cette personne partout ?
admin-sign-out-lead = Elle pourra se reconnecter aussitôt.
admin-end-session-title = Déconnecter cet appareil ?
admin-end-session-lead = Il faudra s’y reconnecter.
admin-make-admin = Nommer administrateur
admin-make-admin-title = Nommer cette personne administrateur ?
admin-make-admin-lead = Elle verra tout le monde et pourra tout ce que vous pouvez, y compris vous retirer votre rôle d’administrateur.
admin-reset-2fa = Désactiver la double authentification
admin-reset-2fa-title = Désactiver la double authentification ?
admin-reset-2fa-lead = Pour une personne qui a perdu son téléphone et ses codes de secours. Toutes ses sessions se ferment. Assurez-vous d’abord que la demande vient bien d’elle.
admin-remove-admin = Retirer le rôle d’administrateur
admin-remove-admin-title = Retirer à cette personne le rôle d’administrateur ?
admin-remove-admin-lead = Son compte et ses codes restent. Tout administrateur peut lui rendre le rôle.
admin-delete = Supprimer
admin-type-email = Pour confirmer, saisissez son e-mail
admin-delete-title = Supprimer ce compte définitivement ?
admin-delete-lead = Le compte, ses codes, sessions, e-mails et activité seront supprimés. Les chiffres de la personne qui l’a invité restent. C’est irréversible : dans le doute, désactivez plutôt le compte.
codes-search = Code, propriétaire, e-mail ou domaine
codes-created = Créé
codes-ends = Dernier jour
codes-uses = Utilisations
codes-description = Description
codes-none = Pas encore de codes
codes-none-lead = Chaque code créé par un membre apparaît ici.
admin-codes-all = Tous les codes de cette personne
admin-owner = Propriétaire
code-deleted = Supprimé
code-paused = En pause
admin-code-off = Désactiver
admin-code-off-title = Désactiver ce code ?
admin-code-off-lead = Son lien n’invite plus ; les personnes déjà venues comptent toujours. Le propriétaire peut le réactiver. Pour l’éviter, désactivez le compte.
emails-search = Destinataire
emails-sent = Envoyés
emails-bounced = Rejetés
emails-bounced-many = plus de 2 % : vérifiez les adresses
emails-week = E-mails des 7 derniers jours
emails-reason = Motif
emails-attempts = Essais
emails-created = Créé
emails-console = Aucun serveur de messagerie : les e-mails restent sur cet ordinateur.
emails-console-open = Les lire
emails-none-yet = Pas encore d’e-mails
emails-none-yet-lead = Chaque e-mail envoyé par le site apparaît ici.
emails-preview = Aperçu des e-mails
emails-preview-lead = Chaque type d’e-mail tel qu’il vous serait envoyé maintenant. Ses liens sont des exemples.
emails-preview-html = Voir la mise en page
emails-preview-none = Il vous faut un code actif pour voir celui-ci.
emails-test = M’envoyer un e-mail de test
emails-subject = Objet
failure-message = L’e-mail n’a pas pu être composé
failure-resolve = Le nom du serveur de messagerie est inconnu
failure-connect = Pas de connexion au serveur de messagerie
failure-greeting = Le serveur de messagerie n’a pas répondu
failure-hello = Le serveur de messagerie a refusé la salutation
failure-tls = Pas de connexion sécurisée au serveur de messagerie
failure-login = Le serveur de messagerie a refusé l’identification
failure-sender = Le serveur de messagerie a refusé l’expéditeur
failure-recipient = Le destinataire a été refusé
failure-transfer = Le serveur de messagerie a refusé l’e-mail
failure-interrupted = Le serveur s’est arrêté pendant l’envoi
admin-emails-waiting = En file d’attente
admin-emails-dead = Échoués
admin-emails-retry-all = Tout renvoyer
admin-emails-retry-all-title = Renvoyer tous les e-mails ?
admin-emails-retry-all-about = Tous les e-mails en attente et échoués
admin-email-kind = Type
admin-email-to = À
admin-email-due = prochain essai
admin-email-sending = envoi en cours
admin-email-retry = Renvoyer
admin-email-retry-title = Renvoyer cet e-mail ?
admin-email-retry-lead = Les essais repartent de zéro. Si son lien a expiré, il en reçoit un nouveau.
admin-email-drop = Abandonner
admin-email-drop-title = Abandonner cet e-mail ?
admin-email-drop-lead = Il ne sera jamais envoyé. C’est irréversible, mais la personne peut en demander un autre.
kind-activation = Confirmer l’e-mail
kind-referral-news = Nouveaux inscrits et montants à verser
kind-admitted = Accès depuis la liste d’attente
kind-operator-news = Ce qui attend les administrateurs
kind-known-address = Déjà inscrit
kind-invitation = Invitation
kind-reset = Nouveau mot de passe
kind-password-changed = Mot de passe changé
kind-new-address = Confirmer le nouvel e-mail
kind-test = Test
kind-address-changing = Changement d’e-mail
kind-new-sign-in = Nouvelle connexion
kind-token-made = Jeton créé
kind-key-made = Clé de programme créée
kind-admin-made = Nouvel administrateur
kind-backup-failed = Sauvegarde non vérifiée
kind-factor-changed = Double authentification modifiée
admin-audit-none = Aucune activité pour l’instant.
admin-audit-all = Toute l’activité de cette personne
audit-search = Nom, e-mail, domaine ou code
audit-by-admins = Par des administrateurs
audit-by-owners = Par la personne
audit-by-visitors = Par des visiteurs
audit-by-operator = Par l’exploitant
audit-person = Personne
audit-object = Objet
audit-reason = Motif
audit-event = Événement
audit-every-event = Tous les événements
audit-since = Du
audit-until = Au
audit-none-lead = Connexions, changements et décisions apparaissent ici.
audit-of = Activité de { $name }
admin-person-page = Page de cette personne
admin-whose = Personne
admin-actor-owner = la personne elle-même
activity-referred-by = désormais invité par la personne #{ $id }
activity-branch = branche de la personne #{ $id }
activity-referral = parrainage #{ $id }
activity-emails = tous les e-mails
activity-email = e-mail #{ $id }
activity-admin = administrateur #{ $id }
activity-account = compte #{ $id }
admin-settings-lead = Lecture seule. Modifiez chaque réglage à sa source, puis redémarrez. Les secrets sont masqués.
settings-changed = Modifiés
settings-empty = vide
duration-seconds = { $n ->
    [one] { $n } seconde
    [many] { $n } de secondes
   *[other] { $n } secondes
}
duration-minutes = { $n ->
    [one] { $n } minute
    [many] { $n } de minutes
   *[other] { $n } minutes
}
duration-hours = { $n ->
    [one] { $n } heure
    [many] { $n } d’heures
   *[other] { $n } heures
}
duration-days = { $n ->
    [one] { $n } jour
    [many] { $n } de jours
   *[other] { $n } jours
}
admin-setting = Réglage
admin-value = Valeur
admin-value-set = défini, masqué
admin-origin = Source
site-lead = Ce que l’on voit sur les pages, dans les e-mails et dans les aperçus de liens.
site-name = Nom
site-name-hint = Jusqu’à 50 caractères. Vide : l’adresse du site.
site-tagline = Slogan
site-tagline-hint = Une ligne sur le site, jusqu’à 150 caractères.
site-language = Langue
site-language-hint = Pour les visiteurs dont le site n’a pas la langue.
site-accent = Couleur
site-accent-hint = # et six chiffres, comme #14594a. Vide : vert foncé.
site-accent-corrected = Cette couleur est trop claire pour du texte : les pages utilisent { $color }.
site-accent-resembles = Cette couleur est proche du rouge ou de l’orange qui marquent les états. Leur forme et leur mot les distinguent toujours.
site-logo = Logo
site-logo-hint = SVG ou PNG, jusqu’à 48 Ko. Un PNG apparaît aussi dans les e-mails et les aperçus de liens.
site-logo-remove = Retirer le logo
site-privacy-url = Lien vers la politique de confidentialité
site-terms-url = Lien vers les conditions
site-set-elsewhere = Défini dans { $source }. Modifiez-le là.
site-save = Enregistrer
notice-site-saved = Enregistré. Les pages et les e-mails l’utilisent désormais.
health-backup-missing = Aucune sauvegarde ces 7 derniers jours
health-backup-failed = La dernière sauvegarde a échoué ; le journal du serveur dit pourquoi
health-backup-check-failed = La dernière sauvegarde n’a pas passé la vérification ; le journal du serveur dit pourquoi
health-late = Une tâche de fond n’a pas tourné depuis trop longtemps. Consultez le journal.
health-clock-ahead = L’horloge du serveur a été avancée de plus d’une heure. Si c’est une erreur, corrigez-la : rien de ce qui expire n’est supprimé pendant un jour.
health-program = Programme
health-lights = Contrôles
health-well = Tout va bien. Rien ne demande votre attention.
health-green = bon
health-yellow = à surveiller
health-red = mauvais
health-on-time = à l’heure
health-jobs-limit = bon jusqu’à { $n } minutes de retard
health-backup-limit = bon jusqu’à { $n } jours
health-up-to = bon jusqu’à { $limit }
health-compaction-waits = attend la prochaine réécriture du fichier
health-compaction-limit = bon jusqu’à { $n } jours
health-version = Version
health-started = Démarré
health-jobs = Tâches de fond
health-job = Tâche
health-last-run = Dernière exécution
health-last-failure = Dernier échec
health-outbox = E-mails en attente
health-dead = E-mails échoués
health-database = Base de données
health-file = Fichier
health-size = Taille
health-free = espace libre
health-compaction = Traces de données supprimées
health-compaction-due = peuvent se trouver dans l’espace libre du fichier depuis
health-compaction-done = aucune
health-log = Journal d’écriture (WAL)
health-schema = Version du schéma
health-backup = Dernière sauvegarde
health-no-backup = Aucune pour l’instant
health-never = pas encore
health-check-lead = S’exécute en arrière-plan sans ralentir le site. Pour recalculer aussi tous les nombres, lancez
health-check = Vérifier la base maintenant
backups-lead = Les sauvegardes se font sans interruption, sont vérifiées et rangées dans le dossier ci-dessous. Elles contiennent toutes les données : un téléchargement demande votre mot de passe et figure au journal. Gardez aussi des copies ailleurs.
backups-folder = Dossier :
backups-now = Sauvegarder maintenant
backups-there = Sauvegardes
backups-none = Aucune sauvegarde pour l’instant.
backups-unreadable = Le dossier des sauvegardes est illisible. Consultez le journal du serveur.
backups-name = Fichier
backups-download = Télécharger
notice-all-sessions-ended = Déconnecté partout. Une nouvelle connexion est possible.
reauthenticate-title = Confirmez que c’est bien vous
reauthenticate-lead = Saisissez votre mot de passe pour continuer. Nous ne le redemanderons pas avant 15 minutes.
reauthenticate-lead-factor = Saisissez votre mot de passe ou un code de votre application pour continuer. Nous ne le redemanderons pas avant 15 minutes.
reauthenticate-submit = Continuer
notice-person-activated = E-mail confirmé. La connexion est possible.
notice-person-disabled = Compte désactivé et déconnecté. « Réactiver », ci-dessous, le rétablit.
notice-person-enabled = Compte réactivé. Il faut se reconnecter.
notice-people-disabled = Désactivés et déconnectés.
notice-people-enabled = Réactivés.
notice-undone = Annulé.
notice-note-saved = Note enregistrée.
notice-none-chosen = Sélectionnez d’abord au moins une ligne.
notice-person-deleted = Compte supprimé. C’est noté dans votre propre activité.
notice-admin-made = Cette personne est maintenant administrateur. Vous pouvez retirer le rôle ci-dessous.
notice-admin-removed = Cette personne n’est plus administrateur. Vous pouvez rendre le rôle ci-dessous.
notice-factor-reset = La double authentification est désactivée pour cette personne, qui est déconnectée partout.
notice-already-so = Rien à changer.
notice-code-switched-off = Code désactivé. Seul son propriétaire peut le réactiver.
notice-test-sent = E-mail de test envoyé. Suivez son état ici.
notice-emails-retried = Nouvel envoi en cours. En cas d’échec, l’e-mail reste ici.
notice-email-dropped = E-mail abandonné.
notice-checked-whole = Vérification réussie : la base est intacte.
notice-checked-damaged = La base est endommagée. Lancez referral verify pour voir où, puis restaurez une sauvegarde avec referral restore.
notice-checked-too-big = La vérification a pris plus de 15 secondes. Lancez referral verify sur le serveur.
notice-maintenance-busy = Une autre vérification ou sauvegarde est en cours. Attendez un peu.
notice-backup-made = Sauvegarde faite et vérifiée.
notice-backup-failed = La sauvegarde a échoué. Consultez le journal du serveur.
notice-backup-in-memory = La base est en mémoire : il n’y a rien à sauvegarder. Indiquez un fichier dans database.path.
audit-removed-admin = Rôle d’administrateur retiré
audit-account-deleted = Autre compte supprimé
audit-letters-retried = E-mails renvoyés
audit-letter-dropped = E-mail abandonné
audit-key-made = Clé créée pour un programme
audit-key-revoked = Clé d’un programme révoquée
audit-webhook-added = Webhook ajouté
audit-webhook-changed = Webhook modifié
audit-webhook-deleted = Webhook supprimé
audit-webhook-rotated = Secret d’un webhook remplacé
audit-webhook-replayed = Messages d’un webhook renvoyés
audit-brought = Personne amenée par un programme
audit-linked = Compte relié au sien par un programme
audit-participant-changed = Profil modifié par un programme
audit-admitted = Accès ouvert depuis la liste d’attente
audit-rule-posted = Version d’une règle publiée
audit-rule-ended = Règle terminée
audit-reward-given = Récompense accordée à la main
audit-reward-approved = Récompense approuvée
audit-reward-voided = Récompense annulée
audit-reward-fulfilled = Récompense remise
audit-payout-made = Versement préparé
audit-payout-approved = Versement approuvé
audit-payout-sent = Versement envoyé à la banque
audit-payout-paid = Versement effectué
audit-payout-failed = Échec du versement
audit-payout-canceled = Versement annulé
audit-backup-made = Base sauvegardée
audit-backup-downloaded = Sauvegarde téléchargée
audit-site-changed = Réglages du site modifiés
admin-own-page = C’est votre propre compte. Seul un autre administrateur peut le désactiver, le supprimer ou lui retirer le rôle d’administrateur.
admin-oneself = Impossible sur votre propre compte : vous pourriez vous bloquer l’accès. Demandez à un autre administrateur.
setup-address-taken = Un compte existe déjà avec cet e-mail. Utilisez-en un autre ou lancez referral user make-admin sur le serveur.
origin-default = par défaut
origin-follows = suit { $what }
origin-line = { $file } ligne { $line }
origin-dotenv = { $file } ligne { $line }, { $name }
origin-variable = variable d’environnement { $name }
origin-flag = option { $name }
origin-content = contenu de { $file }, indiqué par { $by }

## Why

why-title = Pourquoi
why-title-counts = Pourquoi { $name } compte
why-title-waits = Pourquoi { $name } ne compte pas encore
why-title-not = Pourquoi { $name } ne compte pas
why-path = Le parcours
why-checked = Ce que nous avons vérifié
why-steps = Toutes les étapes
check-moved = Un administrateur vous a attribué cette personne.
check-typed = Votre code a été saisi.
check-typed-over = Un code saisi l’emporte sur les liens ouverts.
check-link = Votre lien a été ouvert.
check-alone = Aucune autre invitation dans les jours pris en compte.
check-first = Votre lien a été ouvert en premier.
check-first-how = Ici, la première invitation décide.
check-last = Votre lien a été ouvert en dernier.
check-last-how = Ici, la dernière invitation décide.
check-other-ended = L’autre invitation ne fonctionnait plus.
check-pace = Ouvert avant l’inscription.
check-pace-how = { $span } entre l’ouverture et l’inscription.
check-confirmed = L’e-mail est confirmé.
check-confirmed-how = { $span } après l’inscription.
check-frozen = La branche est gelée.
check-frozen-how = Par un administrateur, le { $date }.
check-rejected = Refusé.
check-rejected-how = Par un administrateur, le { $date }.
check-code = Le code ne fonctionnait pas.
check-code-how = Quand il a été utilisé, il n’était plus actif ou avait atteint sa limite.
check-approved = Approuvé par un administrateur.
check-approved-how = Le { $date }.
check-no-doubt = Rien à vérifier.
check-no-doubt-how = Aucun administrateur n’a à s’en occuper.
why-history = Historique
why-note = Note :
why-counts = Compte : { $how }.
why-waits = En attente : { $how }.
why-counts-not = Refusé : { $how }.
why-opened = { $whose ->
    [own] votre lien a été ouvert le { $at }
    [another] le lien d’un autre membre a été ouvert le { $at }
    [gone] un lien dont le code a été supprimé a été ouvert le { $at }
   *[code] le lien de { $code } a été ouvert le { $at }
}
why-registered = inscription le { $at }
why-registered-after = inscription { $after }
why-typed = { $whose ->
    [own] votre code { $code } a été saisi
    [another] le code d’un autre membre a été saisi
    [gone] un code supprimé depuis a été saisi
   *[code] le code { $code } a été saisi
}
why-confirmed = l’e-mail a été confirmé
why-confirmed-after = l’e-mail a été confirmé { $after }
why-unconfirmed = l’e-mail n’est pas encore confirmé
why-held = à vérifier
why-moved = le { $at }, un administrateur a indiqué qui avait invité cette personne
why-moved-to-you = le { $at }, un administrateur vous a attribué cette personne
why-told = { $whose ->
    [own] un programme a transmis votre code { $code }
    [another] un programme a transmis le code d’un autre membre
    [gone] un programme a transmis un code supprimé depuis
   *[code] un programme a transmis le code { $code }
}
why-frozen = mais le { $at } la branche a été gelée
why-code-expired = mais le code avait expiré avant l’inscription
why-code-off = mais le code avait été désactivé avant l’inscription
why-code-used-up = mais le code avait atteint sa limite avant l’inscription
why-code-used-up-since = mais le code avait atteint sa limite avant la confirmation de l’e-mail
why-review = mais le { $at } un administrateur l’a refusé
why-first = le premier lien ouvert décide
why-last = le dernier lien ouvert décide
why-first-ended = le premier lien ouvert ne fonctionnait plus, le dernier a donc décidé
why-last-ended = le dernier lien ouvert ne fonctionnait plus, le premier a donc décidé
why-typed-over-link = un code saisi l’emporte sur les liens ouverts
why-filled-in = le code prérempli venait d’un autre lien et n’a pas été pris en compte
why-approved = approuvé par un administrateur le { $at }
after-nothing = dans la même seconde
after-seconds = { $n ->
    [one] { $n } seconde plus tard
    [many] { $n } de secondes plus tard
   *[other] { $n } secondes plus tard
}
after-minutes = { $n ->
    [one] { $n } minute plus tard
    [many] { $n } de minutes plus tard
   *[other] { $n } minutes plus tard
}
after-hours = { $n ->
    [one] { $n } heure plus tard
    [many] { $n } d’heures plus tard
   *[other] { $n } heures plus tard
}
after-days = { $n ->
    [one] { $n } jour plus tard
    [many] { $n } de jours plus tard
   *[other] { $n } jours plus tard
}
date-time = { $date } à { $time } UTC
step-opened = { $whose ->
    [own] Votre lien avec le code { $code } a été ouvert.
    [another] Le lien d’un autre membre a été ouvert.
    [gone] Un lien dont le code a été supprimé a été ouvert.
   *[code] Le lien de { $code } a été ouvert.
}
step-opened-first = C’est le premier ouvert.
step-opened-last = C’est le dernier ouvert.
step-registered = Inscription.
step-field = { $whose ->
    [own] Le champ du code contenait votre code { $code }.
    [another] Le champ du code contenait le code d’un autre membre.
    [gone] Le champ du code contenait un code supprimé depuis.
   *[code] Le champ du code contenait { $code }.
}
step-field-typed = Il a été saisi à la main, c’est donc lui qui décide.
step-field-filled-in = Un lien ouvert l’avait rempli, ce sont donc les liens qui décident.
step-rule-first = { $n ->
    [one] Règle d’alors : le premier lien ouvert dans le dernier { $n } jour compte.
    [many] Règle d’alors : le premier lien ouvert dans les derniers { $n } de jours compte.
   *[other] Règle d’alors : le premier lien ouvert dans les { $n } derniers jours compte.
}
step-rule-last = { $n ->
    [one] Règle d’alors : le dernier lien ouvert dans le dernier { $n } jour compte.
    [many] Règle d’alors : le dernier lien ouvert dans les derniers { $n } de jours compte.
   *[other] Règle d’alors : le dernier lien ouvert dans les { $n } derniers jours compte.
}
step-code-expired = Refusé : le code avait expiré.
step-code-off = Refusé : le code était désactivé.
step-code-used-up = Refusé : le code avait atteint sa limite.
step-review = Refusé par un administrateur.
step-confirmed = E-mail confirmé.
step-doubted = Signe de fraude : { $signal } ; poids { $weight }.
step-held = À vérifier.
step-approved = Approuvé par un administrateur.
step-moved = Déplacé par un administrateur : désormais invité par { $name }.
step-moved-to-you = Déplacé vers vous par un administrateur.
step-moved-erased = Déplacé par un administrateur vers un compte supprimé depuis.
step-frozen = Branche gelée.
step-restored = La branche compte de nouveau.
step-by = Décision de { $name }.
step-by-erased = Décision d’un administrateur dont le compte a été supprimé.
step-by-operator = Décision en ligne de commande.
signal-mailbox = même boîte que la personne qui invite
signal-disposable = adresse e-mail jetable
signal-browser = même navigateur que la personne qui invite
signal-network = même réseau que la personne qui invite
signal-crowd = beaucoup de personnes d’un même réseau
signal-domain = beaucoup de personnes d’un même domaine d’e-mail
signal-speed = inscription anormalement rapide

## Rules

admin-rules = Règles
rule-new = Nouvelle règle
rule-new-steps = Nouveaux paliers
rule-none = Pas encore de règles
rule-none-lead = Une règle dit pour quoi, à qui et combien. Dès lors, les événements paient selon elle.
rule-version-since = Version { $version }, depuis le { $date }
rule-version = Version { $version }
rule-ended-on = Terminée le { $date }
rule-in-force = En vigueur
rule-not-in-force = Pas en vigueur
rule-next-version = Version suivante
rule-next-version-lead = Les versions ne se modifient jamais. Les personnes déjà arrivées gardent la version de leur arrivée, sauf si vous choisissez autrement.
rule-versions = Versions
rule-from = à partir du { $date }
rule-until = Elle prend fin le { $date }.
rule-end = Terminer la règle
rule-end-title = Terminer cette règle ?
rule-end-lead = Dès maintenant, les événements ne paient plus rien à personne selon cette règle. Les récompenses déjà accordées restent. C’est irréversible.
rule-name = Nom
rule-name-hint = a–z, 0–9 et -, comme first-purchase. Il ne peut pas être modifié.
rule-more = Autres conditions
rule-more-range = Seulement les achats ou événements numéros
rule-nth-first = Premier numéro
rule-nth-last = Dernier numéro
rule-more-name = Nom de votre propre événement
rule-event-name = Événement
rule-more-least = Seulement à partir d’un montant de
rule-min-amount = Montant minimal
rule-more-months = Seulement pendant les premiers mois après l’arrivée :
rule-months = Mois
rule-more-group = Seulement pour les personnes du groupe
rule-group = Groupe
rule-more-cap = Une personne reçoit au plus
rule-cap-one = Plafond par personne
rule-more-cap-month = Tous ensemble reçoivent, par mois, au plus
rule-cap-all = Plafond par mois
rule-more-on-cap = Une récompense qui dépasse est
rule-on-cap = Au plafond
rule-on-cap-cut = réduite au plafond
rule-on-cap-refuse = entièrement refusée
rule-more-applies = La version qui paie est celle
rule-applies = Version qui paie
rule-applies-joined = de l’arrivée de la personne
rule-applies-today = du jour de l’événement
rule-more-from = En vigueur à partir du
rule-from-date = Du
rule-more-until = jusqu’au
rule-until-date = Jusqu’au
rule-save = Enregistrer la règle
rule-save-version = Enregistrer la version
rule-preview = Aperçu
rule-form-when = Quand un invité
rule-form-gets = reçoit
rule-form-at-most = au plus
rule-form-after = après
rule-form-days = jours
rule-form-steps = Quand des invités sont confirmés,
rule-form-for = pour
rule-type = Ce qui se passe
rule-type-purchase = achète
rule-type-signup = s’inscrit
rule-type-confirmed = est confirmé
rule-type-trial = commence une période d’essai
rule-type-custom = déclenche votre propre événement
rule-often = Fréquence
rule-often-all = à chaque fois
rule-often-first = la première fois
rule-often-range = certaines fois, voir ci-dessous
rule-who = Qui la reçoit
rule-who-referrer = le parrain
rule-who-referee = l’invité
rule-pay = Récompense
rule-pay-hint = 20 %, 5 USD ou 1 free_months. « Au plus » sert pour un pourcentage.
rule-max = Au plus
rule-hold-days = Jours
rule-approve = Approbation
rule-approve-hold = automatiquement
rule-approve-hand = après approbation par un administrateur
rule-step-pay = Récompense
rule-step-at = Nombre d’invités
rule-steps-hint = Chaque récompense est accordée une fois, comme 1 free_months pour 3.
rule-example-buys = Un invité achète pour { $amount }
rule-example-gets = La récompense est de { $amount }
rule-days = { $n ->
    [one] { $n } jour
    [many] { $n } de jours
   *[other] { $n } jours
}
rule-sentence = { $when }, { $who } { $pay }, { $then }.
rule-for-signup = Pour l’inscription d’un invité
rule-for-confirmed = Pour la confirmation d’un invité
rule-for-trial = Pour chaque période d’essai d’un invité
rule-for-trial-first = Pour la première période d’essai d’un invité
rule-for-trial-from = Pour les périodes d’essai { $first } et suivantes d’un invité
rule-for-trial-range = Pour les périodes d’essai { $first } à { $last } d’un invité
rule-for-purchase = Pour chaque achat d’un invité
rule-for-purchase-first = Pour le premier achat d’un invité
rule-for-purchase-from = Pour les achats { $first } et suivants d’un invité
rule-for-purchase-range = Pour les achats { $first } à { $last } d’un invité
rule-for-event = Pour chaque événement { $event } d’un invité
rule-for-event-first = Pour le premier événement { $event } d’un invité
rule-for-event-from = Pour les événements { $event } numéros { $first } et suivants d’un invité
rule-for-event-range = Pour les événements { $event } numéros { $first } à { $last } d’un invité
rule-any-event = de tout nom
rule-for-steps = Pour les invités confirmés
rule-at-least = d’un montant d’au moins { $amount }
rule-for-months = { $n ->
    [one] pendant le premier mois
    [many] pendant les premiers { $n } de mois
   *[other] pendant les { $n } premiers mois
}
rule-referrer-gets = le parrain reçoit
rule-referee-gets = l’invité reçoit
rule-referrer-of-group-gets = un parrain du groupe « { $group } » reçoit
rule-referee-of-group-gets = un invité du groupe « { $group } » reçoit
rule-at-most = au plus { $amount }
rule-step = { $n ->
    [one] { $amount } pour le premier
    [many] { $amount } pour { $n } d’invités
   *[other] { $amount } pour { $n } invités
}
rule-after-days = { $n ->
    [one] après { $n } jour
    [many] après { $n } de jours
   *[other] après { $n } jours
}
rule-at-once = aussitôt
rule-by-hand = après approbation par un administrateur
rule-cap-participant = Une personne reçoit au plus { $amount } en tout.
rule-cap-month = Tous ensemble reçoivent au plus { $amount } par mois.
rule-cap-refuses = Une récompense qui dépasse n’est pas accordée du tout.

## Try a rule
trial-run = Essayer sur ce qui s’est passé
trial-use = Utiliser cette règle
trial-title = Cette règle, sur { $period }
trial-back = Retour à la règle
trial-only = Un simple essai : rien n’est enregistré
trial-lead = Qu’aurait donné cette règle pour ce qui s’est passé ? Elle remplace toutes les versions de son nom.
trial-period = Sur
trial-days = Période
trial-days-30 = les 30 derniers jours
trial-days-90 = les 90 derniers jours
trial-days-365 = les 365 derniers jours
trial-days-dates = ces dates :
trial-from = à partir du
trial-since = À partir du
trial-before = avant le
trial-until = Avant le
trial-edit = La règle en JSON
trial-rule = Règle
trial-what = Quoi
trial-did = Donné
trial-would = Aurait donné
trial-change = Écart
trial-given = Montant
trial-people = Personnes récompensées
trial-each = { $amount } chacune
trial-capped = { $n ->
    [0] Aucun plafond n’a arrêté de récompense.
    [one] Un plafond a réduit ou arrêté { $n } récompense.
   *[other] Un plafond a réduit ou arrêté { $n } récompenses.
}
trial-compared = Comparé à ce qui a été donné
trial-changes = Plus grands écarts
trial-no-changes = Chacun reçoit autant.
trial-nothing = Rien de ce qui s’est passé sur cette période n’est récompensé, ni par cette règle ni par ce qui était en vigueur.

## Rewards and payouts

my-rewards-lead = Ce que vous rapportent vos invités : quand c’est à verser, et pourquoi.
my-rewards-none = Pas encore de récompenses
my-rewards-none-lead = Quand un de vos invités fait ce qu’une règle récompense, votre récompense apparaît ici.
my-rewards-rules = Ce qui rapporte
my-rewards-goal = { $done } sur { $needed }
my-rewards-goal-left = { $n ->
    [one] Encore { $n } personne pour y arriver.
    [many] Encore { $n } de personnes pour y arriver.
   *[other] Encore { $n } personnes pour y arriver.
}
my-rewards-next = Votre prochaine récompense
my-waitlist-title = Votre place sur la liste d’attente
my-waitlist-of = sur { $of }
my-waitlist-moves = { $n ->
    [one] Chaque personne qui vient par vous et qui compte vous fait gagner { $n } place.
   *[other] Chaque personne qui vient par vous et qui compte vous fait gagner { $n } places.
}
my-waitlist-about = Un examen est en cours : la place peut encore changer.
my-waitlist-in = Votre accès est ouvert
my-waitlist-in-since = Accès ouvert le { $date }
my-rewards-balance = Solde
my-rewards-negative = Le montant repris dépasse ce qui est à verser. Les prochaines récompenses le couvrent d’abord.
my-rewards-for = pour { $name }
my-rewards-yourself = pour votre inscription
my-rewards-person = un de vos invités
my-rewards-all = Toutes les récompenses
admin-rewards = Récompenses
admin-payouts = Versements
admin-liability = Dettes
liability-lead = Ce que doivent les récompenses : dû maintenant, en cours de versement et en attente, selon le jour où c’est dû.
liability-none = Rien n’est dû
liability-reversals = { $amount } seront probablement repris
liability-falls-due = Dû le
liability-later = Plus tard
liability-undated = Pas encore de date
rewards-search = Nom, adresse ou id
rewards-to-approve = À approuver
rewards-for = Pour
rewards-because = Grâce à
rewards-amount = Montant
rewards-by-hand = Accordée à la main
rewards-until = jusqu’au { $date }
rewards-none = Pas encore de récompenses
rewards-none-lead = Dès qu’une règle paie pour un événement, la récompense apparaît ici.
reward-title = Récompense { $number }
reward-approve = Approuver
reward-fulfil = Marquer comme remise
reward-void = Annuler la récompense
reward-void-lead = Un versement pas encore envoyé est d’abord annulé. Après l’envoi, le montant est déduit de ce qui est à verser.
reward-reversed = Repris
reward-taken-back = Dont { $amount } repris.
reward-event = Événement
reward-made = Créée
reward-to = Bénéficiaire
reward-to-hint = Une adresse, un id externe ou un numéro comme prt_7.
reward-amount-hint = 5 USD ou 1 free_months. En dessous de 0, c’est une retenue.
reward-give = Accorder une récompense
reward-give-lead = Elle est à verser aussitôt, dans le prochain versement.
payouts-number = Versement
payouts-rewards = Récompenses
payouts-lines = { $n ->
    [one] { $n } récompense
    [many] { $n } de récompenses
   *[other] { $n } récompenses
}
payouts-none = Pas encore de versements
payouts-none-lead = Préparez les versements de ce qui est à verser. Le programme ne transfère pas d’argent : le tableau est pour votre banque.
payout-title = Versement { $number }
payout-make = Préparer les versements
payout-make-lead = Un brouillon par personne à qui quelque chose est à verser. Regardez d’abord : rien n’est créé avant que vous créiez les brouillons.
payout-look = Voir ce que cela donnerait
payout-make-drafts = Créer les brouillons
payout-download = Télécharger le CSV pour la banque
payout-unit = Devise
payout-unit-hint = Trois lettres, comme USD.
payout-until = À verser jusqu’au
payout-until-hint = Ce qui est devenu à verser avant cette date. Vide : jusqu’à maintenant.
payout-minimum = Au moins, par personne
payout-plan = Ce que cela donnerait
payout-people = Personnes
payout-skipped = Ignorées
payout-total = À payer
payout-drafts = Brouillons
payout-skip-nothing-due = Ce qui est à verser ne dépasse pas ce qui a été repris.
payout-skip-below-minimum = En dessous du minimum.
payout-skip-open = Un autre versement est en cours.
payout-skip-erased = Le compte est effacé.
payout-approve = Approuver
payout-mark-sent = Marquer comme envoyé
payout-mark-paid = Marquer comme effectué
payout-mark-failed = Marquer comme échoué
payout-cancel = Annuler le versement
payout-reference = Référence bancaire
payout-changed = Modifié
payout-lines = Ce qu’il paie
payout-line-due = À verser
payout-line-taken = Repris après un versement antérieur
payout-reward-changed = Une de ses récompenses a changé.
payout-is-draft = Brouillon. Approuvez-le ou marquez-le tout de suite comme envoyé.
payout-is-approved = Approuvé. Envoyez-le à la banque.
payout-is-sent = La banque l’a reçu.
payout-is-paid = Effectué. Si la banque le renvoie, marquez-le comme échoué.
payout-is-failed = Échoué. Son montant est de nouveau à verser.
payout-is-canceled = Annulé. Son montant est de nouveau à verser.
reward-pending-until = En attente jusqu’au { $date } : un remboursement d’ici là l’annule.
reward-pending-by-hand = En attente de l’approbation d’un administrateur.
reward-held-unconfirmed = En attente de la confirmation de l’invité.
reward-held-under-review = En attente : le parrainage est en cours de vérification.
reward-held-frozen = En attente : la branche de l’invité est gelée.
reward-held-disputed = En attente : l’achat est contesté.
reward-due = À verser : elle sera dans le prochain versement.
reward-due-by-hand = À verser : elle a été accordée à la main.
reward-taken = Retenue à la main : le prochain versement est diminué d’autant.
reward-paying = Dans un versement en cours.
reward-paid = Versée.
reward-paid-taken-back = Versée ; ce qui a été repris ensuite est déduit de ce qui est à verser.
reward-fulfilled = Remise.
reward-void-refunded = Annulée : l’achat a été remboursé.
reward-void-rejected = Annulée : le parrainage ne compte pas.
reward-void-step-lost = Annulée : il restait trop peu d’invités à la fin du délai.
reward-void-duplicate = Annulée : l’achat a été transmis deux fois.
reward-void-rebuilt = Annulée : un nouveau calcul des récompenses ne l’a pas produite.
reward-void-erased = Annulée : le compte est effacé.
reward-void-forfeited = Annulée : elle a pris fin avec le compte.
reward-void-voided = Annulée par un administrateur.
verdict-waits-for-purchase = Ne paie encore rien : elle attend un achat.
verdict-waits-for-confirmation = Ne paie encore rien : elle attend la confirmation.
verdict-no-referrer = Ne paie rien : aucun parrain n’a amené cette personne.
verdict-not-first = Ne paie rien : elle ne paie que la première fois, et ce n’est pas la première.
verdict-outside-nth = Ne paie rien : ce numéro n’est pas de ceux qu’elle paie.
verdict-below-minimum = Ne paie rien : le montant est inférieur au minimum de la règle.
verdict-currency-not-covered = Ne paie rien : un minimum, un maximum ou un plafond ne prévoit pas cette devise.
verdict-outside-group = Ne paie rien : le bénéficiaire n’est pas dans le groupe de la règle.
verdict-too-late = Ne paie rien : les mois prévus par la règle depuis l’inscription sont passés.
verdict-capped = Ne paie rien : le plafond est atteint.
verdict-rounds-to-zero = Ne paie rien : le montant s’arrondit à zéro.
verdict-rule-not-in-force = Ne paie rien : la règle n’était pas en vigueur à ce moment-là.
verdict-referral-rejected = Ne paie rien : le parrainage est refusé.
verdict-beneficiary-disabled = Ne paie rien : le bénéficiaire est désactivé.
verdict-already-rewarded = Ne paie rien : elle a déjà payé pour cela.
verdict-step-not-reached = Ne paie encore rien : le prochain nombre d’invités n’est pas atteint.
payout-draft = Brouillon
payout-approved = Approuvé
payout-sent = Envoyé
payout-paid = Effectué
payout-failed = Échoué
payout-canceled = Annulé

## Numbers and the leaderboard

numbers-title = Statistiques
numbers-no-origins = Pas encore de clics.
origin-others = tous les autres
numbers-none-lead = Les clics, les inscriptions et leurs sources apparaissent ici, jour par jour.
numbers-days-csv = Jours en CSV
numbers-origins-csv = Sources en CSV
source-title = Sources
source-group = Grouper par
source-site = Source
source-campaign = Campagne
source-device = Appareil
source-rate = Taux
source-direct = Direct
source-no-campaign = Sans campagne
source-no-click = Code saisi
source-qr = Code QR
source-email = E-mail
device-phone = Téléphone
device-tablet = Tablette
device-computer = Ordinateur
device-unknown = Inconnu
part-of-visitors = { $percent } des visiteurs
part-of-signups = { $percent } des inscriptions
change-up = en hausse de
change-down = en baisse de
chart-day = Jour
chart-table = Afficher en tableau
table-download = Télécharger le CSV
chart-in-all = { $n ->
    [one] { $n } au total
    [many] { $n } au total
   *[other] { $n } au total
}
chart-before = { $n ->
    [one] la veille
    [many] { $n } de jours avant
   *[other] { $n } jours avant
}
chart-week = Semaine
chart-month = Mois
chart-so-far = en cours
chart-period = Période
chart-days = { $n ->
    [one] { $n } jour
    [many] { $n } de jours
   *[other] { $n } jours
}
chart-all = Tout
chart-own-dates = Dates
chart-from = Du
chart-to = Au
chart-show = Afficher
chart-compared = { $n ->
    [one] Par rapport à la veille
    [many] Par rapport aux { $n } de jours précédents
   *[other] Par rapport aux { $n } jours précédents
}
chart-compare = comparer
chart-compare-stop = ne plus comparer
chart-signups = Inscriptions par jour
leaders-title = Classement
leaders-lead = Membres avec le plus d’inscriptions confirmées. Seules les personnes qui l’ont choisi figurent ici.
leaders-none = Personne pour l’instant. Vous pouvez choisir d’y figurer dans votre compte.
leaders-none-title = Personne pour l’instant
leaders-period = Période
leaders-week = Semaine
leaders-month = 30 jours
leaders-all = Depuis le début
leaders-place = Rang
leaders-you = vous
leaders-choose = Classement
leaders-off = Ne pas figurer
leaders-initial = Initiale seulement
leaders-name = Nom complet
leaders-save = Enregistrer
notice-listed-changed = Enregistré.
notice-language-changed = Enregistré. Nous vous écrirons dans cette langue.
profile-referred-by-link = Compté par le lien ouvert le { $date }.
profile-referred-by-code = Compté par un code saisi.
profile-referred-by-word = Indiqué par un administrateur.
admin-reviews = À vérifier
reviews-lead = Auto-parrainages possibles. Chaque décision et son motif restent dans le journal d’audit.
profile-referred-by-program = Compté par un code qu’un programme a transmis.
reviews-none = Rien à vérifier.
review-own-words = Avec vos mots
review-because = parce que
because-genuine = Semble authentique
because-known = Nous est connu
because-household = Partage un foyer ou un bureau
because-mailbox = Même boîte que la personne qui invite
because-same-person = Second compte de la même personne
because-throwaway = Compte jetable
because-automated = Inscription par un programme
reviews-search = Nom ou e-mail
reviews-none-lead = Les parrainages avec des signes de fraude apparaissent ici.
review-title = Ce parrainage compte-t-il ?
review-signals = Signes de fraude
review-weight = Poids
review-branch = Appliquer à toutes les personnes invitées par celle-ci
review-approve = Approuver
review-reject = Refuser
review-decide = Vérifier ce parrainage
branch-title = Branche de { $name }
branch-above = Invité par
branch-higher = { $count } de plus au-dessus
branch-look = Voir la branche
tree-label = Arbre
tree-below = Sous { $name } :
tree-more = { $n ->
    [one] { $n } de plus
    [many] { $n } de plus
   *[other] { $n } de plus
}
tree-none-lead = Les personnes inscrites avec ce lien apparaissent ici.
tree-legend = 4 / 9 : quatre inscriptions directes sur neuf comptent
branch-waiting = En attente
branch-levels = { $n ->
    [one] { $n } niveau
    [many] { $n } de niveaux
   *[other] { $n } niveaux
}
branch-rest = { $rejected } refusés, { $frozen } gelés
branch-people = Personnes en dessous
branch-none = Personne n’est venu par cette personne.
branch-frozen-with = avec la branche de
branch-freeze = Geler la branche
branch-freeze-lead = Cette personne et toutes celles en dessous ne comptent plus, et leurs codes sont en pause. Réversible.
branch-restore = Dégeler la branche
branch-restore-lead = Toutes les personnes gelées avec celle-ci comptent de nouveau, et leurs codes fonctionnent.
branch-move = Déplacer sous quelqu’un d’autre
branch-move-lead = Déplace cette personne et toutes celles en dessous sous quelqu’un d’autre.
branch-approve = Approuver tout ce qui attend
branch-approve-lead = Approuve chaque parrainage de cette branche qui attend une vérification.
branch-reject = Tout refuser
branch-reject-lead = Refuse toutes les personnes en dessous de celle-ci. Chaque refus ne s’annule qu’un par un.
field-reason = Motif
field-reason-hint = Jusqu’à 500 caractères. Conservé avec la décision dans le journal d’audit.
field-referrer = Invité par
field-referrer-hint = Un code, un e-mail ou un numéro comme #12.
notice-decided = Décision enregistrée. Vous pouvez la changer sur la page de la personne.
notice-branch-frozen = Branche gelée. Vous pouvez la dégeler ci-dessous.
notice-branch-restored = Branche dégelée. Elle compte de nouveau et ses codes fonctionnent.
notice-person-moved = Déplacé. Déplacez encore pour annuler.
refusal-not-a-decision = Choisissez Approuver ou Refuser.
refusal-already-so = C’est déjà le cas. Rien à changer.
refusal-code-used-up = Ce code a atteint sa limite.
refusal-unknown-user = Cette personne n’existe pas.
refusal-own-branch = Impossible de déplacer quelqu’un sous lui-même ou sous ses propres invités.
audit-referral-approved = Parrainage approuvé
audit-referral-rejected = Parrainage refusé
audit-referrer-changed = Changement de parrain
audit-branch-frozen = Branche gelée
audit-branch-restored = Branche dégelée
overview-to-send = { $n ->
    [one] { $n } e-mail non remis
    [many] { $n } d’e-mails non remis
   *[other] { $n } e-mails non remis
}
need-reviews = { $n ->
    [one] parrainage à vérifier
    [many] de parrainages à vérifier
   *[other] parrainages à vérifier
}
need-emails = { $n ->
    [one] e-mail non remis
    [many] d’e-mails non remis
   *[other] e-mails non remis
}
overview-first = Personne n’est encore là
overview-first-lead = Les chiffres, le graphique et les dernières inscriptions apparaîtront ici dès qu’une première personne ouvrira un lien.
steps-welcome = Bienvenue, { $name }
steps-left = { $n ->
    [0] Tout est configuré.
    [one] Il reste { $n } étape.
    [many] Il reste { $n } d’étapes.
   *[other] Il reste { $n } étapes.
}
steps-title = Configuration
steps-count = fait : { $done } sur { $all }
steps-admin = Administrateur créé
steps-admin-done = Vous êtes connecté.
steps-mail = E-mail
steps-mail-how = Pour l’instant, les e-mails restent sur cet ordinateur. Indiquez un serveur de messagerie pour qu’ils arrivent :
steps-mail-test = Un serveur de messagerie est indiqué. Envoyez-vous un e-mail de test.
steps-address = Adresse publique
steps-address-how = Les liens ne mènent qu’à cet ordinateur. Indiquez l’adresse que les gens connaissent :
steps-proxy = Proxy inverse
steps-proxy-done = Les adresses des visiteurs viennent du proxy.
steps-proxy-how = Derrière un proxy, tous les visiteurs semblent avoir son adresse. Indiquez le proxy dans :
steps-backup = Sauvegarde
steps-backup-done = Il y a une sauvegarde.
steps-backup-how = Rien n’est encore sauvegardé.
steps-code = Premier code
steps-code-how = Partagez le premier lien.
steps-code-see = Voir votre lien
overview-latest = Dernières nouvelles
overview-todo = Demande votre attention
overview-top = Meilleurs codes
