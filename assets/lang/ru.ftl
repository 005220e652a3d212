## Сайт и меню

site-description = Получите реферальную ссылку, поделитесь ею и смотрите, кто пришёл и что засчитано.
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
menu-api = API
reference-title = Справочник API
menu-privacy = Конфиденциальность
menu-terms = Условия
menu-statistics = Статистика
menu-to-do = требуют внимания
menu-group-money = Деньги
menu-group-connections = Подключения
menu-group-server = Сервер
language = Язык
language-locale = ru_RU
# Между элементами списка в таблицах этого языка: , или ;
language-list-separator = ;
language-direction = ltr

## Главная

home-title = Поделитесь ссылкой. Узнайте, кто пришёл.
home-lead = Получите реферальную ссылку, поделитесь ею — и смотрите, кто зарегистрировался и что именно засчитано.
home-register = Получить ссылку
home-how = Как это работает
home-step-register = Зарегистрируйтесь
home-step-register-how = Три поля и ссылка в письме
home-step-code = Получите ссылку
home-step-code-how = Только ваша, с QR-кодом
home-step-share = Поделитесь ею
home-step-share-how = В чате, письмом, на плакате
home-step-see = Смотрите, кто пришёл
home-step-see-how = Кто присоединился, когда и по какой ссылке
home-proof = Ничего не нужно угадывать
home-proof-lead = Вот что вы видите о каждом, кого пригласили.
home-example-opened = Открыта ваша ссылка
home-example-opened-when = 2 ноя, 10:43
home-example-lasts = 5 мин
home-example-registered = Регистрация
home-example-registered-when = Борис, 10:48
home-example-confirmed-in = 20 с
home-example-counts-why = Почта подтверждена
home-family = Анна пригласила Бориса и Марию, Борис — Льва, следующие — вы
home-family-1 = А
home-family-2 = Б
home-family-3 = М
home-family-4 = Л
home-taking-part = { $n ->
    [0] Пока здесь никого нет. Начните первыми.
    [one] С нами уже { $n } человек.
    [few] С нами уже { $n } человека.
   *[many] С нами уже { $n } человек.
}

## Состояния: слово в метке

state-counts = Засчитано
state-waiting = Ожидает
state-rejected = Отклонено
state-frozen = Заморожено
state-active = Действует
state-off = Выключен
state-expired = Срок истёк
state-limit-reached = Лимит исчерпан
state-pending = Ожидает
state-due = К выплате
state-held = Задержано
state-paying = В пути
state-given = Выдано
state-paid = Выплачено
state-cancelled = Отменено

## Поля

form-mistakes = Проверьте поля
form-saved = Сохранено
form-mistake-title = Ошибка: { $title }
field-optional = (необязательно)
field-firstname = Имя
field-firstname-seen = Его увидит { $name }
field-email = Электронная почта
field-password = Пароль
field-password-hint = Не короче 8 знаков
field-password-again = Введите ещё раз: пароль обратно не присылается
field-show = Показать
field-hide = Скрыть
field-password2 = Пароль ещё раз
field-old-password = Текущий пароль
field-new-password = Новый пароль
field-referrer-code = Код приглашения
field-digits = Код из шести цифр
field-digits-hint = Он в письме, которое мы отправили.
field-otp = Код из приложения
field-otp-hint = Шесть цифр, новые каждые 30 секунд.
field-recovery = Код восстановления
field-recovery-hint = Регистр, пробелы и дефисы не важны.
field-friend = Почта друга
field-friend-hint = Мы отправим на неё вашу ссылку.
field-description = Сообщение
field-description-hint = До 150 знаков. Его увидят все, кто откроет ссылку.
field-own-code = Свой код
field-own-code-hint = От 4 до 32 знаков: латинские буквы, цифры и дефис. Оставьте пустым — придумаем сами.
field-expires-on = Действует до
field-expires-on-hint = До конца дня по UTC.
code-today-utc = По UTC сегодня { $date }
field-max-uses = Лимит приглашений
field-max-uses-hint = Код перестанет работать после стольких подтверждённых регистраций.
field-active = Код действует

## Регистрация и подтверждение

register-title = Регистрация
register-submit = Зарегистрироваться
register-known = Уже есть учётная запись?
register-invited-by = Вас приглашает { $name }
digits-title = Подтвердите почту
digits-lead = Откройте ссылку из письма или введите код из него.
digits-console = Отправка почты пока не настроена. Письма видны здесь:
digits-terminal-inbox = Отправка почты пока не настроена. Письма печатаются в терминале, где запущен сайт, вместе с адресом страницы, где они видны.
digits-terminal = Отправка почты пока не настроена. Письма печатаются в терминале, где запущен сайт.
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
digits-over = Срок ссылки и кода истёк. Запросите новое письмо.
digits-submit = Подтвердить
digits-no-email = Письмо не пришло или срок истёк?
activate-title = Подтверждение почты
activate-title-of = Подтвердите { $email }
activate-lead = Введите пароль, указанный при регистрации, или придумайте новый — и всё готово.
activate-press = Нажмите кнопку, чтобы завершить.
activate-submit = Подтвердить почту
activate-already-title = Почта уже подтверждена
activate-already-lead = Всё готово, можно войти.
activate-expired-title = Срок ссылки истёк
activate-expired-lead = Укажите почту — отправим новую ссылку.
activate-expired-of = Ссылка для { $email } устарела. Одно нажатие — и на этот адрес придёт новое письмо.
activate-unknown-title = Ссылка не работает
activate-unknown-lead = Возможно, её заменило более новое письмо или она скопирована не целиком. Укажите почту — отправим новую.
repeat-title = Повторить токен
repeat-lead = Отправим письмо ещё раз: с новой ссылкой и новым кодом. Укажите почту, с которой регистрировались.
repeat-submit = Отправить

## Вход и пароль

login-title = Вход
login-submit = Войти
login-no-account = Впервые здесь?
login-limited = Забыли пароль?
login-limited-reset = Задать новый сейчас
login-for-page = Войдите, чтобы открыть эту страницу. Вы вернётесь к ней.
login-for-sessions = Войдите, чтобы увидеть свои сеансы.
login-for-statistics = Войдите, чтобы увидеть свою статистику.
login-for-code = Войдите, чтобы управлять своим кодом.
login-for-people = Войдите, чтобы увидеть тех, кого вы пригласили.
login-for-admin = Войдите как администратор.
login-no-email = Письмо с подтверждением не пришло?
login-factor-title = Введите код
login-factor-lead = Откройте приложение для кодов и введите код для этого сайта.
login-factor-remember = Не спрашивать в этом браузере 30 дней
login-factor-recovery = Потеряли телефон?
login-factor-lost = Кодов восстановления не осталось? Владельцы сайта могут отключить для вас двухфакторный вход.
login-factor-again = Войти под другой учётной записью
forgot-title = Забыли пароль?
forgot-lead = Укажите почту — отправим ссылку для нового пароля.
forgot-submit = Отправить ссылку
reset-title = Новый пароль
reset-dead-title = Ссылка больше не действует
reset-dead-lead = Её срок истёк, или ею уже воспользовались. Запросите новую.
password-title = Смена пароля
factor-title = Двухфакторный вход
factor-lead = При входе мы спросим ещё и код из приложения на телефоне. Одного пароля тогда не хватит.
factor-set-up = Настроить
factor-on = Включён
factor-since = с
factor-app = Приложение для кодов
factor-replace-lead = Новый телефон? Подключите его приложение: прежнее и прежние коды восстановления перестанут работать.
factor-replace = Подключить другое приложение
factor-browsers = Запомненные браузеры
factor-browsers-lead = Если один из них потерян или общий, пусть код снова спросят все.
factor-browsers-forget = Забыть все браузеры
factor-off = Отключить
factor-off-lead = После этого для входа хватит одного пароля.
factor-off-demanded = Этой учётной записи двухфакторный вход обязателен, поэтому отключить его нельзя.
factor-needed-lead = Этой учётной записи нужен двухфакторный вход. Настройте его, чтобы продолжить.
factor-app-title = Настройка двухфакторного входа
factor-app-lead = Отсканируйте код приложением, например Aegis или Google Authenticator. Затем введите код, который оно покажет.
factor-app-alt = QR-код для приложения
factor-app-type = Не сканируется? Введите этот ключ в приложении:
factor-app-submit = Включить
recovery-title = Коды восстановления
recovery-lead = Каждый впустит вас один раз, если телефон потерян. Сохраните их сейчас: снова мы их не покажем.
recovery-saved = Коды сохранены
recovery-left = { $n ->
    [one] Остался { $n } код.
    [few] Осталось { $n } кода.
   *[other] Осталось { $n } кодов.
}
recovery-few = Создайте новые, пока они не кончились.
recovery-renew = Создать новые коды
password-lead = На других устройствах вход придётся выполнить заново.
password-submit = Сохранить пароль

## Профиль и коды

profile-referred-by = Кто вас пригласил: { $name }.
profile-codes = Ваши коды
profile-no-codes = Создайте свою первую ссылку.
profile-no-active-code = Сейчас ни один ваш код не действует. Создайте новый, чтобы приглашать дальше.
profile-people = Вы пригласили
profile-no-people = Здесь появятся те, кто зарегистрируется по вашей ссылке.
profile-no-people-yet = Когда у вас будет ссылка, здесь появятся те, кто зарегистрируется по ней.
profile-no-people-title = Пока никого
profile-no-codes-lead = Одно нажатие — и ссылка готова. Код, сообщение и срок можно изменить потом.
profile-make-link = Получить ссылку
profile-customise-first = Выбрать свой код, сообщение или срок
profile-customise = Выбрать свой код, добавить сообщение или срок
profile-all-time = За всё время
profile-today = Сегодня
profile-clicks-today = Переходы сегодня
profile-yesterday = вчера { $n }
profile-waiting = { $n ->
    [one] { $n } ожидает
   *[other] { $n } ожидают
}
profile-account = Учётная запись
account-details = О вас
account-time-zone = Часовой пояс
account-time-zone-hint = Например, Europe/Moscow. Пусто — как в браузере.
account-theme = Оформление
account-theme-system = Как в системе
account-theme-light = Светлое
account-theme-dark = Тёмное
account-found-by-email = Участники, которые знают мой адрес, могут найти по нему мой код
account-save = Сохранить
account-access = Вход и данные
account-delete-lead = Удаляет профиль, ваши коды и личные данные.
profile-language = Язык ваших писем
profile-language-save = Сохранить язык
profile-link = Ваша ссылка
share-copy = Скопировать
share-copied = Скопировано
share-more = Поделиться…
share-ways = telegram whatsapp email vk
share-with = Отправить через
share-telegram = Telegram
share-vk = ВКонтакте
share-whatsapp = WhatsApp
share-mail = Почта
share-x = X
share-facebook = Facebook
share-linkedin = LinkedIn
share-reddit = Reddit
share-title = Поделиться ссылкой
share-message = Ваше сообщение
share-message-use = Отправлять с этим текстом
utm-title = Ссылка для кампании
utm-lead = Статистика покажет каждый источник и кампанию отдельно.
utm-source = Источник, например newsletter
utm-medium = Канал, например email
utm-campaign = Кампания, например spring
utm-make = Собрать ссылку
share-subject = Приглашение
share-text = Присоединяйся по моей ссылке:
imports-reason = Импортировано из файла.
join-title = Присоединиться к { $site }
join-submit = Присоединиться
join-sent-title = Проверьте почту
join-sent-lead = Письмо уже отправлено. Откройте ссылку из него, и вы участвуете.
widget-title = Пригласите друзей
widget-title-prize = Пригласите друзей, получите { $prize }
widget-progress = { $reached } из { $needed }
widget-counted = { $n ->
    [one] человек, который идёт в счёт
    [few] человека, которые идут в счёт
   *[other] человек, которые идут в счёт
}
widget-no-link = Сейчас у вас нет действующей ссылки.
widget-people = Кто пришёл
widget-no-people = Пока никто не пришёл
widget-under-review = На проверке
widget-not-counted = Не считается
widget-pending = Ожидается { $amount }
widget-due = К выплате { $amount }
widget-paid = Выплачено { $amount }
widget-ended = Просмотр завершён. Обновите страницу, чтобы открыть его снова.
widget-failed = Сервер недоступен.
widget-again = Повторить
widget-no-script = Без JavaScript ваша ссылка видна на вашей странице:
widget-open-site = Открыть мою страницу
qr-title = QR-код
qr-lead = Покажите его с экрана или напечатайте: камера телефона откроет вашу ссылку.
qr-here-only = Телефоны пока не могут открыть ссылку: сервер слушает только этот компьютер. Запустите его с ключом --listen 192.168.1.5:8080
qr-alt = QR-код ссылки с кодом { $code }
qr-download = Скачать SVG
qr-download-png = Скачать PNG
qr-open = На весь экран
qr-print = Лист для печати
qr-poster = Наведите камеру телефона
profile-delete-lead = Учётная запись, коды и все ваши личные данные будут удалены. Отменить это нельзя. Чтобы подтвердить, введите пароль.
profile-delete-submit = Удалить навсегда
profile-delete-keep = Не удалять
count-clicks = Переходы
count-people = Посетители
count-registered = Регистрации
count-confirmed = Подтверждено
code-uses = использовано { $used } из { $most }
count-counted = Засчитано
count-waiting = Ожидают
count-rejected = Отклонены
count-frozen = Заморожены
count-sum = { $registered ->
    [one] { $registered } регистрация
    [few] { $registered } регистрации
   *[many] { $registered } регистраций
} = { $counted } засчитано + { $waiting } { $waiting ->
    [one] ожидает
   *[other] ожидают
} + { $rejected } отклонено + { $frozen } заморожено
code-valid = Действует
code-until-date = до { $date }
code-ended-date = закончился { $date }
code-ends-today = последний день
code-ends-tomorrow = ещё 1 день
code-days-left = { $n ->
    [one] ещё { $n } день
    [few] ещё { $n } дня
   *[many] ещё { $n } дней
}
code-no-end = без срока
code-extend = Продлить на 30 дней
code-customise = Настроить
code-is-sent = ссылка отправлена по почте
code-add-title = Новая ссылка
code-add-lead = Всё необязательно. Оставьте код пустым — придумаем сами.
code-add-in-the-way = Код { $code } действует. При замене он выключится, а пришедшие по нему останутся засчитаны.
code-replace-title = Заменить код?
code-replace-submit = Заменить новым
code-cancel = Отмена
code-for-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}
code-on-date = До даты
code-preview = Что увидит друг
code-preview-card = Карточка в переписке
code-preview-email = Письмо:
code-add-submit = Создать ссылку
code-change-title = Изменить код
code-change-submit = Сохранить
code-delete-title = Удаление кода
code-delete-lead = Ссылка перестанет работать. Те, кто уже пришёл, по-прежнему засчитаны вам.
code-delete-submit = Удалить код
person-name = Имя
person-code = Код
person-state = Состояние
person-registered = Дата
person-search = Поиск по имени
person-how = Как
person-time = До регистрации
person-details = Подробнее
how-link = по ссылке
how-typed = введён код
how-told = приложение
how-moved = перенос
path-opened = Открыта ссылка
path-moved = Перенос к вам
path-signed-up = Регистрация
path-confirmed = Почта подтверждена
path-unconfirmed = Почта не подтверждена
path-remind = Письмо могло попасть в спам
path-review = На проверке
path-review-lead = Решает администратор
path-since = с
path-with-code = с кодом
path-typed-code = введён код
path-code-expired = срок кода истёк
path-code-off = код был выключен
path-code-used-up = лимит кода исчерпан
path-reviewed = решение администратора
person-factor-off = Отключён
person-gone = учётная запись удалена

