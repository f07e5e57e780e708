"""What can be set from outside, each once: its environment variable, default and meaning.

The engine, the workspace, the command line, the app, docs/operators.md and docker-compose.yml all
go by this table; tests hold the last two against it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UserError

CHECKOUT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.  An empty variable counts as unset, so that compose can pass it through."""

    name: str
    default: str
    zh: str
    en: str

    def read(self) -> str:
        """The value of the environment variable, or the default."""
        return os.environ.get(self.name, "") or self.default


DB = Setting(
    "TRIPLEHELIX_DB",
    str(CHECKOUT / "var" / "graph"),
    "图数据库：一个文件夹（内嵌引擎），或 bolt://、neo4j://、neo4j+s:// 地址",
    "The graph: a folder (embedded engine), or a bolt://, neo4j:// or neo4j+s:// address",
)
LEDGER = Setting(
    "TRIPLEHELIX_LEDGER",
    "",
    "账本：一个文件，或 postgresql:// 地址（多台机器共用）；缺省为图文件夹旁的 ledger.db，"
    "图为地址时为 var/ledger.db",
    "The ledger: a file, or a postgresql:// address that machines share; unless set, ledger.db "
    "beside the graph's folder, or var/ledger.db where the graph is an address",
)
LEDGER_PASSWORD_FILE = Setting(
    "TRIPLEHELIX_LEDGER_PASSWORD_FILE",
    "",
    "存放账本 PostgreSQL 密码的文件，优先于地址中的密码、PGPASSWORD 与 ~/.pgpass",
    "A file that holds the password at the ledger's PostgreSQL; goes before that of the address, "
    "PGPASSWORD and ~/.pgpass",
)
USER = Setting("TRIPLEHELIX_USER", "neo4j", "Neo4j 用户名", "User name at Neo4j")
PASSWORD = Setting("TRIPLEHELIX_PASSWORD", "", "Neo4j 密码", "Password at Neo4j")
PASSWORD_FILE = Setting(
    "TRIPLEHELIX_PASSWORD_FILE",
    "",
    "存放 Neo4j 密码的文件，优先于 TRIPLEHELIX_PASSWORD",
    "A file that holds the password at Neo4j; goes before TRIPLEHELIX_PASSWORD",
)
DATABASE = Setting(
    "TRIPLEHELIX_DATABASE", "neo4j", "Neo4j 中的数据库名", "Name of the database within Neo4j"
)
MEMORY = Setting(
    "TRIPLEHELIX_MEMORY",
    "1g",
    "内嵌引擎的内存上限，如 512m、1g、4g",
    "The most memory that the embedded engine may take, such as 512m, 1g, 4g",
)
HOST = Setting(
    "TRIPLEHELIX_HOST",
    "127.0.0.1",
    "网页监听的地址；127.0.0.1 只供本机访问",
    "Where the app listens; 127.0.0.1 is this machine alone",
)
PORT = Setting("TRIPLEHELIX_PORT", "8501", "网页监听的端口", "The port on which the app listens")
SERVER_NAME = Setting(
    "TRIPLEHELIX_SERVER_NAME",
    "127.0.0.1",
    "浏览器访问网页所用的主机名；前有反向代理时填写",
    "The host name by which browsers reach the app, where a proxy stands before it",
)
SOURCES = Setting(
    "TRIPLEHELIX_SOURCES",
    "",
    "存放来源原件的文件夹（含下级）：卡片上的事实按文件哈希在其中找到原文；缺省只看载入时的位置与收件箱",
    "A folder, with those below it, of the files of sources: a card finds the place of a fact in "
    "them by their hash; unless set, where a file was loaded from and the inbox are looked at",
)

SETTINGS = (
    DB,
    LEDGER,
    LEDGER_PASSWORD_FILE,
    USER,
    PASSWORD,
    PASSWORD_FILE,
    DATABASE,
    MEMORY,
    HOST,
    PORT,
    SERVER_NAME,
    SOURCES,
)


def is_address(place: str) -> bool:
    """Whether `place` names a server (`bolt://…`, `postgresql://…`) and not a folder or file."""
    return "://" in place


def without_password(address: str) -> str:
    """`address` for a message, without what stands before its last @ or after a ?."""
    scheme, mark, rest = address.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2].partition('?')[0]}"


def db_address(given: str | None = None) -> str:
    """The graph to use: `given`, else the setting, else `var/graph` in the checkout."""
    return given or DB.read()


def ledger_address(db: str, given: str | None = None) -> str:
    """The ledger that belongs to the graph `db`: `given`, else the setting, else its default."""
    if chosen := given or LEDGER.read():
        return chosen
    beside = CHECKOUT / "var" if is_address(db) else Path(db).absolute().parent
    return str(beside / "ledger.db")


def password() -> str:
    """The password for a Neo4j server; empty if none is set.

    Raises `UserError` if the file that should hold it cannot be read.
    """
    kept = _kept_in(PASSWORD_FILE)
    return PASSWORD.read() if kept is None else kept


def ledger_password() -> str | None:
    """The password for the ledger's PostgreSQL, if a file holds it.  Raises as `password`."""
    return _kept_in(LEDGER_PASSWORD_FILE)


def _kept_in(setting: Setting) -> str | None:
    if not (path := setting.read()):
        return None
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise UserError(
            f"{setting.name}: cannot read {path} ({error.strerror}); "
            "name a file that this user may read"
        ) from None
