// Keys of one letter: each does what the control does that names it in `data-key`, in the row at the cursor or else on the page.
// They are heard outside of fields alone, without Ctrl, Alt or Meta, while no dialog is open, and not where they are switched off.
const FIELDS = "input, textarea, select, [contenteditable]";
const PAUSE = 1500;
const rows = () => [...document.querySelectorAll("[data-row]")];
const cursor = () => document.querySelector("[data-row].at");
let begun = "";
let begunAt = 0;
let ticked = null;

function put(row) {
  for (const other of document.querySelectorAll("[data-row].at")) if (other !== row) other.classList.remove("at");
  row.classList.add("at");
  tell(row);
}

function move(step) {
  const all = rows();
  const row = all[Math.min(Math.max(all.indexOf(cursor()) + step, 0), all.length - 1)];
  put(row);
  row.scrollIntoView({ block: "nearest" });
  row.querySelector("a[href]")?.focus({ preventScroll: true });
}

const named = (root, key) => [...root.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter((each) => each.checkVisibility() && !each.disabled);

function control(key) {
  const row = cursor();
  return (row && named(row, key)[0]) ?? named(document, key).find((each) => !each.closest("[data-row]"));
}

function press(control) {
  if (control.matches("summary")) {
    control.parentElement.open = true;
    (control.parentElement.querySelector("input:not([type=hidden]), textarea, select, button") ?? control).focus();
  } else if (control.matches(FIELDS) && control.type !== "checkbox") {
    control.focus();
    control.select?.();
  } else {
    control.click();
  }
}

const box = (row) => row && named(row, "x")[0];

// Ticks the rows from the last that was ticked to the cursor, or clears them if that one was cleared.
function range() {
  const all = rows();
  const [from, to] = [all.indexOf(ticked ?? cursor()), all.indexOf(cursor())];
  if (from < 0 || to < 0) return;
  const isTicked = box(all[from])?.checked || from === to;
  for (const row of all.slice(Math.min(from, to), Math.max(from, to) + 1)) if (box(row) && box(row).checked !== isTicked) box(row).click();
}

// What a key does; whether it does anything.
function act(key) {
  if ((key === "j" || key === "k") && rows().length > 0) return move(key === "j" ? 1 : -1), true;
  if (key === "Enter") return cursor() && document.activeElement === document.body ? act("o") : false;
  if (key === "X") return cursor() ? (range(), true) : false;
  if (key === "x") ticked = cursor();
  const found = control(key);
  if (found) press(found);
  return Boolean(found);
}

const isBegun = (keys) => named(document, keys).length === 0 && [...document.querySelectorAll("[data-key]")].some((each) => each.dataset.key.startsWith(`${keys} `));

function leave(field) {
  field.blur();
  field.closest("details")?.querySelector("summary").focus();
}

function heard(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector("dialog[open], :popover-open")) return;
  const field = event.target.closest?.(FIELDS);
  if (field) return event.key === "Escape" ? leave(field) : undefined;
  const key = event.key.length === 1 && !event.shiftKey ? event.key.toLowerCase() : event.key;
  if (event.repeat && key !== "j" && key !== "k") return;
  const keys = begun && event.timeStamp - begunAt < PAUSE ? `${begun} ${key}` : key;
  begun = "";
  if (isBegun(keys)) [begun, begunAt] = [keys, event.timeStamp];
  else if (!act(keys) && (keys === key || !act(key))) return;
  event.preventDefault();
}

// Says the keys of controls to who does not see them; those of a row once the cursor is there, for only there do they work.
function tell(root) {
  for (const each of root.querySelectorAll("[data-key]")) {
    if (!each.dataset.key.includes(" ") && (root !== document || !each.closest("[data-row]"))) each.setAttribute("aria-keyshortcuts", each.dataset.key);
  }
}

if (document.body.hasAttribute("data-shortcuts")) {
  document.addEventListener("keydown", heard);
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) put(row);
  });
  tell(document);
}
