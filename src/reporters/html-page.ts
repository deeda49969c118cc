/** How the page looks, in light and in dark. */
export const style = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem; }
header { position: sticky; top: 0; background: Canvas; border-bottom: 1px solid var(--line); padding-bottom: .75rem; }
h1 { font-size: 1.3rem; margin: .5rem 0; }
header p { margin: .25rem 0 .75rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
input, select { font: inherit; padding: .25rem .5rem; max-width: 20rem; }
input { flex: 1 1 12rem; }
article { border-bottom: 1px solid var(--line); padding: .75rem 0; }
article h2 { font-size: 1rem; margin: 0; }
article p { margin: .25rem 0; }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
.chain { display: flex; flex-wrap: wrap; gap: .4rem; list-style: none; margin: .5rem 0; padding: 0; }
.chain li { display: flex; align-items: center; gap: .4rem; }
.chain span { border: 1px solid var(--line); border-radius: .3rem; padding: .15rem .5rem; overflow-wrap: anywhere; }
.chain small { opacity: .7; }
.chain .end span { border-color: light-dark(#b3261e, #ff8a80); }
.chain i { font-style: normal; opacity: .7; white-space: nowrap; }
dl { display: grid; grid-template-columns: 6rem 1fr; gap: .1rem .75rem; margin: .25rem 0; }
dt { opacity: .7; }
dd { margin: 0; overflow-wrap: anywhere; }
.error { color: light-dark(#b3261e, #ff8a80); }
.warn { color: light-dark(#8a5a00, #ffca61); }
[hidden] { display: none; }
`;

/** Stands between several owners; `plain` leaves none in a name. */
export const separator = '\n';

/** How the page is searched. */
export const script = `
const articles = [...document.querySelectorAll('article')];
const texts = new Map(articles.map((one) => [one, one.textContent.toLowerCase()]));
const valueOf = (id) => document.getElementById(id)?.value ?? '';
const filter = () => {
  const words = valueOf('search').toLowerCase().split(/\\s+/).filter(Boolean);
  const [rule, zone, owner, severity] = ['rule', 'zone', 'owner', 'severity'].map(valueOf);
  let shown = 0;
  for (const one of articles) {
    const { dataset } = one;
    const isShown =
      words.every((word) => texts.get(one).includes(word)) &&
      (rule === '' || dataset.rule === rule) &&
      (zone === '' || dataset.zone.split(' ').includes(zone)) &&
      (owner === '' || dataset.owner.split('\\n').includes(owner)) &&
      (severity === '' || dataset.severity === severity);
    one.hidden = !isShown;
    if (isShown) shown++;
  }
  document.getElementById('count').textContent = shown + ' of ' + articles.length;
};
document.querySelector('form').addEventListener('input', filter);
document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
filter();
`;
