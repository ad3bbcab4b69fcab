"""Words that decide whether a word in a text is somebody's name."""

from __future__ import annotations

_TITLES = """
dr madam miss mr mrs ms mx prof professor rev revd reverend sir
"""
TITLES = frozenset(_TITLES.split())
"""What stands before a surname and makes any word a name."""

_ROLES = """
and assistant bursar business caretaker class co coach coordinator cover cpd deputy governor head
headteacher key lead leader learning manager mentor middle nursery of office officer ordinator
phase practitioner principal reception secretary senior staff stage student subject supply support
teacher teaching the trainee tutor vice worker year
"""
ROLES = frozenset(_ROLES.split())
"""Parts of a role label ("Teacher A") that are no one's name by themselves."""

_ABBREVIATIONS = """
AFL AI AM CPD DFE DH DT EAL ECT ELSA EU HLTA HR HT ICT ID IT ITT KS LA LSA MFL NB NPQ NQT OK PC PE
PM PP PPA PR PS PSHE QA RE RS SEN SENCO SEND SLT SMT TA TAS TV UK UPN US
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
"""Capitals that schools write for something else: as initials they need full stops."""

_COMMON = """
abbey abbot ability able ace am amber an angel apple april archer art as ash aspen at august
autumn baker ball banks barn basil bass bay be bean bell bells berry best better bill bird birds
bishop black bland blank bliss blood bob body bold bond bones book books brand brass bridge bright
brook brooke brooks brown bud bull burden bush butcher by camp card cards carol carpenter case
cash castle cat chance chapel charity charm chase cherry child childs chin christian chuck church
cliff close coal coil combs comfort constance cook cope cotton counter court coward crab crane
crisp cross crow curry cutting daisy dance dancer dark darling dawn day days dean dear deed
diamond do dolphin don dot dove down draper drew driver drum drums duke dusty ear earl ease east
elder england english eve event example eyes fair faith fall farm farmer fashion fear feather
felicity field fields finch fine fisher flint flood flower flowers foot force ford forest fox
frame frank free french friend frost fuller gain game gardener gates gene gentle german gift
ginger given glad glass go gold good grace grave gray greed green grey ground grove guest guy hail
hale hall hammer hand hands happy hardy harm harmony harper hart haste haven hawk hay hazard hazel
he head heads heart heather hedges herb high hill hills hobby holly honey honor honour hood hook
hope hopper horn house hull hunter hurry idle if in inch ireland iris irish is it ivy jack jade
jay jean jewel jolly joy judge june jury just justice keen key keys kind king kit kitchen kitty
knight la lack lake lamb lance land lane lang large last law laws le leader leaf lean lee leek
lemon li light lights lily limb link links list little lodge loft long lord lot love low luck ma
main major march mark market marks marsh marvel mat match maths max may me mead means measures
melody mercy merit merry miles milk mill miller mills minor monk moody moon moor more morning moss
mould mount music my nail near neat new nick night nightingale no noble north nurse oak of olive
on only open or order os pack paddock page paige pain parish park parker parson pass past pat
patience peace peach peak pearl peg pen penn penny pepper perfect pick pike pill pine pink pip
pipe pitt place plank plant plaster play player pleasant plum pond pool poor pope port porter post
potter pound power powers precious price prices pride priest primrose prince prior proud prudence
pure purse quick race rain rains rake rank raven raw ray read reader reading rector reed rest rice
rich ridge right ring rings rivers roach road roast rob robin rock root roots rope rose rough
round rowan ruby rule rush rust rusty sage sale salmon salt sample sands sandy savage school sea
seal seed self sellers service setter shade share sharp shelter shepherd shine ship shore short
shown side sign silk silver simple singer skill skip sky slack sleep slow small smart snow so sole
south spain sparks spears speed spice spring squire stable stack staff stage stamp stand staples
star steady steel still stock stone stones storey stories storm story street stretch stringer
strong style such sue sugar summer sun sunny swan sweet swift swing table tad tailor talent tally
teal temple tide till timber time to toll tongue tony tower town trail train tree trees true trust
tuck tune turner up us usher valentine van verity verse vic victor view vine violet voice wade
wales walker wall walls want ward warden warm watch water waters way we weeks well wells welsh
west whale wheel wheeler white wild will willow winder window wing winter wise wish witness wolf
wood woods wool work workman works worth write writer yard year young
"""
COMMON = frozenset(_COMMON.split())
"""Names that are also words: one of these is a name only where it is written as one."""

_NEAR_NAMES = """
about above after again agree ahead allow alone along among answer answers apart apply areas aside
asked autumn banker barker based basic basis began begin being below better board books brain
brave break brief bring broad brother build built calls cards carry carter caster castle catch
cater cause center central certain chair challenge chances chandler changes chapter charter charts
check choice choices chose circle claim class classes clean clear clearer clerk close closely
closer coaching colour colours common compare concept content context control cooper copper corner
correct could count course courses cover create cross culture current daily darker dates doing
draft drama drawn early earth easter eastern eight elder ended enjoy enter equal error essay event
every exact extra facts false faster father field fifth final first fixed floor focus force forms
forth foster found fresh front fully funny garden gather given gives goals going grade grand great
greed green greet group grown guide hammer hands happen happy harder harper heard heart heavy
helen hello helped helper hence horse hours house human ideas image inner issue items joint judge
keeps known large later laugh layer leads learn learner learners least leave letter letters level
light limit lines links lists little lower lunch maker makes making march marker market marking
marks marsh martin master mastery maths matter maybe means mental mentor mercy merry metal method
middle might minds minor model modern moment money month moral morning mother moved music names
needs never newer night noise north noted novel number numbers older order other others ought
outer owner pages pairs panel paper parker parts party pasta pause peers phase phases phone photo
phrase piano piece pitch place places plain plane plans plant plants point poster posters power
press price pride print prior prize proof proud prove pupil pupils queen quick quickly quiet quite
raise range rather ratio reach reader reading ready reason recent record refer region reply report
result results return review reward right roles round route rules safer scale scene school schools
score seats second select senior sense sentence serve seven shape share shared sharp sheet shift
short should shown sides sight simple since singer single sister sixth skill skills slide slow
small smart social solve sorts sound south space speak speed spell spend spent split sport spots
spring staff stage stand start state steady steps stick still stock stone stood store stories
story strip strong stronger study style sugar suits summer super sweet swift swing system table
tables taken taker takes talent talker target tasks taste teacher teachers tender terms test tests
text texts thanks their theory there these thing things think third thirty those three time times
today topic total touch tough tower track trade train trains treat trees trial trials tried truly
trust truth tuner turned turner turns tutor twice types under undo unique united unless until
upper urban useful using usual value values varied verbal verse version video visit visits voice
voted walker wall wanted wants warm warmer waste watch water waters ways weak wear weather weeks
wells went were where which while white whole wider wild winter wise wish woman women wonder
wonders wooden words work worker workers works world worry worse worst worth would write writer
writes writing written wrote yards years yellow young yours
"""
NEAR_NAMES = frozenset(_NEAR_NAMES.split())
"""Common words that a name with one wrong letter may turn into; they are left as they are."""