## Реферальная ссылка

card-invites = { $name } приглашает вас
card-invited = Вас приглашают
invitation-you = вы
invitation-accept = Принять приглашение
invitation-chip = Приглашение
invitation-chip-until = до { $date }
invitation-remove = Зарегистрироваться без этого приглашения
invitation-step-register = Регистрация
invitation-step-register-how = Три поля, одна минута
invitation-step-confirm = Подтверждение почты
invitation-step-confirm-how = Пришлём ссылку и код из 6 цифр
invitation-step-linked = Вы и { $name } связаны
invitation-step-linked-how = И у вас будет своя ссылка
invitation-did-you-mean = Возможно, это
invitation-open-code = Использовать этот код
invitation-mistyped-title = В коде опечатка
invitation-mistyped-lead = Один знак неверен. Сравните код с тем, что вам прислали.
invitation-unknown-title = Такого кода нет
invitation-unknown-lead = Проверьте ссылку или попросите прислать её ещё раз.
invitation-expired-title = Срок этого приглашения истёк
invitation-expired-lead = Попросите новую ссылку или зарегистрируйтесь без неё.
invitation-off-title = Приглашение больше не действует
invitation-off-lead = Владелец его выключил. Попросите новую ссылку или зарегистрируйтесь без неё.
invitation-used-up-title = Лимит приглашения исчерпан
invitation-used-up-lead = Больше по нему зарегистрироваться нельзя. Попросите новую ссылку или зарегистрируйтесь без неё.
invitation-register-anyway = Зарегистрироваться без приглашения

## Сообщения

notice-email-sent = Проверьте почту: мы отправили ссылку и код.
notice-email-sent-code-ended = Проверьте почту: мы отправили ссылку и код. Приглашение к этому времени перестало действовать, поэтому регистрация пригласившему не засчитается.
notice-email-repeated = Если этот адрес ещё не подтверждён, новое письмо уже в пути.
notice-confirmed = Почта подтверждена. Теперь можно войти.
notice-confirmed-signed-in = Почта подтверждена, вы вошли.
notice-confirmed-too-late = Почта подтверждена. Теперь можно войти. Лимит приглашения исчерпали раньше, поэтому пригласившему регистрация не засчитывается.
notice-already-confirmed = Почта уже была подтверждена. Можно войти.
notice-signed-out = Вы вышли.
notice-code-added = Ссылка готова. Поделитесь ею.
notice-code-added-and-sent = Ссылка готова, письмо другу уже в пути.
notice-code-changed = Код сохранён.
notice-code-replaced = Новый код готов, прежний выключен.
notice-account-saved = Изменения сохранены.
notice-code-extended = Код продлён на 30 дней.
notice-code-deleted = Код удалён.
notice-password-changed = Пароль изменён. На других устройствах нужно войти заново.
notice-reset-sent = Если такая учётная запись есть, ссылка для нового пароля уже в пути.
notice-password-reset = Пароль изменён. Войдите с новым.
notice-profile-deleted = Учётная запись удалена.

## Что не так с полем

refusal-empty = Заполните это поле.
refusal-missing = Не хватает этого поля.
refusal-twice = Это поле передано дважды.
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
refusal-control-character = Уберите невидимые знаки.
refusal-too-many-marks = Уберите лишние знаки над буквами.
refusal-not-the-address = Email не совпадает с этим аккаунтом.
refusal-not-an-address = Введите адрес целиком, например name@example.com.
refusal-plus-not-escaped = В адресе пробел. В строке запроса вместо + пишите %2B.
refusal-passwords-differ = Пароли не совпадают.
refusal-not-a-date = Введите дату, например 2026-12-31.
refusal-not-in-future = Выберите дату в будущем.
refusal-too-far = { $n ->
    [one] Выберите дату не дальше чем через { $n } день.
    [few] Выберите дату не дальше чем через { $n } дня.
   *[many] Выберите дату не дальше чем через { $n } дней.
}
refusal-not-a-code = Только буквы, цифры и дефисы.
refusal-code-taken = Этот код занят. Придумайте другой.
refusal-code-reserved = Этот код зарезервирован. Придумайте другой.
refusal-code-rude = Выберите другой код.
refusal-code-mistyped = В коде опечатка. Сравните его с тем, что вам прислали.
refusal-code-unknown = Такого кода нет. Проверьте его или оставьте поле пустым.
refusal-active-code-exists = У вас уже есть действующий код.
refusal-already-invited = Вы уже приглашали этот адрес. Каждый адрес можно пригласить один раз.
refusal-wrong-password = Неверный пароль.
refusal-not-six-digits = Введите шесть цифр из письма.
refusal-wrong-digits = Неверный код. Проверьте адрес и шесть цифр из последнего письма.
refusal-wrong-otp = Код неверен или уже использован. Введите следующий из приложения.
refusal-wrong-credentials = Неверная почта или пароль, либо почта ещё не подтверждена.
refusal-not-a-boolean = Здесь должно быть true или false.
refusal-not-a-number = Введите целое число больше нуля.
refusal-unknown-field = Такого поля нет.
refusal-not-a-choice = Выберите одно из перечисленных значений.
refusal-not-in-range = Введите число от 1 до { $n }.
refusal-fewer-than-used = Уже использовано: { $n }. Введите столько же или больше.
refusal-not-minor-units = Сумма — целое число наименьших единиц: 4900 вместо 49,00.
refusal-out-of-range = Это число вне допустимых пределов.
refusal-currency-unknown = В ISO 4217 нет такой валюты.
refusal-currency-differs = Покупка в другой валюте.
refusal-refund-exceeds = Это больше, чем осталось от покупки.
refusal-self-referral = Это код самого участника.
refusal-cycle = Пригласивший сам пришёл через этого участника.
refusal-time-in-future = Это больше чем на 5 минут впереди часов.
refusal-not-a-time = Здесь должно быть время по RFC 3339, например 2026-11-30T10:00:00Z.
refusal-not-a-duration = Здесь должна быть длительность по ISO 8601, например P31D.
refusal-not-an-object = Здесь должен быть объект.
refusal-not-a-list = Здесь должен быть список не длиннее { $n }.
refusal-not-an-external-id = Имя участника начинается с буквы или цифры и состоит из букв, цифр и знаков . _ : @ | + ~ = -.
refusal-not-a-stripe-customer = Это не номер покупателя в Stripe.
refusal-event-conflict = О событии сообщалось с другим значением.
refusal-already-referred = У участника уже есть пригласивший.
refusal-email-taken = Этот адрес у другого участника.
refusal-external-id-taken = Это имя у другого участника.
refusal-money-open = Есть деньги к выплате или в пути.
refusal-state-forbids = Программе нельзя делать это с этой учётной записью.
refusal-idempotency-key-reused = Этот Idempotency-Key был у другого запроса.
refusal-not-an-idempotency-key = В Idempotency-Key от 1 до 255 видимых знаков.
refusal-unknown-participant = Такого участника нет.
refusal-not-a-name = Здесь должно быть от 1 до 40 знаков a–z, 0–9 и -, первый — буква.
refusal-not-allowed = Это не сочетается с другими полями.
refusal-not-a-color = Введите цвет: # и шесть цифр, например #14594a.
refusal-not-a-web-address = Введите адрес целиком, например https://example.com/terms.
refusal-https-required = Введите адрес, который начинается с https://.
refusal-address-refused = На этот адрес вебхуки отправлять нельзя.
refusal-logo-too-large = Выберите файл не больше 48 КБ.
refusal-logo-not-a-picture = Выберите файл SVG или PNG.
refusal-logo-broken = Файл повреждён. Сохраните его ещё раз и выберите снова.
refusal-logo-wrong-size = Выберите картинку со сторонами от 16 до 1024 пикселей, вытянутую не больше чем в 8 раз.
refusal-logo-unsafe = В этом SVG есть скрипт, ссылка на другой файл или то, что рисунку не нужно. Сохраните его как простой SVG.

## Что не получилось

