"""How a repository is made ready for a command: `trusted(lab)`."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta

from tests.cli.desk import AUDIT, TEMPLATE

from .laboratory import Laboratory

DRAFT = "СМС-ДП-2.10-2024"
CARD = "СМС-ТД-0001-2024"
RISK = (
    *("--set", "title=Кабыл алуу планы аткарылбайт", "--set", "kind=risk", "--set", "process=2.1"),
    *("--set", "owner=rector", "--set", "identified=2026-02-03"),
)
TABLE = (
    "code;title;kind;process;owner;identified\n"
    ";Жаңы тобокелдик;risk;4.1;rector;2026-03-01\n"
    ";Экинчи;risk;4.1;rector;2026-03-01\n"
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
BY_RECTOR = ("--by", "rector", "--decision", "№ 1")


def edited(lab: Laboratory) -> None:
    path = next(lab.root.glob(f"documents/*/{DRAFT}.md"))
    path.write_text(path.read_text("utf-8") + "\nЖаңы сүйлөм.\n", "utf-8")


def drawn(lab: Laboratory) -> None:
    """A new picture, and a text that shows it."""
    edited(lab)
    path = next(lab.root.glob(f"documents/*/{DRAFT}.md"))
    path.with_name("схема.svg").write_text(DRAWING, "utf-8")
    path.write_text(path.read_text("utf-8") + "\n![Схема](схема.svg)\n", "utf-8")


def revised(lab: Laboratory) -> None:
    path = next(lab.root.glob(f"documents/*/{AUDIT}.md"))
    path.write_text(path.read_text("utf-8") + "\nЖаңы сүйлөм.\n", "utf-8")
    lab("revise", AUDIT, "--change", "x")


def cut_off_from_others(lab: Laboratory) -> None:
    shared(lab)
    lab.hub.rename(lab.hub.with_name("gone.git"))


def misspelt(lab: Laboratory) -> None:
    path = next(lab.root.glob(f"documents/*/{DRAFT}.md"))
    path.write_text(path.read_text("utf-8").replace("СМС-ДП-2.10", "CMC-ДП-2.10"), "utf-8")  # Latin letters


def approved(lab: Laboratory) -> None:
    lab("approve", DRAFT, *BY_RECTOR)


def withdrawn(lab: Laboratory) -> None:
    lab("approve", DRAFT, *BY_RECTOR)
    lab("withdraw", DRAFT, "--basis", "№ 2", "--yes")


def entered(lab: Laboratory) -> None:
    lab("entry", "new", "risks", *RISK)


def linked(lab: Laboratory) -> None:
    entered(lab)
    lab(
        *("entry", "new", "actions", "--set", "title=Окутуу", "--set", "kind=preventive", "--set", "unit=АББСД"),
        *("--set", "source=ТБ-2026-001", "--set", "owner=registrar", "--set", "planned_on=2026-02-03"),
        *("--set", "due=2026-03-03", "--set", "criterion=x"),
    )
    lab("entry", "new", "risks", *RISK)


def spreadsheet(lab: Laboratory) -> None:
    (lab.home / "risks.csv").write_text(TABLE, "utf-8")


def shared(lab: Laboratory) -> None:
    lab.git("clone", "-q", "--bare", str(lab.root), str(lab.hub))
    lab.git("remote", "add", "origin", str(lab.hub))
    lab.git("fetch", "-q")
    lab.git("branch", "-q", "--set-upstream-to=origin/main")


def both_have_acted(lab: Laboratory) -> None:
    """This clone and another one have recorded an act about the same document."""
    shared(lab)
    lab("acknowledge", AUDIT, "--copy", "1")
    other = lab.place / "other"
    lab.git("clone", "-q", str(lab.hub), str(other))
    lab("return", "-C", str(other), AUDIT, "--copy", "3")
    lab.git("-C", str(other), "push", "-q")
    shutil.rmtree(other)


def in_conflict(lab: Laboratory) -> None:
    both_have_acted(lab)
    try:
        lab.git("pull", "-q", "--no-rebase")
    except subprocess.CalledProcessError:
        return
    raise AssertionError("no conflict")


def keyed(lab: Laboratory) -> None:
    lab("keys", "new", "aigul", "--no-passphrase", "--yes")


def trusted(lab: Laboratory) -> None:
    keyed(lab)
    lab("trust", "init", "aigul", "--name", "Айгүл", "--role", "registrar", "--yes")


def foreign(lab: Laboratory) -> None:
    lab.git("rm", "-q", "-r", "qms.yaml", "ledger", "distribution")
    lab.git("commit", "-q", "-m", "Without qms")


def removed(lab: Laboratory) -> None:
    shutil.rmtree(lab.root / ".qms", ignore_errors=True)


def person(lab: Laboratory, name: str) -> None:
    lab.git("config", "user.email", f"{name}@example.org")


def submitted(lab: Laboratory) -> None:
    person(lab, "author")
    lab("submit", DRAFT)
    person(lab, "checker")


def checked(lab: Laboratory) -> None:
    submitted(lab)
    lab("check-off", DRAFT)
    person(lab, "agreer")


def awaiting_an_order(lab: Laboratory) -> None:
    path = lab.root / "qms.yaml"
    path.write_text(
        path.read_text("utf-8").replace("  management:\n", "  management:\n    effect: [rector]\n"), "utf-8"
    )
    lab.git("commit", "-q", "-a", "-m", "Decide")
    approved(lab)


def replacing(lab: Laboratory) -> None:
    """The draft says which document it replaces, and is approved."""
    path = next(lab.root.glob(f"documents/*/{DRAFT}.md"))
    path.write_text(path.read_text("utf-8").replace("owner:", "replaces: [СМС-ДП-2.9-2024]\nowner:", 1), "utf-8")
    lab.git("commit", "-q", "-a", "-m", "Replace")
    approved(lab)


def registered(lab: Laboratory) -> None:
    lab("external", "register", CARD, "--basis", "№ 12", "--by", "registrar")


def acquainted(lab: Laboratory) -> None:
    registered(lab)
    lab("external", "acquaint", CARD, "--to", "ОИД")


def edition(lab: Laboratory) -> None:
    acquainted(lab)
    path = next(lab.root.glob(f"documents/*/{CARD}.yaml"))
    path.write_text(path.read_text("utf-8").replace("Талаптар", "Жаңы талаптар"), "utf-8")


def changed(lab: Laboratory) -> None:
    edition(lab)
    lab("external", "change", CARD, "--by", "registrar", "--change", "5-берене", "--basis", "№ 31")


def recalled(lab: Laboratory) -> None:
    lab("withdraw", AUDIT, "--basis", "№ 2", "--yes")


def seen_and_cut_off(lab: Laboratory) -> None:
    lab("review", "2.9", "--basis", "№ 9")
    lab("trail", "verify")
    lab.git("reset", "-q", "--hard", "HEAD~1")


def with_a_key_of_bolot(lab: Laboratory) -> None:
    trusted(lab)
    lab("keys", "new", "bolot", "--no-passphrase", "--file", "../home/bolot", "--yes")


def with_bolot(lab: Laboratory) -> None:
    with_a_key_of_bolot(lab)
    lab("keys", "add", "bolot", "../home/bolot.pub", "--role", "rector", "--yes")


def waiting_for_bolot(lab: Laboratory) -> None:
    """A change of the trust file waits for the second signature, and Bolot sits at this computer."""
    with_a_key_of_bolot(lab)
    lab("keys", "add", "bolot", "../home/bolot.pub", "--role", "rector", "--root", "--yes")
    lab("trust", "require", "2", "--yes")
    lab("trust", "require", "1", "--yes")
    keys = lab.home / "qms" / "keys"
    for name in ("aigul", "aigul.pub"):
        (keys / name).unlink()
    for name in ("bolot", "bolot.pub"):
        (lab.home / name).rename(keys / name)


def with_nothing_pinned(lab: Laboratory) -> None:
    trusted(lab)
    for path in lab.home.rglob("*.json"):
        path.unlink()


def certified(lab: Laboratory) -> None:
    """A certificate of the rector, whose passphrase is in QMS_PASSPHRASE."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
    from cryptography.x509.oid import NameOID

    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ректор")])
    start = datetime.now(UTC) - timedelta(days=1)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)  # to sign
    builder = x509.CertificateBuilder(name, name, private.public_key(), 7, start, start + timedelta(days=900))
    made = builder.add_extension(usage, critical=True).sign(private, hashes.SHA256())
    lock = BestAvailableEncryption(b"secret")
    (lab.home / "rector.p12").write_bytes(pkcs12.serialize_key_and_certificates(b"rector", private, made, None, lock))


def with_registers(lab: Laboratory) -> None:
    shutil.copytree(TEMPLATE / "registers", lab.root / "registers", dirs_exist_ok=True)
    lab.git("add", "-A")
    lab.git("commit", "-q", "-m", "Add the registers")
