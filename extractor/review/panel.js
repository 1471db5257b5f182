// The list: records by kind, what needs attention first, what the filter and the search leave.

function wanted(entry) {
  if (state.only.size && !state.only.has(entry.kind)) return false;
  const query = folded(state.query);
  return !query || searchable(entry).includes(query);
}

function groupsOf() {
  const groups = new Map(GROUPS.map((name) => [name, []]));
  for (const entry of data.entries) {
    if (!wanted(entry)) continue;
    if (entry.doubt) groups.get("attention").push(entry);
    if (!(entry.doubt && (entry.kind === "checks" || entry.kind === "issues"))) groups.get(entry.kind).push(entry);
  }
  groups.get("attention").sort((a, b) => data.doubts.indexOf(a.doubt) - data.doubts.indexOf(b.doubt));
  return groups;
}

const isOpen = (name) => Boolean(state.query) || state.only.has(name) ||
  state.opened.has(name) || (!state.folded.has(name) && !state.opened.has(`-${name}`));

function showList() {
  const groups = groupsOf();
  const shownGroups = [];
  for (const [name, entries] of groups) {
    if (entries.length) shownGroups.push(group(name, entries));
    else if (name === "attention" && !state.query && !state.only.size) {
      shownGroups.push(make("p", { class: "clear" }, word("clear")));
    }
  }
  shownGroups.push(...addedGroup(), ...textGroup());
  if (!shownGroups.length) shownGroups.push(make("p", { class: "none" }, word("none")));
  byId("list").replaceChildren(...shownGroups);
}

function group(name, entries) {
  const open = isOpen(name);
  const head = make("button", { type: "button", class: "head", "aria-expanded": String(open), onclick: () => fold(name, open) },
    make("i", { class: "chevron" }), make("span", {}, word(`kind.${name}`)), make("b", {}, String(entries.length)));
  const element = make("section", { class: `group k-${name}`, data: { group: name } }, head);
  if (!open) return element;
  if (name === "score_items") element.append(...tree(entries));
  else element.append(...entries.map((entry) => card(entry, name)));
  return element;
}

function fold(name, open) {
  state.opened.delete(name);
  state.opened.delete(`-${name}`);
  state.opened.add(open ? `-${name}` : name);
  showList();
}

// The indicators under their first and second level, as the table has them.
function tree(entries) {
  const parts = [];
  let before = [null, null, null];
  for (const entry of entries) {
    const [[first, firstPoints], [second, secondPoints]] = entry.levels;
    if (entry.table !== before[2] || first !== before[0]) {
      const same = entries.filter((other) => other.table === entry.table && other.levels[0][0] === first);
      parts.push(level(first, firstPoints, same, "level1"));
      before = [first, null, entry.table];
    }
    if (second !== before[1]) {
      if (second && second !== entry.title) {
        const same = entries.filter((other) => other.table === entry.table && other.levels[0][0] === first && other.levels[1][0] === second);
        parts.push(level(second, secondPoints, same, "level2"));
      }
      before[1] = second;
    }
    parts.push(card(entry, "score_items"));
  }
  return parts;
}

function level(name, points, entries, className) {
  const score = total(entries.map((entry) => entry.marks && entry.marks.score));
  const of = points || total(entries.map((entry) => entry.marks && entry.marks.points));
  return make("div", { class: className }, make("span", {}, ...marked(name || "—")),
    make("span", { class: "marks" }, make("b", {}, score ?? ""), make("small", {}, of ? `/ ${of}` : "")),
    make("span", { class: "page" }));
}

// Scores have few decimals: whole ten-thousandths add up exactly. Null where one is missing.
function total(values) {
  if (!values.length || values.some((value) => value === undefined || value === null || value === "")) return null;
  const sum = values.reduce((before, value) => before + Math.round(Number(value) * 10000), 0);
  return String(sum / 10000);
}

