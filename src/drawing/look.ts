/** How boxes and arrows look, in light and in dark; in an SVG file as in the page. */
export const look = `
svg { color-scheme: light dark; font: 12px ui-monospace, Menlo, Consolas, monospace; background: light-dark(#ffffff, #16181d); }
text { fill: light-dark(#1f2328, #e6e6e6); text-anchor: middle; }
.group { fill: light-dark(#f4f6f9, #1d2128); stroke: light-dark(#c4ccd6, #3b424d); }
.group-label { font-weight: 600; }
.node { fill: light-dark(#ffffff, #2a2f38); stroke: light-dark(#6b7785, #8a96a5); }
.package { stroke-dasharray: 4 3; }
.size { font-size: 10px; opacity: .8; }
.arrow { fill: none; stroke: light-dark(#8894a3, #77828f); stroke-opacity: .65; }
.count { font-size: 10px; paint-order: stroke; stroke: light-dark(#ffffff, #16181d); stroke-width: 3px; }
.tip { fill: light-dark(#8894a3, #77828f); }
.new { stroke: light-dark(#c62828, #ff7b72); stroke-width: 2; stroke-opacity: 1; }
.known { stroke: light-dark(#b26a00, #e3a23c); stroke-width: 2; stroke-opacity: 1; }
text.new { fill: light-dark(#c62828, #ff7b72); stroke: none; opacity: 1; }
text.known { fill: light-dark(#b26a00, #e3a23c); stroke: none; opacity: 1; }
text.count.new, text.count.known { stroke: light-dark(#ffffff, #16181d); stroke-width: 3px; }
.tip-new { fill: light-dark(#c62828, #ff7b72); }
.tip-known { fill: light-dark(#b26a00, #e3a23c); }
`;
