"""Write `docs/matrix.md`: what each client's failures become, made by causing them.

PYTHONPATH=tests python -W ignore tools/matrix_page.py > docs/matrix.md
"""

import sys

import django
from django.conf import settings

from matrix import CLIENTS, FAULTS, STAGES, meet
from test_matrix import text

HEAD = """\
# What becomes of each failure

Made by `tools/matrix_page.py`: a real server fails at each stage in each way, a real client meets
it inside of `translate_errors()` and `raise_for_refused`. A cell has class and key of the error,
whether the message was taken for the recipients concerned (`error.accepted`), and whether to send
again (`error.retryable`). In none of them does following the hint send anything twice.

The replies are `421 4.3.2`, `450 4.3.0`, `550 5.3.0` and `254 4.7.1` in no provider's words; "drop"
closes the connection instead of a reply, "silence" waits for the client's timeout.

- `smtplib` loses a 421 at EHLO and AUTH if the server closes after it; the drop-in
  (`emaildelivery_errors.clients.smtplib`) and the Django backend, which uses it, have it.
- `aiosmtplib` loses a 421 at AUTH, and at RCPT if more recipients follow.
- A failure at QUIT is `smtp.between_messages` with plain `smtplib`: the message was taken before.

"""


def main() -> None:
    """Print the page."""
    settings.configure()
    django.setup()
    print(HEAD + f"| Stage | Failure | {' | '.join(CLIENTS)} |")
    print("|---" * (len(CLIENTS) + 2) + "|")
    for stage in STAGES:
        for fault in FAULTS:
            cells = [text(meet(client, stage, fault)) for client in CLIENTS]
            print(f"| {stage} | {fault} | {' | '.join(cells)} |")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
