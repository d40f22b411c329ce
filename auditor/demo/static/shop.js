// Everything here is a comfort: each page and each form works without it.
"use strict";

const summary = document.getElementById("error-summary");
if (summary) summary.focus();

// The answer is kept by the browser at once; without this script the form does the same through the server.
const consent = document.getElementById("cookie-consent");
if (consent) {
  consent.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = event.submitter ? event.submitter.value : "necessary";
    document.cookie = `shop_consent=${answer}; path=/; max-age=15552000; samesite=lax`;
    consent.remove();
    document.body.classList.remove("consent-asked");
  });
}

// One press, one order: further presses are ignored while the first is under way.
for (const form of document.querySelectorAll("form[data-once]")) {
  const release = () => {
    delete form.dataset.busy;
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-busy");
  };
  form.addEventListener("submit", (event) => {
    if (form.dataset.busy) {
      event.preventDefault();
      return;
    }
    form.dataset.busy = "yes";
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-busy", "true");
    setTimeout(release, 3000);
  });
  window.addEventListener("pageshow", release);
}

// Faults to be found: a form sent by script as often as it is pressed and without a sign, a field that takes no paste,
// a button that keeps the page busy, a banner that comes late, a script that breaks.
for (const form of document.querySelectorAll("form[data-by-script]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (answer.redirected) location.assign(answer.url);
    else if (answer.status !== 204) document.documentElement.innerHTML = await answer.text();
  });
}
for (const field of document.querySelectorAll("[data-no-paste]")) field.addEventListener("paste", (event) => event.preventDefault());
for (const button of document.querySelectorAll("[data-slow-press]")) {
  button.addEventListener("click", () => {
    const end = performance.now() + 900;
    while (performance.now() < end);
  });
}
const late = document.getElementById("late-banner");
if (late) addEventListener("load", () => setTimeout(() => document.getElementById("main").prepend(late.content), 200));

// A corrected field stops complaining as soon as it is changed.
for (const field of document.querySelectorAll("[aria-invalid]")) {
  field.addEventListener("change", () => {
    field.removeAttribute("aria-invalid");
    document.getElementById(`${field.id}-error`)?.remove();
    field.closest(".has-error")?.classList.remove("has-error");
  });
}

const stock = document.querySelector("[data-stock]");
if (stock) {
  fetch(stock.dataset.stock)
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((found) => {
      if (found) stock.textContent = found.text;
    })
    .catch(() => {});
}

for (const section of document.querySelectorAll("[data-reviews]")) section.querySelector(".more-reviews").hidden = false;
