## The site and its menu

site-description = Receba um link de convite, compartilhe e veja quem entra e por que cada pessoa conta.
skip-to-content = Ir para o conteúdo
menu = Menu
menu-home = Início
menu-register = Criar conta
menu-login = Entrar
menu-profile = Perfil
menu-code-add = Adicionar código
menu-code-change = Editar código
menu-profile-delete = Excluir perfil
menu-logout = Sair
menu-api = API
reference-title = Referência da API
menu-privacy = Privacidade
menu-terms = Termos
menu-statistics = Estatísticas
menu-to-do = pendentes
menu-group-money = Dinheiro
menu-group-connections = Conexões
menu-group-server = Servidor
language = Idioma
language-locale = pt_BR
# Between the items of a list in this language's spreadsheets: , or ;
language-list-separator = ;
language-direction = ltr

## Home

home-title = Compartilhe um link. Veja quem entra.
home-lead = Receba um link de convite, compartilhe e veja quem se cadastrou e por que cada pessoa conta.
home-register = Receber meu link
home-how = Como funciona
home-step-register = Crie uma conta
home-step-register-how = Três campos e um link no seu e-mail
home-step-code = Receba seu link
home-step-code-how = Só seu, com um código QR
home-step-share = Compartilhe
home-step-share-how = Em uma conversa, por e-mail, em um cartaz
home-step-see = Veja quem entra
home-step-see-how = Quem se cadastrou, quando e por qual link
home-proof = Sem adivinhação: cada caso é explicado
home-proof-lead = É isto que você vê de cada pessoa que convida.
home-example-opened = Abriu seu link
home-example-opened-when = 2 nov, 10:43
home-example-lasts = 5 min
home-example-registered = Cadastrou-se
home-example-registered-when = Boris, 10:48
home-example-confirmed-in = 20 s
home-example-counts-why = E-mail confirmado
home-family = Anna convidou Boris e Maria, Boris convidou Leo, e agora é a sua vez
home-family-1 = A
home-family-2 = B
home-family-3 = M
home-family-4 = L
home-taking-part = { $n ->
    [0] Ainda não há ninguém. Comece você.
    [one] { $n } pessoa já entrou.
    [many] { $n } de pessoas já entraram.
   *[other] { $n } pessoas já entraram.
}

## States: a word in a pill

state-counts = Conta
state-waiting = Aguardando
state-rejected = Recusado
state-frozen = Congelado
state-active = Ativo
state-off = Desativado
state-expired = Expirado
state-limit-reached = Limite atingido
state-pending = Pendente
state-due = A pagar
state-held = Retido
state-paying = A caminho
state-given = Entregue
state-paid = Pago
state-cancelled = Cancelado

## Fields

form-mistakes = Há um problema
form-saved = Salvo
form-mistake-title = Erro: { $title }
field-optional = (opcional)
field-firstname = Seu nome
field-firstname-seen = { $name } vai ver
field-email = E-mail
field-password = Senha
field-password-hint = Pelo menos 8 caracteres
field-password-again = Digite de novo: uma senha nunca é enviada de volta
field-show = Mostrar
field-hide = Ocultar
field-password2 = Repita a senha
field-old-password = Senha atual
field-new-password = Nova senha
field-referrer-code = Código de convite
field-digits = Código de 6 dígitos
field-digits-hint = Está no e-mail que enviamos.
field-otp = Código do seu app
field-otp-hint = 6 dígitos, novos a cada 30 segundos.
field-recovery = Código de recuperação
field-recovery-hint = Maiúsculas, espaços e hifens não importam.
field-friend = E-mail de um amigo
field-friend-hint = Vamos enviar seu link para esse endereço.
field-description = Mensagem
field-description-hint = Até 150 caracteres. Quem abrir o link vai ver.
field-own-code = Seu próprio código
field-own-code-hint = De 4 a 32 letras latinas, números ou hifens. Deixe em branco para um código aleatório.
field-expires-on = Expira em
field-expires-on-hint = No fim do dia, UTC.
code-today-utc = Em UTC, hoje é { $date }.
field-max-uses = Limite
field-max-uses-hint = Deixa de funcionar depois desse número de cadastros confirmados.
field-active = Ativo

## Registering and confirming

register-title = Criar conta
register-submit = Criar conta
register-known = Já tem uma conta?
register-invited-by = { $name } convidou você
digits-title = Confirme seu e-mail
digits-lead = Abra o link do e-mail ou digite o código que está nele.
digits-console = O envio de e-mails ainda não está configurado. Os e-mails aparecem aqui:
digits-terminal-inbox = O envio de e-mails ainda não está configurado. Os e-mails aparecem no terminal em que o site foi iniciado, com o endereço de uma página onde podem ser lidos.
digits-terminal = O envio de e-mails ainda não está configurado. Os e-mails aparecem no terminal em que o site foi iniciado.
digits-until = O link e o código funcionam até
digits-left-minutes = { $n ->
    [one] Resta no máximo { $n } minuto.
    [many] Restam no máximo { $n } de minutos.
   *[other] Restam no máximo { $n } minutos.
}
digits-left-seconds = { $n ->
    [one] Resta { $n } segundo.
    [many] Restam { $n } de segundos.
   *[other] Restam { $n } segundos.
}
digits-over = O link e o código expiraram. Peça um novo e-mail.
digits-submit = Confirmar
digits-no-email = Não chegou ou já expirou?
activate-title = Confirme seu e-mail
activate-title-of = Confirmar { $email }
activate-lead = Para concluir, digite a senha do seu cadastro ou escolha uma nova.
activate-press = Aperte o botão para concluir.
activate-submit = Confirmar e-mail
activate-already-title = Seu e-mail já está confirmado
activate-already-lead = Tudo pronto. Entre na sua conta.
activate-expired-title = Este link expirou
activate-expired-lead = Digite seu e-mail e enviaremos um novo link.
activate-expired-of = O link para { $email } expirou. Com um clique, enviamos um novo e-mail para esse endereço.
activate-unknown-title = Este link não funciona
activate-unknown-lead = Um e-mail mais recente pode tê-lo substituído, ou falta uma parte do link. Digite seu e-mail e enviaremos outro.
repeat-title = Reenviar o e-mail
repeat-lead = Digite o e-mail do seu cadastro. Enviaremos um novo link e um novo código.
repeat-submit = Reenviar

## Signing in and passwords

login-title = Entrar
login-submit = Entrar
login-no-account = Primeira vez aqui?
login-limited = Esqueceu a senha?
login-limited-reset = Escolha uma nova agora
login-for-page = Entre para ver esta página. Depois você volta para ela.
login-for-sessions = Entre para ver suas sessões.
login-for-statistics = Entre para ver suas estatísticas.
login-for-code = Entre para gerenciar seu código.
login-for-people = Entre para ver quem você convidou.
login-for-admin = Entre como administrador.
login-no-email = Não recebeu o e-mail de confirmação?
login-factor-title = Digite seu código
login-factor-lead = Abra seu app autenticador e digite o código deste site.
login-factor-remember = Não perguntar neste navegador por 30 dias
login-factor-recovery = Perdeu o celular?
login-factor-lost = Não tem mais códigos de recuperação? Quem cuida deste site pode desativar sua verificação em duas etapas.
login-factor-again = Usar outra conta
forgot-title = Esqueceu a senha?
forgot-lead = Digite seu e-mail e enviaremos um link para escolher uma nova senha.
forgot-submit = Enviar link
reset-title = Nova senha
reset-dead-title = Este link não funciona mais
reset-dead-lead = Ele expirou ou já foi usado. Peça um novo.
password-title = Mudar a senha
factor-title = Verificação em duas etapas
factor-lead = Na entrada, pedimos também um código de um app no seu celular. Assim, a senha sozinha não abre nada.
factor-set-up = Configurar
factor-on = Ativada
factor-since = desde
factor-app = App autenticador
factor-replace-lead = Celular novo? Conecte o app dele: o antigo e os códigos de recuperação antigos deixam de funcionar.
factor-replace = Conectar outro app
factor-browsers = Navegadores lembrados
factor-browsers-lead = Se algum for perdido ou compartilhado, faça todos pedirem um código de novo.
factor-browsers-forget = Esquecer todos os navegadores
factor-off = Desativar
factor-off-lead = Depois disso, a senha basta para entrar.
factor-off-demanded = Esta conta precisa da verificação em duas etapas, por isso não é possível desativá-la.
factor-needed-lead = Esta conta precisa da verificação em duas etapas. Configure-a para continuar.
factor-app-title = Configurar a verificação em duas etapas
factor-app-lead = Escaneie com um app autenticador, como Aegis ou Google Authenticator. Depois digite o código que ele mostrar.
factor-app-alt = Código QR para um app autenticador
factor-app-type = Não consegue escanear? Digite esta chave no app:
factor-app-submit = Ativar
recovery-title = Códigos de recuperação
recovery-lead = Cada um deixa você entrar uma vez se perder o celular. Guarde-os agora: eles não serão mostrados de novo.
recovery-saved = Já guardei
recovery-left = { $n ->
    [one] Resta { $n } código.
    [many] Restam { $n } de códigos.
   *[other] Restam { $n } códigos.
}
recovery-few = Crie novos antes que acabem.
recovery-renew = Criar novos códigos
password-lead = Você sairá da conta em todos os outros lugares.
password-submit = Salvar senha

## Profile and codes

profile-referred-by = { $name } convidou você.
profile-codes = Seus códigos
profile-no-codes = Crie seu primeiro link.
profile-no-active-code = Nenhum dos seus códigos está ativo. Crie um para continuar convidando.
profile-people = Quem você convidou
profile-no-people = Ninguém ainda. Quem se cadastrar com seu link aparece aqui.
profile-no-people-yet = Ninguém ainda. Quando você tiver um link, quem se cadastrar com ele aparece aqui.
profile-no-people-title = Ninguém ainda
profile-no-codes-lead = Com um clique você tem seu link. Depois dá para mudar o código, a mensagem e o último dia.
profile-make-link = Receber meu link
profile-customise-first = Escolher um código próprio, uma mensagem ou um último dia
profile-customise = Escolher um código próprio, adicionar uma mensagem ou um último dia
profile-all-time = Desde o início
profile-today = Hoje
profile-clicks-today = Cliques hoje
profile-yesterday = ontem: { $n }
profile-waiting = { $n } a confirmar
profile-account = Conta
account-details = Seus dados
account-time-zone = Fuso horário
account-time-zone-hint = Como America/Sao_Paulo. Em branco: o do navegador.
account-theme = Tema
account-theme-system = Igual ao do sistema
account-theme-light = Claro
account-theme-dark = Escuro
account-found-by-email = Membros que sabem meu e-mail podem encontrar meu código por ele
account-save = Salvar alterações
account-access = Acesso e dados
account-delete-lead = Exclui sua conta, seus códigos e seus dados pessoais.
profile-language = Idioma dos seus e-mails
profile-language-save = Salvar idioma
profile-link = Seu link
share-copy = Copiar
share-copied = Copiado
share-more = Compartilhar…
share-ways = whatsapp telegram email facebook x linkedin reddit
share-with = Compartilhar por
share-telegram = Telegram
share-vk = VK
share-whatsapp = WhatsApp
share-mail = E-mail
share-x = X
share-facebook = Facebook
share-linkedin = LinkedIn
share-reddit = Reddit
share-title = Compartilhe seu link
share-message = Sua mensagem
share-message-use = Usar esta mensagem
utm-title = Link para uma campanha
utm-lead = As estatísticas mostram cada origem e cada campanha separadamente.
utm-source = Origem, como newsletter
utm-medium = Mídia, como email
utm-campaign = Campanha, como primavera
utm-make = Criar o link
share-subject = Participe
share-text = Participe com o meu link:
imports-reason = Importado de um arquivo.
join-title = Participe de { $site }
join-submit = Participar
join-sent-title = Confira sua caixa de entrada
join-sent-lead = Um e-mail está a caminho. Abra o link dele e você já participa.
widget-title = Convide amigos
widget-title-prize = Convide amigos e ganhe { $prize }
widget-progress = { $reached } de { $needed }
widget-counted = { $n ->
    [one] pessoa conta
    [many] de pessoas contam
   *[other] pessoas contam
}
widget-no-link = Nenhum link seu funciona no momento.
widget-people = Quem entrou
widget-no-people = Ninguém entrou ainda
widget-under-review = Em análise
widget-not-counted = Não conta
widget-pending = Pendente: { $amount }
widget-due = A pagar: { $amount }
widget-paid = Pago: { $amount }
widget-ended = Esta visualização expirou. Recarregue a página para vê-la de novo.
widget-failed = Não foi possível conectar ao servidor.
widget-again = Tentar de novo
widget-no-script = Sem JavaScript, seu link está na sua própria página:
widget-open-site = Abrir minha página
qr-title = Código QR
qr-lead = Mostre na tela ou imprima. A câmera de um celular abre seu link.
qr-here-only = Os celulares ainda não chegam aqui: o servidor só atende neste computador. Inicie com --listen 192.168.1.5:8080
qr-alt = Código QR do link com o código { $code }
qr-download = Baixar SVG
qr-download-png = Baixar PNG
qr-open = Tela cheia
qr-print = Folha para imprimir
qr-poster = Escaneie para participar
profile-delete-lead = Sua conta, seus códigos e todos os seus dados pessoais serão excluídos. Não é possível desfazer. Digite sua senha para confirmar.
profile-delete-submit = Excluir definitivamente
profile-delete-keep = Manter minha conta
count-clicks = Cliques
count-people = Visitantes
count-registered = Cadastros
count-confirmed = Confirmados
code-uses = { $used } de { $most } usados
code-is-sent = link enviado por e-mail
code-add-title = Criar um link
code-add-lead = Tudo é opcional. Deixe o código em branco e criaremos um.
code-add-in-the-way = Só pode haver um código ativo por vez, e { $code } está ativo. Desative-o para criar outro.
code-replace-title = Substituir seu código?
code-replace-submit = Substituir por um novo
code-cancel = Cancelar
code-for-days = { $n ->
    [one] { $n } dia
    [many] { $n } de dias
   *[other] { $n } dias
}
code-on-date = Até uma data
code-preview = O que seu amigo vê
code-preview-card = O cartão que aparece nas conversas
code-preview-email = E-mail:
code-add-submit = Criar link
count-counted = Contam
count-waiting = Aguardando
count-rejected = Recusados
count-frozen = Congelados
count-sum = { $registered ->
    [one] { $registered } cadastro
    [many] { $registered } de cadastros
   *[other] { $registered } cadastros
} = { $counted ->
    [one] { $counted } conta
   *[other] { $counted } contam
} + { $waiting } aguardando + { $rejected ->
    [one] { $rejected } recusado
   *[other] { $rejected } recusados
} + { $frozen ->
    [one] { $frozen } congelado
   *[other] { $frozen } congelados
}
code-valid = Validade
code-until-date = até { $date }
code-ended-date = expirou em { $date }
code-ends-today = expira hoje
code-ends-tomorrow = expira amanhã
code-days-left = { $n ->
    [one] resta { $n } dia
    [many] restam { $n } de dias
   *[other] restam { $n } dias
}
code-no-end = sem prazo
code-extend = Prorrogar por 30 dias
code-customise = Personalizar
code-change-title = Editar código
code-change-submit = Salvar
code-delete-title = Excluir código
code-delete-lead = O link vai parar de funcionar. Quem entrou por ele continua contando para você.
code-delete-submit = Excluir código
person-name = Nome
person-code = Código
person-state = Situação
person-registered = Entrou em
person-search = Buscar por nome
person-how = Como
person-time = Até o cadastro
person-details = Detalhes
how-link = por link
how-typed = código digitado
how-told = por um app
how-moved = movido por um administrador
path-opened = Abriu seu link
path-moved = Movido para você
path-signed-up = Cadastrou-se
path-confirmed = Confirmou o e-mail
path-unconfirmed = E-mail não confirmado
path-remind = O e-mail pode estar na pasta de spam da pessoa
path-review = Em análise
path-review-lead = Um administrador vai decidir
path-since = desde
path-with-code = com o código
path-typed-code = digitou o código
path-code-expired = o código tinha expirado
path-code-off = o código estava desativado
path-code-used-up = o código tinha atingido o limite
path-reviewed = por um administrador
person-factor-off = Desativada
person-gone = conta excluída

