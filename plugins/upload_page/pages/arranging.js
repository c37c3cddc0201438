// Fills a page with what the server drew for this link, and sends its forms with the link's secret.
"use strict";

const KEPT = "upload-link"; // as the upload page keeps it: in this tab alone
const AWAY = "There is no connection, so nothing was saved. Check your connection, then try again.";
const UNSAVED = "What you entered may not have been saved. Keep this page open and try again in a minute.";
const GONE = "Open the page again. If it stays so, tell the lead inspector.";
const main = document.getElementById("main-content");
const given = location.hash.slice(1);
if (given) {
  sessionStorage.setItem(KEPT, given);
  history.replaceState(null, "", location.pathname);
}

async function show(path, options = {}) {
  const token = sessionStorage.getItem(KEPT) || "";
  let answer;
  try {
    answer = await fetch(path, { ...options, headers: { Authorization: `Bearer ${token}` }, credentials: "omit" });
  } catch {
    return tell("You are not connected", AWAY, Boolean(options.method));
  }
  if ((answer.headers.get("Content-Type") || "").startsWith("text/html")) return put(await answer.text());
  const told = await answer.json().catch(() => ({}));
  const stays = Boolean(options.method) && answer.status !== 403; // what was entered, for the next try
  const why = typeof told.detail === "string" ? told.detail : stays ? UNSAVED : GONE;
  tell(stays ? "This may not have been saved" : "You cannot use this page now", why, stays);
}

// The server escapes whatever comes from outside, and the page's policy runs no script in it.
function put(text) {
  const drawn = new DOMParser().parseFromString(text, "text/html");
  main.replaceChildren(...drawn.body.childNodes);
  const heading = main.querySelector("h1");
  const refused = main.querySelector(".govuk-error-summary");
  document.title = (refused ? "Error: " : "") + (heading ? heading.textContent : "Arrange the visit");
  const first = refused || main.querySelector(".told");
  if (first) first.focus();
}

function tell(what, why, isBeside) {
  const heading = document.createElement("h1");
  const words = document.createElement("p");
  heading.className = "govuk-heading-l";
  heading.textContent = what;
  words.className = "govuk-body";
  words.setAttribute("role", "alert");
  words.textContent = why;
  main.querySelectorAll(".told-beside").forEach((earlier) => earlier.remove());
  if (isBeside) {
    words.classList.add("told-beside");
    words.tabIndex = -1;
    main.prepend(words); // what was entered stays
    words.focus();
  } else main.replaceChildren(heading, words);
  document.title = what;
}

main.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  show(`${location.pathname}shown`, { method: "POST", body });
});

main.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-file]");
  if (!link) return;
  event.preventDefault();
  save(link.getAttribute("href"), link.dataset.file);
});

async function save(path, name) {
  const token = sessionStorage.getItem(KEPT) || "";
  const answer = await fetch(path, { headers: { Authorization: `Bearer ${token}` }, credentials: "omit" });
  if (!answer.ok) return tell("The file cannot be opened now", "Open the page again.", false);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

document.getElementById("waiting").hidden = false;
show(`${location.pathname}shown`);