failure-malformed = Запрос не удалось прочитать
failure-malformed-do = Вернитесь и попробуйте ещё раз.
failure-unsupported-media = Такой тип содержимого не принимается
failure-unsupported-media-do = Формы отправляйте как application/x-www-form-urlencoded, данные — как application/json.
failure-not-signed-in = Нужно войти
failure-not-signed-in-do = Войдите и попробуйте ещё раз.
failure-wrong-credentials = Неверная почта или пароль, либо почта ещё не подтверждена
failure-wrong-credentials-do = Проверьте их и попробуйте ещё раз. Если почта не подтверждена, откройте ссылку из письма или запросите новое.
failure-key-missing = Нужен ключ
failure-key-missing-do = Пришлите его так: Authorization: Bearer rf_sk_….
failure-key-malformed = Это не целый ключ
failure-key-malformed-do = Скопируйте его снова: контрольная сумма в конце неверна.
failure-key-unknown = Такого ключа нет
failure-key-unknown-do = Создайте ключ на этом сервере и возьмите его.
failure-signature-invalid = Подпись неверна
failure-signature-invalid-do = Проверьте stripe.signing_secret и часы на обеих сторонах.
failure-key-revoked = Ключ отозван
failure-key-revoked-do = Возьмите другой ключ.
failure-key-expired = Срок ключа истёк
failure-key-expired-do = Создайте новый ключ.
failure-token-used = Токен уже использован
failure-token-expired = Срок токена истёк
failure-token-do = Запросите у приложения новый: токен действует один раз, пять минут.
failure-origin-not-allowed = Этому сайту нельзя отправлять сюда формы
failure-origin-not-allowed-do = Администратор может добавить его в origins раздела [embed] в настройках.
failure-event-conflict = Событие известно с другим содержанием
failure-event-conflict-do = Сравните его с событием по адресу «known», а поправку сообщите под другим id.
failure-in-progress = Первый запрос с этим Idempotency-Key ещё выполняется
failure-in-progress-do = Повторите через секунду.
failure-no-resource = Такого нет
failure-no-resource-do = Проверьте имя в пути.
failure-scope-missing = У ключа нет нужного права
failure-scope-missing-do = Нужно право { $scope }. Возьмите ключ, у которого оно есть.
failure-forged = Форма устарела
failure-forged-do = Вернитесь, обновите страницу и отправьте форму ещё раз.
failure-no-cookies = Браузер не принимает cookie этого сайта
failure-no-cookies-do = Без них форма не работает. Разрешите cookie для этого сайта в настройках браузера, обновите страницу и отправьте форму ещё раз.
failure-needs-https = Для этой формы нужно защищённое соединение
failure-needs-https-do = Откройте страницу по https и отправьте форму ещё раз.
failure-needs-https-open = Открыть по https
failure-forbidden = Недостаточно прав
failure-forbidden-do = Это чужой профиль.
failure-password-needed = Нужен пароль
failure-password-needed-do = Войдите снова и повторите запрос: пароль должен быть введён не раньше чем 15 минут назад.
failure-factor-needed = Нужен двухфакторный вход
failure-factor-needed-do = Войдите на сайте и настройте двухфакторный вход, затем присылайте код в otp.
failure-otp-required = Нужен код
failure-otp-required-do = Пришлите в otp код из приложения или код восстановления.
failure-otp-wrong = Неверный код
failure-otp-wrong-do = Каждый код работает один раз. Пришлите следующий из приложения.
failure-not-found = Страница не найдена
failure-not-found-do = Проверьте адрес или начните с главной.
failure-wrong-method = Эта страница так не открывается
failure-wrong-method-do = Вернитесь и нажмите кнопку.
failure-timed-out = Запрос шёл слишком долго
failure-timed-out-do = Попробуйте ещё раз.
failure-conflict = Так уже нельзя
failure-conflict-do = Что-то изменилось или уже существует. Обновите страницу и попробуйте снова.
failure-gone = Срок истёк
failure-gone-do = Запросите новое письмо или новую ссылку.
failure-too-large = Слишком много данных
failure-too-large-do = Отправьте меньше.
failure-target-too-long = Слишком длинный адрес
failure-target-too-long-do = Проверьте ссылку.
failure-unprocessable = Проверьте поля формы
failure-unprocessable-do = Исправьте отмеченное и отправьте ещё раз.
failure-home = На главную
failure-again-minutes = { $n ->
    [one] Попробуйте через { $n } минуту.
    [few] Попробуйте через { $n } минуты.
   *[many] Попробуйте через { $n } минут.
}
failure-again-seconds = { $n ->
    [one] Попробуйте через { $n } секунду.
    [few] Попробуйте через { $n } секунды.
   *[many] Попробуйте через { $n } секунд.
}
failure-too-many = Слишком много попыток
failure-too-many-do = Подождите немного и попробуйте снова.
failure-again-now = Теперь можно попробовать снова.
failure-try-again = Повторить
failure-header-too-large = Слишком большие заголовки запроса
failure-header-too-large-do = Удалите cookie этого сайта и попробуйте ещё раз.
failure-internal = Что-то сломалось
failure-internal-do = Это наша ошибка, мы её записали. Попробуйте ещё раз.
failure-busy = Сервер занят
failure-busy-do = Ничего не потеряно. Подождите несколько секунд и попробуйте снова.
failure-unavailable = Сейчас не удаётся сохранить
failure-unavailable-do = То, что вы отправили, не сохранено. Прежние данные целы, страницы можно читать. Попробуйте через несколько минут.
failure-number = Не помогло? Сообщите нам номер: { $id }.

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
email-code-life-minutes = { $n ->
    [one] Код и ссылка действуют { $n } минуту с момента отправки письма.
    [few] Код и ссылка действуют { $n } минуты с момента отправки письма.
   *[many] Код и ссылка действуют { $n } минут с момента отправки письма.
}
email-code-life-seconds = { $n ->
    [one] Код и ссылка действуют { $n } секунду с момента отправки письма.
    [few] Код и ссылка действуют { $n } секунды с момента отправки письма.
   *[many] Код и ссылка действуют { $n } секунд с момента отправки письма.
}
email-not-you = Это были не вы? Ничего не делайте.
email-account-why = Вы получили это письмо, потому что на сайте { $site } есть учётная запись с этой почтой.
email-activation-subject = { $digits } — ваш код · { $site }
email-activation-preheader = Ваш код: { $digits }.
email-activation-title = { $site }: остался один шаг
email-activation-enter = Введите этот код на странице, которую вы оставили открытой:
email-activation-open = Или откройте ссылку, чтобы подтвердить { $email }:
email-activation-button = Подтвердить { $email }
email-activation-why = Вы получили это письмо, потому что с этой почтой зарегистрировались на сайте { $site }.
email-known-title = У вас уже есть учётная запись
email-known-lead = Кто-то (возможно, вы) пытался зарегистрироваться с этой почтой, но учётная запись с ней уже есть. Просто войдите.
email-known-why = Вы получили это письмо, потому что с этой почтой регистрировались на сайте { $site }.
email-known-not-you = Это были не вы? Ничего делать не нужно: учётная запись не изменилась.
email-invitation-subject = { $name } приглашает вас: { $site }
email-invitation-lead = { $name } приглашает вас присоединиться: { $site }.
email-invitation-lead-nameless = Вас приглашают присоединиться: { $site }.
email-invitation-why = Вы получили это письмо, потому что вашу почту указал один из участников сайта { $site }.
email-reset-title = Новый пароль
email-reset-lead = Кто-то (возможно, вы) запросил ссылку для нового пароля.
email-reset-why = Вы получили это письмо, потому что для этой почты запросили новый пароль на сайте { $site }.
email-password-title = Пароль изменён
email-password-lead = Пароль вашей учётной записи только что изменили. Если это были вы, делать ничего не нужно.
email-address-title = Подтвердите новую почту
email-address-lead = Откройте ссылку, чтобы этот адрес стал почтой вашей учётной записи.
email-address-why = Вы получили это письмо, потому что эту почту указали как новую на сайте { $site }.
email-changing-title = Смена почты
email-changing-lead = Для вашей учётной записи запросили другую почту. Она сменится, когда новый адрес подтвердят. Если это были вы, делать ничего не нужно.
preview-message = Каждый месяц — новая настольная игра. Присоединяйтесь!
quoted = «{ $text }»
email-known-subject = У вас уже есть учётная запись на сайте { $site }
email-known-button = Войти
email-invitation-subject-nameless = Приглашение: { $site }
email-invitation-button = Открыть приглашение
email-invitation-until = Приглашение действует до { $date }
email-invitation-ignore = Не знаете отправителя? Не обращайте внимания на это письмо: второго он прислать не сможет.
email-news-subject = { $n ->
    [one] По вашей ссылке на { $site } пришёл ещё { $n } человек
    [few] По вашей ссылке на { $site } пришли ещё { $n } человека
   *[other] По вашей ссылке на { $site } пришли ещё { $n } человек
}
email-news-subject-due = { $site }: вам причитается { $amount }
email-news-names = По вашей ссылке пришли: { $names }. Теперь они идут в счёт.
email-news-names-more = По вашей ссылке пришли: { $names } и ещё { $n }. Теперь они идут в счёт.
email-news-count = { $n ->
    [one] По вашей ссылке пришёл { $n } человек, он идёт в счёт.
    [few] По вашей ссылке пришли { $n } человека, они идут в счёт.
   *[other] По вашей ссылке пришли { $n } человек, они идут в счёт.
}
email-news-due = К выплате: { $amount }.
email-news-goal = { $reached } из { $needed } → { $prize }
email-news-button = Посмотреть, кто пришёл
email-news-link = Ваша ссылка
email-news-why = Вы получили это письмо, потому что на { $site } приходят по вашей ссылке. Таких писем не больше одного в день.
email-admitted-subject = Допуск открыт: { $site }
email-admitted-title = Допуск открыт
email-admitted-lead = Ваша очередь подошла: { $site } открывает вам допуск.
email-admitted-next = Ваша ссылка продолжает работать: приглашайте по ней других.
email-admitted-why = Вы получили это письмо, потому что были в листе ожидания { $site }.
email-news-unsubscribe = Чтобы не получать писем о том, кто пришёл, откройте
email-news-unsubscribe-link = Не получать писем о том, кто пришёл
email-operator-subject = { $site }: вас ждут дела
email-operator-reviews = { $n ->
    [one] { $n } приглашение ждёт проверки.
    [few] { $n } приглашения ждут проверки.
   *[other] { $n } приглашений ждут проверки.
}
email-operator-failed = { $n ->
    [one] { $n } письмо не доставлено.
    [few] { $n } письма не доставлены.
   *[other] { $n } писем не доставлено.
}
email-operator-webhooks = { $n ->
    [one] { $n } вебхук выключен: его адрес не отвечал.
    [few] { $n } вебхука выключены: их адреса не отвечали.
   *[other] { $n } вебхуков выключено: их адреса не отвечали.
}
email-operator-button = Посмотреть
email-operator-why = Вы получили это письмо как администратор { $site }. Таких писем не больше одного в день.
email-unsubscribe = Чтобы не получать приглашений с этого сайта, откройте
email-unsubscribe-link = Не получать приглашений с этого сайта
email-reset-subject = Новый пароль для { $site }
email-reset-button = Задать новый пароль
email-test-subject = Пробное письмо от { $site }
email-test-title = Письма доходят
email-test-lead = Это письмо показывает, что письма с вашего сайта доходят.
email-test-why = Вы получили это письмо, потому что администратор сайта { $site } отправил пробное.
email-test-button = Открыть управление
email-password-subject = Пароль на сайте { $site } изменён
email-password-button = Вернуть доступ
email-password-not-you = Это были не вы? Задайте новый пароль: на всех остальных устройствах нужно будет войти заново.
email-new-sign-in-subject = Новый вход на сайте { $site }
email-new-sign-in-title = Новый вход в вашу учётную запись
email-new-sign-in-lead = В учётную запись вошли из браузера или программы, которых мы раньше не видели.
email-token-made-subject = Новый токен API на сайте { $site }
email-token-made-title = Создан токен
email-token-made-lead = У вашей учётной записи новый токен: с ним программа действует от вашего имени.
email-key-made-subject = Новый ключ программы на сайте { $site }
email-key-made-title = Создан ключ программы
email-key-made-lead = Появился новый ключ, с которым другая программа работает с сайтом. Он есть на странице «Ключи».
email-admin-made-subject = Новый администратор на сайте { $site }
email-admin-made-title = Появился новый администратор
email-admin-made-lead = Кому-то выданы права администратора. Это письмо получают все администраторы.
email-backup-failed-subject = Резервная копия сайта { $site } непригодна
email-backup-failed-title = Последняя копия не прошла проверку
email-backup-failed-lead = На последнюю резервную копию нельзя положиться. Что с ней не так, сказано в журнале сервера. Сделайте новую копию и проверьте её диск.
email-factor-changed-subject = Двухфакторный вход на сайте { $site } изменён
email-factor-changed-title = Ваш двухфакторный вход изменён
email-factor-changed-lead = Изменены приложение, коды восстановления или весь двухфакторный вход вашей учётной записи.
email-notice-you = Если это были вы, делать ничего не нужно.
email-notice-button = Это был не я
email-notice-after = Кнопка завершит все сеансы и откроет страницу нового пароля. Она действует 7 дней.

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
month-short-1 = янв
month-short-2 = фев
month-short-3 = мар
month-short-4 = апр
month-short-5 = мая
month-short-6 = июн
month-short-7 = июл
month-short-8 = авг
month-short-9 = сен
month-short-10 = окт
month-short-11 = ноя
month-short-12 = дек
date-short = { $day } { $month }
date-span = { $day }–{ $end }
date-short-year = { $day } { $month } { $year }
ago-now = сейчас
ago-minutes = { $n } мин назад
ago-hours = { $n } ч назад
ago-yesterday = вчера
weekday-1 = пн
weekday-2 = вт
weekday-3 = ср
weekday-4 = чт
weekday-5 = пт
weekday-6 = сб
weekday-7 = вс
span-seconds = { $n } с
span-minutes = { $n } мин
span-hours = { $n } ч
span-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}
percent = { $n }{ " " }%

