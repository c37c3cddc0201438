// The link's secret, and asking the server with it.
"use strict";

const KEPT = "upload-link"; // in this tab alone, and gone when it closes
let token = takeToken();

// The secret stands after the #: browsers send that nowhere. It leaves the address bar at once.
function takeToken() {
  const given = location.hash.slice(1);
  if (given && given !== "main-content") {
    sessionStorage.setItem(KEPT, given);
    history.replaceState(null, "", location.pathname);
    return given;
  }
  return sessionStorage.getItem(KEPT) || "";
}

// The same page may be open already when the link of another mail is followed.
addEventListener("hashchange", () => {
  if (location.hash === "#main-content") return;
  token = takeToken();
  location.reload();
});

async function ask(path, options = {}) {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const answer = await fetch(`/upload/${path}`, { ...options, headers, credentials: "omit" });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const why = typeof told.detail === "string" ? told.detail : "This could not be done. Tell the lead inspector.";
    throw Object.assign(new Error(why), { status: answer.status });
  }
  return told;
}

function tell(path, body) {
  return ask(path, { method: "POST", body: JSON.stringify(body) });
}

function refuse(why) {
  queue.length = 0;
  sessionStorage.removeItem(KEPT);
  $("confirm").close();
  $("loading").hidden = $("page").hidden = true;
  $("no-link").hidden = false;
  $("no-link-why").textContent = why;
  document.title = "You cannot send files with this link";
  $("no-link").querySelector("h1").focus();
}
