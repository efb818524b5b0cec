// Ends a preview, and loads the page anew: a session sees the cookies that it began with.
addEventListener("click", async ({ target }) => {
  const button = target.closest?.(".ps-end[data-address]");
  if (!button || button.disabled) return;
  button.disabled = true;
  try {
    const answer = await fetch(new URL(button.dataset.address, document.baseURI), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    if (!answer.ok) throw new Error(`the preview's end answers ${answer.status}`);
    location.reload();
  } catch (error) {
    console.warn("The preview goes on:", error);
    button.textContent = button.dataset.failed;
    button.disabled = false;
  }
});