## The referral link

card-invites = { $name } convidou você
card-invited = Você recebeu um convite
invitation-you = você
invitation-accept = Aceitar o convite
invitation-chip = Convite
invitation-chip-until = até { $date }
invitation-remove = Criar conta sem este convite
invitation-step-register = Você cria uma conta
invitation-step-register-how = Três campos, um minuto
invitation-step-confirm = Você confirma seu e-mail
invitation-step-confirm-how = Enviamos um link e um código de 6 dígitos
invitation-step-linked = Sua conta fica vinculada à de { $name }
invitation-step-linked-how = Você também recebe um link para compartilhar
invitation-did-you-mean = Você quis dizer
invitation-open-code = Usar este código
invitation-mistyped-title = Esse código tem um erro de digitação
invitation-mistyped-lead = Um caractere está errado. Compare com a mensagem que você recebeu.
invitation-unknown-title = Não encontramos esse código
invitation-unknown-lead = Confira o link ou peça de novo.
invitation-expired-title = Este convite expirou
invitation-expired-lead = Peça um novo link ou crie uma conta sem ele.
invitation-off-title = Este convite não está mais ativo
invitation-off-lead = Ele foi desativado. Peça um novo link ou crie uma conta sem ele.
invitation-used-up-title = Este convite está esgotado
invitation-used-up-lead = Ele atingiu o limite. Peça um novo link ou crie uma conta sem ele.
invitation-register-anyway = Criar conta sem convite

## Messages

notice-email-sent = Confira sua caixa de entrada: enviamos um link e um código.
notice-email-sent-code-ended = Confira sua caixa de entrada: enviamos um link e um código. O convite já tinha terminado, por isso seu cadastro não vai contar para quem convidou você.
notice-email-repeated = Se este endereço ainda precisa de confirmação, um novo e-mail está a caminho.
notice-confirmed = Seu e-mail está confirmado. Entre para continuar.
notice-confirmed-signed-in = Seu e-mail está confirmado e você entrou na conta.
notice-confirmed-too-late = Seu e-mail está confirmado. Entre para continuar. O convite atingiu o limite antes, por isso seu cadastro não conta para quem convidou você.
notice-already-confirmed = Seu e-mail já estava confirmado. Entre para continuar.
notice-signed-out = Você saiu da conta.
notice-code-added = Seu link está pronto. Compartilhe.
notice-code-added-and-sent = Seu link está pronto e estamos enviando para seu amigo.
notice-code-changed = Código salvo.
notice-code-replaced = Seu novo código está pronto. O antigo foi desativado.
notice-account-saved = Alterações salvas.
notice-code-deleted = Código excluído.
notice-password-changed = Senha alterada. Você saiu da conta nos outros lugares.
notice-reset-sent = Se houver uma conta com esse endereço, um link para escolher uma nova senha está a caminho.
notice-password-reset = Senha alterada. Entre com a nova.
notice-profile-deleted = Sua conta foi excluída.
notice-code-extended = O código funciona por mais 30 dias.

## What is wrong with a field

refusal-empty = Preencha este campo.
refusal-missing = Falta este campo.
refusal-twice = Este campo foi enviado duas vezes.
refusal-not-text = Precisa ser texto.
refusal-too-short = { $n ->
    [one] Use pelo menos { $n } caractere.
    [many] Use pelo menos { $n } de caracteres.
   *[other] Use pelo menos { $n } caracteres.
}
refusal-too-long = { $n ->
    [one] Use no máximo { $n } caractere.
    [many] Use no máximo { $n } de caracteres.
   *[other] Use no máximo { $n } caracteres.
}
refusal-control-character = Remova os caracteres invisíveis.
refusal-too-many-marks = Remova os acentos a mais.
refusal-not-the-address = O e-mail não corresponde a esta conta.
refusal-not-an-address = Digite um endereço completo, como name@example.com.
refusal-plus-not-escaped = Há um espaço neste endereço. Em uma consulta, escreva + como %2B.
refusal-passwords-differ = As senhas não são iguais.
refusal-not-a-date = Digite uma data, como 2026-12-31.
refusal-not-in-future = Escolha uma data no futuro.
refusal-too-far = { $n ->
    [one] Escolha uma data daqui a no máximo { $n } dia.
    [many] Escolha uma data daqui a no máximo { $n } de dias.
   *[other] Escolha uma data daqui a no máximo { $n } dias.
}
refusal-not-a-code = Use apenas letras, números e hifens.
refusal-code-taken = Este código já está em uso. Escolha outro.
refusal-code-reserved = Este código é reservado. Escolha outro.
refusal-code-rude = Escolha um código diferente.
refusal-code-mistyped = Este código tem um erro de digitação. Compare com a mensagem que você recebeu.
refusal-code-unknown = Não encontramos este código. Confira ou deixe o campo em branco.
refusal-active-code-exists = Você já tem um código ativo.
refusal-already-invited = Você já convidou este endereço. Cada endereço pode ser convidado uma vez.
refusal-wrong-password = Senha incorreta.
refusal-not-six-digits = Digite os 6 dígitos do e-mail.
refusal-wrong-digits = Código incorreto. Confira o endereço e os 6 dígitos do último e-mail.
refusal-wrong-otp = Código incorreto ou já usado. Digite o próximo que o app mostrar.
refusal-wrong-credentials = E-mail ou senha incorretos, ou e-mail ainda não confirmado.
refusal-not-a-boolean = Precisa ser true ou false.
refusal-not-a-number = Digite um número inteiro maior que zero.
refusal-unknown-field = Esse campo não existe.
refusal-not-a-choice = Escolha um dos valores da lista.
refusal-not-in-range = Digite um número de 1 a { $n }.
refusal-fewer-than-used = Já usado { $n } vezes. Digite { $n } ou mais.
refusal-not-minor-units = O valor é um número inteiro na menor unidade da moeda: 4900 para 49,00.
refusal-out-of-range = Este número está fora dos limites.
refusal-currency-unknown = Essa moeda não existe na ISO 4217.
refusal-currency-differs = A compra está em outra moeda.
refusal-refund-exceeds = É mais do que resta da compra.
refusal-self-referral = O código é do próprio participante.
refusal-cycle = Quem convidou veio por este participante.
refusal-time-in-future = Está mais de 5 minutos à frente do relógio.
refusal-not-a-time = Precisa ser data e hora conforme a RFC 3339, como 2026-11-30T10:00:00Z.
refusal-not-a-duration = Precisa ser uma duração conforme a ISO 8601, como P31D.
refusal-not-an-object = Precisa ser um objeto.
refusal-not-a-list = { $n ->
    [one] Precisa ser uma lista de no máximo { $n } item.
    [many] Precisa ser uma lista de no máximo { $n } de itens.
   *[other] Precisa ser uma lista de no máximo { $n } itens.
}
refusal-not-an-external-id = Use A–Z, a–z, 0–9 e . _ : @ | + ~ = - e não comece com nenhum destes sinais.
refusal-not-a-stripe-customer = Não é um número de cliente do Stripe.
refusal-event-conflict = O evento já foi informado com outro valor.
refusal-already-referred = Este participante já foi convidado por alguém.
refusal-email-taken = Outro participante tem este endereço.
refusal-external-id-taken = Outro participante tem este nome.
refusal-money-open = Há dinheiro a pagar ou um pagamento em andamento.
refusal-state-forbids = Um programa não pode fazer isso com esta conta.
refusal-idempotency-key-reused = Esta Idempotency-Key já foi usada em outra solicitação.
refusal-not-an-idempotency-key = Uma Idempotency-Key tem de 1 a 255 caracteres visíveis.
refusal-unknown-participant = Esse participante não existe.
refusal-not-a-name = Precisa ter de 1 a 40 caracteres entre a–z, 0–9 e - e começar com uma letra a–z.
refusal-not-allowed = Não combina com os outros campos.
refusal-not-a-color = Digite uma cor como # e seis dígitos, por exemplo #14594a.
refusal-not-a-web-address = Digite um endereço completo, como https://example.com/terms.
refusal-https-required = Digite um endereço que comece com https://.
refusal-address-refused = Não é possível enviar webhooks para este endereço.
refusal-logo-too-large = Escolha um arquivo de no máximo 48 KB.
refusal-logo-not-a-picture = Escolha um arquivo SVG ou PNG.
refusal-logo-broken = Este arquivo está danificado. Salve de novo e escolha outra vez.
refusal-logo-wrong-size = Escolha uma imagem de 16 a 1024 pixels por lado, no máximo 8 vezes mais comprida que alta.
refusal-logo-unsafe = Este SVG contém um script, um link para outro arquivo ou algo de que um desenho não precisa. Exporte como SVG simples.

## What did not work

