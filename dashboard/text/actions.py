"""What deeds are called: those that make a revision, and those that do not."""

from dashboard.text.language import _


def action_names() -> dict[str, str]:
    """Every deed: those that make a revision, and those that do not."""
    return {
        **_of_revisions(),
        **_of_accounts(),
        **_of_reporting(),
        **_of_pages_and_decks(),
        **_of_drafts(),
    }


def _of_revisions() -> dict[str, str]:
    return {
        "init": _("Database made"),
        "load": _("Programme loaded"),
        "import": _("Import"),
        "undo": _("Import undone"),
        "publish": _("Definitions published"),
        "withdraw": _("Withdrawal"),
        "repair": _("Ready answers mended"),
        "thresholds": _("Thresholds of statuses set"),
        "form": _("Form of the programme's own kept"),
        "form_withdrawn": _("Form of the programme's own withdrawn"),
        "kinds": _("Kinds of records declared"),
        "source": _("Source saved"),
        "source_withdrawn": _("Source withdrawn"),
        "edit": _("Edit"),
        "translate": _("Translations typed"),
        "assign": _("Owner appointed"),
        "close": _("Year closed"),
        "reopen": _("Year opened again"),
        "merge": _("Organisations merged"),
        "unmerge": _("Organisations taken apart"),
        "apart": _("Organisations kept apart"),
    }


def _of_accounts() -> dict[str, str]:
    return {
        "signed_in": _("Signed in"),
        "signed_out": _("Signed out"),
        "sign_in_failed": _("Signing in failed"),
        "password_changed": _("Password changed"),
        "password_given": _("New password given"),
        "account_added": _("Account added"),
        "account_disabled": _("Account closed"),
        "account_enabled": _("Account opened"),
        "account_unlocked": _("Account unlocked"),
        "account_locked": _("Account locked"),
        "role_given": _("Role given"),
        "second_factor_on": _("Second factor turned on"),
        "second_factor_off": _("Second factor turned off"),
        "second_factor_removed": _("Second factor removed for somebody else"),
        "recovery_codes_renewed": _("New recovery codes"),
        "sessions_ended": _("Signed out everywhere"),
        "session_ended": _("One session ended"),
        "other_sessions_ended": _("Signed out everywhere else"),
        "token_added": _("Token of a program made"),
        "token_revoked": _("Token of a program revoked"),
        "webhook_added": _("Webhook added"),
        "webhook_paused": _("Webhook paused"),
        "webhook_resumed": _("Webhook resumed"),
        "webhook_removed": _("Webhook removed"),
        "digest_chosen": _("Digests by mail chosen"),
        "digest_confirmed": _("Address of digests confirmed"),
        "digest_ended": _("Digests by mail ended"),
    }


def _of_reporting() -> dict[str, str]:
    return {
        "file_sent": _("File sent by a reporter"),
        "file_returned": _("Sent file returned with a note"),
        "file_taken_back": _("Sent file taken back"),
        "proof_added": _("Proof attached"),
        "proof_removed": _("Proof removed"),
        "proofs_audience": _("Who sees proofs"),
        "comment_added": _("Comment written"),
        "comment_replied": _("Comment replied to"),
        "comment_settled": _("Comment settled"),
    }


def _of_pages_and_decks() -> dict[str, str]:
    return {
        "page_shared": _("Page shared"),
        "page_unshared": _("Page taken off the shared list"),
        "page_moved": _("Shared page moved"),
        "snapshot_taken": _("Snapshot taken"),
        "deck_saved": _("Deck saved"),
        "deck_removed": _("Deck removed"),
        "exported": _("File ordered"),
        "audit_exported": _("Audit exported"),
    }


def _of_drafts() -> dict[str, str]:
    return {
        "draft_begun": _("Draft begun"),
        "draft_saved": _("Draft written on by another"),
        "draft_proposed": _("Draft proposed"),
        "draft_taken_back": _("Draft returned to be written on"),
        "draft_dropped": _("Draft put aside"),
        "draft_reopened": _("Draft taken up again"),
        "draft_published": _("Draft published"),
    }


def action_name(action: str) -> str:
    """The name of a deed; one of a newer program keeps its code."""
    return action_names().get(action, action)
