// Keys of the review: every one is a button or a link of the page, so all of it works without them and without a mouse.
import {tinykeys} from "/static/vendor/tinykeys.mjs";
import {byId, still} from "/static/js/page.mjs";

const fields = [...document.querySelectorAll(".review-field")];
let at = -1;

function go(to) {
  if (!fields.length) return;
  at = Math.max(0, Math.min(fields.length - 1, to));
  fields.forEach((field, n) => field.classList.toggle("on", n === at));
  fields[at].scrollIntoView({block: "nearest", behavior: still ? "auto" : "smooth"});
  fields[at].focus({preventScroll: true});
}

// While somebody types, or a button has the focus and Enter is its own, a key is that key and nothing else.
const typing = (event) => event.target.closest("input:not([type=hidden]), select, textarea, dialog[open]");
const pressed = (event) => event.key === "Enter" && event.target.closest("button, a, summary");
const plain = (act) => (event) => { if (!event.isComposing && !event.repeat && !typing(event) && !pressed(event)) { event.preventDefault(); act(event); } };
const press = (element) => element?.click();

const keys = {
  j: plain(() => go(at + 1)), k: plain(() => go(at - 1)),
  e: plain(() => { if (at < 0) go(0); const input = fields[at]?.querySelector(".edit input:not([type=hidden])"); input?.focus(); input?.select(); }),
  "Shift+?": plain(() => byId("keys")?.showModal()), "?": plain(() => byId("keys")?.showModal()),
  Escape: (event) => { if (event.target.closest("input, select")) { event.target.blur(); if (at >= 0) fields[at].focus(); } },
};
document.querySelectorAll("[data-key]").forEach((element) => { keys[element.dataset.key] = plain(() => press(element)); });
for (let n = 1; n <= 9; n += 1) keys[`${n}`] = plain(() => { if (at < 0) go(0); press(fields[at]?.querySelector(`[data-choice="${n}"]`)); });
// What is typed is told apart above: Escape has to work inside a field.
tinykeys(window, keys, {ignore: () => false});

// One judgement is sent once, however often a key is hit while the answer is on its way.
let sent = false;
document.addEventListener("submit", (event) => {
  if (event.target.method === "dialog") return;
  if (sent) event.preventDefault();
  sent = true;
});
window.addEventListener("pageshow", () => { sent = false; });

// Words chosen in an article become the evidence of a value.
const form = byId("from-words");
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const text = selection.toString().trim();
  const article = form && text && text.length <= 300 && selection.anchorNode?.parentElement?.closest(".body") ? selection.anchorNode.parentElement.closest("article[data-document]") : null;
  if (!article) return;
  byId("words").value = text;
  byId("chosen-words").textContent = text;
  const account = byId("words-account");
  for (const option of account.options) option.hidden = option.disabled = option.dataset.document !== article.dataset.document;
  account.value = [...account.options].find((option) => !option.disabled)?.value ?? "";
  form.hidden = false;
});
byId("words-cancel")?.addEventListener("click", () => { form.hidden = true; getSelection().removeAllRanges(); });
document.documentElement.dataset.ready = "yes";
