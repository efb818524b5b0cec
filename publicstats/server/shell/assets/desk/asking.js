// Questions to the server. An answer that does not come, or is a refusal, is given back as words; nothing is lost by it.
const PATIENCE = 30_000; // milliseconds

/** `{ body }`, or `{ words, key, problems }` where it was refused; a file's body is a blob with its name. */
const ask = async (desk, path, sent) => {
  const address = new URL(`./desk/${path}?lang=${desk.lang}`, document.baseURI);
  const options =
    sent === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(sent) };
  try {
    const answer = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
    if (answer.ok && name) return { body: await answer.blob(), name };
    const body = await answer.json();
    if (answer.ok) return { body };
    const words = cleanText(body.detail) || say(desk, "refused", { status: answer.status });
    return { words, key: cleanText(body.key), problems: cleanList(body.problems) };
  } catch (error) {
    console.warn(`No answer from ${path}:`, error);
    return { words: say(desk, "unreachable"), problems: [] };
  }
};
