// The desk: a file checked and not sent. Everything that comes from outside is put in as text.
"use strict";

const KEPT = "upload-link"; // in this tab alone, as the upload page keeps it
const BUSY = 3000; // milliseconds until a file that found no place is offered again
const LOST = "There is no connection. Check your connection, then choose the file again.";

const NOT_SENT = "We would use this file. It is not sent yet: go back to your files to send it.";
const SAY_WHICH = "Say which of your columns is what we ask for. You do not need to change your file. What stands in a column is shown on this page and kept nowhere.";
const UNDERSTOOD = "We have found what we need. If another column of yours is something that we ask for, open the list and say so.";

const $ = (id) => document.getElementById(id);
const sent = /^#sent-([0-9a-f]{64})$/.exec(location.hash)?.[1] || "";
let token = takeToken();
let file = null;
let turn = 0; // a newer check makes an older one's answer stale
let named = new Map(); // list to field to heading
let shown = null;
let markedUrl = "";

function takeToken() {
  const given = sent ? "" : location.hash.slice(1);
  if (given) {
    sessionStorage.setItem(KEPT, given);
    history.replaceState(null, "", location.pathname);
  }
  return given || sessionStorage.getItem(KEPT) || "";
}

addEventListener("hashchange", () => location.reload());

async function ask(path, type, body) {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": type };
  const options = { method: "POST", headers, body, credentials: "omit" };
  const answer = await fetch(`/upload/${path}`, options);
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return told;
  const why = typeof told.detail === "string" ? told.detail : "The file could not be checked. Send it: it is checked then.";
  throw Object.assign(new Error(why), { status: answer.status });
}

function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function refuse(why) {
  sessionStorage.removeItem(KEPT);
  $("page").hidden = true;
  $("no-link").hidden = false;
  $("no-link-why").textContent = why;
  document.title = "You cannot check files with this link";
  $("no-link").querySelector("h1").focus();
}

function about() {
  const lists = [...named].map(([list, columns]) => ({ list_id: list, columns }));
  return { name: file ? file.name : "", upload: sent, named: lists };
}

async function check() {
  const mine = ++turn;
  $("problem").hidden = $("reply").hidden = $("match").hidden = $("remember").hidden = true;
  $("said").textContent = "We are checking the file. This takes some seconds.";
  try {
    const answer = await whenThereIsRoom(mine);
    if (mine === turn) draw(answer);
  } catch (error) {
    if (error.status === 403) return refuse(error.message);
    if (mine === turn) tell(error instanceof TypeError ? LOST : error.message);
  }
}

async function whenThereIsRoom(mine) {
  for (;;) {
    try {
      const body = new Blob([JSON.stringify(about()), "\n", ...(file ? [file] : [])]);
      return await ask("check/file", "application/octet-stream", body);
    } catch (error) {
      if (error.status !== 503 || mine !== turn) throw error;
      $("said").textContent = error.message;
      await new Promise((go) => { setTimeout(go, BUSY); });
    }
  }
}

function tell(why) {
  $("said").textContent = "";
  $("problem").hidden = false;
  $("problem-why").textContent = why;
  $("problem").focus();
}

function draw(answer) {
  shown = answer;
  const reply = answer.reply;
  $("said").textContent = "";
  $("reply").hidden = false;
  $("headline").textContent = reply.headline;
  $("next-step").textContent = reply.is_accepted && !sent ? NOT_SENT : reply.next_step;
  $("warnings").replaceChildren(...reply.warnings.map(warning));
  $("notes").replaceChildren(...reply.notes.map((text) => make("p", "govuk-body name", text)));
  $("taken").replaceChildren(...takenFor(reply.taken_for));
  $("parts").replaceChildren(...reply.parts.flatMap(part));
  drawMarked(answer);
  drawMatch(answer);
  drawRemember();
  $("headline").focus();
}

function warning(text) {
  const made = make("div", "govuk-warning-text");
  const icon = make("span", "govuk-warning-text__icon", "!");
  icon.setAttribute("aria-hidden", "true");
  const strong = make("strong", "govuk-warning-text__text name");
  strong.append(make("span", "govuk-visually-hidden", "Warning"), text);
  made.append(icon, strong);
  return made;
}

