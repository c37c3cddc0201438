// Renews what is marked "data-renew" in place: focus, scroll and what is unfolded stay. Without this
// script the page is loaded anew by itself, and "Renew now" does it too.
const EVERY = 10000;
const stop = document.getElementById("stop-renewing");
let going = document.querySelector("[data-renew]") !== null;

async function renew() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "manual" }); // who is signed out is led away
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelectorAll("[data-renew]").forEach((old) => replace(old, page.getElementById(old.id)));
}

function replace(old, fresh) {
  if (!fresh || old.innerHTML === fresh.innerHTML) return;
  const focused = old.contains(document.activeElement) ? path(document.activeElement, old) : null;
  old.querySelectorAll("details[open]").forEach((unfolded) => {
    fresh.querySelector(`details[data-key="${CSS.escape(unfolded.dataset.key || "")}"]`)?.setAttribute("open", "");
  });
  const scrolled = [...old.querySelectorAll(".scroll")].map((part) => [part.getAttribute("aria-label"), part.scrollLeft, part.scrollTop]);
  const [left, top] = [scrollX, scrollY];
  old.replaceChildren(...fresh.childNodes);
  scrolled.forEach(([label, across, down]) => {
    const part = [...old.querySelectorAll(".scroll")].find((one) => one.getAttribute("aria-label") === label);
    if (part) [part.scrollLeft, part.scrollTop] = [across, down];
  });
  if (focused) found(focused, old)?.focus({ preventScroll: true });
  scrollTo({ left, top, behavior: "instant" });
}

// What had the focus is found again by its id, its address or its words.
function path(element, within) {
  const same = shown(element.tagName, name(element), within);
  return { tag: element.tagName, name: name(element), place: same.indexOf(element) };
}

function found(was, within) {
  const same = shown(was.tag, was.name, within);
  return same[was.place] || same[0];
}

// What is folded away cannot have the focus.
function shown(tag, called, within) {
  return [...within.querySelectorAll(tag)].filter((one) => name(one) === called && one.checkVisibility());
}

function name(element) {
  return element.id || element.getAttribute("href") || element.getAttribute("aria-label") || element.textContent.trim();
}

async function round() {
  if (going && !document.hidden) {
    try {
      await renew();
      said("");
    } catch {
      said("This page could not be renewed. What you see may be old.");
    }
  }
  setTimeout(round, EVERY);
}

function said(what) {
  const place = document.getElementById("renewing-failed");
  if (place && place.textContent !== what) place.textContent = what;
}

if (stop && going) {
  stop.hidden = false;
  stop.addEventListener("click", () => {
    going = !going;
    stop.textContent = going ? "Stop renewing" : "Go on renewing";
  });
}
if (going) setTimeout(round, EVERY);

// Airflow shows this page in a frame that leads nowhere else. It is of the same origin, so a way into
// Airflow is followed where Airflow is.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-airflow]");
  if (!link || window.top === window) return;
  try {
    const way = window.top.document.createElement("a");
    way.href = link.href;
    window.top.document.body.append(way);
    way.click();
    way.remove();
    event.preventDefault();
  } catch {
    // Another site's frame: the link is followed here.
  }
});
