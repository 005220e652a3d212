## The site and its menu

site-description = Consigue un enlace de invitación, compártelo y mira quién se une y por qué cuenta cada persona.
skip-to-content = Ir al contenido
menu = Menú
menu-home = Inicio
menu-register = Crear cuenta
menu-login = Iniciar sesión
menu-profile = Perfil
menu-code-add = Añadir código
menu-code-change = Editar código
menu-profile-delete = Eliminar perfil
menu-logout = Cerrar sesión
menu-api = API
reference-title = Referencia de la API
menu-privacy = Privacidad
menu-terms = Condiciones
menu-statistics = Estadísticas
menu-to-do = requieren atención
menu-group-money = Dinero
menu-group-connections = Conexiones
menu-group-server = Servidor
language = Idioma
language-locale = es_ES
# Between the items of a list in this language's spreadsheets: , or ;
language-list-separator = ;
language-direction = ltr

## Home

home-title = Comparte un enlace. Mira quién se une.
home-lead = Consigue un enlace de invitación, compártelo y mira quién se registró y por qué cuenta cada persona.
home-register = Conseguir mi enlace
home-how = Cómo funciona
home-step-register = Crea una cuenta
home-step-register-how = Tres campos y un enlace en tu correo
home-step-code = Consigue tu enlace
home-step-code-how = Solo tuyo, con un código QR
home-step-share = Compártelo
home-step-share-how = En un chat, por correo, en un cartel
home-step-see = Mira quién se une
home-step-see-how = Quién se registró, cuándo y con qué enlace
home-proof = Sin adivinar: cada caso se explica
home-proof-lead = Esto es lo que ves de cada persona que invitas.
home-example-opened = Abrió tu enlace
home-example-opened-when = 2 nov, 10:43
home-example-lasts = 5 min
home-example-registered = Se registró
home-example-registered-when = Boris, 10:48
home-example-confirmed-in = 20 s
home-example-counts-why = Correo confirmado
home-family = Anna invitó a Boris y a Maria, Boris invitó a Leo y ahora te toca a ti
home-family-1 = A
home-family-2 = B
home-family-3 = M
home-family-4 = L
home-taking-part = { $n ->
    [0] Todavía no hay nadie. Sé la primera persona.
    [one] Ya se ha unido { $n } persona.
    [many] Ya se han unido { $n } de personas.
   *[other] Ya se han unido { $n } personas.
}

## States: a word in a pill

state-counts = Cuenta
state-waiting = En espera
state-rejected = Rechazado
state-frozen = Congelado
state-active = Activo
state-off = Desactivado
state-expired = Caducado
state-limit-reached = Límite alcanzado
state-pending = Pendiente
state-due = Por pagar
state-held = Retenido
state-paying = En camino
state-given = Entregado
state-paid = Pagado
state-cancelled = Cancelado

## Fields

form-mistakes = Hay un problema
form-saved = Guardado
form-mistake-title = Error: { $title }
field-optional = (opcional)
field-firstname = Tu nombre
field-firstname-seen = Lo verá { $name }
field-email = Correo electrónico
field-password = Contraseña
field-password-hint = Al menos 8 caracteres
field-password-again = Escríbela otra vez: una contraseña nunca se devuelve
field-show = Mostrar
field-hide = Ocultar
field-password2 = Repite la contraseña
field-old-password = Contraseña actual
field-new-password = Contraseña nueva
field-referrer-code = Código de invitación
field-digits = Código de 6 cifras
field-digits-hint = Está en el correo que te enviamos.
field-otp = Código de tu app
field-otp-hint = 6 cifras, nuevas cada 30 segundos.
field-recovery = Código de recuperación
field-recovery-hint = Las mayúsculas, los espacios y los guiones no importan.
field-friend = Correo de un amigo
field-friend-hint = Le enviaremos tu enlace.
field-description = Mensaje
field-description-hint = Hasta 150 caracteres. Lo ve quien abra el enlace.
field-own-code = Tu propio código
field-own-code-hint = De 4 a 32 letras latinas, cifras o guiones. Déjalo en blanco para uno al azar.
field-expires-on = Caduca el
field-expires-on-hint = Al final del día, UTC.
code-today-utc = Hoy en UTC es { $date }.
field-max-uses = Límite
field-max-uses-hint = Deja de funcionar tras este número de registros confirmados.
field-active = Activo

## Registering and confirming

register-title = Crear cuenta
register-submit = Crear cuenta
register-known = ¿Ya tienes una cuenta?
register-invited-by = { $name } te invita
digits-title = Confirma tu correo
digits-lead = Abre el enlace del correo o escribe el código que contiene.
digits-console = El correo aún no está configurado. Los mensajes aparecen aquí:
digits-terminal-inbox = El correo aún no está configurado. Los mensajes se muestran en el terminal donde se inició el sitio, junto con la dirección de una página donde se pueden leer.
digits-terminal = El correo aún no está configurado. Los mensajes se muestran en el terminal donde se inició el sitio.
digits-until = El enlace y el código funcionan hasta
digits-left-minutes = { $n ->
    [one] Queda { $n } minuto como máximo.
    [many] Quedan { $n } de minutos como máximo.
   *[other] Quedan { $n } minutos como máximo.
}
digits-left-seconds = { $n ->
    [one] Queda { $n } segundo.
    [many] Quedan { $n } de segundos.
   *[other] Quedan { $n } segundos.
}
digits-over = El enlace y el código han caducado. Pide un correo nuevo.
digits-submit = Confirmar
digits-no-email = ¿No te llegó o ya caducó?
activate-title = Confirma tu correo
activate-title-of = Confirmar { $email }
activate-lead = Para terminar, escribe la contraseña con la que te registraste o elige una nueva.
activate-press = Pulsa el botón para terminar.
activate-submit = Confirmar correo
activate-already-title = Tu correo ya está confirmado
activate-already-lead = Todo listo. Inicia sesión.
activate-expired-title = Este enlace ha caducado
activate-expired-lead = Escribe tu correo y te enviaremos un enlace nuevo.
activate-expired-of = El enlace para { $email } ha caducado. Con un clic enviamos un correo nuevo a esa dirección.
activate-unknown-title = Este enlace no funciona
activate-unknown-lead = Puede que un correo más reciente lo haya sustituido o que falte una parte del enlace. Escribe tu correo y te enviaremos otro.
repeat-title = Reenviar el correo
repeat-lead = Escribe el correo con el que te registraste. Te enviaremos un enlace y un código nuevos.
repeat-submit = Reenviar

## Signing in and passwords

login-title = Iniciar sesión
login-submit = Iniciar sesión
login-no-account = ¿Es tu primera vez aquí?
login-limited = ¿Olvidaste la contraseña?
login-limited-reset = Elige una nueva ahora
login-for-page = Inicia sesión para ver esta página. Después volverás a ella.
login-for-sessions = Inicia sesión para ver tus sesiones.
login-for-statistics = Inicia sesión para ver tus estadísticas.
login-for-code = Inicia sesión para gestionar tu código.
login-for-people = Inicia sesión para ver a quién has invitado.
login-for-admin = Inicia sesión como administrador.
login-no-email = ¿No recibiste el correo de confirmación?
login-factor-title = Escribe tu código
login-factor-lead = Abre tu app de autenticación y escribe el código de este sitio.
login-factor-remember = No preguntar en este navegador durante 30 días
login-factor-recovery = ¿Perdiste el teléfono?
login-factor-lost = ¿No te quedan códigos de recuperación? Quienes gestionan este sitio pueden desactivar tu verificación en dos pasos.
login-factor-again = Usar otra cuenta
forgot-title = ¿Olvidaste tu contraseña?
forgot-lead = Escribe tu correo y te enviaremos un enlace para elegir una contraseña nueva.
forgot-submit = Enviar enlace
reset-title = Contraseña nueva
reset-dead-title = Este enlace ya no funciona
reset-dead-lead = Ha caducado o ya se ha usado. Pide uno nuevo.
password-title = Cambiar contraseña
factor-title = Verificación en dos pasos
factor-lead = Al iniciar sesión pedimos también un código de una app de tu teléfono. Así, la contraseña sola no abre nada.
factor-set-up = Configurar
factor-on = Activada
factor-since = desde
factor-app = App de autenticación
factor-replace-lead = ¿Teléfono nuevo? Conecta su app: la anterior y los códigos de recuperación anteriores dejan de funcionar.
factor-replace = Conectar otra app
factor-browsers = Navegadores recordados
factor-browsers-lead = Si alguno se pierde o se comparte, haz que todos vuelvan a pedir un código.
factor-browsers-forget = Olvidar todos los navegadores
factor-off = Desactivar
factor-off-lead = Después bastará la contraseña para iniciar sesión.
factor-off-demanded = Esta cuenta necesita la verificación en dos pasos, así que no se puede desactivar.
factor-needed-lead = Esta cuenta necesita la verificación en dos pasos. Configúrala para continuar.
factor-app-title = Configurar la verificación en dos pasos
factor-app-lead = Escanea esto con una app de autenticación, como Aegis o Google Authenticator. Después escribe el código que muestre.
factor-app-alt = Código QR para una app de autenticación
factor-app-type = ¿No puedes escanearlo? Escribe esta clave en la app:
factor-app-submit = Activar
recovery-title = Códigos de recuperación
recovery-lead = Cada uno te deja iniciar sesión una vez si pierdes el teléfono. Guárdalos ahora: no se volverán a mostrar.
recovery-saved = Ya los he guardado
recovery-left = { $n ->
    [one] Queda { $n } código.
    [many] Quedan { $n } de códigos.
   *[other] Quedan { $n } códigos.
}
recovery-few = Crea otros antes de que se acaben.
recovery-renew = Crear códigos nuevos
password-lead = Se cerrará tu sesión en todos los demás dispositivos.
password-submit = Guardar contraseña

## Profile and codes

