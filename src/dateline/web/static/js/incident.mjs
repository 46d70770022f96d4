// The article beside the values: opens without losing the place, scrolls to the words; and the charts of the toll.
import {toll} from "/static/js/charts.mjs";
import {byId, copy, still, unhide} from "/static/js/page.mjs";

const panel = byId("beside");
let from = null;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.to-words");
  if (link) {
    from = link;
    document.querySelectorAll("a.to-words.on").forEach((other) => other.classList.remove("on"));
    link.classList.add("on");
  }
  if (event.target.matches(".close-beside")) close();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && panel.classList.contains("open")) close(); });

function close() {
  panel.classList.remove("open");
  panel.replaceChildren(Object.assign(document.createElement("p"), {className: "note", textContent: "Click a sentence: its article opens here, the words marked."}));
  from?.focus({preventScroll: true});
}

new MutationObserver(() => {
  const article = panel.querySelector("article");
  if (!article || panel.dataset.shown === article.dataset.at + article.querySelector("a").href) return;
  panel.dataset.shown = article.dataset.at + article.querySelector("a").href;
  panel.classList.add("open");
  unhide(".close-beside", panel);
  const words = panel.querySelector(".chosen");
  if (words) panel.scrollTo({top: words.getBoundingClientRect().top - panel.getBoundingClientRect().top + panel.scrollTop - panel.clientHeight / 3, behavior: still ? "auto" : "smooth"});
  panel.focus({preventScroll: true});
}).observe(panel, {childList: true, subtree: true});

unhide("button.copy");
document.querySelectorAll("button.copy").forEach((button) => button.addEventListener("click", async () => {
  button.textContent = (await copy(byId(button.dataset.copies).textContent)) ? "Copied" : "Select and copy it";
}));
document.querySelectorAll(".toll-chart").forEach((element) => {
  const figures = JSON.parse(element.dataset.points);
  if (figures.length > 1) toll(element, figures, element.dataset.kind);
});
document.documentElement.dataset.ready = "yes";
