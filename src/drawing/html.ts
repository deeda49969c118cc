import { pageHead } from '../core/page.ts';
import { plainJson } from '../core/plain.ts';
import { pageData } from './data.ts';
import { pageStyle } from './page-style.ts';
import type { Source } from './source.ts';

/** One page that needs nothing else, with all levels. Only its own script may run in it, and it may load nothing. */
export function page(source: Source, script: string): string {
  return `${pageHead({ title: 'Lintel: import graph', style: pageStyle, script })}<body>
<header>
<nav id="trail" aria-label="Path"></nav>
<form role="search">
<input type="search" id="search" placeholder="Find a file" aria-label="Find a file" autocomplete="off">
<select id="rule" aria-label="Rule"></select>
<label><input type="checkbox" id="violations"> violations only</label>
<span class="zoom"><button type="button" id="smaller" aria-label="Zoom out">−</button><button type="button" id="larger" aria-label="Zoom in">+</button></span>
<output id="count"></output>
</form>
<ol id="found" hidden></ol>
</header>
<main><div id="picture"></div><aside id="panel" hidden></aside></main>
<div id="hint" role="tooltip" hidden></div>
<noscript>This page needs JavaScript.</noscript>
<script type="application/json" id="data">${dataText(source)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Inside a script element, only `<` can end it or begin a comment. */
function dataText(source: Source): string {
  return plainJson(JSON.stringify(pageData(source))).replaceAll('<', '\\u003c');
}
