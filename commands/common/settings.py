"""What the operator has set, read from the environment once; everything has a default."""

import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from data.database.database import file_of
from data.mail import server as mail_settings
from data.time_zone import SETTING
from data.webhooks import hosts as webhook_hosts

ROOT = Path(__file__).parents[2]
IS_INSTALLED = Path(sysconfig.get_path("purelib")) == ROOT
INSTANCE = user_data_path("itog", appauthor=False) if IS_INSTALLED else ROOT / "instance"
"""Where the embedded database is kept: an installed program's own folder is not for data."""

LANGUAGES = ("ru", "en")
SIGNING = (
    "ITOG_READING",
    "ITOG_PUBLISH_OWN",
    "ITOG_PROXIES",
    "ITOG_SECOND_FACTOR",
    "ITOG_OIDC_ISSUER",
    "ITOG_OIDC_CLIENT",
    "ITOG_OIDC_SECRET",
    "ITOG_OIDC_ROLE",
    "ITOG_OIDC_NAME",
)
"""What the operator decides about signing in; the server says what is wrong with them when it is
prepared.
"""

IMPORT_LIMITS = {"rows": "ROWS", "megabytes": "MB", "seconds": "SECONDS"}


@dataclass(frozen=True)
class Settings:
    """What the environment says; everything has a default."""

    database_url: str
    secret: str | None
    language: str
    signing: Mapping[str, str] = field(default_factory=dict)
    upload_mb: str = ""
    proof_mb: str = ""
    proof_folder: str = ""
    embed_origins: str = ""
    time_zone: str = ""
    log: str = ""
    monitors: str = ""
    answer_seconds: str = ""
    shared_folder: str = ""
    replica_url: str = ""
    replica_seconds: str = ""
    import_limits: Mapping[str, str] = field(default_factory=dict)
    csv_sources: str = ""
    mail: Mapping[str, str] = field(default_factory=dict)
    webhook_hosts: str = ""
    locales: str = ""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Settings":
        """Read what it says; ``LANG`` stands in for ``ITOG_LANG``."""
        spoken = (environment.get("ITOG_LANG") or environment.get("LANG") or "")[:2].lower()
        return cls(
            database_url=environment.get("ITOG_DATABASE_URL")
            or f"sqlite:///{INSTANCE / 'itog.db'}",
            secret=environment.get("ITOG_SECRET") or None,
            language=spoken if spoken in LANGUAGES else LANGUAGES[0],
            upload_mb=environment.get("ITOG_UPLOAD_MB") or "",
            proof_mb=environment.get("ITOG_PROOF_MB") or "",
            proof_folder=environment.get("ITOG_PROOF_FOLDER", "").strip(),
            embed_origins=environment.get("ITOG_EMBED_ORIGINS") or "",
            time_zone=environment.get(SETTING, "").strip(),
            log=environment.get("ITOG_LOG", "").strip(),
            answer_seconds=environment.get("ITOG_ANSWER_SECONDS", "").strip(),
            shared_folder=environment.get("ITOG_SHARED_FOLDER", "").strip(),
            replica_url=environment.get("ITOG_REPLICA_URL", "").strip(),
            replica_seconds=environment.get("ITOG_REPLICA_SECONDS", "").strip(),
            csv_sources=environment.get("ITOG_CSV_SOURCES", "").strip(),
            locales=environment.get("ITOG_LOCALES", "").strip(),
            import_limits={
                name: environment.get(f"ITOG_IMPORT_{setting}", "").strip()
                for name, setting in IMPORT_LIMITS.items()
            },
            monitors=environment.get("ITOG_METRICS", ""),
            webhook_hosts=environment.get(webhook_hosts.SETTING, "").strip(),
            mail={
                name: environment[name].strip()
                for name in mail_settings.SETTINGS
                if environment.get(name)
            },
            signing={name: environment[name].strip() for name in SIGNING if environment.get(name)},
        )

    @property
    def folder(self) -> Path:
        """What several machines share, else the folder of the embedded database, or the program's
        own.
        """
        if self.shared_folder:
            return Path(self.shared_folder)
        embedded = file_of(self.database_url)
        return embedded.parent if embedded else INSTANCE
