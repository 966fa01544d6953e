"""`puente certificate`: what was issued and can be, issuing, handing out, taking back.

The JSON document of `list`:

    {"certificates": [{"id": "…", "trainee": "…", "name": "Mariana Ortega", "certification": "spanish-voice",
       "version": 1, "check": "ABCD-…", "achieved_at": "…", "issued_at": "…", "expires_at": null,
       "revoked_at": null, "reason": null}],
     "issuable": [{"trainee": "…", "name": "…", "certification": "…", "achieved_at": "…", "expires_at": null,
       "issuing": "first"}]}

`issuing` is `first`, `renewal`, or `again` where the last certificate was taken back.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

import click

from trainer import paths
from trainer.app.certificate_template import InvalidTemplateError
from trainer.app.certificates import Issuable, IssuedCertificate, Issuing
from trainer.app.documents import NotSavedFault, Paper
from trainer.app.faults import Fault
from trainer.app.ports import Trainee
from trainer.app.verification import CertificateForm, InvalidRevocationsError
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.certificate_desk import open_desk
from trainer.cli.data_folder import nearest
from trainer.cli.passphrase import passphrase_option
from trainer.cli.path_argument import PATH
from trainer.cli.verify import read_bytes
from trainer.exports.certificates import CertificateExports
from trainer.exports.typst_documents import save_file
from trainer.i18n import _, current_language, format_date
from trainer.signing.tokens import SignatureReader

__all__ = ["command"]

_PAPER = click.option(
    "--paper",
    type=click.Choice([each.value for each in Paper]),
    default=Paper.LETTER.value,
    show_default=True,
    help=_("What the PDF is set for."),
)


@click.group(
    "certificate",
    help=_(
        "Issue certificates for certifications that are held, hand them out as files, and take them back. "
        "Close the window of Puente first."
    ),
)
def command() -> None:
    """Hold the commands together."""


@command.command("list", help=_("Show what was issued, and what can be issued now."))
@format_option
def show(output: str) -> int:
    """Show both lists."""
    with open_desk() as desk:
        issued, issuable = desk.certificates.issued(), desk.certificates.issuable()
        names = {each.id: each.name for each in desk.trainees()}
    if OutputFormat(output) is OutputFormat.JSON:
        print_json(
            {
                "certificates": [_issued(each, names) for each in issued],
                "issuable": [_issuable(each) for each in issuable],
            }
        )
        return 0
    _print_issued(issued, names)
    _print_issuable(issuable)
    return 0


@command.command("issue", help=_("Issue or renew a certificate, and write it into a folder in every form."))
@click.option("--trainee", "name", required=True, help=_("The trainee's name or id."))
@click.option("--certification", required=True, help=_("The id of the certification."))
@click.option("--output", type=PATH, help=_("The folder for the files; without it none are written."))
@_PAPER
@passphrase_option
def issue(
    name: str, certification: str, output: Path | None, paper: str, passphrase_file: Path | None
) -> int:
    """Issue one."""
    with open_desk() as desk:
        trainee = _trainee(name, desk.trainees())
        known = desk.certifications()
        if certification not in known:
            raise click.ClickException(_no_certification(certification, known))
        signer = desk.signer(passphrase_file)
        if output is not None:
            _make_folder(output)
        issued = desk.certificates.issue(trainee.id, certification, signer)
        click.echo(_("Certificate {id} is issued to {name}.").format(id=issued.id, name=trainee.name))
        desk.certificates.keep_files(issued, signer, Paper(paper))
        if output is not None:
            for form in CertificateForm:
                file = output / f"{issued.id}.{form.value}"
                desk.certificates.export(issued.id, form, file, signer=signer, paper=Paper(paper))
                click.echo(_("{path} is written.").format(path=file))
    return 0


@command.command(
    "export", help=_("Write a certificate that was issued into a file, in the form of its name.")
)
@click.argument("certificate")
@click.option(
    "--output", required=True, type=PATH, help=_("A file that ends in .pdf, .png, .svg, .jwt or .json.")
)
@_PAPER
@passphrase_option
def export(certificate: str, output: Path, paper: str, passphrase_file: Path | None) -> int:
    """Write one file."""
    suffix = output.suffix.removeprefix(".").lower()
    if suffix not in {each.value for each in CertificateForm}:
        raise click.ClickException(
            _("{path} does not end in .pdf, .png, .svg, .jwt or .json; name it so").format(path=output)
        )
    form = CertificateForm(suffix)
    with open_desk() as desk:
        desk.certificates.certificate(certificate)
        signer = None if form in {CertificateForm.JWT, CertificateForm.JSON} else desk.signer(passphrase_file)
        desk.certificates.export(certificate, form, output, signer=signer, paper=Paper(paper))
    click.echo(_("{path} is written.").format(path=output))
    return 0


@command.command(
    "revoke", help=_("Take a certificate back. Whoever checks it against your list reads the reason.")
)
@click.argument("certificate")
@click.option("--reason", required=True, help=_("Why, in a sentence that strangers may read."))
@passphrase_option
def revoke(certificate: str, reason: str, passphrase_file: Path | None) -> int:
    """Take one back."""
    with open_desk() as desk:
        before = desk.certificates.certificate(certificate).revocation
        # Only who can open the key may: the key itself is not needed before the list is signed.
        desk.signer(passphrase_file)
        stands = desk.certificates.revoke(certificate, reason).revocation
    if before is not None and stands == before:
        raise click.ClickException(
            _(
                "certificate {id} was taken back on {day} already, and the reason given then stands: {reason}"
            ).format(id=certificate, day=format_date(before.at), reason=before.reason)
        )
    click.echo(_("Certificate {id} is taken back.").format(id=certificate))
    click.echo(_("Hand out the new list: puente certificate revocations --output FILE"))
    return 0


@command.command("revocations", help=_("Write the list of all certificates that were taken back, signed."))
@click.option("--output", required=True, type=PATH, help=_("The file to write, such as revoked.jwt."))
@passphrase_option
def revocations(output: Path, passphrase_file: Path | None) -> int:
    """Write the list."""
    with open_desk() as desk:
        save_file(desk.certificates.revocation_list(desk.signer(passphrase_file)), output)
    click.echo(_("{path} is written.").format(path=output))
    return 0


@command.command("take-revocations", help=_("Take over the list that another machine of the center wrote."))
@click.argument("file", type=PATH)
@passphrase_option
def take_revocations(file: Path, passphrase_file: Path | None) -> int:
    """Take over a list."""
    content = read_bytes(file)
    with open_desk() as desk:
        signer = desk.signer(passphrase_file)
        try:
            count = desk.certificates.take_revocations(content, signer, SignatureReader())
        except InvalidRevocationsError as error:
            raise click.ClickException(
                _("{path} is no list that the center's key signed; write it anew there").format(path=file)
            ) from error
    click.echo(_("Taken over; new here: {count}").format(count=count))
    return 0


@command.command(
    "preview",
    help=_(
        "Draw a certificate with invented names, as FOLDER describes it, into a PNG. Without FOLDER that of "
        "this "
        "machine is drawn. It is told what is wrong in the folder, and where."
    ),
)
@click.argument("folder", type=PATH, required=False)
@click.option("--output", required=True, type=PATH, help=_("The PNG to write."))
@click.option("--language", type=click.Choice(["en", "es"]), help=_("The language of the certificate."))
def preview(folder: Path | None, output: Path, language: str | None) -> int:
    """Draw a specimen."""
    chosen = paths.certificate_template_folder() if folder is None else folder
    if folder is not None and not folder.is_dir():
        raise click.ClickException(_("there is no folder {path}; check the name").format(path=folder))
    files = CertificateExports(paths.assets_folder() / "fonts", lambda: chosen)
    try:
        save_file(files.specimen(language or current_language()), output)
    except InvalidTemplateError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        raise click.ClickException(_("the template cannot be used; mend what is named above")) from error
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(_("{path} is written.").format(path=output))
    return 0


def _make_folder(folder: Path) -> None:
    """Make a folder where there is none, before anything is issued that could not be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotSavedFault(folder) from error


