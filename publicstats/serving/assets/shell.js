// Tells Streamlit's client where its server is: at the root, whatever page the address names.
window.__streamlit = { BACKEND_BASE_URL: new URL("./", document.baseURI).href };

// Who is not signed in any more is answered 401: the page then asks for itself again, which leads to the sign-in.
new PerformanceObserver((list) => {
  if (list.getEntries().some((entry) => entry.responseStatus === 401)) location.reload();
}).observe({ type: "resource" });
