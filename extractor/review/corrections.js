// Corrections: what a reviewer says about a reading. The reading itself stays as it is.

const KEPT = `corrections.${data.source.sha256}`;
// record id → { verdict, values: { field: value }, note, by, at }; ids of added ones begin with "added-"
const corrections = new Map(JSON.parse(memory.get(KEPT) || "[]"));
let editing = null; // the id of the record whose form is open, or "added"
let intended = "confirmed"; // the verdict of a form in which nothing is changed

// Fields that have but a few values, and where the words for them stand.
const CHOICES = {
  kind: ["score", "self_evaluation", "funds", "projects", "contracts", "problems", "other"],
  status: ["pass", "fail", "unknown"],
  report_type: ["evaluation", "self_evaluation"],
};
const PREFIX = { kind: "table", status: "status", report_type: "report_type" };

const reviewOf = (entry) => corrections.get(entry.id);
const canEdit = (entry) => entry.kind !== "issues";

function keep(id, correction) {
  if (correction) corrections.set(id, { ...correction, at: new Date().toISOString() });
  else corrections.delete(id);
  memory.set(KEPT, JSON.stringify([...corrections]));
  showSave();
}

// Without a name there is no verdict: the form asks for it.
function judge(entry, verdict) {
  const by = memory.get("reviewer");
  if (!by) { edit(entry, verdict); return; }
  editing = null;
  const before = corrections.get(entry.id);
  keep(entry.id, before && before.verdict === verdict ? null : { verdict, values: {}, note: (before && before.note) || "", by });
  renew(entry.id);
}

function edit(entry, verdict = "confirmed") {
  editing = entry.id;
  intended = verdict;
  renew(entry.id);
  const first = byId("list").querySelector(memory.get("reviewer") ? ".form input, .form textarea" : ".form .by");
  if (first) first.focus();
}

// What stands at the end of an open card.
function reviewing(entry) {
  if (!canEdit(entry)) return "";
  if (editing === entry.id) return form(entry);
  const review = reviewOf(entry);
  const button = (verdict, label, does) => make("button",
    { type: "button", class: review && review.verdict === verdict ? `act on ${verdict}` : "act", onclick: does }, word(label));
  const parts = [make("div", { class: "acts" },
    button("confirmed", "confirm", () => judge(entry, "confirmed")),
    button("corrected", "correct", () => edit(entry)),
    button("rejected", "reject", () => judge(entry, "rejected")),
    review && make("button", { type: "button", class: "act plain", onclick: () => { keep(entry.id, null); renew(entry.id); } }, word("undo")))];
  if (review) {
    const said = Object.entries(review.values || {}).map(([field, value]) => `${word(`field.${field}`)}：${value}`);
    if (review.note) said.push(review.note);
    parts.push(make("p", { class: "said" }, [...said, `${review.by} · ${review.at.slice(0, 16).replace("T", " ")}`].join(" · ")));
  }
  return make("div", { class: "review" }, ...parts);
}

function form(entry) {
  const review = reviewOf(entry) || { values: {}, note: "" };
  const inputs = {};
  const rows = Object.entries(entry.editable || {}).map(([field, machine]) => {
    const value = field in review.values ? review.values[field] : machine;
    if (field in CHOICES) {
      inputs[field] = make("select", {}, ...CHOICES[field].map((code) => make("option", { value: code }, word(`${PREFIX[field]}.${code}`))));
      inputs[field].value = value;
      return make("label", {}, make("span", {}, word(`field.${field}`)), inputs[field]);
    }
    const long = machine.includes("\n") || machine.length > 40;
    const input = inputs[field] = make(long ? "textarea" : "input", { rows: long && 3, type: !long && "text", spellcheck: "false" });
    input.value = value;
    return make("label", {}, make("span", {}, word(`field.${field}`)), input);
  });
  const note = make("input", { type: "text" });
  note.value = review.note || "";
  const by = make("input", { type: "text", required: true, class: "by" });
  by.value = review.by || memory.get("reviewer") || "";
  return make("form", { class: "form", onsubmit: (event) => {
    event.preventDefault();
    const values = {};
    for (const [field, input] of Object.entries(inputs)) if (input.value !== entry.editable[field]) values[field] = input.value;
    const name = by.value.trim();
    if (!name) { say(word("need_name")); return; }
    memory.set("reviewer", name);
    editing = null;
    const verdict = Object.keys(values).length ? "corrected" : intended;
    keep(entry.id, { verdict, values, note: note.value.trim(), by: name });
    renew(entry.id);
  } }, ...rows, make("label", {}, make("span", {}, word("note")), note), make("label", {}, make("span", {}, word("reviewer")), by),
  make("div", { class: "acts" }, make("button", { type: "submit", class: "act on corrected" }, word("apply")),
    make("button", { type: "button", class: "act", onclick: () => { editing = null; renew(entry.id); } }, word("cancel"))));
}

