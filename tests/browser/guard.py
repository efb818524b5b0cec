"""What no page may do: the guard watches a browser context and lists each breach as a sentence."""

from urllib.parse import urljoin, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError, WebSocket
from playwright.sync_api import Error as PlaywrightError

LOCAL_SCHEMES = {"about", "blob", "data"}  # these ask no host
ERROR_ELEMENTS = "[data-testid=stException], .stException, [data-testid=stAlertContentError]"

# So the browser itself ends a request when a page is left or a download begins; failures have other names.
CANCELLED = "net::ERR_ABORTED"


class Guard:
    """Watches the pages of a context: `problems` grows as they run, `inspect` adds what they show now."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context = context
        self.host = urlsplit(origin).netloc
        self.problems: list[str] = []
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("request", self._on_request)
        context.on("requestfailed", self._on_request_failed)
        context.on("response", self._on_response)
        context.on("page", self._on_page)

    def inspect(self) -> None:
        """Look at the open pages: error elements, and the favicon, which the browser fetches unobserved."""
        for page in self.context.pages:
            if not page.is_closed():
                self._inspect_elements(page)
                self._inspect_favicon(page)

    def _inspect_elements(self, page: Page) -> None:
        for text in page.locator(ERROR_ELEMENTS).all_inner_texts():
            self._report(f"error shown on {page.url}: {text}")

    def _inspect_favicon(self, page: Page) -> None:
        links = page.locator("link[rel~=icon]")
        paths = [links.nth(i).get_attribute("href") or "" for i in range(links.count())] or ["/favicon.ico"]
        for url in (urljoin(page.url, path) for path in paths):
            if urlsplit(url).scheme in LOCAL_SCHEMES:
                continue
            if self._is_foreign(url):
                self._report(f"favicon from another host: {url}")
                continue
            try:
                status = self.context.request.get(url).status
            except PlaywrightError as error:
                self._report(f"favicon failed: {url}: {error.message}")
            else:
                self._check_status(status, url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._report(f"console error: {message.text} ({message.location['url']})")

    def _on_error(self, error: WebError) -> None:
        self._report(f"uncaught error: {error.error}")

    def _on_request(self, request: Request) -> None:
        if self._is_foreign(request.url):
            self._report(f"request to another host: {request.url}")

    def _on_request_failed(self, request: Request) -> None:
        if request.failure != CANCELLED:
            self._report(f"request failed: {request.url}: {request.failure}")

    def _on_response(self, response: Response) -> None:
        self._check_status(response.status, response.url)

    def _on_page(self, page: Page) -> None:
        page.on("websocket", self._on_websocket)

    def _on_websocket(self, socket: WebSocket) -> None:
        if self._is_foreign(socket.url):
            self._report(f"websocket to another host: {socket.url}")

    def _check_status(self, status: int, url: str) -> None:
        if status >= 400:
            self._report(f"response {status}: {url}")

    def _is_foreign(self, url: str) -> bool:
        address = urlsplit(url)
        return address.scheme not in LOCAL_SCHEMES and address.netloc != self.host

    def _report(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)