failure-malformed = Não conseguimos ler essa solicitação
failure-malformed-do = Volte e tente de novo.
failure-unsupported-media = Este tipo de conteúdo não é aceito
failure-unsupported-media-do = Envie formulários como application/x-www-form-urlencoded e dados como application/json.
failure-not-signed-in = Entre primeiro
failure-not-signed-in-do = Entre e tente de novo.
failure-wrong-credentials = E-mail ou senha incorretos, ou e-mail ainda não confirmado
failure-wrong-credentials-do = Confira os dois e tente de novo. Se seu e-mail não está confirmado, abra o link que enviamos ou peça outro.
failure-forged = Este formulário está desatualizado
failure-key-missing = É necessária uma chave
failure-key-missing-do = Envie assim: Authorization: Bearer rf_sk_….
failure-key-malformed = Esta chave não está completa
failure-key-malformed-do = Copie de novo: a soma de verificação no final está errada.
failure-key-unknown = Essa chave não existe
failure-key-unknown-do = Crie uma chave neste servidor e use essa.
failure-signature-invalid = A assinatura não é válida
failure-signature-invalid-do = Verifique stripe.signing_secret e os relógios dos dois lados.
failure-key-revoked = A chave foi revogada
failure-key-revoked-do = Use outra chave.
failure-key-expired = A chave expirou
failure-key-expired-do = Crie uma nova chave.
failure-token-used = O token já foi usado
failure-token-expired = O token expirou
failure-token-do = Peça um novo ao app: um token funciona uma vez, por cinco minutos.
failure-origin-not-allowed = Este site não pode enviar seus formulários para cá
failure-origin-not-allowed-do = O operador pode adicioná-lo a origins, na seção [embed] da configuração.
failure-event-conflict = O evento já existe com outro conteúdo
failure-event-conflict-do = Compare com o evento indicado em “known” e informe a correção com outro id.
failure-in-progress = A primeira solicitação com esta Idempotency-Key ainda está em andamento
failure-in-progress-do = Repita em um segundo.
failure-no-resource = Isso não existe
failure-no-resource-do = Confira o nome no caminho.
failure-scope-missing = Falta uma permissão à chave
failure-scope-missing-do = É necessária a permissão { $scope }. Use uma chave que tenha essa permissão.
failure-forged-do = Volte, recarregue a página e envie o formulário de novo.
failure-no-cookies = Seu navegador bloqueia os cookies deste site
failure-no-cookies-do = Os formulários precisam de um. Permita os cookies deste site nas configurações do navegador, recarregue a página e envie o formulário de novo.
failure-needs-https = Este formulário precisa de uma conexão segura
failure-needs-https-do = Abra a página com https e envie o formulário de novo.
failure-needs-https-open = Abrir com https
failure-forbidden = Você não tem acesso
failure-forbidden-do = Isto pertence a outra conta.
failure-password-needed = Sua senha é necessária
failure-password-needed-do = Entre de novo e repita a solicitação: a senha precisa ter sido digitada nos últimos 15 minutos.
failure-factor-needed = É necessária a verificação em duas etapas
failure-factor-needed-do = Entre no site e configure a verificação em duas etapas; depois envie um código em otp.
failure-otp-required = É necessário um código
failure-otp-required-do = Envie em otp o código do app ou um código de recuperação.
failure-otp-wrong = Código incorreto
failure-otp-wrong-do = Cada código funciona uma vez. Envie o próximo que o app mostrar.
failure-not-found = Página não encontrada
failure-not-found-do = Confira o endereço ou comece pelo início.
failure-wrong-method = Esta página não se abre assim
failure-wrong-method-do = Volte e use o botão.
failure-timed-out = A solicitação demorou demais
failure-timed-out-do = Tente de novo.
failure-conflict = Isso não é mais possível
failure-conflict-do = Algo mudou ou já existe. Recarregue a página e tente de novo.
failure-gone = Isto expirou
failure-gone-do = Peça um novo e-mail ou um novo link.
failure-too-large = São dados demais
failure-too-large-do = Envie menos.
failure-target-too-long = O endereço é longo demais
failure-target-too-long-do = Confira o link.
failure-unprocessable = Alguns campos precisam de atenção
failure-unprocessable-do = Corrija os campos marcados e envie o formulário de novo.
failure-home = Início
failure-again-minutes = { $n ->
    [one] Tente de novo em { $n } minuto.
    [many] Tente de novo em { $n } de minutos.
   *[other] Tente de novo em { $n } minutos.
}
failure-again-seconds = { $n ->
    [one] Tente de novo em { $n } segundo.
    [many] Tente de novo em { $n } de segundos.
   *[other] Tente de novo em { $n } segundos.
}
failure-too-many = Tentativas demais
failure-too-many-do = Espere um pouco e tente de novo.
failure-again-now = Você já pode tentar de novo.
failure-try-again = Tentar de novo
failure-header-too-large = Os cabeçalhos da solicitação são grandes demais
failure-header-too-large-do = Apague os cookies deste site e tente de novo.
failure-internal = Algo deu errado
failure-internal-do = A culpa é nossa e já registramos. Tente de novo.
failure-busy = O servidor está ocupado
failure-busy-do = Nada se perdeu. Espere alguns segundos e tente de novo.
failure-unavailable = Não conseguimos salvar agora
failure-unavailable-do = O que você enviou não foi salvo. Os dados existentes estão seguros e você pode continuar navegando. Tente de novo em alguns minutos.
failure-number = Ainda não funciona? Informe este número: { $id }.

## Emails

email-greeting = Olá, { $name },
email-greeting-nameless = Olá,
email-life-minutes = { $n ->
    [one] O link funciona por { $n } minuto a partir do envio deste e-mail.
    [many] O link funciona por { $n } de minutos a partir do envio deste e-mail.
   *[other] O link funciona por { $n } minutos a partir do envio deste e-mail.
}
email-life-seconds = { $n ->
    [one] O link funciona por { $n } segundo a partir do envio deste e-mail.
    [many] O link funciona por { $n } de segundos a partir do envio deste e-mail.
   *[other] O link funciona por { $n } segundos a partir do envio deste e-mail.
}
email-code-life-minutes = { $n ->
    [one] O código e o link funcionam por { $n } minuto a partir do envio deste e-mail.
    [many] O código e o link funcionam por { $n } de minutos a partir do envio deste e-mail.
   *[other] O código e o link funcionam por { $n } minutos a partir do envio deste e-mail.
}
email-code-life-seconds = { $n ->
    [one] O código e o link funcionam por { $n } segundo a partir do envio deste e-mail.
    [many] O código e o link funcionam por { $n } de segundos a partir do envio deste e-mail.
   *[other] O código e o link funcionam por { $n } segundos a partir do envio deste e-mail.
}
email-not-you = Não foi você? Ignore este e-mail: nada acontece.
email-account-why = Você recebeu este e-mail porque este endereço tem uma conta em { $site }.
email-activation-subject = { $digits } é seu código de { $site }
email-activation-preheader = Seu código é { $digits }.
email-activation-title = Falta um passo para entrar em { $site }
email-activation-enter = Digite este código na página que ficou aberta:
email-activation-open = Ou abra este link para confirmar { $email }:
email-activation-button = Confirmar { $email }
email-activation-why = Você recebeu este e-mail porque alguém se cadastrou em { $site } com este endereço.
email-known-title = Você já tem uma conta
email-known-lead = Alguém (talvez você) tentou se cadastrar com este endereço, mas você já tem uma conta. Basta entrar.
email-known-why = Você recebeu este e-mail porque alguém se cadastrou em { $site } com este endereço.
email-known-not-you = Não foi você? Sua conta não mudou, então não é preciso fazer nada.
email-invitation-subject = { $name } convidou você para { $site }
email-invitation-lead = { $name } convidou você para participar de { $site }.
email-invitation-lead-nameless = Você recebeu um convite para { $site }.
email-invitation-why = Você recebeu este e-mail porque um membro de { $site } informou seu endereço.
email-reset-title = Escolha uma nova senha
email-reset-lead = Alguém (talvez você) pediu um link para escolher uma nova senha.
email-reset-why = Você recebeu este e-mail porque alguém pediu uma nova senha para este endereço em { $site }.
email-password-title = Sua senha foi alterada
email-password-lead = A senha da sua conta acaba de ser alterada. Se foi você, não é preciso fazer nada.
email-address-title = Confirme seu novo e-mail
email-address-lead = Abra o link para que este seja o e-mail da sua conta.
email-address-why = Você recebeu este e-mail porque alguém informou este endereço como novo e-mail em { $site }.
email-changing-title = Seu e-mail vai mudar
email-changing-lead = Alguém pediu para mudar o e-mail da sua conta. Ele muda quando o novo endereço for confirmado. Se foi você, não é preciso fazer nada.
preview-message = Todo mês, um novo jogo de tabuleiro. Participe!
quoted = “{ $text }”
email-known-subject = Você já tem uma conta em { $site }
email-known-button = Entrar
email-invitation-subject-nameless = Você recebeu um convite para { $site }
email-invitation-button = Abrir o convite
email-invitation-until = O convite vale até { $date }.
email-invitation-ignore = Não conhece quem enviou? Ignore este e-mail. Essa pessoa não pode enviar outro.
email-news-subject = { $n ->
    [one] Mais uma pessoa conta para você em { $site }
    [many] Mais { $n } de pessoas contam para você em { $site }
   *[other] Mais { $n } pessoas contam para você em { $site }
}
email-news-subject-due = Você tem { $amount } a receber em { $site }
email-news-names = Quem entrou pelo seu link agora conta para você: { $names }.
email-news-names-more = { $names } e mais { $n } entraram pelo seu link e agora contam para você.
email-news-count = { $n ->
    [one] Uma pessoa entrou pelo seu link e agora conta para você.
    [many] { $n } de pessoas entraram pelo seu link e agora contam para você.
   *[other] { $n } pessoas entraram pelo seu link e agora contam para você.
}
email-news-due = A receber: { $amount }.
email-news-goal = { $reached } de { $needed } → { $prize }
email-news-button = Ver quem entrou
email-news-link = Seu link
email-news-why = Você recebeu este e-mail porque há gente entrando em { $site } pelo seu link. No máximo um por dia.
email-admitted-subject = Você já tem acesso: { $site }
email-admitted-title = Você já tem acesso
email-admitted-lead = Chegou a sua vez: { $site } liberou o seu acesso.
email-admitted-next = Seu link continua valendo: traga mais gente com ele.
email-admitted-why = Você recebe este e-mail porque estava na lista de espera de { $site }.
email-news-unsubscribe = Para não receber e-mails sobre quem entrou, abra
email-news-unsubscribe-link = Não receber e-mails sobre quem entrou
email-operator-subject = { $site }: há pendências para você
email-operator-reviews = { $n ->
    [one] Uma indicação aguarda revisão.
    [many] { $n } de indicações aguardam revisão.
   *[other] { $n } indicações aguardam revisão.
}
email-operator-failed = { $n ->
    [one] Um e-mail não pôde ser entregue.
    [many] { $n } de e-mails não puderam ser entregues.
   *[other] { $n } e-mails não puderam ser entregues.
}
email-operator-webhooks = { $n ->
    [one] Um webhook está desativado: o endereço não aceitou nada.
    [many] { $n } de webhooks estão desativados: os endereços não aceitaram nada.
   *[other] { $n } webhooks estão desativados: os endereços não aceitaram nada.
}
email-operator-button = Dar uma olhada
email-operator-why = Você recebeu este e-mail porque é administrador de { $site }. No máximo um por dia.
email-unsubscribe = Para não receber mais convites deste site, abra
email-unsubscribe-link = Não receber mais convites deste site
email-reset-subject = Escolha uma nova senha para { $site }
email-reset-button = Escolher nova senha
email-test-subject = E-mail de teste de { $site }
email-test-title = Seus e-mails chegam
email-test-lead = Este e-mail mostra que os e-mails do seu site chegam.
email-test-why = Você recebeu este e-mail porque um administrador de { $site } enviou um teste.
email-test-button = Abrir a administração
email-password-subject = Sua senha de { $site } foi alterada
email-password-button = Recuperar minha conta
email-password-not-you = Não foi você? Escolha uma nova senha. Você sairá da conta nos outros lugares.
email-new-sign-in-subject = Nova entrada em { $site }
email-new-sign-in-title = Nova entrada na sua conta
email-new-sign-in-lead = Sua conta foi usada em um navegador ou programa que não tínhamos visto antes.
email-token-made-subject = Novo token de API em { $site }
email-token-made-title = Um token foi criado
email-token-made-lead = Sua conta tem um novo token, com o qual um programa age em seu nome.
email-key-made-subject = Nova chave de programa em { $site }
email-key-made-title = A chave de um programa foi criada
email-key-made-lead = Há uma nova chave com a qual outro programa usa o site. Ela está na página “Chaves”.
email-admin-made-subject = Novo administrador em { $site }
email-admin-made-title = Há um novo administrador
email-admin-made-lead = Alguém recebeu o papel de administrador. Todos os administradores recebem este e-mail.
email-backup-failed-subject = Backup inutilizável em { $site }
email-backup-failed-title = O último backup não passou na verificação
email-backup-failed-lead = Não dá para confiar no último backup. O log do servidor diz o que há de errado; faça outro e veja o disco dele.
email-factor-changed-subject = A verificação em duas etapas mudou em { $site }
email-factor-changed-title = Sua verificação em duas etapas foi alterada
email-factor-changed-lead = O app, os códigos de recuperação ou toda a verificação em duas etapas da sua conta foram alterados.
email-notice-you = Se foi você, não é preciso fazer nada.
email-notice-button = Não fui eu
email-notice-after = O botão encerra todas as suas sessões e leva a uma nova senha. Ele funciona por 7 dias.

## Dates

date = { $day } de { $month } de { $year }
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro

