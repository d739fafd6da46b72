// Fetches Material's script when a reader first turns to the search; nothing else needs it.
(() => {
  const toggle = document.getElementById("__search");
  const field = document.querySelector(".md-search__input");
  if (!toggle || !field) return;
  // Material hides the search from readers without scripts.
  document.documentElement.classList.replace("no-js", "js");

  // What Material prints inline, where no script may run.
  const prepare = () => {
    const { base } = JSON.parse(document.getElementById("__config").textContent);
    const name = (key, scope) => `${scope.pathname}.${key}`;
    globalThis.__md_scope = new URL(base, location);
    globalThis.__md_hash = (text) => [...text].reduce((sum, c) => ((sum << 5) - sum + c.charCodeAt(0)) | 0, 0);
    globalThis.__md_get = (key, storage = localStorage, scope = globalThis.__md_scope) =>
      JSON.parse(storage.getItem(name(key, scope)));
    globalThis.__md_set = (key, value, storage = localStorage, scope = globalThis.__md_scope) => {
      try {
        storage.setItem(name(key, scope), JSON.stringify(value));
      } catch {
        // A full or forbidden storage is no reason to stop.
      }
    };
  };

  const load = () => {
    toggle.removeEventListener("change", load);
    field.removeEventListener("focus", load);
    prepare();
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
