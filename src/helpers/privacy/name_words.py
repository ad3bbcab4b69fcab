"""Words that decide whether a word in a text is somebody's name."""

from __future__ import annotations

TITLES = frozenset("mr mrs ms miss mx dr prof professor rev revd reverend sir madam".split())
"""What stands before a surname and makes any word a name."""

ROLES = frozenset(
    (
        "teacher head headteacher deputy assistant teaching class coach coordinator co-ordinator "
        "co ordinator cpd leader manager office staff trainee governor principal vice senior "
        "middle lead subject year phase key stage support learning mentor nursery reception "
        "secretary caretaker business bursar tutor officer worker practitioner student cover "
        "supply the and of"
    ).split()
)
"""Parts of a role label ("Teacher A") that are no one's name by themselves."""

ABBREVIATIONS = frozenset(
    (
        "AM PM OK UK EU US TV IT PC ID NB PS AI HR PR QA TA TAS HT DH SLT SMT SEN SENCO SEND EAL "
        "PP PE RE RS DT ICT PSHE MFL ELSA CPD NQT ECT ITT KS AFL PPA LSA HLTA UPN DFE NPQ LA"
    ).split()
)
"""Capitals that schools write for something else; initials like these count only with full stops."""

COMMON = frozenset(
 (
 # Given names that are words.
        "will mark hope grace rose may joy bell faith art bob bill jack pat sue dawn eve april june "
        "august summer autumn ivy holly heather iris lily daisy violet olive hazel ruby pearl amber "
        "jade gene jean robin jay drew rob chase hunter miles max rich dean earl duke king "
        "prince guy nick chuck cliff brook brooke lane reed wade skip ray sky star harmony "
        "melody carol penny ginger sandy rusty storm rowan ash aspen willow sage flint rock "
        "mercy patience prudence charity honor honour constance verity felicity victor major "
        "frank christian noble justice tony dot kit kitty basil herb bud angel bay dusty "
        "don mat pip peg page paige tad van vic wing case ace merry happy sunny precious "
        # Surnames that are words.
        "park young brown green white black grey gray gold silver long short small little large "
        "strong sharp smart wise good best better moody swift quick savage wild bright fair "
        "field fields hill hills wood woods forest bush moss marsh lake pond rivers brooks banks "
        "bridge ford mill mills church chapel temple abbey house hall barn castle gates street "
        "west east north south day days knight bishop pope abbot monk priest dean squire page lord "
        "cook baker butcher fisher farmer shepherd gardener carpenter tailor turner "
        "potter porter miller archer hunter "
        "singer dancer harper player reader driver walker "
        "fox wolf hart lamb bull hawk crane finch swan nightingale pike salmon bass crab "
        "berry cherry apple peach plum lemon bean rice pepper salt sugar honey cotton wool silk "
        "power powers price prices cash bond rich poor bliss love moon sun frost snow winter "
        "spring rains storey story stories book books read reading write writer english "
        "french german irish welsh england wales ireland spain law laws waters "
        "trees root roots stone stones steel glass bell bells horn drum drums pipe ball bird birds "
        "cross crow light lights close open rush dance ring rings wall walls speed "
        "work works workman child childs self sample example fine fisher foot hand hands head heads "
        "body heart blood bones ear eyes tongue chin able ability blank bland bold brand brass "
        "burden camp card cards case cat chance charm coil coal combs comfort "
        "cope counter court coward crisp crow curry cutting dark darling dear deed diamond "
        "dolphin dove down draper drew elder ease event fall farm fashion feather fear "
        "flood flower flowers force free friend frame fuller gain game gentle gift "
        "given glad gray grave greed ground grove guest hail hale hammer hardy harm "
        "haste haven hay hazard head hedges high hobby hood hook hopper house "
        "hull hurry idle inch jewel jolly judge jury just keen key keys kind kitchen lack lance "
        "land lang last law leader leaf lean lee leek light limb link links list lodge loft lot low "
        "luck main march mark market marks marvel match maths mead means measures merit merry "
        "milk minor moor more morning mould mount music nail near neat new night nurse oak "
        "only order pack paddock pain parish parker parson pass past "
        "peace peak pen penn perfect pick pill pine pink pitt place plank plant plaster play pleasant "
        "pool port post pound pride primrose prior proud pride pure purse "
        "race rain rake rank raven raw rector rest ridge right rivers roach road roast rope rough "
        "round rule rust sale sands school sea seal seed sellers service "
        "setter shade share shelter shine ship shore shown side sign simple skill slack sleep "
        "slow sole sparks spears spice stable stack staff stage stamp stand staples "
        "steady still stock street stretch stringer style such sweet swing table talent tally "
        "teal tide till timber time toll tower town trail train tree "
        "true trust tuck tune usher valentine verse view vine voice "
        "want ward warden warm watch water way weeks well wells wheel wheeler whale winder window "
        "wish witness worth yard year an do go he in is it la le li ma me my no on or os so "
        "to up us we am as at be by if of "
 ).split()
)
"""Names that are also words: a word like this is a name only where it is written as one."""

