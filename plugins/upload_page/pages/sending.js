// Sending files: one after the other, each read once, each asked about before an older one goes.
"use strict";

const LOST = "The file was not sent because there is no connection. Check your connection, then choose Try again.";
const CHANGED = "The file changed or can no longer be read. Choose it again.";
const TWICE = "You have sent this file already. If it answers another item too, choose ‘This file answers it too’ beside that item.";
const ANYWHERE = { item: "", child: "", tracking: false, label: "" };

const queue = [];
const fingerprints = new Set();
let mostBytes = Infinity; // until the page knows; the server judges anyway
let isSending = false;

// ``target`` says what the files are for; each is in memory while it is read and sent.
async function take(files, target = ANYWHERE, anyway = false) {
  if (files.length) say(`Sending ${files.length === 1 ? files[0].name : `${files.length} files`}`);
  for await (const found of packed.filesIn(files, mostBytes)) {
    if (found.why) {
      fail({ file: found, target, anyway, ...line(found.name, target.label) }, found.why, false);
      continue;
    }
    queue.push({ file: found.file, target, anyway, ...line(found.file.name, target.label) });
    work();
    // What is unpacked is in memory until it is sent.
    while (found.isUnpacked && queue.length > 2) await new Promise((go) => { setTimeout(go, 200); });
  }
}

// The browser gives what was dropped at once or not at all: folders are opened right away.
function takeDropped(transfer, target = ANYWHERE) {
  packed.dropped(transfer).then((files) => take(files, target), (error) => {
    const name = "The folder that you dropped";
    fail({ file: { name }, target, anyway: false, ...line(name, target.label) }, error.isPlain ? error.message : CHANGED, false);
  });
}

function line(name, what) {
  const shown = make("li");
  const label = make("span", "name", what ? `${name}, for ${what}` : name);
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
    const { item, child, tracking } = one.target;
    const permitted = await tell("files", {
      name: one.file.name,
      length: one.content.byteLength,
      sha256,
      tracking,
      item,
      child,
      modified: one.file.lastModified,
      anyway: one.anyway,
    });
    await put(one, permitted);
    fingerprints.add(fingerprint(sha256, one.target));
    one.shown.dataset.id = permitted.id;
    one.state.textContent = "Sent. It is being checked.";
    say(`${one.file.name} is sent`);
    await refresh();
  } catch (error) {
    if (error.status === 403) return refuse(error.message);
    if (error.status === 409) return askAboutOlder(one, error.message);
    fail(one, error instanceof TypeError ? LOST : error.message, !error.isFinal);
  } finally {
    one.content = null;
  }
}

function fingerprint(sha256, target) {
  return [sha256, target.item, target.child].join(" ");
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
  if (fingerprints.has(fingerprint(sha256, one.target))) throw final(TWICE);
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
  stop(one, why);
  say(`${one.file.name}: not sent. ${why}`);
  const act = () => { if (mayTryAgain) take([one.file], one.target, one.anyway); };
  one.shown.append(leave(one, mayTryAgain ? "Try again" : "Remove", act));
}

function askAboutOlder(one, why) {
  stop(one, `Not sent yet. ${why}`);
  say(`${one.file.name}: not sent yet. ${why}`);
  one.shown.append(
    leave(one, "Send it anyway", () => take([one.file], one.target, true)),
    " ",
    leave(one, "Do not send it", () => say(`${one.file.name} is not sent`)),
  );
}

function stop(one, why) {
  one.bar.hidden = true;
  one.state.className = "problem";
  one.state.textContent = why;
  one.shown.append(make("br"));
}

function leave(one, text, act) {
  return button(text, one.file.name, () => {
    one.shown.remove();
    $("files").focus();
    act();
  });
}

takesChosen($("files"), (files) => take(files));
takesChosen($("folder"), (files) => take(files));
takesDrops($("drop"), (transfer) => takeDropped(transfer));
addEventListener("beforeunload", (event) => {
  if (isSending) event.preventDefault();
});
