// What every page of the desk does the same way.
export const byId = (id) => document.getElementById(id);

export function unhide(selector, root = document) {
  root.querySelectorAll(selector).forEach((element) => { element.hidden = false; });
}

export async function copy(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { /* an older browser, or not allowed */ }
  const field = Object.assign(document.createElement("textarea"), {value: text});
  document.body.append(field); field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

export const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
