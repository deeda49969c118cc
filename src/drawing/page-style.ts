import { look } from './look.ts';

export const pageStyle = `
:root { color-scheme: light dark; --line: light-dark(#d5dbe3, #353b46); --back: light-dark(#ffffff, #16181d); --text: light-dark(#1f2328, #e6e6e6); --soft: light-dark(#f4f6f9, #1d2128); }
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; display: flex; flex-direction: column; font: 14px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); }
header { border-bottom: 1px solid var(--line); padding: .5rem 1rem; position: relative; }
form { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; margin-top: .25rem; }
input, select, button { font: inherit; color: inherit; }
input[type=search], select { padding: .2rem .5rem; max-width: 22rem; }
input[type=search] { flex: 0 1 18rem; }
button { cursor: pointer; }
nav button, aside button, #found button { border: 0; background: none; padding: 0; color: light-dark(#0b5cad, #79b8ff); text-align: left; overflow-wrap: anywhere; }
nav button[aria-current] { color: inherit; font-weight: 600; cursor: default; }
nav span { margin: 0 .4rem; opacity: .5; }
.zoom button { width: 1.8rem; }
#count { opacity: .75; }
#found { position: absolute; z-index: 2; left: 1rem; margin: .25rem 0; padding: .5rem; list-style: none; max-height: 60vh; overflow: auto; background: var(--back); border: 1px solid var(--line); border-radius: 6px; box-shadow: 0 4px 16px #0003; min-width: 18rem; }
main { flex: 1; display: flex; min-height: 0; }
#picture { flex: 1; overflow: auto; display: flex; padding: 1rem; }
#picture svg { margin: auto; flex: none; }
#picture p { margin: auto; opacity: .75; }
aside { flex: 0 0 26rem; max-width: 45vw; overflow: auto; border-left: 1px solid var(--line); padding: .75rem 1rem; background: var(--soft); }
aside h2 { font-size: 1rem; margin: .25rem 0; overflow-wrap: anywhere; }
aside h3 { font-size: .85rem; margin: .75rem 0 .25rem; opacity: .75; }
aside ul { margin: 0; padding: 0; list-style: none; font: 12px/1.6 ui-monospace, Menlo, Consolas, monospace; }
aside li { margin-bottom: .25rem; overflow-wrap: anywhere; }
aside .close { float: right; font-size: 1.2rem; line-height: 1; }
.violation { display: block; font: 13px/1.4 system-ui, sans-serif; border-left: 3px solid; padding-left: .5rem; margin: .1rem 0 .3rem; }
.violation.is-new { color: light-dark(#c62828, #ff7b72); }
.violation.is-known { color: light-dark(#8f5500, #e3a23c); }
#hint { position: fixed; z-index: 3; max-width: 40rem; padding: .4rem .6rem; pointer-events: none; white-space: pre-line; overflow-wrap: anywhere; font: 12px/1.5 ui-monospace, Menlo, Consolas, monospace; background: light-dark(#1f2328, #e6e6e6); color: light-dark(#ffffff, #16181d); border-radius: 5px; }
[hidden] { display: none !important; }
${look}
.item { cursor: pointer; }
.item:focus-visible { outline: 2px solid light-dark(#0b5cad, #79b8ff); outline-offset: 2px; }
.item:hover .node { stroke-width: 2.5; }
.box .node { fill: light-dark(#eaf1fb, #26303f); }
.outside .node { stroke-dasharray: 2 3; fill: none; }
.outside text { opacity: .75; }
.found .node { stroke: light-dark(#0b5cad, #79b8ff); stroke-width: 3; }
.hit { fill: none; stroke: transparent; stroke-width: 12; cursor: pointer; }
.link:hover .arrow { stroke-width: 3; stroke-opacity: 1; }
.far .arrow:not(.new, .known) { stroke-opacity: .3; }
.crowded .count:not(.new, .known, .near) { display: none; }
.dimmed { opacity: .12; }
.link.near .arrow { stroke-opacity: 1; }
`;
