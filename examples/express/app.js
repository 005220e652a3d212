const express = require('express');
const { Webhook } = require('standardwebhooks');
const { REFERRAL_URL, REFERRAL_KEY, WEBHOOK_SECRET, PORT = 3000 } = process.env;

// Each call has a name, so it can be made again after any failure and counts once.
async function referral(method, path, body) {
  const answer = await fetch(`${REFERRAL_URL}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${REFERRAL_KEY}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
}

const app = express();
app.use(express.urlencoded());

app.get('/', (request, page) => page.send(`<!doctype html><title>Sign up</title>
  <script src="${REFERRAL_URL}/r.js" defer></script>
  <form action="/signup" method="post" data-referral><input name="user" required><button>Sign up</button></form>`));

app.post('/signup', async ({ body: { user, ref } }, page) => {
  await referral('POST', '/events', { type: 'signup', id: `signup-${user}`, participant: user, code: ref || null });
  page.redirect(303, `/invite/${user}`);
});

app.post('/orders', async ({ body: { user, order } }, page) => {
  await referral('POST', '/events', { type: 'purchase', id: order, participant: user, amount: 4900, currency: 'USD' });
  page.send('Thank you.');
});

app.get('/invite/:user', async ({ params: { user } }, page) => {
  const { url } = await referral('POST', '/embed_tokens', { participant: user });
  page.send(`<!doctype html><title>Invite</title><iframe src="${url}" title="Invite friends" width="380" height="345"></iframe>`);
});

// A message comes at least once: `webhook-id` is the same each time.
app.post('/webhooks', express.raw({ type: 'application/json' }), ({ body, headers }, page) => {
  try {
    const { type, data } = new Webhook(WEBHOOK_SECRET).verify(body, headers);
    console.log(headers['webhook-id'], type, data.id);
    page.sendStatus(204);
  } catch {
    page.sendStatus(401);
  }
});

app.listen(PORT, '127.0.0.1', () => console.log(`listens on ${PORT}`));