profile-referred-by = Te invitó { $name }.
profile-codes = Tus códigos
profile-no-codes = Crea tu primer enlace.
profile-no-active-code = Ninguno de tus códigos está activo. Crea uno para seguir invitando.
profile-people = Personas que has invitado
profile-no-people = Todavía nadie. Aquí aparecerá quien se registre con tu enlace.
profile-no-people-yet = Todavía nadie. Cuando tengas un enlace, aquí aparecerá quien se registre con él.
profile-no-people-title = Todavía nadie
profile-no-codes-lead = Con un clic tienes tu enlace. Después podrás cambiar el código, el mensaje y el último día.
profile-make-link = Conseguir mi enlace
profile-customise-first = Elegir un código propio, un mensaje o un último día
profile-customise = Elegir un código propio, añadir un mensaje o un último día
profile-all-time = Desde el principio
profile-today = Hoy
profile-clicks-today = Clics hoy
profile-yesterday = ayer: { $n }
profile-waiting = { $n } por confirmar
profile-account = Cuenta
account-details = Tus datos
account-time-zone = Zona horaria
account-time-zone-hint = Como Europe/Madrid. En blanco: la del navegador.
account-theme = Tema
account-theme-system = Según el sistema
account-theme-light = Claro
account-theme-dark = Oscuro
account-found-by-email = Los miembros que saben mi correo pueden buscar con él mi código
account-save = Guardar cambios
account-access = Acceso y datos
account-delete-lead = Elimina tu cuenta, tus códigos y tus datos personales.
profile-language = Idioma de tus correos
profile-language-save = Guardar idioma
profile-link = Tu enlace
share-copy = Copiar
share-copied = Copiado
share-more = Compartir…
share-ways = whatsapp telegram email facebook x linkedin reddit
share-with = Compartir por
share-telegram = Telegram
share-vk = VK
share-whatsapp = WhatsApp
share-mail = Correo
share-x = X
share-facebook = Facebook
share-linkedin = LinkedIn
share-reddit = Reddit
share-title = Comparte tu enlace
share-message = Tu mensaje
share-message-use = Usar este mensaje
utm-title = Enlace para una campaña
utm-lead = Las estadísticas muestran cada fuente y cada campaña por separado.
utm-source = Fuente, como newsletter
utm-medium = Medio, como email
utm-campaign = Campaña, como primavera
utm-make = Crear el enlace
share-subject = Únete
share-text = Únete con mi enlace:
imports-reason = Importado de un archivo.
join-title = Únete a { $site }
join-submit = Unirme
join-sent-title = Revisa tu correo
join-sent-lead = Va en camino un correo. Abre su enlace y ya participas.
widget-title = Invita a tus amigos
widget-title-prize = Invita a tus amigos y consigue { $prize }
widget-progress = { $reached } de { $needed }
widget-counted = { $n ->
    [one] persona cuenta
    [many] de personas cuentan
   *[other] personas cuentan
}
widget-no-link = Ahora mismo no tienes ningún enlace que funcione.
widget-people = Quién se ha unido
widget-no-people = Todavía no se ha unido nadie
widget-under-review = En revisión
widget-not-counted = No cuenta
widget-pending = Pendiente: { $amount }
widget-due = Por pagar: { $amount }
widget-paid = Pagado: { $amount }
widget-ended = Esta vista ha caducado. Recarga la página para verla de nuevo.
widget-failed = No se puede conectar con el servidor.
widget-again = Intentar de nuevo
widget-no-script = Sin JavaScript, tienes tu enlace en tu propia página:
widget-open-site = Abrir mi página
qr-title = Código QR
qr-lead = Muéstralo en pantalla o imprímelo. La cámara de un teléfono abre tu enlace.
qr-here-only = Los teléfonos aún no llegan hasta aquí: el servidor solo escucha en este ordenador. Inícialo con --listen 192.168.1.5:8080
qr-alt = Código QR del enlace con el código { $code }
qr-download = Descargar SVG
qr-download-png = Descargar PNG
qr-open = Pantalla completa
qr-print = Hoja para imprimir
qr-poster = Escanea para unirte
profile-delete-lead = Se eliminarán tu cuenta, tus códigos y todos tus datos personales. No se puede deshacer. Escribe tu contraseña para confirmar.
profile-delete-submit = Eliminar para siempre
profile-delete-keep = Conservar mi cuenta
count-clicks = Clics
count-people = Visitantes
count-registered = Registros
count-confirmed = Confirmados
code-uses = { $used } de { $most } usados
code-is-sent = enlace enviado por correo
code-add-title = Crear un enlace
code-add-lead = Todo es opcional. Deja el código en blanco y crearemos uno.
code-add-in-the-way = Solo puede haber un código activo a la vez, y { $code } lo está. Desactívalo para crear otro.
code-replace-title = ¿Sustituir tu código?
code-replace-submit = Sustituirlo por uno nuevo
code-cancel = Cancelar
code-for-days = { $n ->
    [one] { $n } día
    [many] { $n } de días
   *[other] { $n } días
}
code-on-date = Hasta una fecha
code-preview = Lo que verá tu amigo
code-preview-card = La tarjeta que se ve en los chats
code-preview-email = Correo:
code-add-submit = Crear enlace
count-counted = Cuentan
count-waiting = En espera
count-rejected = Rechazados
count-frozen = Congelados
count-sum = { $registered ->
    [one] { $registered } registro
    [many] { $registered } de registros
   *[other] { $registered } registros
} = { $counted ->
    [one] { $counted } cuenta
   *[other] { $counted } cuentan
} + { $waiting } en espera + { $rejected ->
    [one] { $rejected } rechazado
   *[other] { $rejected } rechazados
} + { $frozen ->
    [one] { $frozen } congelado
   *[other] { $frozen } congelados
}
code-valid = Validez
code-until-date = hasta el { $date }
code-ended-date = caducó el { $date }
code-ends-today = caduca hoy
code-ends-tomorrow = caduca mañana
code-days-left = { $n ->
    [one] queda { $n } día
    [many] quedan { $n } de días
   *[other] quedan { $n } días
}
code-no-end = sin caducidad
code-extend = Ampliar 30 días
code-customise = Personalizar
code-change-title = Editar código
code-change-submit = Guardar
code-delete-title = Eliminar código
code-delete-lead = El enlace dejará de funcionar. Quienes se unieron con él seguirán contando para ti.
code-delete-submit = Eliminar código
person-name = Nombre
person-code = Código
person-state = Estado
person-registered = Se unió
person-search = Buscar por nombre
person-how = Cómo
person-time = Hasta el registro
person-details = Detalles
how-link = por enlace
how-typed = código escrito
how-told = por una app
how-moved = movido por un administrador
path-opened = Abrió tu enlace
path-moved = Se te asignó
path-signed-up = Se registró
path-confirmed = Confirmó el correo
path-unconfirmed = Correo sin confirmar
path-remind = Puede que el correo esté en su carpeta de spam
path-review = En revisión
path-review-lead = Lo revisa un administrador
path-since = desde
path-with-code = con el código
path-typed-code = escribió el código
path-code-expired = el código había caducado
path-code-off = el código estaba desactivado
path-code-used-up = el código había alcanzado su límite
path-reviewed = por un administrador
person-factor-off = Desactivada
person-gone = cuenta eliminada

## The referral link

card-invites = { $name } te invita
card-invited = Tienes una invitación
invitation-you = tú
invitation-accept = Aceptar la invitación
invitation-chip = Invitación
invitation-chip-until = hasta el { $date }
invitation-remove = Crear cuenta sin esta invitación
invitation-step-register = Creas una cuenta
invitation-step-register-how = Tres campos, un minuto
invitation-step-confirm = Confirmas tu correo
invitation-step-confirm-how = Enviamos un enlace y un código de 6 cifras
invitation-step-linked = Tu cuenta se vincula con la de { $name }
invitation-step-linked-how = Tú también recibes un enlace para compartir
invitation-did-you-mean = ¿Querías decir
invitation-open-code = Usar este código
invitation-mistyped-title = Ese código tiene un error
invitation-mistyped-lead = Un carácter está mal. Compáralo con el mensaje que recibiste.
invitation-unknown-title = No encontramos ese código
invitation-unknown-lead = Revisa el enlace o pídelo otra vez.
invitation-expired-title = Esta invitación ha caducado
invitation-expired-lead = Pide un enlace nuevo o crea una cuenta sin él.
invitation-off-title = Esta invitación ya no está activa
invitation-off-lead = Quien la creó la ha desactivado. Pide un enlace nuevo o crea una cuenta sin él.
invitation-used-up-title = Esta invitación está agotada
invitation-used-up-lead = Ha alcanzado su límite. Pide un enlace nuevo o crea una cuenta sin él.
invitation-register-anyway = Crear cuenta sin invitación

## Messages

notice-email-sent = Revisa tu correo: te hemos enviado un enlace y un código.
notice-email-sent-code-ended = Revisa tu correo: te hemos enviado un enlace y un código. La invitación ya había terminado, así que tu registro no contará para quien te invitó.
notice-email-repeated = Si esta dirección aún está sin confirmar, va en camino un correo nuevo.
notice-confirmed = Tu correo está confirmado. Inicia sesión para continuar.
notice-confirmed-signed-in = Tu correo está confirmado y has iniciado sesión.
notice-confirmed-too-late = Tu correo está confirmado. Inicia sesión para continuar. La invitación alcanzó su límite antes, así que tu registro no cuenta para quien te invitó.
notice-already-confirmed = Tu correo ya estaba confirmado. Inicia sesión para continuar.
notice-signed-out = Has cerrado la sesión.
notice-code-added = Tu enlace está listo. Compártelo.
notice-code-added-and-sent = Tu enlace está listo y se lo estamos enviando a tu amigo.
notice-code-changed = Código guardado.
notice-code-replaced = Tu código nuevo está listo. El anterior está desactivado.
notice-account-saved = Cambios guardados.
notice-code-deleted = Código eliminado.
notice-password-changed = Contraseña cambiada. Se ha cerrado tu sesión en los demás dispositivos.
notice-reset-sent = Si hay una cuenta con esa dirección, va en camino un enlace para elegir una contraseña nueva.
notice-password-reset = Contraseña cambiada. Inicia sesión con la nueva.
notice-profile-deleted = Tu cuenta se ha eliminado.
notice-code-extended = El código funciona 30 días más.

## What is wrong with a field

refusal-empty = Rellena este campo.
refusal-missing = Falta este campo.
refusal-twice = Este campo se ha enviado dos veces.
refusal-not-text = Debe ser texto.
refusal-too-short = { $n ->
    [one] Usa al menos { $n } carácter.
    [many] Usa al menos { $n } de caracteres.
   *[other] Usa al menos { $n } caracteres.
}
refusal-too-long = { $n ->
    [one] Usa { $n } carácter como máximo.
    [many] Usa { $n } de caracteres como máximo.
   *[other] Usa { $n } caracteres como máximo.
}
refusal-control-character = Quita los caracteres invisibles.
refusal-too-many-marks = Quita los acentos que sobran.
refusal-not-the-address = El correo no coincide con esta cuenta.
refusal-not-an-address = Escribe una dirección completa, como name@example.com.
refusal-plus-not-escaped = Hay un espacio en esta dirección. En una consulta, escribe + como %2B.
refusal-passwords-differ = Las contraseñas no coinciden.
refusal-not-a-date = Escribe una fecha, como 2026-12-31.
refusal-not-in-future = Elige una fecha futura.
refusal-too-far = { $n ->
    [one] Elige una fecha dentro de { $n } día como máximo.
    [many] Elige una fecha dentro de { $n } de días como máximo.
   *[other] Elige una fecha dentro de { $n } días como máximo.
}
refusal-not-a-code = Usa solo letras, cifras y guiones.
refusal-code-taken = Este código ya está en uso. Elige otro.
refusal-code-reserved = Este código está reservado. Elige otro.
refusal-code-rude = Elige un código distinto.
refusal-code-mistyped = Este código tiene un error. Compáralo con el mensaje que recibiste.
refusal-code-unknown = No encontramos este código. Revísalo o deja el campo en blanco.
refusal-active-code-exists = Ya tienes un código activo.
refusal-already-invited = Ya has invitado a esta dirección. Cada dirección se puede invitar una vez.
refusal-wrong-password = Contraseña incorrecta.
refusal-not-six-digits = Escribe las 6 cifras del correo.
refusal-wrong-digits = Código incorrecto. Revisa la dirección y las 6 cifras del último correo.
refusal-wrong-otp = Código incorrecto o ya usado. Escribe el siguiente que muestre la app.
refusal-wrong-credentials = El correo o la contraseña no son correctos, o el correo aún no está confirmado.
refusal-not-a-boolean = Debe ser true o false.
refusal-not-a-number = Escribe un número entero mayor que cero.
refusal-unknown-field = Ese campo no existe.
refusal-not-a-choice = Elige uno de los valores de la lista.
refusal-not-in-range = Escribe un número del 1 al { $n }.
refusal-fewer-than-used = Ya se ha usado { $n } veces. Escribe { $n } o más.
refusal-not-minor-units = El importe es un número entero en la unidad mínima de la moneda: 4900 para 49,00.
refusal-out-of-range = Este número está fuera de los límites.
refusal-currency-unknown = Esa moneda no existe en ISO 4217.
refusal-currency-differs = La compra está en otra moneda.
refusal-refund-exceeds = Es más de lo que queda de la compra.
refusal-self-referral = El código es del propio participante.
refusal-cycle = Quien invitó llegó a través de este participante.
refusal-time-in-future = Va más de 5 minutos por delante del reloj.
refusal-not-a-time = Debe ser una fecha y hora según RFC 3339, como 2026-11-30T10:00:00Z.
refusal-not-a-duration = Debe ser una duración según ISO 8601, como P31D.
refusal-not-an-object = Debe ser un objeto.
refusal-not-a-list = { $n ->
    [one] Debe ser una lista de { $n } elemento como máximo.
    [many] Debe ser una lista de { $n } de elementos como máximo.
   *[other] Debe ser una lista de { $n } elementos como máximo.
}
refusal-not-an-external-id = Usa A–Z, a–z, 0–9 y . _ : @ | + ~ = - y no empieces con ninguno de estos signos.
refusal-not-a-stripe-customer = No es un número de cliente de Stripe.
refusal-event-conflict = El evento ya se comunicó con otro valor.
refusal-already-referred = A este participante ya lo invitó alguien.
refusal-email-taken = Otro participante tiene esta dirección.
refusal-external-id-taken = Otro participante tiene este nombre.
refusal-money-open = Hay dinero por pagar o un pago en curso.
refusal-state-forbids = Un programa no puede hacer esto con esta cuenta.
refusal-idempotency-key-reused = Este Idempotency-Key ya se usó con otra petición.
refusal-not-an-idempotency-key = Un Idempotency-Key tiene de 1 a 255 caracteres visibles.
refusal-unknown-participant = Ese participante no existe.
refusal-not-a-name = Debe tener de 1 a 40 caracteres entre a–z, 0–9 y -, y empezar con una letra a–z.
refusal-not-allowed = No se puede combinar con los demás campos.
refusal-not-a-color = Escribe un color como # y seis cifras, por ejemplo #14594a.
refusal-not-a-web-address = Escribe una dirección web completa, como https://example.com/terms.
refusal-https-required = Escribe una dirección que empiece por https://.
refusal-address-refused = No se pueden enviar webhooks a esta dirección.
refusal-logo-too-large = Elige un archivo de 48 KB como máximo.
refusal-logo-not-a-picture = Elige un archivo SVG o PNG.
refusal-logo-broken = Este archivo está dañado. Guárdalo otra vez y vuelve a elegirlo.
refusal-logo-wrong-size = Elige una imagen de 16 a 1024 píxeles por lado y como mucho 8 veces más larga que alta.
refusal-logo-unsafe = Este SVG contiene un script, un enlace a otro archivo o algo que un dibujo no necesita. Expórtalo como SVG simple.

## What did not work

