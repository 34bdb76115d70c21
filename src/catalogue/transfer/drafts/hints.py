"""Words that registers use for things: parts of folded headings and of the names of records.

Headings are in English, Russian and Uzbek, in part in German, French, Spanish, Italian, Turkish, Polish and Ukrainian.
"""

from __future__ import annotations

import re
from typing import Final

from catalogue.model.codes import states

_OTHER_DATES: Final = (
    "regist|notif|updat|modif|publi|access|deposit|inactiv|terminat|withdr|denoun|revis|creat|entered by"
    "|регистр|включен|обновл|измен|публик|опублик|внесен|прекращ|yangilan|ro yxat"
)
"""Dates that say nothing of when something was signed."""
NAMES: Final = (
    "title|name|наимен|назван|назва|nomi|номи|атауы|intitul|titre|titel|bezeichnung|nombre|denomina|tytu|nazwa"
    r"|(?:.* )?adi$|\w*名[称稱]$"
    "|^(?:treaty|agreement|convention|instrument|договор|соглашение|конвенция|технопарк|кластер|technopark|cluster)$"
)
"""Headings of names of records."""
COORDINATES: Final = (("lat", "latitude|lat|широт|kenglik|enlem"), ("lon", "longitude|lon|lng|долгот|uzunlik|boylam"))
"""Headings of latitude and longitude."""
COLUMNS: Final[tuple[tuple[str, str], ...]] = (
    ("signed", "signature|signed|signing|podpis|подписан|imza|имзола|unterz|firma(?! say)|підпис"),
    ("signed", "^(?!.*(?:negotia|перегов|muzokar)).*(?:conclu|adopt|принят|заключен)"),
    (
        "effective",
        "entry into force|entry date|eif(?![^\\W_])|in force|force|effective|вступл|вступил|kuchga kir|кучга кир",
    ),
    ("effective", "inkraft|d?entree en vig|entrada en vig|entrata in vig|yururl|wejsci|набранн"),
    ("approved", "ratif|approv|утвержд|ратифи|tasdiq|тасдиқ"),
    ("valid_until", "valid until|expir|end date|окончан|действует до|amal qilish muddati"),
    ("term", r"срок действия|term(?![^\W_])|validity|duration|muddat"),
    ("registration_no", "registration n|reg n|treaty n|number$|numero|nummer|регистрационн|номер|№|raqam|рақам"),
    ("construction_start", "construction|строительств|qurilish"),
    (
        "founded",
        "founded|establish|est(?![^\\W_])|creation|inception|создан|основан|образован|tashkil|ташкил|kurulus|desig|utworz",
    ),
    ("opened", "opened|opening|start date$|notif|ввод|открыт|ochil|очил|kurulus|acilis"),
    ("floor_m2", "помещен|floor|leasable|gla$"),
    ("free_ha", r"free\b|vacant|свободн|bo sh|bosh maydon"),
    ("area_ha", r"area|acres|hectares|ha\b|га\b|площад|территори|maydon|майдон|alani|flache|superfic|powierzchn"),
    ("jobs", "jobs|workplaces|istihdam|miejsca pracy|рабоч.{1,4} мест|ish o rin|ish orin|иш ўрин|arbeitspl"),
    ("investment", r"invest(?!or)|inv\b|инвест(?!ор)|sarmoya"),
    ("value", "value|amount|cost|сумма|стоимост|qiymat"),
    ("residents", "resident|rezident|tenant|резидент|firma say|no of units|number of (?:units|companies)"),
    ("residents", "(?:число|количество|кол во) участник"),
    ("employees", "employ|staff|сотрудник|работник|численност|xodim|personel"),
    ("jobs", "employ|personel"),
    ("sme_members", r"sme\b|smes\b|малых|мсп"),
    ("members", "total members|number of members$|число участник|количество участник"),
    ("website", "website|web|url|link|сайт|ссылк|sayt"),
    ("status", "status|state|статус|состояни|holat|ҳолат|durum"),
    ("form", "type|form|kind|вид|тип|форма|tur"),
    ("sector", "nace|isic|oked|оквэд|окэд|sector|industr|branch|okved|отрасл|сектор|специализац|tarmoq|soha"),
    ("region", "region|province|oblast|субъект|регион|област|viloyat|hudud|вилоят"),
    ("country", "country|state|стран|государств|davlat|mamlakat|давлат"),
    ("power_mw", "power|capacity|мощност|quvvat"),
    *COORDINATES,
    ("published", "published|publication|опубликован|публикац"),
    ("date", "date|дата|sana|сана"),
    ("signed", rf"^(?!.*(?:{_OTHER_DATES}))(?:.* )?(?:date|дата|sana|сана)$"),
    ("signed", "year|год|establish|yil|йил"),
    ("name", NAMES),
    ("summary", "summary|subject|descript|content|описан|предмет|содержан|mazmun|тавсиф"),
)
"""Headings of the catalogue's columns, the most specific first."""
ROLES: Final[tuple[tuple[str, str], ...]] = (
    ("party", "part(y|ies)|signator|participant|partner|contracting|сторон|участник|партн|tomon|томон|hamkor"),
    ("party", "vertragspart|partei|partie|parte$|partenaire|taraf|strona|kontrahent"),
    ("managed_by", "manag|operator|управляющ|оператор|boshqar|бошқар|yonetici"),
    ("owned_by", "owner|собственник|владелец|egasi|mulkdor"),
    ("member", "member|участник|a zo|azo|аъзо"),
    ("coordinated_by", "coordinat(or|ed|ing)|специализированная организация|координатор|координирую"),
)
"""Headings of columns that name those in a role."""
END: Final = re.compile(r"end|term|until|exit|expir|конец|окончан|tuga")
"""Parts of the headings of days on which something ends."""
LAST_DAY: Final = re.compile(
    r"^(?:.* )?end$|end date|date of end|end of validity|expir|valid ?until|until date|окончани|истечени|действует до"
    r"|tugash|amal qilish muddati"
)
"""Headings of the last days of terms."""
COUNTRY_CODES: Final[tuple[tuple[states.Scheme, str], ...]] = (
    ("cow", r"\bcow|ccode|\bcowcode|statenum|gwno"),
    ("iso_numeric", r"iso.*num|\bm49\b|un code"),
)
"""Headings of columns that give countries by numbers."""
CALLED: Final = {
    "technopark": r"techno(park|pol)|технопар|технопол|(industrial|science|it)[- ](park|zone)|индустриальн|промзон"
    r"|\b[sf]ez\b|\b[ei]pz\b|\bftz\b|\beiz\b|тосэр"
    r"|sanoat zona|economic zone|special zone|free zone|\bzone$|зона$|[со]эз\b|парк\b|bolges|teknokent|teknopark"
    r"|zona franca|gewerbepark|\bstref[ay]\b|аэа\b|эиа\b|产业园|工业园|合作区|开发区",
    "cluster": "cluster|кластер|klaster",
    "organisation": r"\b(llc|ltd|inc|gmbh|plc|ооо|оао|зао|пао|ао|тоо|мчж|mchj|aj|xk)\b|universi|университет|institute"
    "|институт|ministry|министерств|hospital|company|академ|academy",
    "agreement": "agreement|treaty|convention|protocol|memorandum|соглашен|договор|конвенц|протокол|меморандум|bitim"
    "|shartnoma|kelishuv|accord",
    "event": "forum|conference|форум|конференц|выставк|exhibition",
}
"""Words in the names of records of a kind."""
HEADINGS: Final = {
    "technopark": r"park|парк|резидент|maydon|индустриальн|\bsez\b|\bzones?\b|зон[аы]\b|hectare|acres|гектар",
    "cluster": "cluster|кластер|klaster",
    "organisation": "inn|инн|stir|company|предприяти|организац",
    "event": "event|мероприят|forum|форум|выставк|exhibition",
    "project": "project|проект|loyiha|stage|amount",
    "agreement": "treaty|agreement|соглаш|договор|kelishuv|shartnoma|signature|подписан|part(y|ies)",
}
"""Words in the headings of registers of a kind."""
