"use strict";
// Pointing at a value lights the words it rests on, and the other way round. The page reads without this script:
// each quoted word in the tables is a link to its place in the text.
const byRef = new Map();
for (const node of document.querySelectorAll("[data-f]")) {
  for (const ref of node.dataset.f.split(" ")) {
    if (!byRef.has(ref)) byRef.set(ref, []);
    byRef.get(ref).push(node);
  }
}
let lit = [];
function light(node) {
  for (const old of lit) old.classList.remove("on");
  lit = node ? node.dataset.f.split(" ").flatMap((ref) => byRef.get(ref)) : [];
  for (const fresh of lit) fresh.classList.add("on");
}
document.addEventListener("mouseover", (event) => light(event.target.closest("[data-f]")));
document.addEventListener("focusin", (event) => light(event.target.closest("[data-f]")));
document.addEventListener("click", (event) => {
  const node = event.target.closest("[data-f]");
  if (!node || event.target.closest("a")) return;
  const wanted = node.tagName === "MARK" ? "TR" : "MARK";
  const other = lit.find((candidate) => candidate.tagName === wanted);
  if (other) other.scrollIntoView({ block: "center", behavior: "smooth" });
});
