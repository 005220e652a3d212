## Сайт и меню

site-name = Рефералы
site-description = Реферальные коды и ссылки: зарегистрируйтесь, поделитесь ссылкой и смотрите, кто пришёл.
skip-to-content = К содержанию
menu = Меню
menu-home = Главная
menu-register = Регистрация
menu-login = Вход
menu-profile = Профиль
menu-code-add = Добавить код
menu-code-change = Изменить код
menu-profile-delete = Удалить профиль
menu-logout = Выход
menu-api = API для программ
menu-statistics = Статистика
menu-to-do = требуют внимания
language = Язык
language-own-name = Русский
language-locale = ru_RU

## Главная

home-title = Приглашайте людей и смотрите, кто пришёл
home-lead = Получите реферальный код, поделитесь ссылкой — и узнайте о каждом, кто зарегистрировался по ней, и почему он засчитан.
home-register = Зарегистрироваться
home-how = Как это работает
home-step-register = Зарегистрируйтесь и подтвердите адрес по письму.
home-step-code = Создайте реферальный код — свой или случайный.
home-step-share = Поделитесь ссылкой.
home-step-see = Смотрите в профиле, кто пришёл по ней.
home-taking-part = { $n ->
    [0] Пока никто не участвует — станьте первым.
    [one] Уже участвует { $n } человек.
    [few] Уже участвуют { $n } человека.
   *[many] Уже участвуют { $n } человек.
}

## States: a word in a pill

state-counts = Засчитано
state-waiting = Ожидает
state-rejected = Отклонено
state-frozen = Заморожено
state-active = Действует
state-off = Выключен
state-expired = Закончился
state-limit-reached = Лимит исчерпан
state-pending = Ожидает
state-due = К выплате
state-paid = Выплачено
state-cancelled = Отменено

## Поля

form-mistakes = Исправьте, пожалуйста
form-mistake-title = Ошибка: { $title }
field-optional = (необязательно)
field-firstname = Имя пользователя
field-firstname-hint = От 1 до 50 знаков. Его увидит тот, кто вас пригласил.
field-email = Email
field-password = Пароль
field-password-hint = От 8 до 128 знаков, любые.
field-password2 = Пароль ещё раз
field-old-password = Нынешний пароль
field-new-password = Новый пароль
field-referrer-code = Код пригласившего
field-referrer-code-hint = Если вы пришли по ссылке, он уже вписан.
field-digits = Код из письма
field-digits-hint = Шесть цифр.
field-friend = Email друга
field-friend-hint = На этот адрес уйдёт письмо со ссылкой.
field-description = Описание
field-description-hint = До 150 знаков; его увидит тот, кто откроет ссылку.
field-own-code = Свой код
field-own-code-hint = 4–32 знака: латинские буквы, цифры и дефис. Пусто — код будет случайным.
field-expires-on = Последний день
field-expires-on-hint = Код работает до конца этого дня по UTC.
code-today-utc = По UTC сегодня { $date }
field-max-uses = Сколько человек
field-max-uses-hint = Когда столько человек подтвердит адрес, код перестанет работать.
field-active = Код включён

## Регистрация и подтверждение

register-title = Регистрация
register-submit = Регистрировать
register-known = Уже зарегистрированы?
register-invited-by = Вас приглашает { $name }
digits-title = Подтвердите адрес
digits-lead = Откройте ссылку из письма или введите здесь код из него.
digits-console = Почта пока не настроена, и письма лежат на этом компьютере:
digits-terminal = Почта пока не настроена: письма печатает терминал, в котором запущен сайт.
digits-until = Ссылка и код действуют до
digits-left-minutes = { $n ->
    [one] Осталось не больше { $n } минуты.
   *[other] Осталось не больше { $n } минут.
}
digits-left-seconds = { $n ->
    [one] Осталась { $n } секунда.
    [few] Осталось { $n } секунды.
   *[many] Осталось { $n } секунд.
}
digits-over = Срок ссылки и кода истёк. Попросите новое письмо.
digits-submit = Подтвердить
digits-no-email = Письмо не пришло или срок истёк?
activate-title = Подтверждение адреса
activate-lead = Остался один шаг. Введите пароль, с которым вы регистрировались, или придумайте новый и нажмите кнопку.
activate-submit = Подтвердить адрес
activate-already-title = Адрес уже подтверждён
activate-already-lead = Эта ссылка своё дело сделала. Можно войти.
activate-expired-title = Ссылка больше не действует
activate-expired-lead = Её срок истёк. Укажите адрес, и мы отправим новое письмо.
activate-unknown-title = Такой ссылки нет
activate-unknown-lead = Возможно, её заменила ссылка из более нового письма или она скопирована не целиком. Укажите адрес, и мы отправим новое письмо.
repeat-title = Повторить токен
repeat-lead = Укажите адрес, с которым вы регистрировались: мы отправим новое письмо.
repeat-submit = Отправить

## Вход и пароль

login-title = Вход
login-submit = Войти
login-no-account = Ещё нет профиля?
login-no-email = Письмо с подтверждением не пришло?
forgot-title = Забыли пароль?
forgot-lead = Укажите адрес: мы отправим письмо со ссылкой для нового пароля.
forgot-submit = Отправить письмо
reset-title = Новый пароль
reset-dead-title = Ссылка больше не действует
reset-dead-lead = Её срок истёк, или пароль по ней уже сменили. Попросите новую.
password-title = Сменить пароль
password-lead = После смены все другие сеансы завершатся.
password-submit = Сохранить пароль

