// The upload page: asks what there is to see, draws it, and asks again.
"use strict";

const OFTEN = 3000; // milliseconds, while a file is being checked
const SELDOM = 60000; // the downloads' addresses are good for five minutes
let timer = 0;

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
  $("arranging").hidden = !shown.arranges;
  $("to-surveys").hidden = !shown.has_surveys;
  fill($("request"), shown.downloads.map((file) => item(link(file))));
  if (shown.stopped) fill($("due"), [make("p", "govuk-body", missing(shown.asked))]);
  else drawDue(shown.asked);
  drawTasks(shown.asked, shown.sent);
  drawChildren(shown.children);
  drawFiles(shown.sent);
  drawBusy(shown.sent);
}

function missing(asked) {
  const told = [];
  for (const [label, these] of toSend(asked)) told.push(`${these.length} of ${asked.length} items ${label}.`);
  return [...told, ...looksAtIt(asked)].join(" ") || "Nothing is missing.";
}

function toSend(asked) {
  const open = asked.filter((each) => each.is_open);
  const isSent = (each) => each.state !== "Not started";
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
  fill($("due"), told.map((text) => make("p", "govuk-body", text)));
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && !$("page").hidden) refresh();
});

if (token) {
  $("loading").hidden = false;
  refresh();
} else {
  refuse("The link is not complete. Use the whole link in the newest mail, or ask the lead inspector.");
}
