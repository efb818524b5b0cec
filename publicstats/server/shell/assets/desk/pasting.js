// A column or a table that is pasted into the form of a release fills its rows; what it fills is to be confirmed.
const onPaste = async (desk, event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!isForm(desk) || !/[\n\t]/.test(text.trim())) return;
  event.preventDefault();
  const isColumn = !text.includes("\t");
  const work = listWork(desk).filter((entry) => entry.table === "figures");
  const place = isColumn ? work.findIndex((entry) => entry.name === desk.current) : 0;
  const rows = work.slice(Math.max(0, place)).map(({ number, cells, like }) => ({ number, cells: { ...cells }, like }));
  const { body, words } = await ask(desk, "paste", { text, rows });
  if (!body) return sayOutcome(desk, words);
  const found = Object.entries(isThing(body.cells) ? body.cells : {});
  for (const [name, cells] of found) {
    const entry = findEntry(desk, name);
    if (entry && isThing(cells)) setCell(desk, entry, "printed", cleanText(cells.printed));
  }
  desk.view.cells.forEach((cell) => cell.show());
  const left = cleanTexts(body.left);
  const facts = { count: found.length, left: left.length, names: left.slice(0, 10).join(" · ") };
  tell(desk, body.way === "order" ? "pasted_order" : "pasted", facts);
  if (left.length) sayOutcome(desk, say(desk, "pasted_left", facts));
  checkNow(desk);
};