## Профиль и коды

profile-referred-by = Кто вас пригласил: { $name }.
profile-codes = Мои коды
profile-no-codes = У вас ещё нет кода. Создайте его, чтобы получить ссылку.
profile-no-active-code = Сейчас у вас нет действующего кода. Создайте новый, чтобы приглашать дальше.
profile-people = Кто пришёл
profile-no-people = Пока никого. Поделитесь ссылкой — здесь появятся те, кто зарегистрируется по ней.
profile-no-people-yet = Пока никого. Когда у вас будет ссылка, здесь появятся те, кто зарегистрируется по ней.
profile-account = Учётная запись
profile-language = Язык писем вам
profile-language-save = Сохранить язык
profile-link = Ссылка
share-copy = Скопировать
share-copied = Скопировано
share-more = Поделиться…
share-with = Отправить через
share-telegram = Telegram
share-vk = ВКонтакте
share-whatsapp = WhatsApp
share-mail = Почта
share-subject = Приглашение
share-text = Приглашаю: зарегистрируйтесь по моей ссылке.
qr-title = QR-код
qr-lead = Покажите его с экрана или напечатайте: камера телефона откроет вашу ссылку.
qr-here-only = Пока сайт открывается только на этом компьютере. Чтобы ссылку открыл и телефон, запустите его по адресу в вашей сети: --listen 192.168.1.5:8080
qr-alt = QR-код ссылки с кодом { $code }
qr-download = Скачать картинку (SVG)
profile-delete-lead = Профиль, коды и всё, что называет вас по имени, исчезнут навсегда. Чтобы подтвердить, введите пароль.
profile-delete-submit = Удалить навсегда
profile-delete-keep = Оставить профиль
count-clicks = Переходы
count-people = Посетители
count-registered = Зарегистрировались
count-confirmed = Подтвердили
code-active = работает
code-expired = срок истёк
code-off = выключен
code-used-up = мест нет
code-uses = занято мест: { $used } из { $most }
code-until = Последний день:
code-is-sent = ссылка отправлена по почте
code-add-title = Создать реферальный код
code-add-lead = Все поля можно оставить как есть: код придумаем мы.
code-add-in-the-way = У вас уже работает код { $code }, а действующий код может быть только один. Чтобы создать новый, выключите этот.
code-add-submit = Создать
code-change-title = Изменить код
code-change-submit = Сохранить
code-delete-title = Удалить код
code-delete-lead = Ссылка перестанет работать. Те, кто по ней пришёл, останутся вашими.
code-delete-submit = Удалить код
person-name = Имя
person-code = Код
person-state = Состояние
person-registered = Регистрация
person-gone = профиль удалён

## Реферальная ссылка

card-invites = { $name } приглашает вас
card-invited = Вас приглашают
invitation-you = вы
invitation-lead = { $name } увидит имя, под которым вы зарегистрируетесь, и узнает, что вы пришли по приглашению.
invitation-until = Последний день приглашения (UTC):
invitation-mistyped-title = Опечатка в коде?
invitation-mistyped-lead = Такого кода не может быть: один из знаков неверен. Сравните его с тем, что вам прислали.
invitation-unknown-title = Такого кода нет
invitation-unknown-lead = Проверьте ссылку или попросите прислать её ещё раз.
invitation-expired-title = Срок этого приглашения истёк
invitation-expired-lead = Попросите у пригласившего новую ссылку — или зарегистрируйтесь без неё.
invitation-off-title = Это приглашение больше не действует
invitation-off-lead = Владелец его выключил. Попросите новую ссылку — или зарегистрируйтесь без неё.
invitation-used-up-title = По этому приглашению мест больше нет
invitation-used-up-lead = По нему пришло столько людей, сколько хотел владелец. Попросите новую ссылку — или зарегистрируйтесь без неё.
invitation-register-anyway = Зарегистрироваться без приглашения

## Сообщения

notice-email-sent = Мы отправили письмо. Подтвердите адрес, пока не истёк срок ссылки.
notice-email-sent-code-ended = Мы отправили письмо. Код приглашения к этому времени перестал действовать, поэтому пригласившему вы засчитаны не будете.
notice-email-repeated = Если этот адрес ждёт подтверждения, на него отправлено новое письмо.
notice-confirmed = Адрес подтверждён. Теперь можно войти.
notice-confirmed-too-late = Адрес подтверждён. Теперь можно войти. Пока вы подтверждали адрес, все места по приглашению заняли, поэтому пригласившему вы не засчитаны.
notice-already-confirmed = Адрес уже был подтверждён. Можно войти.
notice-signed-out = Вы вышли.
notice-code-added = Код создан. Ссылка ниже — поделитесь ею.
notice-code-added-and-sent = Код создан, письмо со ссылкой отправляется.
notice-code-changed = Код изменён.
notice-code-deleted = Код удалён.
notice-password-changed = Пароль сменён, другие сеансы завершены.
notice-reset-sent = Если такой профиль есть, на его адрес отправлено письмо со ссылкой для нового пароля.
notice-password-reset = Пароль сменён. Войдите с новым.
notice-profile-deleted = Профиль удалён.

## Что не так с полем

