// Fetches what only some pages need, a script or a style sheet, once it is wanted.
const fetchPart = (address) =>
  new Promise((done, fail) => {
    const isStyle = address.includes(".css?");
    const part = document.createElement(isStyle ? "link" : "script");
    Object.assign(part, isStyle ? { rel: "stylesheet", href: address } : { src: address, async: false });
    Object.assign(part, { onload: done, onerror: () => fail(new Error(`${address} cannot be loaded`)) });
    document.head.append(part);
  });
