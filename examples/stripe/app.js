const express = require('express');
const Stripe = require('stripe');
const { REFERRAL_URL, STRIPE_KEY, STRIPE_PRICE, STRIPE_API = 'https://api.stripe.com', SITE, PORT = 3000 } = process.env;

const api = new URL(STRIPE_API);
const stripe = new Stripe(STRIPE_KEY, { protocol: api.protocol.slice(0, -1), host: api.hostname, port: api.port || '443' });
const app = express();
app.use(express.urlencoded());

app.get('/', (request, page) => page.send(`<!doctype html><title>Buy</title>
  <script src="${REFERRAL_URL}/r.js" defer></script>
  <form action="/checkout" method="post" data-referral><input name="user" required><button>Buy</button></form>`));

// Stripe tells the referral server by its webhook to /hooks/stripe: who signed up by which code, paid, and was paid back.
app.post('/checkout', async ({ body: { user, ref } }, page) => {
  const session = await stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price: STRIPE_PRICE, quantity: 1 }],
    client_reference_id: user,
    metadata: ref ? { referral_code: ref } : {},
    success_url: `${SITE}/thanks`,
    cancel_url: SITE,
  });
  page.redirect(303, session.url);
});

app.listen(PORT, '127.0.0.1', () => console.log(`listens on ${PORT}`));
