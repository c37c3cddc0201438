// What an officer can do about one item, or one kind of document about one child: the same panel.
"use strict";

const NOT_HELD = "not_held";
const DOES_NOT_APPLY = "does_not_apply";
const WILL_SEND = "will_send";
const QUESTIONS = {
  [NOT_HELD]: {
    title: "You do not hold this",
    yes: "We do not hold this",
    line: "The lead inspector is told that you do not hold it, and nobody asks for it any more.",
  },
  [DOES_NOT_APPLY]: {
    title: "This does not apply",
    yes: "Not applicable",
    line: "The lead inspector is told that it does not apply, and nobody asks for it any more.",
  },
  [WILL_SEND]: {
    title: "You will send this after all",
    yes: "We will send this",
    line: "What was said of it counts no longer, and it is asked for again.",
  },
};
const SINCE = "What is said last counts: you can change it here, or with the checklist.";

// ``target``: label, item, child, isDocument, mayNotApply, isNone, uploads, files to choose from.
function answerPanel(target) {
  const parts = [adding(target)];
  if (target.isDocument && target.others.length) parts.push(usingToo(target));
  const said = saying(target);
  if (said.childElementCount) parts.push(said);
  return parts;
}

function adding(target) {
  const group = make("div", "govuk-form-group");
  const input = make("input", "govuk-file-upload");
  input.type = "file";
  input.multiple = true;
  input.id = `add-${crypto.randomUUID()}`;
  const label = make("label", "govuk-label govuk-label--s", target.uploads.length ? "Add another file" : "Add a file");
  label.htmlFor = input.id;
  label.append(hidden(` for ${target.label}`));
  group.append(label, input);
  takesChosen(input, (files) => take(files, target));
  takesDrops(group, (transfer) => takeDropped(transfer, target));
  return group;
}

function usingToo(target) {
  const group = make("div", "govuk-form-group");
  const choice = make("select", "govuk-select");
  choice.id = `too-${crypto.randomUUID()}`;
  const label = make("label", "govuk-label govuk-label--s", "This file answers it too");
  label.htmlFor = choice.id;
  label.append(hidden(`: a file that you sent, for ${target.label}`));
  choice.append(new Option("Choose a file that you sent", ""));
  for (const file of target.others) choice.append(new Option(`${file.name} (upload ${file.number})`, file.number));
  const wrong = make("p", "govuk-error-message");
  wrong.setAttribute("role", "alert");
  const use = button("Use this file", `for ${target.label}`, async () => {
    try {
      if (!choice.value) throw new Error("Choose a file that you sent.");
      await tell(`files/${Number(choice.value)}/items`, { item: target.item });
      wrong.textContent = "";
      choice.value = "";
      say(`The file is checked for ${target.label}`);
      await refresh();
    } catch (error) {
      if (error.status === 403) return refuse(error.message);
      wrong.textContent = error instanceof TypeError ? AWAY : error.message;
    }
  });
  group.append(label, wrong, choice, " ", use);
  return group;
}

function saying(target) {
  const group = make("div", "govuk-button-group");
  const offered = target.isNone ? [WILL_SEND] : target.uploads.length ? [] : [NOT_HELD, ...(target.mayNotApply ? [DOES_NOT_APPLY] : [])];
  for (const says of offered) {
    group.append(button(QUESTIONS[says].yes, `: ${target.label}`, () => confirmSaying(target, says)));
  }
  return group;
}

function confirmSaying(target, says) {
  const { title, yes, line } = QUESTIONS[says];
  confirmFirst({ title: `${title}: ${target.label}`, lines: [line, SINCE], yes }, async (who) => {
    await tell("statements", { item: target.item, child: target.child, says, who });
    say(`${target.label}: ${title.toLowerCase()}`);
    await refresh();
  });
}

// Files that could answer one more document, and do not answer this one.
function otherFiles(sent, uploads) {
  return sent.filter((file) => file.may_answer_too && !file.is_over && !uploads.includes(file.number));
}
