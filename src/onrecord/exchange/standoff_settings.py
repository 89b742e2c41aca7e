"""What brat must know to show our annotations: `annotation.conf` and `visual.conf`."""

from onrecord.tables.schema import ACTS, COMMITMENTS, KINDS

ANNOTATION = f"""\
[entities]
Source
Cue
Content

[relations]
Disputes\tArg1:<EVENT>, Arg2:<EVENT>
Echoes\tArg1:<EVENT>, Arg2:<EVENT>
Responds\tArg1:<EVENT>, Arg2:<EVENT>
Within\tArg1:<EVENT>, Arg2:<EVENT>
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]
Attribution\tSource?:Source, Cue:Cue, Content:Content
Attribution-no-cue\tSource?:Source, Content:Content

[attributes]
Act\tArg:<EVENT>, Value:{"|".join(ACTS)}
Commitment\tArg:<EVENT>, Value:{"|".join(COMMITMENTS)}
Kind\tArg:<EVENT>, Value:{"|".join(KINDS)}
"""

VISUAL = """\
[labels]
Attribution | Attribution | Attr
Attribution-no-cue | Attribution, no cue | Attr, no cue | No cue
Source | Source | Src
Content | Content | Cont
Disputes | disputes
Echoes | echoes
Responds | responds to | responds
Within | within

[drawing]
Source\tbgColor:#9ecae1
Cue\tbgColor:#fdd0a2
Content\tbgColor:#e5e5e5
Attribution\tbgColor:#ffffff
Attribution-no-cue\tbgColor:#ffffff
Disputes\tcolor:#a50f15
Echoes\tcolor:#31688e, dashArray:3-3, arrowHead:none
Responds\tcolor:#54278f, dashArray:6-3
Within\tcolor:#666666, dashArray:1-2
SPAN_DEFAULT\tfgColor:black, bgColor:lightgray, borderColor:darken
ARC_DEFAULT\tcolor:black, arrowHead:triangle-5
"""
