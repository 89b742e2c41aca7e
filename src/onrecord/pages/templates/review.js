// Questions as a table with buttons. What is decided goes to Python as a list, one entry a click, and
// Python writes the file. Texts are other people's: they are only ever set as text.
function make(name, text, className) {
  const element = document.createElement(name);
  element.textContent = text ?? "";
  if (className) element.className = className;
  return element;
}

function render({ model, el }) {
  const rows = model.get("questions");
  const table = make("table", "", "onrecord-table");
  const told = make("p", "", "onrecord-small");
  told.setAttribute("role", "status");
  const undo = make("button", "Undo");
  const names = make("datalist");
  names.id = `onrecord-names-${Math.random().toString(36).slice(2)}`;
  for (const name of model.get("names")) names.append(new Option(name));
  const states = [];

  const decide = (number, decision, answer) => {
    model.set("decided", [...model.get("decided"), [number, decision, answer]]);
    model.save_changes();
  };
  const head = make("tr");
  for (const name of ["question", "the kit believes", "in the article", "your answer"]) {
    const cell = make("th", name);
    cell.scope = "col";
    head.append(cell);
  }
  table.append(head);
  rows.forEach((row, number) => {
    const line = make("tr");
    line.dataset.row = number;
    const example = make("td");
    for (const [before, marked, after] of row.examples) {
      const sentence = make("p", before);
      sentence.append(make("mark", marked, "onrecord-content"), after);
      example.append(sentence);
    }
    const answers = make("td", "", "onrecord-answers");
    for (const [label, decision] of [["Accept", "yes"], ["Reject", "no"]]) {
      const button = make("button", label);
      button.addEventListener("click", () => decide(number, decision, ""));
      answers.append(button);
    }
    if (row.named) {
      const input = make("input");
      input.placeholder = "another name";
      input.setAttribute("aria-label", "another name");
      input.setAttribute("list", names.id);
      const button = make("button", "Rename");
      const rename = () => input.value.trim() && decide(number, "", input.value.trim());
      button.addEventListener("click", rename);
      input.addEventListener("keydown", (event) => event.key === "Enter" && rename());
      answers.append(input, button);
    }
    const state = make("span", "", "onrecord-small");
    states.push(state);
    answers.append(state);
    line.append(make("td", `${row.kind}: ${row.reason}`), make("td", row.believed), example, answers);
    table.append(line);
  });

  const show = () => {
    const decided = new Map();
    for (const [number, decision, answer] of model.get("decided")) decided.set(number, answer || decision);
    states.forEach((state, number) => { state.textContent = decided.get(number) ?? ""; });
    undo.disabled = !model.get("decided").length;
    told.textContent = model.get("told");
  };
  undo.addEventListener("click", () => {
    model.set("decided", model.get("decided").slice(0, -1));
    model.save_changes();
  });
  model.on("change:decided", show);
  model.on("change:told", show);
  show();
  const place = make("div", "", "onrecord-scroll");
  place.append(table);
  el.classList.add("onrecord-output");
  el.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes what is typed for commands
  el.append(place, names, undo, told);
  return () => { model.off("change:decided", show); model.off("change:told", show); };
}

export default { render };
