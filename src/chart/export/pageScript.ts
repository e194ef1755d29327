/**
 * What an exported page does once it is open: it puts live charts in the place of the pictures, one for each theme,
 * and shows tooltips. Texts become text nodes, never markup; where a live chart cannot be made, the picture stays.
 */
export const pageScript = `
"use strict";
(() => {
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const tooltip = document.getElementById("tooltip");
  const hide = () => { tooltip.hidden = true; };

  const cell = (kind, text) => {
    const element = document.createElement(kind);
    const isolated = document.createElement("bdi");
    isolated.textContent = String(text);
    element.append(isolated);
    return element;
  };

  const show = (isShown) => (_handler, event, _item, value) => {
    if (value === null || value === undefined || value === "") return hide();
    const table = document.createElement("table");
    const all = typeof value === "object" ? Object.entries(value) : [["", value]];
    const entries = all.filter(([name, content]) => content !== "" && isShown(name));
    for (const [name, content] of entries) {
      const row = document.createElement("tr");
      row.append(cell("th", name), cell("td", content));
      table.append(row);
    }
    tooltip.replaceChildren(table);
    tooltip.hidden = false;
    const { width, height } = tooltip.getBoundingClientRect();
    const { innerWidth, innerHeight } = window;
    const right = event.clientX + 14 + width <= innerWidth - 8;
    const x = right ? event.clientX + 14 : Math.max(8, event.clientX - 14 - width);
    const y = Math.max(8, Math.min(event.clientY + 14, innerHeight - 8 - height));
    tooltip.style.left = x + "px";
    tooltip.style.top = y + "px";
  };

  // The value beside a name is that of the last sample in view.
  const write = (value, unit) => {
    const size = Math.abs(value);
    const digits = size >= 1000
      ? Math.round(size).toString().replace(/\\B(?=(\\d{3})+$)/g, ",")
      : String(Number(size.toPrecision(4)));
    const text = value < 0 ? "\u2212" + digits : digits;
    return unit === "" ? text : text + " " + unit;
  };
  const followZoom = (view, chart) => {
    const tables = (chart.data ?? []).map(({ name }) => view.data(name));
    const lastBefore = (key, end) => {
      let last;
      for (const rows of tables) for (const row of rows) if (row["n" + key] != null && row.t <= end) last = Number(row[key]);
      return last;
    };
    const ends = (chart.signals ?? []).flatMap(({ name, value }) => {
      if (!name.startsWith("end_")) return [];
      const key = name.slice("end_".length);
      const unit = value.includes(" ") ? value.slice(value.indexOf(" ") + 1) : "";
      const last = lastBefore(key, Infinity);
      // What is written otherwise, such as in thousands, stays.
      return last !== undefined && write(last, unit) === value ? [{ name, value, key, unit }] : [];
    });
    if (ends.length === 0 || !(chart.signals ?? []).some(({ name }) => name === "zoom")) return;
    view.addSignalListener("zoom_t", (_name, range) => {
      for (const { name, value, key, unit } of ends) {
        const last = range ? lastBefore(key, Number(range[1])) : undefined;
        view.signal(name, last === undefined ? value : write(last, unit));
      }
      view.runAsync();
    });
  };

  const open = () => {
    for (const [id, { chart, lines }] of Object.entries(charts)) {
      const place = document.getElementById(id);
      if (started.has(id) || place.offsetParent === null) continue;
      started.add(id);
      const picture = [...place.childNodes];
      try {
        const view = new vega.View(vega.parse(chart), { renderer: "svg", hover: true });
        const names = new Set(chart.data.map(({ name }) => name));
        const isHidden = (key) => names.has("hide_" + key + "_store") && view.data("hide_" + key + "_store").length > 0;
        const isShown = (name) => !Object.hasOwn(lines, name) || !isHidden(lines[name]);
        view.tooltip(show(isShown)).initialize(place).run();
        followZoom(view, chart);
        document.body.classList.add("live");
      } catch (error) {
        place.replaceChildren(...picture);
        console.error(error);
      }
    }
  };
  const started = new Set();
  open();
  addEventListener("resize", open);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", open);
  // On paper there is nothing to click on.
  const closed = [];
  addEventListener("beforeprint", () => {
    for (const list of document.querySelectorAll("details:not([open])")) { list.open = true; closed.push(list); }
  });
  addEventListener("afterprint", () => { for (const list of closed.splice(0)) list.open = false; });
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("scroll", hide, true);
})();
`;
