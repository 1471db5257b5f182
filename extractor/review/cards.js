// A record as a card: one line, and all of it when it is open.

function card(entry, name) {
  const inAttention = name === "attention";
  const chosen = entry.id === state.selected && name === state.group;
  const review = reviewOf(entry);
  const head = make("button", { type: "button", class: "line", "aria-expanded": String(chosen),
    onclick: () => select(chosen ? null : entry.id, { from: "list", group: name }) }, ...line(entry, inAttention));
  const element = make("article", { class: `card k-${entry.kind}`, data: { id: entry.id, doubt: entry.doubt || "" } }, head);
  if (chosen) element.classList.add("on");
  if (review) element.classList.add("reviewed", review.verdict);
  if (chosen) element.append(body(entry));
  return element;
}

function line(entry, inAttention) {
  const page = pageOf(entry);
  const review = reviewOf(entry);
  const title = make("span", { class: "title" }, ...marked(titleOf(entry)));
  const parts = [make("i", { class: "dot" })];
  const words = make("span", { class: "words" });
  if (inAttention) words.append(make("span", { class: `why ${entry.doubt}` },
    entry.why ? word(`why.${entry.why}`) : word(`doubt.${entry.doubt}`)));
  words.append(title);
  if (entry.value && !(inAttention && entry.kind === "checks") && entry.kind === "findings") {
    words.append(make("span", { class: "under" }, ...marked(entry.value)));
  }
  parts.push(words);
  if (entry.marks) parts.push(marks(entry));
  else if (entry.value && entry.kind !== "findings" && entry.kind !== "checks" && entry.kind !== "issues") {
    parts.push(make("span", { class: "value" }, ...marked(shown(entry.value, entry.style))));
  }
  if (review) parts.push(make("span", { class: `state ${review.verdict}` }, word(`state.${review.verdict}`)));
  parts.push(make("span", { class: "page" }, page ? word("page", page) : ""));
  return parts;
}

// Points and score with a bar: full where nothing was taken off.
function marks(entry) {
  const { points, score } = entry.marks;
  const share = points > 0 && score !== undefined ? Math.max(0, Math.min(1, score / points)) : 0;
  const bar = make("span", { class: "bar" }, make("i"));
  bar.firstChild.style.width = `${100 * share}%`;
  if (share < 1) bar.classList.add("less");
  return make("span", { class: "marks" }, bar, make("b", {}, score ?? "—"), make("small", {}, `/ ${points ?? "—"}`));
}

function body(entry) {
  const parts = [];
  if (entry.rows) parts.push(grid(entry));
  if (entry.levels) {
    const path = entry.levels.filter(([name]) => name).map(([name, points]) => (points ? `${name}（${points}）` : name));
    if (path.length) parts.push(make("p", { class: "path" }, path.join(" › ")));
  }
  const list = make("dl", {});
  for (const [label, value, style] of entry.fields || []) {
    const text = style === "yuan" ? `${grouped(value)}（${yuan(value)}）` : shown(value, style);
    list.append(make("dt", {}, word(`field.${label}`)), make("dd", { class: style }, ...marked(text)));
  }
  for (const [label, target] of entry.links || []) {
    const other = records.get(target);
    if (!other) continue;
    list.append(make("dt", {}, word(`link.${label}`)), make("dd", {}, make("button",
      { type: "button", class: `link k-${other.kind}`, onclick: () => select(target, { from: "link" }) },
      make("i", { class: "dot" }), titleOf(other))));
  }
  if (list.children.length) parts.push(list);
  parts.push(reviewing(entry));
  return make("div", { class: "body" }, ...parts);
}

// A table as printed, spans and all.
function grid(entry) {
  const spans = new Map((entry.spans || []).map(([row, column, down, across]) => [`${row},${column}`, [down, across]]));
  const body = make("tbody");
  entry.rows.forEach((cells, row) => {
    const element = make("tr");
    cells.forEach((text, column) => {
      if (text === null) return;
      const [down, across] = spans.get(`${row},${column}`) || [1, 1];
      element.append(make(row < (entry.header || 0) ? "th" : "td",
        { rowspan: down > 1 && down, colspan: across > 1 && across, class: /^[-\d,.%\s]+$/.test(text) && "figure" }, ...marked(text)));
    });
    body.append(element);
  });
  const parts = [make("div", { class: "grid" }, make("table", {}, body))];
  if (entry.cut) parts.push(make("p", { class: "path" }, word("more_rows", entry.cut)));
  return make("div", {}, ...parts);
}

// Text with what was searched for marked.
function marked(text) {
  const query = state.query.trim().toLowerCase();
  if (!query) return [text];
  const parts = [];
  const lower = text.toLowerCase();
  let from = 0;
  // A character whose lower case is longer would shift the places: then nothing is marked.
  for (let at = lower.indexOf(query); lower.length === text.length && at >= 0; at = lower.indexOf(query, from)) {
    parts.push(text.slice(from, at), make("mark", {}, text.slice(at, at + query.length)));
    from = at + query.length;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== "");
}