// Where the words stand in the text of the pages.
function textGroup() {
  const query = folded(state.query);
  if (!query || state.only.size) return [];
  const hits = [];
  for (const [number, , , text] of data.pages) {
    const flat = text.replace(/\s/g, "");
    const lower = folded(flat);
    const at = lower.indexOf(query);
    if (at < 0) continue;
    const from = Math.max(0, at - 14);
    hits.push(make("button", { type: "button", class: "line hit", onclick: () => showPage(number) },
      make("span", { class: "words" }, (from ? "…" : ""), ...marked(flat.slice(from, at + query.length + 30)), "…"),
      make("span", { class: "page" }, word("page", number))));
  }
  if (!hits.length) return [];
  return [make("section", { class: "group k-text" }, make("div", { class: "head" }, make("span", {}, word("kind.text")),
    make("b", {}, String(hits.length))), ...hits)];
}

function showFilters() {
  const counts = {};
  for (const entry of data.entries) counts[entry.kind] = (counts[entry.kind] || 0) + 1;
  const chips = [make("button", { type: "button", class: state.only.size ? "chip" : "chip on", onclick: () => filter(null) },
    word("all"), make("small", {}, String(data.entries.length)))];
  for (const kind of KINDS.filter((name) => counts[name])) {
    chips.push(make("button", { type: "button", class: `chip k-${kind}${state.only.has(kind) ? " on" : ""}`,
      "aria-pressed": String(state.only.has(kind)), onclick: (event) => filter(kind, event.shiftKey || event.ctrlKey || event.metaKey) },
    make("i", { class: "dot" }), word(`kind.${kind}`), make("small", {}, String(counts[kind]))));
  }
  byId("filters").replaceChildren(...chips);
}

// One kind alone, all again by the same click; with Shift or Ctrl a kind more or less.
function filter(kind, more = false) {
  const alone = state.only.size === 1 && state.only.has(kind);
  if (kind === null || alone) state.only.clear();
  else if (more) state.only.has(kind) ? state.only.delete(kind) : state.only.add(kind);
  else state.only = new Set([kind]);
  document.body.dataset.only = [...state.only].join(" ");
  showFilters();
  showList();
  markAllBoxes();
  byId("list").scrollTop = 0;
}

// Selects a record wherever it was chosen, and shows it where it was not.
function select(id, { from, group = "" }) {
  const entry = records.get(id);
  const before = state.selected;
  state.selected = entry ? id : null;
  if (entry) state.group = group || homeOf(entry);
  if (before !== state.selected) editing = null;
  if (entry && !isOpen(state.group)) {
    state.opened.delete(`-${state.group}`);
    state.opened.add(state.group);
    showList();
  } else if (entry && !wanted(entry)) {
    state.only.clear();
    state.query = byId("search").value = "";
    showFilters();
    showList();
  } else {
    for (const one of new Set([before, state.selected])) if (one) renew(one);
  }
  markAllBoxes();
  if (!entry) return;
  const chosen = byId("list").querySelector(".card.on");
  if (chosen) {
    const tall = chosen.offsetHeight > byId("list").clientHeight - 60;
    const calm = from === "keys" || from === "list";
    chosen.scrollIntoView({ block: tall ? "start" : calm ? "nearest" : "center" });
  }
  if (from !== "page") showOnPage(entry);
}

function renew(id) {
  for (const element of byId("list").querySelectorAll(".card")) {
    if (element.dataset.id === id) {
      element.replaceWith(card(records.get(id), element.closest(".group").dataset.group));
    }
  }
}

// The group that holds a record besides the one of doubts.
const homeOf = (entry) => (entry.doubt && (entry.kind === "checks" || entry.kind === "issues") ? "attention" : entry.kind);

// The record after or before the selected one, as the list has them.
function step(by, only = "") {
  const cards = [...byId("list").querySelectorAll(`${only} .card`)];
  const at = cards.findIndex((element) => element.classList.contains("on"));
  const next = cards[at < 0 ? (by > 0 ? 0 : cards.length - 1) : at + by];
  if (next) select(next.dataset.id, { from: "keys", group: next.closest(".group").dataset.group });
}