failure-malformed = No pudimos leer la petición
failure-malformed-do = Vuelve atrás e inténtalo de nuevo.
failure-unsupported-media = No se acepta este tipo de contenido
failure-unsupported-media-do = Envía los formularios como application/x-www-form-urlencoded y los datos como application/json.
failure-not-signed-in = Primero inicia sesión
failure-not-signed-in-do = Inicia sesión e inténtalo de nuevo.
failure-wrong-credentials = El correo o la contraseña no son correctos, o el correo aún no está confirmado
failure-wrong-credentials-do = Revisa los dos e inténtalo de nuevo. Si no has confirmado tu correo, abre el enlace que enviamos o pide otro.
failure-forged = Este formulario ha caducado
failure-key-missing = Se necesita una clave
failure-key-missing-do = Envíala así: Authorization: Bearer rf_sk_….
failure-key-malformed = Esta clave no está completa
failure-key-malformed-do = Cópiala otra vez: la suma de comprobación del final no es correcta.
failure-key-unknown = Esa clave no existe
failure-key-unknown-do = Crea una clave en este servidor y usa esa.
failure-signature-invalid = La firma no es válida
failure-signature-invalid-do = Comprueba stripe.signing_secret y los relojes de ambos lados.
failure-key-revoked = La clave está revocada
failure-key-revoked-do = Usa otra clave.
failure-key-expired = La clave ha caducado
failure-key-expired-do = Crea una clave nueva.
failure-token-used = El token ya se ha usado
failure-token-expired = El token ha caducado
failure-token-do = Pide uno nuevo a la app: un token funciona una vez, durante cinco minutos.
failure-origin-not-allowed = Este sitio no puede enviar aquí sus formularios
failure-origin-not-allowed-do = El operador puede añadirlo a origins, en la sección [embed] de la configuración.
failure-event-conflict = El evento ya consta con otro contenido
failure-event-conflict-do = Compáralo con el evento indicado en «known» y envía la corrección con otro id.
failure-in-progress = La primera petición con este Idempotency-Key sigue en curso
failure-in-progress-do = Repítela dentro de un segundo.
failure-no-resource = Eso no existe
failure-no-resource-do = Revisa el nombre en la ruta.
failure-scope-missing = A la clave le falta un permiso
failure-scope-missing-do = Se necesita el permiso { $scope }. Usa una clave que lo tenga.
failure-forged-do = Vuelve atrás, recarga la página y envía el formulario otra vez.
failure-no-cookies = Tu navegador bloquea las cookies de este sitio
failure-no-cookies-do = Los formularios necesitan una. Permite las cookies de este sitio en los ajustes del navegador, recarga la página y envía el formulario otra vez.
failure-needs-https = Este formulario necesita una conexión segura
failure-needs-https-do = Abre la página con https y envía el formulario otra vez.
failure-needs-https-open = Abrir con https
failure-forbidden = No tienes acceso
failure-forbidden-do = Esto pertenece a otra cuenta.
failure-password-needed = Se necesita tu contraseña
failure-password-needed-do = Inicia sesión otra vez y repite la petición: la contraseña tiene que haberse escrito en los últimos 15 minutos.
failure-factor-needed = Se necesita la verificación en dos pasos
failure-factor-needed-do = Inicia sesión en el sitio y configura la verificación en dos pasos; después envía un código en otp.
failure-otp-required = Se necesita un código
failure-otp-required-do = Envía en otp el código de la app o un código de recuperación.
failure-otp-wrong = Código incorrecto
failure-otp-wrong-do = Cada código funciona una vez. Envía el siguiente que muestre la app.
failure-not-found = Página no encontrada
failure-not-found-do = Revisa la dirección o empieza desde el inicio.
failure-wrong-method = Esta página no se abre así
failure-wrong-method-do = Vuelve atrás y usa el botón.
failure-timed-out = La petición tardó demasiado
failure-timed-out-do = Inténtalo de nuevo.
failure-conflict = Eso ya no es posible
failure-conflict-do = Algo ha cambiado o ya existe. Recarga la página e inténtalo de nuevo.
failure-gone = Esto ha caducado
failure-gone-do = Pide un correo o un enlace nuevo.
failure-too-large = Son demasiados datos
failure-too-large-do = Envía menos.
failure-target-too-long = La dirección es demasiado larga
failure-target-too-long-do = Revisa el enlace.
failure-unprocessable = Algunos campos requieren atención
failure-unprocessable-do = Corrige los campos marcados y envía el formulario otra vez.
failure-home = Inicio
failure-again-minutes = { $n ->
    [one] Inténtalo de nuevo en { $n } minuto.
    [many] Inténtalo de nuevo en { $n } de minutos.
   *[other] Inténtalo de nuevo en { $n } minutos.
}
failure-again-seconds = { $n ->
    [one] Inténtalo de nuevo en { $n } segundo.
    [many] Inténtalo de nuevo en { $n } de segundos.
   *[other] Inténtalo de nuevo en { $n } segundos.
}
failure-too-many = Demasiados intentos
failure-too-many-do = Espera un poco e inténtalo de nuevo.
failure-again-now = Ya puedes intentarlo de nuevo.
failure-try-again = Intentar de nuevo
failure-header-too-large = Las cabeceras de la petición son demasiado grandes
failure-header-too-large-do = Borra las cookies de este sitio e inténtalo de nuevo.
failure-internal = Algo ha fallado
failure-internal-do = Es culpa nuestra y ha quedado registrado. Inténtalo de nuevo.
failure-busy = El servidor está ocupado
failure-busy-do = No se ha perdido nada. Espera unos segundos e inténtalo de nuevo.
failure-unavailable = Ahora no podemos guardar
failure-unavailable-do = Lo que enviaste no se guardó. Los datos existentes están a salvo y puedes seguir navegando. Inténtalo de nuevo en unos minutos.
failure-number = ¿Sigue fallando? Dinos este número: { $id }.

## Emails

email-greeting = Hola, { $name }:
email-greeting-nameless = Hola:
email-life-minutes = { $n ->
    [one] El enlace funciona durante { $n } minuto desde que se envió este correo.
    [many] El enlace funciona durante { $n } de minutos desde que se envió este correo.
   *[other] El enlace funciona durante { $n } minutos desde que se envió este correo.
}
email-life-seconds = { $n ->
    [one] El enlace funciona durante { $n } segundo desde que se envió este correo.
    [many] El enlace funciona durante { $n } de segundos desde que se envió este correo.
   *[other] El enlace funciona durante { $n } segundos desde que se envió este correo.
}
email-code-life-minutes = { $n ->
    [one] El código y el enlace funcionan durante { $n } minuto desde que se envió este correo.
    [many] El código y el enlace funcionan durante { $n } de minutos desde que se envió este correo.
   *[other] El código y el enlace funcionan durante { $n } minutos desde que se envió este correo.
}
email-code-life-seconds = { $n ->
    [one] El código y el enlace funcionan durante { $n } segundo desde que se envió este correo.
    [many] El código y el enlace funcionan durante { $n } de segundos desde que se envió este correo.
   *[other] El código y el enlace funcionan durante { $n } segundos desde que se envió este correo.
}
email-not-you = ¿No fuiste tú? Ignora este correo: no pasa nada.
email-account-why = Recibes este correo porque esta dirección tiene una cuenta en { $site }.
email-activation-subject = { $digits } es tu código de { $site }
email-activation-preheader = Tu código es { $digits }.
email-activation-title = Un paso más para unirte a { $site }
email-activation-enter = Escribe este código en la página que dejaste abierta:
email-activation-open = O abre este enlace para confirmar { $email }:
email-activation-button = Confirmar { $email }
email-activation-why = Recibes este correo porque alguien se registró en { $site } con esta dirección.
email-known-title = Ya tienes una cuenta
email-known-lead = Alguien (quizá tú) intentó registrarse con esta dirección, pero ya tienes una cuenta. Solo tienes que iniciar sesión.
email-known-why = Recibes este correo porque alguien se registró en { $site } con esta dirección.
email-known-not-you = ¿No fuiste tú? Tu cuenta no ha cambiado, así que no tienes que hacer nada.
email-invitation-subject = { $name } te invita a { $site }
email-invitation-lead = { $name } te invita a unirte a { $site }.
email-invitation-lead-nameless = Tienes una invitación para unirte a { $site }.
email-invitation-why = Recibes este correo porque un miembro de { $site } indicó tu dirección.
email-reset-title = Elige una contraseña nueva
email-reset-lead = Alguien (quizá tú) pidió un enlace para elegir una contraseña nueva.
email-reset-why = Recibes este correo porque alguien pidió una contraseña nueva para esta dirección en { $site }.
email-password-title = Tu contraseña ha cambiado
email-password-lead = La contraseña de tu cuenta se acaba de cambiar. Si fuiste tú, no tienes que hacer nada.
email-address-title = Confirma tu nuevo correo
email-address-lead = Abre el enlace para que esta sea la dirección de tu cuenta.
email-address-why = Recibes este correo porque alguien indicó esta dirección como su nuevo correo en { $site }.
email-changing-title = Tu correo está a punto de cambiar
email-changing-lead = Alguien pidió cambiar el correo de tu cuenta. Cambiará cuando se confirme la nueva dirección. Si fuiste tú, no tienes que hacer nada.
preview-message = Cada mes, un juego de mesa nuevo. ¡Únete!
quoted = «{ $text }»
email-known-subject = Ya tienes una cuenta en { $site }
email-known-button = Iniciar sesión
email-invitation-subject-nameless = Tienes una invitación a { $site }
email-invitation-button = Abrir la invitación
email-invitation-until = La invitación vale hasta el { $date }.
email-invitation-ignore = ¿No conoces a quien lo envía? Ignora este correo. No podrá enviarte otro.
email-news-subject = { $n ->
    [one] Una persona más cuenta para ti en { $site }
    [many] { $n } de personas más cuentan para ti en { $site }
   *[other] { $n } personas más cuentan para ti en { $site }
}
email-news-subject-due = Tienes { $amount } por cobrar en { $site }
email-news-names = Con tu enlace, ya cuentan para ti: { $names }.
email-news-names-more = { $names } y { $n } más se han unido con tu enlace y ya cuentan para ti.
email-news-count = { $n ->
    [one] Una persona se ha unido con tu enlace y ya cuenta para ti.
    [many] { $n } de personas se han unido con tu enlace y ya cuentan para ti.
   *[other] { $n } personas se han unido con tu enlace y ya cuentan para ti.
}
email-news-due = Por cobrar: { $amount }.
email-news-goal = { $reached } de { $needed } → { $prize }
email-news-button = Ver quién se ha unido
email-news-link = Tu enlace
email-news-why = Recibes este correo porque hay gente que se une a { $site } con tu enlace. Como mucho, uno al día.
email-admitted-subject = Ya tienes acceso: { $site }
email-admitted-title = Ya tienes acceso
email-admitted-lead = Ha llegado tu turno: ya tienes acceso a { $site }.
email-admitted-next = Tu enlace sigue funcionando: invita a más personas con él.
email-admitted-why = Recibes este correo porque estabas en la lista de espera de { $site }.
email-news-unsubscribe = Para no recibir correos sobre quién se une, abre
email-news-unsubscribe-link = No recibir correos sobre quién se une
email-operator-subject = { $site }: tienes tareas pendientes
email-operator-reviews = { $n ->
    [one] Un referido espera revisión.
    [many] { $n } de referidos esperan revisión.
   *[other] { $n } referidos esperan revisión.
}
email-operator-failed = { $n ->
    [one] Un correo no se pudo entregar.
    [many] { $n } de correos no se pudieron entregar.
   *[other] { $n } correos no se pudieron entregar.
}
email-operator-webhooks = { $n ->
    [one] Un webhook está desactivado: su dirección no aceptó nada.
    [many] { $n } de webhooks están desactivados: sus direcciones no aceptaron nada.
   *[other] { $n } webhooks están desactivados: sus direcciones no aceptaron nada.
}
email-operator-button = Echar un vistazo
email-operator-why = Recibes este correo porque eres administrador de { $site }. Como mucho, uno al día.
email-unsubscribe = Para no recibir más invitaciones de este sitio, abre
email-unsubscribe-link = No recibir más invitaciones de este sitio
email-reset-subject = Elige una contraseña nueva para { $site }
email-reset-button = Elegir contraseña nueva
email-test-subject = Correo de prueba de { $site }
email-test-title = Tus correos llegan
email-test-lead = Este correo muestra que los correos de tu sitio llegan.
email-test-why = Recibes este correo porque un administrador de { $site } envió una prueba.
email-test-button = Abrir la administración
email-password-subject = Tu contraseña de { $site } ha cambiado
email-password-button = Recuperar mi cuenta
email-password-not-you = ¿No fuiste tú? Elige una contraseña nueva. Se cerrará tu sesión en los demás dispositivos.
email-new-sign-in-subject = Nuevo inicio de sesión en { $site }
email-new-sign-in-title = Nuevo inicio de sesión en tu cuenta
email-new-sign-in-lead = Se ha usado tu cuenta desde un navegador o un programa que no habíamos visto antes.
email-token-made-subject = Nuevo token de API en { $site }
email-token-made-title = Se ha creado un token
email-token-made-lead = Tu cuenta tiene un token nuevo, con el que un programa actúa en tu nombre.
email-key-made-subject = Nueva clave de programa en { $site }
email-key-made-title = Se ha creado la clave de un programa
email-key-made-lead = Hay una clave nueva con la que otro programa usa el sitio. Está en la página «Claves».
email-admin-made-subject = Nuevo administrador en { $site }
email-admin-made-title = Hay un administrador nuevo
email-admin-made-lead = Alguien ha recibido el rol de administrador. Todos los administradores reciben este correo.
email-backup-failed-subject = Copia de seguridad inservible en { $site }
email-backup-failed-title = La última copia no superó la comprobación
email-backup-failed-lead = No se puede confiar en la última copia de seguridad. El registro del servidor dice qué falla; haz otra y revisa su disco.
email-factor-changed-subject = La verificación en dos pasos ha cambiado en { $site }
email-factor-changed-title = Tu verificación en dos pasos ha cambiado
email-factor-changed-lead = Ha cambiado la app, los códigos de recuperación o toda la verificación en dos pasos de tu cuenta.
email-notice-you = Si fuiste tú, no tienes que hacer nada.
email-notice-button = No fui yo
email-notice-after = El botón cierra todas tus sesiones y lleva a elegir una contraseña nueva. Funciona durante 7 días.