## Адрес, сеансы, журнал, данные

field-new-email = Новая почта
address-title = Смена почты
address-lead = Отправим ссылку на новый адрес; почта сменится, когда вы её откроете. На текущий адрес сообщим сразу.
address-submit = Отправить ссылку
address-confirm-lead = Нажмите кнопку, и этот адрес станет почтой вашей учётной записи.
address-dead-lead = Ссылка устарела: истёк срок либо изменились почта или пароль. Запросите новую.
unsubscribe-news-title = Не получать писем о том, кто пришёл
unsubscribe-news-lead = Нажмите кнопку, и { $site } больше не будет писать, когда по вашей ссылке приходят люди или вам причитается награда.
unsubscribe-news-submit = Не получать этих писем
unsubscribe-news-done-title = Писем о том, кто пришёл, больше не будет
unsubscribe-news-done-lead = Письма о вашем аккаунте по-прежнему приходят.
unsubscribe-title = Без приглашений
unsubscribe-lead = Нажмите кнопку, и никто не сможет присылать на вашу почту приглашения на { $site }.
unsubscribe-submit = Не присылать приглашений
not-me-title = Это были не вы?
not-me-lead = Мы завершим все сеансы. Затем задайте новый пароль, который знаете только вы.
not-me-submit = Завершить все сеансы
not-me-dead-title = Ссылка больше не действует
not-me-dead-lead = Она уже использована или её срок истёк. Новый пароль тоже завершает все сеансы.
unsubscribe-done-title = Приглашений не будет
unsubscribe-done-lead = Больше никто не пришлёт вам приглашение с этого сайта. Письма о вашем собственном аккаунте приходят по-прежнему.
notice-address-asked = Проверьте новый ящик: почта сменится, когда вы откроете ссылку.
notice-address-changed = Почта изменена.
notice-sessions-ended = Сеанс завершён.
notice-factor-off = Двухфакторный вход отключён.
notice-browsers-forgotten = Код снова спросят во всех браузерах.
notice-recovery-code-used = Вы вошли по коду восстановления. Больше он не действует.
sessions-title = Сеансы и история
sessions-lead = Устройства, на которых вы вошли. Незнакомый сеанс завершите и смените пароль.
sessions-browser = Браузер
sessions-program = Программа
sessions-this = этот сеанс
sessions-unknown-device = Неизвестное устройство
sessions-since = Вход
sessions-used = Последнее действие
sessions-end = Завершить
sessions-end-others = Завершить все остальные
activity-title = История
activity-when = Когда
activity-what = Что
activity-who = Кто
actor-self = вы
actor-program = программа
actor-stranger = неизвестно кто
actor-operator = администратор
audit-registered = Регистрация
audit-confirmed = Почта подтверждена
audit-signed-in = Вход
audit-sign-in-failed = Неудачная попытка входа
audit-signed-out = Выход
audit-session-ended = Сеанс завершён
audit-token-issued = Выдан токен API
audit-password-changed = Пароль изменён
audit-password-reset = Пароль задан по ссылке из письма
audit-address-changing = Запрошена смена почты
audit-address-changed = Почта изменена
audit-factor-on = Двухфакторный вход настроен
audit-factor-off = Двухфакторный вход отключён
audit-factor-failed = Неверный код после верного пароля
audit-recovery-codes-made = Новые коды восстановления
audit-recovery-code-used = Использован код восстановления
audit-browsers-forgotten = Запомненные браузеры забыты
audit-code-added = Код создан
audit-code-changed = Код изменён
audit-code-deleted = Код удалён
audit-data-downloaded = Данные скачаны
audit-listed-changed = Изменён показ в списке лидеров
audit-activated = Почта подтверждена администратором
audit-disabled = Учётная запись отключена
audit-enabled = Учётная запись включена
audit-made-admin = Выданы права администратора
data-title = Скачать мои данные (JSON)
email-address-subject = Подтвердите новую почту для { $site }
email-address-button = Подтвердить новую почту
email-changing-subject = Смена почты на сайте { $site }
email-changing-not-you = Это были не вы? Задайте новый пароль: это отменит и смену почты.
refusal-password-common = Этот пароль слишком легко угадать. Придумайте другой.
refusal-password-personal = Не используйте в пароле свою почту, имя или название сайта.
emails-title = Письма
emails-lead = Отправка почты пока не настроена, поэтому письма показываются здесь и в терминале. Чтобы они отправлялись, задайте mail.mode = "smtp". Эту страницу видно только с этого компьютера.
emails-none = Пока ни одного. Зарегистрируйтесь или запросите новый пароль — письмо появится здесь.

## Первый администратор

setup-title = Первый администратор
setup-lead = Ссылка из консоли сервера; она срабатывает один раз. Создайте первого администратора.
setup-firstname-hint = Его увидят те, кого вы пригласите.
setup-email-hint = Подтверждать не нужно: этот адрес сразу считается подтверждённым.
setup-submit = Создать администратора
setup-dead-title = Ссылка больше не действует
setup-dead-lead = Она действует 30 минут, срабатывает один раз и только пока нет администратора. Новую ссылку печатает сервер при запуске или команда:

## Списки

number-group = { "\u00A0" }
number-point = ,
money-or = или
unit-points = { $n ->
    [one] { $number } балл
    [few] { $number } балла
   *[other] { $number } баллов
}
unit-credits = { $n ->
    [one] { $number } кредит
    [few] { $number } кредита
   *[other] { $number } кредитов
}
unit-days = { $n ->
    [one] { $number } день
    [few] { $number } дня
   *[other] { $number } дней
}
unit-free-days = { $n ->
    [one] { $number } бесплатный день
    [few] { $number } бесплатных дня
   *[other] { $number } бесплатных дней
}
unit-months = { $n ->
    [one] { $number } месяц
    [few] { $number } месяца
   *[other] { $number } месяцев
}
unit-free-months = { $n ->
    [one] { $number } бесплатный месяц
    [few] { $number } бесплатных месяца
   *[other] { $number } бесплатных месяцев
}
unit-gifts = { $n ->
    [one] { $number } подарок
    [few] { $number } подарка
   *[other] { $number } подарков
}
undo = Отменить
undo-reason = Отменено
keys-title = Горячие клавиши
keys-search = Поиск
keys-next = Следующая строка
keys-previous = Предыдущая строка
keys-choose = Выбрать строку
keys-help = Показать или скрыть подсказку
list-search = Найти
list-all = Все
list-pages = Страницы
list-pages-below = Страницы, под списком
list-newer = ‹ Новее
list-older = Старее ›
list-previous = ‹ Назад
list-next = Дальше ›
list-range = { $first }–{ $last } из { $total }
list-download = Скачать CSV
list-chosen = Выбрано
list-choose = Выбрать: { $name }
list-choose-all = Выбрать все строки страницы
list-show-all = Показать все
list-none-found = Ничего не найдено
list-none-found-lead = Попробуйте меньше букв или другой фильтр.

## Страницы администратора

