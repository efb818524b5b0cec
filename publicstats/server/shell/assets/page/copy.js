// Copies what a button holds, or the page's address, and says so.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.(".ps-copy[data-done]");
  if (!button || button.disabled) return;
  await copy(button.dataset.copy || location.href);
  const words = button.textContent;
  button.disabled = true;
  button.setAttribute("aria-live", "polite");
  button.textContent = button.dataset.done;
  setTimeout(() => {
    button.textContent = words;
    button.disabled = false;
  }, 1500);
});

// Browsers keep the clipboard from pages of another machine without TLS; selecting and copying still works there.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.body.appendChild(document.createElement("textarea"));
  field.value = text;
  field.select();
  document.execCommand("copy");
  field.remove();
}
