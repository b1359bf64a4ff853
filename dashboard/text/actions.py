"""What deeds are called: those that make a revision, and those that do not."""

from dashboard.text.language import _


def action_names() -> dict[str, str]:
    """Every deed: those that make a revision, and those that do not."""
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
        "assign": _("Owner appointed"),
        "close": _("Year closed"),
        "reopen": _("Year opened again"),
        "merge": _("Organisations merged"),
        "unmerge": _("Organisations taken apart"),
        "apart": _("Organisations kept apart"),
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
        "file_sent": _("File sent by a reporter"),
        "file_returned": _("Sent file returned with a note"),
        "file_taken_back": _("Sent file taken back"),
        "proof_added": _("Proof attached"),
        "proof_removed": _("Proof removed"),
        "proofs_audience": _("Who sees proofs"),
        "snapshot_taken": _("Snapshot taken"),
        "deck_saved": _("Deck saved"),
        "deck_removed": _("Deck removed"),
        "exported": _("File ordered"),
        "draft_begun": _("Draft begun"),
        "draft_saved": _("Draft written on by another"),
        "draft_proposed": _("Draft proposed"),
        "draft_taken_back": _("Draft returned to be written on"),
        "draft_dropped": _("Draft put aside"),
        "draft_reopened": _("Draft taken up again"),
        "draft_published": _("Draft published"),
        "audit_exported": _("Audit exported"),
    }


def action_name(action: str) -> str:
    """The name of a deed; one of a newer program keeps its code."""
    return action_names().get(action, action)