menu-admin = Управление
admin-overview = Обзор
admin-people = Люди
admin-waitlist = Лист ожидания
admin-unattributed = Без пригласившего
unattributed-lead = События, за которые никому не засчитано, и те, что ждут человека или покупку.
event-unattributed = Без пригласившего
event-waiting = Ждут
unattributed-none = Таких событий нет
unattributed-none-lead = Здесь появятся события, которые ждут человека или покупку, и события без пригласившего.
unattributed-event = Событие
unattributed-credit = Засчитать вручную
unattributed-credit-lead = Все события этого человека без пригласившего будут засчитаны тому, чей это код.
unattributed-code = Код пригласившего
event-participant-unknown = Человек ещё не известен.
event-purchase-unknown = Покупка ещё не известна.
event-code-unknown = Такого кода нет.
event-code-ended = Код уже не действовал.
event-self-referral = Это собственный код человека.
event-cycle = Пригласивший сам пришёл через этого человека.
event-not-new = Человек покупал ещё до того, как назвал код.
event-no-referrer = Этого человека никто не приглашал.
event-counted = Засчитано
event-refused = Отвергнуто
event-why-code = Регистрация пришла с кодом.
event-why-referred = Этого человека пригласили.
event-why-already-referred = Этого человека раньше пригласил другой, и так и останется.
event-why-refund = Возвращает часть своей покупки.
event-why-duplicate = Это второе сообщение о другой покупке.
event-why-refund-exceeds = Больше, чем осталось от покупки.
event-why-currency-differs = Валюта не та, что у покупки.
event-type-signup = Регистрация
event-type-confirmed = Подтверждение
event-type-trial = Пробный период
event-type-purchase = Покупка
event-type-refund = Возврат
event-type-custom = Событие
event-refunded = Возвращено
event-purchase = Покупка
event-names = Имена
event-occurred = Когда произошло
event-verdicts = Почему да и почему нет
event-no-verdict = Ни одно правило о нём не говорит.
admin-events = События
events-lead = Что сообщили программы и что об этом сказало каждое правило.
events-none = Событий пока нет
notice-credited = Засчитано.
notice-admitted = Допуск открыт. Участники узнают об этом из писем.
notice-rule-posted = Правило сохранено.
notice-rule-ended = Правило завершено.
notice-reward-given = Награда начислена. Она к выплате.
notice-reward-approved = Одобрено. Теперь к выплате.
notice-reward-voided = Отменено.
notice-reward-fulfilled = Отмечено выданным.
notice-reason-needed = Напишите причину и отмените снова.
notice-payouts-made = Черновики созданы. Одобрите и отправьте их.
notice-payouts-changed = Выплаты изменены.
admin-imports = Файлы
imports-lead = Участники и события из файла CSV, в том числе в виде, в котором их сохраняют Rewardful, FirstPromoter, GrowSurf и ReferralHero. Сначала проверьте: сохранится только то, что сделала бы каждая строка.
imports-kind = Строки — это
imports-participants = Участники
imports-events = События
imports-file = Файл
imports-file-hint = CSV с запятыми, точками с запятой или табуляцией, здесь до 8 МБ. Файл до 64 МБ можно отправить через API.
imports-try = Проверить
imports-read = Загрузить
imports-last = Последние файлы
imports-result = Строки
imports-tried = Проверено, ничего не сохранено
imports-done = Загружено
imports-unfinished = Не закончено
imports-created = Новые
imports-updated = Изменены
imports-unchanged = Уже известны
imports-without-referrer = Новые, без пригласившего
imports-refused = Отклонены
imports-mistakes = Что исправить в последнем файле
imports-row = Строка { $row }
admin-keys = Ключи
keys-lead = Ключами входят другие программы. Ключ позволяет то, что названо в его правах.
keys-shown-once = Это новый ключ. Он показывается один раз: скопируйте его сейчас.
keys-all = Все ключи
keys-none = Ключей пока нет.
keys-new = Новый ключ
keys-label = Имя ключа
keys-expires = Последний день, если срок нужен
keys-make = Создать ключ
keys-allows = Что он позволяет
keys-preset-app = Приложение: сообщать о событиях, приводить людей, показывать виджет
keys-preset-reader = Чтение: читать всё, ничего не менять
keys-preset-all = Всё
keys-preset-own = Только права, выбранные ниже
keys-scopes = Отдельные права
keys-active = Действует
keys-expired = Истёк
keys-revoked = Отозван
keys-unused = Ни разу
keys-revoke = Отозвать
keys-revoke-title = Отозвать этот ключ?
keys-revoke-lead = Программы с этим ключом сразу получат отказ. Отменить это нельзя.
notice-key-revoked = Ключ отозван.
admin-webhooks = Вебхуки
webhooks-lead = Вебхук сообщает другой программе или в чат о том, что произошло. Каждое сообщение ждёт, пока его не примут.
webhooks-all = Все вебхуки
webhooks-none = Вебхуков пока нет.
webhooks-new = Новый вебхук
webhook-url = Адрес
webhook-url-hint = Начинается с https://. Туда отправляются сообщения.
webhook-chat = Чат в Telegram
webhook-chat-hint = Его номер или @имя канала. Только для Telegram.
webhook-format = Формат
webhook-format-standard = Программа: JSON с подписью по Standard Webhooks
webhook-format-slack = Slack
webhook-format-discord = Discord
webhook-format-telegram = Telegram
webhook-types = О чём сообщать
webhook-types-hint = Если ничего не выбрано, обо всём.
webhook-types-all = Обо всём
webhook-add = Добавить вебхук
webhook-secret-shown-once = Этим секретом подписаны сообщения. Он показывается один раз: скопируйте его сейчас.
webhook-endpoint = Вебхук
webhook-last-delivered = Последняя доставка
webhook-never = Ни разу
webhook-active = Действует
webhook-disabled = Отключён
webhook-disabled-gone = Отключён: адрес ответил, что его больше нет
webhook-disabled-failing = Отключён: ничего не удалось доставить
webhook-waiting = Ждут
webhook-dead = Не доставлены
webhook-delivered = Доставлены
webhook-type = Сообщение
webhook-message = ID сообщения
webhook-answer = Ответ
webhook-next = следующая попытка
webhook-duration = Время
webhook-milliseconds = { $n } мс
webhook-attempts = Попытки
webhook-no-attempt = Ещё не отправлялось.
webhook-body = Текст
webhook-body-erased = Текст удалён вместе с человеком, о котором он был.
webhook-signed = Каждая попытка подписана заново, со своим временем.
webhook-none-yet = Сообщений пока нет
webhook-none-yet-lead = Отправьте пробное сообщение, чтобы увидеть, отвечает ли адрес.
webhook-ping = Отправить пробное сообщение
webhook-ping-title = Отправить пробное сообщение?
webhook-ping-lead = Ответ появится в списке сообщений через мгновение.
webhook-replay = Отправить ещё раз
webhook-replay-day = Отправить ещё раз за сутки
webhook-replay-title = Отправить ещё раз сообщения за последние 24 часа?
webhook-replay-lead = У каждого тот же ID, что и раньше, и программа увидит, что это повтор.
webhook-rotate = Заменить секрет
webhook-rotate-title = Заменить секрет?
webhook-rotate-lead = Ещё 24 часа сообщения подписаны и старым секретом.
webhook-enable = Включить
webhook-enable-title = Включить этот вебхук?
webhook-enable-lead = Новые сообщения снова отправляются. Недоставленные можно потом отправить ещё раз.
webhook-delete = Удалить
webhook-delete-title = Удалить этот вебхук?
webhook-delete-lead = Удалятся и его сообщения, в том числе те, что ждут. Отменить это нельзя.
notice-webhook-pinged = Пробное сообщение отправляется.
notice-webhook-replayed = Сообщения отправляются ещё раз.
notice-webhook-enabled = Вебхук включён.
notice-webhook-deleted = Вебхук удалён.
admin-stripe = Stripe
stripe-lead = Проверьте каждый шаг до первой настоящей продажи. Список отмечает их сам.
stripe-steps = Всё ли работает?
stripe-link-opened = Ссылка открыта
stripe-link-opened-how = Откройте в браузере реферальную ссылку.
stripe-signup = Регистрация
stripe-signup-how = Зарегистрируйтесь по ней как новый клиент.
stripe-purchase = Покупка
stripe-purchase-how = Купите что-нибудь как этот клиент.
stripe-refund = Возврат
stripe-refund-how = Верните часть денег.
stripe-answered = Вебхук ответил
stripe-answered-how = Добавьте вебхук и отправьте ему пробное сообщение.
stripe-seen = Было
stripe-types = Сообщения Stripe
stripe-off = Сообщения не принимаются, пока не задан их секрет:
stripe-address = Адрес вебхука в Stripe:
stripe-last = Последний раз
stripe-came = Приходило
stripe-never-came = Не приходило
stripe-contradictions = Противоречия
stripe-contradictions-none = Ни одно сообщение не противоречит прежним.
stripe-contradictions-lead = Эти сообщения противоречат прежним. Прежние остаются в силе.
stripe-event = Событие Stripe
webhook-says-participant-created = Новый участник: { $who } ({ $id }).
webhook-says-participant-admitted = { $who }: открыт допуск из листа ожидания.
webhook-says-participant-erased = Участник удалён: { $who }.
webhook-says-referral-registered = { $who }: приглашение от { $referrer }.
webhook-says-referral-confirmed = У { $referrer } ещё одно подтверждённое приглашение: { $who }.
webhook-says-referral-rejected = Приглашение { $who } от { $referrer } отклонено.
webhook-says-event-unattributed = { $id } ({ $who }): реферер не найден.
webhook-says-reward-created = { $who }: ожидается вознаграждение { $amount } ({ $id }).
webhook-says-reward-approved = { $id }: { $amount } к выплате, { $who }.
webhook-says-reward-held = { $id }: { $amount } ждёт решения, { $who }.
webhook-says-reward-released = { $id }: { $amount } больше не ждёт решения, { $who }.
webhook-says-reward-voided = { $id }: вознаграждение { $amount } отменено, { $who }.
webhook-says-reward-reversed = { $id }: возврат уменьшил вознаграждение { $amount }, { $who }.
webhook-says-reward-fulfilled = { $id }: вознаграждение { $amount } выдано, { $who }.
webhook-says-payout-approved = { $id }: выплата { $amount } одобрена, { $who }.
webhook-says-payout-paid = { $id }: выплачено { $amount }, { $who }.
webhook-says-payout-failed = { $id }: выплата { $amount } не прошла, { $who }.
webhook-says-payout-canceled = { $id }: выплата { $amount } отменена, { $who }.
webhook-says-review-opened = Приглашение { $who } от { $referrer } ждёт проверки.
webhook-says-endpoint-disabled = Вебхук { $id } на { $host } отключён.
webhook-says-ping = Вебхук { $id } работает.
admin-codes = Коды
admin-emails = Письма
admin-audit = Журнал
admin-health = Состояние
admin-backups = Резервные копии
admin-settings = Настройки
admin-site = Сайт
admin-back = Отмена
admin-action = Действие
admin-megabytes = { $whole },{ $tenth } МБ
admin-kilobytes = { $n } КБ
account-disabled = Профиль отключён
account-unconfirmed = Почта не подтверждена
account-confirmed = Почта подтверждена · входа не было
account-active = Профиль активен
account-admin = Администратор
account-frozen = Ветка заморожена
account-questioned = На проверке
people-search = Имя, email, домен или код
people-referred-by = Кто пригласил
people-brought = Привлечено
people-joined = Регистрация
people-last-seen = Последний вход
people-direct = Без приглашения
people-unconfirmed = Не подтверждены
people-disabled = Отключены
people-disabled-one = Отключён
people-admins = Админы
people-admin = Админ
people-none = Пока никого нет
people-none-lead = Здесь появится каждый, кто зарегистрируется.

