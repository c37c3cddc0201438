// The upload page. Everything that comes from outside is put in as text, never as HTML.
"use strict";

const KEPT = "upload-link"; // in this tab alone, and gone when it closes
const OFTEN = 3000; // milliseconds, while a file is being checked
const SELDOM = 60000; // the downloads' addresses are good for five minutes
const LOST = "The file was not sent because there is no connection. Check your connection, then choose Try again.";
const CHANGED = "The file changed or can no longer be read. Choose it again.";

const $ = (id) => document.getElementById(id);
const queue = [];
const fingerprints = new Set();
let token = takeToken();
let mostBytes = Infinity; // until the page knows; the server judges anyway
let isSending = false;
let timer = 0;
let states = new Map();

// The link's secret stands after the #: browsers send that nowhere. It leaves the address bar at once.
function takeToken() {
  const given = location.hash.slice(1);
  if (given) {
    sessionStorage.setItem(KEPT, given);
    history.replaceState(null, "", location.pathname);
  }
  return given || sessionStorage.getItem(KEPT) || "";
}

// The same page may be open already when the link of another mail is followed.
addEventListener("hashchange", () => {
  token = takeToken();
  location.reload();
});

async function ask(path, options = {}) {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const answer = await fetch(`/upload/${path}`, { ...options, headers, credentials: "omit" });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const why = typeof told.detail === "string" ? told.detail : "The file could not be taken. Tell the lead inspector.";
    throw Object.assign(new Error(why), { status: answer.status });
  }
  return told;
}

function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function say(text) {
  $("said").textContent = text;
}

async function refresh() {
  clearTimeout(timer);
  let wait = SELDOM;
  try {
    const shown = await ask("visit");
    draw(shown);
    $("offline").hidden = true;
    if (shown.sent.some((file) => file.is_waiting)) wait = OFTEN;
  } catch (error) {
    if (error.status === 403) return refuse(error.message);
    wait = OFTEN * 3; // away for a moment: what is on the page stays
    if ($("page").hidden) $("loading").textContent = "There is no connection. We will try again.";
    else $("offline").hidden = false;
  }
  timer = setTimeout(refresh, wait);
}

function refuse(why) {
  queue.length = 0;
  sessionStorage.removeItem(KEPT);
  $("loading").hidden = $("page").hidden = true;
  $("no-link").hidden = false;
  $("no-link-why").textContent = why;
  document.title = "You cannot send files with this link";
  $("no-link").querySelector("h1").focus();
}

function draw(shown) {
  $("loading").hidden = true;
  $("page").hidden = false;
  mostBytes = shown.most_bytes;
  document.title = `Send information about ${shown.authority}`;
  $("kind").textContent = `${shown.kind} (${shown.visit_id})`;
  $("authority").textContent = shown.authority;
  $("contact").textContent = shown.contact;
  $("contact").href = `mailto:${shown.contact}`;
  $("most").textContent = String(shown.most_bytes >> 20);
  $("stopped").hidden = !shown.stopped;
  $("stopped-why").textContent = shown.stopped;
  $("about").hidden = !shown.tracking_due;
  $("tracking-due").textContent = shown.tracking_due;
  drawItems(shown.asked.filter((each) => each.is_document));
  fill($("request"), shown.downloads.map((file) => item(link(file))));
  fill($("asked").tBodies[0], shown.asked.map(askedRow));
  if (shown.stopped) fill($("due"), [make("p", "govuk-body", missing(shown.asked))]);
  else drawDue(shown.asked);
  drawSent(shown.sent);
}

function isTracking() {
  return !$("about").hidden && $("about-tracking").checked;
}

// Drawn again it keeps what was chosen: only what is new is added.
function drawItems(documents) {
  $("serve").hidden = isTracking() || !documents.length;
  for (const each of documents.slice($("item").options.length - 1)) {
    const option = make("option", "", `${each.number} ${each.title}`);
    option.value = each.number;
    $("item").append(option);
  }
}