## Dates

date = { $day } de { $month } de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

date-short = { $day } { $month }
date-span = { $day }–{ $end }
date-short-year = { $day } { $month } { $year }
month-short-1 = ene
month-short-2 = feb
month-short-3 = mar
month-short-4 = abr
month-short-5 = may
month-short-6 = jun
month-short-7 = jul
month-short-8 = ago
month-short-9 = sept
month-short-10 = oct
month-short-11 = nov
month-short-12 = dic
ago-now = ahora
ago-minutes = hace { $n } min
ago-hours = hace { $n } h
ago-yesterday = ayer
weekday-1 = lun
weekday-2 = mar
weekday-3 = mié
weekday-4 = jue
weekday-5 = vie
weekday-6 = sáb
weekday-7 = dom
span-seconds = { $n } s
span-minutes = { $n } min
span-hours = { $n } h
span-days = { $n ->
    [one] { $n } día
    [many] { $n } de días
   *[other] { $n } días
}
percent = { $n }{ " " }%

## Address, sessions, history, data

field-new-email = Correo nuevo
address-title = Cambiar correo
address-lead = Enviaremos un enlace a la nueva dirección; el cambio se aplica cuando lo abras. Avisaremos enseguida a tu dirección actual.
address-submit = Enviar enlace
address-confirm-lead = Pulsa el botón para que esta sea la dirección de tu cuenta.
address-dead-lead = Ha caducado, o el correo o la contraseña han cambiado desde entonces. Pide uno nuevo.
unsubscribe-news-title = Dejar de recibir correos sobre quién se une
unsubscribe-news-lead = Pulsa el botón y { $site } no te escribirá más cuando alguien se una con tu enlace o tengas una recompensa por cobrar.
unsubscribe-news-submit = No recibir estos correos
unsubscribe-news-done-title = No recibirás más correos sobre quién se une
unsubscribe-news-done-lead = Los correos sobre tu cuenta seguirán llegando.
unsubscribe-title = Dejar de recibir invitaciones
unsubscribe-lead = Pulsa el botón y nadie podrá enviar invitaciones de { $site } a tu correo.
unsubscribe-submit = No recibir más invitaciones
not-me-title = ¿No fuiste tú?
not-me-lead = Cerraremos todas tus sesiones. Después elige una contraseña nueva que solo tú sepas.
not-me-submit = Cerrar todas las sesiones
not-me-dead-title = Este enlace ya no funciona
not-me-dead-lead = Ya se ha usado o ha caducado. Elegir una contraseña nueva también cierra todas tus sesiones.
unsubscribe-done-title = No recibirás más invitaciones
unsubscribe-done-lead = Ya nadie puede enviarte invitaciones de este sitio. Los correos sobre tu propia cuenta seguirán llegando.
notice-address-asked = Revisa el nuevo correo: el cambio se aplica cuando abras el enlace.
notice-address-changed = Correo cambiado.
notice-sessions-ended = Sesión cerrada allí.
notice-factor-off = La verificación en dos pasos está desactivada.
notice-browsers-forgotten = Todos los navegadores volverán a pedir un código.
notice-recovery-code-used = Has iniciado sesión con un código de recuperación, que ya no funciona.
sessions-title = Sesiones y actividad
sessions-lead = Dispositivos con sesión iniciada en tu cuenta. ¿No reconoces alguno? Cierra su sesión y cambia tu contraseña.
sessions-browser = Navegador
sessions-program = Programa
sessions-this = este dispositivo
sessions-unknown-device = Dispositivo desconocido
sessions-since = Inicio
sessions-used = Último uso
sessions-end = Cerrar sesión
sessions-end-others = Cerrar sesión en los demás
activity-title = Actividad
activity-when = Cuándo
activity-what = Qué
activity-who = Quién
actor-self = tú
actor-program = programa
actor-stranger = desconocido
actor-operator = administrador
audit-registered = Cuenta creada
audit-confirmed = Correo confirmado
audit-signed-in = Sesión iniciada
audit-sign-in-failed = Inicio de sesión fallido
audit-signed-out = Sesión cerrada
audit-session-ended = Sesión terminada
audit-token-issued = Token de API emitido
audit-password-changed = Contraseña cambiada
audit-password-reset = Contraseña restablecida por correo
audit-address-changing = Cambio de correo solicitado
audit-address-changed = Correo cambiado
audit-factor-on = Verificación en dos pasos configurada
audit-factor-off = Verificación en dos pasos desactivada
audit-factor-failed = Código incorrecto tras la contraseña correcta
audit-recovery-codes-made = Códigos de recuperación nuevos
audit-recovery-code-used = Código de recuperación usado
audit-browsers-forgotten = Navegadores recordados olvidados
audit-code-added = Código creado
audit-code-changed = Código cambiado
audit-code-deleted = Código eliminado
audit-data-downloaded = Datos descargados
audit-listed-changed = Opción de la clasificación cambiada
audit-activated = Correo confirmado por un administrador
audit-disabled = Cuenta desactivada
audit-enabled = Cuenta activada
audit-made-admin = Nombrado administrador
data-title = Descargar mis datos (JSON)
email-address-subject = Confirma tu nuevo correo para { $site }
email-address-button = Confirmar nuevo correo
email-changing-subject = Tu correo en { $site } está a punto de cambiar
email-changing-not-you = ¿No fuiste tú? Elige una contraseña nueva. Eso también cancela el cambio.
refusal-password-common = Esta contraseña es demasiado fácil de adivinar. Elige otra.
refusal-password-personal = No uses en la contraseña tu correo, tu nombre ni el nombre del sitio.
emails-title = Correos
emails-lead = El correo aún no está configurado, así que los mensajes se muestran aquí y en el terminal. Para enviarlos, pon mail.mode = "smtp". Solo este ordenador puede ver esta página.
emails-none = Todavía ninguno. Crea una cuenta o pide una contraseña nueva y el correo aparecerá aquí.

## The first admin

setup-title = Crea el primer administrador
setup-lead = Este enlace viene de la consola del servidor y funciona una vez.
setup-firstname-hint = Lo verán las personas que invites.
setup-email-hint = No hace falta confirmarla: esta dirección cuenta como confirmada.
setup-submit = Crear administrador
setup-dead-title = Este enlace ya no funciona
setup-dead-lead = Los enlaces de configuración funcionan una vez, durante 30 minutos, hasta que haya un administrador. Para obtener otro, reinicia el servidor o ejecuta:

## Lists

number-group = .
number-point = ,
money-or = o
unit-points = { $n ->
    [one] { $number } punto
   *[other] { $number } puntos
}
unit-credits = { $n ->
    [one] { $number } crédito
   *[other] { $number } créditos
}
unit-days = { $n ->
    [one] { $number } día
   *[other] { $number } días
}
unit-free-days = { $n ->
    [one] { $number } día gratis
   *[other] { $number } días gratis
}
unit-months = { $n ->
    [one] { $number } mes
   *[other] { $number } meses
}
unit-free-months = { $n ->
    [one] { $number } mes gratis
   *[other] { $number } meses gratis
}
unit-gifts = { $n ->
    [one] { $number } regalo
   *[other] { $number } regalos
}
undo = Deshacer
undo-reason = Deshecho
keys-title = Atajos de teclado
keys-search = Buscar
keys-next = Fila siguiente
keys-previous = Fila anterior
keys-choose = Seleccionar la fila
keys-help = Mostrar u ocultar esta ayuda
list-search = Buscar
list-all = Todos
list-pages = Páginas
list-pages-below = Páginas, debajo de la lista
list-newer = ‹ Más recientes
list-older = Más antiguos ›
list-previous = ‹ Anterior
list-next = Siguiente ›
list-range = { $first }–{ $last } de { $total }
list-download = Descargar CSV
list-chosen = Seleccionados
list-choose = Seleccionar { $name }
list-choose-all = Seleccionar todas las filas de esta página
list-show-all = Mostrar todo
list-none-found = Sin resultados
list-none-found-lead = Prueba con menos letras o con otro filtro.

## Admin pages

