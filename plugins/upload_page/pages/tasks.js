// The items of the request as a task list: what is outstanding first, what is answered folded.
"use strict";

const drawnTasks = new Map(); // by number: what stands on the page for an item

function drawTasks(asked, sent) {
  const open = asked.filter((each) => !each.is_done);
  const done = asked.filter((each) => each.is_done);
  const rank = (each) => (each.is_late ? 0 : each.is_open ? 1 : 2);
  open.sort((one, other) => rank(one) - rank(other)); // else as the request has them
  place($("outstanding"), open.map((each) => task(each, sent)));
  place($("done-items"), done.map((each) => task(each, sent)));
  $("nothing-outstanding").hidden = open.length > 0;
  $("done").hidden = !done.length;
  $("done-count").textContent = `Answered: ${done.length} of ${asked.length} items`;
}

// Only what stands elsewhere is moved: the keyboard stays where it is.
function place(list, tasks) {
  tasks.forEach((task, at) => {
    if (list.children[at] !== task) list.insertBefore(task, list.children[at] || null);
  });
  while (list.children.length > tasks.length) list.lastElementChild.remove();
}

function task(asked, sent) {
  const drawn = drawnTasks.get(asked.number) || newTask(asked);
  const label = `${asked.number} ${asked.title}`;
  const parts = [make("p", "about", asked.about), make("p", "due", asked.said || dueLine(asked))];
  if (asked.uploads.length) parts.push(make("p", "due", `In use: ${asked.uploads.map((n) => `upload ${n}`).join(", ")}`));
  fill(drawn.facts, parts);
  fill(drawn.state, [tag(asked.is_late ? `Late, ${asked.state.toLowerCase()}` : asked.state, asked.is_late ? "red" : asked.tone)]);
  drawn.target = {
    label,
    item: asked.number,
    child: "",
    tracking: false,
    isDocument: asked.is_document,
    mayNotApply: true,
    isNone: asked.is_none,
    uploads: asked.uploads,
    others: otherFiles(sent, asked.uploads),
  };
  if (drawn.details.open) renewPanel(drawn);
  return drawn.shown;
}

function dueLine(asked) {
  return asked.due.startsWith("No ") ? asked.due : `${asked.is_late ? "Was due" : "Due"} by ${asked.due}`;
}

function newTask(asked) {
  const shown = make("li", "task");
  const head = make("div", "task-head");
  const title = make("h3", "govuk-heading-s", `${asked.number} ${asked.title}`);
  const state = make("div", "task-state");
  const facts = make("div", "task-facts");
  const details = make("details", "govuk-details");
  const summary = make("summary", "govuk-details__summary");
  summary.append(make("span", "govuk-details__summary-text", "Answer this"));
  summary.append(hidden(`: ${asked.number} ${asked.title}`));
  const panel = make("div", "govuk-details__text");
  details.append(summary, panel);
  head.append(title, state);
  shown.append(head, facts, details);
  const drawn = { shown, facts, state, details, panel, target: null, of: "" };
  details.addEventListener("toggle", () => { if (details.open) renewPanel(drawn); });
  takesDrops(shown, (transfer) => takeDropped(transfer, drawn.target));
  drawnTasks.set(asked.number, drawn);
  return drawn;
}

// What somebody is choosing is not drawn away under their hands.
function renewPanel(drawn) {
  const { isNone, uploads, others } = drawn.target;
  const of = JSON.stringify([isNone, uploads, others.map((each) => each.number)]);
  if (drawn.of === of || drawn.panel.contains(document.activeElement)) return;
  drawn.of = of;
  drawn.panel.replaceChildren(...answerPanel(drawn.target));
}
