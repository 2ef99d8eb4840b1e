// Everything works without this file; it only makes it nicer.

// A form cannot be sent twice; the button says that it is at work.
document.addEventListener('submit', (event) => {
  const form = event.target;
  // Read as it stands in the page: a field that is called `method` would answer for the form.
  if (form.getAttribute('method') !== 'post') return;
  // What answers with a file leaves the page where it is.
  if ('download' in form.dataset) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = 'yes';
  form.removeAttribute('data-changed');
  event.submitter?.setAttribute('aria-busy', 'true');
});

// What is left empty narrows nothing, and need not stand in the address that somebody keeps or sends on.
document.addEventListener('submit', (event) => {
  if (!event.target.matches('form.filters')) return;
  for (const field of event.target.elements) if (field.name && field.value === '') field.disabled = true;
});
window.addEventListener('pageshow', () => {
  for (const field of document.querySelectorAll('form.filters [name]:disabled')) field.disabled = false;
});

// Coming back by the browser's *back* button finds forms and links ready again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
  }
  document.querySelectorAll('[aria-busy]').forEach((one) => one.removeAttribute('aria-busy'));
});

// Leaving a changed form asks first.
document.addEventListener('input', (event) => {
  event.target.closest?.('form[data-warn]')?.setAttribute('data-changed', '');
});
window.addEventListener('beforeunload', (event) => {
  if (document.querySelector('form[data-changed]')) event.preventDefault();
});

// A form with a file carries its token in the address it is sent to; the address that stays does not need it.
const here = new URL(location.href);
if (here.searchParams.has('_csrf')) {
  here.searchParams.delete('_csrf');
  history.replaceState(history.state, '', here);
}

// A menu that is higher than the window begins where the current page stands in it.
const menu = document.querySelector('.admin-side .menu');
const currentEntry = menu?.querySelector('[aria-current]');
if (currentEntry) {
  const [list, entry] = [menu, currentEntry].map((one) => one.getBoundingClientRect());
  if (entry.bottom > list.bottom - 32) menu.scrollTop += entry.bottom - list.top - list.height / 2;
}

// Of tabs that lead on sideways the current one is seen.
const currentTab = document.querySelector('.tabs [aria-current]');
if (currentTab) currentTab.closest('ul').scrollLeft = currentTab.offsetLeft - 32;

// After a refused form, reading goes on at the summary of what to mend.
document.querySelector('[data-focus]')?.focus();

// A new form begins at its first field, unless a keyboard would cover half of the page.
if (!document.querySelector('[data-focus]') && window.matchMedia('(pointer: fine)').matches)
  document.querySelector('[data-begin] .input')?.focus({ preventScroll: true });

// Escape and a click elsewhere close what is folded out over the page.
const foldedOut = () =>
  document.querySelectorAll('details.account[open], details.filters-more[open], details.folded[open]');
document.addEventListener('click', (event) => {
  // What covers nothing, as on a phone, may stay.
  const covers = (details) => getComputedStyle(details.lastElementChild).position === 'absolute';
  for (const details of foldedOut())
    if (!details.contains(event.target) && covers(details)) details.open = false;
});
document.addEventListener('keydown', (event) => {
  const menu = document.querySelector('#menu-toggle');
  if (event.key === 'Enter' && event.target === menu) menu.checked = !menu.checked;
  if (event.key !== 'Escape') return;
  if (menu?.checked) {
    menu.checked = false;
    menu.focus();
  }
  for (const details of foldedOut()) {
    details.open = false;
    details.querySelector('summary').focus();
  }
});

// A slash goes to the search, as in most lists.
document.addEventListener('keydown', (event) => {
  const search = document.querySelector('#q');
  if (event.key !== '/' || !search || /^(input|textarea|select)$/i.test(event.target.tagName)) return;
  event.preventDefault();
  search.focus();
});

// Long work: what changes on the page is fetched again until the page says it is over.
const pollLater = (region, wait) => setTimeout(poll, wait || Number(region.dataset.poll) || 2000, region);
const poll = async (region) => {
  let answer, text;
  try {
    answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    text = await answer.text();
  } catch {
    // Out of reach for a moment: the work goes on, and so does asking.
    return pollLater(region, 5000);
  }
  const page = new window.DOMParser().parseFromString(text, 'text/html');
  const fresh = page.getElementById(region.id);
  if (!answer.ok || !fresh) return location.reload();
  region.replaceWith(fresh);
  // The word beside the title says how far it is, too.
  const [stale, word] = [document, page].map((one) => one.querySelector('.page-title .status'));
  if (stale && word) stale.replaceWith(word);
  if (fresh.dataset.poll) pollLater(fresh);
};
for (const region of document.querySelectorAll('[data-poll]')) pollLater(region);

// A link that was pressed is at work until the next page is there; a file that is fetched, for a moment.
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || link.target || link.origin !== location.origin) return;
  if (link.pathname === location.pathname && link.search === location.search) return;
  link.setAttribute('aria-busy', 'true');
  const isFile = /\.(csv|xlsx|pdf|zip|json)$|\/(file|pdf)$/.test(link.pathname);
  setTimeout(() => link.removeAttribute('aria-busy'), isFile ? 3000 : 15_000);
});

// A default that is moved offers at once to be given to all existing customers, as long as one has it otherwise.
const offerToAll = (place) => {
  const { checked } = place.closest('td').querySelector('input');
  const href = place.dataset[checked ? 'on' : 'off'];
  const link = document.createElement('a');
  const name = document.createElement('span');
  name.className = 'visually-hidden';
  name.textContent = ` ${place.dataset.name}`;
  link.href = href;
  link.append(place.closest('table').dataset.apply, name);
  place.replaceChildren(...(href ? [link] : []));
};
document.addEventListener('change', (event) => {
  const place = event.target.closest?.('td')?.querySelector('.apply-to-all');
  if (place) offerToAll(place);
});
window.addEventListener('pageshow', () => document.querySelectorAll('.apply-to-all').forEach(offerToAll));

// What is given to all is saved by that: only other changes of the form are asked about.
document.addEventListener('click', (event) => {
  const place = event.target.closest?.('a')?.closest('.apply-to-all');
  if (!place) return;
  const own = place.closest('td').querySelector('input');
  const form = place.closest('form');
  const isChanged = (field) => field.checked !== field.defaultChecked || field.value !== field.defaultValue;
  const others = [...form.querySelectorAll('input, textarea')].filter((field) => field !== own);
  if (!others.some(isChanged)) form.removeAttribute('data-changed');
});

// All rows of a page are ticked at once, and beside that stands how many are.
const tickAll = document.querySelector('[data-tick-all]');
if (tickAll) {
  const [all, said] = [tickAll.querySelector('input'), tickAll.querySelector('output')];
  const boxes = [...document.querySelectorAll('.row-choice input')];
  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    said.textContent = ticked > 0 ? said.dataset.words.replace('#', ticked) : '';
  };
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  });
  for (const box of boxes) box.addEventListener('change', count);
  window.addEventListener('pageshow', count);
  tickAll.hidden = false;
}
