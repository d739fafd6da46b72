// Leads on from an address that a page had before, with the question and the anchor of the link.
{
  const { search, hash } = location;
  location.replace(document.currentScript.dataset.to + search + hash);
}