menu-admin = Administración
admin-overview = Resumen
admin-people = Personas
admin-waitlist = Lista de espera
admin-unattributed = Sin atribuir
unattributed-lead = Eventos que no se atribuyen a nadie y eventos que esperan a una persona o una compra.
event-unattributed = Sin atribuir
event-waiting = En espera
unattributed-none = Nada por atribuir
unattributed-none-lead = Aquí aparecerán los eventos que esperan a una persona o una compra, y los que no tienen quien invitó.
unattributed-event = Evento
unattributed-credit = Atribuir a mano
unattributed-credit-lead = A partir de ahora, todos los eventos de esta persona que no se atribuyen a nadie contarán para el propietario del código.
unattributed-code = Código de quien invitó
event-participant-unknown = Aún no se conoce a la persona.
event-purchase-unknown = Aún no se conoce la compra.
event-code-unknown = El código no existe.
event-code-ended = El código ya no funcionaba.
event-self-referral = Es el código de la propia persona.
event-cycle = Quien invitó llegó a través de esta persona.
event-not-new = La persona ya había comprado antes de que se indicara el código.
event-no-referrer = Nadie invitó a esta persona.
event-counted = Cuenta
event-refused = Rechazado
event-why-code = El registro llegó con un código.
event-why-referred = A esta persona la invitó alguien.
event-why-already-referred = A esta persona ya la había invitado otra, y eso no cambia.
event-why-refund = Devuelve una parte de su compra.
event-why-duplicate = Es un segundo aviso de otra compra.
event-why-refund-exceeds = Es más de lo que queda de la compra.
event-why-currency-differs = Está en una moneda distinta a la de su compra.
event-type-signup = Registro
event-type-confirmed = Confirmación
event-type-trial = Prueba
event-type-purchase = Compra
event-type-refund = Reembolso
event-type-custom = Evento
event-refunded = Reembolsado
event-purchase = Compra
event-names = Nombres
event-occurred = Cuándo ocurrió
event-verdicts = Por qué sí y por qué no
event-no-verdict = Ninguna regla tenía nada que decir.
admin-events = Eventos
events-lead = Lo que comunicaron los programas y lo que dijo cada regla.
events-none = Todavía no hay eventos
notice-credited = Atribuido.
notice-admitted = Acceso concedido. Se avisa por correo.
notice-rule-posted = Regla guardada.
notice-rule-ended = Regla terminada.
notice-reward-given = Recompensa dada. Está por pagar.
notice-reward-approved = Aprobada. Está por pagar.
notice-reward-voided = Anulada.
notice-reward-fulfilled = Marcada como entregada.
notice-reason-needed = Escribe un motivo y vuelve a anularla.
notice-payouts-made = Borradores creados. Apruébalos y después envíalos.
notice-payouts-changed = Pagos cambiados.
admin-imports = Archivos
imports-lead = Participantes y eventos de un archivo CSV, también como los escriben Rewardful, FirstPromoter, GrowSurf y ReferralHero. Pruébalo primero: solo se guarda lo que haría cada fila.
imports-kind = Las filas son
imports-participants = Participantes
imports-events = Eventos
imports-file = Archivo
imports-file-hint = CSV separado por comas, puntos y coma o tabulaciones, aquí hasta 8 MB. Uno mayor se envía por la API, hasta 64 MB.
imports-try = Probar
imports-read = Cargar
imports-last = Últimos archivos
imports-result = Filas
imports-tried = Probado, no se guardó nada
imports-done = Cargado
imports-unfinished = Sin terminar
imports-created = Nuevos
imports-updated = Cambiados
imports-unchanged = Ya conocidos
imports-without-referrer = Nuevos, sin quien invitó
imports-refused = Rechazados
imports-mistakes = Qué corregir en el último archivo
imports-row = Fila { $row }
admin-keys = Claves
keys-lead = Otros programas acceden con claves. Una clave permite lo que dicen sus permisos.
keys-shown-once = Esta es la clave nueva. Solo se muestra esta vez: cópiala ahora.
keys-all = Todas las claves
keys-none = Todavía no hay claves.
keys-new = Clave nueva
keys-label = Nombre de la clave
keys-expires = Último día, si debe caducar
keys-make = Crear clave
keys-allows = Qué permite
keys-preset-app = App: comunicar eventos, traer personas, mostrar el widget
keys-preset-reader = Lectura: leerlo todo, no cambiar nada
keys-preset-all = Todo
keys-preset-own = Solo los permisos elegidos abajo
keys-scopes = Permisos sueltos
keys-active = Activa
keys-expired = Caducada
keys-revoked = Revocada
keys-unused = Nunca
keys-revoke = Revocar
keys-revoke-title = ¿Revocar esta clave?
keys-revoke-lead = Los programas que la usan dejan de tener acceso al momento. No se puede deshacer.
notice-key-revoked = Clave revocada.
admin-webhooks = Webhooks
webhooks-lead = Un webhook avisa a otro programa, o a un chat, de lo que ha pasado. Cada mensaje espera hasta que se acepta.
webhooks-all = Todos los webhooks
webhooks-none = Todavía no hay webhooks.
webhooks-new = Webhook nuevo
webhook-url = Dirección
webhook-url-hint = Empieza por https://. Allí se envían los mensajes.
webhook-chat = Chat de Telegram
webhook-chat-hint = Su número, o el @nombre de un canal. Solo para Telegram.
webhook-format = Formato
webhook-format-standard = Programa: JSON firmado según Standard Webhooks
webhook-format-slack = Slack
webhook-format-discord = Discord
webhook-format-telegram = Telegram
webhook-types = De qué avisa
webhook-types-hint = Si no seleccionas nada, avisa de todo.
webhook-types-all = Todo
webhook-add = Añadir webhook
webhook-secret-shown-once = Este secreto firma los mensajes. Solo se muestra esta vez: cópialo ahora.
webhook-endpoint = Webhook
webhook-last-delivered = Última entrega
webhook-never = Nunca
webhook-active = Activo
webhook-disabled = Desactivado
webhook-disabled-gone = Desactivado: respondió que ya no existe
webhook-disabled-failing = Desactivado: no se pudo entregar nada
webhook-waiting = En espera
webhook-dead = Fallidos
webhook-delivered = Entregados
webhook-type = Mensaje
webhook-message = ID del mensaje
webhook-answer = Respuesta
webhook-next = próximo intento
webhook-duration = Duración
webhook-milliseconds = { $n } ms
webhook-attempts = Intentos
webhook-no-attempt = Todavía no se ha enviado.
webhook-body = Texto
webhook-body-erased = El texto se eliminó junto con la persona de la que trataba.
webhook-signed = Cada intento tiene su propia firma, con la hora del intento.
webhook-none-yet = Todavía no hay mensajes
webhook-none-yet-lead = Envía un mensaje de prueba para ver si la dirección responde.
webhook-ping = Enviar un mensaje de prueba
webhook-ping-title = ¿Enviar un mensaje de prueba?
webhook-ping-lead = La respuesta aparecerá al momento en la lista de mensajes.
webhook-replay = Reenviar
webhook-replay-day = Reenviar el último día
webhook-replay-title = ¿Reenviar los mensajes de las últimas 24 horas?
webhook-replay-lead = Cada uno lleva el mismo ID que antes, así que el programa puede ver que es una repetición.
webhook-rotate = Sustituir el secreto
webhook-rotate-title = ¿Sustituir el secreto?
webhook-rotate-lead = Durante 24 horas, los mensajes se firman también con el secreto anterior.
webhook-enable = Activar
webhook-enable-title = ¿Activar este webhook?
webhook-enable-lead = Los mensajes nuevos se envían de nuevo. Los fallidos se pueden reenviar después.
webhook-delete = Eliminar
webhook-delete-title = ¿Eliminar este webhook?
webhook-delete-lead = Sus mensajes también se eliminan, incluso los que están en espera. No se puede deshacer.
notice-webhook-pinged = El mensaje de prueba va en camino.
notice-webhook-replayed = Los mensajes se están reenviando.
notice-webhook-enabled = Webhook activado.
notice-webhook-deleted = Webhook eliminado.
admin-stripe = Stripe
stripe-lead = Pruebe cada paso una vez antes de la primera venta real. La lista se marca sola.
stripe-steps = ¿Funciona?
stripe-link-opened = Enlace abierto
stripe-link-opened-how = Abra un enlace de referido en un navegador.
stripe-signup = Registro
stripe-signup-how = Regístrese con ese enlace como cliente nuevo.
stripe-purchase = Compra
stripe-purchase-how = Compre algo como ese cliente.
stripe-refund = Reembolso
stripe-refund-how = Reembolse una parte.
stripe-answered = El webhook respondió
stripe-answered-how = Añada un webhook y envíele un mensaje de prueba.
stripe-seen = Visto
stripe-types = Mensajes de Stripe
stripe-off = Los mensajes se rechazan hasta que se defina su secreto:
stripe-address = Dirección del webhook en Stripe:
stripe-last = Última vez
stripe-came = Llegó
stripe-never-came = Nunca llegó
stripe-contradictions = Contradicciones
stripe-contradictions-none = Ningún mensaje contradice a otro anterior.
stripe-contradictions-lead = Estos mensajes contradicen a otro anterior. Vale el anterior.
stripe-event = Evento de Stripe
webhook-says-participant-created = { $who } acaba de unirse ({ $id }).
webhook-says-participant-admitted = { $who } ha recibido acceso desde la lista de espera.
webhook-says-participant-erased = Se eliminó a { $who }.
webhook-says-referral-registered = { $referrer } invitó a { $who }.
webhook-says-referral-confirmed = { $referrer } tiene un referido confirmado más: { $who }.
webhook-says-referral-rejected = Se rechazó el referido { $who }, invitado por { $referrer }.
webhook-says-event-unattributed = { $id } de { $who } no se atribuye a nadie.
webhook-says-reward-created = { $who } va a recibir { $amount } ({ $id }).
webhook-says-reward-approved = { $id }: { $amount } por pagar a { $who }.
webhook-says-reward-held = { $id }: { $amount } de { $who } a la espera de una decisión.
webhook-says-reward-released = { $id }: { $amount } de { $who } ya sin esperar decisión.
webhook-says-reward-voided = { $id }: { $who } no recibe { $amount }.
webhook-says-reward-reversed = { $id }: un reembolso redujo la recompensa de { $amount } de { $who }.
webhook-says-reward-fulfilled = { $id }: { $who } ha recibido { $amount }.
webhook-says-payout-approved = { $id }: pago de { $amount } a { $who } aprobado.
webhook-says-payout-paid = { $id }: { $amount } pagados a { $who }.
webhook-says-payout-failed = { $id }: el pago de { $amount } a { $who } falló.
webhook-says-payout-canceled = { $id }: pago de { $amount } a { $who } cancelado.
webhook-says-review-opened = El referido { $who }, invitado por { $referrer }, espera revisión.
webhook-says-endpoint-disabled = El webhook { $id } hacia { $host } está desactivado.
webhook-says-ping = El webhook { $id } funciona.
admin-codes = Códigos
admin-emails = Correos
admin-audit = Registro de auditoría
admin-health = Estado
admin-backups = Copias de seguridad
admin-settings = Ajustes
admin-site = Sitio
admin-back = Cancelar
admin-action = Acción
admin-megabytes = { $whole },{ $tenth } MB
admin-kilobytes = { $n } kB
account-disabled = Desactivada
account-unconfirmed = Sin confirmar
account-confirmed = Confirmada · nunca ha iniciado sesión
account-active = Activa
account-admin = Administrador
account-frozen = Rama congelada
account-questioned = En revisión
people-search = Nombre, correo, dominio o código
people-referred-by = Invitado por
people-brought = Ha traído
people-joined = Se unió
people-last-seen = Última visita
people-direct = Sin invitación
people-unconfirmed = Sin confirmar
people-disabled = Desactivadas
people-disabled-one = Desactivada
people-admins = Administradores
people-admin = Administrador
people-none = Todavía no hay personas
people-none-lead = Aquí aparece quien se registra.