date-short = { $day } { $month }
date-span = { $day }–{ $end }
date-short-year = { $day } { $month } { $year }
month-short-1 = jan
month-short-2 = fev
month-short-3 = mar
month-short-4 = abr
month-short-5 = mai
month-short-6 = jun
month-short-7 = jul
month-short-8 = ago
month-short-9 = set
month-short-10 = out
month-short-11 = nov
month-short-12 = dez
ago-now = agora
ago-minutes = há { $n } min
ago-hours = há { $n } h
ago-yesterday = ontem
weekday-1 = seg
weekday-2 = ter
weekday-3 = qua
weekday-4 = qui
weekday-5 = sex
weekday-6 = sáb
weekday-7 = dom
span-seconds = { $n } s
span-minutes = { $n } min
span-hours = { $n } h
span-days = { $n ->
    [one] { $n } dia
    [many] { $n } de dias
   *[other] { $n } dias
}
percent = { $n }%

## Address, sessions, history, data

field-new-email = Novo e-mail
address-title = Mudar e-mail
address-lead = Enviaremos um link para o novo endereço; a mudança vale quando você o abrir. Avisaremos o endereço atual na hora.
address-submit = Enviar link
address-confirm-lead = Aperte o botão para que este seja o e-mail da sua conta.
address-dead-lead = Ele expirou, ou o e-mail ou a senha mudou desde então. Peça um novo.
unsubscribe-news-title = Parar de receber e-mails sobre quem entrou
unsubscribe-news-lead = Aperte o botão e { $site } não escreve mais quando pessoas entram pelo seu link ou você tem uma recompensa a receber.
unsubscribe-news-submit = Parar estes e-mails
unsubscribe-news-done-title = E-mails sobre quem entrou interrompidos
unsubscribe-news-done-lead = Os e-mails sobre sua conta continuam chegando.
unsubscribe-title = Parar de receber convites
unsubscribe-lead = Aperte o botão e ninguém mais poderá enviar convites de { $site } para seu e-mail.
unsubscribe-submit = Parar todos os convites
not-me-title = Não foi você?
not-me-lead = Vamos encerrar todas as suas sessões. Depois escolha uma nova senha que só você saiba.
not-me-submit = Encerrar todas as sessões
not-me-dead-title = Este link não funciona mais
not-me-dead-lead = Ele já foi usado ou expirou. Uma nova senha também encerra todas as suas sessões.
unsubscribe-done-title = Convites interrompidos
unsubscribe-done-lead = Ninguém mais pode enviar convites deste site para você. Os e-mails sobre sua própria conta continuam chegando.
notice-address-asked = Confira sua nova caixa de entrada: a mudança vale quando você abrir o link.
notice-address-changed = E-mail alterado.
notice-sessions-ended = Sessão encerrada nesse lugar.
notice-factor-off = A verificação em duas etapas está desativada.
notice-browsers-forgotten = Todos os navegadores vão pedir um código de novo.
notice-recovery-code-used = Você entrou com um código de recuperação, que agora não funciona mais.
sessions-title = Sessões e atividade
sessions-lead = Dispositivos conectados à sua conta. Não reconhece algum? Encerre a sessão e mude sua senha.
sessions-browser = Navegador
sessions-program = Programa
sessions-this = este dispositivo
sessions-unknown-device = Dispositivo desconhecido
sessions-since = Entrada
sessions-used = Último uso
sessions-end = Encerrar
sessions-end-others = Encerrar todas as outras
activity-title = Atividade
activity-when = Quando
activity-what = O quê
activity-who = Quem
actor-self = você
actor-program = programa
actor-stranger = desconhecido
actor-operator = administrador
audit-registered = Cadastro
audit-confirmed = E-mail confirmado
audit-signed-in = Entrada
audit-sign-in-failed = Falha ao entrar
audit-signed-out = Saída
audit-session-ended = Sessão encerrada
audit-token-issued = Token de API emitido
audit-password-changed = Senha alterada
audit-password-reset = Senha redefinida por e-mail
audit-address-changing = Mudança de e-mail pedida
audit-address-changed = E-mail alterado
audit-factor-on = Verificação em duas etapas configurada
audit-factor-off = Verificação em duas etapas desativada
audit-factor-failed = Código incorreto depois da senha correta
audit-recovery-codes-made = Novos códigos de recuperação
audit-recovery-code-used = Código de recuperação usado
audit-browsers-forgotten = Navegadores lembrados esquecidos
audit-code-added = Código criado
audit-code-changed = Código alterado
audit-code-deleted = Código excluído
audit-data-downloaded = Dados baixados
audit-listed-changed = Opção do ranking alterada
audit-activated = E-mail confirmado por um administrador
audit-disabled = Conta desativada
audit-enabled = Conta reativada
audit-made-admin = Tornou-se administrador
data-title = Baixar meus dados (JSON)
email-address-subject = Confirme seu novo e-mail para { $site }
email-address-button = Confirmar novo e-mail
email-changing-subject = Seu e-mail em { $site } vai mudar
email-changing-not-you = Não foi você? Escolha uma nova senha. Isso também cancela a mudança.
refusal-password-common = Esta senha é fácil demais de adivinhar. Escolha outra.
refusal-password-personal = Não use na senha seu e-mail, seu nome nem o nome do site.
emails-title = E-mails
emails-lead = O envio de e-mails ainda não está configurado, por isso eles aparecem aqui e no terminal. Para enviá-los, defina mail.mode = "smtp". Só este computador vê esta página.
emails-none = Nenhum ainda. Cadastre-se ou peça uma nova senha, e o e-mail aparece aqui.

## The first admin

setup-title = Crie o primeiro administrador
setup-lead = Este link vem do console do servidor e funciona uma vez.
setup-firstname-hint = Quem você convidar vai ver.
setup-email-hint = Não precisa confirmar: este endereço conta como confirmado.
setup-submit = Criar administrador
setup-dead-title = Este link de configuração não funciona mais
setup-dead-lead = Links de configuração funcionam uma vez, por 30 minutos, até existir um administrador. Para obter outro, reinicie o servidor ou execute:

## Lists

number-group = .
number-point = ,
money-or = ou
unit-points = { $n ->
    [one] { $number } ponto
   *[other] { $number } pontos
}
unit-credits = { $n ->
    [one] { $number } crédito
   *[other] { $number } créditos
}
unit-days = { $n ->
    [one] { $number } dia
   *[other] { $number } dias
}
unit-free-days = { $n ->
    [one] { $number } dia grátis
   *[other] { $number } dias grátis
}
unit-months = { $n ->
    [one] { $number } mês
   *[other] { $number } meses
}
unit-free-months = { $n ->
    [one] { $number } mês grátis
   *[other] { $number } meses grátis
}
unit-gifts = { $n ->
    [one] { $number } presente
   *[other] { $number } presentes
}
undo = Desfazer
undo-reason = Desfeito
keys-title = Atalhos de teclado
keys-search = Buscar
keys-next = Próxima linha
keys-previous = Linha anterior
keys-choose = Selecionar a linha
keys-help = Mostrar ou ocultar esta ajuda
list-search = Buscar
list-all = Todos
list-pages = Páginas
list-pages-below = Páginas, abaixo da lista
list-newer = ‹ Mais recentes
list-older = Mais antigos ›
list-previous = ‹ Anterior
list-next = Próximo ›
list-range = { $first }–{ $last } de { $total }
list-download = Baixar CSV
list-chosen = Selecionados
list-choose = Selecionar { $name }
list-choose-all = Selecionar todas as linhas desta página
list-show-all = Mostrar tudo
list-none-found = Nada encontrado
list-none-found-lead = Tente menos letras ou outro filtro.

## Admin pages

