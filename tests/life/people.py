"""Several people at one desk: each commits with an address of their own."""

from __future__ import annotations

from ..cli.desk import Answer, Desk

DRAFT = "СМС-ДП-2.10-2024"
CARD = "СМС-ТД-0001-2024"
AUTHOR, CHECKER, AGREER, REGISTRAR = (f"{name}@example.org" for name in ("author", "checker", "agreer", "registrar"))
RECTOR = "rector@example.org"
BY_RECTOR = ("--by", "rector", "--decision", "№ 5")


def by(desk: Desk, who: str, *words: str, code: int | None = 0) -> Answer:
    """Run a command as a person."""
    desk.git("config", "user.email", who)
    return desk(*words, code=code)


def settings(desk: Desk, *changes: tuple[str, str]) -> None:
    """Change qms.yaml and commit it."""
    path = desk.root / "qms.yaml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    desk.git("commit", "-q", "-a", "-m", "Decide")


def people(desk: Desk, **emails: str) -> None:
    """Write who holds which position (`_` for `-`), and commit it."""
    row = '  - {{id: "{id}", email: [{email}], positions: [{{position: {position}}}]}}'
    rows = [
        row.format(id=email.partition("@")[0], email=email, position=name.replace("_", "-"))
        for name, email in emails.items()
    ]
    path = desk.root / "organisation" / "people.yaml"
    path.write_text("\n".join(["entries:", *rows, ""]), "utf-8")
    desk.git("add", "-A")
    desk.git("commit", "-q", "-m", "Name the holders")


def submitted(desk: Desk) -> None:
    by(desk, AUTHOR, "submit", DRAFT)


def checked(desk: Desk) -> None:
    submitted(desk)
    by(desk, CHECKER, "check-off", DRAFT)


def agreed(desk: Desk) -> None:
    checked(desk)
    by(desk, AGREER, "agree", DRAFT)


def deeds(desk: Desk, code: str = DRAFT) -> list[str]:
    return [act["act"] for act in desk.ledger(code)]


def findings(desk: Desk) -> list[str]:
    """Return the rules of the ledger that have something to say."""
    found = desk("check", "--format", "json").json()["findings"]
    return [item["rule"] for item in found if item["rule"].startswith("LG")]
