// A host shows one 404 page for the whole site. It speaks every language; this shows the one that
// the address was in.
(() => {
  const sections = [...document.querySelectorAll("section.not-found")];
  const fits = (section) => location.pathname.startsWith(section.dataset.home);
  // The source language's home is the root of all: the longest that fits is the visitor's.
  const mine = sections
    .filter(fits)
    .sort((a, b) => b.dataset.home.length - a.dataset.home.length)[0];
  if (!mine) return;
  for (const section of sections) section.hidden = section !== mine;
  document.documentElement.lang = mine.lang;
  document.title = mine.querySelector("h1, h2").textContent;
})();