waitlist-place = Место
waitlist-admitted = Допущено
waitlist-reviewed = На проверке
waitlist-how-many = Сколько человек, начиная с первого места
waitlist-admit-next = Допустить их
waitlist-admit = Допустить выбранных
waitlist-none = Лист ожидания пуст
waitlist-none-lead = Здесь появляются подтверждённые участники в порядке своих мест.
waitlist-off = В этой программе нет листа ожидания
waitlist-off-lead = Задайте [program] mode = "waitlist" и перезапустите сервер: подтверждённые участники будут ждать здесь, пока вы их не допустите.
waitlist-lead = { $n ->
    [one] Места идут в порядке подтверждений. Каждое засчитанное приглашение поднимает пригласившего на { $n } место.
    [few] Места идут в порядке подтверждений. Каждое засчитанное приглашение поднимает пригласившего на { $n } места.
   *[other] Места идут в порядке подтверждений. Каждое засчитанное приглашение поднимает пригласившего на { $n } мест.
}
person-write = Написать
person-why = { $referrer } → { $name }
person-brought = По ссылке: { $name }
person-account = Аккаунт
person-note = Заметка
person-note-save = Сохранить заметку
person-danger = Управление аккаунтом
admin-number = Номер
admin-email = Письмо с подтверждением
admin-email-taken = отправлено
admin-email-not-taken = ещё не отправлено
admin-referred-by = Кто пригласил
rule-link = по ссылке
rule-moved = перенос
rule-typed = введён код
admin-sessions = Активные сеансы
admin-sessions-none = Активных сеансов нет.
admin-where = Устройство
rule-told = сообщила программа
admin-since = Вход
admin-used = Последнее действие
admin-activate = Подтвердить почту
admin-activate-title = Подтвердить почту вручную?
admin-activate-lead = Человек сможет войти, и регистрация засчитается тому, кто пригласил. Отменить это нельзя.
admin-disable = Отключить
admin-disable-title = Отключить учётную запись?
admin-disable-lead = Все сеансы завершатся, войти будет нельзя, ссылки перестанут приглашать. Учётную запись можно включить снова.
admin-enable = Включить
admin-enable-title = Включить учётную запись?
admin-enable-lead = Человек снова сможет войти, и действующий код снова заработает.
admin-sign-out = Завершить все сеансы
admin-sign-out-title = Завершить все сеансы?
admin-sign-out-lead = Войти заново можно будет сразу.
admin-end-session-title = Завершить этот сеанс?
admin-end-session-lead = На этом устройстве придётся войти заново.
admin-make-admin = Сделать администратором
admin-make-admin-title = Сделать этого человека администратором?
admin-make-admin-lead = Он увидит всех и сможет всё, что можете вы, в том числе снять права с вас.
admin-reset-2fa = Отключить двухфакторный вход
admin-reset-2fa-title = Отключить двухфакторный вход?
admin-reset-2fa-lead = Для тех, кто потерял телефон и коды восстановления. Все сеансы завершатся. Сначала убедитесь, что просит действительно владелец.
admin-remove-admin = Снять права администратора
admin-remove-admin-title = Снять права администратора?
admin-remove-admin-lead = Учётная запись и коды останутся. Вернуть права сможет любой администратор.
admin-delete = Удалить
admin-type-email = Введите email этого человека
admin-delete-title = Удалить учётную запись навсегда?
admin-delete-lead = Будут удалены учётная запись, коды, сеансы, письма и история. Числа того, кто пригласил, не изменятся. Отменить это нельзя: если не уверены, лучше отключите.
codes-search = Код, владелец, email или домен
codes-created = Создан
codes-ends = Последний день
codes-uses = Использований
codes-description = Описание
codes-none = Кодов пока нет
codes-none-lead = Здесь появится каждый код, который создадут участники.
admin-codes-all = Все коды этого человека
admin-owner = Владелец
code-deleted = Удалён
code-paused = Приостановлен
admin-code-off = Выключить
admin-code-off-title = Выключить код?
admin-code-off-lead = Ссылка перестанет приглашать; те, кто уже пришёл, по-прежнему засчитаны. Владелец может включить код снова: чтобы этого не случилось, отключите учётную запись.
emails-search = Получатель
emails-sent = Отправлено
emails-bounced = Отклонено получателем
emails-bounced-many = больше 2 %: проверьте адреса
emails-week = Письма за последние 7 дней
emails-reason = Причина
emails-attempts = Попытки
emails-created = Создано
emails-console = Почтовый сервер не настроен: письма остаются на этом компьютере.
emails-console-open = Прочитать
emails-none-yet = Писем пока нет
emails-none-yet-lead = Здесь появится каждое письмо, которое отправит сайт.
emails-preview = Посмотреть письма
emails-preview-lead = Все виды писем, как они пришли бы вам сейчас. Ссылки в них не настоящие.
emails-preview-html = Посмотреть оформленным
emails-preview-none = Чтобы увидеть это письмо, нужен действующий код.
emails-test = Отправить мне пробное письмо
emails-subject = Тема
failure-message = Письмо не удалось составить
failure-resolve = Имя почтового сервера неизвестно
failure-connect = Нет соединения с почтовым сервером
failure-greeting = Почтовый сервер не ответил
failure-hello = Почтовый сервер отклонил приветствие
failure-tls = Нет защищённого соединения с почтовым сервером
failure-login = Почтовый сервер отклонил вход
failure-sender = Почтовый сервер отклонил отправителя
failure-recipient = Получатель отклонён
failure-transfer = Почтовый сервер отклонил письмо
failure-interrupted = Сервер остановился во время отправки
admin-emails-waiting = В очереди
admin-emails-dead = Не доставлены
admin-emails-retry-all = Отправить все ещё раз
admin-emails-retry-all-title = Отправить все письма ещё раз?
admin-emails-retry-all-about = Все письма в очереди и недоставленные
admin-email-kind = Вид
admin-email-to = Кому
admin-email-due = следующая попытка
admin-email-sending = отправляется
admin-email-retry = Отправить ещё раз
admin-email-retry-title = Отправить письмо ещё раз?
admin-email-retry-lead = Счёт попыток начнётся заново. Если срок ссылки в письме истёк, в нём будет новая.
admin-email-drop = Удалить
admin-email-drop-title = Удалить письмо?
admin-email-drop-lead = Оно не будет отправлено. Отменить это нельзя, но человек может запросить новое письмо сам.
kind-activation = Подтверждение почты
kind-referral-news = Кто пришёл и что причитается
kind-admitted = Допуск из листа ожидания
kind-operator-news = Что ждёт администраторов
kind-known-address = Уже есть учётная запись
kind-invitation = Приглашение
kind-reset = Новый пароль
kind-password-changed = Пароль изменён
kind-new-address = Подтверждение новой почты
kind-test = Пробное письмо
kind-address-changing = Смена почты
kind-new-sign-in = Новый вход
kind-token-made = Создан токен
kind-key-made = Создан ключ программы
kind-admin-made = Новый администратор
kind-backup-failed = Копия не прошла проверку
kind-factor-changed = Изменён двухфакторный вход
admin-audit-none = Событий пока нет.
admin-audit-all = Вся история этого человека
audit-search = Имя, email, домен или код
audit-by-admins = Админы
audit-by-owners = Сами люди
audit-by-visitors = Посетители
audit-by-operator = Оператор
audit-person = Человек
audit-object = Предмет
audit-reason = Причина
audit-event = Событие
audit-every-event = Все события
audit-since = С даты
audit-until = По дату
audit-none-lead = Здесь появятся входы, изменения и решения.
audit-of = История: { $name }
admin-person-page = Страница этого человека
admin-whose = Человек
admin-actor-owner = сам человек
activity-referred-by = теперь по приглашению человека #{ $id }
activity-branch = ветка человека #{ $id }
activity-referral = приглашение #{ $id }
activity-emails = все письма
activity-email = письмо #{ $id }
activity-admin = администратор #{ $id }
activity-account = учётная запись #{ $id }
admin-settings-lead = Только для чтения. Меняйте настройку там, где она задана, и перезапускайте сервер. Секреты скрыты.
settings-changed = Изменённые
settings-empty = пусто
duration-seconds = { $n ->
    [one] { $n } секунда
    [few] { $n } секунды
   *[other] { $n } секунд
}
duration-minutes = { $n ->
    [one] { $n } минута
    [few] { $n } минуты
   *[other] { $n } минут
}
duration-hours = { $n ->
    [one] { $n } час
    [few] { $n } часа
   *[other] { $n } часов
}
duration-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[other] { $n } дней
}
admin-setting = Настройка
admin-value = Значение
admin-value-set = задано, скрыто
admin-origin = Источник
site-lead = Что видят люди на страницах, в письмах и в превью ссылок.
site-name = Название
site-name-hint = До 50 знаков. Пусто — адрес сайта.
site-tagline = Подзаголовок
site-tagline-hint = Одна строка о сайте, до 150 знаков.
site-language = Язык
site-language-hint = Для тех, чьего языка на сайте нет.
site-accent = Цвет
site-accent-hint = # и шесть цифр, например #14594a. Пусто — тёмно-зелёный.
site-accent-corrected = Этот цвет слишком светлый для текста, поэтому на страницах — { $color }.
site-accent-resembles = Этот цвет близок к красному или оранжевому, которыми отмечены состояния. Различать их помогут форма и слово.
site-logo = Логотип
site-logo-hint = SVG или PNG, до 48 КБ. PNG виден и в письмах, и в превью ссылок.
site-logo-remove = Убрать логотип
site-privacy-url = Ссылка на политику конфиденциальности
site-terms-url = Ссылка на условия
site-set-elsewhere = Задано здесь: { $source }. Меняйте там.
site-save = Сохранить
notice-site-saved = Сохранено. Страницы и письма уже с новыми данными.
health-backup-missing = Нет резервной копии за последние 7 дней
health-backup-failed = Последняя копия не удалась. Причина — в журнале сервера.
health-backup-check-failed = Последняя копия не прошла проверку. Причина — в журнале сервера.
health-late = Фоновая задача давно не выполнялась. Причина — в журнале сервера.
health-clock-ahead = Часы сервера перевели вперёд больше чем на час. Если это ошибка, исправьте их: истёкшее будет удалено не раньше чем через сутки.
health-program = Программа
health-lights = Проверки
health-well = Всё в порядке, внимания ничего не требует.
health-green = хорошо
health-yellow = требует внимания
health-red = плохо
health-on-time = вовремя
health-jobs-limit = хорошо при опоздании до { $n } мин
health-backup-limit = хорошо до { $n } дн.
health-up-to = хорошо до { $limit }
health-compaction-waits = ждёт следующей перезаписи файла
health-compaction-limit = хорошо до { $n } дн.
health-version = Версия
health-started = Запущена
health-jobs = Фоновые задачи
health-job = Задача
health-last-run = Последний запуск
health-last-failure = Последний сбой
health-outbox = Письма в очереди
health-dead = Недоставленные письма
health-database = База данных
health-file = Файл
health-size = Размер
health-free = свободно
health-compaction = Следы удалённых данных
health-compaction-due = могут быть в свободном месте файла с
health-compaction-done = нет
health-log = Журнал записи (WAL)
health-schema = Версия схемы
health-backup = Последняя резервная копия
health-no-backup = Ещё не создавались
health-never = ещё нет
health-check-lead = Проверка идёт в фоне и не замедляет сайт. Полную, с пересчётом всех чисел, выполняет команда
health-check = Проверить базу сейчас
backups-lead = Резервные копии создаются без остановки, проверяются и хранятся в папке ниже. В них все данные, поэтому перед скачиванием нужен пароль, а запись остаётся в журнале. Храните копии и в другом месте.
backups-folder = Папка:
backups-now = Создать копию
backups-there = Созданные копии
backups-none = Резервные копии ещё не создавались.
backups-unreadable = Папка с копиями не читается. Причина — в журнале сервера.
backups-name = Файл
backups-download = Скачать
notice-all-sessions-ended = Все сеансы завершены. Войти заново можно сразу.
reauthenticate-title = Подтвердите, что это вы
reauthenticate-lead = Введите пароль, чтобы продолжить. Снова мы спросим не раньше чем через 15 минут.
reauthenticate-lead-factor = Введите пароль или код из приложения, чтобы продолжить. Снова мы спросим не раньше чем через 15 минут.
reauthenticate-submit = Продолжить
notice-person-activated = Почта подтверждена: теперь можно войти.
notice-person-disabled = Учётная запись отключена, сеансы завершены. Вернуть её можно здесь же: «Включить».
notice-person-enabled = Учётная запись включена. Войти придётся заново.
notice-people-disabled = Отключено, сеансы завершены.
notice-people-enabled = Включено.
notice-undone = Отменено.
notice-note-saved = Заметка сохранена.
notice-none-chosen = Сначала выберите хотя бы одну строку.
notice-person-deleted = Учётная запись удалена. Запись об этом осталась в вашей истории.
notice-admin-made = Права администратора выданы. Снять их можно здесь же.
notice-admin-removed = Права администратора сняты. Вернуть их можно здесь же.
notice-factor-reset = Двухфакторный вход отключён, все сеансы этого человека завершены.
notice-already-so = Менять нечего.
notice-code-switched-off = Код выключен. Включить его снова может только владелец.
notice-test-sent = Пробное письмо отправляется. Следите за его состоянием здесь.
notice-emails-retried = Отправляем ещё раз. Если не получится, письмо останется здесь.
notice-email-dropped = Письмо удалено.
notice-checked-whole = Проверка пройдена: база цела.
notice-checked-damaged = База повреждена. Где именно, скажет referral verify; затем восстановите копию командой referral restore.
notice-checked-too-big = Проверка не уложилась в 15 секунд. Запустите на сервере referral verify.
notice-maintenance-busy = Другая проверка или копирование ещё идёт. Подождите немного.
notice-backup-made = Резервная копия создана и проверена.
notice-backup-failed = Не удалось создать копию. Причина — в журнале сервера.
notice-backup-in-memory = База находится в памяти: копировать нечего. Укажите файл в database.path.
audit-removed-admin = Сняты права администратора
audit-account-deleted = Удалена другая учётная запись
audit-letters-retried = Письма отправлены ещё раз
audit-letter-dropped = Письмо удалено
audit-backup-made = Создана резервная копия
audit-backup-downloaded = Скачана резервная копия
audit-site-changed = Изменены настройки сайта
admin-own-page = Это ваша учётная запись: отключить её, удалить или снять права может только другой администратор.
admin-oneself = С собственной учётной записью этого сделать нельзя: иначе можно лишиться доступа. Попросите другого администратора.
setup-address-taken = Учётная запись с этой почтой уже есть. Укажите другую или выполните на сервере referral user make-admin.
audit-key-made = Создан ключ для программы
audit-key-revoked = Ключ программы отозван
audit-webhook-added = Добавлен вебхук
audit-webhook-changed = Изменён вебхук
audit-webhook-deleted = Удалён вебхук
audit-webhook-rotated = Заменён секрет вебхука
audit-webhook-replayed = Сообщения вебхука отправлены ещё раз
audit-brought = Этого человека привела программа
audit-linked = Программа связала эту учётную запись со своей
audit-participant-changed = Программа изменила профиль
audit-admitted = Открыт допуск из листа ожидания
audit-rule-posted = Опубликована версия правила
audit-rule-ended = Правило завершено
audit-reward-given = Награда начислена вручную
audit-reward-approved = Награда одобрена
audit-reward-voided = Награда отменена
audit-reward-fulfilled = Награда выдана
audit-payout-made = Подготовлена выплата
audit-payout-approved = Выплата одобрена
audit-payout-sent = Выплата отправлена в банк
audit-payout-paid = Выплата проведена
audit-payout-failed = Выплата не прошла
audit-payout-canceled = Выплата отменена
origin-default = по умолчанию
origin-follows = следует за { $what }
origin-line = { $file }, строка { $line }
origin-dotenv = { $file }, строка { $line }, { $name }
origin-variable = переменная окружения { $name }
origin-flag = ключ { $name }
origin-content = содержимое файла { $file }, заданного здесь: { $by }

## Почему

