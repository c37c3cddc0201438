// Small pieces that the page is made of. What comes from outside is put in as text, never as HTML.
"use strict";

const $ = (id) => document.getElementById(id);

function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function hidden(text) {
  return make("span", "govuk-visually-hidden", text);
}

function say(text) {
  $("said").textContent = text;
}

// What is drawn again and did not change stays as it is, so that focus and selection stay too.
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
  made.append(hidden(`${of ? ` of ${of}` : ""} (opens in a new tab)`));
  return made;
}

function tag(text, tone) {
  return make("strong", `govuk-tag govuk-tag--${tone}`, text);
}

function button(text, of, onclick, className = "govuk-button govuk-button--secondary") {
  const made = make("button", `${className} small`, text);
  made.type = "button";
  made.append(hidden(` ${of}`));
  made.onclick = onclick;
  return made;
}

// Files that are dropped on an element go where ``taken`` takes them.
function takesDrops(element, taken) {
  for (const name of ["dragover", "dragleave", "drop"]) {
    element.addEventListener(name, (event) => {
      event.preventDefault();
      event.stopPropagation();
      element.classList.toggle("over", name === "dragover");
      if (name === "drop") taken(event.dataTransfer);
    });
  }
}

function takesChosen(input, taken) {
  input.addEventListener("change", (event) => {
    taken([...event.target.files]);
    event.target.value = "";
  });
}
