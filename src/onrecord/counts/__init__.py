"""The table behind each chart: data frames in, a new one out, whose `ids` lead to its evidence.

Each function takes data frames as a Record hands them out and returns a new one, sorted: the
largest first and ties by name, unless it says otherwise. None changes what it is given. Frames
without rows give frames without rows.

Where there is a column `ids`, it lists the attributions, mentions or claims that a row counts, or
names its parts and lists those of each: `Record.evidence_table` opens it to them.
"""

from onrecord.counts.accuracy import accuracy_by, errors_by_form
from onrecord.counts.chains import claims_passed_on
from onrecord.counts.claims import (
    acts_by_source,
    claims_by_act,
    claims_by_commitment,
    claims_by_manner,
    claims_by_period,
    claims_by_sourcing,
    claims_over_time,
    commitment_by_source,
    sourcing_by_article,
    sourcing_by_outlet,
    sourcing_shares,
    speakers_about,
)
from onrecord.counts.contested import (
    contested_claims,
    contested_statements,
    loose_denials,
    possible_denials,
    sides_taken,
)
from onrecord.counts.dispersion import (
    mention_positions,
    mentions_by_article,
    mentions_by_period,
    mentions_by_position,
    mentions_over_time,
    positions_of_entity,
)
from onrecord.counts.mentions import (
    aliases_used,
    counted_mentions,
    entity_to_follow,
    mentioned_together,
    mentions_by_form,
    mentions_by_outlet,
)
from onrecord.counts.network import network_of_speakers
from onrecord.counts.origins import independent_origins, with_origin
from onrecord.counts.quotes import (
    articles_by_outlet,
    articles_by_status,
    articles_not_read,
    least_sure_attributions,
    rests_on,
    words_by_affiliation,
    words_by_class,
    words_by_manner,
    words_by_role_kind,
    words_by_source,
)
from onrecord.counts.shares import (
    first_and_last_word,
    voice_by_outlet,
    voice_over_time,
)
from onrecord.counts.voices import (
    by_month,
    grouping,
    groups_without_share,
    speech_by_group,
    speech_by_month,
)
from onrecord.tables.frames import of_manner
