// Narrows the list of projects to what the reader chooses. Without JavaScript the form stays
// hidden, and the lists by priority area, goal, municipality and year do the same.
(() => {
  const form = document.querySelector("form.filter");
  if (!form) return;
  const selects = [...form.querySelectorAll("select")];
  const cards = [...document.querySelectorAll("li.card.project")];
  const shown = form.querySelector(".shown");

  const apply = () => {
    let count = 0;
    for (const card of cards) {
      const fits = selects.every(
        (select) => !select.value || card.dataset[select.name].split(" ").includes(select.value),
      );
      card.hidden = !fits;
      if (fits) count += 1;
    }
    shown.textContent = String(count);
  };

  const wanted = new URLSearchParams(location.search);
  for (const select of selects) select.value = wanted.get(select.name) ?? "";
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const chosen = new URLSearchParams();
    for (const select of selects) if (select.value) chosen.set(select.name, select.value);
    const query = chosen.toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    apply();
  });
  apply();
})();