refusal-empty = Заполните это поле.
refusal-missing = Этого поля не хватает.
refusal-twice = Это поле пришло дважды.
refusal-not-text = Здесь должен быть текст.
refusal-too-short = { $n ->
    [one] Нужен хотя бы { $n } знак.
    [few] Нужно хотя бы { $n } знака.
   *[many] Нужно хотя бы { $n } знаков.
}
refusal-too-long = { $n ->
    [one] Не больше { $n } знака.
   *[other] Не больше { $n } знаков.
}
refusal-control-character = Здесь есть невидимые знаки, которых быть не должно.
refusal-too-many-marks = На одной букве здесь больше знаков, чем бывает в письме.
refusal-not-an-address = Это не похоже на адрес почты. Пример: name@example.com.
refusal-plus-not-escaped = В этом адресе пробел. В строке запроса вместо + пишите %2B.
refusal-passwords-differ = Пароли не совпадают.
refusal-not-a-date = Это не дата.
refusal-not-in-future = Эта дата уже прошла.
refusal-too-far = { $n ->
    [one] Не дальше чем через { $n } день.
    [few] Не дальше чем через { $n } дня.
   *[many] Не дальше чем через { $n } дней.
}
refusal-not-a-code = Код состоит из букв, цифр и дефисов.
refusal-code-taken = Такой код уже занят, придумайте другой.
refusal-code-reserved = Этот код оставлен для самого сайта, придумайте другой.
refusal-code-rude = Такой код могут счесть грубым, придумайте другой.
refusal-code-mistyped = Опечатка в коде? Сравните его с тем, что вам прислали.
refusal-code-unknown = Такого кода нет. Проверьте его или оставьте поле пустым.
refusal-active-code-exists = На email ссылка уже опубликована: действующий код может быть только один.
refusal-wrong-password = Пароль неверен.
refusal-not-six-digits = Введите шесть цифр из письма.
refusal-wrong-digits = Код неверен. Проверьте адрес и шесть цифр из последнего письма.
refusal-wrong-credentials = Адрес или пароль неверны, или адрес ещё не подтверждён.
refusal-not-a-boolean = Здесь должно быть true или false.
refusal-not-a-number = Здесь должно быть целое число больше нуля.
refusal-unknown-field = Такого поля здесь нет.
refusal-not-a-choice = Здесь возможно только одно из названных значений.
refusal-not-in-range = Число от 1 до { $n }.
refusal-fewer-than-used = Меньше, чем уже занято: { $n }.

## Что не получилось

failure-malformed = Запрос не удалось прочитать
failure-malformed-do = Вернитесь назад и попробуйте ещё раз.
failure-unsupported-media = Такой вид содержимого здесь не принимают
failure-unsupported-media-do = Формы отправляйте как application/x-www-form-urlencoded, данные — как application/json.
failure-not-signed-in = Нужно войти
failure-not-signed-in-do = Войдите и повторите.
failure-wrong-credentials = Адрес или пароль неверны, или адрес ещё не подтверждён
failure-wrong-credentials-do = Проверьте их и попробуйте ещё раз; если адрес не подтверждён, откройте ссылку из письма или попросите новое.
failure-forged = Форма устарела
failure-forged-do = Вернитесь назад, обновите страницу и отправьте форму ещё раз.
failure-no-cookies = Браузер не сохраняет cookie этого сайта
failure-no-cookies-do = Без них форма не работает. Разрешите cookie для этого сайта в настройках браузера, обновите страницу и отправьте форму ещё раз.
failure-needs-https = Для этой формы нужно защищённое соединение
failure-needs-https-do = Откройте страницу по адресу с https и отправьте форму ещё раз.
failure-needs-https-open = Открыть с https
failure-forbidden = Этого вам нельзя
failure-forbidden-do = Действовать можно только от своего имени.
failure-not-found = Такой страницы нет
failure-not-found-do = Проверьте адрес или начните с главной.
failure-wrong-method = Так к этому адресу не обращаются
failure-wrong-method-do = Какие методы возможны, говорит заголовок Allow.
failure-timed-out = Запрос шёл слишком долго
failure-timed-out-do = Попробуйте ещё раз.
failure-conflict = Это противоречит тому, что уже есть
failure-conflict-do = Измените одно из двух.
failure-gone = Срок истёк
failure-gone-do = Попросите новое письмо или новую ссылку.
failure-too-large = Слишком много данных
failure-too-large-do = Отправьте меньше.
failure-target-too-long = Слишком длинный адрес
failure-target-too-long-do = Проверьте ссылку.
failure-unprocessable = Не всё заполнено верно
failure-unprocessable-do = Исправьте отмеченное и отправьте ещё раз.
failure-home = На главную
failure-again-minutes = { $n ->
    [one] Попробовать снова можно будет через { $n } минуту.
    [few] Попробовать снова можно будет через { $n } минуты.
   *[many] Попробовать снова можно будет через { $n } минут.
}
failure-again-seconds = { $n ->
    [one] Попробовать снова можно будет через { $n } секунду.
    [few] Попробовать снова можно будет через { $n } секунды.
   *[many] Попробовать снова можно будет через { $n } секунд.
}
failure-too-many = Слишком много попыток
failure-too-many-do = Подождите немного и попробуйте снова.
failure-header-too-large = Слишком большие заголовки
failure-header-too-large-do = Удалите cookie этого сайта и попробуйте ещё раз.
failure-internal = У нас что-то сломалось
failure-internal-do = Это не ваша ошибка, и она уже записана. Попробуйте позже.
failure-busy = Сервер занят
failure-busy-do = Ничего не потеряно. Подождите несколько секунд и повторите.
failure-unavailable = Сейчас ничего не записать
failure-unavailable-do = Неполадка с диском сервера: то, что вы отправили, не сохранено. Всё сохранённое раньше цело, и страницы можно читать. Повторите через несколько минут.
failure-number = Номер запроса: { $id }. Назовите его, если будете писать нам об этом.

