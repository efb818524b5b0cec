// Copies what a button holds, a picture or the page's address, and says so.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.(".ps-copy[data-done]");
  if (!button || button.disabled) return;
  const words = button.textContent;
  const { picture, done, failed } = button.dataset;
  button.disabled = true;
  button.setAttribute("aria-live", "polite");
  try {
    await (picture ? copyPicture(picture) : copy(button.dataset.copy || location.href));
    button.textContent = done;
  } catch (error) {
    console.warn("Nothing was copied:", error);
    button.textContent = failed || words;
  }
  setTimeout(() => {
    button.textContent = words;
    button.disabled = false;
  }, 1500);
});

// Where a browser cannot copy pictures, there are no buttons for it.
document.documentElement.classList.toggle("ps-copies-pictures", Boolean(window.ClipboardItem && navigator.clipboard?.write));

// The clipboard is asked for at once, in the moment of the click; the picture may come later.
function copyPicture(address) {
  const picture = fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
    return answer.blob();
  });
  return navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
}

// Browsers keep the clipboard from pages of another machine without TLS; selecting and copying still works there.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.body.appendChild(document.createElement("textarea"));
  field.value = text;
  field.select();
  document.execCommand("copy");
  field.remove();
}
