// What is chosen, and what it covers, follows each tick. Without this script "Update" does it.
const form = document.getElementById("choice");

async function follow() {
  const sent = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (!sent.ok) return;
  const page = new DOMParser().parseFromString(await sent.text(), "text/html");
  document.querySelectorAll("#so-far details[open]").forEach((unfolded) => {
    page.getElementById(unfolded.id)?.setAttribute("open", "");
  });
  document.getElementById("so-far").replaceWith(page.getElementById("so-far"));
  form.querySelectorAll("input[name=before]").forEach((old) => old.remove());
  form.prepend(...page.querySelectorAll("#choice input[name=before]"));
}

form.addEventListener("change", (event) => {
  if (event.target.name === "ticked") follow();
});