## Письма

email-greeting = Здравствуйте, { $name }!
email-greeting-nameless = Здравствуйте!
email-life-minutes = { $n ->
    [one] Ссылка действует { $n } минуту с момента отправки письма.
    [few] Ссылка действует { $n } минуты с момента отправки письма.
   *[many] Ссылка действует { $n } минут с момента отправки письма.
}
email-life-seconds = { $n ->
    [one] Ссылка действует { $n } секунду с момента отправки письма.
    [few] Ссылка действует { $n } секунды с момента отправки письма.
   *[many] Ссылка действует { $n } секунд с момента отправки письма.
}
email-not-you = Если это были не вы, ничего не делайте.
email-activation-subject = Подтвердите адрес для { $site }
email-activation-why = Чтобы закончить регистрацию, подтвердите, что этот адрес ваш.
email-activation-button = Подтвердить адрес
email-activation-digits = Или введите на сайте код: { $digits }
email-known-subject = Попытка регистрации на { $site }
email-known-why = Кто-то, возможно вы, пытался зарегистрировать этот адрес, но профиль с ним уже есть. Просто войдите.
email-known-button = Войти
email-known-not-you = Если это были не вы, ничего делать не нужно: ваш профиль не изменился.
email-invitation-subject = { $name } приглашает вас
email-invitation-why = { $name } приглашает вас зарегистрироваться на { $site }.
email-invitation-subject-nameless = Приглашение на { $site }
email-invitation-why-nameless = Вас приглашают зарегистрироваться на { $site }.
email-invitation-button = Открыть приглашение
email-invitation-until = Приглашение действует до { $date }
email-invitation-ignore = Если вы не знаете отправителя, просто удалите это письмо: вы больше ничего не получите.
email-reset-subject = Новый пароль для { $site }
email-reset-why = Кто-то, возможно вы, попросил ссылку для нового пароля.
email-reset-button = Задать новый пароль
email-password-subject = Пароль на { $site } изменён
email-password-why = Пароль вашего профиля только что изменили. Если это были вы, всё в порядке.
email-password-button = Вернуть доступ
email-password-not-you = Если это были не вы, задайте новый пароль по ссылке выше: остальные сеансы завершатся.

## Даты

date = { $day } { $month } { $year } г.
month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря

## Адрес, сеансы, журнал, данные

field-new-email = Новый email
address-title = Сменить адрес
address-lead = На новый адрес уйдёт письмо со ссылкой; адрес сменится, когда вы её откроете. Нынешний адрес узнает об этом сразу.
address-submit = Отправить письмо
address-confirm-title = Новый адрес
address-confirm-lead = Остался один шаг: нажмите кнопку, и этот адрес станет вашим адресом на сайте.
address-dead-lead = Её срок истёк, или адрес или пароль с тех пор сменились. Попросите новую.
notice-address-asked = На новый адрес отправляется письмо. Адрес сменится, когда вы откроете ссылку из него.
notice-address-changed = Адрес сменён.
notice-sessions-ended = Сеанс завершён.
sessions-title = Сеансы и журнал
sessions-lead = Здесь видно, где вы вошли. Незнакомый сеанс завершите и смените пароль.
sessions-browser = Браузер
sessions-program = Программа
sessions-this = этот
sessions-unknown-device = не назвался
sessions-since = Вход:
sessions-used = Последнее действие:
sessions-end = Завершить
sessions-end-others = Завершить все остальные
activity-title = Что происходило
activity-when = Когда
activity-what = Что
activity-who = Кто
actor-self = вы
actor-stranger = неизвестно кто
actor-operator = администратор
audit-registered = Регистрация
audit-confirmed = Адрес подтверждён
audit-signed-in = Вход
audit-sign-in-failed = Неудачная попытка входа
audit-signed-out = Выход
audit-session-ended = Сеанс завершён
audit-token-issued = Выдан токен для программы
audit-password-changed = Пароль сменён
audit-password-reset = Пароль сменён по письму
audit-address-changing = Запрошена смена адреса
audit-address-changed = Адрес сменён
audit-code-added = Код создан
audit-code-changed = Код изменён
audit-code-deleted = Код удалён
audit-data-downloaded = Данные скачаны
audit-listed-changed = Показ в списке лидеров изменён
audit-activated = Адрес подтверждён вручную
audit-disabled = Профиль отключён
audit-enabled = Профиль снова включён
audit-made-admin = Выданы права администратора
data-title = Скачать мои данные (JSON)
email-address-subject = Подтвердите новый адрес для { $site }
email-address-why = Чтобы этот адрес стал адресом вашего профиля, откройте ссылку.
email-address-button = Подтвердить новый адрес
email-changing-subject = Смена адреса на { $site }
email-changing-why = Для вашего профиля запросили другой адрес. Он сменится, когда тот адрес подтвердят. Если это были вы, всё в порядке.
email-changing-not-you = Если это были не вы, задайте новый пароль по ссылке выше: запрос на смену адреса перестанет действовать.
refusal-password-common = Этот пароль слишком известен: его угадают первым. Придумайте другой.
refusal-password-personal = Пароль не должен содержать ваш адрес, имя или название сайта.
emails-title = Письма
emails-lead = Письма не отправляются, а показываются здесь и в терминале, пока в настройках не назван почтовый сервер: mail.mode = "smtp". Эту страницу видно только с этого компьютера.
emails-none = Пока ни одного. Зарегистрируйтесь или попросите новый пароль — письмо появится здесь.

