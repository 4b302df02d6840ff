"""A mail server for tests: takes mail over SMTP and delivers it nowhere.

    mail_server.py implicit|starttls CERTIFICATE KEY

Says its port on the first line, then a line of JSON for every mail that it takes. It wants TLS and the
user "tester" with the password "known-to-everybody". Nobody is unknown to it but nobody@…; and later@… it
puts off once.
"""

import email
import email.policy
import json
import socket
import ssl
import sys
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Handler:
    def __init__(self):
        self.put_off = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return f"550 5.1.1 <{address}> is unknown here"
        if address.startswith("later@") and address not in self.put_off:
            self.put_off.add(address)
            return f"451 4.7.1 <{address}> may come back later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.SMTP)
        parts = {part.get_content_type(): part.get_content() for part in mail.walk() if not part.is_multipart()}
        headers = {name.lower(): str(value) for name, value in mail.items()}
        say({"from": envelope.mail_from, "to": envelope.rcpt_tos, "headers": headers, "parts": parts})
        return "250 2.0.0 OK"


def authenticate(server, session, envelope, mechanism, login):
    known = (login.login, login.password) == (b"tester", b"known-to-everybody")
    # Not handled: the answer is the server's to give.
    return AuthResult(success=known, handled=False)


def say(what):
    print(what if isinstance(what, int) else json.dumps(what), flush=True)


def main():
    kind, certificate, key = sys.argv[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    # Over implicit TLS the server does not know that it is protected.
    tls = {"ssl_context": context, "auth_require_tls": False} if kind == "implicit" else {}
    if kind == "starttls":
        tls = {"tls_context": context, "require_starttls": True}
    port = free_port()
    Controller(Handler(), hostname="127.0.0.1", port=port, authenticator=authenticate, auth_required=True, **tls).start()
    say(port)
    while True:
        time.sleep(60)


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


if __name__ == "__main__":
    main()