// Records that the machine did not see.
function addedGroup() {
  if (state.query || state.only.size) return [];
  const added = [...corrections].filter(([id]) => id.startsWith("added-"));
  const rows = added.map(([id, one]) => make("div", { class: `line k-${one.kind}` }, make("i", { class: "dot" }),
    make("span", { class: "words" }, one.values.text, make("span", { class: "under" }, `${word(`kind.${one.kind}`)} · ${one.by}`)),
    make("button", { type: "button", class: "act plain", onclick: () => { keep(id, null); showList(); } }, word("undo")),
    make("span", { class: "page" }, word("page", one.page))));
  const open = editing === "added";
  const foot = open ? addForm() : make("button", { type: "button", class: "act add", onclick: () => { editing = "added"; showList(); } },
    `＋ ${word("missing")}`);
  return [make("section", { class: "group k-missing" }, added.length > 0 && make("div", { class: "head" },
    make("span", {}, word("kind.missing")), make("b", {}, String(added.length))), ...rows, foot)];
}

function addForm() {
  const kind = make("select", {}, ...KINDS.filter((name) => !["issues", "checks", "documents"].includes(name))
    .map((name) => make("option", { value: name }, word(`kind.${name}`))));
  const page = make("input", { type: "number", min: 1, max: data.pages.length, required: true });
  page.value = currentPage();
  const text = make("textarea", { rows: 3, required: true });
  const by = make("input", { type: "text", required: true });
  by.value = memory.get("reviewer") || "";
  const label = (name, input) => make("label", {}, make("span", {}, word(name)), input);
  return make("form", { class: "form", onsubmit: (event) => {
    event.preventDefault();
    memory.set("reviewer", by.value.trim());
    editing = null;
    keep(`added-${Date.now()}`, { verdict: "added", kind: kind.value, page: Number(page.value), values: { text: text.value.trim() }, note: "", by: by.value.trim() });
    showList();
  } }, label("kind", kind), make("label", {}, make("span", {}, word("page", "")), page), label("content", text), label("reviewer", by),
  make("div", { class: "acts" }, make("button", { type: "submit", class: "act on corrected" }, word("apply")),
    make("button", { type: "button", class: "act", onclick: () => { editing = null; showList(); } }, word("cancel"))));
}

// The file: one item a field that was corrected, one a verdict without one.
function correctionsFile() {
  const items = [];
  for (const [id, one] of corrections) {
    const entry = records.get(id);
    const about = { kind: entry ? entry.kind : one.kind, number: entry ? entry.number : null,
      place: entry ? entry.place || "" : `${one.page}:`, verdict: one.verdict };
    const said = { note: one.note || "", by: one.by, at: one.at };
    const values = Object.entries(one.values || {});
    if (!values.length) items.push({ ...about, field: "", machine: entry ? titleOfMachine(entry) : "", value: "", ...said });
    for (const [field, value] of values) {
      items.push({ ...about, field, machine: (entry && entry.editable && entry.editable[field]) || "", value, ...said });
    }
  }
  return { format: "extractor-review", version: 1, document: data.source, saved_at: new Date().toISOString(), corrections: items };
}

const titleOfMachine = (entry) => (entry.kind === "documents" ? entry.value : entry.title) || "";

function save() {
  if (!corrections.size) { say(word("nothing_to_save")); return; }
  const address = URL.createObjectURL(new Blob([JSON.stringify(correctionsFile(), null, 1)], { type: "application/json" }));
  make("a", { href: address, download: `${data.source.file.replace(/\.pdf$/i, "")}.review.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  say(word("saved", corrections.size));
}

async function openFile(file) {
  let content = null;
  try { content = JSON.parse(await file.text()); } catch { /* said below */ }
  if (!content || content.format !== "extractor-review" || !Array.isArray(content.corrections)) { say(word("wrong_file")); return; }
  if (!content.document || content.document.sha256 !== data.source.sha256) { say(word("other_document")); return; }
  const text = (value) => (typeof value === "string" ? value : "");
  for (const item of content.corrections) {
    const added = item.verdict === "added";
    const id = added ? `added-${Date.parse(item.at) || 0}` : `${item.kind}-${item.number}`;
    if (!added && !records.has(id)) continue;
    const before = corrections.get(id);
    const values = before && before.at === item.at ? before.values : {};
    if (item.field) values[item.field] = text(item.value);
    corrections.set(id, { verdict: text(item.verdict), kind: text(item.kind), page: parseInt(item.place, 10) || 1, values,
      note: text(item.note), by: text(item.by), at: text(item.at) });
  }
  memory.set(KEPT, JSON.stringify([...corrections]));
  say(word("opened", content.corrections.length));
  showSave();
  showList();
}

function showSave() {
  const button = byId("save");
  button.replaceChildren(word("save"));
  if (corrections.size) button.append(make("b", {}, String(corrections.size)));
  button.classList.toggle("idle", !corrections.size);
}