## Первый администратор

setup-title = Первый администратор
setup-lead = Эту ссылку напечатал сервер: кто видит его консоль, тот им и распоряжается. Создайте профиль, который будет управлять сайтом.
setup-firstname-hint = От 1 до 50 знаков. Его увидят те, кого вы пригласите.
setup-email-hint = Письма не будет: адрес сразу считается подтверждённым.
setup-submit = Создать и войти
setup-dead-title = Ссылка больше не действует
setup-dead-lead = Она живёт 30 минут, срабатывает один раз и только пока нет администратора. Если его ещё нет, новую ссылку печатает сервер при запуске или команда:

## Администрирование

menu-admin = Управление
admin-overview = Обзор
admin-people = Люди
admin-codes = Коды
admin-emails = Письма
admin-audit = Журнал
admin-health = Состояние
admin-backups = Копии
admin-settings = Настройки
admin-back = Назад, ничего не меняя
admin-more = Показать ещё
admin-search = Найти
admin-all = Все
admin-action = Действие
admin-megabytes = { $whole },{ $tenth } МБ
admin-kilobytes = { $n } КБ
admin-count-people = Зарегистрированы
admin-count-confirmed = Подтвердили адрес
admin-count-admins = Администраторы
admin-count-codes = Создано
admin-count-codes-on = Включены
admin-people-search = Адрес, имя, номер или код
admin-people-search-hint = Достаточно начала адреса или имени; код нужен целиком.
admin-people-newest = Недавно зарегистрировались
admin-people-by-number = По номеру
admin-people-by-code = По коду
admin-people-by-address = По адресу
admin-people-by-name = По имени
admin-people-none = Никого не нашлось. Попробуйте начало адреса или имени, а код — целиком.
admin-people-codes = Поискать среди кодов
account-disabled = отключён
account-unconfirmed = адрес не подтверждён
account-confirmed = подтверждён, входа ещё не было
account-active = действует
account-admin = администратор
account-frozen = ветка заморожена
account-questioned = ждёт проверки
admin-number = Номер
admin-email = Письмо
admin-email-taken = отправлено
admin-email-not-taken = ещё не отправлено
admin-referred-by = По приглашению
admin-referred-by-none = нет
admin-rejected = не засчитан
rule-link = по ссылке
rule-moved = перенёс администратор
rule-typed = код введён
admin-sessions = Где выполнен вход
admin-sessions-none = Сейчас нигде.
admin-where = Где
admin-since = Вход
admin-used = Последнее действие
admin-activate = Подтвердить адрес
admin-activate-title = Подтвердить адрес без письма?
admin-activate-lead = Человек сможет войти и будет засчитан тому, кто его пригласил. Отменить это нельзя.
admin-disable = Отключить
admin-disable-title = Отключить профиль?
admin-disable-lead = Человек сразу выйдет везде и не сможет войти; его ссылки перестанут приглашать. Профиль можно включить снова.
admin-enable = Включить
admin-enable-title = Снова включить профиль?
admin-enable-lead = Человек сможет войти, и его действующий код снова будет приглашать.
admin-sign-out = Завершить все сеансы
admin-sign-out-title = Завершить все сеансы?
admin-sign-out-lead = Человек выйдет везде и сможет войти заново.
admin-end-session-title = Завершить этот сеанс?
admin-end-session-lead = В этом месте человеку придётся войти заново.
admin-make-admin = Сделать администратором
admin-make-admin-title = Сделать администратором?
admin-make-admin-lead = Он увидит всех людей и сможет всё, что можете вы, в том числе лишить прав вас.
admin-remove-admin = Лишить прав администратора
admin-remove-admin-title = Лишить прав администратора?
admin-remove-admin-lead = Профиль и коды останутся. Вернуть права сможет любой администратор.
admin-delete = Удалить
admin-delete-title = Удалить профиль навсегда?
admin-delete-lead = Исчезнут профиль, коды, сеансы, письма и журнал. Счёт того, кто пригласил, не изменится. Отменить это нельзя: если не уверены, лучше отключите.
admin-codes-search = Код или его начало
admin-codes-found = Список кодов
admin-codes-on = Включённые
admin-codes-none = Кодов нет.
admin-codes-all = Все коды этого человека
admin-owner = Владелец
admin-code-counts = Переходы / пришли / засчитаны
code-deleted = удалён
code-paused = приостановлен
admin-code-off = Выключить
admin-code-off-title = Выключить код?
admin-code-off-lead = Ссылка перестанет приглашать; кто уже пришёл, останется засчитан. Владелец может включить код снова: чтобы этого не случилось, отключите профиль.
admin-emails-waiting = Ждут отправки
admin-emails-dead = Не доставлены
admin-emails-none-waiting = Ни одно письмо не ждёт.
admin-emails-none-dead = Недоставленных писем нет.
admin-emails-retry-all = Отправить все ещё раз
admin-emails-retry-all-title = Отправить все письма ещё раз?
admin-emails-retry-all-about = Все, которые ждут или не доставлены
admin-email-kind = О чём
admin-email-to = Кому
admin-email-person = к профилю
admin-email-due = следующая попытка:
admin-email-sending = отправляется
admin-email-dead = попытки прекращены
admin-email-attempts = { $n ->
    [one] { $n } попытка
    [few] { $n } попытки
   *[many] { $n } попыток
}
admin-email-retry = Отправить
admin-email-retry-title = Отправить письмо ещё раз?
admin-email-retry-lead = Прежние попытки забываются. Если ссылка в письме устарела, в нём будет новая.
admin-email-drop = Выбросить
admin-email-drop-title = Выбросить письмо?
admin-email-drop-lead = Его никто не получит. Отменить это нельзя; новое письмо человек может попросить сам.
kind-activation = подтверждение адреса
kind-known-address = адрес уже зарегистрирован
kind-invitation = приглашение
kind-reset = новый пароль
kind-password-changed = пароль изменён
kind-new-address = подтверждение нового адреса
kind-address-changing = смена адреса
admin-audit-none = Пока ничего не происходило.
admin-audit-all = Весь журнал этого человека
audit-of = Журнал: { $name }
admin-person-page = Страница этого человека
admin-whose = Профиль
admin-actor-owner = владелец
activity-referred-by = теперь по приглашению человека #{ $id }
activity-branch = ветка человека #{ $id }
activity-referral = приглашение #{ $id }
activity-emails = все письма
activity-email = письмо #{ $id }
activity-admin = администратор #{ $id }
activity-account = профиль #{ $id }
admin-settings-lead = Здесь видно, что действует и откуда взялось. Меняют настройки там, откуда они взялись; сервер читает их при запуске. Секреты не показываются.
admin-settings-in-force = Действуют сейчас
admin-setting = Настройка
admin-value = Значение
admin-value-set = задано, не показывается
admin-origin = Откуда
health-well = Здесь всё в порядке.
health-backup-missing = Нет копии за последние семь дней
health-late = Фоновая задача не выполнялась слишком долго: почему, сказано в журнале программы
health-clock-ahead = Часы сервера перевели вперёд больше чем на час. Если это ошибка, исправьте их: то, что истекло, будет удалено не раньше чем через сутки
health-program = Программа
health-version = Версия
health-started = Запущена
health-jobs = Фоновые задачи
health-job = Задача
health-last-run = Последний запуск
health-last-failure = Последний сбой
health-outbox = Писем ждёт
health-dead = Не доставлены
health-database = База данных
health-file = Файл
health-size = Размер
health-free = из них свободно
health-compaction = Остатки удалённого
health-compaction-due = могут быть в свободном месте файла с
health-compaction-done = нет
health-log = Журнал записи (WAL)
health-schema = Версия схемы
health-backup = Последняя копия
health-no-backup = отсюда ещё не делали
health-never = ещё нет
health-check-lead = Проверка читает всю базу, не мешая работе. Полную, с пересчётом всех чисел, делает команда
health-check = Проверить базу сейчас
backups-lead = Копия делается на ходу, проверяется и ложится в папку, названную ниже. В ней всё, что есть в базе, поэтому отсюда её не скачать: заберите файл с сервера и храните не на нём.
backups-folder = Папка:
backups-now = Сделать копию сейчас
backups-there = Сделанные копии
backups-none = Отсюда копий ещё не делали.
backups-unreadable = Папка с копиями не читается; причина — в журнале сервера.
backups-name = Файл
notice-all-sessions-ended = Все сеансы завершены. Человек сможет войти заново.
notice-person-activated = Адрес подтверждён: человек может войти.
notice-person-disabled = Профиль отключён, сеансы завершены. Вернуть его можно здесь же: «Включить».
notice-person-enabled = Профиль снова включён. Войти человеку придётся заново.
notice-person-deleted = Профиль удалён. Запись об этом осталась в вашем журнале.
notice-admin-made = Теперь это администратор. Лишить его прав можно здесь же.
notice-admin-removed = Права администратора сняты. Вернуть их можно здесь же.
notice-already-so = Так уже и было: ничего не изменилось.
notice-code-switched-off = Код выключен. Включить его снова может только владелец.
notice-emails-retried = Отправляется ещё раз. Если не получится, письмо останется в этом разделе.
notice-email-dropped = Письмо выброшено.
notice-checked-whole = Проверено: база цела.
notice-checked-damaged = В базе есть повреждения. Что именно, скажет команда referral verify; затем верните копию командой referral restore.
notice-checked-too-big = Проверка не успела за 15 секунд. Запустите на сервере referral verify.
notice-maintenance-busy = Другая проверка или копия ещё идёт. Подождите немного.
notice-backup-made = Копия сделана и проверена.
notice-backup-failed = Копия не удалась. Почему, написано в журнале сервера.
notice-backup-in-memory = База живёт в памяти: копировать нечего. Назовите файл в database.path.
audit-removed-admin = Сняты права администратора
audit-account-deleted = Удалён другой профиль
audit-letters-retried = Письма отправлены ещё раз
audit-letter-dropped = Письмо выброшено
audit-backup-made = Сделана копия базы
admin-own-page = Это ваш профиль: отключить его, удалить или лишить прав может здесь только другой администратор.
admin-oneself = С собственным профилем этого здесь сделать нельзя: так легко закрыть дверь за собой. Попросите другого администратора.
setup-address-taken = Профиль с этим адресом уже есть. Назовите другой или выполните на сервере referral user make-admin.
origin-default = по умолчанию
origin-follows = следует за { $what }
origin-line = { $file }, строка { $line }
origin-dotenv = { $file }, строка { $line }, { $name }
origin-variable = переменная окружения { $name }
origin-flag = ключ { $name }
origin-content = содержимое файла { $file }; его назвали здесь: { $by }