menu-admin = Administração
admin-overview = Visão geral
admin-people = Pessoas
admin-waitlist = Lista de espera
admin-unattributed = Sem atribuição
unattributed-lead = Eventos não atribuídos a ninguém e eventos que aguardam uma pessoa ou uma compra.
event-unattributed = Sem atribuição
event-waiting = Aguardando
unattributed-none = Nada a atribuir
unattributed-none-lead = Aqui aparecem os eventos que esperam uma pessoa ou uma compra, e os que não têm quem indicou.
unattributed-event = Evento
unattributed-credit = Atribuir manualmente
unattributed-credit-lead = A partir de agora, todos os eventos desta pessoa que não foram atribuídos a ninguém contam para o dono do código.
unattributed-code = Código de quem convidou
event-participant-unknown = A pessoa ainda não é conhecida.
event-purchase-unknown = A compra ainda não é conhecida.
event-code-unknown = O código não existe.
event-code-ended = O código não funcionava mais.
event-self-referral = O código é da própria pessoa.
event-cycle = Quem convidou veio por esta pessoa.
event-not-new = A pessoa já tinha comprado antes de o código ser informado.
event-no-referrer = Ninguém convidou esta pessoa.
event-counted = Conta
event-refused = Recusado
event-why-code = O cadastro veio com um código.
event-why-referred = Alguém convidou esta pessoa.
event-why-already-referred = Outra pessoa já tinha convidado esta antes, e isso não muda.
event-why-refund = Devolve uma parte da compra.
event-why-duplicate = É um segundo aviso de outra compra.
event-why-refund-exceeds = É mais do que resta da compra.
event-why-currency-differs = Está em uma moeda diferente da compra.
event-type-signup = Cadastro
event-type-confirmed = Confirmação
event-type-trial = Teste grátis
event-type-purchase = Compra
event-type-refund = Reembolso
event-type-custom = Evento
event-refunded = Reembolsado
event-purchase = Compra
event-names = Nomes
event-occurred = Quando ocorreu
event-verdicts = Por que sim e por que não
event-no-verdict = Nenhuma regra tinha algo a dizer.
admin-events = Eventos
events-lead = O que os programas informaram e o que cada regra disse.
events-none = Ainda não há eventos
notice-credited = Atribuído.
notice-admitted = Acesso liberado. As pessoas são avisadas por e-mail.
notice-rule-posted = Regra salva.
notice-rule-ended = Regra encerrada.
notice-reward-given = Recompensa dada. Está a pagar.
notice-reward-approved = Aprovada. Está a pagar.
notice-reward-voided = Anulada.
notice-reward-fulfilled = Marcada como entregue.
notice-reason-needed = Escreva um motivo e anule de novo.
notice-payouts-made = Rascunhos criados. Aprove e depois envie.
notice-payouts-changed = Pagamentos alterados.
admin-imports = Arquivos
imports-lead = Participantes e eventos de um arquivo CSV, também como os gravam Rewardful, FirstPromoter, GrowSurf e ReferralHero. Teste primeiro: só fica salvo o que cada linha faria.
imports-kind = As linhas são
imports-participants = Participantes
imports-events = Eventos
imports-file = Arquivo
imports-file-hint = CSV separado por vírgulas, pontos e vírgulas ou tabulações, aqui até 8 MB. Um maior é enviado pela API, até 64 MB.
imports-try = Testar
imports-read = Carregar
imports-last = Últimos arquivos
imports-result = Linhas
imports-tried = Testado, nada foi salvo
imports-done = Carregado
imports-unfinished = Não concluído
imports-created = Novos
imports-updated = Alterados
imports-unchanged = Já conhecidos
imports-without-referrer = Novos, sem quem convidou
imports-refused = Recusados
imports-mistakes = O que corrigir no último arquivo
imports-row = Linha { $row }
admin-keys = Chaves
keys-lead = Outros programas entram com chaves. Uma chave permite o que dizem suas permissões.
keys-shown-once = Esta é a nova chave. Ela só aparece desta vez: copie agora.
keys-all = Todas as chaves
keys-none = Nenhuma chave ainda.
keys-new = Nova chave
keys-label = Nome da chave
keys-expires = Último dia, se deve expirar
keys-make = Criar chave
keys-allows = O que permite
keys-preset-app = App: informar eventos, trazer pessoas, mostrar o widget
keys-preset-reader = Leitura: ler tudo, não mudar nada
keys-preset-all = Tudo
keys-preset-own = Só as permissões escolhidas abaixo
keys-scopes = Permissões avulsas
keys-active = Ativa
keys-expired = Expirada
keys-revoked = Revogada
keys-unused = Nunca
keys-revoke = Revogar
keys-revoke-title = Revogar esta chave?
keys-revoke-lead = Os programas que a usam perdem o acesso na hora. Não é possível desfazer.
notice-key-revoked = Chave revogada.
admin-webhooks = Webhooks
webhooks-lead = Um webhook avisa outro programa, ou um chat, do que aconteceu. Cada mensagem espera até ser aceita.
webhooks-all = Todos os webhooks
webhooks-none = Nenhum webhook ainda.
webhooks-new = Novo webhook
webhook-url = Endereço
webhook-url-hint = Começa com https://. As mensagens são enviadas para lá.
webhook-chat = Chat do Telegram
webhook-chat-hint = O número dele, ou o @nome de um canal. Só para o Telegram.
webhook-format = Formato
webhook-format-standard = Programa: JSON assinado conforme Standard Webhooks
webhook-format-slack = Slack
webhook-format-discord = Discord
webhook-format-telegram = Telegram
webhook-types = Sobre o que avisa
webhook-types-hint = Sem nada selecionado, avisa sobre tudo.
webhook-types-all = Tudo
webhook-add = Adicionar webhook
webhook-secret-shown-once = Este segredo assina as mensagens. Ele só aparece desta vez: copie agora.
webhook-endpoint = Webhook
webhook-last-delivered = Última entrega
webhook-never = Nunca
webhook-active = Ativo
webhook-disabled = Desativado
webhook-disabled-gone = Desativado: respondeu que não existe mais
webhook-disabled-failing = Desativado: nada pôde ser entregue
webhook-waiting = Aguardando
webhook-dead = Falharam
webhook-delivered = Entregues
webhook-type = Mensagem
webhook-message = ID da mensagem
webhook-answer = Resposta
webhook-next = próxima tentativa
webhook-duration = Duração
webhook-milliseconds = { $n } ms
webhook-attempts = Tentativas
webhook-no-attempt = Ainda não foi enviada.
webhook-body = Texto
webhook-body-erased = O texto foi excluído junto com a pessoa de quem tratava.
webhook-signed = Cada tentativa tem sua própria assinatura, com a hora da tentativa.
webhook-none-yet = Nenhuma mensagem ainda
webhook-none-yet-lead = Envie uma mensagem de teste para ver se o endereço responde.
webhook-ping = Enviar uma mensagem de teste
webhook-ping-title = Enviar uma mensagem de teste?
webhook-ping-lead = A resposta aparece logo em seguida na lista de mensagens.
webhook-replay = Reenviar
webhook-replay-day = Reenviar o último dia
webhook-replay-title = Reenviar as mensagens das últimas 24 horas?
webhook-replay-lead = Cada uma tem o mesmo ID de antes, então o programa percebe que é uma repetição.
webhook-rotate = Substituir o segredo
webhook-rotate-title = Substituir o segredo?
webhook-rotate-lead = Por 24 horas, as mensagens também são assinadas com o segredo antigo.
webhook-enable = Ativar
webhook-enable-title = Ativar este webhook?
webhook-enable-lead = As novas mensagens voltam a ser enviadas. As que falharam podem ser reenviadas depois.
webhook-delete = Excluir
webhook-delete-title = Excluir este webhook?
webhook-delete-lead = As mensagens dele também são excluídas, até as que aguardam. Não é possível desfazer.
notice-webhook-pinged = A mensagem de teste está a caminho.
notice-webhook-replayed = As mensagens estão sendo reenviadas.
notice-webhook-enabled = Webhook ativado.
notice-webhook-deleted = Webhook excluído.
admin-stripe = Stripe
stripe-lead = Teste cada etapa uma vez antes da primeira venda real. A lista se marca sozinha.
stripe-steps = Está funcionando?
stripe-link-opened = Link aberto
stripe-link-opened-how = Abra um link de indicação no navegador.
stripe-signup = Cadastro
stripe-signup-how = Cadastre-se por esse link como um novo cliente.
stripe-purchase = Compra
stripe-purchase-how = Compre algo como esse cliente.
stripe-refund = Reembolso
stripe-refund-how = Reembolse uma parte.
stripe-answered = O webhook respondeu
stripe-answered-how = Adicione um webhook e envie a ele uma mensagem de teste.
stripe-seen = Visto
stripe-types = Mensagens da Stripe
stripe-off = As mensagens são recusadas até que o segredo delas seja definido:
stripe-address = Endereço do webhook na Stripe:
stripe-last = Última vez
stripe-came = Chegou
stripe-never-came = Nunca chegou
stripe-contradictions = Contradições
stripe-contradictions-none = Nenhuma mensagem contradiz outra anterior.
stripe-contradictions-lead = Estas mensagens contradizem outra anterior. A anterior continua valendo.
stripe-event = Evento da Stripe
webhook-says-participant-created = { $who } acaba de entrar ({ $id }).
webhook-says-participant-admitted = { $who } recebeu acesso pela lista de espera.
webhook-says-participant-erased = O participante { $who } foi excluído.
webhook-says-referral-registered = { $referrer } convidou { $who }.
webhook-says-referral-confirmed = { $referrer } tem mais uma indicação confirmada: { $who }.
webhook-says-referral-rejected = A indicação de { $who } por { $referrer } foi recusada.
webhook-says-event-unattributed = { $id } de { $who } não foi atribuído a ninguém.
webhook-says-reward-created = { $who } vai receber { $amount } ({ $id }).
webhook-says-reward-approved = { $id }: { $amount } a pagar para { $who }.
webhook-says-reward-held = { $id }: { $amount } de { $who } à espera de uma decisão.
webhook-says-reward-released = { $id }: { $amount } de { $who } sem mais espera por decisão.
webhook-says-reward-voided = { $id }: { $who } não recebe { $amount }.
webhook-says-reward-reversed = { $id }: um reembolso reduziu a recompensa de { $amount } de { $who }.
webhook-says-reward-fulfilled = { $id }: { $who } recebeu { $amount }.
webhook-says-payout-approved = { $id }: pagamento de { $amount } para { $who } aprovado.
webhook-says-payout-paid = { $id }: pagamento de { $amount } para { $who } realizado.
webhook-says-payout-failed = { $id }: o pagamento de { $amount } para { $who } falhou.
webhook-says-payout-canceled = { $id }: pagamento de { $amount } para { $who } cancelado.
webhook-says-review-opened = A indicação de { $who } por { $referrer } aguarda revisão.
webhook-says-endpoint-disabled = O webhook { $id } para { $host } está desativado.
webhook-says-ping = O webhook { $id } funciona.
admin-codes = Códigos
admin-emails = E-mails
admin-audit = Registro de auditoria
admin-health = Saúde
admin-backups = Backups
admin-settings = Configurações
admin-site = Site
admin-back = Cancelar
admin-action = Ação
admin-megabytes = { $whole },{ $tenth } MB
admin-kilobytes = { $n } kB
account-disabled = Desativada
account-unconfirmed = Não confirmada
account-confirmed = Confirmada · nunca entrou
account-active = Ativa
account-admin = Administrador
account-frozen = Ramo congelado
account-questioned = Em análise
people-search = Nome, e-mail, domínio ou código
people-referred-by = Convidado por
people-brought = Trouxe
people-joined = Entrou em
people-last-seen = Última visita
people-direct = Sem convite
people-unconfirmed = Não confirmadas
people-disabled = Desativadas
people-disabled-one = Desativada
people-admins = Administradores
people-admin = Administrador
people-none = Ninguém ainda
people-none-lead = Quem se cadastra aparece aqui.

