// Comforts of a member's pages: copying, sharing, charts by keys, numbers that tick. Every page works without
// this file.
(() => {
  'use strict';
  const said = document.createElement('p');
  said.className = 'hidden';
  said.setAttribute('role', 'status');
  document.body.append(said);

  // Without https there is no clipboard; the older command still knows what is selected.
  const copy = async (field) => {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      field.select();
      return document.execCommand('copy');
    }
  };

  for (const row of document.querySelectorAll('.copy')) {
    const field = row.querySelector('input');
    const copier = document.createElement('button');
    let back;
    copier.type = 'button';
    copier.textContent = row.dataset.copy;
    copier.addEventListener('click', async () => {
      if (!(await copy(field))) return;
      copier.textContent = said.textContent = row.dataset.copied;
      clearTimeout(back);
      back = setTimeout(() => {
        copier.textContent = row.dataset.copy;
        said.textContent = '';
      }, 3000);
    });
    row.append(copier);
    field.addEventListener('focus', () => field.select());
  }

  // A phone has a sheet to share with.
  const more = document.querySelector('.ways a[data-text]');
  if (more && navigator.share) {
    more.addEventListener('click', (press) => {
      press.preventDefault();
      // A member who thinks better of it is no error.
      navigator.share({ text: more.dataset.text, url: more.dataset.link }).catch(() => {});
    });
  }

  // The links follow the message while it is written. The server escapes all but unreserved letters (RFC 3986 2.3).
  const escape = (text) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase());
  for (const ways of document.querySelectorAll('.ways[data-message]')) {
    const field = document.getElementById(ways.dataset.message);
    const words = escape(field.value);
    const links = [...ways.querySelectorAll('a')].map((link) => [link, link.getAttribute('href')]);
    if (!words) continue;
    field.form.querySelector('button').hidden = true;
    field.addEventListener('input', () => {
      const typed = escape(field.value);
      for (const [link, first] of links) link.href = first.replace(words, () => typed);
    });
  }

  // The preview shows the message while it is written.
  for (const shown of document.querySelectorAll('[data-shows]')) {
    const field = document.getElementById(shown.dataset.shows);
    field?.addEventListener('input', () => {
      shown.textContent = field.value;
      shown.hidden = !field.value.trim();
    });
  }

  // Arrow keys walk through the columns of a chart, a tap shows one.
  for (const plot of document.querySelectorAll('.plot')) {
    const columns = [...plot.querySelectorAll('.hits i')];
    let here = -1;
    const show = (at) => {
      columns[here]?.classList.remove('here');
      here = at;
      const column = columns[here];
      if (!column) return;
      column.classList.add('here');
      said.textContent = column.innerText.replaceAll('\n', ', ');
    };
    const steps = { ArrowRight: 1, ArrowLeft: -1 };
    const ends = { Home: 0, End: columns.length - 1, Escape: -1 };
    plot.tabIndex = 0;
    plot.addEventListener('keydown', (pressed) => {
      const from = here < 0 ? columns.length : here;
      const to = ends[pressed.key] ?? from + steps[pressed.key];
      if (Number.isNaN(to)) return;
      pressed.preventDefault();
      show(Math.min(Math.max(to, -1), columns.length - 1));
    });
    plot.addEventListener('blur', () => show(-1));
    plot.addEventListener('pointerdown', (press) => {
      if (press.pointerType === 'touch') show(columns.indexOf(press.target.closest('.hits i')));
    });
  }

  // Today's numbers while the page is visible: every ten seconds, half an hour at most, slower after a failure.
  const live = document.querySelector('[data-now]');
  if (live) {
    let left = 180;
    let pause = 10000;
    const ask = async () => {
      if (document.visibilityState === 'visible') {
        left -= 1;
        try {
          const numbers = await (await fetch(live.dataset.now)).json();
          for (const shown of live.querySelectorAll('[data-number]')) {
            const now = numbers[shown.dataset.number];
            if (now === undefined || now === shown.textContent) continue;
            shown.textContent = now;
            shown.classList.add('soon');
          }
          pause = 10000;
        } catch {
          pause = Math.min(pause * 2, 160000);
        }
      }
      if (left > 0) setTimeout(ask, pause);
    };
    setTimeout(ask, pause);
  }

  // What an operator watches is read again while the page is visible: every half minute, half an hour at most.
  if (document.querySelector('[data-refresh]')) {
    let left = 60;
    const again = async () => {
      if (document.visibilityState === 'visible') {
        left -= 1;
        try {
          const text = await (await fetch(location.href)).text();
          const page = new DOMParser().parseFromString(text, 'text/html');
          for (const part of document.querySelectorAll('[data-refresh]')) {
            const fresh = page.querySelector(`[data-refresh="${part.dataset.refresh}"]`);
            const isRead = part.contains(document.activeElement);
            if (fresh && !isRead && fresh.innerHTML !== part.innerHTML) part.replaceWith(fresh);
          }
        } catch {
          // The next time may do better.
        }
      }
      if (left > 0) setTimeout(again, 30000);
    };
    setTimeout(again, 30000);
  }

  // A form of one choice saves itself; should that fail, the page is sent and says why.
  for (const row of document.querySelectorAll('[data-saved]')) {
    const form = row.closest('form');
    row.firstElementChild.hidden = true;
    form.addEventListener('change', async () => {
      try {
        const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
        if (!answer.ok) throw answer;
        row.lastChild.textContent = row.dataset.saved;
        row.setAttribute('role', 'status');
      } catch {
        form.submit();
      }
    });
    row.append(document.createElement('small'));
  }

  // How much of a text's limit is used.
  for (const field of document.querySelectorAll('.field textarea[maxlength]')) {
    const count = document.createElement('small');
    count.className = 'soft';
    count.setAttribute('aria-hidden', 'true');
    const show = () => { count.textContent = `${field.value.length} / ${field.maxLength}`; };
    field.addEventListener('input', show);
    field.after(count);
    show();
  }

  // The browser knows which time zones there are.
  const zone = document.getElementById('time_zone');
  if (zone && Intl.supportedValuesOf) {
    const names = document.createElement('datalist');
    names.id = 'time-zones';
    for (const name of Intl.supportedValuesOf('timeZone')) names.append(new Option(name));
    zone.after(names);
    zone.setAttribute('list', names.id);
    zone.placeholder = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
})();
