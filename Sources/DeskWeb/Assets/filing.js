// Suggestions while one types: a field that names in `data-suggest` where they come from becomes a combobox with a list
// (w3.org/WAI/ARIA/apg/patterns/combobox). A suggestion is a place to go to, or what the field is to hold.
const PAUSE = 120;

function combobox(field) {
  const list = document.getElementById(field.dataset.list);
  const said = document.getElementById(field.dataset.said);
  let at = -1;
  let timer = 0;
  let asked = 0;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function mark(index) {
    at = index;
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const option = options()[index];
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  function show(isShown) {
    list.hidden = !isShown;
    field.setAttribute("aria-expanded", String(isShown));
    if (!isShown) mark(-1);
  }

  async function ask() {
    const number = ++asked;
    const address = new URL(field.dataset.suggest, location);
    address.searchParams.set("q", field.value);
    const answer = await fetch(address).catch(() => null);
    // Signed out meanwhile: then the field is a field, and its form says so.
    if (!answer?.ok || answer.redirected || number !== asked) return;
    list.innerHTML = await answer.text();
    said.textContent = list.firstElementChild?.dataset.count ?? "";
    show(list.firstElementChild !== null && document.activeElement === field);
    mark(options().length > 0 ? 0 : -1);
  }

  function choose(option) {
    const { link, value } = option.dataset;
    show(false);
    if (link) return location.assign(link);
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(timer);
  }

  field.removeAttribute("list");
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  show(false);
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("blur", () => show(false));
  // A press of the mouse takes no focus, so the list stays until it is released.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const count = options().length;
    if (event.key === "ArrowDown" && list.hidden) ask();
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") mark((at + 1) % count);
    else if (event.key === "ArrowUp") mark((at - 1 + count) % count);
    else if (event.key === "Enter" && options()[at]) choose(options()[at]);
    else if (event.key === "Escape") show(false);
    else return;
    event.preventDefault();
  });
}

document.querySelectorAll("[data-suggest]").forEach(combobox);