def _trainee(name: str, trainees: Sequence[Trainee]) -> Trainee:
    wanted = " ".join(name.split()).casefold()
    chosen = [each for each in trainees if wanted in {each.name.casefold(), each.id}]
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        ids = ", ".join(each.id for each in chosen)
        raise click.ClickException(
            _('several trainees are called "{name}"; name one by id: {ids}').format(name=name, ids=ids)
        )
    near = nearest(wanted, [each.name for each in trainees])
    if near is None:
        raise click.ClickException(_('there is no trainee "{name}"; check the name').format(name=name))
    raise click.ClickException(
        _('there is no trainee "{name}"; did you mean "{nearest}"?').format(name=name, nearest=near)
    )


def _no_certification(name: str, known: Collection[str]) -> str:
    near = nearest(name, known)
    if near is None:
        return _('there is no certification "{name}"; there are: {known}').format(
            name=name, known=", ".join(known)
        )
    return _('there is no certification "{name}"; did you mean "{nearest}"?').format(name=name, nearest=near)


def _print_issued(issued: Sequence[IssuedCertificate], names: dict[str, str]) -> None:
    if not issued:
        click.echo(_("Nothing was issued yet."))
    for each in issued:
        click.echo(
            _("{id}  {name}: {certification}, issued on {day}, check value {check}").format(
                id=each.id,
                name=names.get(each.trainee, each.trainee),
                certification=each.certification,
                day=format_date(each.issued_at),
                check=each.check,
            )
        )
        if each.revocation is not None:
            click.echo(
                _("  taken back on {day}: {reason}").format(
                    day=format_date(each.revocation.at), reason=each.revocation.reason
                )
            )


def _print_issuable(issuable: Sequence[Issuable]) -> None:
    sentences = {
        Issuing.FIRST: _("{name}: {certification} can be issued"),
        Issuing.RENEWAL: _("{name}: {certification} can be renewed"),
        Issuing.AGAIN: _("{name}: {certification} can be issued again"),
    }
    for each in issuable:
        sentence = sentences[each.issuing]
        click.echo(sentence.format(name=each.trainee.name, certification=each.certification.id))


def _issued(each: IssuedCertificate, names: dict[str, str]) -> dict[str, object]:
    revocation = each.revocation
    return {
        "id": each.id,
        "trainee": each.trainee,
        "name": names.get(each.trainee),
        "certification": each.certification,
        "version": each.version,
        "check": each.check,
        "achieved_at": _moment(each.achieved_at),
        "issued_at": _moment(each.issued_at),
        "expires_at": _moment(each.expires_at),
        "revoked_at": None if revocation is None else _moment(revocation.at),
        "reason": None if revocation is None else revocation.reason,
    }


def _issuable(each: Issuable) -> dict[str, object]:
    return {
        "trainee": each.trainee.id,
        "name": each.trainee.name,
        "certification": each.certification.id,
        "achieved_at": _moment(each.hold.achieved_at),
        "expires_at": _moment(each.hold.expires_at),
        "issuing": each.issuing.value,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
