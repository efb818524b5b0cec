// Tells Streamlit's client where its server is: at the root, whatever page the address names; and what
// the pages look like, before the server's first message says so: else it draws in colours of its own and
// fetches a font for them.
window.__streamlit = { BACKEND_BASE_URL: new URL("./", document.baseURI).href, ...THEMES };

// The first view leaves as much room for the navigation as the reader has given it.
try {
  const width = Number.parseInt(localStorage.getItem("sidebarWidth"));
  if (width) document.documentElement.style.setProperty("--ps-sidebar", `${width}px`);
} catch {
  // A browser may keep its storage from pages.
}

// Who is not signed in any more is answered 401: the page then asks for itself again, which leads to the sign-in.
window.PerformanceObserver && new PerformanceObserver((list) => {
  if (list.getEntries().some((entry) => entry.responseStatus === 401)) location.reload();
}).observe({ type: "resource" });