function missing(asked) {
  const told = [];
  for (const [label, these] of toSend(asked)) told.push(`${these.length} of ${asked.length} items ${label}.`);
  return [...told, ...looksAtIt(asked)].join(" ") || "Nothing is missing.";
}

function toSend(asked) {
  const open = asked.filter((each) => each.is_open);
  const isSent = (each) => each.state !== "Not sent yet";
  const parts = [["not sent yet", open.filter((each) => !isSent(each))], ["to be corrected", open.filter(isSent)]];
  return parts.filter(([, these]) => these.length);
}

function looksAtIt(asked) {
  const many = asked.filter((each) => each.state === "A person looks at it").length;
  return many ? [`${many} of ${asked.length} items not used yet: a person looks at what you sent.`] : [];
}

// What a tired reader wants first: how much is still to send, and by when.
function drawDue(asked) {
  const told = [];
  for (const [label, these] of toSend(asked)) {
    const whens = new Map();
    for (const each of these) {
      const when = each.is_late ? `were due by ${each.due}. You can still send them.` : `are due by ${each.due}.`;
      whens.set(when, (whens.get(when) || 0) + 1);
    }
    for (const [when, many] of whens) told.push(`${many} of ${asked.length} items ${label} ${when}`);
  }
  told.push(...looksAtIt(asked));
  if (!told.length) told.push("Nothing is missing. You can still send corrected versions.");
  fill($("due"), told.map((line) => make("p", "govuk-body", line)));
}

function drawSent(sent) {
  $("nothing-sent").hidden = sent.length > 0;
  $("sent").hidden = sent.length === 0;
  fill($("sent").tBodies[0], sent.map(sentRow));
  for (const file of sent) {
    document.querySelector(`#sending li[data-id="${file.id}"]`)?.remove();
    if (states.has(file.id) && states.get(file.id) !== file.state) say(`${file.name}: ${file.state}`);
  }
  states = new Map(sent.map((file) => [file.id, file.state]));
}

// Rows that did not change stay as they are, so that focus and selection stay too.
function fill(parent, children) {
  children.forEach((child, place) => {
    const old = parent.children[place];
    if (!old) parent.append(child);
    else if (old.textContent !== child.textContent) old.replaceWith(child);
    else renew(old, child);
  });
  while (parent.children.length > children.length) parent.lastElementChild.remove();
}

function renew(old, child) {
  const fresh = child.querySelectorAll("a");
  old.querySelectorAll("a").forEach((each, place) => { each.href = fresh[place].href; });
}

function item(content) {
  const made = make("li");
  made.append(content);
  return made;
}

function link(file, of) {
  const made = make("a", "govuk-link", file.title);
  made.href = file.url;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  made.append(make("span", "govuk-visually-hidden", `${of ? ` of ${of}` : ""} (opens in a new tab)`));
  return made;
}

function row(head, ...cells) {
  const made = make("tr", "govuk-table__row");
  const first = make("th", "govuk-table__header name", head);
  first.scope = "row";
  made.append(first);
  for (const content of cells) {
    const cell = make("td", "govuk-table__cell");
    cell.append(content);
    made.append(cell);
  }
  return made;
}

function askedRow(asked) {
  const tone = { Received: "green", "Not held": "grey" }[asked.state] || (asked.is_late ? "red" : "yellow");
  const state = asked.is_late ? `Late, ${asked.state[0].toLowerCase()}${asked.state.slice(1)}` : asked.state;
  return row(`${asked.number} ${asked.title}`, asked.due, tag(state, tone));
}

function sentRow(file) {
  const links = make("ul", "downloads");
  links.append(...file.downloads.map((each) => item(link(each, file.name))));
  const reply = make("div");
  reply.append(...file.lines.map((text) => make("p", "line", text)), links);
  const name = file.number === null ? file.name : `${file.name} (upload ${file.number})`;
  return row(name, tag(file.state, file.tone), reply);
}

function tag(text, tone) {
  return make("strong", `govuk-tag govuk-tag--${tone}`, text);
}

// One file after the other: each is in memory while it is read and sent.
function take(files) {
  const item = $("serve").hidden ? "" : $("item").value;
  for (const file of files) queue.push({ file, item, ...line(file.name) });
  if (files.length) say(`Sending ${files.length === 1 ? files[0].name : `${files.length} files`}`);
  work();
}