NEAR_NAMES = frozenset(
    (
        "march marsh clerk grand stone store stories poster posters faster foster water waters later "
        "better letter letters little middle matter copper cooper corner learner learners darker "
        "parker barker banker harder garden gather rather father mother brother other others order "
        "older elder maker taken taker talker walker worker workers writer writes wider under answer "
        "answers class classes close closer clear clearer parts party marks makes takes train trains "
        "brain bring paper pupil pupils plans plane plant plants place places phase phrase phases "
        "while white whole where there these those their three other could would should shared share "
        "great greet green greed queen quiet quite quick quickly small smart start state steady story "
        "study table tables tasks taste terms test tests text texts think thing things third thirty "
        "time times today total touch trial trials trust truth using usual value values visit visits "
        "voice wants watch weeks wells which world worth write wrote years young yours about above "
        "after again agree ahead allow alone along among apart apply areas aside asked based basic "
        "basis began begin being below board books brave break brief broad build built calls cards "
        "carry catch cause chair check chose claim clean count cover cross daily dates doing draft "
        "drama drawn early earth easter eastern eight ended enjoy enter equal error essay event "
        "every exact extra facts false field fifth final first fixed floor focus force forms forth "
        "found fresh front fully funny given gives going goals grade group grown guide hands happy "
        "heard heart heavy hello helen helped helper hence horse hours house human ideas image inner "
        "issue items joint judge keeps known large laugh layer leads learn least leave level light "
        "limit lines links lists lower lunch maths maybe means might minds minor model money month "
        "moral moved music names needs never newer night noise north noted novel ought outer owner "
        "pages pairs panel pasta pause peers phone photo piano piece pitch plain point power press "
        "price pride print prior prize proof proud prove raise range ratio reach ready refer reply "
        "right roles round route rules safer scale scene score seats sense serve seven shape sharp "
        "sheet shift short shown sides sight since sixth skill skills slide slow solve sorts sound "
        "south space speak speed spell spend spent split sport spots staff stage stand steps stick "
        "still stock stood strip style sugar suits super sweet swift swing topic tough tower track "
        "trade treat trees tried truly turns twice types undo until upper urban video voted wall "
        "warm waste water ways weak wear went were wild wise wish woman women words work works "
        "worry worse worst yards happen harper hammer martin mercy merry metal method marking "
        "making market marker master mastery mental mentor modern moment morning number numbers "
        "reason reader reading record recent region report result results return review reward "
        "school schools second select senior sentence simple single singer sister social spring "
        "strong stronger summer autumn winter system talent target teacher teachers tender thanks "
        "theory tutor tuner turned turner unique united unless useful varied verbal verse version "
        "wanted warmer weather wonder wonders wooden writing written yellow chandler chances changes "
        "charts chapter charter carter caster castle cater center central certain challenge choice "
        "choices circle closely coaching colour colours common compare concept content context "
        "control correct course courses create culture current"
    ).split()
)
"""Common words that a name with one wrong letter may turn into; they are left as they are."""
