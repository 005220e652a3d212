// The widget: the token behind the # is exchanged once for a session, which this page's memory alone holds.
(() => {
  'use strict';
  const body = document.body;
  const main = document.querySelector('main');
  const origins = (body.dataset.origins || '').split(' ').filter(Boolean);
  const framed = parent !== window;
  const isPortal = !framed && body.classList.contains('tab');
  let session, ending;

  // To the page around the frame, and to no other: the browser delivers to the named origin alone.
  const host = () => {
    const around = location.ancestorOrigins?.[0] ?? (document.referrer && new URL(document.referrer).origin);
    return origins.includes(around) ? [around] : origins;
  };
  const tell = (message) => {
    if (framed) for (const origin of host()) parent.postMessage(message, origin);
  };
  const say = (text) => {
    const said = document.createElement('p');
    said.setAttribute('role', 'status');
    said.textContent = text;
    main.replaceChildren(said);
  };
  const end = () => {
    clearTimeout(ending);
    session = undefined;
    say(body.dataset.ended);
    tell('expired');
  };

  const button = (text, press) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.addEventListener('click', press);
    return made;
  };
  const enhance = () => {
    const field = main.querySelector('.copy input');
    if (!field) return;
    const { copy, copied, share } = field.parentNode.dataset;
    const copier = button(copy, async () => {
      // A frame may write to the clipboard only where its page allows it; the older command asks for a press alone.
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        field.select();
        document.execCommand('copy');
      }
      copier.textContent = copied;
      setTimeout(() => { copier.textContent = copy; }, 3000);
    });
    copier.setAttribute('aria-live', 'polite');
    field.parentNode.append(copier);
    field.addEventListener('focus', () => field.select());
    const may = !framed || document.featurePolicy?.allowsFeature('web-share');
    if (navigator.share && may) {
      const sheet = button(share, () => { navigator.share({ url: field.value }).catch(() => {}); });
      sheet.className = 'quiet';
      main.querySelector('.ways').after(sheet);
    }
    if (isPortal) main.querySelectorAll('details').forEach((part) => { part.open = true; });
  };

  const ask = async (what) => {
    let answer;
    try {
      answer = await fetch('/api/v1/embed_sessions', {
        method: 'POST', credentials: 'omit', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(what),
      });
      if (answer.status === 401 || answer.status === 422) return end();
      if (!answer.ok) throw answer.status;
      const shown = await answer.json();
      session = shown.session;
      document.documentElement.lang = shown.lang;
      document.title = shown.title;
      main.innerHTML = shown.html;
      enhance();
      clearTimeout(ending);
      ending = setTimeout(end, shown.seconds * 1000);
    } catch {
      say(body.dataset.failed);
      main.append(button(body.dataset.again, () => ask(what)));
    }
  };
  const open = () => {
    const token = location.hash.slice(1);
    if (!token) return;
    // Out of the address, so that no bookmark or copied address holds it.
    history.replaceState(null, '', location.pathname);
    ask({ token });
  };

  addEventListener('hashchange', open);
  addEventListener('message', (event) => {
    if (!framed || event.source !== parent || !origins.includes(event.origin)) return;
    if (typeof event.data?.token === 'string') ask({ token: event.data.token });
    else if (event.data === 'refresh' && session) ask({ session });
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && session) ask({ session });
  });
  new ResizeObserver(() => tell({ height: Math.ceil(main.getBoundingClientRect().height) })).observe(main);

  if (location.hash.length > 1) open();
  else end();
})();
