// Comforts: every page works without this file. What only a script can do, the script puts there itself.
(() => {
  'use strict';

  // After a mistake, the summary is where reading goes on.
  const mistakes = document.querySelector('.notice.bad');
  if (mistakes) {
    mistakes.tabIndex = -1;
    mistakes.focus();
  }

  // An invitation that the browser fetched or drew beforehand was no click; it is one now that a person sees it.
  if (document.querySelector('.meeting')) {
    const shown = () => fetch(location.href, { headers: { 'X-Page-Shown': '1' } }).catch(() => {});
    const [visit] = performance.getEntriesByType('navigation');
    if (document.prerendering) {
      document.addEventListener('prerenderingchange', shown, { once: true });
    } else if (visit?.deliveryType === 'navigational-prefetch') {
      shown();
    }
  }

  const button = (text, look, press) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = look;
    made.textContent = text;
    made.addEventListener('click', press);
    return made;
  };

  // Code is copied as a whole.
  for (const code of document.querySelectorAll('.code')) {
    const pre = code.querySelector('pre');
    const copier = button('Copy', '', async () => {
      try {
        await navigator.clipboard.writeText(pre.textContent);
      } catch {
        getSelection().selectAllChildren(pre);
        document.execCommand('copy');
      }
      copier.textContent = 'Copied';
      setTimeout(() => { copier.textContent = 'Copy'; }, 2000);
    });
    copier.lang = 'en';
    code.append(copier);
  }

  // A long index is narrowed to what holds the words typed.
  const index = document.querySelector('[data-filter]');
  if (index) {
    const field = document.createElement('input');
    field.type = 'search';
    field.placeholder = index.dataset.filter;
    field.setAttribute('aria-label', index.dataset.filter);
    field.addEventListener('input', () => {
      const words = field.value.toLowerCase().split(/\s+/);
      for (const item of index.querySelectorAll('li')) {
        const text = item.textContent.toLowerCase();
        item.hidden = !words.every((word) => text.includes(word));
      }
    });
    index.prepend(field);
    // On a phone the list is folded, so that the text comes soon.
    index.querySelector('details').open = matchMedia('(min-width: 60rem)').matches;
  }

  // A password may be looked at while it is typed.
  for (const secret of document.querySelectorAll('.secret')) {
    const field = secret.querySelector('input');
    const show = button(secret.dataset.show, 'show', () => {
      const hidden = field.type === 'password';
      field.type = hidden ? 'text' : 'password';
      show.textContent = hidden ? secret.dataset.hide : secret.dataset.show;
    });
    secret.append(show);
  }

  // How long a link still works, or until when to wait. The clock is not read aloud: the text says the end.
  const deadline = document.querySelector('.deadline[data-left]');
  if (deadline) {
    const end = Date.now() + deadline.dataset.left * 1000;
    // The page says the end in UTC, for it cannot know where its visitor is.
    const time = deadline.querySelector('time');
    if (time) time.textContent = new Date(time.dateTime).toLocaleTimeString(document.documentElement.lang);
    const clock = deadline.querySelector('.left');
    clock.className = 'clock';
    clock.setAttribute('aria-hidden', 'true');
    const tick = () => {
      const left = Math.ceil((end - Date.now()) / 1000);
      if (left <= 0) {
        clearInterval(ticking);
        deadline.setAttribute('role', 'status');
        deadline.classList.add('over');
        deadline.textContent = deadline.dataset.over;
        return;
      }
      const two = (n) => String(n).padStart(2, '0');
      const [hours, minutes] = [Math.floor(left / 3600), Math.floor(left / 60) % 60];
      clock.textContent = (hours ? hours + ':' + two(minutes) : minutes) + ':' + two(left % 60);
    };
    const ticking = setInterval(tick, 1000);
    tick();
  }
})();
