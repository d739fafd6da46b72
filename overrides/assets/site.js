// What a script adds to pages that work without it. Each part looks for its element and is done
// if there is none.

// Narrows the list of projects to what the reader chooses. Without JavaScript the form stays
// hidden, and the lists by priority area, goal, municipality and year do the same.
(() => {
  const form = document.querySelector("form.filter");
  if (!form) return;
  const selects = [...form.querySelectorAll("select")];
  const cards = [...document.querySelectorAll("li.card.project")];
  const shown = form.querySelector(".shown");
  const none = form.querySelector(".none-fit");

  const apply = () => {
    let count = 0;
    for (const card of cards) {
      const fits = selects.every(
        (select) => !select.value || card.dataset[select.name].split(" ").includes(select.value),
      );
      card.hidden = !fits;
      if (fits) count += 1;
    }
    shown.textContent = count < cards.length ? `${count} / ` : "";
    none.hidden = count > 0;
  };

  const wanted = new URLSearchParams(location.search);
  for (const select of selects) select.value = wanted.get(select.name) ?? "";
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  const update = () => {
    const chosen = new URLSearchParams();
    for (const select of selects) if (select.value) chosen.set(select.name, select.value);
    const query = chosen.toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    apply();
  };
  form.addEventListener("change", update);
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const select of selects) select.value = "";
    selects[0].focus(); // the button is about to go
    update();
  });
  apply();
})();

// What the reader asked for and chose, and the place on the page, are kept in another language.
for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", () => {
    link.search = location.search;
    link.hash = location.hash;
  });
}

// Some browsers forget what a table is when a narrow screen shows it as lines. HTML may not say it.
{
  const roles = {
    table: "table", "thead, tbody, tfoot": "rowgroup", tr: "row", td: "cell",
    "th[scope=col]": "columnheader", "th[scope=row]": "rowheader",
  };
  for (const table of document.querySelectorAll("table.stacked")) {
    for (const [selector, role] of Object.entries(roles)) {
      const parts = selector === "table" ? [table] : table.querySelectorAll(selector);
      for (const part of parts) part.setAttribute("role", role);
    }
  }
}

// What is folded is on paper too, in browsers whose style sheets can't unfold it.
{
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const part of folded) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of folded) part.open = false;
  });
}

// Copies a citation. Without JavaScript its text can be selected: a click takes all of it.
for (const line of document.querySelectorAll(".copying")) {
  const button = line.querySelector("button");
  const said = line.querySelector("[data-says]");
  const text = document.getElementById(button.dataset.copies);
  if (!navigator.clipboard) continue;
  line.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.innerText.trim());
    said.textContent = said.dataset.says;
  });
}

// Which calls are open on the day that somebody reads, not on the day of the build. Days are
// counted where the strategy is; a call is open to the end of its closing date.
(() => {
  const day = document.querySelector(".state-day");
  if (!day) return;
  // As "2027-01-31 16:00".
  const format = { timeZone: day.dataset.timeZone, dateStyle: "short", timeStyle: "short" };
  const now = new Intl.DateTimeFormat("sv-SE", format).format();
  const today = now.slice(0, 10);

  // As in search.js.
  const stateOf = ({ call, opens, closes, closesAt }) => {
    if (opens && today < opens) return "coming";
    if (closes) return now <= `${closes} ${closesAt ?? "24:00"}` ? "open" : "closed";
    return call === "coming" ? "open" : call;
  };

  let open = false;
  for (const call of document.querySelectorAll("[data-call]")) {
    const state = stateOf(call.dataset);
    open ||= state === "open";
    for (const word of call.querySelectorAll("[data-state]")) {
      word.hidden = word.dataset.state !== state;
    }
    const list = call.closest("[data-calls]");
    if (!list || list.dataset.calls.split(" ").includes(state)) continue;
    const other = document.querySelector(`[data-calls="${state}"] .calls`);
    if (other) other.append(call);
    else call.remove();
  }
  for (const list of document.querySelectorAll("[data-calls]")) {
    list.hidden = !list.querySelector("[data-call]");
  }
  for (const line of document.querySelectorAll(".none-open")) line.hidden = open;
  for (const line of document.querySelectorAll(".state-day")) line.hidden = true;
})();
