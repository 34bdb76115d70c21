"""Link roles: which kinds a link may join, and the label of each direction."""

from __future__ import annotations

from msgspec import Struct

from catalogue.model.kinds import KINDS
from catalogue.model.labels import Label

ANY = frozenset(KINDS)


class Role(Struct, frozen=True):
    """A directed relation ``subject → object``.

    ``label`` is the heading of the object on the subject's card ("parties"), ``reverse`` that of the subject on the
    object's card ("party to"). ``named`` roles make the subject findable by the object's names; ``whereabouts`` roles
    place the subject where the object is.
    """

    name: str
    subjects: frozenset[str]
    objects: frozenset[str]
    label: Label
    reverse: Label
    named: bool = False
    whereabouts: bool = False


def _kinds(text: str) -> frozenset[str]:
    return ANY if text == "any" else frozenset(text.split())


def _role(name: str, pair: str, label: str, reverse: str, *, named: bool = False, whereabouts: bool = False) -> Role:
    subjects, objects = (part.strip() for part in pair.split(">"))
    here, there = (Label(*(word.strip() for word in text.split("|"))) for text in (label, reverse))
    return Role(name, _kinds(subjects), _kinds(objects), here, there, named, whereabouts)


_SIDE = "organisation technopark cluster place person"
_DOER = "milestone project agreement > organisation measure place person technopark cluster"

