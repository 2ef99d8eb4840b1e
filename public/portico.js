// Everything works without this file; it only makes it nicer.

// A form cannot be sent twice; the button says that it is at work.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = 'yes';
  form.removeAttribute('data-changed');
  event.submitter?.setAttribute('aria-busy', 'true');
});

// Coming back by the browser's *back* button finds the form ready again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    form.querySelectorAll('[aria-busy]').forEach((button) => button.removeAttribute('aria-busy'));
  }
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

// After a refused form, reading goes on at the summary of what to mend.
document.querySelector('[data-focus]')?.focus();

// Escape and a click elsewhere close what is folded out over the page.
const foldedOut = () =>
  document.querySelectorAll('details.account[open], details.filters-more[open], details.folded[open]');
document.addEventListener('click', (event) => {
  for (const details of foldedOut()) if (!details.contains(event.target)) details.open = false;
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
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
const poll = async (region) => {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  const page = new window.DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.getElementById(region.id);
  if (!answer.ok || !fresh) return location.reload();
  region.replaceWith(fresh);
  if (fresh.dataset.poll) setTimeout(poll, Number(fresh.dataset.poll), fresh);
};
for (const region of document.querySelectorAll('[data-poll]')) {
  setTimeout(poll, Number(region.dataset.poll), region);
}

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
