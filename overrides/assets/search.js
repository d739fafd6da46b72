// Fetches Material's script when a reader first turns to the search; nothing else needs it.
(() => {
  const toggle = document.getElementById("__search");
  const field = document.querySelector(".md-search__input");
  if (!toggle || !field) return;
  // Material hides the search from readers without scripts.
  document.documentElement.classList.replace("no-js", "js");

  const load = () => {
    toggle.removeEventListener("change", load);
    field.removeEventListener("focus", load);
    // Material's script asks for a sitemap beside each alternate, on whatever host it names.
    for (const link of document.querySelectorAll("link[rel=alternate]")) link.remove();
    for (const waiting of document.querySelectorAll("#search-scripts")) {
      for (const { src } of waiting.content.querySelectorAll("script")) {
        document.body.append(Object.assign(document.createElement("script"), { src }));
      }
    }
  };

  toggle.addEventListener("change", load);
  field.addEventListener("focus", load);
})();
