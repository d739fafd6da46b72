// The search without a page: a question → documents in order. Fetches what it needs of the index
// that outputs/search/index.py writes; what both do alike is in tests/cases/search/vectors.json.

const HIDDEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const TOKEN = /(?<![0-9])(?<amount>[0-9]{1,3}(?:[ .][0-9]{3})+)(?![0-9]|[.,][0-9])|(?<number>[0-9]+(?:[.,][0-9]+)+)|[0-9]+|\p{L}[\p{L}\p{N}]*/gu;

export const tokens = (text) => {
  const plain = text.replace(HIDDEN, "").normalize("NFKC").toLowerCase().normalize("NFC");
  return Array.from(plain.matchAll(TOKEN), ({ 0: token, groups }) => {
    if (groups.amount) return token.replace(/[ .]/g, "");
    return groups.number ? token.replaceAll(",", ".") : token;
  });
};

export const folded = (word) => word.normalize("NFD").replace(/\p{M}/gu, "");

const LINKS = ["", "s"]; // as in lemmas.py
const SHORTEST_PART = 3;
const LONG_BEGINNING = 6; // says enough without the rest of the word
const PART = 0.4;
const ACCENTS = 0.8;
const BEGINNING = 0.6;
const ENDING = 5; // letters of an inflection
const WITH_ENDING = 0.3;
const EACH_LETTER = 0.2;
const VOWEL = /[aeiouyåäö]/; // an ending has one; what is left of a slip may not
const TOO_FAR = 2.1;
const OTHER_LETTER = 0.5; // few slips are in the first letter
const MORE = 0.5; // how much a second reason to find a page counts
const MOST_BEGINNINGS = 8;
const COMMON = 0.3; // a word that so many pages have does not decide
const WEAKEST = 0.08; // of the best result
const STATES = { open: 1.5, coming: 1.2, closed: 0.4 };

