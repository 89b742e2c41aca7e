"""The charts: each function takes a table that `onrecord.counts` makes and gives matplotlib Axes.

None reads a file, and none shows anything: `show_chart` does. Each chart has a sentence as its
title, says what is counted and what is left out, and carries its alternative text as the label of
its Axes. Nothing is told by colour alone, and a grey print says the same.
"""

from onrecord.charts.accuracy import plot_accuracy, plot_calibration
from onrecord.charts.claims import (
    plot_acts_by_source,
    plot_claims_over_time,
    plot_claims_passed_on,
    plot_commitment_by_source,
    plot_contested_statements,
    plot_sourcing,
    plot_speakers_about,
)
from onrecord.charts.mentions import (
    plot_mention_positions,
    plot_mentioned_together,
    plot_mentions_by_form,
    plot_mentions_by_outlet,
    plot_mentions_over_time,
    plot_positions_of_entity,
)
from onrecord.charts.network import plot_network_of_speakers
from onrecord.charts.picture import show_chart
from onrecord.charts.quotes import (
    plot_rests_on,
    plot_words_by_affiliation,
    plot_words_by_class,
    plot_words_by_role_kind,
    plot_words_by_source,
)
from onrecord.charts.shares import (
    plot_first_and_last_word,
    plot_voice_by_outlet,
    plot_voice_over_time,
)
from onrecord.charts.voices import plot_speech_by_group, plot_speech_by_month
