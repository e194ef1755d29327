/** How an exported page looks: light or dark as the reader likes it, light on paper, from a phone's width up. */
export const pageStyle = `
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1f2328; --muted: #59636e; --line: #d1d9e0; --raised: #ffffff; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #0d1117; --ink: #e6edf3; --muted: #9aa4af; --line: #30363d; --raised: #161b22; }
}
@media print {
  :root { color-scheme: light; --paper: #ffffff; --ink: #1f2328; --muted: #59636e; --line: #d1d9e0; --raised: #ffffff; }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.5 Inter, "Helvetica Neue", Helvetica, Arial, sans-serif; -webkit-text-size-adjust: 100%;
}
main { max-width: 1100px; margin: 0 auto; padding: 16px; }
main:has(.fitting) { max-width: 1412px; }
figure { margin: 0; }
.charts { overflow-x: auto; }
.charts.fitting { overflow-x: clip; }
.chart.dark, .chart.narrow, .chart.wide { display: none; }
@media screen and (prefers-color-scheme: dark) {
  .chart.light { display: none; }
  .chart.dark { display: block; }
}
@media screen and (max-width: 831px) {
  .fitting .light, .fitting .dark { display: none; }
  .chart.narrow.on-light { display: block; }
}
@media screen and (min-width: 1412px) {
  .fitting .light, .fitting .dark { display: none; }
  .chart.wide.on-light { display: block; }
}
@media screen and (max-width: 831px) and (prefers-color-scheme: dark) {
  .chart.narrow.on-light { display: none; }
  .chart.narrow.on-dark { display: block; }
}
@media screen and (min-width: 1412px) and (prefers-color-scheme: dark) {
  .chart.wide.on-light { display: none; }
  .chart.wide.on-dark { display: block; }
}
/* A picture that cannot be drawn anew is made smaller where there is no live chart to point at. */
@media (hover: none) and (max-width: 831px) {
  .charts:not(.fitting) svg { max-width: 100%; height: auto; }
}
.hint, dt { color: var(--muted); font-size: 13px; }
.hint { display: none; margin: 0 20px 8px; }
.live .hint { display: block; }
@media (hover) { .hint .touch { display: none; } }
@media (hover: none) { .hint .mouse { display: none; } }
/* The chart in words, for readers who cannot see it. */
figcaption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
details, section { margin: 16px 20px 0; border-top: 1px solid var(--line); padding-top: 10px; }
summary { cursor: pointer; font-weight: 600; }
h2 { font-size: 15px; margin: 0 0 8px; }
.table { overflow: auto; max-height: 70vh; margin-top: 8px; }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 12px 3px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { position: sticky; top: 0; background: var(--paper); white-space: nowrap; }
td { white-space: nowrap; }
td.number, th.number { text-align: right; }
tbody th { font-weight: 400; white-space: nowrap; }
td.text { min-width: 60ch; white-space: normal; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 16px; margin: 0; }
dd { margin: 0; overflow-wrap: anywhere; font-size: 13px; }
#tooltip {
  position: fixed; z-index: 1; max-width: min(480px, calc(100vw - 16px)); padding: 6px 10px; pointer-events: none;
  background: var(--raised); color: var(--ink); border: 1px solid var(--line); border-radius: 6px;
  box-shadow: 0 4px 12px rgb(0 0 0 / 20%); font-size: 13px;
}
#tooltip[hidden] { display: none; }
#tooltip th { color: var(--muted); font-weight: 400; }
#tooltip th, #tooltip td { border: 0; padding: 0 10px 0 0; white-space: normal; overflow-wrap: anywhere; }
@media (max-width: 600px) {
  main { padding: 8px 0; }
  dl { grid-template-columns: 1fr; }
  dd { margin-bottom: 6px; }
}
@media print {
  @page { size: landscape; margin: 12mm; }
  main { max-width: none; padding: 0; }
  .live .hint, #tooltip { display: none; }
  .charts, .table { overflow: visible; max-height: none; }
  .chart svg { width: 100%; height: auto; }
  details::details-content { content-visibility: visible; height: auto; }
  figure, section { break-inside: avoid; }
  thead th { position: static; }
}
`;