waitlist-place = Posição
waitlist-admitted = Com acesso
waitlist-reviewed = Em análise
waitlist-how-many = Quantas pessoas, a partir da posição 1
waitlist-admit-next = Liberar acesso
waitlist-admit = Liberar acesso às escolhidas
waitlist-none = A lista de espera está vazia
waitlist-none-lead = As pessoas confirmadas aparecem aqui, na ordem de suas posições.
waitlist-off = Este programa não tem lista de espera
waitlist-off-lead = Defina [program] mode = "waitlist" e reinicie o servidor: as pessoas confirmadas esperam aqui até você liberar o acesso.
waitlist-lead = { $n ->
    [one] As posições seguem a ordem das confirmações. Cada indicação que conta faz quem indicou subir { $n } posição.
   *[other] As posições seguem a ordem das confirmações. Cada indicação que conta faz quem indicou subir { $n } posições.
}
person-write = Escrever
person-why = { $name }, a convite de { $referrer }
person-brought = Pessoas que { $name } trouxe
person-account = Conta
person-note = Nota
person-note-save = Salvar nota
person-danger = Gerenciar conta
admin-number = Número
admin-email = E-mail de confirmação
admin-email-taken = enviado
admin-email-not-taken = ainda não enviado
admin-referred-by = Convidado por
rule-link = por link
rule-moved = movido por um administrador
rule-typed = código digitado
admin-sessions = Sessões ativas
admin-sessions-none = Nenhuma sessão ativa.
admin-where = Dispositivo
admin-since = Entrada
rule-told = informado por um programa
admin-used = Último uso
admin-activate = Confirmar e-mail
admin-activate-title = Confirmar este e-mail manualmente?
admin-activate-lead = A pessoa poderá entrar, e o cadastro conta para quem a convidou. Não é possível desfazer.
admin-disable = Desativar
admin-disable-title = Desativar esta conta?
admin-disable-lead = A pessoa sai de todos os lugares e não consegue entrar; seus links deixam de convidar. Você pode reativar a conta.
admin-enable = Reativar
admin-enable-title = Reativar esta conta?
admin-enable-lead = A pessoa poderá entrar de novo, e seu código ativo volta a funcionar.
admin-sign-out = Encerrar todas as sessões
admin-sign-out-title = Encerrar todas as sessões desta pessoa?
admin-sign-out-lead = Ela pode entrar de novo em seguida.
admin-end-session-title = Encerrar a sessão deste dispositivo?
admin-end-session-lead = Será preciso entrar de novo nele.
admin-make-admin = Tornar administrador
admin-make-admin-title = Tornar esta pessoa administradora?
admin-make-admin-lead = Ela verá todo mundo e poderá fazer tudo o que você pode, até remover seu papel de administrador.
admin-reset-2fa = Desativar a verificação em duas etapas
admin-reset-2fa-title = Desativar a verificação em duas etapas?
admin-reset-2fa-lead = Para quem perdeu o celular e os códigos de recuperação. Todas as sessões são encerradas. Primeiro tenha certeza de que é mesmo a pessoa que está pedindo.
admin-remove-admin = Remover administrador
admin-remove-admin-title = Remover o papel de administrador desta pessoa?
admin-remove-admin-lead = A conta e os códigos ficam. Qualquer administrador pode devolver o papel.
admin-delete = Excluir
admin-type-email = Para confirmar, digite o e-mail da pessoa
admin-delete-title = Excluir esta conta definitivamente?
admin-delete-lead = A conta, os códigos, as sessões, os e-mails e a atividade serão excluídos. Os números de quem a convidou ficam. Não é possível desfazer: na dúvida, desative a conta.
codes-search = Código, dono, e-mail ou domínio
codes-created = Criado
codes-ends = Último dia
codes-uses = Usos
codes-description = Descrição
codes-none = Nenhum código ainda
codes-none-lead = Cada código criado pelos membros aparece aqui.
admin-codes-all = Todos os códigos desta pessoa
admin-owner = Dono
code-deleted = Excluído
code-paused = Pausado
admin-code-off = Desativar
admin-code-off-title = Desativar este código?
admin-code-off-lead = O link deixa de convidar; quem já entrou continua contando. O dono pode reativá-lo. Para impedir isso, desative a conta.
emails-search = Destinatário
emails-sent = Enviados
emails-bounced = Rejeitados
emails-bounced-many = mais de 2 %: confira os endereços
emails-week = E-mails dos últimos 7 dias
emails-reason = Motivo
emails-attempts = Tentativas
emails-created = Criado
emails-console = Nenhum servidor de e-mail configurado: os e-mails ficam só neste computador.
emails-console-open = Ler
emails-none-yet = Nenhum e-mail ainda
emails-none-yet-lead = Cada e-mail que o site envia aparece aqui.
emails-preview = Prévia dos e-mails
emails-preview-lead = Cada tipo de e-mail como seria enviado a você agora. Os links são exemplos.
emails-preview-html = Ver com o layout
emails-preview-none = Você precisa de um código ativo para ver este.
emails-test = Enviar um e-mail de teste para mim
emails-subject = Assunto
failure-message = Não foi possível montar o e-mail
failure-resolve = O nome do servidor de e-mail é desconhecido
failure-connect = Sem conexão com o servidor de e-mail
failure-greeting = O servidor de e-mail não respondeu
failure-hello = O servidor de e-mail recusou a saudação
failure-tls = Sem conexão segura com o servidor de e-mail
failure-login = O servidor de e-mail recusou o acesso
failure-sender = O servidor de e-mail recusou o remetente
failure-recipient = O destinatário foi recusado
failure-transfer = O servidor de e-mail recusou a mensagem
failure-interrupted = O servidor parou durante o envio
admin-emails-waiting = Na fila
admin-emails-dead = Falharam
admin-emails-retry-all = Reenviar todos
admin-emails-retry-all-title = Reenviar todos os e-mails?
admin-emails-retry-all-about = Todos os e-mails na fila e com falha
admin-email-kind = Tipo
admin-email-to = Para
admin-email-due = próxima tentativa
admin-email-sending = enviando
admin-email-retry = Reenviar
admin-email-retry-title = Reenviar este e-mail?
admin-email-retry-lead = A contagem de tentativas recomeça. Se o link expirou, ele recebe um novo.
admin-email-drop = Descartar
admin-email-drop-title = Descartar este e-mail?
admin-email-drop-lead = Ele nunca será enviado. Não é possível desfazer, mas a pessoa pode pedir outro.
kind-activation = Confirmar e-mail
kind-referral-news = Quem entrou e o que há a receber
kind-admitted = Acesso pela lista de espera
kind-operator-news = O que aguarda os administradores
kind-known-address = Já tem conta
kind-invitation = Convite
kind-reset = Escolher nova senha
kind-password-changed = Senha alterada
kind-new-address = Confirmar novo e-mail
kind-test = Teste
kind-address-changing = Mudança de e-mail
kind-new-sign-in = Nova entrada
kind-token-made = Token criado
kind-key-made = Chave de programa criada
kind-admin-made = Novo administrador
kind-backup-failed = Backup que não passou na verificação
kind-factor-changed = Mudança na verificação em duas etapas
admin-audit-none = Nenhuma atividade ainda.
admin-audit-all = Toda a atividade desta pessoa
audit-search = Nome, e-mail, domínio ou código
audit-by-admins = De administradores
audit-by-owners = Da própria pessoa
audit-by-visitors = De visitantes
audit-by-operator = Do operador
audit-person = Pessoa
audit-object = Objeto
audit-reason = Motivo
audit-event = Evento
audit-every-event = Todos os eventos
audit-since = De
audit-until = Até
audit-none-lead = Entradas, mudanças e decisões aparecem aqui.
audit-of = Atividade de { $name }
admin-person-page = Página desta pessoa
admin-whose = Pessoa
admin-actor-owner = a própria pessoa
activity-referred-by = agora convidado pela pessoa #{ $id }
activity-branch = ramo da pessoa #{ $id }
activity-referral = indicação #{ $id }
activity-emails = todos os e-mails
activity-email = e-mail #{ $id }
activity-admin = administrador #{ $id }
activity-account = conta #{ $id }
admin-settings-lead = Somente leitura. Altere cada configuração na origem e reinicie. Os segredos ficam ocultos.
settings-changed = Alteradas
settings-empty = vazio
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
    [one] { $n } dia
    [many] { $n } de dias
   *[other] { $n } dias
}
admin-setting = Configuração
admin-value = Valor
admin-value-set = definido, oculto
admin-origin = Origem
site-lead = O que aparece nas páginas, nos e-mails e nas prévias de links.
site-name = Nome
site-name-hint = Até 50 caracteres. Em branco: o endereço do site.
site-tagline = Slogan
site-tagline-hint = Uma linha sobre o site, até 150 caracteres.
site-language = Idioma
site-language-hint = Para visitantes cujo idioma o site não tem.
site-accent = Cor
site-accent-hint = # e seis dígitos, como #14594a. Em branco: verde-escuro.
site-accent-corrected = Esta cor é clara demais para textos, por isso as páginas usam { $color }.
site-accent-resembles = Esta cor é parecida com o vermelho ou o laranja que marcam situações. A forma e a palavra continuam a distingui-las.
site-logo = Logotipo
site-logo-hint = SVG ou PNG, até 48 KB. Um PNG aparece também nos e-mails e nas prévias de links.
site-logo-remove = Remover o logotipo
site-privacy-url = Link da política de privacidade
site-terms-url = Link dos termos
site-set-elsewhere = Definido em { $source }. Altere lá.
site-save = Salvar
notice-site-saved = Salvo. As páginas e os e-mails já usam.
health-backup-missing = Nenhum backup nos últimos 7 dias
health-backup-failed = O último backup falhou; o log do servidor diz por quê
health-backup-check-failed = O último backup não passou na verificação; o log do servidor diz por quê
health-late = Uma tarefa em segundo plano não roda há tempo demais. Veja o log.
health-clock-ahead = O relógio do servidor foi adiantado em mais de uma hora. Se for engano, corrija: nada que expira é excluído por um dia.
health-program = Programa
health-lights = Verificações
health-well = Tudo certo. Nada precisa de atenção.
health-green = bom
health-yellow = precisa de atenção
health-red = ruim
health-on-time = em dia
health-jobs-limit = bom até { $n } minutos de atraso
health-backup-limit = bom até { $n } dias
health-up-to = bom até { $limit }
health-compaction-waits = aguarda a próxima reescrita do arquivo
health-compaction-limit = bom até { $n } dias
health-version = Versão
health-started = Iniciado
health-jobs = Tarefas em segundo plano
health-job = Tarefa
health-last-run = Última execução
health-last-failure = Última falha
health-outbox = E-mails na fila
health-dead = E-mails com falha
health-database = Banco de dados
health-file = Arquivo
health-size = Tamanho
health-free = espaço livre
health-compaction = Vestígios de dados excluídos
health-compaction-due = podem estar no espaço livre do arquivo desde
health-compaction-done = nenhum
health-log = Log de escrita (WAL)
health-schema = Versão do esquema
health-backup = Último backup
health-no-backup = Nenhum ainda
health-never = ainda não
health-check-lead = Roda em segundo plano e não deixa o site lento. Para recalcular também todos os números, execute
health-check = Verificar o banco agora
backups-lead = Os backups são feitos sem parar o site, verificados e guardados na pasta abaixo. Eles contêm todos os dados: para baixar, é preciso a sua senha, e fica no registro. Guarde cópias também em outro lugar.
backups-folder = Pasta:
backups-now = Fazer backup agora
backups-there = Backups
backups-none = Nenhum backup ainda.
backups-unreadable = Não é possível ler a pasta de backups. Veja o log do servidor.
backups-name = Arquivo
backups-download = Baixar
notice-all-sessions-ended = Todas as sessões encerradas. A pessoa pode entrar de novo.
reauthenticate-title = Confirme que é você
reauthenticate-lead = Digite sua senha para continuar. Só vamos pedir de novo depois de pelo menos 15 minutos.
reauthenticate-lead-factor = Digite sua senha ou um código do seu app para continuar. Só vamos pedir de novo depois de pelo menos 15 minutos.
reauthenticate-submit = Continuar
notice-person-activated = E-mail confirmado. A pessoa já pode entrar.
notice-person-disabled = Conta desativada e sessões encerradas. “Reativar”, abaixo, traz a conta de volta.
notice-person-enabled = Conta reativada. É preciso entrar de novo.
notice-people-disabled = Desativadas e com as sessões encerradas.
notice-people-enabled = Reativadas.
notice-undone = Desfeito.
notice-note-saved = Nota salva.
notice-none-chosen = Primeiro selecione pelo menos uma linha.
notice-person-deleted = Conta excluída. Isso fica registrado na sua própria atividade.
notice-admin-made = Esta pessoa agora é administradora. Você pode remover o papel abaixo.
notice-admin-removed = Esta pessoa não é mais administradora. Você pode devolver o papel abaixo.
notice-factor-reset = A verificação em duas etapas desta pessoa foi desativada, e todas as sessões dela, encerradas.
notice-already-so = Nada a mudar.
notice-code-switched-off = Código desativado. Só o dono pode reativá-lo.
notice-test-sent = E-mail de teste enviado. Acompanhe aqui.
notice-emails-retried = Enviando de novo. Se falhar, o e-mail continua aqui.
notice-email-dropped = E-mail descartado.
notice-checked-whole = Verificação concluída: o banco está íntegro.
notice-checked-damaged = O banco está danificado. Execute referral verify para ver onde e restaure um backup com referral restore.
notice-checked-too-big = A verificação levou mais de 15 segundos. Execute referral verify no servidor.
notice-maintenance-busy = Outra verificação ou backup está em andamento. Espere um pouco.
notice-backup-made = Backup feito e verificado.
notice-backup-failed = O backup falhou. Veja o log do servidor.
notice-backup-in-memory = O banco está na memória, então não há o que copiar. Indique um arquivo em database.path.
audit-removed-admin = Papel de administrador removido
audit-account-deleted = Outra conta excluída
audit-letters-retried = E-mails reenviados
audit-letter-dropped = E-mail descartado
audit-key-made = Chave criada para um programa
audit-key-revoked = Chave de um programa revogada
audit-webhook-added = Webhook adicionado
audit-webhook-changed = Webhook alterado
audit-webhook-deleted = Webhook excluído
audit-webhook-rotated = Segredo de um webhook substituído
audit-webhook-replayed = Mensagens de um webhook reenviadas
audit-brought = Pessoa trazida por um programa
audit-linked = Conta vinculada por um programa à dele
audit-participant-changed = Perfil alterado por um programa
audit-admitted = Acesso liberado da lista de espera
audit-rule-posted = Versão de uma regra publicada
audit-rule-ended = Regra encerrada
audit-reward-given = Recompensa dada manualmente
audit-reward-approved = Recompensa aprovada
audit-reward-voided = Recompensa anulada
audit-reward-fulfilled = Recompensa entregue
audit-payout-made = Pagamento preparado
audit-payout-approved = Pagamento aprovado
audit-payout-sent = Pagamento enviado ao banco
audit-payout-paid = Pagamento realizado
audit-payout-failed = Pagamento com falha
audit-payout-canceled = Pagamento cancelado
audit-backup-made = Backup do banco feito
audit-backup-downloaded = Backup baixado
audit-site-changed = Configurações do site alteradas
admin-own-page = Esta é a sua própria conta. Só outro administrador pode desativá-la, excluí-la ou remover seu papel de administrador.
admin-oneself = Não é possível fazer isso na própria conta: você poderia perder o acesso. Peça a outro administrador.
setup-address-taken = Já existe uma conta com este e-mail. Use outro ou execute referral user make-admin no servidor.
origin-default = padrão
origin-follows = segue { $what }
origin-line = { $file } linha { $line }
origin-dotenv = { $file } linha { $line }, { $name }
origin-variable = variável de ambiente { $name }
origin-flag = opção { $name }
origin-content = conteúdo de { $file }, indicado por { $by }

## Why

why-title = Por quê
why-title-counts = Por que { $name } conta
why-title-waits = Por que { $name } ainda não conta
why-title-not = Por que { $name } não conta
why-path = O percurso
why-checked = O que verificamos
why-steps = Todos os passos
check-moved = Um administrador indicou que o convite foi seu.
check-typed = Seu código foi digitado.
check-typed-over = Um código digitado vale mais que links abertos.
check-link = Seu link foi aberto.
check-alone = Nenhum outro convite nos dias que contam.
check-first = Seu link foi o primeiro a ser aberto.
check-first-how = Aqui o primeiro convite decide.
check-last = Seu link foi o último a ser aberto.
check-last-how = Aqui o último convite decide.
check-other-ended = O outro convite não funcionava mais.
check-pace = Aberto antes do cadastro.
check-pace-how = { $span } da abertura até o cadastro.
check-confirmed = O e-mail está confirmado.
check-confirmed-how = { $span } depois do cadastro.
check-frozen = O ramo está congelado.
check-frozen-how = Por um administrador em { $date }.
check-rejected = Recusado.
check-rejected-how = Por um administrador em { $date }.
check-code = O código não funcionava.
check-code-how = Quando foi usado, já tinha terminado ou atingido o limite.
check-approved = Um administrador aprovou.
check-approved-how = Em { $date }.
check-no-doubt = Nada a revisar.
check-no-doubt-how = Nenhum administrador precisa olhar.
why-history = Histórico
why-note = Nota:
why-counts = Conta: { $how }.
why-waits = Aguardando: { $how }.
why-counts-not = Recusado: { $how }.
why-opened = { $whose ->
    [own] seu link foi aberto em { $at }
    [another] o link de outro membro foi aberto em { $at }
    [gone] um link com código excluído foi aberto em { $at }
   *[code] o link de { $code } foi aberto em { $at }
}
why-registered = cadastro em { $at }
why-registered-after = cadastro { $after }
why-typed = { $whose ->
    [own] seu código { $code } foi digitado
    [another] o código de outro membro foi digitado
    [gone] um código excluído foi digitado
   *[code] o código { $code } foi digitado
}
why-confirmed = o e-mail foi confirmado
why-confirmed-after = o e-mail foi confirmado { $after }
why-unconfirmed = o e-mail ainda não foi confirmado
why-held = em análise
why-moved = em { $at } um administrador indicou quem convidou esta pessoa
why-moved-to-you = em { $at } um administrador passou esta pessoa para você
why-told = { $whose ->
    [own] um programa informou seu código { $code }
    [another] um programa informou o código de outra pessoa
    [gone] um programa informou um código excluído
   *[code] um programa informou o código { $code }
}
why-frozen = mas em { $at } o ramo foi congelado
why-code-expired = mas o código tinha expirado antes do cadastro
why-code-off = mas o código tinha sido desativado antes do cadastro
why-code-used-up = mas o código tinha atingido o limite antes do cadastro
why-code-used-up-since = mas o código atingiu o limite antes de o e-mail ser confirmado
why-review = mas em { $at } um administrador recusou
why-first = o primeiro link aberto decide
why-last = o último link aberto decide
why-first-ended = o primeiro link aberto não funcionava mais, por isso o último decidiu
why-last-ended = o último link aberto não funcionava mais, por isso o primeiro decidiu
why-typed-over-link = um código digitado vale mais que links abertos
why-filled-in = o código já preenchido veio de outro link e não foi considerado
why-approved = um administrador aprovou em { $at }
after-nothing = no mesmo segundo
after-seconds = { $n ->
    [one] { $n } segundo depois
    [many] { $n } de segundos depois
   *[other] { $n } segundos depois
}
after-minutes = { $n ->
    [one] { $n } minuto depois
    [many] { $n } de minutos depois
   *[other] { $n } minutos depois
}
after-hours = { $n ->
    [one] { $n } hora depois
    [many] { $n } de horas depois
   *[other] { $n } horas depois
}
after-days = { $n ->
    [one] { $n } dia depois
    [many] { $n } de dias depois
   *[other] { $n } dias depois
}
date-time = { $date } às { $time } UTC
step-opened = { $whose ->
    [own] Seu link com o código { $code } foi aberto.
    [another] O link de outro membro foi aberto.
    [gone] Um link com código excluído foi aberto.
   *[code] O link de { $code } foi aberto.
}
step-opened-first = Foi o primeiro a ser aberto.
step-opened-last = Foi o último a ser aberto.
step-registered = Cadastro.
step-field = { $whose ->
    [own] O campo do código tinha seu código { $code }.
    [another] O campo do código tinha o código de outro membro.
    [gone] O campo do código tinha um código excluído.
   *[code] O campo do código tinha { $code }.
}
step-field-typed = Foi digitado, por isso decide.
step-field-filled-in = Um link aberto o tinha preenchido, por isso os links decidem.
step-rule-first = { $n ->
    [one] Regra na época: conta o primeiro link aberto no último { $n } dia.
    [many] Regra na época: conta o primeiro link aberto nos últimos { $n } de dias.
   *[other] Regra na época: conta o primeiro link aberto nos últimos { $n } dias.
}
step-rule-last = { $n ->
    [one] Regra na época: conta o último link aberto no último { $n } dia.
    [many] Regra na época: conta o último link aberto nos últimos { $n } de dias.
   *[other] Regra na época: conta o último link aberto nos últimos { $n } dias.
}
step-code-expired = Recusado: o código tinha expirado.
step-code-off = Recusado: o código estava desativado.
step-code-used-up = Recusado: o código tinha atingido o limite.
step-review = Recusado por um administrador.
step-confirmed = E-mail confirmado.
step-doubted = Sinal de fraude: { $signal }; peso { $weight }.
step-held = Em análise.
step-approved = Aprovado por um administrador.
step-moved = Movido por um administrador: agora convidado por { $name }.
step-moved-to-you = Movido para você por um administrador.
step-moved-erased = Movido por um administrador para uma conta excluída.
step-frozen = Ramo congelado.
step-restored = O ramo conta de novo.
step-by = Decisão de { $name }.
step-by-erased = Decisão de um administrador cuja conta foi excluída.
step-by-operator = Decidido na linha de comando.
signal-mailbox = mesma caixa de e-mail de quem convidou
signal-disposable = endereço de e-mail descartável
signal-browser = mesmo navegador de quem convidou
signal-network = mesma rede de quem convidou
signal-crowd = muitas pessoas da mesma rede
signal-domain = muitas pessoas com o mesmo domínio de e-mail
signal-speed = cadastro rápido demais