waitlist-place = Puesto
waitlist-admitted = Con acceso
waitlist-reviewed = En revisión
waitlist-how-many = Cuántas personas, desde el puesto 1
waitlist-admit-next = Dar acceso
waitlist-admit = Dar acceso a las elegidas
waitlist-none = La lista de espera está vacía
waitlist-none-lead = Aquí aparecen las personas confirmadas, en el orden de sus puestos.
waitlist-off = Este programa no tiene lista de espera
waitlist-off-lead = Define [program] mode = "waitlist" y reinicia el servidor: las personas confirmadas esperarán aquí hasta que les des acceso.
waitlist-lead = { $n ->
    [one] Los puestos siguen el orden de las confirmaciones. Cada recomendación que cuenta sube { $n } puesto a quien la hizo.
   *[other] Los puestos siguen el orden de las confirmaciones. Cada recomendación que cuenta sube { $n } puestos a quien la hizo.
}
person-write = Escribir
person-why = { $name }, por invitación de { $referrer }
person-brought = Personas que ha traído { $name }
person-account = Cuenta
person-note = Nota
person-note-save = Guardar nota
person-danger = Gestionar cuenta
admin-number = Número
admin-email = Correo de confirmación
admin-email-taken = enviado
admin-email-not-taken = aún no enviado
admin-referred-by = Invitado por
rule-link = por enlace
rule-moved = movido por un administrador
rule-typed = código escrito
admin-sessions = Sesiones activas
admin-sessions-none = No hay sesiones activas.
admin-where = Dispositivo
admin-since = Inicio
rule-told = indicado por un programa
admin-used = Último uso
admin-activate = Confirmar correo
admin-activate-title = ¿Confirmar este correo a mano?
admin-activate-lead = Podrá iniciar sesión, y el registro contará para quien le invitó. No se puede deshacer.
admin-disable = Desactivar
admin-disable-title = ¿Desactivar esta cuenta?
admin-disable-lead = Se cerrarán todas sus sesiones, no podrá iniciar otra y sus enlaces dejarán de invitar. Puedes volver a activar la cuenta.
admin-enable = Activar
admin-enable-title = ¿Activar esta cuenta?
admin-enable-lead = Podrá iniciar sesión de nuevo, y su código activo volverá a funcionar.
admin-sign-out = Cerrar todas las sesiones
admin-sign-out-title = ¿Cerrar todas las sesiones de esta persona?
admin-sign-out-lead = Podrá iniciar sesión de nuevo enseguida.
admin-end-session-title = ¿Cerrar la sesión de este dispositivo?
admin-end-session-lead = Tendrá que iniciar sesión allí de nuevo.
admin-make-admin = Hacer administrador
admin-make-admin-title = ¿Hacer administrador a esta persona?
admin-make-admin-lead = Verá a todo el mundo y podrá hacer todo lo que tú puedes, incluso quitarte tu rol de administrador.
admin-reset-2fa = Desactivar la verificación en dos pasos
admin-reset-2fa-title = ¿Desactivar la verificación en dos pasos?
admin-reset-2fa-lead = Para quien perdió el teléfono y los códigos de recuperación. Se cierran todas sus sesiones. Primero asegúrate de que quien lo pide es de verdad esa persona.
admin-remove-admin = Quitar administrador
admin-remove-admin-title = ¿Quitar a esta persona el rol de administrador?
admin-remove-admin-lead = Su cuenta y sus códigos se quedan. Cualquier administrador puede devolverle el rol.
admin-delete = Eliminar
admin-type-email = Para confirmar, escribe su correo
admin-delete-title = ¿Eliminar esta cuenta para siempre?
admin-delete-lead = Se eliminarán la cuenta, los códigos, las sesiones, los correos y la actividad. Los números de quien le invitó se quedan. No se puede deshacer: si dudas, desactiva la cuenta.
codes-search = Código, propietario, correo o dominio
codes-created = Creado
codes-ends = Último día
codes-uses = Usos
codes-description = Descripción
codes-none = Todavía no hay códigos
codes-none-lead = Aquí aparece cada código que crean los miembros.
admin-codes-all = Todos los códigos de esta persona
admin-owner = Propietario
code-deleted = Eliminado
code-paused = En pausa
admin-code-off = Desactivar
admin-code-off-title = ¿Desactivar este código?
admin-code-off-lead = Su enlace deja de invitar; quienes ya se unieron siguen contando. La persona puede activarlo de nuevo. Para impedirlo, desactiva la cuenta.
emails-search = Destinatario
emails-sent = Enviados
emails-bounced = Rechazados
emails-bounced-many = más del 2 %: revisa las direcciones
emails-week = Correos de los últimos 7 días
emails-reason = Motivo
emails-attempts = Intentos
emails-created = Creado
emails-console = No hay servidor de correo: los mensajes solo se guardan en este ordenador.
emails-console-open = Leerlos
emails-none-yet = Todavía no hay correos
emails-none-yet-lead = Aquí aparece cada correo que envía el sitio.
emails-preview = Vista previa de los correos
emails-preview-lead = Cada tipo de correo como se te enviaría ahora. Sus enlaces son de muestra.
emails-preview-html = Ver con diseño
emails-preview-none = Necesitas un código activo para ver este.
emails-test = Enviarme un correo de prueba
emails-subject = Asunto
failure-message = No se pudo componer el correo
failure-resolve = No se conoce el nombre del servidor de correo
failure-connect = Sin conexión con el servidor de correo
failure-greeting = El servidor de correo no saludó
failure-hello = El servidor de correo rechazó el saludo
failure-tls = Sin conexión segura con el servidor de correo
failure-login = El servidor de correo rechazó el inicio de sesión
failure-sender = El servidor de correo rechazó al remitente
failure-recipient = Se rechazó al destinatario
failure-transfer = El servidor de correo rechazó el mensaje
failure-interrupted = El servidor se detuvo durante el envío
admin-emails-waiting = En cola
admin-emails-dead = Fallidos
admin-emails-retry-all = Reenviar todos
admin-emails-retry-all-title = ¿Reenviar todos los correos?
admin-emails-retry-all-about = Todos los correos en cola y fallidos
admin-email-kind = Tipo
admin-email-to = Para
admin-email-due = próximo intento
admin-email-sending = enviando
admin-email-retry = Reenviar
admin-email-retry-title = ¿Reenviar este correo?
admin-email-retry-lead = La cuenta de intentos empieza de nuevo. Si su enlace ha caducado, llevará uno nuevo.
admin-email-drop = Descartar
admin-email-drop-title = ¿Descartar este correo?
admin-email-drop-lead = No se enviará nunca. No se puede deshacer, pero la persona puede pedir otro.
kind-activation = Confirmar correo
kind-referral-news = Quién se ha unido y qué hay por cobrar
kind-admitted = Acceso desde la lista de espera
kind-operator-news = Lo que espera a los administradores
kind-known-address = Ya tiene cuenta
kind-invitation = Invitación
kind-reset = Elegir contraseña nueva
kind-password-changed = Contraseña cambiada
kind-new-address = Confirmar nuevo correo
kind-test = Prueba
kind-address-changing = Cambio de correo
kind-new-sign-in = Nuevo inicio de sesión
kind-token-made = Token creado
kind-key-made = Clave de programa creada
kind-admin-made = Nuevo administrador
kind-backup-failed = Copia que no superó la comprobación
kind-factor-changed = Cambio en la verificación en dos pasos
admin-audit-none = Todavía no hay actividad.
admin-audit-all = Toda la actividad de esta persona
audit-search = Nombre, correo, dominio o código
audit-by-admins = De administradores
audit-by-owners = De la persona
audit-by-visitors = De visitantes
audit-by-operator = Del operador
audit-person = Persona
audit-object = Objeto
audit-reason = Motivo
audit-event = Evento
audit-every-event = Todos los eventos
audit-since = Desde
audit-until = Hasta
audit-none-lead = Aquí aparecen inicios de sesión, cambios y decisiones.
audit-of = Actividad de { $name }
admin-person-page = Página de esta persona
admin-whose = Persona
admin-actor-owner = la persona
activity-referred-by = ahora invitado por la persona #{ $id }
activity-branch = rama de la persona #{ $id }
activity-referral = referido #{ $id }
activity-emails = todos los correos
activity-email = correo #{ $id }
activity-admin = administrador #{ $id }
activity-account = cuenta #{ $id }
admin-settings-lead = Solo lectura. Cambia cada ajuste donde está definido y reinicia. Los secretos están ocultos.
settings-changed = Cambiados
settings-empty = vacío
duration-seconds = { $n ->
    [one] { $n } segundo
    [many] { $n } de segundos
   *[other] { $n } segundos
}
duration-minutes = { $n ->
    [one] { $n } minuto
    [many] { $n } de minutos
   *[other] { $n } minutos
}
duration-hours = { $n ->
    [one] { $n } hora
    [many] { $n } de horas
   *[other] { $n } horas
}
duration-days = { $n ->
    [one] { $n } día
    [many] { $n } de días
   *[other] { $n } días
}
admin-setting = Ajuste
admin-value = Valor
admin-value-set = definido, oculto
admin-origin = Origen
site-lead = Lo que se ve en las páginas, en los correos y en las vistas previas de los enlaces.
site-name = Nombre
site-name-hint = Hasta 50 caracteres. En blanco: la dirección del sitio.
site-tagline = Lema
site-tagline-hint = Una línea sobre el sitio, hasta 150 caracteres.
site-language = Idioma
site-language-hint = Para visitantes cuyo idioma no tiene el sitio.
site-accent = Color
site-accent-hint = # y seis cifras, como #14594a. En blanco: verde oscuro.
site-accent-corrected = Este color es demasiado claro para el texto, así que las páginas usan { $color }.
site-accent-resembles = Este color se parece al rojo o al naranja que marcan los estados. Se siguen distinguiendo por su forma y su palabra.
site-logo = Logotipo
site-logo-hint = SVG o PNG, hasta 48 KB. Un PNG aparece también en los correos y en las vistas previas.
site-logo-remove = Quitar el logotipo
site-privacy-url = Enlace a la política de privacidad
site-terms-url = Enlace a las condiciones
site-set-elsewhere = Definido en { $source }. Cámbialo allí.
site-save = Guardar
notice-site-saved = Guardado. Las páginas y los correos ya lo usan.
health-backup-missing = No hay copia de seguridad de los últimos 7 días
health-backup-failed = La última copia de seguridad falló; el registro del servidor dice por qué
health-backup-check-failed = La última copia de seguridad no superó la comprobación; el registro del servidor dice por qué
health-late = Una tarea en segundo plano lleva demasiado sin ejecutarse. Mira el registro.
health-clock-ahead = El reloj del servidor se adelantó más de una hora. Si es un error, corrígelo: nada que caduque se elimina durante un día.
health-program = Programa
health-lights = Comprobaciones
health-well = Todo bien. Nada requiere tu atención.
health-green = bien
health-yellow = requiere atención
health-red = mal
health-on-time = a tiempo
health-jobs-limit = bien hasta { $n } minutos de retraso
health-backup-limit = bien hasta { $n } días
health-up-to = bien hasta { $limit }
health-compaction-waits = espera a la próxima reescritura del archivo
health-compaction-limit = bien hasta { $n } días
health-version = Versión
health-started = Iniciado
health-jobs = Tareas en segundo plano
health-job = Tarea
health-last-run = Última ejecución
health-last-failure = Último fallo
health-outbox = Correos en cola
health-dead = Correos fallidos
health-database = Base de datos
health-file = Archivo
health-size = Tamaño
health-free = espacio libre
health-compaction = Restos de datos eliminados
health-compaction-due = pueden estar en el espacio libre del archivo desde
health-compaction-done = ninguno
health-log = Registro de escritura (WAL)
health-schema = Versión del esquema
health-backup = Última copia de seguridad
health-no-backup = Todavía ninguna
health-never = todavía no
health-check-lead = Se ejecuta en segundo plano y no frena el sitio. Para recalcular también todos los números, ejecuta
health-check = Comprobar la base de datos ahora
backups-lead = Las copias se hacen sin parar el sitio, se comprueban y se guardan en la carpeta de abajo. Contienen todos los datos: para descargar una se pide tu contraseña y queda en el registro. Guarda copias también en otro lugar.
backups-folder = Carpeta:
backups-now = Hacer una copia ahora
backups-there = Copias
backups-none = Todavía no hay copias.
backups-unreadable = No se puede leer la carpeta de copias. Mira el registro del servidor.
backups-name = Archivo
backups-download = Descargar
notice-all-sessions-ended = Sesiones cerradas. Puede iniciar otra.
reauthenticate-title = Confirma que eres tú
reauthenticate-lead = Escribe tu contraseña para continuar. No te la pediremos de nuevo hasta pasados al menos 15 minutos.
reauthenticate-lead-factor = Escribe tu contraseña o un código de tu app para continuar. No te lo pediremos de nuevo hasta pasados al menos 15 minutos.
reauthenticate-submit = Continuar
notice-person-activated = Correo confirmado. Ya puede iniciar sesión.
notice-person-disabled = Cuenta desactivada y sesiones cerradas. «Activar», más abajo, la recupera.
notice-person-enabled = Cuenta activada. Tiene que iniciar sesión de nuevo.
notice-people-disabled = Desactivadas y con las sesiones cerradas.
notice-people-enabled = Activadas.
notice-undone = Deshecho.
notice-note-saved = Nota guardada.
notice-none-chosen = Primero selecciona al menos una fila.
notice-person-deleted = Cuenta eliminada. Queda anotado en tu propia actividad.
notice-admin-made = Esta persona ya es administrador. Puedes quitarle el rol más abajo.
notice-admin-removed = Esta persona ya no es administrador. Puedes devolverle el rol más abajo.
notice-factor-reset = La verificación en dos pasos de esta persona está desactivada y sus sesiones, cerradas.
notice-already-so = No hay nada que cambiar.
notice-code-switched-off = Código desactivado. Solo su propietario puede activarlo de nuevo.
notice-test-sent = Correo de prueba enviado. Aquí puedes ver su estado.
notice-emails-retried = Enviando de nuevo. Si falla, el correo se queda aquí.
notice-email-dropped = Correo descartado.
notice-checked-whole = Comprobación superada: la base de datos está intacta.
notice-checked-damaged = La base de datos está dañada. Ejecuta referral verify para ver dónde y restaura una copia con referral restore.
notice-checked-too-big = La comprobación tardó más de 15 segundos. Ejecuta referral verify en el servidor.
notice-maintenance-busy = Hay otra comprobación o copia en marcha. Espera un poco.
notice-backup-made = Copia hecha y comprobada.
notice-backup-failed = La copia falló. Mira el registro del servidor.
notice-backup-in-memory = La base de datos está en memoria, así que no hay nada que copiar. Indica un archivo en database.path.
audit-removed-admin = Rol de administrador retirado
audit-account-deleted = Otra cuenta eliminada
audit-letters-retried = Correos reenviados
audit-letter-dropped = Correo descartado
audit-key-made = Clave creada para un programa
audit-key-revoked = Clave de un programa revocada
audit-webhook-added = Webhook añadido
audit-webhook-changed = Webhook cambiado
audit-webhook-deleted = Webhook eliminado
audit-webhook-rotated = Secreto de un webhook sustituido
audit-webhook-replayed = Mensajes de un webhook reenviados
audit-brought = Persona traída por un programa
audit-linked = Cuenta vinculada por un programa a la suya
audit-participant-changed = Perfil cambiado por un programa
audit-admitted = Acceso desde la lista de espera
audit-rule-posted = Versión de una regla publicada
audit-rule-ended = Regla terminada
audit-reward-given = Recompensa dada a mano
audit-reward-approved = Recompensa aprobada
audit-reward-voided = Recompensa anulada
audit-reward-fulfilled = Recompensa entregada
audit-payout-made = Pago preparado
audit-payout-approved = Pago aprobado
audit-payout-sent = Pago enviado al banco
audit-payout-paid = Pago realizado
audit-payout-failed = Pago fallido
audit-payout-canceled = Pago cancelado
audit-backup-made = Copia de seguridad hecha
audit-backup-downloaded = Copia de seguridad descargada
audit-site-changed = Ajustes del sitio cambiados
admin-own-page = Esta es tu propia cuenta. Solo otro administrador puede desactivarla, eliminarla o quitarle el rol de administrador.
admin-oneself = No puedes hacer esto con tu propia cuenta: podrías quedarte sin acceso. Pídeselo a otro administrador.
setup-address-taken = Ya hay una cuenta con este correo. Usa otro o ejecuta referral user make-admin en el servidor.
origin-default = predeterminado
origin-follows = sigue a { $what }
origin-line = { $file } línea { $line }
origin-dotenv = { $file } línea { $line }, { $name }
origin-variable = variable de entorno { $name }
origin-flag = opción { $name }
origin-content = contenido de { $file }, indicado por { $by }

## Why

