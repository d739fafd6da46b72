"use strict";
// Beside Decap: its Swedish completed, and a preview that is the real page.
{
  const { CMS, h, createClass } = window;
  const LANGUAGES = "languages.json";

  // Here a text is saved on this machine; who commits and pushes it publishes it.
  const WORDS = {
    collection: {
      collectionTop: {
        newButton: "Skapa ny: %{collectionLabel}",
        viewAsList: "Visa som lista",
        viewAsGrid: "Visa som rutor",
      },
    },
    editor: {
      editor: { onPublishing: "Vill du spara?" },
      editorControl: { field: { widgetLabel: "Fältet %{widgetLabel}" } },
      editorToolbar: {
        publish: "Spara",
        publishing: "Sparar …",
        published: "Sparad",
        publishNow: "Spara nu",
        publishAndCreateNew: "Spara och skapa ny",
        publishAndDuplicate: "Spara och duplicera",
      },
      editorWidgets: {
        datetime: { setToNow: "Sätt %{fieldLabel} till i dag" },
        list: { add: "Lägg till: %{item}", addType: "Lägg till: %{item}" },
        object: { expand: "Visa fälten", collapse: "Dölj fälten" },
      },
    },
    mediaLibrary: { mediaLibraryModal: { close: "Stäng" } },
    ui: {
      settingsDropdown: { account: "Konto" },
      toast: {
        entrySaved: "Sparat på den här datorn",

      },
    },
  };

  const completed = (words, more) => {
    const all = { ...words };
    for (const [name, word] of Object.entries(more)) {
      all[name] = typeof word === "string" ? word : completed(all[name] || {}, word);
    }
    return all;
  };
  CMS.registerLocale("sv", completed(CMS.getLocale("sv"), WORDS));

  // What the site draws is what it would publish: in its own frame, with its own style.
  const Preview = createClass({
    getInitialState() {
      return { languages: [], language: "", address: "", mistakes: [] };
    },

    async componentDidMount() {
      const languages = await (await fetch(LANGUAGES)).json();
      this.setState({ languages, language: languages[0].code }, this.ask);
    },

    componentDidUpdate(before) {
      if (before.entry.get("data") === this.props.entry.get("data")) return;
      clearTimeout(this.waiting);
      this.waiting = setTimeout(this.ask, 500);
    },

    componentWillUnmount() {
      clearTimeout(this.waiting);
    },

    async ask() {
      const { entry, collection } = this.props;
      const asked = (this.asked = {});
      const answer = await fetch("preview", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          collection: collection.get("name"),
          path: entry.get("path") || "",
          value: entry.get("data").toJS(),
          language: this.state.language,
        }),
      }).then((response) => response.json(), () => ({ error: "Redigerarens server svarar inte." }));
      // An answer to an older question may come last.
      if (this.asked !== asked) return;
      const mistakes = answer.error ? answer.error.split("\n") : [];
      this.setState({ address: answer.address || this.state.address, mistakes });
    },

    render() {
      const { languages, language, address, mistakes } = this.state;
      return h("div", { style: { height: "100vh", display: "flex", flexDirection: "column" } },
        h("div", { role: "group", "aria-label": "Språk" }, languages.map(({ code, name }) =>
          h("button", {
            key: code,
            type: "button",
            lang: code,
            "aria-pressed": code === language,
            onClick: () => this.setState({ language: code }, this.ask),
          }, name))),
        mistakes.length > 0 && h("ul", { role: "status" },
          mistakes.map((mistake) => h("li", { key: mistake }, mistake))),
        address && h("iframe", {
          title: "Sidan så som den blir",
          src: address,
          style: { flex: 1, border: 0, opacity: mistakes.length ? 0.5 : 1 },
        }));
    },
  });

  for (const name of ["projects", "calls", "priority_areas", "goals", "strategy"]) {
    CMS.registerPreviewTemplate(name, Preview);
  }
}