## Почему

why-title = Почему
why-history = Как это было
why-note = Примечание:
why-counts = Засчитан: { $how }.
why-waits = Пока не засчитан: { $how }.
why-counts-not = Не засчитан: { $how }.
why-opened = { $whose ->
    [own] ваша ссылка открыта { $at }
    [another] чужая ссылка открыта { $at }
    [gone] ссылка, кода которой больше нет, открыта { $at }
   *[code] ссылка с кодом { $code } открыта { $at }
}
why-registered = регистрация { $at }
why-registered-after = регистрация { $after }
why-typed = { $whose ->
    [own] при ней введён ваш код { $code }
    [another] при ней введён чужой код
    [gone] при ней введён код, которого больше нет
   *[code] при ней введён код { $code }
}
why-confirmed = адрес подтверждён
why-confirmed-after = адрес подтверждён { $after }
why-unconfirmed = адрес ещё не подтверждён
why-held = ждёт проверки
why-moved = { $at } администратор указал, от кого пришёл этот человек
why-moved-to-you = { $at } администратор указал, что этот человек пришёл от вас
why-frozen = но { $at } ветка заморожена
why-code-expired = но срок кода истёк до регистрации
why-code-off = но код был выключен до регистрации
why-code-used-up = но все места по коду уже были заняты до регистрации
why-code-used-up-since = но все места по коду уже были заняты до подтверждения
why-review = но { $at } администратор решил не засчитывать
why-first = из открытых ссылок решает первая
why-last = из открытых ссылок решает последняя
why-first-ended = первая из открытых ссылок уже не действовала, поэтому решила последняя
why-last-ended = последняя из открытых ссылок уже не действовала, поэтому решила первая
why-typed-over-link = введённый код важнее открытых ссылок
why-filled-in = код в поле вписала другая открытая ссылка, и он ничего не решает
why-approved = администратор проверил { $at }
after-nothing = в ту же секунду
after-seconds = { $n ->
    [one] через { $n } секунду
    [few] через { $n } секунды
   *[many] через { $n } секунд
}
after-minutes = { $n ->
    [one] через { $n } минуту
    [few] через { $n } минуты
   *[many] через { $n } минут
}
after-hours = { $n ->
    [one] через { $n } час
    [few] через { $n } часа
   *[many] через { $n } часов
}
after-days = { $n ->
    [one] через { $n } день
    [few] через { $n } дня
   *[many] через { $n } дней
}
date-time = { $date } в { $time } UTC
step-opened = { $whose ->
    [own] Открыта ваша ссылка с кодом { $code }.
    [another] Открыта ссылка другого участника.
    [gone] Открыта ссылка, кода которой больше нет.
   *[code] Открыта ссылка с кодом { $code }.
}
step-opened-first = Она первая из открытых.
step-opened-last = Она последняя из открытых.
step-registered = Регистрация.
step-field = { $whose ->
    [own] В поле для кода стоял ваш код { $code }.
    [another] В поле для кода стоял код другого участника.
    [gone] В поле для кода стоял код, которого больше нет.
   *[code] В поле для кода стоял код { $code }.
}
step-field-typed = Он введён вручную и потому решает.
step-field-filled-in = Его вписала открытая ссылка, решают ссылки.
step-rule-first = { $n ->
    [one] Действовало правило: считается первая ссылка, открытая за последний { $n } день.
    [few] Действовало правило: считается первая ссылка, открытая за последние { $n } дня.
   *[many] Действовало правило: считается первая ссылка, открытая за последние { $n } дней.
}
step-rule-last = { $n ->
    [one] Действовало правило: считается последняя ссылка, открытая за последний { $n } день.
    [few] Действовало правило: считается последняя ссылка, открытая за последние { $n } дня.
   *[many] Действовало правило: считается последняя ссылка, открытая за последние { $n } дней.
}
step-code-expired = Не засчитывается: срок кода истёк.
step-code-off = Не засчитывается: код выключен.
step-code-used-up = Не засчитывается: все места по коду заняты.
step-review = Не засчитывается: так решил администратор.
step-confirmed = Адрес подтверждён.
step-doubted = Сомнение: { $signal }; вес { $weight }.
step-held = Ждёт проверки.
step-approved = Проверено: администратор решил засчитать.
step-moved = Администратор указал, что этот человек пришёл от { $name }.
step-moved-to-you = Администратор указал, что этот человек пришёл от вас.
step-moved-erased = Администратор указал, от кого пришёл этот человек; того профиля больше нет.
step-frozen = Ветка заморожена.
step-restored = Ветка снова засчитывается.
step-by = Решение: { $name }.
step-by-erased = Профиля того, кто решил, больше нет.
step-by-operator = Решение из командной строки.
signal-mailbox = тот же почтовый ящик под другим именем
signal-disposable = одноразовый адрес
signal-browser = тот же браузер, что у пригласившего
signal-network = та же сеть, что у пригласившего
signal-speed = быстрее, чем успевают люди

