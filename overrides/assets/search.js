// The search page: asks as the reader types, and shows what search-engine.js finds. The index is
// fetched when the field is first used. The page works without this: it says how else to find.
import { searcher } from "./search-engine.js";

const form = document.querySelector("form.search");
const field = form.elements.q;
const results = document.querySelector(".search-results");
const status = results.querySelector("[role=status]");
const list = results.querySelector(".found");
const more = results.querySelector("[data-more]");
const messages = document.getElementById("search-messages").content;
const { index, root, language, timeZone } = form.dataset;
const AT_ONCE = 20;
const PAUSE = 200; // ms

const files = new Map();
const load = (name) => {
  if (!files.has(name)) {
    const file = fetch(index + name).then((answer) => {
      if (!answer.ok) throw new Error(name);
      return answer.json();
    });
    file.catch(() => files.delete(name)); // a weak signal: try again next time
    files.set(name, file);
  }
  return files.get(name);
};

// On the day that somebody reads, as in site.js.
const format = { timeZone, dateStyle: "short", timeStyle: "short" };
const now = new Intl.DateTimeFormat("sv-SE", format).format();
const stateOf = ([opens, closes, hour, otherwise]) => {
  if (opens && now.slice(0, 10) < opens) return "coming";
  if (closes) return now <= `${closes} ${hour || "24:00"}` ? "open" : "closed";
  return otherwise;
};
const { search, show } = searcher(load, stateOf);

const copy = (selector) => messages.querySelector(selector)?.cloneNode(true);
const message = (name, words) => {
  const element = copy(`.message-${name}`);
  if (words !== undefined) element.querySelector("span, button").textContent = words;
  return element;
};
const textIn = (element, text, code) => {
  element.textContent = text;
  if (code !== language) element.lang = code;
  return element;
};

const entry = (page) => {
  const item = document.createElement("li");
  const link = textIn(document.createElement("a"), page.title, page.titleLanguage);
  link.href = root + page.path;
  if (page.number) link.prepend(`${page.number} `);
  item.append(link);
  for (const sign of [copy(`[data-kind="${page.kind}"]`), page.state && copy(`[data-state="${page.state}"]`)]) {
    if (sign) item.append(" ", sign);
  }
  if (page.summary) item.append(textIn(document.createElement("p"), page.summary, page.summaryLanguage));
  return item;
};

let run = 0;
let limit = AT_ONCE;

const answer = async () => {
  run += 1;
  const mine = run;
  const text = field.value.trim().replace(/\s+/g, " ");
  const address = new URL(location.href);
  if (text) address.searchParams.set("q", text);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
  results.hidden = !text;
  if (!text) return;
  status.replaceChildren(message("waiting"));
  try {
    const { found, missing, instead } = await search(text);
    const pages = await Promise.all(found.slice(0, limit).map(show));
    if (mine !== run) return;
    const said = found.length ? [message("found", found.length)] : [message("none")];
    for (const [typed, meant] of instead) {
      const offer = message("instead", meant);
      offer.querySelector("button").addEventListener("click", () => {
        field.value = text.replaceAll(new RegExp(typed.replace(/[^\p{L}\p{N}]/gu, "\\$&"), "giu"), meant);
        answer();
      });
      said.push(offer);
    }
    if (found.length && missing.length) said.push(message("missing", missing.join(", ")));
    list.replaceChildren(...pages.map(entry));
    status.replaceChildren(...said);
    more.hidden = found.length <= limit;
  } catch (error) {
    if (mine === run) status.replaceChildren(message("failed"));
    console.warn(error);
  }
};

let waiting;
field.addEventListener("focus", () => load("index.json").catch(() => {}), { once: true });
field.addEventListener("input", () => {
  clearTimeout(waiting);
  limit = AT_ONCE;
  waiting = setTimeout(answer, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  answer();
});
more.addEventListener("click", () => {
  limit += AT_ONCE;
  answer();
});

document.querySelector(".without-script").remove();
// Who began to type before this came, on a weak signal, goes on typing.
field.value ||= new URLSearchParams(location.search).get("q") ?? "";
if (field.value) answer();
