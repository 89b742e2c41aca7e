"""Every chart of a record."""

from onrecord import charts, counts
from onrecord.counts.voices import MEASURES


def draw(record, top=10):
    """Every chart of a record, by name."""
    attributions = record.attributions
    return {
        "words": charts.plot_words_by_source(counts.words_by_source(attributions), top=top),
        "classes": charts.plot_words_by_class(counts.words_by_class(attributions)),
        "roles": charts.plot_words_by_role_kind(counts.words_by_role_kind(attributions)),
        "rests": charts.plot_rests_on(counts.rests_on(attributions)),
        "whom": charts.plot_words_by_affiliation(
            counts.words_by_affiliation(attributions, record.entities), top=top
        ),
        **draw_shares(record, top),
        **draw_claims(record, top),
        **draw_entities(record, top),
    }


def draw_shares(record, top):
    of = record.attributions, record.articles
    ends = counts.first_and_last_word(record.attributions)
    return {
        "ends": charts.plot_first_and_last_word(ends, top=top),
        "voice by outlet": charts.plot_voice_by_outlet(counts.voice_by_outlet(*of), top=top),
        "voice over time": charts.plot_voice_over_time(counts.voice_over_time(*of)),
    }


def draw_claims(record, top):
    attributions, articles = record.attributions, record.articles
    claims = counts.with_origin(record.claims, attributions, articles)
    statements = counts.contested_statements(
        claims, counts.sides_taken(claims), claims, attributions, articles
    )
    times = counts.claims_over_time(claims, articles)
    return {
        "acts": charts.plot_acts_by_source(counts.acts_by_source(claims), top=top),
        "sure": charts.plot_commitment_by_source(counts.commitment_by_source(claims), top=top),
        "about": charts.plot_speakers_about(
            counts.speakers_about(claims, record.entities), top=top
        ),
        "network": charts.plot_network_of_speakers(
            counts.network_of_speakers(claims, record.entities, most=top)
        ),
        "contested": charts.plot_contested_statements(statements, 2, top=top),
        "chains": charts.plot_claims_passed_on(
            counts.claims_passed_on(claims, attributions), top=top
        ),
        "by outlet": charts.plot_sourcing(counts.sourcing_by_outlet(claims), top=top),
        "by article": charts.plot_sourcing(counts.sourcing_by_article(claims, articles), top=top),
        "when": charts.plot_claims_over_time(times, len(claims) - len(times), top=top),
    }


def draw_entities(record, top):
    entities, articles = record.entities, record.articles
    of = record.mentions, entities
    forms, places = counts.mentions_by_form(*of), counts.mention_positions(*of, articles)
    who = list(forms.index[:top])
    own = counts.positions_of_entity(places, articles, counts.entity_to_follow(forms, entities))
    outlets = counts.mentions_by_outlet(*of, articles, who)
    pairs = counts.mentioned_together(*of, who)
    voice = counts.speech_by_group(record.attributions, *of, "kind")
    months = counts.speech_by_month(record.attributions, entities, articles, "kind")
    times = counts.mentions_over_time(*of, articles)
    return {
        "forms": charts.plot_mentions_by_form(forms, top=top),
        "places": charts.plot_mention_positions(places, top=top),
        "own": charts.plot_positions_of_entity(own, top=top),
        "times": charts.plot_mentions_over_time(times, top=top),
        "outlets": charts.plot_mentions_by_outlet(outlets, top=top),
        "together": charts.plot_mentioned_together(pairs, who),
        "voice": charts.plot_speech_by_group(voice),
        **{f"months {of}": charts.plot_speech_by_month(months, of) for of in MEASURES},
    }