why-title = Por qué
why-title-counts = Por qué { $name } cuenta
why-title-waits = Por qué { $name } aún no cuenta
why-title-not = Por qué { $name } no cuenta
why-path = El recorrido
why-checked = Qué hemos comprobado
why-steps = Todos los pasos
check-moved = Un administrador indicó que la invitación fue tuya.
check-typed = Se escribió tu código.
check-typed-over = Un código escrito gana a los enlaces abiertos.
check-link = Se abrió tu enlace.
check-alone = No hubo otra invitación en los días que cuentan.
check-first = Tu enlace fue el primero que se abrió.
check-first-how = Aquí decide la primera invitación.
check-last = Tu enlace fue el último que se abrió.
check-last-how = Aquí decide la última invitación.
check-other-ended = La otra invitación ya no funcionaba.
check-pace = Se abrió antes del registro.
check-pace-how = { $span } desde la apertura hasta el registro.
check-confirmed = El correo está confirmado.
check-confirmed-how = { $span } después del registro.
check-frozen = La rama está congelada.
check-frozen-how = Por un administrador el { $date }.
check-rejected = Rechazado.
check-rejected-how = Por un administrador el { $date }.
check-code = El código no funcionaba.
check-code-how = Cuando se usó, ya había terminado o alcanzado su límite.
check-approved = Lo aprobó un administrador.
check-approved-how = El { $date }.
check-no-doubt = Nada que revisar.
check-no-doubt-how = No hace falta que lo mire un administrador.
why-history = Historia
why-note = Nota:
why-counts = Cuenta: { $how }.
why-waits = En espera: { $how }.
why-counts-not = Rechazado: { $how }.
why-opened = { $whose ->
    [own] tu enlace se abrió el { $at }
    [another] el enlace de otro miembro se abrió el { $at }
    [gone] un enlace cuyo código se eliminó se abrió el { $at }
   *[code] el enlace de { $code } se abrió el { $at }
}
why-registered = registro el { $at }
why-registered-after = registro { $after }
why-typed = { $whose ->
    [own] se escribió tu código { $code }
    [another] se escribió el código de otro miembro
    [gone] se escribió un código que se eliminó
   *[code] se escribió el código { $code }
}
why-confirmed = el correo se confirmó
why-confirmed-after = el correo se confirmó { $after }
why-unconfirmed = el correo aún no está confirmado
why-held = en revisión
why-moved = el { $at } un administrador indicó quién invitó a esta persona
why-moved-to-you = el { $at } un administrador te asignó a esta persona
why-told = { $whose ->
    [own] un programa indicó tu código { $code }
    [another] un programa indicó el código de otra persona
    [gone] un programa indicó un código que se eliminó
   *[code] un programa indicó el código { $code }
}
why-frozen = pero el { $at } se congeló la rama
why-code-expired = pero el código había caducado antes del registro
why-code-off = pero el código se había desactivado antes del registro
why-code-used-up = pero el código había alcanzado su límite antes del registro
why-code-used-up-since = pero el código alcanzó su límite antes de que se confirmara el correo
why-review = pero el { $at } un administrador lo rechazó
why-first = decide el primer enlace abierto
why-last = decide el último enlace abierto
why-first-ended = el primer enlace abierto ya no funcionaba, así que decidió el último
why-last-ended = el último enlace abierto ya no funcionaba, así que decidió el primero
why-typed-over-link = un código escrito gana a los enlaces abiertos
why-filled-in = el código que ya estaba en el campo venía de otro enlace y no se tuvo en cuenta
why-approved = un administrador lo aprobó el { $at }
after-nothing = en el mismo segundo
after-seconds = { $n ->
    [one] { $n } segundo después
    [many] { $n } de segundos después
   *[other] { $n } segundos después
}
after-minutes = { $n ->
    [one] { $n } minuto después
    [many] { $n } de minutos después
   *[other] { $n } minutos después
}
after-hours = { $n ->
    [one] { $n } hora después
    [many] { $n } de horas después
   *[other] { $n } horas después
}
after-days = { $n ->
    [one] { $n } día después
    [many] { $n } de días después
   *[other] { $n } días después
}
date-time = { $date } a las { $time } UTC
step-opened = { $whose ->
    [own] Se abrió tu enlace con el código { $code }.
    [another] Se abrió el enlace de otro miembro.
    [gone] Se abrió un enlace cuyo código se eliminó.
   *[code] Se abrió el enlace de { $code }.
}
step-opened-first = Fue el primero que se abrió.
step-opened-last = Fue el último que se abrió.
step-registered = Registro.
step-field = { $whose ->
    [own] El campo del código tenía tu código { $code }.
    [another] El campo del código tenía el código de otro miembro.
    [gone] El campo del código tenía un código que se eliminó.
   *[code] El campo del código tenía { $code }.
}
step-field-typed = Se escribió a mano, así que decide.
step-field-filled-in = Lo había rellenado un enlace abierto, así que deciden los enlaces.
step-rule-first = { $n ->
    [one] Regla en ese momento: cuenta el primer enlace abierto en el último día ({ $n }).
    [many] Regla en ese momento: cuenta el primer enlace abierto en los últimos { $n } de días.
   *[other] Regla en ese momento: cuenta el primer enlace abierto en los últimos { $n } días.
}
step-rule-last = { $n ->
    [one] Regla en ese momento: cuenta el último enlace abierto en el último día ({ $n }).
    [many] Regla en ese momento: cuenta el último enlace abierto en los últimos { $n } de días.
   *[other] Regla en ese momento: cuenta el último enlace abierto en los últimos { $n } días.
}
step-code-expired = Rechazado: el código había caducado.
step-code-off = Rechazado: el código estaba desactivado.
step-code-used-up = Rechazado: el código había alcanzado su límite.
step-review = Rechazado por un administrador.
step-confirmed = Correo confirmado.
step-doubted = Señal de fraude: { $signal }; peso { $weight }.
step-held = En revisión.
step-approved = Aprobado por un administrador.
step-moved = Movido por un administrador: ahora consta la invitación de { $name }.
step-moved-to-you = Un administrador te asignó a esta persona.
step-moved-erased = Movido por un administrador a una cuenta que se eliminó.
step-frozen = Rama congelada.
step-restored = La rama cuenta de nuevo.
step-by = Decisión de { $name }.
step-by-erased = Decisión de un administrador cuya cuenta se eliminó.
step-by-operator = Decidido en la línea de comandos.
signal-mailbox = mismo buzón que quien invitó
signal-disposable = dirección de correo desechable
signal-browser = mismo navegador que quien invitó
signal-network = misma red que quien invitó
signal-crowd = muchas personas desde una misma red
signal-domain = muchas personas con el mismo dominio de correo
signal-speed = registro inusualmente rápido

## Rules

admin-rules = Reglas
rule-new = Regla nueva
rule-new-steps = Nuevos hitos
rule-none = Todavía no hay reglas
rule-none-lead = Una regla dice qué tiene que pasar, quién recibe y cuánto. Desde entonces, los eventos pagan según ella.
rule-version-since = Versión { $version }, desde el { $date }
rule-version = Versión { $version }
rule-ended-on = Terminó el { $date }
rule-in-force = Vigente
rule-not-in-force = No vigente
rule-next-version = Versión siguiente
rule-next-version-lead = Las versiones no se editan. Quien se unió antes conserva la versión con la que se unió, salvo que elijas otra cosa.
rule-versions = Versiones
rule-from = desde el { $date }
rule-until = Termina el { $date }.
rule-end = Terminar la regla
rule-end-title = ¿Terminar esta regla?
rule-end-lead = Desde ahora, ningún evento paga por ella a nadie. Las recompensas ya dadas se quedan. No se puede deshacer.
rule-name = Nombre
rule-name-hint = a–z, 0–9 y -, como first-purchase. No se puede cambiar.
rule-more = Más condiciones
rule-more-range = Solo compras o eventos con número
rule-nth-first = Primer número
rule-nth-last = Último número
rule-more-name = Nombre de tu propio evento
rule-event-name = Evento
rule-more-least = Solo a partir de un importe de
rule-min-amount = Importe mínimo
rule-more-months = Solo en los primeros meses después de unirse:
rule-months = Meses
rule-more-group = Solo para personas del grupo
rule-group = Grupo
rule-more-cap = Una persona recibe como máximo
rule-cap-one = Tope por persona
rule-more-cap-month = Entre todas reciben al mes como máximo
rule-cap-all = Tope al mes
rule-more-on-cap = Lo que no cabe
rule-on-cap = Al llegar al tope
rule-on-cap-cut = se recorta
rule-on-cap-refuse = no se da
rule-more-applies = Se paga según la versión
rule-applies = Qué versión paga
rule-applies-joined = con la que se unió la persona
rule-applies-today = del día del evento
rule-more-from = Vigente desde
rule-from-date = Desde
rule-more-until = hasta
rule-until-date = Hasta
rule-save = Guardar regla
rule-save-version = Guardar versión
rule-preview = Vista previa
rule-form-when = Cuando un referido
rule-form-gets = recibe
rule-form-at-most = como máximo
rule-form-after = después de
rule-form-days = días
rule-form-steps = Cuando se confirman referidos,
rule-form-for = al llegar a
rule-type = Qué ocurre
rule-type-purchase = compra
rule-type-signup = se registra
rule-type-confirmed = queda confirmado
rule-type-trial = empieza una prueba
rule-type-custom = hace algo que tú defines
rule-often = Con qué frecuencia
rule-often-all = cada vez
rule-often-first = la primera vez
rule-often-range = algunas veces, ver abajo
rule-who = Quién recibe
rule-who-referrer = quien invitó
rule-who-referee = el referido
rule-pay = Recompensa
rule-pay-hint = 20 %, 5 USD o 1 free_months. «Como máximo» es para porcentajes.
rule-max = Como máximo
rule-hold-days = Días
rule-approve = Aprobación
rule-approve-hold = automáticamente
rule-approve-hand = cuando lo apruebe un administrador
rule-step-pay = Recompensa
rule-step-at = Número de referidos
rule-steps-hint = Cada recompensa se da una vez, por ejemplo 1 free_months al llegar a 3.
rule-example-buys = Un referido compra por { $amount }
rule-example-gets = La recompensa es de { $amount }
rule-days = { $n ->
    [one] { $n } día
    [many] { $n } de días
   *[other] { $n } días
}
rule-sentence = { $when }, { $who } { $pay }, { $then }.
rule-for-signup = Por el registro de un referido
rule-for-confirmed = Por la confirmación de un referido
rule-for-trial = Por cada prueba de un referido
rule-for-trial-first = Por la primera prueba de un referido
rule-for-trial-from = Por cada prueba de un referido a partir de la número { $first }
rule-for-trial-range = Por las pruebas { $first } a { $last } de un referido
rule-for-purchase = Por cada compra de un referido
rule-for-purchase-first = Por la primera compra de un referido
rule-for-purchase-from = Por cada compra de un referido a partir de la número { $first }
rule-for-purchase-range = Por las compras { $first } a { $last } de un referido
rule-for-event = Por cada evento { $event } de un referido
rule-for-event-first = Por el primer evento { $event } de un referido
rule-for-event-from = Por cada evento { $event } de un referido a partir del número { $first }
rule-for-event-range = Por los eventos { $event } del { $first } al { $last } de un referido
rule-any-event = con cualquier nombre
rule-for-steps = Por los referidos confirmados
rule-at-least = por un importe de al menos { $amount }
rule-for-months = { $n ->
    [one] en el primer mes
    [many] en los primeros { $n } de meses
   *[other] en los primeros { $n } meses
}
rule-referrer-gets = quien invitó recibe
rule-referee-gets = el referido recibe
rule-referrer-of-group-gets = quien invitó, si es del grupo «{ $group }», recibe
rule-referee-of-group-gets = el referido, si es del grupo «{ $group }», recibe
rule-at-most = como máximo { $amount }
rule-step = { $n ->
    [one] { $amount } por el primero
   *[other] { $amount } al llegar a { $n }
}
rule-after-days = { $n ->
    [one] después de { $n } día
    [many] después de { $n } de días
   *[other] después de { $n } días
}
rule-at-once = al momento
rule-by-hand = cuando lo apruebe un administrador
rule-cap-participant = Una persona recibe en total como máximo { $amount }.
rule-cap-month = Entre todas reciben como máximo { $amount } al mes.
rule-cap-refuses = Una recompensa que no cabe entera no se da.

## Try a rule
trial-run = Probar con lo ocurrido
trial-use = Usar esta regla
trial-title = Esta regla, en { $period }
trial-back = Volver a la regla
trial-only = Solo una prueba: no se guarda nada
trial-lead = ¿Qué habría dado esta regla por lo ocurrido? Ocupa el lugar de todas las versiones de su nombre.
trial-period = En
trial-days = Periodo
trial-days-30 = los últimos 30 días
trial-days-90 = los últimos 90 días
trial-days-365 = los últimos 365 días
trial-days-dates = estas fechas:
trial-from = desde
trial-since = Desde
trial-before = antes del
trial-until = Antes del
trial-edit = La regla en JSON
trial-rule = Regla
trial-what = Qué
trial-did = Se dio
trial-would = Habría dado
trial-change = Diferencia
trial-given = Importe
trial-people = Personas recompensadas
trial-each = { $amount } cada una
trial-capped = { $n ->
    [0] Ningún tope detuvo una recompensa.
    [one] Un tope redujo o detuvo { $n } recompensa.
   *[other] Un tope redujo o detuvo { $n } recompensas.
}
trial-compared = Comparado con lo que se dio
trial-changes = Mayores diferencias
trial-no-changes = Todos reciben lo mismo.
trial-nothing = Nada de lo ocurrido en este periodo tiene recompensa, ni con esta regla ni con lo vigente.

## Rewards and payouts