function line(name) {
  const shown = make("li");
  const label = make("span", "name", name);
  label.id = `file-${crypto.randomUUID()}`;
  const bar = make("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-labelledby", label.id);
  const state = make("span", "", "Waiting");
  shown.append(label, bar, state);
  $("sending").append(shown);
  return { shown, bar, state };
}

async function work() {
  if (isSending) return;
  isSending = true;
  while (queue.length) await send(queue.shift());
  isSending = false;
}

async function send(one) {
  try {
    const sha256 = await check(one);
    one.state.textContent = "Sending";
    const tracking = isTracking();
    const body = { name: one.file.name, length: one.content.byteLength, sha256, tracking, item: one.item };
    const permitted = await ask("files", { method: "POST", body: JSON.stringify(body) });
    await put(one, permitted);
    fingerprints.add(sha256 + one.item);
    one.shown.dataset.id = permitted.id;
    one.state.textContent = "Sent. It is being checked.";
    say(`${one.file.name} is sent`);
    await refresh();
  } catch (error) {
    if (error.status === 403) return refuse(error.message);
    fail(one, error instanceof TypeError ? LOST : error.message, !error.isFinal);
  } finally {
    one.content = null;
  }
}

// What is hashed is what is sent: the file is read once.
async function check(one) {
  one.state.textContent = "Reading";
  if (one.file.size > mostBytes) throw final(`The file is larger than ${mostBytes >> 20} megabytes. Send it in parts.`);
  if (one.file.size === 0) throw final("The file is empty, or is a folder. Choose a file with something in it.");
  try {
    one.content = await one.file.arrayBuffer();
  } catch {
    throw final(CHANGED);
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", one.content));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (fingerprints.has(sha256 + one.item)) throw final("You have sent this file already. If it answers another item too, choose that item, then send it again.");
  return sha256;
}

function final(why) {
  return Object.assign(new Error(why), { isFinal: true });
}

function put(one, permitted) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", permitted.url);
    for (const [name, value] of Object.entries(permitted.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => { one.bar.value = event.loaded / event.total; };
    request.onerror = () => reject(new Error(LOST));
    request.onload = () => {
      // 412: these very bytes are there already, so an earlier try has arrived.
      if (request.status === 200 || request.status === 412) return resolve();
      const why = request.status === 400 ? "The file did not arrive whole." : "The store did not take the file.";
      reject(new Error(`${why} Choose Try again.`));
    };
    request.send(one.content);
  });
}

function fail(one, why, mayTryAgain) {
  one.bar.hidden = true;
  one.state.className = "problem";
  one.state.textContent = why;
  say(`${one.file.name}: not sent. ${why}`);
  const button = make("button", "govuk-button govuk-button--secondary govuk-!-margin-top-2 govuk-!-margin-bottom-0");
  button.type = "button";
  button.append(mayTryAgain ? "Try again" : "Remove", make("span", "govuk-visually-hidden", one.file.name));
  button.onclick = () => {
    one.shown.remove();
    $("files").focus();
    if (mayTryAgain) take([one.file]);
  };
  one.shown.append(make("br"), button);
}

$("files").addEventListener("change", (event) => {
  take([...event.target.files]);
  event.target.value = "";
});
for (const id of ["about-request", "about-tracking"]) {
  $(id).addEventListener("change", () => { $("serve").hidden = isTracking(); });
}
for (const name of ["dragover", "dragleave", "drop"]) {
  $("drop").addEventListener(name, (event) => {
    event.preventDefault();
    $("drop").classList.toggle("over", name === "dragover");
    if (name === "drop") take([...event.dataTransfer.files]);
  });
}
addEventListener("beforeunload", (event) => {
  if (isSending) event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && !$("page").hidden) refresh();
});

if (token) {
  $("loading").hidden = false;
  refresh();
} else {
  refuse("The link is not complete. Use the whole link in the newest mail, or ask the lead inspector.");
}