## Rules

admin-rules = Regras
rule-new = Nova regra
rule-new-steps = Novas metas
rule-none = Nenhuma regra ainda
rule-none-lead = Uma regra diz o que precisa acontecer, quem recebe e quanto. A partir daí, os eventos pagam conforme ela.
rule-version-since = Versão { $version }, desde { $date }
rule-version = Versão { $version }
rule-ended-on = Encerrada em { $date }
rule-in-force = Em vigor
rule-not-in-force = Fora de vigor
rule-next-version = Próxima versão
rule-next-version-lead = As versões nunca são editadas. Quem entrou antes fica com a versão com que entrou, a menos que você escolha outra coisa.
rule-versions = Versões
rule-from = a partir de { $date }
rule-until = Termina em { $date }.
rule-end = Encerrar a regra
rule-end-title = Encerrar esta regra?
rule-end-lead = A partir de agora, nenhum evento paga por ela a ninguém. As recompensas já dadas ficam. Não é possível desfazer.
rule-name = Nome
rule-name-hint = a–z, 0–9 e -, como first-purchase. Não pode ser alterado.
rule-more = Mais condições
rule-more-range = Só compras ou eventos de número
rule-nth-first = Primeiro número
rule-nth-last = Último número
rule-more-name = Nome do seu próprio evento
rule-event-name = Evento
rule-more-least = Só a partir de um valor de
rule-min-amount = Valor mínimo
rule-more-months = Só nos primeiros meses depois de entrar:
rule-months = Meses
rule-more-group = Só para pessoas do grupo
rule-group = Grupo
rule-more-cap = Uma pessoa recebe no máximo
rule-cap-one = Teto por pessoa
rule-more-cap-month = Todas juntas recebem por mês no máximo
rule-cap-all = Teto por mês
rule-more-on-cap = O que não cabe
rule-on-cap = Ao atingir o teto
rule-on-cap-cut = é reduzido
rule-on-cap-refuse = não é dado
rule-more-applies = O pagamento segue a versão
rule-applies = Qual versão paga
rule-applies-joined = com que a pessoa entrou
rule-applies-today = do dia do evento
rule-more-from = Em vigor a partir de
rule-from-date = A partir de
rule-more-until = até
rule-until-date = Até
rule-save = Salvar regra
rule-save-version = Salvar versão
rule-preview = Prévia
rule-form-when = Quando uma pessoa convidada
rule-form-gets = recebe
rule-form-at-most = no máximo
rule-form-after = depois de
rule-form-days = dias
rule-form-steps = Quando indicações são confirmadas,
rule-form-for = ao chegar a
rule-type = O que acontece
rule-type-purchase = compra
rule-type-signup = se cadastra
rule-type-confirmed = é confirmada
rule-type-trial = começa um teste grátis
rule-type-custom = faz algo que você define
rule-often = Com que frequência
rule-often-all = toda vez
rule-often-first = na primeira vez
rule-often-range = algumas vezes, veja abaixo
rule-who = Quem recebe
rule-who-referrer = quem convidou
rule-who-referee = a pessoa convidada
rule-pay = Recompensa
rule-pay-hint = 20 %, 5 USD ou 1 free_months. “No máximo” é para porcentagens.
rule-max = No máximo
rule-hold-days = Dias
rule-approve = Aprovação
rule-approve-hold = automaticamente
rule-approve-hand = quando um administrador aprovar
rule-step-pay = Recompensa
rule-step-at = Número de indicações
rule-steps-hint = Cada recompensa é dada uma vez, por exemplo 1 free_months ao chegar a 3.
rule-example-buys = Uma pessoa convidada compra por { $amount }
rule-example-gets = A recompensa é de { $amount }
rule-days = { $n ->
    [one] { $n } dia
    [many] { $n } de dias
   *[other] { $n } dias
}
rule-sentence = { $when }, { $who } { $pay }, { $then }.
rule-for-signup = Pelo cadastro de uma pessoa convidada
rule-for-confirmed = Pela confirmação de uma pessoa convidada
rule-for-trial = Por cada teste grátis de uma pessoa convidada
rule-for-trial-first = Pelo primeiro teste grátis de uma pessoa convidada
rule-for-trial-from = Por cada teste grátis de uma pessoa convidada a partir do número { $first }
rule-for-trial-range = Pelos testes grátis { $first } a { $last } de uma pessoa convidada
rule-for-purchase = Por cada compra de uma pessoa convidada
rule-for-purchase-first = Pela primeira compra de uma pessoa convidada
rule-for-purchase-from = Por cada compra de uma pessoa convidada a partir da número { $first }
rule-for-purchase-range = Pelas compras { $first } a { $last } de uma pessoa convidada
rule-for-event = Por cada evento { $event } de uma pessoa convidada
rule-for-event-first = Pelo primeiro evento { $event } de uma pessoa convidada
rule-for-event-from = Por cada evento { $event } de uma pessoa convidada a partir do número { $first }
rule-for-event-range = Pelos eventos { $event } de { $first } a { $last } de uma pessoa convidada
rule-any-event = com qualquer nome
rule-for-steps = Pelas indicações confirmadas
rule-at-least = no valor de pelo menos { $amount }
rule-for-months = { $n ->
    [one] no primeiro mês
    [many] nos primeiros { $n } de meses
   *[other] nos primeiros { $n } meses
}
rule-referrer-gets = quem convidou recebe
rule-referee-gets = a pessoa convidada recebe
rule-referrer-of-group-gets = quem convidou, se for do grupo “{ $group }”, recebe
rule-referee-of-group-gets = a pessoa convidada, se for do grupo “{ $group }”, recebe
rule-at-most = no máximo { $amount }
rule-step = { $n ->
    [one] { $amount } pela primeira
   *[other] { $amount } ao chegar a { $n }
}
rule-after-days = { $n ->
    [one] depois de { $n } dia
    [many] depois de { $n } de dias
   *[other] depois de { $n } dias
}
rule-at-once = na hora
rule-by-hand = quando um administrador aprovar
rule-cap-participant = Uma pessoa recebe no total no máximo { $amount }.
rule-cap-month = Todas juntas recebem no máximo { $amount } por mês.
rule-cap-refuses = Uma recompensa que não cabe inteira não é dada.

## Try a rule
trial-run = Testar com o que aconteceu
trial-use = Usar esta regra
trial-title = Esta regra, em { $period }
trial-back = Voltar à regra
trial-only = Só um teste: nada é salvo
trial-lead = O que esta regra teria dado pelo que aconteceu? Ela ocupa o lugar de todas as versões do seu nome.
trial-period = Em
trial-days = Período
trial-days-30 = os últimos 30 dias
trial-days-90 = os últimos 90 dias
trial-days-365 = os últimos 365 dias
trial-days-dates = estas datas:
trial-from = a partir de
trial-since = A partir de
trial-before = antes de
trial-until = Antes de
trial-edit = A regra em JSON
trial-rule = Regra
trial-what = O quê
trial-did = Foi dado
trial-would = Teria dado
trial-change = Diferença
trial-given = Valor
trial-people = Pessoas recompensadas
trial-each = { $amount } cada
trial-capped = { $n ->
    [0] Nenhum teto deteve uma recompensa.
    [one] { $n } recompensa foi reduzida ou detida por um teto.
   *[other] { $n } recompensas foram reduzidas ou detidas por um teto.
}
trial-compared = Comparado com o que foi dado
trial-changes = Maiores diferenças
trial-no-changes = Todos recebem o mesmo.
trial-nothing = Nada do que aconteceu neste período é recompensado, nem por esta regra nem pelo que valia.

## Rewards and payouts

