(() => {
  // Search, filters, order and pages of a table of claims, or of cards. Every row is in the page:
  // those that are not shown wait in a <template>. What articles say is only ever read and set as
  // text. A cell is sorted by its data-key, where it has one; an empty key is a missing value.
  const ALL = "";
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  const number = n => n.toLocaleString("en");
  const fold = text => text.normalize("NFKC").toLowerCase()
    .replace(/[‘’‚‛ʼ′]/g, "'").replace(/[“”„‟″«»]/g, '"').replace(/[‐‑]/g, "-");

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function read(body, place) {
    const cells = [...body.rows[0].cells];
    const texts = cells.map(cell => cell.textContent.trim());
    const said = [...body.querySelectorAll(".onrecord-quote, .onrecord-told")].map(each => each.textContent);
    return {
      body, place, texts,
      keys: cells.map((cell, i) => cell.dataset.key ?? texts[i]),
      words: fold([...texts, ...said].join(" ")),
    };
  }

  function browse(output) {
    const SHOWN = Number(output.dataset.shown), { one, many } = output.dataset;
    const table = output.querySelector("table"), rest = table.querySelector("template");
    const status = output.querySelector("[role=status]");
    const region = output.querySelector(".onrecord-scroll");
    const rows = [...table.tBodies, ...rest.content.children].map(read);
    const heads = [...table.tHead.rows[0].cells];
    let page = 0, column = -1, down = false;

    const search = make("input", { type: "search", autocomplete: "off", spellcheck: false });
    const filters = heads.flatMap((head, i) => head.dataset.filter === undefined ? [] : [filter(head, i)]);
    const clear = make("button", { type: "button" }, "Clear all");
    const before = make("button", { type: "button" }, "Previous");
    const after = make("button", { type: "button" }, "Next");
    const where = make("span");
    const sorts = heads.map(sort);

    function filter(head, i) {
      const known = new Map(rows.map(row => [row.texts[i], row.keys[i]]));
      const values = [...known.keys()].sort((a, b) => order(known.get(a), known.get(b)));
      const options = values.map(value => make("option", { value }));
      const select = make("select", {}, make("option", { value: ALL }, "all"), ...options);
      const name = head.textContent.trim();
      select.setAttribute("aria-label", name);  // else some name it by its choices too
      return { i, select, options, label: make("label", {}, name, select) };
    }

    function sort(head, i) {
      const button = make("button", { type: "button" }, head.textContent.trim());
      button.addEventListener("click", () => {
        // Up, down, and back to the order in which the rows came.
        [column, down] = column !== i ? [i, false] : down ? [-1, false] : [i, true];
        page = 0;
        show();
      });
      head.replaceChildren(button);
      return button;
    }

    function order(a, b, turned = false) {
      if (!a || !b) return !a - !b;  // what is missing comes last, whatever the order
      return turned ? compare(b, a) : compare(a, b);
    }

    function matching(words, but) {
      const asked = filters.filter(f => f !== but && f.select.value !== ALL);
      return rows.filter(row => words.every(word => row.words.includes(word))
        && asked.every(f => row.texts[f.i] === f.select.value));
    }

    function count(words) {
      for (const f of filters) {
        const found = new Map();
        for (const row of matching(words, f)) found.set(row.texts[f.i], (found.get(row.texts[f.i]) ?? 0) + 1);
        for (const option of f.options) option.textContent = `${option.value} (${number(found.get(option.value) ?? 0)})`;
      }
    }

    function show() {
      const words = fold(search.value).split(/\s+/).filter(Boolean);
      const found = matching(words);
      if (column >= 0) found.sort((a, b) => order(a.keys[column], b.keys[column], down) || a.place - b.place);
      const from = page * SHOWN, shown = found.slice(from, from + SHOWN);
      const pages = Math.max(1, Math.ceil(found.length / SHOWN));
      rest.content.append(...rows.map(row => row.body));
      table.append(...shown.map(row => row.body));
      heads.forEach((head, i) => {
        if (i === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      const some = found.length < rows.length;
      const which = shown.length < found.length ? `; ${number(from + 1)} to ${number(from + shown.length)} are shown` : "";
      status.textContent = found.length
        ? `${some ? `${number(found.length)} of ` : ""}${number(rows.length)} ${rows.length === 1 ? one : many}${which}.`
        : `No ${one} matches.`;
      where.textContent = `page ${number(page + 1)} of ${number(pages)}`;
      [before.disabled, after.disabled] = [page === 0, page + 1 >= pages];
      count(words);
    }

    function turn(by) {
      page += by;
      show();
      region.focus();
      region.scrollIntoView({ block: "nearest" });
    }

    const again = () => { page = 0; show(); };
    // In JupyterLab a plain letter is a command, such as to cut a cell; Ctrl and S may go on to it.
    output.addEventListener("keydown", event => {
      if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    });
    search.addEventListener("input", again);
    filters.forEach(f => f.select.addEventListener("change", again));
    before.addEventListener("click", () => turn(-1));
    after.addEventListener("click", () => turn(1));
    clear.addEventListener("click", () => {
      [search.value, column] = ["", -1];
      filters.forEach(f => { f.select.value = ALL; });
      again();
      search.focus();
    });
    const controls = make("div", { className: "onrecord-controls" },
      make("label", { className: "onrecord-search" }, output.dataset.search, search),
      ...filters.map(f => f.label), clear);
    controls.setAttribute("role", "search");
    controls.setAttribute("aria-label", table.caption.textContent.trim());
    status.before(controls);
    region.after(make("div", { className: "onrecord-pages" }, before, where, after));
    show();
  }

  for (const output of document.querySelectorAll(".onrecord-browse:not(:has(.onrecord-controls))")) browse(output);
})();
