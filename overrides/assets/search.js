// Searches as the reader types. Pagefind and its index are fetched when the field is first used.
// The page works without this: it says how else to find.
(() => {
  const form = document.querySelector("form.search");
  if (!form) return;
  document.querySelector(".without-script").remove();
  const field = form.elements.q;
  const results = document.querySelector(".search-results");
  const status = results.querySelector("[role=status]");
  const others = results.querySelector("[data-others]");
  const more = results.querySelector("[data-more]");
  const kinds = document.getElementById("search-kinds").content;
  const { index, root, language } = form.dataset;
  const sections = new Map(
    [...results.querySelectorAll("[data-language]")].map((part) => [part.dataset.language, part]),
  );
  const AT_ONCE = 20;
  const BUCKETS = 64; // as in lemmas.py
  const PAUSE = 200; // ms

  const once = (make) => {
    const made = new Map();
    return (key) => {
      if (!made.has(key)) {
        const promise = make(key);
        made.set(key, promise);
        promise.catch(() => made.delete(key)); // a weak signal: try again next time
      }
      return made.get(key);
    };
  };
  const base = (code) => new URL(`${index}${code}/`, location.href).href;
  const engine = once(async (code) => {
    const pagefind = await import(`${base(code)}pagefind.js`);
    const baseUrl = new URL(root, location.href).pathname;
    await pagefind.options({ basePath: base(code), baseUrl });
    await pagefind.init();
    return pagefind;
  });
  const bucket = once(async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    return answer.json();
  });

  // As in lemmas.py and index.py of outputs/search/.
  const folded = (word) => word.normalize("NFD").replace(/\p{M}/gu, "");
  const bucketOf = (word) =>
    [...word].slice(0, 3).reduce((sum, c, place) => sum + c.codePointAt(0) * (place + 1), 0) % BUCKETS;
  const token = (word) => (/^\d+(\.\d+)*$/.test(word) ? `nr${word.replaceAll(".", "x")}x` : "");

  const basesOf = async (word, code) => {
    const forms = await bucket(`${base(code)}forms/${bucketOf(folded(word))}.json`);
    return Object.hasOwn(forms, folded(word)) ? forms[folded(word)] : [];
  };

  // What to ask for: the words as they stand, then each by its base forms.
  const questions = async (text, code) => {
    if (token(text)) return [token(text), text];
    const words = text.toLowerCase().split(/\s+/);
    const bases = await Promise.all(words.map((word) => basesOf(word, code)));
    const most = Math.max(...bases.map((found) => found.length));
    const asked = [words.join(" ")];
    for (let n = 0; n < most; n += 1) {
      asked.push(words.map((word, i) => bases[i][Math.min(n, bases[i].length - 1)] ?? word).join(" "));
    }
    return [...new Set(asked)];
  };

  // Pagefind answers a word it does not have with any beginning of it. Of these only a word that
  // lacks a short ending is what was asked: "ung" for "ungdom".
  const ENDING = 3;
  const SHORTEST = 3;
  const fits = (asked, { content }) => {
    const words = folded(content.toLowerCase()).split(/[^\p{L}\p{N}]+/u);
    const said = (word) => words.some((other) => other.startsWith(word) ||
      (other.length >= SHORTEST && word.length - other.length <= ENDING && word.startsWith(other)));
    return asked.some((question) =>
      folded(question).split(/[^\p{L}\p{N}]+/u).filter(Boolean).every(said));
  };

  const search = async (text, code) => {
    const pagefind = await engine(code);
    const found = new Map();
    for (const question of await questions(text, code)) {
      const answer = await pagefind.search(question);
      answer.results.forEach(({ id, score, data }) => {
        const before = found.get(id);
        if (before) {
          before.score = Math.max(before.score, score);
          before.asked.push(question);
        } else found.set(id, { asked: [question], score, data });
      });
      if (question === token(text) && found.size) break;
    }
    return [...found.values()].sort((one, other) => other.score - one.score);
  };

  const textIn = (element, text, code) => {
    element.textContent = text;
    if (code !== language) element.lang = code;
    return element;
  };

  const entry = ({ url, meta }) => {
    const item = document.createElement("li");
    const link = textIn(document.createElement("a"), meta.title, meta.lang);
    link.href = url;
    if (meta.number) link.prepend(`${meta.number} `);
    item.append(link);
    if (meta.summary) item.append(textIn(document.createElement("p"), meta.summary, meta.summary_lang));
    return item;
  };

  const numbers = new Intl.Collator("en", { numeric: true });

  const show = async (text, found, code, limit, current) => {
    const pages = await Promise.all(
      found.slice(0, limit).map(async ({ asked, data }) => ({ asked, page: await data() })),
    );
    if (!current()) return 0;
    const wanted = pages.filter(({ asked, page }) => fits(asked, page)).map(({ page }) => page);
    // Who asks for a number gets what has just that, then what is numbered below it, in order.
    if (token(text)) wanted.sort(({ meta: one }, { meta: other }) =>
      (other.number === text) - (one.number === text) || numbers.compare(one.number, other.number));
    // The kind of the best result comes first.
    const ofKinds = new Set(wanted.map(({ meta }) => meta.kind));
    const groups = document.createDocumentFragment();
    for (const kind of ofKinds) {
      const group = kinds.querySelector(`[data-kind="${kind}"]`).cloneNode(true);
      group.querySelector("ul").append(...wanted.filter(({ meta }) => meta.kind === kind).map(entry));
      groups.append(group);
    }
    const part = sections.get(code);
    part.querySelector("[data-groups]").replaceChildren(groups);
    if (part.tagName === "SECTION") part.hidden = !wanted.length;
    return wanted.length;
  };

  let run = 0;
  let limit = AT_ONCE;
  let everywhere = false;

  const answer = async () => {
    run += 1;
    const mine = run;
    const current = () => mine === run;
    const text = field.value.trim().replace(/\s+/g, " ");
    const address = new URL(location.href);
    if (text) address.searchParams.set("q", text);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    results.hidden = !text;
    if (!text) return;
    status.textContent = status.dataset.waiting;
    try {
      let count = 0;
      let left = false;
      for (const [code, part] of sections) {
        // The other languages cost a reader's data: they are asked if nothing was found, or on demand.
        if (code !== language && count && !everywhere) {
          part.hidden = true;
          continue;
        }
        const found = await search(text, code);
        if (!current()) return;
        count += await show(text, found, code, limit, current);
        if (!current()) return;
        left ||= found.length > limit;
      }
      status.textContent = count ? `${status.dataset.found} ${count}` : status.dataset.none;
      if (others) others.hidden = everywhere || !count;
      more.hidden = !left;
    } catch (error) {
      if (current()) status.textContent = status.dataset.failed;
      console.warn(error);
    }
  };

  let waiting;
  field.addEventListener("focus", () => engine(language).catch(() => {}), { once: true });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    limit = AT_ONCE;
    everywhere = false;
    waiting = setTimeout(answer, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    answer();
  });
  others?.addEventListener("click", () => {
    everywhere = true;
    answer();
  });
  more.addEventListener("click", () => {
    limit += AT_ONCE;
    answer();
  });

  // Who began to type before this came, on a weak signal, goes on typing.
  field.value ||= new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) answer();
})();