my-rewards-lead = O que você ganha pelas pessoas que convida: quando é pago e por quê.
my-rewards-none = Nenhuma recompensa ainda
my-rewards-none-lead = Quando alguém que você convidou fizer algo pelo qual uma regra paga, sua recompensa aparece aqui.
my-rewards-rules = O que é pago
my-rewards-goal = { $done } de { $needed }
my-rewards-goal-left = { $n ->
    [one] Falta mais { $n } pessoa.
    [many] Faltam mais { $n } de pessoas.
   *[other] Faltam mais { $n } pessoas.
}
my-rewards-next = Sua próxima recompensa
my-waitlist-title = Sua posição na lista de espera
my-waitlist-of = de { $of }
my-waitlist-moves = { $n ->
    [one] Cada pessoa que você traz e que conta faz você subir { $n } posição.
   *[other] Cada pessoa que você traz e que conta faz você subir { $n } posições.
}
my-waitlist-about = Há uma análise em aberto, então a posição ainda pode mudar.
my-waitlist-in = Você já tem acesso
my-waitlist-in-since = Acesso liberado em { $date }
my-rewards-balance = Saldo
my-rewards-negative = Foi descontado mais do que há a receber. As próximas recompensas cobrem isso primeiro.
my-rewards-for = por { $name }
my-rewards-yourself = por entrar
my-rewards-person = alguém que você convidou
my-rewards-all = Todas as recompensas
admin-rewards = Recompensas
admin-payouts = Pagamentos
admin-liability = Obrigações
liability-lead = O que se deve em recompensas: devido agora, a caminho e pendente pelo dia do vencimento.
liability-none = Nada é devido
liability-reversals = { $amount } provavelmente serão retirados
liability-falls-due = Vence em
liability-later = Mais tarde
liability-undated = Ainda sem data
rewards-search = Nome, endereço ou id
rewards-to-approve = A aprovar
rewards-for = Para
rewards-because = Por
rewards-amount = Valor
rewards-by-hand = Dada manualmente
rewards-until = até { $date }
rewards-none = Nenhuma recompensa ainda
rewards-none-lead = Quando uma regra pagar por um evento, a recompensa aparece aqui.
reward-title = Recompensa { $number }
reward-approve = Aprovar
reward-fulfil = Marcar como entregue
reward-void = Anular recompensa
reward-void-lead = Se o pagamento ainda não foi enviado, primeiro ele é cancelado. Se já foi, o valor é descontado do que está a pagar.
reward-reversed = Descontado
reward-taken-back = Descontado dela: { $amount }.
reward-event = Evento
reward-made = Criada
reward-to = Para
reward-to-hint = Um endereço, um id externo ou um número como prt_7.
reward-amount-hint = 5 USD ou 1 free_months. Abaixo de 0, desconta.
reward-give = Dar uma recompensa
reward-give-lead = Fica a pagar na hora e entra no próximo pagamento.
payouts-number = Pagamento
payouts-rewards = Recompensas
payouts-lines = { $n ->
    [one] { $n } recompensa
    [many] { $n } de recompensas
   *[other] { $n } recompensas
}
payouts-none = Nenhum pagamento ainda
payouts-none-lead = Prepare pagamentos com o que está a pagar. O programa não movimenta dinheiro: a tabela é para seu banco.
payout-title = Pagamento { $number }
payout-make = Preparar pagamentos
payout-make-lead = Cada pessoa com algo a receber ganha um rascunho. Veja primeiro: nada é criado até você criar os rascunhos.
payout-look = Ver como ficaria
payout-make-drafts = Criar os rascunhos
payout-download = Baixar CSV para o banco
payout-unit = Moeda
payout-unit-hint = Três letras, como USD.
payout-until = A pagar até
payout-until-hint = O que ficou a pagar antes desta data. Em branco: até agora.
payout-minimum = Mínimo por pessoa
payout-plan = Como ficaria
payout-people = Pessoas
payout-skipped = Puladas
payout-total = Total a pagar
payout-drafts = Rascunhos
payout-skip-nothing-due = Não há a pagar mais do que foi descontado.
payout-skip-below-minimum = Abaixo do mínimo.
payout-skip-open = Outro pagamento está a caminho.
payout-skip-erased = A conta foi excluída.
payout-approve = Aprovar
payout-mark-sent = Marcar como enviado
payout-mark-paid = Marcar como pago
payout-mark-failed = Marcar falha
payout-cancel = Cancelar pagamento
payout-reference = Referência do banco
payout-changed = Alterado
payout-lines = O que paga
payout-line-due = A pagar
payout-line-taken = Descontado depois de um pagamento anterior
payout-reward-changed = Uma das recompensas mudou.
payout-is-draft = Rascunho. Aprove ou marque direto como enviado.
payout-is-approved = Aprovado. Envie ao banco.
payout-is-sent = Está com o banco.
payout-is-paid = Pago. Se o banco devolver, marque a falha.
payout-is-failed = Falhou. O valor está a pagar de novo.
payout-is-canceled = Cancelado. O valor está a pagar de novo.
reward-pending-until = Pendente até { $date }: um reembolso antes disso a anula.
reward-pending-by-hand = Pendente até um administrador aprovar.
reward-held-unconfirmed = Aguarda a confirmação da pessoa convidada.
reward-held-under-review = Aguarda: a indicação está em análise.
reward-held-frozen = Aguarda: o ramo da pessoa convidada está congelado.
reward-held-disputed = Aguarda: a compra está em disputa.
reward-due = A pagar: está no próximo pagamento.
reward-due-by-hand = A pagar: foi dada manualmente.
reward-taken = Descontada manualmente: o próximo pagamento diminui nesse valor.
reward-paying = Em um pagamento que está a caminho.
reward-paid = Paga.
reward-paid-taken-back = Paga; o que foi descontado depois sai do que está a pagar.
reward-fulfilled = Entregue.
reward-void-refunded = Anulada: a compra foi reembolsada.
reward-void-rejected = Anulada: a indicação não conta.
reward-void-step-lost = Anulada: no fim do prazo restavam poucas indicações.
reward-void-duplicate = Anulada: a compra foi informada duas vezes.
reward-void-rebuilt = Anulada: o recálculo das recompensas não a gerou.
reward-void-erased = Anulada: a conta foi excluída.
reward-void-forfeited = Anulada: perdeu-se com a conta.
reward-void-voided = Anulada por um administrador.
verdict-waits-for-purchase = Ainda não paga: aguarda uma compra.
verdict-waits-for-confirmation = Ainda não paga: aguarda a confirmação.
verdict-no-referrer = Não paga: ninguém convidou esta pessoa.
verdict-not-first = Não paga: só paga na primeira vez, e esta é posterior.
verdict-outside-nth = Não paga: o número não está entre os que ela paga.
verdict-below-minimum = Não paga: o valor está abaixo do mínimo da regra.
verdict-currency-not-covered = Não paga: um mínimo, um máximo ou um teto não inclui esta moeda.
verdict-outside-group = Não paga: quem receberia não está no grupo da regra.
verdict-too-late = Não paga: já passaram os meses desde o cadastro que a regra define.
verdict-capped = Não paga: o teto está esgotado.
verdict-rounds-to-zero = Não paga: o valor é arredondado para zero.
verdict-rule-not-in-force = Não paga: a regra não estava em vigor na época.
verdict-referral-rejected = Não paga: a indicação foi recusada.
verdict-beneficiary-disabled = Não paga: a conta de quem receberia está desativada.
verdict-already-rewarded = Não paga: já pagou por isto.
verdict-step-not-reached = Ainda não paga: o próximo número de indicações não foi atingido.
payout-draft = Rascunho
payout-approved = Aprovado
payout-sent = Enviado
payout-paid = Pago
payout-failed = Falhou
payout-canceled = Cancelado

## Numbers and the leaderboard

numbers-title = Estatísticas
numbers-no-origins = Nenhum clique ainda.
origin-others = todos os outros
numbers-none-lead = Os cliques, os cadastros e suas origens aparecem aqui, dia a dia.
numbers-days-csv = Dias em CSV
numbers-origins-csv = Origens em CSV
source-title = Origens
source-group = Agrupar por
source-site = Origem
source-campaign = Campanha
source-device = Dispositivo
source-rate = Taxa
source-direct = Direto
source-no-campaign = Sem campanha
source-no-click = Código digitado
source-qr = Código QR
source-email = E-mail
device-phone = Celular
device-tablet = Tablet
device-computer = Computador
device-unknown = Desconhecido
part-of-visitors = { $percent } dos visitantes
part-of-signups = { $percent } dos cadastros
change-up = alta de
change-down = queda de
chart-day = Dia
chart-table = Mostrar como tabela
table-download = Baixar CSV
chart-in-all = { $n } no total
chart-before = { $n ->
    [one] o dia anterior
    [many] os { $n } de dias anteriores
   *[other] os { $n } dias anteriores
}
chart-week = Semana
chart-month = Mês
chart-so-far = até agora
chart-period = Período
chart-days = { $n ->
    [one] { $n } dia
    [many] { $n } de dias
   *[other] { $n } dias
}
chart-all = Tudo
chart-own-dates = Datas
chart-from = De
chart-to = Até
chart-show = Mostrar
chart-compared = { $n ->
    [one] Em comparação com o dia anterior
    [many] Em comparação com os { $n } de dias anteriores
   *[other] Em comparação com os { $n } dias anteriores
}
chart-compare = comparar
chart-compare-stop = parar de comparar
chart-signups = Cadastros por dia
leaders-title = Ranking
leaders-lead = Membros com mais cadastros confirmados. Só aparece quem escolheu aparecer.
leaders-none = Ninguém ainda. Você pode escolher aparecer na sua conta.
leaders-none-title = Ninguém ainda
leaders-period = Período
leaders-week = Semana
leaders-month = 30 dias
leaders-all = Desde o início
leaders-place = Lugar
leaders-you = você
leaders-choose = Ranking
leaders-off = Não aparecer
leaders-initial = Só a inicial
leaders-name = Nome completo
leaders-save = Salvar
notice-listed-changed = Salvo.
notice-language-changed = Salvo. Vamos escrever para você neste idioma.
profile-referred-by-link = Conta pelo link aberto em { $date }.
profile-referred-by-code = Conta por um código digitado.
profile-referred-by-word = Definido por um administrador.
admin-reviews = A revisar
reviews-lead = Possíveis autoindicações. Cada decisão e seu motivo ficam no registro de auditoria.
profile-referred-by-program = Um programa informou o código.
reviews-none = Nada a revisar.
review-own-words = Com suas palavras
review-because = porque
because-genuine = Parece autêntico
because-known = É conhecido
because-household = Divide casa ou escritório
because-mailbox = Mesma caixa de e-mail de quem convidou
because-same-person = Segunda conta da mesma pessoa
because-throwaway = Conta descartável
because-automated = Cadastro feito por um programa
reviews-search = Nome ou e-mail
reviews-none-lead = Indicações com sinais de fraude aparecem aqui.
review-title = Esta indicação conta?
review-signals = Sinais de fraude
review-weight = Peso
review-branch = Aplicar a todos que esta pessoa convidou
review-approve = Aprovar
review-reject = Recusar
review-decide = Revisar esta indicação
branch-title = Ramo de { $name }
branch-above = Convidado por
branch-higher = mais { $count } acima
branch-look = Ver o ramo
tree-label = Árvore
tree-below = Abaixo de { $name }:
tree-more = { $n ->
    [one] mais { $n }
    [many] mais { $n }
   *[other] mais { $n }
}
tree-none-lead = Quem se cadastrar com este link aparece aqui.
tree-legend = 4 / 9: quatro de nove cadastros diretos contam
branch-waiting = Aguardando
branch-levels = { $n ->
    [one] { $n } nível
    [many] { $n } de níveis
   *[other] { $n } níveis
}
branch-rest = { $rejected } recusadas, { $frozen } congeladas
branch-people = Pessoas abaixo
branch-none = Ninguém entrou por esta pessoa.
branch-frozen-with = com o ramo de
branch-freeze = Congelar ramo
branch-freeze-lead = Deixa de contar esta pessoa e todas abaixo dela e pausa seus códigos. Pode ser desfeito.
branch-restore = Descongelar ramo
branch-restore-lead = Quem foi congelado com esta pessoa volta a contar, e seus códigos funcionam.
branch-move = Mover para outra pessoa
branch-move-lead = Move esta pessoa e todas abaixo dela para outra.
branch-approve = Aprovar tudo que aguarda
branch-approve-lead = Aprova todas as indicações deste ramo que aguardam revisão.
branch-reject = Recusar todas
branch-reject-lead = Recusa todas as pessoas abaixo desta. Cada recusa só pode ser desfeita uma a uma.
field-reason = Motivo
field-reason-hint = Até 500 caracteres. Fica com a decisão no registro de auditoria.
field-referrer = Convidado por
field-referrer-hint = Um código, um e-mail ou um número como #12.
notice-decided = Decisão salva. Você pode mudá-la na página da pessoa.
notice-branch-frozen = Ramo congelado. Você pode descongelá-lo abaixo.
notice-branch-restored = Ramo descongelado. Ele conta de novo e seus códigos funcionam.
notice-person-moved = Movido. Mova de novo para desfazer.
refusal-not-a-decision = Escolha Aprovar ou Recusar.
refusal-already-so = Já está assim. Nada a mudar.
refusal-code-used-up = Este código atingiu o limite.
refusal-unknown-user = Essa pessoa não existe.
refusal-own-branch = Não é possível mover alguém para baixo de si mesmo ou de quem essa pessoa convidou.
audit-referral-approved = Indicação aprovada
audit-referral-rejected = Indicação recusada
audit-referrer-changed = Quem convidou foi alterado
audit-branch-frozen = Ramo congelado
audit-branch-restored = Ramo descongelado
overview-to-send = { $n ->
    [one] { $n } e-mail não entregue
    [many] { $n } de e-mails não entregues
   *[other] { $n } e-mails não entregues
}
need-reviews = { $n ->
    [one] indicação a revisar
    [many] de indicações a revisar
   *[other] indicações a revisar
}
need-emails = { $n ->
    [one] e-mail não entregue
    [many] de e-mails não entregues
   *[other] e-mails não entregues
}
overview-first = Ninguém entrou ainda
overview-first-lead = Os números, o gráfico e os últimos cadastros aparecem aqui com a primeira pessoa que abrir um link.
steps-welcome = Olá, { $name }
steps-left = { $n ->
    [0] Tudo está configurado.
    [one] Falta { $n } passo.
    [many] Faltam { $n } de passos.
   *[other] Faltam { $n } passos.
}
steps-title = Configuração inicial
steps-count = { $done } de { $all } feitos
steps-admin = Administrador criado
steps-admin-done = Você entrou na conta.
steps-mail = E-mail
steps-mail-how = Por enquanto os e-mails ficam neste computador. Defina um servidor de e-mail para que cheguem às pessoas:
steps-mail-test = O servidor de e-mail está definido. Envie um e-mail de teste para você.
steps-address = Endereço público
steps-address-how = Os links só levam a este computador. Defina o endereço que as pessoas conhecem:
steps-proxy = Proxy reverso
steps-proxy-done = O proxy informa os endereços dos visitantes.
steps-proxy-how = Atrás de um proxy, todos os visitantes parecem ter o endereço do proxy. Indique-o em:
steps-backup = Backup
steps-backup-done = Há um backup.
steps-backup-how = Nenhum backup ainda.
steps-code = Primeiro código
steps-code-how = Compartilhe o primeiro link.
steps-code-see = Ver seu link
overview-latest = Novidades
overview-todo = Precisa de atenção
overview-top = Principais códigos