function takenFor(titles) {
  if (!titles.length) return [];
  const list = make("ul", "govuk-list govuk-list--bullet");
  list.append(...titles.map((title) => make("li", "name", title)));
  return [make("p", "govuk-body", "We take it for:"), list];
}

function part(told) {
  const made = [make("h3", "govuk-heading-m", told.title)];
  for (const [severity, rows] of Object.entries(told.to_do)) made.push(toDo(severity, rows));
  if (told.read) made.push(make("p", "govuk-body name", told.read));
  return made;
}

function toDo(severity, rows) {
  const table = make("table", "govuk-table stack");
  const head = make("thead", "govuk-table__head");
  const titles = make("tr", "govuk-table__row");
  for (const title of ["What to do", "Where"]) {
    const cell = make("th", "govuk-table__header", title);
    cell.scope = "col";
    titles.append(cell);
  }
  head.append(titles);
  const body = make("tbody", "govuk-table__body");
  for (const [what, where] of rows) {
    const row = make("tr", "govuk-table__row");
    row.append(make("td", "govuk-table__cell name", what), make("td", "govuk-table__cell name", where));
    body.append(row);
  }
  table.append(make("caption", "govuk-table__caption govuk-table__caption--s", severity), head, body);
  return table;
}

function drawMarked(answer) {
  if (markedUrl) URL.revokeObjectURL(markedUrl);
  $("marked").hidden = !answer.marked;
  if (!answer.marked) return;
  const bytes = Uint8Array.from(atob(answer.marked), (letter) => letter.charCodeAt(0));
  markedUrl = URL.createObjectURL(new Blob([bytes], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }));
  $("marked-link").href = markedUrl;
  $("marked-link").download = answer.marked_name;
}

// Tables that are not understood come open; of the others an unread column may still be named.
function drawMatch(answer) {
  const tables = answer.tables.filter((table) => table.columns.length);
  $("tables").replaceChildren(...tables.map((table, number) => tableForm(table, number, answer.lists)));
  $("match").hidden = !tables.length || !answer.lists.length;
  $("match-why").textContent = tables.every(isUnderstood) ? UNDERSTOOD : SAY_WHICH;
  showAgain();
}

function showAgain() {
  $("again").hidden = ![...$("tables").children].some((form) => form.open);
}

function columnsOf(table) {
  const list = make("ul", "govuk-list name");
  for (const column of table.columns) {
    const made = make("li");
    made.append(make("strong", "", `${column.letter}: ${column.heading}`));
    if (column.samples.length) made.append(` – for example ${column.samples.join("; ")}`);
    list.append(made);
  }
  return [make("p", "govuk-body", "Your columns:"), list];
}

function matchedAs(table, list) {
  return table.matched.find((each) => each.list_id === list) || { columns: [], lacks: [] };
}

function isUnderstood(table) {
  return table.is_clear && !matchedAs(table, table.likely).lacks.length;
}

function tableForm(table, number, lists) {
  const where = `${table.sheet ? `Sheet “${table.sheet}”, h` : "H"}eadings in row ${table.heading_row}`;
  const made = make("details", "govuk-details");
  made.open = !isUnderstood(table);
  const summary = make("summary", "govuk-details__summary");
  summary.append(make("span", "govuk-details__summary-text name", where));
  const body = make("div", "govuk-details__text");
  const list = select(`list-${number}`, "Which list is this?", "");
  list.choice.append(option("", "Choose a list"), ...lists.map((each) => option(each.id, each.title)));
  list.choice.value = table.likely;
  const fields = make("div");
  list.choice.addEventListener("change", () => drawFields(fields, table, number, lists, list.choice.value));
  drawFields(fields, table, number, lists, table.likely);
  body.append(...columnsOf(table), list.group, fields);
  made.addEventListener("toggle", showAgain);
  made.append(summary, body);
  made.dataset.number = String(number);
  return made;
}

