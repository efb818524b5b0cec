"""What a reader is told when the program itself fails: a sentence, never a traceback."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse

from publicstats.server.headers import secure
from publicstats.server.metrics import count_failure
from publicstats.server.shell.page import read_language
from publicstats.text.i18n import translate


async def answer_failure(request: Request, error: Exception) -> PlainTextResponse:
    """The answer to a request that broke; the error goes on to the log.

    It is sent from outside all middleware, so it has the headers from here.
    """
    answer = PlainTextResponse(translate("answer.failure", read_language(request.scope)), status_code=500)
    secure(answer.headers, over_tls=request.scope["scheme"] == "https")
    return answer


def tell_failure(error: Exception) -> bool:
    """Counts a run that broke and says so on its page, in place of Streamlit's own words; the log has it."""
    from publicstats.controls import render_markup, session_language, write_failure

    count_failure(error)
    render_markup(write_failure("page.failed", session_language()))
    return True


EXCEPTION_HANDLERS = {Exception: answer_failure}