// Edits from a typed word to another, a swap of neighbours being one, if there are at most `most`. An ending of the typed word may be left: "ungdommarna" is one edit from "ungdom".
export const distance = (one, other, most) => {
  if (other.length - one.length > most || one.length - other.length > most + ENDING) return Infinity;
  let best = Infinity;
  let [older, before] = [[], Array.from({ length: other.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > most) return best;
    [older, before] = [before, row];
    const left = one.length - i;
    const ends = !left || (other.length >= SHORTEST_PART && left <= ENDING && VOWEL.test(one.slice(i)));
    if (ends && row[other.length] <= most) best = Math.min(best, row[other.length] + (left && WITH_ENDING + left * EACH_LETTER));
  }
  return best;
};

// Takes a function that gives the JSON of a file of the index, and one that says whether a call is
// open, coming or closed. `search` gives documents' numbers, the words that no page has, and what
// was taken instead of a misspelt word.
export const searcher = (load, stateOf) => {
  const byKey = new WeakMap();
  const shardOf = (key, starts) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle] <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const rowsOf = async (word) => {
    const key = folded(word);
    const { shards } = await load("index.json");
    if (!shards.length) return [];
    const shard = await load(`terms/${shardOf(key, shards)}.json`);
    if (!byKey.has(shard)) byKey.set(shard, Map.groupBy ? Map.groupBy(shard, ([t]) => folded(t))
      : shard.reduce((all, row) => all.set(folded(row[0]), [...(all.get(folded(row[0])) ?? []), row]), new Map()));
    return byKey.get(shard).get(key) ?? [];
  };
  const exact = async (word) => (await rowsOf(word)).find(([term]) => term === word);

  // The terms that a known word stands for, and how much each counts; none for an unknown word.
  const known = async (word) => {
    const rows = await rowsOf(word);
    const same = rows.filter(([term]) => term === word);
    const terms = new Map();
    const add = (term, factor) => terms.set(term, Math.max(terms.get(term) ?? 0, factor));
    for (const [term, bases = [], parts = [], postings = []] of same.length ? same : rows) {
      const factor = same.length ? 1 : ACCENTS;
      if (postings.length) add(term, factor);
      for (const part of parts.slice(-1)) add(part, factor * PART);
      for (const base of bases) {
        add(base, factor);
        const [, , partsOfBase = []] = (await exact(base)) ?? [];
        // Of a compound that is known only the last part is the same kind of thing.
        for (const part of partsOfBase.slice(-1)) add(part, factor * PART);
      }
    }
    return terms;
  };

  // A compound that no page has: its parts, the first one as long as can be.
  const compound = async (word, stop) => {
    const isPart = async (part) => {
      if (part.length < SHORTEST_PART || stop.has(part) || !await exact(part)) return false;
      const rows = await Promise.all([...(await known(part)).keys()].map(exact));
      return rows.some((row) => row?.[3]?.length);
    };
    let beginning;
    for (let cut = word.length - SHORTEST_PART; cut >= SHORTEST_PART; cut -= 1) {
      const tail = word.slice(cut);
      const heads = LINKS.filter((link) => word.slice(0, cut).endsWith(link))
        .map((link) => word.slice(0, cut - link.length));
      for (const head of heads) {
        if (!await isPart(head)) continue;
        if (await isPart(tail)) return new Map([...await known(head), ...await known(tail)]);
        if (head.length >= LONG_BEGINNING) beginning ??= head;
      }
    }
    return beginning ? known(beginning) : new Map();
  };

  // What a word that is not there may be the beginning of, or a slip of.
  let vocabulary;
  const similar = async (word) => {
    vocabulary ??= (await load("words.json")).map((other) => [other, folded(other)]);
    const key = folded(word);
    const began = key.length >= SHORTEST_PART
      ? vocabulary.filter(([, plain]) => plain.startsWith(key)).map(([other]) => other) : [];
    if (began.length) {
      began.sort((a, b) => a.length - b.length);
      return { terms: new Map(began.slice(0, MOST_BEGINNINGS).map((other) => [other, BEGINNING])) };
    }
    let [nearest, instead] = [TOO_FAR];
    for (const [other, plain] of vocabulary) {
      const most = plain.length < 4 ? 0 : plain.length < 7 ? 1 : 2;
      const far = distance(key, plain, most) + (plain[0] === key[0] ? 0 : OTHER_LETTER);
      if (far < nearest) [nearest, instead] = [far, other];
    }
    return instead ? { terms: await known(instead), instead } : { terms: new Map() };
  };

  const find = async (word, stop) => {
    let terms = await known(word);
    let instead;
    if (!terms.size && /^\p{L}/u.test(word)) {
      terms = await compound(word, stop);
      if (!terms.size) ({ terms, instead } = await similar(word));
    }
    const { ranks } = await load("index.json");
    const documents = new Map();
    for (const [term, factor] of terms) {
      const [, , , postings = []] = (await exact(term)) ?? [];
      const rarity = Math.log(1 + ranks.length / (postings.length / 2));
      for (let n = 0; n < postings.length; n += 2) {
        const score = (postings[n + 1] / 10) * factor * rarity;
        const before = documents.get(postings[n]) ?? 0;
        documents.set(postings[n], Math.max(before, score) + MORE * Math.min(before, score));
      }
    }
    return { word, documents, instead };
  };

  const search = async (question) => {
    const { ranks, calls, stop: stopWords } = await load("index.json");
    const stop = new Set(stopWords);
    const asked = [...new Set(tokens(question))];
    const telling = asked.filter((token) => !stop.has(token) && !/^\p{L}$/u.test(token));
    const words = await Promise.all((telling.length ? telling : asked).map((w) => find(w, stop)));
    const there = words.filter(({ documents }) => documents.size);
    const rare = there.filter(({ documents }) => documents.size <= COMMON * ranks.length);
    const deciding = new Set(rare.length ? rare : there);
    const found = new Map();
    for (const one of there) {
      for (const [number, score] of one.documents) {
        const entry = found.get(number) ?? { number, score: 0, has: 0, first: 0 };
        entry.score += score;
        if (deciding.has(one)) entry.has += 1;
        // "1.3" anywhere in a question is the goal; an amount or a year is no such number.
        if (/^[0-9]+\.[0-9.]+$/.test(one.word) && score > 30) entry.first = 1;
        found.set(number, entry);
      }
    }
    for (const entry of found.values()) {
      const call = calls[entry.number];
      entry.score *= (ranks[entry.number] / 10) * (call ? STATES[stateOf(call)] ?? 1 : 1);
    }
    const sorted = [...found.values()].sort((a, b) =>
      b.first - a.first || b.has - a.has || b.score - a.score || a.number - b.number);
    const enough = Math.ceil(deciding.size / 2);
    const best = Math.max(...sorted.map(({ score }) => score));
    return {
      found: sorted.filter(({ has, score, first }) =>
        first || (has >= enough && score >= WEAKEST * best)).map(({ number }) => number),
      missing: words.filter(({ documents }) => !documents.size).map(({ word }) => word),
      instead: words.filter(({ instead }) => instead).map(({ word, instead }) => [word, instead]),
    };
  };

  const show = async (number) => {
    const rows = await load(`documents/${Math.floor(number / 10)}.json`);
    const [path, kind, own, title, titleLanguage, summary, summaryLanguage] = rows[number % 10];
    const { calls } = await load("index.json");
    const state = calls[number] && stateOf(calls[number]);
    return { path, kind, number: own, title, titleLanguage, summary, summaryLanguage, state };
  };

  return { search, show };
};
