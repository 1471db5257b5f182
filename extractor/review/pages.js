// The pages: pictures that load when they come near, and the boxes of the records on them.

const BREATH = "120% 0px"; // how far outside the window a page is made ready
const sheets = new Map(); // page number → { element, layer, ready }
const onPage = new Map(); // page number → [entry, box]

for (const entry of data.entries) {
  for (const box of entry.boxes || []) {
    if (!onPage.has(box[0])) onPage.set(box[0], []);
    onPage.get(box[0]).push([entry, box]);
  }
}

const watcher = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) if (isIntersecting) fill(Number(target.dataset.page));
}, { root: byId("sheets"), rootMargin: BREATH });

const reader = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting, intersectionRatio } of seen) {
    if (isIntersecting && intersectionRatio > 0.01) visible.add(Number(target.dataset.page));
    else visible.delete(Number(target.dataset.page));
  }
  markRail();
}, { root: byId("sheets"), rootMargin: "-35% 0px -35% 0px" });
const visible = new Set();

function layPages() {
  for (const [number, width, height] of data.pages) {
    const layer = make("div", { class: "layer" });
    const picture = make("div", { class: "picture" });
    const element = make("section", { class: "sheet", data: { page: number }, "aria-label": word("page", number) },
      picture, layer, make("span", { class: "folio" }, String(number)));
    element.style.aspectRatio = `${width || 595} / ${height || 842}`;
    element.style.setProperty("--ratio", String((width || 595) / 595));
    sheets.set(number, { element, layer, picture, width: width || 595, height: height || 842, ready: false });
    byId("sheets").append(element);
    watcher.observe(element);
    reader.observe(element);
  }
  byId("sheets").addEventListener("click", clickPage);
}

// The picture stands behind the program in the file: a page that is wanted early waits for it.
function fill(number) {
  const sheet = sheets.get(number);
  if (sheet.ready) return;
  const source = byId(`picture-${number}`);
  if (!source && document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => fill(number), { once: true });
    return;
  }
  sheet.ready = true;
  watcher.unobserve(sheet.element);
  if (source) {
    const image = make("img", { alt: word("page", number), decoding: "async" });
    image.src = `data:image/webp;base64,${source.textContent}`;
    sheet.picture.append(image);
  }
  drawBoxes(number);
}

function drawBoxes(number) {
  const sheet = sheets.get(number);
  const area = ([, x0, y0, x1, y1]) => (x1 - x0) * (y1 - y0);
  const all = (onPage.get(number) || []).slice().sort((a, b) => area(b[1]) - area(a[1]));
  sheet.layer.replaceChildren(...all.map(([entry, box]) => drawBox(sheet, entry, box)));
  markBoxes(number);
}

// A check over a whole column would cover the page: of its many boxes the first stands for all.
const MANY = 6;
const isOneOfMany = (entry, box) => entry.kind === "checks" && entry.boxes.length > MANY && box !== entry.boxes[0];

function drawBox(sheet, entry, box, label = "") {
  const [, x0, y0, x1, y1] = box;
  const element = make("div", { class: `box k-${entry.kind}`, data: { id: entry.id, doubt: entry.doubt || "" } });
  if (entry.quiet || isOneOfMany(entry, box)) element.classList.add("quiet");
  if (label) element.append(make("span", { class: "tag" }, label));
  const margin = entry.kind === "tables" ? 2 : 1;
  element.style.left = `${(100 * (x0 - margin)) / sheet.width}%`;
  element.style.top = `${(100 * (y0 - margin)) / sheet.height}%`;
  element.style.width = `${(100 * (x1 - x0 + 2 * margin)) / sheet.width}%`;
  element.style.height = `${(100 * (y1 - y0 + 2 * margin)) / sheet.height}%`;
  element.title = `${word(`kind.${entry.kind}`)} · ${titleOf(entry)}`;
  return element;
}

