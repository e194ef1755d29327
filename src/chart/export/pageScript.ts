/**
 * What an exported page does once it is open: it puts live charts in the place of the pictures, one for each theme,
 * and shows tooltips. Texts become text nodes, never markup; where a live chart cannot be made, the picture stays.
 */
export const pageScript = `
"use strict";
(() => {
  const specs = JSON.parse(document.getElementById("charts").textContent);
  const tooltip = document.getElementById("tooltip");
  const hide = () => { tooltip.hidden = true; };

  const cell = (kind, text) => {
    const element = document.createElement(kind);
    const isolated = document.createElement("bdi");
    isolated.textContent = String(text);
    element.append(isolated);
    return element;
  };

  const show = (_handler, event, _item, value) => {
    if (value === null || value === undefined || value === "") return hide();
    const table = document.createElement("table");
    const entries = typeof value === "object" ? Object.entries(value) : [["", value]];
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

  for (const [theme, spec] of Object.entries(specs)) {
    const place = document.querySelector(".chart." + theme);
    const picture = [...place.childNodes];
    try {
      const view = new vega.View(vega.parse(spec), { renderer: "svg", hover: true });
      view.tooltip(show).initialize(place).run();
      document.body.classList.add("live");
    } catch (error) {
      place.replaceChildren(...picture);
      console.error(error);
    }
  }
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("scroll", hide, true);
})();
`;