## Числа и список лидеров

numbers-title = Статистика кода
numbers-days = { $n ->
    [one] По дням: последний { $n } день
    [few] По дням: последние { $n } дня
   *[many] По дням: последние { $n } дней
}
numbers-origins = { $n ->
    [one] Откуда пришли за { $n } день
    [few] Откуда пришли за { $n } дня
   *[many] Откуда пришли за { $n } дней
}
numbers-no-origins = Пока ниоткуда: ссылку ещё не открывали.
origin-host = Сайт
origin-marks = Метки ссылки
origin-unknown = неизвестно
origin-others = остальные
part-of-people = { $n } % посетителей
part-of-registered = { $n } % из них
chart-clicks = Переходы и посетители
chart-people = Регистрации и подтверждения
chart-most = Больше всего за день: { $n }
chart-day = День
chart-table = То же таблицей
table-download = Скачать таблицу (CSV)
leaders-title = Список лидеров
leaders-lead = Кто привёл больше всех людей, подтвердивших адрес. Здесь только те, кто сам захотел.
leaders-none = Пока никого. Показать себя здесь можно в профиле.
leaders-count = { $n ->
    [one] { $n } человек
    [few] { $n } человека
   *[many] { $n } человек
}
leaders-choose = Показывать меня в списке лидеров
leaders-off = Нет
leaders-initial = По первой букве имени
leaders-name = По имени
leaders-save = Сохранить
notice-listed-changed = Сохранено.
notice-language-changed = Письма теперь будут приходить на этом языке.
profile-referred-by-link = Решила ссылка, открытая { $date }
profile-referred-by-code = Решил введённый код.
profile-referred-by-word = Так указал администратор.
admin-reviews = Проверка
reviews-lead = Приглашения, в которых человек мог пригласить сам себя. Решение и его причина останутся в истории.
reviews-waiting = { $count ->
    [one] Ждёт решения { $count } приглашение
    [few] Ждут решения { $count } приглашения
   *[many] Ждут решения { $count } приглашений
  }
