// One question at a time, in a dialogue: what will follow, and who says so.
"use strict";

const AWAY = "There is no connection. Check your connection, then try again.";
let confirmed = null; // what to do when the question is answered with yes
let cameFrom = null; // where the keyboard was

// ``act`` gets the job title; what it throws is told in the dialogue.
function confirmFirst({ title, lines, yes, isWarning }, act) {
  confirmed = act;
  cameFrom = document.activeElement;
  $("confirm-title").textContent = title;
  fill($("confirm-lines"), lines.map((line) => make("li", "", line)));
  $("confirm-yes").textContent = yes;
  $("confirm-yes").classList.toggle("govuk-button--warning", Boolean(isWarning));
  tellWrong("");
  $("confirm").showModal();
  $("confirm-title").focus();
}

function tellWrong(why) {
  $("confirm-error").textContent = why;
  $("confirm-error").hidden = !why;
  $("confirm-group").classList.toggle("govuk-form-group--error", Boolean(why));
  $("confirm-who").classList.toggle("govuk-input--error", Boolean(why));
}

$("confirm-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  $("confirm-yes").disabled = true;
  try {
    await confirmed($("confirm-who").value);
    $("confirm").close();
  } catch (error) {
    if (error.status === 403) return refuse(error.message);
    tellWrong(error instanceof TypeError ? AWAY : error.message);
    $("confirm-who").focus();
  } finally {
    $("confirm-yes").disabled = false;
  }
});
$("confirm-no").addEventListener("click", () => $("confirm").close());
// What was pressed may be gone by then.
$("confirm").addEventListener("close", () => {
  if (cameFrom?.isConnected && cameFrom.checkVisibility()) cameFrom.focus();
  else if (!$("page").hidden) $("tasks-heading").focus();
});
