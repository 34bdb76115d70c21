"""The closed vocabularies: forms and status ladders of each kind, and the other coded fields.

Status ladders of projects follow IATI, those of milestones OCDS; sectors are NACE Rev. 2 and are in
``catalogue.model.codes``.
"""

from __future__ import annotations

from catalogue.model.labels import vocabulary

AGREEMENT_FORM = vocabulary(
    "agreement_form",
    "treaty | treaty | договор (международный) | shartnoma (xalqaro)",
    "agreement | agreement | соглашение | kelishuv",
    "contract | contract | контракт | kontrakt",
    "memorandum | memorandum | меморандум | memorandum",
    "protocol | protocol | протокол | bayonnoma",
    "declaration | declaration | декларация | deklaratsiya",
    "roadmap | roadmap | дорожная карта | yo‘l xaritasi",
    "action_plan | action plan | план мероприятий | chora-tadbirlar rejasi",
    "understanding | understanding | договорённость | ahdlashuv",
)
AGREEMENT_STATUS = vocabulary(
    "agreement_status",
    "idea@idea | idea | идея | g‘oya",
    "negotiating@idea | negotiating | идут переговоры | muzokarada | under negotiation; ведутся переговоры",
    "agreed@part | agreed | достигнута договорённость | ahdlashilgan | согласовано; kelishilgan",
    "initialled@part | initialled | парафировано | parafirlangan | парафирован; парафирована",
    "signed@done | signed | подписано | imzolangan | подписан; подписана; подписали; imzolandi",
    "approved@done | approved | одобрено | ma’qullangan | одобрили; утверждено; утвердили; tasdiqlangan",
    "in_force@done | in force | действует | amalda | в силе; вступило в силу; kuchda; действующее; entered into force",
    "suspended@void | suspended | приостановлено | to‘xtatib turilgan | приостановлен; приостановлена",
    "completed@over | completed | исполнено | bajarilgan",
    "expired@over | expired | срок истёк | muddati tugagan | истёк; истекло",
    "terminated@void | terminated | прекращено | bekor qilingan"
    " | расторгнуто; расторгнут; прекращён; прекращена; утратил силу; утратило силу; утратила силу",
    "superseded@over | superseded | заменено | almashtirilgan",
)
LEVEL = vocabulary(
    "level",
    "interstate | interstate | межгосударственный | davlatlararo",
    "intergovernmental | intergovernmental | межправительственный | hukumatlararo",
    "interregional | interregional | межрегиональный | hududlararo",
    "interagency | interagency | межведомственный | idoralararo",
    "municipal | municipal | муниципальный | munitsipal",
    "business | business | деловой | biznes",
    "mixed | mixed | смешанный | aralash",
)
RENEWAL = vocabulary(
    "renewal",
    "none | none | не продлевается | uzaytirilmaydi",
    "auto | automatic | автоматическое | avtomatik",
    "on_notice | on notice | по уведомлению | xabarnoma asosida",
)
TECHNOPARK_FORM = vocabulary(
    "technopark_form",
    "technopark | technopark | технопарк | texnopark",
    "industrial_park | industrial park | индустриальный парк | sanoat parki",
    "technopolis | technopolis | технополис | texnopolis",
    "sez | special economic zone | особая экономическая зона | maxsus iqtisodiy zona | SEZ; FEZ; ОЭЗ; СЭЗ; EIZ; МИЗ",
    "small_industrial_zone | small industrial zone | малая промышленная зона | kichik sanoat zonasi",
    "it_park | IT park | ИТ-парк | IT-park",
    "agropark | agropark | агропарк | agropark",
    "industrial_zone | industrial zone | промышленная зона | sanoat zonasi",
)
TECHNOPARK_STATUS = vocabulary(
    "technopark_status",
    "idea@idea | idea | идея | g‘oya",
    "agreed@part | agreed | достигнута договорённость | ahdlashilgan",
    "planned@part | planned | планируется | rejalashtirilgan | планируемый; проектируемый; проектируется"
    "; планируемая; проектируемая; loyihalashtirilmoqda",
    "under_construction@part | under construction | строится | qurilmoqda | строящийся; строящаяся; строятся",
    "operating@done | operating | действует | faoliyatda | действующий; operational; действующая; функционирует"
    "; faoliyat yuritmoqda",
    "expanding@done | expanding | расширяется | kengaymoqda",
    "stalled@void | stalled | остановлен | to‘xtab qolgan",
    "closed@over | closed | закрыт | yopilgan | закрыта; закрытый",
)
SITE_TYPE = vocabulary(
    "site_type",
    "greenfield | greenfield | гринфилд | grinfild",
    "brownfield | brownfield | браунфилд | braunfild",
    "mixed | mixed | смешанный | aralash",
)
OWNERSHIP = vocabulary(
    "ownership",
    "state | state | государственная | davlat",
    "private | private | частная | xususiy",
    "mixed | mixed | смешанная | aralash",
)
CLUSTER_FORM = vocabulary(
    "cluster_form",
    "industrial | industrial | промышленный | sanoat",
    "innovative | innovative | инновационный | innovatsion",
    "it | IT | информационных технологий | axborot texnologiyalari",
    "agro | agro | аграрный | agro",
    "initiative | initiative | инициатива | tashabbus",
)
CLUSTER_STATUS = vocabulary(
    "cluster_status",
    "forming@part | forming | создаётся | shakllanmoqda | создаваемый; формируется",
    "operating@done | operating | действует | faoliyatda | действующий; operational",
    "dormant@void | dormant | бездействует | faoliyatsiz",
    "closed@over | closed | закрыт | yopilgan | закрыта; закрытый",
)
MATURITY = vocabulary(
    "maturity",
    "initial | initial | начальный | boshlang‘ich",
    "middle | middle | средний | o‘rta",
    "high | high | высокий | yuqori",
)
ORGANISATION_FORM = vocabulary(
    "organisation_form",
    "state | state | государство | davlat",
    "government | government | правительство | hukumat",
    "ministry | ministry | министерство | vazirlik",
    "ministry_unit | ministry unit | подразделение министерства | vazirlik bo‘linmasi",
    "regional_authority | regional authority | орган власти региона | hududiy hokimiyat",
    "city_authority | city authority | орган власти города | shahar hokimiyati",
    "trade_mission | trade mission | торговое представительство | savdo vakolatxonasi",
    "agency | agency | агентство | agentlik",
    "association | association | ассоциация | uyushma",
    "chamber | chamber | палата | palata",
    "business_council | business council | деловой совет | ishbilarmonlar kengashi",
    "company | company | компания | kompaniya",
    "fund | fund | фонд | jamg‘arma",
    "development_corporation | development corporation | корпорация развития | rivojlanish korporatsiyasi",
    "park_operator | park operator | управляющая компания парка | park operatori",
    "cluster_directorate | cluster directorate | дирекция кластера | klaster direksiyasi",
    "university | university | университет | universitet",
    "institute | institute | институт | institut",
    "media | media | СМИ | ommaviy axborot vositasi",
)
ORGANISATION_STATUS = vocabulary(
    "organisation_status",
    "active@done | active | действует | faol | действующая; действующий",
    "renamed@done | renamed | переименована | nomi o‘zgargan",
    "merged@over | merged | присоединена | qo‘shib yuborilgan",
    "closed@over | closed | закрыта | yopilgan",
)
PERSON_FORM = vocabulary(
    "person_form",
    "official | official | должностное лицо | mansabdor shaxs",
    "executive | executive | руководитель | rahbar",
    "contact | contact person | контактное лицо | aloqa uchun shaxs",
)
PLACE_FORM = vocabulary(
    "place_form",
    "country | country | страна | mamlakat",
    "region | region | регион | hudud",
    "city | city | город | shahar",
    "district | district | район | tuman",
)
EVENT_FORM = vocabulary(
    "event_form",
    "forum | forum | форум | forum",
    "session | session | сессия | sessiya",
    "negotiations | negotiations | переговоры | muzokaralar",
    "working_meeting | working meeting | рабочая встреча | ishchi uchrashuv",
    "visit | visit | визит | tashrif",
    "ceremony | ceremony | церемония | marosim",
)
EVENT_STATUS = vocabulary(
    "event_status",
    "planned@part | planned | планируется | rejalashtirilgan",
    "held@done | held | состоялось | o‘tkazilgan",
    "cancelled@void | cancelled | отменено | bekor qilingan",
)
EVENT_MODE = vocabulary(
    "event_mode",
    "in_person | in person | очно | yuzma-yuz",
    "online | online | онлайн | onlayn",
)
PROJECT_FORM = vocabulary(
    "project_form",
    "investment | investment | инвестиционный | investitsion",
    "joint_production | joint production | совместное производство | qo‘shma ishlab chiqarish",
    "portfolio | portfolio | перечень проектов | loyihalar ro‘yxati",
    "initiative | initiative | инициатива | tashabbus",
)
PROJECT_STATUS = vocabulary(
    "project_status",
    "pipeline@part | pipeline | подготовка | tayyorlanmoqda",
    "implementation@done | implementation | реализация | amalga oshirilmoqda",
    "finalisation@done | finalisation | завершение | yakunlanmoqda",
    "closed@over | closed | завершён | yakunlangan",
    "suspended@void | suspended | приостановлен | to‘xtatib turilgan",
    "cancelled@void | cancelled | отменён | bekor qilingan",
)
MEASURE_FORM = vocabulary(
    "measure_form",
    "fund | fund | фонд | jamg‘arma",
    "competition | competition | конкурс | tanlov",
    "subsidy | subsidy | субсидия | subsidiya",
    "tax_regime | tax regime | налоговый режим | soliq rejimi",
    "legal_regime | legal regime | правовой режим | huquqiy rejim",
    "service | service | услуга | xizmat",
)
MEASURE_STATUS = vocabulary(
    "measure_status",
    "announced@part | announced | объявлена | e’lon qilingan",
    "active@done | active | действует | amalda",
    "closed@over | closed | закрыта | yopilgan",
)
MILESTONE_FORM = vocabulary(
    "milestone_form",
    "commitment | commitment | обязательство | majburiyat",
    "deadline | deadline | срок | muddat",
    "review | review | проверка | ko‘rib chiqish",
    "term_end | end of term | окончание срока | muddat tugashi",
)
MILESTONE_STATUS = vocabulary(
    "milestone_status",
    "scheduled@part | scheduled | запланировано | rejalashtirilgan",
    "met@done | met | выполнено | bajarilgan",
    "partially_met@part | partially met | выполнено частично | qisman bajarilgan",
    "not_met@void | not met | не выполнено | bajarilmagan",
    "cancelled@void | cancelled | отменено | bekor qilingan",
)
SOURCE_FORM = vocabulary(
    "source_form",
    "press_release | press release | пресс-релиз | press-reliz",
    "news | news | новость | yangilik",
    "document | document | документ | hujjat",
    "dataset | dataset | набор данных | ma’lumotlar to‘plami",
    "website | website | сайт | veb-sayt",
)
NAME_TYPE = vocabulary(
    "name_type",
    "preferred | preferred | основное | asosiy",
    "official | official | официальное | rasmiy",
    "short | short | краткое | qisqa",
    "acronym | acronym | аббревиатура | qisqartma",
    "alias | alias | другое | boshqa",
    "former | former | прежнее | avvalgi",
    "hidden | search only | только для поиска | faqat qidiruv uchun",
)
BASIS = vocabulary(
    "basis",
    "stated | stated | сказано в источнике | manbada aytilgan",
    "inferred | inferred | выведено | xulosa qilingan",
    "editor | editor | от редактора | muharrirdan",
)
RANK = vocabulary(
    "rank",
    "preferred | preferred | предпочтительное | afzal",
    "normal | normal | обычное | oddiy",
    "deprecated | deprecated | отклонённое | rad etilgan",
)
