"""Every reach into Streamlit and uvicorn that has no public call: one adapter a file, with a contract test.

Each adapter says what it reaches into, in which version that was read, and what a reader would see without
it. `tests/framework/` fails with a plain sentence where the framework has changed; while the server runs, a
reach that fails is a line in the log.

Hands out plain functions.
May ask: nothing else.
"""
