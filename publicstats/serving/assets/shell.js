// Tells Streamlit's client where its server is: at the root, whatever page the address names.
window.__streamlit = { BACKEND_BASE_URL: new URL("./", document.baseURI).href };
