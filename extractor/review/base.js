// What every part uses: the data, words, elements, numbers.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const data = read("data");
const dictionary = read("words");
const records = new Map(data.entries.map((entry) => [entry.id, entry]));

// What the page remembers between visits; a browser may forbid it for files.
const memory = {
  get(key) {
    try { return localStorage.getItem(`review.${key}`); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem(`review.${key}`, value); } catch { /* nothing is remembered */ }
  },
};

const state = {
  language: memory.get("language") || "zh",
  theme: memory.get("theme") || "",
  only: new Set(), // kinds shown; none: all
  query: "",
  selected: null,
  group: "", // the group that the selected record was chosen in
  folded: new Set(["dates", "document_numbers", "checks", "sections", "abbreviations", "issues", "documents"]),
  opened: new Set(), // groups of the folded ones that were opened
  zoom: 1,
};

// Kinds in the order of the list; the digits 1 to 9 filter by the first nine.
const KINDS = ["findings", "score_items", "recommendations", "tables", "money", "dates", "document_numbers", "checks",
  "sections", "documents", "overall_scores", "issues", "abbreviations"];
const GROUPS = ["attention", "overall_scores", "documents", "score_items", "findings", "recommendations", "tables",
  "money", "dates", "document_numbers", "checks", "issues", "sections", "abbreviations"];

function word(key, ...values) {
  const words = dictionary[state.language];
  const text = key in words ? words[key] : key.slice(key.indexOf(".") + 1);
  return text.replace(/\{(\d)\}/g, (_, place) => values[place]);
}

// An element; strings become text, never markup.
function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else if (key === "data") Object.assign(element.dataset, value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const byId = (id) => document.getElementById(id);

// Amounts are strings of exact digits and stay so: no binary float comes near them.
function grouped(digits) {
  const [, sign, whole, rest] = /^(-?)(\d*)(.*)$/.exec(digits);
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + rest;
}

function shifted(digits, places) {
  const sign = digits.startsWith("-") ? "-" : "";
  const [whole, part = ""] = digits.replace("-", "").split(".");
  const padded = whole.padStart(places + 1, "0");
  const point = padded.length - places;
  const rest = (padded.slice(point) + part).replace(/0+$/, "");
  return sign + padded.slice(0, point) + (rest ? `.${rest}` : "");
}

function yuan(digits) {
  const size = digits.replace("-", "").split(".")[0].length;
  if (size > 8) return `${grouped(shifted(digits, 8))} 亿元`;
  if (size > 4) return `${grouped(shifted(digits, 4))} 万元`;
  return `${grouped(digits)} 元`;
}

function shown(value, style) {
  if (style === "yuan") return yuan(value);
  return style === "word" ? word(value) : value;
}

function titleOf(entry) {
  if (entry.kind === "documents") return word(entry.title);
  return entry.title || (`untitled.${entry.kind}` in dictionary.zh ? word(`untitled.${entry.kind}`) : word("untitled"));
}

const pageOf = (entry) => (entry.boxes ? entry.boxes[0][0] : entry.page);

// Searching ignores width, case, blanks and the commas of numbers.
const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s,，]/g, "");

function searchable(entry) {
  if (entry.haystack === undefined) {
    const fields = (entry.fields || []).map(([label, value, style]) => shown(value, style));
    const parts = [titleOf(entry), shown(entry.value || "", entry.style), entry.value || "", ...fields];
    parts.push(...(entry.levels || []).map(([name]) => name), ...(entry.rows || []).flat().filter(Boolean));
    entry.haystack = folded(parts.join("\n"));
  }
  return entry.haystack;
}

let quiet = 0;
function say(text) {
  const place = byId("said");
  place.textContent = text;
  place.classList.add("on");
  clearTimeout(quiet);
  quiet = setTimeout(() => place.classList.remove("on"), 3500);
}
