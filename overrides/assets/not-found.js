// A host shows one 404 page for the whole site. It speaks every language; this turns it into the
// page of the language that the address was in.
(async () => {
  const parts = [...document.querySelectorAll(".not-found")];
  // The source language's home is the root of all: the longest that fits is the visitor's.
  const mine = parts
    .filter((part) => location.pathname.startsWith(part.dataset.home))
    .sort((a, b) => b.dataset.home.length - a.dataset.home.length)[0];
  if (!mine) return;
  for (const part of parts) part.hidden = part !== mine;
  document.title = mine.querySelector("h1, h2").textContent;
  if (mine.lang === document.documentElement.lang) return;

  const answer = await fetch(`${mine.dataset.home}404.html`);
  if (!answer.ok) return;
  const own = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of [".skip-link", ".site-name", ".languages", ".site-menu", "main", "footer"]) {
    document.querySelector(part).replaceWith(own.querySelector(part));
  }
  document.documentElement.lang = own.documentElement.lang;
  document.title = own.title;
})();
