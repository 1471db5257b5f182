// Starts the page: words, keys, theme.

function showWords() {
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  byId("title").textContent = data.title;
  byId("about").textContent = [...data.about, word("pages", data.pages.length), data.source.file].join(" · ");
  const overall = data.entries.find((entry) => entry.kind === "overall_scores" && entry.value);
  if (overall) {
    const [points, ...grade] = overall.value.split(" ");
    byId("score").replaceChildren(make("b", {}, points), grade.join(" "));
    byId("score").title = word("kind.overall_scores");
    byId("score").onclick = () => select(overall.id, { from: "link" });
  }
  byId("search").placeholder = word("search");
  byId("search").setAttribute("aria-label", word("search"));
  byId("open").textContent = word("open");
  byId("language").textContent = word("language");
  for (const name of ["theme", "help"]) { byId(name).title = word(name); byId(name).setAttribute("aria-label", word(name)); }
  for (const entry of data.entries) delete entry.haystack;
  showKeys();
  showSave();
  showFilters();
  showList();
}

const dark = () => (state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

function showTheme() {
  document.documentElement.dataset.theme = dark() ? "dark" : "light";
  byId("theme").textContent = dark() ? "☀" : "☾";
}

function showKeys() {
  const rows = [["j  k  ↓  ↑", "jk"], ["Enter", "enter"], ["f", "f"], ["/", "slash"], ["Esc", "esc"], ["1 … 9  0", "digit"],
    ["[  ]", "pages"], ["c", "c"], ["e", "e"], ["x", "x"], ["−  +", "zoom"]];
  byId("keys").replaceChildren(make("h2", {}, word("help")), make("dl", {}, ...rows.flatMap(([keys, name]) =>
    [make("dt", {}, ...keys.split("  ").map((key) => make("kbd", {}, key))), make("dd", {}, word(`key.${name}`))])),
  make("button", { type: "button", class: "act", onclick: () => byId("keys").close() }, word("close")));
}

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  f: () => step(1, "[data-group=attention]"),
  "/": () => { byId("search").focus(); byId("search").select(); },
  "[": () => showPage(currentPage() - 1), "]": () => showPage(currentPage() + 1),
  "+": () => setZoom(state.zoom + 0.1), "=": () => setZoom(state.zoom + 0.1), "-": () => setZoom(state.zoom - 0.1),
  "?": () => byId("keys").showModal(),
  c: () => withSelected((entry) => judge(entry, "confirmed")),
  x: () => withSelected((entry) => judge(entry, "rejected")),
  e: () => withSelected((entry) => edit(entry)),
};

function withSelected(does) {
  const entry = records.get(state.selected);
  if (entry && canEdit(entry)) does(entry);
}

function escape() {
  if (editing) { editing = null; showList(); return; }
  if (state.query) { setQuery(""); byId("search").value = ""; return; }
  if (state.only.size) { filter(null); return; }
  select(null, { from: "keys" });
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "Escape") { event.target.blur(); escape(); event.preventDefault(); return; }
  if (typing) {
    if (event.target.id === "search" && (event.key === "Enter" || event.key === "ArrowDown")) { event.target.blur(); step(1); event.preventDefault(); }
    return;
  }
  if (/^\d$/.test(event.key)) {
    filter(event.key === "0" ? null : KINDS.filter((kind) => data.entries.some((entry) => entry.kind === kind))[Number(event.key) - 1] || null);
  } else if (event.key === "Enter" && event.target.tagName !== "BUTTON" && state.selected) select(null, { from: "keys" });
  else if (Object.hasOwn(KEYS, event.key)) KEYS[event.key]();
  else return;
  event.preventDefault();
}

function setQuery(query) {
  state.query = query;
  showList();
  byId("list").scrollTop = 0;
  markAllBoxes();
}

// #money-12 opens that record, #p14 that page.
function followAddress() {
  const target = decodeURIComponent(location.hash.slice(1));
  if (/^p\d+$/.test(target)) showPage(Number(target.slice(1)));
  else if (records.has(target)) select(target, { from: "link" });
}

let typed = 0;
byId("search").addEventListener("input", (event) => {
  clearTimeout(typed);
  typed = setTimeout(() => setQuery(event.target.value), 60);
});
byId("save").addEventListener("click", save);
byId("open").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", (event) => { if (event.target.files[0]) openFile(event.target.files[0]); event.target.value = ""; });
byId("language").addEventListener("click", () => {
  state.language = state.language === "zh" ? "en" : "zh";
  memory.set("language", state.language);
  showWords();
  layRail();
});
byId("theme").addEventListener("click", () => {
  state.theme = dark() ? "light" : "dark";
  memory.set("theme", state.theme);
  showTheme();
});
byId("help").addEventListener("click", () => byId("keys").showModal());
byId("zoom").addEventListener("click", (event) => { if (event.target.dataset.zoom) setZoom(state.zoom + event.target.dataset.zoom / 10); });
document.addEventListener("keydown", press);
window.addEventListener("hashchange", followAddress);
new ResizeObserver(() => { if (records.has(state.selected)) showOnPage(records.get(state.selected)); }).observe(byId("sheets"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);

showTheme();
layPages();
showWords();
layRail();
setZoom(1);
followAddress();
