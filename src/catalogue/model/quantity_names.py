"""The words of typed figures in English, Russian, Uzbek (both scripts) and Kazakh, lower case, without dots.

Each phrase has a kind, one letter, and a meaning:

    p operator before the number     s operator after it     - link of a range     b opens a range
    c scale, as a power of ten       u unit                  k noun of a count     h phase     . no meaning
"""

from __future__ import annotations

from typing import Final

Meaning = tuple[str, str]

# A line is "kind meaning: phrase, phrase"; a meaning may have several lines.
_ENGLISH = """
p >: more than, over, above, exceeding, in excess of, greater than, upwards of
p >=: at least, no less than, not less than, no fewer than, not fewer than, minimum, a minimum of, from
p <: less than, under, below, fewer than
p <=: up to, at most, no more than, not more than, not exceeding, a maximum of
p ~: about, around, approximately, approx, roughly, some, nearly, almost
s >=: and more, or more, and above, and over
s <=: or less, or fewer
-: to, and
b: between
c 3: thousand
c 5: lakh, lakhs
c 7: crore, crores
h actual: actual, actually
h planned: planned
h declared: declared, announced
h target: target, targeted
u %: percent, per cent
u ha: hectare, hectares
u m2: square metres, square meters, square metre, sq m, sqm
u m3: cubic metres, cubic meters, cubic metre
u km2: square kilometres, square kilometers, sq km
u t: tonne, tonnes
u USD: dollars, us dollar, us dollars, american dollars
u EUR: euros
u RUB: rubles, roubles, ruble, rouble, russian rubles, russian roubles
u UZS: uzbek sum, uzbek soum, soum
u CNY: chinese yuan
u GBP: pounds, pounds sterling
k: resident, residents, company, companies, enterprise, enterprises, firm, firms, organisation
k: organisations, organization, organizations, job, jobs, workplaces, people, persons, employees
k: workers, staff, members, participants, projects, project, units, parks, technoparks, clusters, sites
k: agreements, places
.: of, the, in the amount of, in total, total, worth, a total of
"""
_OTHERS = """
p >: >, более, больше, свыше, более чем, больше чем, выше, превышает, сверх
p >=: >=, ≥, min, не менее, не меньше, не ниже, не менее чем, минимум, мин, как минимум, от, kamida
p >=: eng kamida, kam deganda, камида, энг камида, кемінде, кем дегенде
p <: <, менее, меньше, ниже, менее чем
p <=: <=, ≤, max, maximum, до, не более, не больше, не свыше, не выше, не более чем, не превышает
p <=: максимум, макс, ko'pi bilan, кўпи билан
p ~: ~, ≈, ca, circa, около, примерно, приблизительно, порядка, почти, ориентировочно, ок, taxminan
p ~: qariyb, тахминан, қарийб, шамамен
p =: =, ровно, exactly
s >: dan ortiq, dan ko'p, dan ziyod, dan oshiq, ortiq, дан ортиқ, дан кўп, дан зиёд, ортиқ, дан астам
s >: ден астам, тан астам, тен астам, нан астам, нен астам, астам, дан артық, ден артық
s >=: +, и более, и больше, и выше, или более, dan kam emas, dan kam bo'lmagan, дан кам эмас
s >=: дан кам бўлмаган, дан кем емес, ден кем емес
s <: dan kam, dan oz, дан кам, дан оз, дан кем, ден кем
s <=: gacha, dan ko'p emas, dan ortiq emas, dan oshmagan, гача, дан кўп эмас, дан ортиқ эмас, дейін
s <=: ға дейін, ге дейін, и менее
s ~: ga yaqin, atrofida, га яқин, атрофида, ға жуық, ге жуық, жуық
-: -, .., …, и, dan, дан, va, ва
b: между
c 3: тыс, тысяч, тысяча, тысячи, ming, минг, мың
c 6: million, millions, mln, mn, mio, млн, миллион, миллиона, миллионов
c 9: billion, billions, bn, bln, mlrd, milliard, млрд, миллиард, миллиарда, миллиардов
c 12: trillion, trln, tn, трлн, триллион, триллиона, триллионов
h actual: fact, факт, фактически, фактический, фактическая, фактическое, amalda, haqiqatda, амалда
h actual: ҳақиқатда, нақты, іс жүзінде
h planned: plan, план, по плану, планируется, планируемый, планируемая, планируемые, планируемых
h planned: запланировано, плановый, плановая, reja, rejada, rejalashtirilgan, режа, режада
h planned: режалаштирилган, жоспар, жоспарланған
h declared: заявлено, заявленный, заявленная, заявленное, заявленные, объявлено, e'lon qilingan
h declared: эълон қилинган, мәлімделген
h target: цель, целевой, целевая, целевое, целевые, maqsad, maqsadli, мақсад, мақсадли, мақсат, мақсатты
u %: %, процент, процента, процентов, foiz, фоиз, пайыз
u ha: ha, га, гектар, гектара, гектаров, gektar, ga
u m: m, м, метр, метра, метров, metr
u m2: m2, м2, кв м, квм, кв метров, квадратных метров, kv m, kv metr, kvadrat metr, квадрат метр
u m2: шаршы метр
u m3: m3, м3, куб м, кубм, куб метров, кубических метров, kub m, kub metr, куб метр
u m3/h: m3/h, m3/hour, м3/ч, м3/час, куб м/ч, куб м/час, куб м в час, m3/soat, м3/соат, м3/сағ
u m3/d: m3/d, m3/day, м3/сут, м3/сутки, м3/день, куб м/сут, куб м в сутки, m3/kun, m3/sutka, м3/кун
u m3/d: м3/тәу
u km: km, км, километров, kilometr
u km2: km2, км2, кв км, квадратных километров, kv km
u km/h: km/h, км/ч
u t: t, т, тонна, тонны, тонн, tonna
u kg: kg, кг
u l: l, л
u kW: kw, квт, kvt
u MW: mw, мвт, mvt, мегаватт, megavatt, megawatt, megawatts
u GW: gw, гвт, gvt
u MVA: mva, мва
u kWh: kwh, квтч, квт ч
u MWh: mwh, мвтч, мвт ч
u GWh: gwh, гвтч, гвт ч
u Gcal: gcal, гкал
u Gcal/h: gcal/h, гкал/ч, гкал/час
u Mbit/s: mbit/s, мбит/с
u USD: $, us $, us$, usd, dollar, dollari, dollarlik, долл, доллар, доллара, долларов, доллары
u USD: долл сша, доллара сша, долларов сша, доллары сша, $ сша, aqsh dollar, aqsh dollari
u USD: aqsh dollarlik, ақш доллари, ақш доллары
u EUR: €, eur, euro, евро, yevro, evro
u RUB: ₽, rub, руб, рубль, рубля, рублей, рубли, rubl, rubli, российских рублей, rossiya rubli
u RUB: россия рубли
u UZS: uzs, сум, сума, сумов, узбекских сумов, so'm, so'mlik, sum, сўм, сўмлик
u KZT: ₸, kzt, тенге, tenge, теңге
u CNY: cny, rmb, юань, юаня, юаней, yuan, yuani, юани
u GBP: £, gbp, фунт, фунта, фунтов, фунтов стерлингов
u KGS: kgs, сомов, киргизских сомов
u BYN: byn, белорусских рублей
u TRY: ₺, лир, турецких лир
u ?: ¥, у е, уе, крон, pesos
k: резидент, резидента, резидентов, резиденты, компания, компании, компаний, предприятие, предприятия
k: предприятий, организация, организации, организаций, фирм, рабочее место, рабочих мест, рабочих места
k: мест, человек, человека, чел, людей, сотрудник, сотрудника, сотрудников, работников, участник
k: участника, участников, членов, проект, проекта, проектов, шт, штук, ед, единиц, парков, технопарков
k: кластеров, площадок, соглашений, ta, tasi, nafar, kishi, korxona, kompaniya, ish o'rni
k: ish o'rinlari, loyiha, a'zo, ishtirokchi, xodim, та, таси, нафар, киши, корхона, иш ўрни
k: иш ўринлари, лойиҳа, аъзо, иштирокчи, ходим, адам, кәсіпорын, жұмыс орны, жоба
.: на сумму, в сумме, в размере, суммой, всего, итого, jami, жами, барлығы, на
"""


def _phrases(table: str) -> dict[tuple[str, ...], Meaning]:
    found: dict[tuple[str, ...], Meaning] = {}
    for line in table.strip().splitlines():
        head, _colon, phrases = line.partition(": ")
        kind, _space, meaning = head.partition(" ")
        found.update({tuple(phrase.split()): (kind, meaning) for phrase in phrases.split(", ")})
    return found


ENGLISH: Final = _phrases(_ENGLISH)
"""Meaning of each phrase that is only English, by its words."""
PHRASES: Final = {**ENGLISH, **_phrases(_OTHERS)}
"""Meaning of every phrase, by its words."""
LONGEST_PHRASE: Final = max(map(len, PHRASES))

STEMS: Final = frozenset(
    phrase[-1] for phrase, (kind, _meaning) in PHRASES.items() if kind in "cuk" and len(phrase[-1]) > 1
)
"""Last words of scales, units and nouns, which Uzbek case endings may follow (dollaridan, so'mga)."""
ENDINGS: Final = ("gacha", "гача", "dan", "дан", "ga", "га")
"""Uzbek endings that belong to an operator: from, to, up to."""