_ALL = (
    _role(
        "party",
        f"agreement project > {_SIDE}",
        "parties | стороны | tomonlar",
        "party to | сторона в | tomon sifatida",
        named=True,
        whereabouts=True,
    ),
    _role(
        "signatory",
        f"agreement > {_SIDE}",
        "signed by | подписали | imzolaganlar",
        "signed | подписал | imzolagan",
        named=True,
    ),
    _role(
        "on_behalf_of",
        f"agreement > {_SIDE}",
        "on behalf of | от имени | nomidan",
        "represented in | представлен в | vakillik qilingan",
        named=True,
        whereabouts=True,
    ),
    _role(
        "witness",
        f"agreement > {_SIDE}",
        "witnesses | свидетели | guvohlar",
        "witness of | свидетель | guvoh",
        named=True,
    ),
    _role(
        "amends",
        "agreement > agreement",
        "amends | изменяет | o‘zgartiradi",
        "amended by | изменено | o‘zgartirilgan",
    ),
    _role(
        "supersedes",
        "agreement > agreement",
        "supersedes | заменяет | almashtiradi",
        "superseded by | заменено | almashtirilgan",
    ),
    _role(
        "implements",
        "agreement > agreement project",
        "implements | во исполнение | ijrosi uchun",
        "implemented by | исполняется | ijro etadi",
    ),
    _role(
        "annex_of",
        "agreement > agreement",
        "annex of | приложение к | ilova",
        "annexes | приложения | ilovalar",
    ),
    _role(
        "results_in",
        "agreement > agreement project",
        "results in | приводит к | natijasi",
        "result of | результат | natija",
    ),
    _role(
        "concluded_at",
        "agreement project > event",
        "concluded at | заключено на | tuzilgan joyi",
        "concluded here | заключены здесь | shu yerda tuzilgan",
        named=True,
    ),
    _role(
        "discussed_at",
        "agreement project measure technopark cluster > event",
        "discussed at | обсуждалось на | muhokama qilingan",
        "discussed here | обсуждались здесь | shu yerda muhokama qilingan",
    ),
    _role(
        "covers",
        "agreement > technopark cluster project measure place",
        "covers | охватывает | qamrab oladi",
        "covered by | охвачен | qamrab olgan",
        named=True,
    ),
    _role(
        "creates",
        "agreement > technopark cluster project measure",
        "creates | создаёт | tashkil etadi",
        "created by | создан по | asosida tashkil etilgan",
        named=True,
    ),
    _role(
        "located_in",
        "any > place",
        "located in | находится в | joylashgan",
        "here | здесь | shu yerda",
        named=True,
        whereabouts=True,
    ),
    _role(
        "part_of",
        "any > any",
        "part of | часть | tarkibida",
        "parts | в составе | tarkibi",
        named=True,
        whereabouts=True,
    ),
    _role(
        "managed_by",
        "technopark > organisation",
        "managed by | управляет | boshqaruvchi",
        "manages | управляет | boshqaradi",
        named=True,
    ),
    _role(
        "owned_by",
        "technopark > organisation place",
        "owned by | собственник | egasi",
        "owns | владеет | egalik qiladi",
        named=True,
    ),
    _role(
        "developed_with",
        "technopark > organisation technopark cluster place",
        "developed with | создаётся совместно с | hamkorlikda yaratilmoqda",
        "partner in | партнёр в | hamkor",
        named=True,
    ),
    _role(
        "modelled_on",
        "technopark > technopark",
        "modelled on | по модели | namunasi",
        "model for | модель для | uchun namuna",
        named=True,
    ),
    _role(
        "resident",
        "technopark > organisation",
        "residents | резиденты | rezidentlar",
        "resident of | резидент | rezidenti",
    ),
    _role(
        "anchor_resident",
        "technopark > organisation",
        "anchor residents | якорные резиденты | yetakchi rezidentlar",
        "anchor resident of | якорный резидент | yetakchi rezidenti",
    ),
    _role(
        "investor",
        "technopark project > organisation place",
        "investors | инвесторы | investorlar",
        "invests in | инвестирует в | investitsiya kiritadi",
    ),
    _role(
        "coordinated_by",
        "cluster event project agreement > organisation person",
        "coordinated by | координирует | muvofiqlashtiruvchi",
        "coordinates | координирует | muvofiqlashtiradi",
        named=True,
    ),
    _role(
        "member",
        "cluster organisation > organisation person technopark",
        "members | участники | a’zolar",
        "member of | участник | a’zosi",
    ),
    _role(
        "chaired_by",
        "cluster organisation event > person",
        "chaired by | председатель | rais",
        "chairs | председатель | raislik qiladi",
    ),
    _role(
        "holds_post",
        "person > organisation cluster technopark place",
        "holds post at | занимает пост | lavozimi",
        "officials | должностные лица | mansabdor shaxslar",
        named=True,
    ),
    _role(
        "organiser",
        "event > any",
        "organisers | организаторы | tashkilotchilar",
        "organised | организатор | tashkil etgan",
        named=True,
    ),
    _role(
        "initiator",
        "event project technopark milestone > any",
        "initiators | инициаторы | tashabbuskorlar",
        "initiated | инициатор | tashabbuskori",
        named=True,
    ),
    _role(
        "participant",
        "event project > any",
        "participants | участники | ishtirokchilar",
        "took part in | участвовал в | ishtirok etgan",
        named=True,
    ),
    _role(
        "speaker",
        "event > any",
        "speakers | выступили | so‘zga chiqqanlar",
        "spoke at | выступил на | so‘zga chiqqan",
        named=True,
    ),
    _role(
        "host",
        "event > any",
        "hosts | принимающая сторона | mezbonlar",
        "hosted | принимал | mezbonlik qilgan",
        named=True,
    ),
    _role(
        "greeted_by",
        "event > person organisation",
        "greetings from | приветствия | tabriklar",
        "greeted | приветствовал | tabriklagan",
        named=True,
    ),
    _role(
        "accountable",
        _DOER,
        "accountable | ответственные | mas’ullar",
        "accountable for | отвечает за | mas’ul",
        named=True,
    ),
    _role(
        "implementing",
        _DOER,
        "implementing | исполнители | ijrochilar",
        "implements | исполняет | ijro etadi",
        named=True,
    ),
    _role(
        "funded_by",
        _DOER,
        "funded by | финансирует | moliyalashtiruvchi",
        "funds | финансирует | moliyalashtiradi",
    ),
    _role(
        "supported_by",
        "milestone project agreement technopark event cluster > organisation measure place person technopark cluster",
        "supported by | при поддержке | ko‘magida",
        "supports | поддерживает | qo‘llab-quvvatlaydi",
        named=True,
    ),
    _role(
        "advised_by",
        "technopark cluster project > organisation technopark",
        "advised by | консультирует | maslahatchi",
        "advises | консультирует | maslahat beradi",
        named=True,
    ),
    _role(
        "offered_by",
        "measure > organisation place",
        "offered by | предоставляет | taqdim etuvchi",
        "offers | предоставляет | taqdim etadi",
        named=True,
        whereabouts=True,
    ),
    _role(
        "available_to",
        "measure > technopark cluster project organisation place event",
        "available to | доступно для | foydalanuvchilar",
        "may use | доступны меры | foydalanishi mumkin",
    ),
    _role(
        "milestone_of",
        "milestone > any",
        "milestone of | веха | bosqichi",
        "milestones | вехи | bosqichlar",
        named=True,
    ),
    _role("source", "any > source", "sources | источники | manbalar", "source of | источник для | manbasi"),
    _role("former_of", "any > any", "formerly | ранее | ilgari", "later | позднее | keyinchalik"),
    _role("same_as", "any > any", "same as | то же, что | xuddi o‘zi", "same as | то же, что | xuddi o‘zi"),
    _role(
        "possibly_same_as",
        "any > any",
        "possibly the same as | возможно, то же, что | ehtimol o‘zi",
        "possibly the same as | возможно, то же, что | ehtimol o‘zi",
    ),
)

ROLES: dict[str, Role] = {role.name: role for role in _ALL}


def roles_from(kind: str) -> tuple[Role, ...]:
    """The roles that a record of this kind may hold as subject, in order."""
    return tuple(role for role in _ALL if kind in role.subjects)