why-title = Почему
why-title-counts = Почему засчитано: { $name }
why-title-waits = Почему пока не засчитано: { $name }
why-title-not = Почему не засчитано: { $name }
why-path = Путь
why-checked = Что мы проверили
why-steps = Все шаги
check-moved = Вас указал администратор.
check-typed = Введён ваш код.
check-typed-over = Введённый код важнее открытых ссылок.
check-link = Открыта ваша ссылка.
check-alone = Других приглашений за это время не было.
check-first = Ваша ссылка открыта первой.
check-first-how = Здесь решает первое приглашение.
check-last = Ваша ссылка открыта последней.
check-last-how = Здесь решает последнее приглашение.
check-other-ended = Другое приглашение уже не действовало.
check-pace = Сначала ссылка, потом регистрация.
check-pace-how = { $span } от ссылки до регистрации.
check-confirmed = Почта подтверждена.
check-confirmed-how = { $span } после регистрации.
check-frozen = Ветка заморожена.
check-frozen-how = Решение администратора, { $date }.
check-rejected = Отклонено.
check-rejected-how = Решение администратора, { $date }.
check-code = Код не действовал.
check-code-how = Срок истёк, код был выключен или лимит исчерпан.
check-approved = Одобрено администратором.
check-approved-how = { $date }.
check-no-doubt = Проверка не нужна.
check-no-doubt-how = Администратору не на что смотреть.
why-history = История
why-note = Примечание:
why-counts = Засчитано: { $how }.
why-waits = Ожидает: { $how }.
why-counts-not = Отклонено: { $how }.
why-opened = { $whose ->
    [own] ваша ссылка открыта { $at }
    [another] ссылка другого участника открыта { $at }
    [gone] ссылка с удалённым кодом открыта { $at }
   *[code] ссылка с кодом { $code } открыта { $at }
}
why-registered = регистрация { $at }
why-registered-after = регистрация { $after }
why-typed = { $whose ->
    [own] введён ваш код { $code }
    [another] введён код другого участника
    [gone] введён код, который уже удалён
   *[code] введён код { $code }
}
why-confirmed = почта подтверждена
why-confirmed-after = почта подтверждена { $after }
why-unconfirmed = почта ещё не подтверждена
why-held = на проверке
why-moved = { $at } администратор указал, кто пригласил этого человека
why-moved-to-you = { $at } администратор перенёс этого человека к вам
why-told = { $whose ->
    [own] программа сообщила ваш код { $code }
    [another] программа сообщила чужой код
    [gone] программа сообщила код, которого больше нет
   *[code] программа сообщила код { $code }
}
why-frozen = но { $at } ветка заморожена
why-code-expired = но срок кода истёк до регистрации
why-code-off = но код был выключен до регистрации
why-code-used-up = но лимит кода был исчерпан до регистрации
why-code-used-up-since = но лимит кода был исчерпан до подтверждения
why-review = но { $at } администратор отклонил
why-first = решает первая из открытых ссылок
why-last = решает последняя из открытых ссылок
why-first-ended = первая из открытых ссылок уже не действовала, поэтому решила последняя
why-last-ended = последняя из открытых ссылок уже не действовала, поэтому решила первая
why-typed-over-link = введённый код важнее открытых ссылок
why-filled-in = подставленный код взят из другой ссылки и не учитывался
why-approved = { $at } администратор одобрил
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
    [gone] Открыта ссылка с удалённым кодом.
   *[code] Открыта ссылка с кодом { $code }.
}
step-opened-first = Она первая из открытых.
step-opened-last = Она последняя из открытых.
step-registered = Регистрация.
step-field = { $whose ->
    [own] В поле кода был ваш код { $code }.
    [another] В поле кода был код другого участника.
    [gone] В поле кода был код, который уже удалён.
   *[code] В поле кода был код { $code }.
}
step-field-typed = Он введён вручную, поэтому решает он.
step-field-filled-in = Его подставила открытая ссылка, поэтому решают ссылки.
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
step-code-expired = Отклонено: срок кода истёк.
step-code-off = Отклонено: код был выключен.
step-code-used-up = Отклонено: лимит кода исчерпан.
step-review = Отклонено администратором.
step-confirmed = Почта подтверждена.
step-doubted = Признак накрутки: { $signal }; вес { $weight }.
step-held = На проверке.
step-approved = Одобрено администратором.
step-moved = Перенос администратором: теперь пригласивший — { $name }.
step-moved-to-you = Перенос к вам администратором.
step-moved-erased = Перенос администратором; та учётная запись уже удалена.
step-frozen = Ветка заморожена.
step-restored = Ветка снова засчитывается.
step-by = Решение: { $name }.
step-by-erased = Учётная запись того, кто решил, удалена.
step-by-operator = Решение из командной строки.
signal-mailbox = тот же почтовый ящик, что у пригласившего
signal-disposable = одноразовый адрес
signal-browser = тот же браузер, что у пригласившего
signal-network = та же сеть, что у пригласившего
signal-crowd = много людей из одной сети
signal-domain = много людей с почтой на одном домене
signal-speed = необычно быстрая регистрация

## Правила

admin-rules = Правила
rule-new = Новое правило
rule-new-steps = Новые ступени
rule-none = Правил пока нет
rule-none-lead = Правило говорит, за что, кому и сколько. С этого времени события оплачиваются по нему.
rule-version-since = Версия { $version }, с { $date }
rule-version = Версия { $version }
rule-ended-on = Завершено { $date }
rule-in-force = Действует
rule-not-in-force = Не действует
rule-next-version = Следующая версия
rule-next-version-lead = Версии не меняют. Кто пришёл раньше, остаётся при своей версии, если не выбрать иное.
rule-versions = Версии
rule-from = с { $date }
rule-until = Действует до { $date }.
rule-end = Завершить правило
rule-end-title = Завершить это правило?
rule-end-lead = События с этого момента по нему не оплачиваются никому. Начисленное остаётся. Отменить это нельзя.
rule-name = Имя
rule-name-hint = a–z, 0–9 и -, например first-purchase. Изменить его нельзя.
rule-more = Другие условия
rule-more-range = Только покупки или события с номерами
rule-nth-first = Первый номер
rule-nth-last = Последний номер
rule-more-name = Имя своего события
rule-event-name = Событие
rule-more-least = Только на сумму от
rule-min-amount = Наименьшая сумма
rule-more-months = Только в первые месяцы после прихода:
rule-months = Месяцев
rule-more-group = Только для группы
rule-group = Группа
rule-more-cap = Один человек получает не больше
rule-cap-one = Предел для одного
rule-more-cap-month = Все вместе за месяц — не больше
rule-cap-all = Предел за месяц
rule-more-on-cap = Что не помещается,
rule-on-cap = На пределе
rule-on-cap-cut = урезается
rule-on-cap-refuse = не начисляется вовсе
rule-more-applies = Платит версия,
rule-applies = Какая версия платит
rule-applies-joined = при которой человек пришёл
rule-applies-today = которая действует в день события
rule-more-from = Действует с
rule-from-date = С какого дня
rule-more-until = до
rule-until-date = До какого дня
rule-save = Сохранить правило
rule-save-version = Сохранить версию
rule-preview = Посмотреть
rule-form-when = Когда приглашённый
rule-form-gets = получает
rule-form-at-most = не больше
rule-form-after = через
rule-form-days = дней
rule-form-steps = Когда приглашённые подтверждены,
rule-form-for = за
rule-type = Что происходит
rule-type-purchase = покупает
rule-type-signup = регистрируется
rule-type-confirmed = подтверждён
rule-type-trial = начинает пробный период
rule-type-custom = делает что-то своё
rule-often = Как часто
rule-often-all = каждый раз
rule-often-first = в первый раз
rule-often-range = не всегда, см. ниже
rule-who = Кто получает
rule-who-referrer = пригласивший
rule-who-referee = приглашённый
rule-pay = Награда
rule-pay-hint = 20 %, 5 USD или 1 free_months. «Не больше» — для процентов.
rule-max = Не больше
rule-hold-days = Дней
rule-approve = Одобрение
rule-approve-hold = без одобрения
rule-approve-hand = после одобрения
rule-step-pay = Награда
rule-step-at = Число приглашённых
rule-steps-hint = Каждая награда даётся один раз, например 1 free_months за 3.
rule-example-buys = Приглашённый покупает на { $amount }
rule-example-gets = Награда — { $amount }
rule-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
    [many] { $n } дней
   *[other] { $n } дня
}
rule-sentence = { $when } { $who } { $pay }, { $then }.
rule-for-signup = За регистрацию приглашённого
rule-for-confirmed = За подтверждение приглашённого
rule-for-trial = За каждый пробный период приглашённого
rule-for-trial-first = За первый пробный период приглашённого
rule-for-trial-from = За пробные периоды приглашённого, начиная с { $first }-го,
rule-for-trial-range = За пробные периоды приглашённого с { $first }-го по { $last }-й
rule-for-purchase = За каждую покупку приглашённого
rule-for-purchase-first = За первую покупку приглашённого
rule-for-purchase-from = За покупки приглашённого, начиная с { $first }-й,
rule-for-purchase-range = За покупки приглашённого с { $first }-й по { $last }-ю
rule-for-event = За каждое событие { $event } приглашённого
rule-for-event-first = За первое событие { $event } приглашённого
rule-for-event-from = За события { $event } приглашённого, начиная с { $first }-го,
rule-for-event-range = За события { $event } приглашённого с { $first }-го по { $last }-е
rule-any-event = с любым именем
rule-for-steps = За подтверждённых приглашённых
rule-at-least = на сумму от { $amount }
rule-for-months = { $n ->
    [one] в течение { $n } месяца
    [few] в течение { $n } месяцев
    [many] в течение { $n } месяцев
   *[other] в течение { $n } месяца
}
rule-referrer-gets = пригласивший получает
rule-referee-gets = приглашённый получает
rule-referrer-of-group-gets = пригласивший из группы «{ $group }» получает
rule-referee-of-group-gets = приглашённый из группы «{ $group }» получает
rule-at-most = не больше { $amount }
rule-step = { $n ->
    [one] { $amount } за { $n } человека
    [few] { $amount } за { $n } человек
    [many] { $amount } за { $n } человек
   *[other] { $amount } за { $n } человека
}
rule-after-days = { $n ->
    [one] через { $n } день
    [few] через { $n } дня
    [many] через { $n } дней
   *[other] через { $n } дня
}
rule-at-once = сразу
rule-by-hand = после одобрения администратором
rule-cap-participant = Один человек получает всего не больше { $amount }.
rule-cap-month = Все вместе получают не больше { $amount } в месяц.
rule-cap-refuses = Награда, которая не помещается целиком, не начисляется.

## Проба правила
trial-run = Примерить к тому, что было
trial-use = Использовать это правило
trial-title = Это правило за { $period }
trial-back = Назад к правилу
trial-only = Только проба: ничего не сохраняется
trial-lead = Сколько дало бы это правило за то, что уже произошло? Оно заменяет все версии под своим именем.
trial-period = За
trial-days = Период
trial-days-30 = последние 30 дней
trial-days-90 = последние 90 дней
trial-days-365 = последние 365 дней
trial-days-dates = эти даты:
trial-from = с
trial-since = С
trial-before = до
trial-until = До
trial-edit = Правило в виде JSON
trial-rule = Правило
trial-what = Что
trial-did = Было дано
trial-would = Дало бы
trial-change = Разница
trial-given = Сумма
trial-people = Награждено людей
trial-each = по { $amount }
trial-capped = { $n ->
    [0] Ни одна награда не упёрлась в предел.
    [one] { $n } награда урезана или остановлена пределом.
    [few] { $n } награды урезаны или остановлены пределом.
   *[other] { $n } наград урезано или остановлено пределом.
}
trial-compared = В сравнении с тем, что было дано
trial-changes = Самые большие изменения
trial-no-changes = Все получают столько же.
trial-nothing = За этот период награждать не за что: ни по этому правилу, ни по прежним.

## Награды и выплаты

