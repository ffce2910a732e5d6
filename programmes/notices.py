"""What people hear about enrolments (services/telling.py says who)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from m2w.details import Text
from m2w.outbox.notices import Kind
from programmes.models import (
    AgreedAction,
    Claim,
    ClaimLine,
    Enrolment,
    ExtensionRequest,
    Project,
    Settlement,
)


def about(sentence: Text, without: Text) -> Kind:
    return Kind(Enrolment, sentence, without, address_of, ("mentee", "project"))


def in_queue(sentence: Text, without: Text) -> Kind:
    return Kind(Enrolment, sentence, without, queue_address_of, ("mentee", "project"))


def address_of(enrolment: Any) -> str:
    return reverse("enrolment", args=[enrolment.pk])


def queue_address_of(enrolment: Any) -> str:
    return reverse("queue_file", args=["provincies", enrolment.pk])


def request_address(request: Any) -> str:
    return reverse("project_passport", args=[request.project_id])


def passport_address(project: Any) -> str:
    return reverse("project_passport", args=[project.pk])


def answer_address(line: Any) -> str:
    return reverse("claim_line_answer", args=[line.claim_id, line.number])


def verdict_address(line: Any) -> str:
    return reverse("claim_line_control", args=[line.claim_id, line.number])


def settlement_address(settlement: Any) -> str:
    return reverse("settlement", args=[settlement.pk])


def action_address(action: Any) -> str:
    return reverse("meeting", args=[action.meeting_id])


def claim_address(claim: Any) -> str:
    return reverse("claim", args=[claim.pk])


def claims_due_address(project: Any) -> str:
    return reverse("claims_due")


NOTICES = {
    "claim.submitted": Kind(
        Claim,
        _("Een promotor diende kosten in: %(who)s."),
        _("Een promotor diende kosten in."),
        claim_address,
        ("project",),
    ),
    "claim.due": Kind(
        Project,
        _("Dien de kosten in van %(who)s."),
        _("Er zijn kosten in te dienen."),
        claims_due_address,
    ),
    "enrolment.referred": about(
        _("VDAB verwijst iemand naar u door: %(who)s. Plan de intake."),
        _("VDAB verwees iemand naar u door."),
    ),
    "enrolment.approved": about(
        _("VDAB keurde goed: %(who)s. Zoek een mentor."), _("VDAB keurde een aanmelding goed.")
    ),
    "enrolment.rejected": about(_("VDAB weigerde: %(who)s."), _("VDAB weigerde een aanmelding.")),
    "enrolment.info_requested": about(
        _("VDAB vraagt informatie over %(who)s."), _("VDAB vroeg informatie over een aanmelding.")
    ),
    "enrolment.corrected": about(
        _("VDAB verbeterde gegevens in het dossier: %(who)s."),
        _("VDAB verbeterde gegevens in een dossier."),
    ),
    "enrolment.answered": about(
        _("De promotor antwoordde op uw vraag over %(who)s."),
        _("De promotor antwoordde op uw vraag over een aanmelding."),
    ),
    "enrolment.double": in_queue(
        _("Deze persoon is ook bij een andere promotor aangemeld: %(who)s."),
        _("Iemand is bij twee promotoren aangemeld."),
    ),
    "enrolment.same_number": in_queue(
        _("Twee dossiers kregen hetzelfde VDAB-nummer; dat is geweigerd. Kijk na: %(who)s."),
        _("Twee dossiers kregen hetzelfde VDAB-nummer."),
    ),
    "enrolment.other_birth_date": in_queue(
        _("Dit VDAB-nummer staat elders met een andere geboortedatum. Kijk na: %(who)s."),
        _("Een VDAB-nummer staat elders met een andere geboortedatum."),
    ),
    "outcome.not_found": about(
        _("VDAB vond de uitstroom niet terug: %(who)s. Kijk ze na."),
        _("VDAB vond een uitstroom niet terug."),
    ),
    "outcome.other_dates": about(
        _("VDAB vond andere datums bij de uitstroom: %(who)s. Die gelden nu."),
        _("VDAB vond andere datums bij een uitstroom."),
    ),
    "enrolment.withdrawn": about(
        _("De promotor trok in: %(who)s."), _("De promotor trok een aanmelding in.")
    ),
    "enrolment.referral_accepted": about(
        _("De promotor aanvaardde uw doorverwijzing: %(who)s."),
        _("De promotor aanvaardde een doorverwijzing van u."),
    ),
    "enrolment.referral_declined": about(
        _("De promotor wees uw doorverwijzing af: %(who)s."),
        _("De promotor wees een doorverwijzing van u af."),
    ),
    "extension.asked": Kind(
        ExtensionRequest,
        _("Een promotor vraagt een verlenging: %(who)s."),
        _("Een promotor vraagt een verlenging."),
        request_address,
        ("project",),
    ),
    "extension.granted": Kind(
        ExtensionRequest,
        _("VDAB stond de verlenging toe: %(who)s."),
        _("VDAB stond een verlenging toe."),
        request_address,
        ("project",),
    ),
    "extension.refused": Kind(
        ExtensionRequest,
        _("VDAB weigerde de verlenging: %(who)s."),
        _("VDAB weigerde een verlenging."),
        request_address,
        ("project",),
    ),
    "action.late": Kind(
        AgreedAction,
        _("Een afgesproken actie is over tijd: %(who)s."),
        _("Een afgesproken actie is over tijd."),
        action_address,
        ("meeting",),
    ),
    "extension.open": Kind(
        Project,
        _("U kunt nu een verlenging vragen voor %(who)s."),
        _("U kunt nu een verlenging vragen."),
        passport_address,
    ),
    "claim.proof_asked": Kind(
        ClaimLine,
        _("VDAB vraagt bewijs van een kost: %(who)s."),
        _("VDAB vroeg bewijs van een kost."),
        answer_address,
    ),
    "claim.proof_answered": Kind(
        ClaimLine,
        _("De promotor bezorgde bewijs van een kost: %(who)s."),
        _("Een promotor bezorgde bewijs van een kost."),
        verdict_address,
    ),
    "claim.controlled": Kind(
        Claim,
        _("VDAB controleerde uw kosten: %(who)s."),
        _("VDAB controleerde kosten."),
        claim_address,
        ("project",),
    ),
    "settlement.confirmed": Kind(
        Settlement,
        _("VDAB rekende een jaar af: %(who)s. De brief staat klaar."),
        _("VDAB rekende een jaar af."),
        settlement_address,
        ("project",),
    ),
}
