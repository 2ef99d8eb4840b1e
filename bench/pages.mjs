/** Reads the pages of both servers, far enough to compare them. */
export async function read(url, cookie = '') {
  const response = await fetch(url, { headers: { cookie }, redirect: 'manual' });
  const html = await response.text();
  if (response.status !== 200) throw new Error(`${url}: ${response.status} ${html.slice(0, 200)}`);
  return html;
}

const plain = (html) =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&#x3D;', '=')
    .trim();

/** The cells of each row of the table's body, as text. */
export const rowsOf = (html) =>
  [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)]
    .map(([, row]) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => plain(cell)))
    .slice(1);

/** Where the page's link of this relation leads. */
export const linkOf = (html, relation) => {
  const href = new RegExp(`rel="${relation}" href="([^"]+)"`).exec(html)?.[1];
  return href && plain(href);
};

/** Portico's page so many pages on, as somebody gets there who clicks and clicks. */
export async function pathOfPage(base, path, cookie, number) {
  for (let page = 1; page < number; page += 1) {
    const next = linkOf(await read(base + path, cookie), 'next');
    if (!next) throw new Error(`Portico's list ends on page ${page}.`);
    path = next;
  }
  return path;
}
