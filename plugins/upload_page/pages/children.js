// The selected children: a place for each child and kind of document. Children are codes here.
"use strict";

let openCell = ""; // the place whose panel is open
let shownPanel = "";
let lastChildren = null;

function drawChildren(children) {
  $("children").hidden = !children;
  lastChildren = children;
  if (!children) return;
  const still = children.awaited === 1 ? "1 document is" : `${children.awaited} documents are`;
  const isDue = children.due.startsWith("Due");
  const when = isDue && children.is_late ? children.due.replace("Due", "They were due") : children.due;
  $("children-due").textContent = `${when}. ${children.awaited ? `${still} still to come.` : "Nothing is missing."}`;
  $("child-example").textContent = `${children.codes[0]} ${children.kinds[0].title}.pdf`;
  const head = make("tr", "govuk-table__row");
  head.append(columnHead("Document"), ...children.codes.map((code) => columnHead(code)));
  fill($("grid").tHead, [head]);
  drawRows(children);
  if (openCell) drawPanel(children);
}

function columnHead(text) {
  const made = make("th", "govuk-table__header", text);
  made.scope = "col";
  return made;
}

function drawRows(children) {
  const body = $("grid").tBodies[0];
  children.kinds.forEach((kind, at) => {
    const row = body.rows[at] || body.insertRow();
    row.className = "govuk-table__row";
    if (!row.cells.length) {
      const first = make("th", "govuk-table__header", kind.title);
      first.scope = "row";
      row.append(first, ...kind.cells.map((cell) => newCell(kind, cell)));
    }
    kind.cells.forEach((cell, column) => {
      const shown = row.cells[column + 1];
      if (shown.dataset.of !== cellKey(kind, cell)) shown.replaceWith(newCell(kind, cell));
      fill(row.cells[column + 1].querySelector(".state"), [tag(cell.state, cell.tone)]);
    });
    while (row.cells.length > kind.cells.length + 1) row.lastElementChild.remove();
  });
}

function cellKey(kind, cell) {
  return `${kind.id} ${cell.code}`;
}

function newCell(kind, cell) {
  const made = make("td", "govuk-table__cell");
  made.dataset.of = cellKey(kind, cell);
  const answer = button("Answer", `${kind.title} of ${cell.code}`, () => {
    openCell = made.dataset.of;
    shownPanel = "";
    drawPanel(lastChildren);
    $("child-panel").querySelector("h3")?.focus();
  }, "as-link govuk-link");
  made.append(make("span", "code", cell.code), make("span", "state"), answer);
  takesDrops(made, (transfer) => takeDropped(transfer, cellTarget(kind, cell)));
  return made;
}

function cellTarget(kind, cell) {
  return {
    label: `${kind.title} of ${cell.code}`,
    item: kind.id,
    child: cell.code,
    tracking: true,
    isDocument: false,
    mayNotApply: kind.may_not_apply,
    isNone: cell.is_none,
    uploads: cell.uploads,
    others: [],
  };
}

function drawPanel(children) {
  const places = children.kinds.flatMap((kind) => kind.cells.map((cell) => [kind, cell]));
  const found = places.find(([kind, cell]) => cellKey(kind, cell) === openCell);
  $("child-panel").hidden = !found;
  if (!found) return;
  const [kind, cell] = found;
  const of = JSON.stringify([openCell, cell]);
  if (shownPanel === of) return;
  shownPanel = of;
  const title = make("h3", "govuk-heading-s", `${kind.title} of ${cell.code}`);
  title.tabIndex = -1;
  const facts = [make("p", "about", kind.about)];
  if (cell.said) facts.push(make("p", "due", cell.said));
  if (cell.uploads.length) facts.push(make("p", "due", `In use: ${cell.uploads.map((n) => `upload ${n}`).join(", ")}`));
  const close = button("Close", `${kind.title} of ${cell.code}`, closePanel, "as-link govuk-link");
  $("child-panel").replaceChildren(title, ...facts, ...answerPanel(cellTarget(kind, cell)), close);
}

function closePanel() {
  const cell = [...$("grid").querySelectorAll("td")].find((each) => each.dataset.of === openCell);
  openCell = "";
  $("child-panel").hidden = true;
  cell?.querySelector("button").focus();
}

const aboutChildren = { item: "", child: "", tracking: true, label: "" };
takesChosen($("children-files"), (files) => take(files, aboutChildren));
takesDrops($("drop-children"), (transfer) => takeDropped(transfer, aboutChildren));
