// Ask the Pagefind index that lies beside the site. See digest/publish/search.py for why Chinese is taken apart.
const form = document.querySelector('form.search');
const said = form.dataset;
const found = document.querySelector('.found');
const list = document.querySelector('.results');
const STEP = 20;
const CHINESE = /[\u3400-\u9fff\uf900-\ufaff]/;
let pagefind;
// The number of the last question: answers to earlier ones that come later are not shown.
let asked = 0;

// What was typed, as phrases that must all be there: quoted parts, runs of Chinese character by character, other words.
function phrases(typed) {
  const parts = typed.match(/"[^"]+"|“[^”]+”|[\u3400-\u9fff\uf900-\ufaff]+|[^\s"“”\u3400-\u9fff\uf900-\ufaff]+/g) || [];
  return parts.map((part) => {
    const plain = part.replace(/["“”]/g, '').replace(/([\u3400-\u9fff\uf900-\ufaff])/g, ' $1 ').trim().replace(/\s+/g, ' ');
    return /^["“]/.test(part) || CHINESE.test(part) ? `"${plain}"` : plain;
  });
}

async function load() {
  if (pagefind) return pagefind;
  pagefind = await import(new URL(said.index, location.href).href);
  await pagefind.options({ baseUrl: '/' });
  await pagefind.init();
  offer(await pagefind.filters());
  return pagefind;
}

function offer(filters) {
  const box = form.querySelector('.filters');
  for (const [name, values] of Object.entries(filters)) {
    const label = document.createElement('label');
    const select = document.createElement('select');
    label.append(`${name} `, select);
    select.name = name;
    select.append(new Option(said.all, ''));
    for (const value of Object.keys(values)) select.append(new Option(value, value));
    select.addEventListener('change', ask);
    box.append(label);
  }
}

const plain = (text) => text.normalize('NFD').replace(/[^\p{L}\p{N}\s]/gu, '').toLowerCase();

// Where no word begins as the phrase does, Pagefind answers for the longest word that begins the phrase ("z" for
// "zzz"): then the best answer has nothing of it. A stem may lack the last letters of what was typed.
async function answers(index, phrase) {
  const { results } = await index.search(phrase, { filters: chosen() });
  if (!results.length || phrase.startsWith('"')) return results;
  const { content } = await results[0].data();
  return plain(content).includes(plain(phrase).slice(0, Math.max(3, phrase.length - 4))) ? results : [];
}

function chosen() {
  const filters = {};
  for (const select of form.querySelectorAll('select')) if (select.value) filters[select.name] = select.value;
  return filters;
}

function line(meta) {
  const item = document.createElement('li');
  const title = document.createElement(/^https?:/.test(meta.href || '') ? 'a' : 'span');
  if (title.tagName === 'A') { title.href = meta.href; title.rel = 'noopener noreferrer'; }
  title.className = 'title';
  title.lang = meta.language;
  title.textContent = meta.title;
  const by = document.createElement('span');
  by.className = 'by';
  by.textContent = `${meta.outlet} · ${meta.day}`;
  if (meta.path) {
    const issue = document.createElement('a');
    issue.href = said.root + meta.path;
    issue.className = 'printed';
    issue.textContent = said.issue;
    by.append(' · ', issue);
  }
  item.append(title, ' ', by);
  return item;
}

async function show(results, from, question) {
  const data = await Promise.all(results.slice(from, from + STEP).map((result) => result.data()));
  if (question !== asked) return;
  if (!from) list.replaceChildren();
  list.append(...data.map((one) => line(one.meta)));
  if (results.length <= from + STEP) return;
  const item = document.createElement('li');
  const more = document.createElement('button');
  more.type = 'button';
  more.textContent = said.more;
  more.addEventListener('click', () => { item.remove(); show(results, from + STEP, question); });
  item.append(more);
  list.append(item);
}

async function ask() {
  const typed = form.q.value.trim();
  if (!typed) return;
  const question = ++asked;
  const index = await load();
  const [first, ...rest] = await Promise.all(phrases(typed).map((phrase) => answers(index, phrase)));
  const others = rest.map((results) => new Set(results.map((result) => result.id)));
  const both = (first || []).filter((result) => others.every((ids) => ids.has(result.id)));
  if (question !== asked) return;
  found.textContent = both.length > 1 ? said.found.replace('{n}', both.length) : both.length ? said.one : said.none;
  await show(both, 0, question);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  history.replaceState(null, '', `?q=${encodeURIComponent(form.q.value.trim())}`);
  ask();
});
form.q.addEventListener('focus', load, { once: true });
form.q.value = new URLSearchParams(location.search).get('q') || '';
ask();
