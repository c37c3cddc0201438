// The files that were sent: what each answers, what became of it, and taking one back.
"use strict";

let states = new Map();
let lastSent = [];

function drawFiles(sent) {
  lastSent = sent;
  const now = sent.filter((file) => !file.is_over);
  const past = sent.filter((file) => file.is_over);
  const needing = now.filter((file) => file.needs_you);
  const shown = $("needs-me").checked ? needing : now;
  $("nothing-sent").hidden = sent.length > 0;
  $("filter").hidden = now.length === 0;
  $("needs-me-count").textContent = String(needing.length);
  $("nothing-needs-me").hidden = !(now.length && !shown.length);
  $("sent").hidden = shown.length === 0;
  fill($("sent").tBodies[0], shown.map(fileRow));
  $("history").hidden = past.length === 0;
  $("history-count").textContent = `Not used any more: ${past.length} ${past.length === 1 ? "file" : "files"}`;
  fill($("past").tBodies[0], past.map(fileRow));
  tellChanges(sent);
}

function tellChanges(sent) {
  for (const file of sent) {
    document.querySelector(`#sending li[data-id="${file.id}"]`)?.remove();
    if (states.has(file.id) && states.get(file.id) !== file.state) say(`${file.name}: ${file.state}`);
  }
  states = new Map(sent.map((file) => [file.id, file.state]));
}

function fileRow(file) {
  const made = make("tr", "govuk-table__row");
  const name = make("th", "govuk-table__header name", file.name);
  name.scope = "row";
  const came = file.number === null ? `Came at ${file.came}` : `Upload ${file.number}, came at ${file.came}`;
  name.append(make("span", "came", came));
  const state = make("td", "govuk-table__cell");
  state.append(tag(file.state, file.tone));
  const turn = turnOf(file);
  if (turn) state.append(make("p", "turn", turn));
  const reply = make("td", "govuk-table__cell");
  reply.append(...replyOf(file));
  made.append(name, state, reply);
  return made;
}

function replyOf(file) {
  const links = make("ul", "downloads");
  links.append(...file.downloads.map((each) => item(link(each, file.name))));
  const answers = file.answers.length ? [make("p", "line answers", `For ${file.answers.join("; ")}`)] : [];
  const parts = [...answers, ...linesOf(file), links];
  if (file.is_matchable) parts.push(matchLink(file));
  if (file.may_take_back) parts.push(button("Take back", file.name, () => askToTakeBack(file), "as-link govuk-link"));
  return parts;
}

// What is in use and asks nothing of anybody needs one line: the rest is there for who opens it.
function linesOf(file) {
  const lines = file.lines.map((text) => make("p", "line", text));
  if (file.state !== "In use" || !lines.length) return lines;
  const folded = make("details", "govuk-details reply");
  const summary = make("summary", "govuk-details__summary");
  const words = make("span", "govuk-details__summary-text", "Nothing to fix");
  words.append(hidden(`: our reply to ${file.name}`));
  summary.append(words);
  folded.append(summary, ...lines);
  return [folded];
}

function matchLink(file) {
  const made = make("a", "govuk-link", "Match your columns");
  made.href = `/upload/check#sent-${file.id}`;
  made.append(make("span", "govuk-visually-hidden", ` of ${file.name}`));
  const line = make("p", "line");
  line.append(made);
  return line;
}

function turnOf(file) {
  if (!file.is_waiting || file.before === null) return "";
  if (file.before === 0) return "It is next, or being checked now.";
  return file.before === 1 ? "1 file goes before it." : `${file.before} files go before it.`;
}

function drawBusy(sent) {
  const waiting = sent.filter((file) => file.is_waiting && file.before !== null);
  const first = Math.min(...waiting.map((file) => file.before));
  $("busy").hidden = !waiting.length || first < 5;
  $("busy").textContent = `Many files have come at once: ${first} go before yours. You can leave this page. We mail you when they are answered.`;
}

async function askToTakeBack(file) {
  try {
    const follows = await ask(`files/${file.number}/taking-back`);
    const title = `Take back ${file.name} (upload ${file.number})?`;
    confirmFirst({ title, lines: follows.lines, yes: "Take it back", isWarning: true }, async (who) => {
      await tell(`files/${file.number}/taking-back`, { who });
      fingerprints.clear(); // it may be sent again
      say(`${file.name} is taken back`);
      await refresh();
    });
  } catch (error) {
    if (error.status === 403) return refuse(error.message);
    say(error instanceof TypeError ? AWAY : error.message);
    await refresh();
  }
}

$("needs-me").addEventListener("change", () => drawFiles(lastSent));
