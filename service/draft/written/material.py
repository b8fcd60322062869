"""What the model that words a section is given: the sentences that carry something over, behind labels. Pure."""

from collections.abc import Sequence

from prompts import Prompt, render
from service.cited.frame import TOKENS_PER_CHARACTER, room_for
from service.contract.draft import CLOSING
from service.draft.types import DraftedSection, Sentence
from service.draft.written.labels import Labelled, can_be_labelled, labelled
from service.draft.written.proving import is_shown, statements_of
from vectorstore.types import Part, Role

CHARACTERS = 2500
"""Of the sentences of one section, where the model's context has room for them: its text is about as long, and
service.llm takes no more than 6,000. The rest stays as the rules drafted it."""
MARGIN = 1.2
"""A worded text is somewhat longer than the sentences."""
SPARE_TOKENS = 100


def is_worth_writing(drafted: DraftedSection) -> bool:
    """Whether there is carried text: plans and shortcomings are lists of what is open, a closing is no text."""
    section = drafted.section
    if section.part in (Part.PLAN, Part.SHORTCOMINGS) or (section.level == 0 and section.heading == CLOSING):
        return False
    return any(_is_carried(sentence) for paragraph in drafted.paragraphs for sentence in paragraph)


def shown_of(drafted: DraftedSection, context_tokens: int) -> tuple[Labelled, ...]:
    """The first ones, as many as the context holds together with the text that is written from them."""
    room = room_for(CHARACTERS, context_tokens, SPARE_TOKENS, MARGIN)
    numbered = [(n, sentence) for n, paragraph in enumerate(drafted.paragraphs) for sentence in paragraph]
    found = labelled([(place, *one) for place, one in enumerate(numbered) if _is_material(one[1])])
    shown: list[Labelled] = []
    for one in found:
        room -= len(one.shown)
        if room < 0:
            break
        shown.append(one)
    return tuple(shown)


def answer_tokens(shown: Sequence[Labelled]) -> int:
    return SPARE_TOKENS + int(MARGIN * TOKENS_PER_CHARACTER * sum(len(one.shown) for one in shown))


def prompt_of(shown: Sequence[Labelled]) -> Prompt:
    """Sentences as data, a line each, a blank line between paragraphs. What a label stands for is not told, nor the
    heading: a small model writes it down."""
    lines: list[str] = []
    for number, one in enumerate(shown):
        if number and one.paragraph != shown[number - 1].paragraph:
            lines.append("")
        lines.append(one.shown)
    return render("draft", sentences="\n".join(lines))


def _is_material(sentence: Sentence) -> bool:
    is_free = all(is_shown(statement) for statement in statements_of([sentence]))
    return _is_carried(sentence) and can_be_labelled(sentence) and is_free


def _is_carried(sentence: Sentence) -> bool:
    return any(source.paragraph.role is Role.TEXT for source in sentence.sources)
