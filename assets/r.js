// Carries a referral code (?ref= or ?via=) to where a visitor signs up. No request, no dependency; a cookie only with
// data-store="consent" and after referral.consent(true).
(() => {
  const me = document.currentScript, server = new URL(me.src).origin, asks = me.dataset.store === 'consent';
  const shaped = (text) => (/^[\w-]{4,64}$/.test(text || '') ? text : '');
  const query = new URLSearchParams(location.search);
  const kept = () => (document.cookie.match(/(?:^|; )referral_code=([\w-]+)/) || [])[1];
  const code = shaped(query.get('ref')) || shaped(query.get('via')) || (asks && shaped(kept())) || '';
  const keep = (value, seconds) => {
    document.cookie = `referral_code=${value}; path=/; samesite=lax; max-age=${seconds}` +
      (location.protocol === 'https:' ? '; secure' : '');
  };
  window.referral = {
    code,
    consent(given) { if (asks) { if (!given) keep('', 0); else if (code) keep(code, 2592000); } },
  };

  // The frame says how high it is and when its session ends. Only this server's, and only a frame of this page.
  addEventListener('message', (event) => {
    if (event.origin !== server) return;
    for (const frame of document.querySelectorAll('iframe')) {
      if (frame.contentWindow !== event.source) continue;
      if (event.data === 'expired') frame.dispatchEvent(new CustomEvent('referral-expired', { bubbles: true }));
      else if (event.data && event.data.height > 0) frame.style.height = event.data.height + 'px';
    }
  });
  if (!code) return;

  const site = (host) => host.replace(/^www\./, '');
  const isOurs = (host) => {
    const [a, b] = [site(host), site(location.hostname)];
    return a === b || a.endsWith('.' + b) || (a.includes('.') && b.endsWith('.' + a));
  };
  const link = (a) => {
    if (!/^https?:$/.test(a.protocol) || a.getAttribute('href')[0] === '#') return;
    const url = new URL(a.href), has = (name) => url.searchParams.has(name);
    const [name, value] = url.hostname === 'buy.stripe.com' ? ['client_reference_id', 'rf_' + code] : ['ref', code];
    if (name === 'ref' && (!isOurs(url.hostname) || has('via'))) return;
    if (has(name)) return;
    url.searchParams.set(name, value);
    a.href = url;
  };
  const form = (it) => {
    if (it.querySelector('[name=ref]')) return;
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = 'ref';
    field.value = code;
    it.append(field);
  };
  const all = () => {
    document.querySelectorAll('a[href]').forEach(link);
    document.querySelectorAll('form[data-referral]').forEach(form);
    for (const it of document.querySelectorAll('stripe-buy-button, stripe-pricing-table')) {
      if (!it.hasAttribute('client-reference-id')) it.setAttribute('client-reference-id', 'rf_' + code);
    }
  };
  all();
  new MutationObserver(all).observe(document, { childList: true, subtree: true });
})();