function drawFields(parent, table, number, lists, listId) {
  const list = lists.find((each) => each.id === listId);
  if (!list) return parent.replaceChildren();
  const known = new Map(matchedAs(table, listId).columns);
  const rank = (field) => (known.has(field.id) ? 2 : field.is_needed ? 0 : 1);
  const fields = [...list.fields].sort((one, other) => rank(one) - rank(other));
  parent.replaceChildren(...fields.map((field) => fieldForm(field, table, number, known.get(field.id) || "")));
}

function fieldForm(field, table, number, letter) {
  const title = field.is_needed ? `${field.title} (needed)` : field.title;
  const made = select(`field-${number}-${field.id}`, title, "hint");
  made.choice.append(option("", "None of my columns"));
  made.choice.append(...table.columns.map((column) => option(column.letter, `${column.letter}: ${column.heading}`)));
  made.choice.value = letter;
  made.choice.dataset.field = field.id;
  made.choice.dataset.before = letter;
  const samples = () => {
    const column = table.columns.find((each) => each.letter === made.choice.value);
    made.hint.textContent = column && column.samples.length ? `For example: ${column.samples.join("; ")}` : "";
  };
  made.choice.addEventListener("change", samples);
  samples();
  return made.group;
}

function select(id, title, hinted) {
  const group = make("div", "govuk-form-group");
  const label = make("label", "govuk-label govuk-label--s", title);
  label.htmlFor = id;
  const choice = make("select", "govuk-select");
  choice.id = id;
  const hint = make("div", "govuk-hint name");
  hint.id = `${id}-hint`;
  group.append(label);
  if (hinted) {
    choice.setAttribute("aria-describedby", hint.id);
    group.append(hint);
  }
  group.append(choice);
  return { group, choice, hint };
}

function option(value, text) {
  const made = make("option", "", text);
  made.value = value;
  return made;
}

// Of a table that was read only what is changed is said; of another all of it says which list it is.
function said() {
  const found = new Map();
  for (const form of $("tables").children) {
    const table = shown.tables.filter((each) => each.columns.length)[Number(form.dataset.number)];
    const list = form.querySelector("select").value;
    if (!form.open || !list) continue;
    const whole = !table.is_clear || list !== table.likely;
    const columns = {};
    let isChanged = false;
    for (const choice of form.querySelectorAll("select[data-field]")) {
      isChanged ||= choice.value !== choice.dataset.before;
      if (!choice.value || !(whole || choice.value !== choice.dataset.before)) continue;
      columns[choice.dataset.field] = table.columns.find((each) => each.letter === choice.value).heading;
    }
    if (Object.keys(columns).length && (isChanged || whole)) found.set(list, columns);
  }
  return found;
}

function drawRemember() {
  $("remember").hidden = !named.size;
  $("remember-what").textContent = sent
    ? "We check the file that you sent again with them, and remember them for your next version."
    : "We remember them for this visit. The next file with this list that you send is read with them.";
}

async function use() {
  $("use").disabled = true;
  try {
    const told = await ask("check/columns", "application/json", JSON.stringify({ ...about(), name: "" }));
    $("remember").hidden = true;
    $("said").textContent = told.number
      ? `Upload ${told.number} is being checked again with these columns. Go back to your files to see the reply.`
      : "We remember these columns for this visit. Go back to your files to send the file.";
    $("said").scrollIntoView();
  } catch (error) {
    if (error.status === 403) return refuse(error.message);
    tell(error instanceof TypeError ? LOST : error.message);
  } finally {
    $("use").disabled = false;
  }
}

$("file").addEventListener("change", (event) => {
  const chosen = event.target.files[0];
  if (!chosen) return;
  file = chosen;
  named = new Map();
  check();
});
$("again").addEventListener("click", () => {
  const more = said();
  if (!more.size) return tell("Choose a column for at least one of what is asked for.");
  for (const [list, columns] of more) named.set(list, { ...named.get(list), ...columns });
  check();
});
$("use").addEventListener("click", use);

if (!token) {
  refuse("The link is not complete. Use the whole link in the newest mail, or ask the lead inspector.");
} else {
  $("page").hidden = false;
  if (sent) {
    document.title = "Say which of your columns are which";
    $("title").textContent = "Say which of your columns are which";
    $("choose").hidden = true;
    check();
  }
}