// Shows what the filter and the search leave, and the boxes of the selected record.
function markBoxes(number) {
  const sheet = sheets.get(number);
  if (!sheet.ready) return;
  for (const element of sheet.layer.children) {
    const entry = records.get(element.dataset.id);
    element.classList.toggle("off", !wanted(entry));
    element.classList.toggle("on", entry.id === state.selected);
  }
  sheet.layer.querySelectorAll(".part").forEach((element) => element.remove());
  const entry = records.get(state.selected);
  let before = "";
  for (const [label, box] of (entry && entry.parts) || []) {
    if (box[0] !== number) continue;
    const element = drawBox(sheet, entry, box, label === before ? "" : word(`part.${label}`));
    before = label;
    element.classList.add("part", label);
    sheet.layer.append(element);
  }
}

function markAllBoxes() {
  for (const number of sheets.keys()) markBoxes(number);
}

// A click opens the smallest record there; another click at the same place the one around it.
function clickPage(event) {
  const under = document.elementsFromPoint(event.clientX, event.clientY)
    .map((element) => element.closest(".box")).filter((element) => element && !element.classList.contains("part"));
  const ids = [...new Set(under.map((element) => element.dataset.id))].filter((id) => wanted(records.get(id)));
  if (!ids.length) return;
  select(ids[(ids.indexOf(state.selected) + 1) % ids.length], { from: "page" });
}

function showOnPage(entry) {
  const number = pageOf(entry);
  if (!number || !sheets.has(number)) return;
  fill(number);
  const sheet = sheets.get(number);
  const view = byId("sheets");
  const box = (entry.boxes || [])[0];
  const from = sheet.element.offsetTop;
  const height = sheet.element.offsetHeight;
  const top = box ? from + (height * box[2]) / sheet.height : from;
  const bottom = box ? from + (height * box[4]) / sheet.height : from;
  const above = top < view.scrollTop + 40;
  const below = Math.min(bottom, top + view.clientHeight / 2) > view.scrollTop + view.clientHeight - 40;
  if (above || below) view.scrollTo({ top: Math.max(0, top - view.clientHeight * 0.3), behavior: "instant" });
  if (box && view.scrollWidth > view.clientWidth) {
    const left = sheet.element.offsetLeft + (sheet.element.offsetWidth * box[1]) / sheet.width;
    view.scrollTo({ left: Math.max(0, left - view.clientWidth * 0.3) });
  }
}

function showPage(number) {
  const sheet = sheets.get(Math.min(Math.max(number, 1), data.pages.length));
  if (sheet) byId("sheets").scrollTo({ top: sheet.element.offsetTop - 12, behavior: "instant" });
}

const currentPage = () => Math.min(...(visible.size ? visible : [1]));

function setZoom(zoom) {
  const view = byId("sheets");
  const at = (view.scrollTop + view.clientHeight / 2) / view.scrollHeight;
  state.zoom = Math.min(3, Math.max(0.4, Math.round(zoom * 10) / 10));
  view.style.setProperty("--zoom", String(state.zoom));
  view.scrollTop = at * view.scrollHeight - view.clientHeight / 2;
  byId("zoom").querySelector("output").textContent = `${Math.round(state.zoom * 100)}%`;
}

// The rail: a number a page, with a mark where something needs attention.
function layRail() {
  const doubts = new Map();
  for (const entry of data.entries) {
    if (entry.doubt && entry.doubt !== "unknown") {
      for (const number of new Set(entry.boxes ? entry.boxes.map(([page]) => page) : [entry.page])) {
        if (!doubts.has(number) || entry.doubt === "fail") doubts.set(number, entry.doubt);
      }
    }
  }
  byId("rail").replaceChildren(...data.pages.map(([number]) => make("button",
    { type: "button", data: { page: number, doubt: doubts.get(number) || "" }, title: word("page", number),
      onclick: () => showPage(number) }, String(number))));
  markRail();
}

function markRail() {
  const current = currentPage();
  for (const button of byId("rail").children) {
    const here = Number(button.dataset.page) === current;
    if (here && !button.classList.contains("here")) button.scrollIntoView({ block: "nearest" });
    button.classList.toggle("here", here);
  }
}