reviews-none = Ничего не ждёт решения.
reviews-look = Решить
review-title = Засчитать ли приглашение?
review-signals = Что вызвало сомнение
review-weight = Вес
review-branch = То же решить обо всей ветке, которую привёл этот человек
review-approve = Засчитать
review-reject = Не засчитывать
review-decide = Решить, засчитывать ли
branch-title = Ветка: { $name }
branch-above = Кто кого привёл
branch-higher = ещё { $count } выше
branch-look = Вся ветка этого человека
branch-people = Людей в ветке
branch-counted = Засчитаны
branch-depth = Глубина
branch-brought = Привёл / засчитаны
branch-none = По приглашению этого человека никто не пришёл.
branch-frozen = заморожена
branch-frozen-with = вместе с веткой человека
branch-freeze = Заморозить ветку
branch-freeze-lead = Этот человек и все, кто пришёл через него, на любой глубине, перестанут засчитываться, а их коды — работать. Профили останутся, и ветку можно вернуть.
branch-restore = Вернуть ветку
branch-restore-lead = Все, кто перестал засчитываться вместе с этим человеком, засчитаются снова, и их коды заработают.
branch-move = Перенести к другому
branch-move-lead = Будет считаться, что этот человек пришёл по приглашению другого, вместе со всеми, кого привёл сам.
branch-approve = Засчитать всё, что ждёт
branch-approve-lead = Все приглашения этой ветки, которые ждут решения, будут засчитаны.
branch-reject = Не засчитывать никого
branch-reject-lead = Никто из пришедших через этого человека, на любой глубине, не будет засчитан. Каждое решение отменяется только отдельно.
field-reason = Причина
field-reason-hint = До 500 знаков; останется в истории рядом с решением.
field-referrer = Кто пригласил
field-referrer-hint = Код, адрес почты или номер вида #12.
notice-decided = Решение записано. Пересмотреть его можно со страницы человека или из журнала.
notice-branch-frozen = Ветка заморожена. Вернуть её можно здесь же.
notice-branch-restored = Ветка снова засчитывается, и её коды работают.
notice-person-moved = Перенесено. Вернуть назад можно так же: снова перенести.
refusal-not-a-decision = Выберите, засчитать или нет.
refusal-already-so = Так уже и есть.
refusal-code-used-up = По этому коду больше нет мест.
refusal-unknown-user = Такого человека нет.
refusal-own-branch = Этот человек — он сам или пришёл через него.
audit-referral-approved = Приглашение засчитано
audit-referral-rejected = Приглашение не засчитано
audit-referrer-changed = Изменено, по чьему приглашению пришёл
audit-branch-frozen = Ветка заморожена
audit-branch-restored = Ветка возвращена
overview-empty = Пока нет ни одного кода, поэтому считать нечего. Код создаёт каждый, кто зарегистрировался и вошёл, — и вы тоже.
overview-referrals = Приглашения
overview-to-send = Недоставленные письма: { $n }
overview-to-review = Ждут проверки: { $n }
overview-todo = Ждёт вас
overview-reviews = Ждут решения
overview-frozen = Заморожены
overview-top = Коды, по которым пришло больше всего людей
overview-signups = Пришли
overview-counted = Засчитаны