my-rewards-lead = Что вы получаете за приглашённых: когда и почему.
my-rewards-none = Наград пока нет
my-rewards-none-lead = Когда приглашённый сделает то, за что платит правило, награда появится здесь.
my-rewards-rules = За что платят
my-rewards-goal = { $done } из { $needed }
my-rewards-goal-left = { $n ->
    [one] Остался ещё { $n } человек.
    [few] Осталось ещё { $n } человека.
    [many] Осталось ещё { $n } человек.
   *[other] Осталось ещё { $n } человека.
}
my-rewards-next = Следующая награда
my-waitlist-title = Ваше место в листе ожидания
my-waitlist-of = из { $of }
my-waitlist-moves = { $n ->
    [one] Каждый засчитанный приглашённый поднимает вас на { $n } место.
    [few] Каждый засчитанный приглашённый поднимает вас на { $n } места.
   *[other] Каждый засчитанный приглашённый поднимает вас на { $n } мест.
}
my-waitlist-about = Идёт проверка, поэтому место ещё может измениться.
my-waitlist-in = Допуск открыт
my-waitlist-in-since = Допуск открыт { $date }
my-rewards-balance = Баланс
my-rewards-negative = Удержано больше, чем к выплате: это покроют следующие награды.
my-rewards-for = { $name }
my-rewards-yourself = за то, что пришли
my-rewards-person = приглашённый
my-rewards-all = Все награды
admin-rewards = Награды
admin-payouts = Выплаты
admin-liability = Обязательства
liability-lead = Сколько программа должна по наградам: к выплате, в пути и ожидает, по дням.
liability-none = Долгов нет
liability-reversals = вероятно, отменится { $amount }
liability-falls-due = Наступает
liability-later = Позже
liability-undated = Даты пока нет
rewards-search = Имя, адрес или id
rewards-to-approve = На одобрение
rewards-for = Кому
rewards-because = За что
rewards-amount = Сумма
rewards-by-hand = Начислено вручную
rewards-until = до { $date }
rewards-none = Наград пока нет
rewards-none-lead = Когда правило оплатит событие, награда появится здесь.
reward-title = Награда { $number }
reward-approve = Одобрить
reward-fulfil = Отметить выданной
reward-void = Отменить награду
reward-void-lead = Неотправленная выплата сначала отменяется. После отправки сумма вычитается из того, что к выплате.
reward-reversed = Удержано обратно
reward-taken-back = Из этого удержано { $amount }.
reward-event = Событие
reward-made = Создано
reward-to = Кому
reward-to-hint = Адрес, внешний id или номер вида prt_7.
reward-amount-hint = 5 USD или 1 free_months. Меньше нуля — удержание.
reward-give = Начислить награду
reward-give-lead = Она сразу к выплате и войдёт в следующую выплату.
payouts-number = Выплата
payouts-rewards = Награды
payouts-lines = { $n ->
    [one] { $n } награда
    [few] { $n } награды
    [many] { $n } наград
   *[other] { $n } награды
}
payouts-none = Выплат пока нет
payouts-none-lead = Подготовьте выплаты из того, что к выплате. Программа денег не переводит: таблица — для вашего банка.
payout-title = Выплата { $number }
payout-make = Подготовить выплаты
payout-make-lead = Каждому, у кого есть что-то к выплате, готовится черновик. Сначала посмотрите: до этого ничего не создаётся.
payout-look = Посмотреть, что будет
payout-make-drafts = Создать черновики
payout-download = Скачать CSV для банка
payout-unit = Валюта
payout-unit-hint = Три буквы, например USD.
payout-until = К выплате до
payout-until-hint = Что стало к выплате до этого дня. Пусто — до этой минуты.
payout-minimum = Не меньше, каждому
payout-plan = Что получится
payout-people = Людей
payout-skipped = Пропущено
payout-total = К выплате
payout-drafts = Черновики
payout-skip-nothing-due = К выплате не больше, чем удержано.
payout-skip-below-minimum = Меньше минимума.
payout-skip-open = Другая выплата ещё идёт.
payout-skip-erased = Учётная запись стёрта.
payout-approve = Одобрить
payout-mark-sent = Отметить отправленной
payout-mark-paid = Отметить выплаченной
payout-mark-failed = Отметить непрошедшей
payout-cancel = Отменить выплату
payout-reference = Номер перевода в банке
payout-changed = Изменено
payout-lines = За что платит
payout-line-due = К выплате
payout-line-taken = Удержано после прежней выплаты
payout-reward-changed = Изменилась одна из наград.
payout-is-draft = Черновик. Одобрите его или сразу отметьте отправленным.
payout-is-approved = Одобрена. Отправьте её в банк.
payout-is-sent = Она в банке.
payout-is-paid = Выплачена. Если банк вернёт её, отметьте непрошедшей.
payout-is-failed = Не прошла. Сумма снова к выплате.
payout-is-canceled = Отменена. Сумма снова к выплате.
reward-pending-until = Ожидает до { $date }: возврат до этого дня её отменит.
reward-pending-by-hand = Ожидает одобрения администратором.
reward-held-unconfirmed = Ожидает подтверждения приглашённого.
reward-held-under-review = Ожидает: приглашение на проверке.
reward-held-frozen = Ожидает: ветка приглашённого заморожена.
reward-held-disputed = Ожидает: покупка оспорена.
reward-due = К выплате: войдёт в следующую выплату.
reward-due-by-hand = К выплате: начислено вручную.
reward-taken = Удержано вручную: следующая выплата меньше на эту сумму.
reward-paying = В выплате, которая уже идёт.
reward-paid = Выплачено.
reward-paid-taken-back = Выплачено; возвращённое позже вычтено из суммы к выплате.
reward-fulfilled = Выдано.
reward-void-refunded = Отменено: покупку вернули.
reward-void-rejected = Отменено: приглашение не засчитано.
reward-void-step-lost = Отменено: к концу срока приглашённых осталось слишком мало.
reward-void-duplicate = Отменено: о покупке сообщили дважды.
reward-void-rebuilt = Отменено: при новом расчёте наград она не получилась.
reward-void-erased = Отменено: учётная запись стёрта.
reward-void-forfeited = Отменено: при удалении профиля от этого отказались.
reward-void-voided = Отменено администратором.
verdict-waits-for-purchase = Пока не платит: ждёт покупки.
verdict-waits-for-confirmation = Пока не платит: ждёт подтверждения.
verdict-no-referrer = Не платит: этого человека никто не пригласил.
verdict-not-first = Не платит: платит только за первое, а это не первое.
verdict-outside-nth = Не платит: номер не из тех, за которые правило платит.
verdict-below-minimum = Не платит: сумма меньше минимума правила.
verdict-currency-not-covered = Не платит: минимум, максимум или предел не называет этой валюты.
verdict-outside-group = Не платит: получатель не из группы правила.
verdict-too-late = Не платит: срок правила с момента регистрации прошёл.
verdict-capped = Не платит: предел исчерпан.
verdict-rounds-to-zero = Не платит: сумма округляется до нуля.
verdict-rule-not-in-force = Не платит: правило тогда не действовало.
verdict-referral-rejected = Не платит: приглашение отклонено.
verdict-beneficiary-disabled = Не платит: получатель отключён.
verdict-already-rewarded = Не платит: за это уже заплачено.
verdict-step-not-reached = Пока не платит: до следующего числа приглашённых ещё не дошло.
payout-draft = Черновик
payout-approved = Одобрена
payout-sent = Отправлена
payout-paid = Выплачена
payout-failed = Не прошла
payout-canceled = Отменена

## Числа и список лидеров

numbers-title = Статистика
numbers-no-origins = Переходов пока нет.
origin-others = остальные
numbers-none-lead = Здесь будут переходы, регистрации и источники по дням.
numbers-days-csv = Дни в CSV
numbers-origins-csv = Источники в CSV
source-title = Источники
source-group = Разбить по
source-site = Источник
source-campaign = Кампания
source-device = Устройство
source-rate = Доля
source-direct = Прямые переходы
source-no-campaign = Без кампании
source-no-click = Введён код
source-qr = QR-код
source-email = Письмо
device-phone = Телефон
device-tablet = Планшет
device-computer = Компьютер
device-unknown = Неизвестно
part-of-visitors = { $percent } посетителей
part-of-signups = { $percent } регистраций
change-up = больше на
change-down = меньше на
chart-day = День
chart-table = Показать таблицей
table-download = Скачать CSV
chart-in-all = всего { $n }
chart-before = { $n ->
    [one] днём раньше
    [few] { $n } дня до того
   *[many] { $n } дней до того
}
chart-week = Неделя
chart-month = Месяц
chart-so-far = пока
chart-period = Период
chart-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}
chart-all = Всё время
chart-own-dates = Даты
chart-from = С
chart-to = По
chart-show = Показать
chart-compared = { $n ->
    [one] В сравнении с днём раньше
    [few] В сравнении с { $n } днями до того
   *[many] В сравнении с { $n } днями до того
}
chart-compare = сравнить
chart-compare-stop = не сравнивать
chart-signups = Регистрации по дням
leaders-title = Список лидеров
leaders-lead = Кто привёл больше всех людей, подтвердивших почту. Участвуют только согласившиеся.
leaders-none = Показать себя здесь можно в учётной записи.
leaders-none-title = Пока никого
leaders-period = Период
leaders-week = Неделя
leaders-month = 30 дней
leaders-all = Всё время
leaders-place = Место
leaders-you = вы
leaders-choose = Список лидеров
leaders-off = Не показывать
leaders-initial = Только первая буква имени
leaders-name = Имя целиком
leaders-save = Сохранить
notice-listed-changed = Сохранено.
notice-language-changed = Сохранено. Письма будут приходить на этом языке.
profile-referred-by-link = Засчитано по ссылке, открытой { $date }
profile-referred-by-code = Засчитано по введённому коду.
profile-referred-by-word = Указано администратором.
admin-reviews = На проверке
reviews-lead = Возможные приглашения самого себя. Решение и его причина остаются в журнале.
profile-referred-by-program = Код сообщила программа.
reviews-none = Проверять нечего.
review-own-words = Своими словами
review-because = причина:
because-genuine = Похоже на настоящего человека
because-known = Мы знаем этого человека
because-household = Общий дом или офис
because-mailbox = Тот же почтовый ящик
because-same-person = Второй аккаунт того же человека
because-throwaway = Одноразовый аккаунт
because-automated = Регистрация программой
reviews-search = Имя или email
reviews-none-lead = Здесь появятся приглашения с признаками обмана.
review-title = Засчитать приглашение?
review-signals = Признаки накрутки
review-weight = Вес
review-branch = Применить ко всем, кого привёл этот человек
review-approve = Одобрить
review-reject = Отклонить
review-decide = Проверить приглашение
branch-title = Ветка: { $name }
branch-above = Кто пригласил
branch-higher = ещё { $count } выше
branch-look = Вся ветка
tree-label = Дерево
tree-below = Ниже { $name }:
tree-more = { $n ->
    [one] ещё { $n }
    [few] ещё { $n }
   *[other] ещё { $n }
}
tree-none-lead = Здесь появятся те, кто зарегистрируется по этой ссылке.
tree-legend = 4 / 9: из девяти прямых регистраций засчитаны четыре
branch-waiting = Ожидают
branch-levels = { $n ->
    [one] { $n } уровень
    [few] { $n } уровня
   *[other] { $n } уровней
}
branch-rest = отклонено { $rejected }, заморожено { $frozen }
branch-people = Людей ниже
branch-none = Через этого человека никто не пришёл.
branch-frozen-with = вместе с веткой человека
branch-freeze = Заморозить ветку
branch-freeze-lead = Этот человек и все ниже перестанут засчитываться, а их коды приостановятся. Это можно отменить.
branch-restore = Разморозить ветку
branch-restore-lead = Все, кого заморозили вместе с этим человеком, снова засчитываются, и их коды работают.
branch-move = Перенести к другому
branch-move-lead = Этот человек и все ниже перейдут к другому пригласившему.
branch-approve = Одобрить всё на проверке
branch-approve-lead = Будут засчитаны все приглашения этой ветки, которые ожидают проверки.
branch-reject = Отклонить всех
branch-reject-lead = Все, кто ниже этого человека, будут отклонены. Отменить это можно только по одному.
field-reason = Причина
field-reason-hint = До 500 знаков. Остаётся в журнале вместе с решением.
field-referrer = Кто пригласил
field-referrer-hint = Код, почта или номер вида #12.
notice-decided = Решение сохранено. Изменить его можно на странице человека.
notice-branch-frozen = Ветка заморожена. Разморозить её можно здесь же.
notice-branch-restored = Ветка разморожена: снова засчитывается, её коды работают.
notice-person-moved = Перенесено. Чтобы отменить, перенесите обратно.
refusal-not-a-decision = Выберите «Одобрить» или «Отклонить».
refusal-already-so = Так уже и есть, менять нечего.
refusal-code-used-up = Лимит этого кода исчерпан.
refusal-unknown-user = Такого человека нет.
refusal-own-branch = Нельзя перенести человека к самому себе или к тем, кого он привёл.
audit-referral-approved = Приглашение одобрено
audit-referral-rejected = Приглашение отклонено
audit-referrer-changed = Изменено, кто пригласил
audit-branch-frozen = Ветка заморожена
audit-branch-restored = Ветка разморожена
overview-to-send = { $n ->
    [one] { $n } недоставленное письмо
    [few] { $n } недоставленных письма
   *[many] { $n } недоставленных писем
}
need-reviews = { $n ->
    [one] приглашение на проверке
    [few] приглашения на проверке
   *[other] приглашений на проверке
}
need-emails = { $n ->
    [one] письмо не доставлено
    [few] письма не доставлено
   *[other] писем не доставлено
}
overview-first = Пока никто не пришёл
overview-first-lead = Числа, график и последние регистрации появятся с первым, кто откроет ссылку.
steps-welcome = Здравствуйте, { $name }
steps-left = { $n ->
    [0] Всё настроено.
    [one] Остался { $n } шаг.
    [few] Осталось { $n } шага.
   *[other] Осталось { $n } шагов.
}
steps-title = Настройка
steps-count = сделано { $done } из { $all }
steps-admin = Админ создан
steps-admin-done = Вы вошли.
steps-mail = Почта
steps-mail-how = Пока письма остаются на этом компьютере. Укажите почтовый сервер:
steps-mail-test = Почтовый сервер указан. Отправьте себе пробное письмо.
steps-address = Публичный адрес
steps-address-how = Ссылки ведут только на этот компьютер. Укажите адрес, который знают люди:
steps-proxy = Обратный прокси
steps-proxy-done = Адреса посетителей сообщает прокси.
steps-proxy-how = За прокси у всех посетителей его адрес. Назовите прокси в:
steps-backup = Резервная копия
steps-backup-done = Копия есть.
steps-backup-how = Копий пока нет.
steps-code = Первый код
steps-code-how = Поделитесь первой ссылкой.
steps-code-see = Посмотреть ссылку
overview-latest = Последнее
overview-todo = Требует внимания
overview-top = Лучшие коды