my-rewards-lead = Lo que ganas por las personas que invitas: cuándo se paga y por qué.
my-rewards-none = Todavía no hay recompensas
my-rewards-none-lead = Cuando alguien que invitaste haga algo por lo que paga una regla, tu recompensa aparecerá aquí.
my-rewards-rules = Qué se paga
my-rewards-goal = { $done } de { $needed }
my-rewards-goal-left = { $n ->
    [one] Falta { $n } persona más.
    [many] Faltan { $n } de personas más.
   *[other] Faltan { $n } personas más.
}
my-rewards-next = Tu próxima recompensa
my-waitlist-title = Tu puesto en la lista de espera
my-waitlist-of = de { $of }
my-waitlist-moves = { $n ->
    [one] Cada persona que traes y cuenta te sube { $n } puesto.
   *[other] Cada persona que traes y cuenta te sube { $n } puestos.
}
my-waitlist-about = Hay una revisión abierta, así que el puesto aún puede cambiar.
my-waitlist-in = Ya tienes acceso
my-waitlist-in-since = Acceso desde el { $date }
my-rewards-balance = Saldo
my-rewards-negative = Se ha descontado más de lo que hay por cobrar. Las próximas recompensas lo cubren primero.
my-rewards-for = por { $name }
my-rewards-yourself = por unirte
my-rewards-person = alguien que invitaste
my-rewards-all = Todas las recompensas
admin-rewards = Recompensas
admin-payouts = Pagos
admin-liability = Deuda
liability-lead = Lo que se debe por recompensas: exigible ahora, en camino y pendiente por el día en que vence.
liability-none = No se debe nada
liability-reversals = Es probable que se retiren { $amount }
liability-falls-due = Vence
liability-later = Más tarde
liability-undated = Sin fecha todavía
rewards-search = Nombre, dirección o id
rewards-to-approve = Por aprobar
rewards-for = Para
rewards-because = Por
rewards-amount = Importe
rewards-by-hand = Dada a mano
rewards-until = hasta el { $date }
rewards-none = Todavía no hay recompensas
rewards-none-lead = Cuando una regla pague por un evento, la recompensa aparecerá aquí.
reward-title = Recompensa { $number }
reward-approve = Aprobar
reward-fulfil = Marcar como entregada
reward-void = Anular recompensa
reward-void-lead = Si el pago aún no se ha enviado, primero se cancela. Si ya se envió, el importe se descuenta de lo que está por pagar.
reward-reversed = Descontado
reward-taken-back = Descontado de ella: { $amount }.
reward-event = Evento
reward-made = Creada
reward-to = Para
reward-to-hint = Una dirección, un id externo o un número como prt_7.
reward-amount-hint = 5 USD o 1 free_months. Por debajo de 0, descuenta.
reward-give = Dar una recompensa
reward-give-lead = Queda por pagar al momento y entra en el próximo pago.
payouts-number = Pago
payouts-rewards = Recompensas
payouts-lines = { $n ->
    [one] { $n } recompensa
    [many] { $n } de recompensas
   *[other] { $n } recompensas
}
payouts-none = Todavía no hay pagos
payouts-none-lead = Prepara pagos con lo que está por pagar. El programa no mueve dinero: la tabla es para tu banco.
payout-title = Pago { $number }
payout-make = Preparar pagos
payout-make-lead = Cada persona con algo por pagar tiene un borrador. Míralo primero: no se crea nada hasta que crees los borradores.
payout-look = Ver cómo quedaría
payout-make-drafts = Crear los borradores
payout-download = Descargar CSV para el banco
payout-unit = Moneda
payout-unit-hint = Tres letras, como USD.
payout-until = Por pagar hasta
payout-until-hint = Lo que quedó por pagar antes de esta fecha. En blanco: hasta ahora.
payout-minimum = Mínimo por persona
payout-plan = Cómo quedaría
payout-people = Personas
payout-skipped = Omitidas
payout-total = A pagar
payout-drafts = Borradores
payout-skip-nothing-due = No hay por pagar más de lo que se ha descontado.
payout-skip-below-minimum = Por debajo del mínimo.
payout-skip-open = Hay otro pago en camino.
payout-skip-erased = La cuenta se eliminó.
payout-approve = Aprobar
payout-mark-sent = Marcar como enviado
payout-mark-paid = Marcar como pagado
payout-mark-failed = Marcar como fallido
payout-cancel = Cancelar pago
payout-reference = Referencia del banco
payout-changed = Cambiado
payout-lines = Qué paga
payout-line-due = Por pagar
payout-line-taken = Descontado tras un pago anterior
payout-reward-changed = Una de sus recompensas ha cambiado.
payout-is-draft = Borrador. Apruébalo o márcalo directamente como enviado.
payout-is-approved = Aprobado. Envíalo al banco.
payout-is-sent = Lo tiene el banco.
payout-is-paid = Pagado. Si el banco lo devuelve, márcalo como fallido.
payout-is-failed = Falló. Su importe vuelve a estar por pagar.
payout-is-canceled = Cancelado. Su importe vuelve a estar por pagar.
reward-pending-until = Pendiente hasta el { $date }: un reembolso antes de esa fecha la anula.
reward-pending-by-hand = Pendiente hasta que la apruebe un administrador.
reward-held-unconfirmed = Espera a que se confirme el referido.
reward-held-under-review = En espera: el referido está en revisión.
reward-held-frozen = En espera: la rama del referido está congelada.
reward-held-disputed = En espera: la compra está en disputa.
reward-due = Por pagar: está en el próximo pago.
reward-due-by-hand = Por pagar: se dio a mano.
reward-taken = Descontada a mano: el próximo pago baja en esa cantidad.
reward-paying = En un pago que está en camino.
reward-paid = Pagada.
reward-paid-taken-back = Pagada; lo descontado después se resta de lo que está por pagar.
reward-fulfilled = Entregada.
reward-void-refunded = Anulada: la compra se reembolsó.
reward-void-rejected = Anulada: el referido no cuenta.
reward-void-step-lost = Anulada: al final del plazo quedaban muy pocos referidos.
reward-void-duplicate = Anulada: la compra se comunicó dos veces.
reward-void-rebuilt = Anulada: al recalcular las recompensas, no salió.
reward-void-erased = Anulada: la cuenta se eliminó.
reward-void-forfeited = Anulada: se perdió con la cuenta.
reward-void-voided = Anulada por un administrador.
verdict-waits-for-purchase = Todavía no paga: espera una compra.
verdict-waits-for-confirmation = Todavía no paga: espera la confirmación.
verdict-no-referrer = No paga: nadie invitó a esta persona.
verdict-not-first = No paga: solo paga la primera vez, y esta es posterior.
verdict-outside-nth = No paga: su número no está entre los que paga.
verdict-below-minimum = No paga: el importe está por debajo del mínimo de la regla.
verdict-currency-not-covered = No paga: un mínimo, un máximo o un tope no incluye esta moneda.
verdict-outside-group = No paga: la persona que lo recibiría no está en el grupo de la regla.
verdict-too-late = No paga: ya han pasado los meses desde el registro que fija la regla.
verdict-capped = No paga: el tope está agotado.
verdict-rounds-to-zero = No paga: el importe se redondea a cero.
verdict-rule-not-in-force = No paga: la regla no estaba vigente entonces.
verdict-referral-rejected = No paga: el referido está rechazado.
verdict-beneficiary-disabled = No paga: la cuenta de quien lo recibiría está desactivada.
verdict-already-rewarded = No paga: ya ha pagado por esto.
verdict-step-not-reached = Todavía no paga: no se ha llegado al siguiente número de referidos.
payout-draft = Borrador
payout-approved = Aprobado
payout-sent = Enviado
payout-paid = Pagado
payout-failed = Fallido
payout-canceled = Cancelado

## Numbers and the leaderboard

numbers-title = Estadísticas
numbers-no-origins = Todavía no hay clics.
origin-others = todos los demás
numbers-none-lead = Aquí aparecen los clics, los registros y sus fuentes, día a día.
numbers-days-csv = Días en CSV
numbers-origins-csv = Fuentes en CSV
source-title = Fuentes
source-group = Agrupar por
source-site = Fuente
source-campaign = Campaña
source-device = Dispositivo
source-rate = Tasa
source-direct = Directo
source-no-campaign = Sin campaña
source-no-click = Código escrito
source-qr = Código QR
source-email = Correo
device-phone = Teléfono
device-tablet = Tableta
device-computer = Ordenador
device-unknown = Desconocido
part-of-visitors = { $percent } de los visitantes
part-of-signups = { $percent } de los registros
change-up = sube
change-down = baja
chart-day = Día
chart-table = Ver como tabla
table-download = Descargar CSV
chart-in-all = { $n } en total
chart-before = { $n ->
    [one] el día anterior
    [many] los { $n } de días anteriores
   *[other] los { $n } días anteriores
}
chart-week = Semana
chart-month = Mes
chart-so-far = hasta ahora
chart-period = Periodo
chart-days = { $n ->
    [one] { $n } día
    [many] { $n } de días
   *[other] { $n } días
}
chart-all = Todo
chart-own-dates = Fechas
chart-from = Desde
chart-to = Hasta
chart-show = Mostrar
chart-compared = { $n ->
    [one] En comparación con el día anterior
    [many] En comparación con los { $n } de días anteriores
   *[other] En comparación con los { $n } días anteriores
}
chart-compare = comparar
chart-compare-stop = dejar de comparar
chart-signups = Registros por día
leaders-title = Clasificación
leaders-lead = Miembros con más registros confirmados. Solo aparece quien eligió figurar aquí.
leaders-none = Todavía nadie. Puedes elegir aparecer en tu cuenta.
leaders-none-title = Todavía nadie
leaders-period = Periodo
leaders-week = Semana
leaders-month = 30 días
leaders-all = Siempre
leaders-place = Puesto
leaders-you = tú
leaders-choose = Clasificación
leaders-off = No aparecer
leaders-initial = Solo la inicial
leaders-name = Nombre completo
leaders-save = Guardar
notice-listed-changed = Guardado.
notice-language-changed = Guardado. Te escribiremos en este idioma.
profile-referred-by-link = Cuenta por el enlace abierto el { $date }.
profile-referred-by-code = Cuenta por un código escrito.
profile-referred-by-word = Indicado por un administrador.
admin-reviews = Por revisar
reviews-lead = Posibles invitaciones a uno mismo. Cada decisión y su motivo quedan en el registro de auditoría.
profile-referred-by-program = Un programa indicó el código.
reviews-none = No hay nada que revisar.
review-own-words = Con tus palabras
review-because = porque
because-genuine = Parece auténtico
because-known = Nos es conocido
because-household = Comparte hogar u oficina
because-mailbox = Mismo buzón que quien invitó
because-same-person = Segunda cuenta de la misma persona
because-throwaway = Cuenta desechable
because-automated = Registro hecho por un programa
reviews-search = Nombre o correo
reviews-none-lead = Aquí aparecen los referidos con señales de fraude.
review-title = ¿Cuenta este referido?
review-signals = Señales de fraude
review-weight = Peso
review-branch = Aplicar a todos los que invitó esta persona
review-approve = Aprobar
review-reject = Rechazar
review-decide = Revisar este referido
branch-title = Rama de { $name }
branch-above = Invitado por
branch-higher = { $count } más arriba
branch-look = Ver la rama
tree-label = Árbol
tree-below = Debajo de { $name }:
tree-more = { $n ->
    [one] { $n } más
    [many] { $n } más
   *[other] { $n } más
}
tree-none-lead = Aquí aparece quien se registra con este enlace.
tree-legend = 4 / 9: cuentan cuatro de nueve registros directos
branch-waiting = En espera
branch-levels = { $n ->
    [one] { $n } nivel
    [many] { $n } de niveles
   *[other] { $n } niveles
}
branch-rest = { $rejected } rechazados, { $frozen } congelados
branch-people = Personas por debajo
branch-none = Nadie se ha unido a través de esta persona.
branch-frozen-with = con la rama de
branch-freeze = Congelar rama
branch-freeze-lead = Deja de contar a esta persona y a todos los que están por debajo, y pausa sus códigos. Se puede deshacer.
branch-restore = Descongelar rama
branch-restore-lead = Quienes se congelaron con esta persona cuentan de nuevo, y sus códigos funcionan.
branch-move = Mover a otra persona
branch-move-lead = Mueve a esta persona y a todos los que están por debajo bajo otra.
branch-approve = Aprobar todo lo que espera
branch-approve-lead = Aprueba todos los referidos de esta rama que esperan revisión.
branch-reject = Rechazar todos
branch-reject-lead = Rechaza a todos los que están por debajo de esta persona. Cada rechazo solo se puede deshacer uno a uno.
field-reason = Motivo
field-reason-hint = Hasta 500 caracteres. Se guarda con la decisión en el registro de auditoría.
field-referrer = Invitado por
field-referrer-hint = Un código, un correo o un número como #12.
notice-decided = Decisión guardada. Puedes cambiarla en la página de la persona.
notice-branch-frozen = Rama congelada. Puedes descongelarla más abajo.
notice-branch-restored = Rama descongelada. Cuenta de nuevo y sus códigos funcionan.
notice-person-moved = Movido. Muévelo otra vez para deshacerlo.
refusal-not-a-decision = Elige Aprobar o Rechazar.
refusal-already-so = Ya está así. No hay nada que cambiar.
refusal-code-used-up = Este código ha alcanzado su límite.
refusal-unknown-user = Esa persona no existe.
refusal-own-branch = No puedes mover a alguien bajo sí mismo ni bajo sus propios referidos.
audit-referral-approved = Referido aprobado
audit-referral-rejected = Referido rechazado
audit-referrer-changed = Cambio de quien invitó
audit-branch-frozen = Rama congelada
audit-branch-restored = Rama descongelada
overview-to-send = { $n ->
    [one] { $n } correo sin entregar
    [many] { $n } de correos sin entregar
   *[other] { $n } correos sin entregar
}
need-reviews = { $n ->
    [one] referido por revisar
    [many] de referidos por revisar
   *[other] referidos por revisar
}
need-emails = { $n ->
    [one] correo sin entregar
    [many] de correos sin entregar
   *[other] correos sin entregar
}
overview-first = Todavía no se ha unido nadie
overview-first-lead = Los números, el gráfico y los últimos registros aparecen aquí con la primera persona que abra un enlace.
steps-welcome = Hola, { $name }
steps-left = { $n ->
    [0] Todo está configurado.
    [one] Queda { $n } paso.
    [many] Quedan { $n } de pasos.
   *[other] Quedan { $n } pasos.
}
steps-title = Configuración
steps-count = { $done } de { $all } hechos
steps-admin = Administrador creado
steps-admin-done = Has iniciado sesión.
steps-mail = Correo
steps-mail-how = Por ahora los correos se quedan en este ordenador. Define un servidor de correo para que lleguen a la gente:
steps-mail-test = El servidor de correo está definido. Envíate un correo de prueba.
steps-address = Dirección pública
steps-address-how = Los enlaces solo llevan a este ordenador. Define la dirección que conoce la gente:
steps-proxy = Proxy inverso
steps-proxy-done = El proxy comunica las direcciones de los visitantes.
steps-proxy-how = Detrás de un proxy, todos los visitantes parecen tener la dirección del proxy. Indícalo en:
steps-backup = Copia de seguridad
steps-backup-done = Hay una copia.
steps-backup-how = Todavía no hay ninguna copia.
steps-code = Primer código
steps-code-how = Comparte el primer enlace.
steps-code-see = Ver tu enlace
overview-latest = Lo último
overview-todo = Requiere atención
overview-top = Códigos principales
