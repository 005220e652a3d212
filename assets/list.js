// Comforts of lists: keys, choosing all rows, the reader's own time. Every page works without this file.
(() => {
  'use strict';
  const rows = () => [...document.querySelectorAll('tbody tr, .rows > li, .tree .leaf')];
  const target = (row) => row.querySelector('tbody th a, th a, summary, a') ?? row;
  const isTyping = (at) => at.matches('input:not([type=checkbox]), textarea, select');

  // Whole moments are written in UTC: the page cannot know where its reader is.
  for (const time of document.querySelectorAll('time.at')) {
    const at = new Date(time.dateTime);
    // English in numbers that the pages use too: the day first, 24 hours.
    const lang = document.documentElement.lang;
    const format = { hourCycle: 'h23', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
    if (at.getFullYear() !== new Date().getFullYear()) format.year = 'numeric';
    const shown = (timeZone) => at.toLocaleString(lang === 'en' ? 'en-GB' : lang, { ...format, timeZone });
    try {
      time.textContent = shown(document.documentElement.dataset.timeZone);
    } catch {
      // A time zone that this browser does not know.
      time.textContent = shown();
    }
  }

  for (const time of document.querySelectorAll('time[datetime]:not([title])')) {
    time.title = new Date(time.dateTime).toUTCString();
  }

  for (const table of document.querySelectorAll('table[data-choose-all]')) {
    const form = table.closest('form');
    const all = document.createElement('input');
    all.type = 'checkbox';
    all.setAttribute('aria-label', table.dataset.chooseAll);
    table.querySelector('thead .tick').append(all);
    const boxes = [...table.querySelectorAll('tbody [type=checkbox]')];
    const count = form.querySelector('[data-chosen]');
    const recount = () => {
      const chosen = boxes.filter((box) => box.checked).length;
      count.textContent = chosen;
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    };
    all.addEventListener('change', () => {
      for (const box of boxes) box.checked = all.checked;
      recount();
    });
    form.addEventListener('change', recount);
    recount();
  }

  const help = document.querySelector('details.keys');
  if (help) help.hidden = false;

  const move = (step) => {
    const all = rows();
    const at = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
    if (!next) return;
    target(next).focus();
    next.scrollIntoView({ block: 'nearest' });
  };

  // What a form would make is said as it is typed.
  const live = document.querySelector('[data-live]');
  if (live) {
    const form = live.closest('form');
    let later;
    form.addEventListener('input', () => {
      clearTimeout(later);
      later = setTimeout(async () => {
        const typed = new FormData(form);
        typed.delete('csrf_token');
        if (!typed.get('name')) typed.set('name', live.dataset.name ?? 'new');
        const answer = await fetch(`${live.dataset.live}?${new URLSearchParams(typed)}`).catch(() => null);
        if (!answer) return;
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const shown = page.querySelector('#preview');
        if (shown) document.querySelector('#preview').replaceChildren(...shown.childNodes);
      }, 250);
    });
  }

  const keys = {
    '/': () => document.querySelector('input[type=search]')?.focus(),
    j: () => move(1),
    k: () => move(-1),
    x: () => document.activeElement.closest('tr')?.querySelector('.tick input')?.click(),
    '?': () => {
      if (!help) return;
      help.open = !help.open;
      if (help.open) help.querySelector('summary').focus();
    },
  };

  // `g` and a letter lead to a page; Ctrl-K looks for a person.
  const isOperator = document.body.classList.contains('op');
  const pages = isOperator
    ? { o: '/admin', p: '/admin/people', r: '/admin/reviews', c: '/admin/codes', e: '/admin/emails', a: '/admin/audit' }
    : { p: '/profile', s: '/profile/codes', a: '/profile/account' };
  let isGoing = false;
  keys.g = () => {
    isGoing = true;
    setTimeout(() => { isGoing = false; }, 1500);
  };
  if (location.hash === '#search') keys['/']();

  document.addEventListener('keydown', (pressed) => {
    if (isOperator && (pressed.ctrlKey || pressed.metaKey) && pressed.key === 'k') {
      pressed.preventDefault();
      if (location.pathname === '/admin/people') keys['/']();
      else location.assign('/admin/people#search');
      return;
    }
    if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || isTyping(pressed.target)) return;
    if (isGoing && pages[pressed.key]) {
      location.assign(pages[pressed.key]);
      return;
    }
    // A button may have a key, such as a decision.
    const named = document.querySelector(`[data-key="${CSS.escape(pressed.key)}"]`);
    const act = keys[pressed.key] ?? (named && (() => named.click()));
    if (!act) return;
    pressed.preventDefault();
    act();
  });
})();
