"""Courts, ministries and regulators by their bare names: those of the country that the article is about."""

from __future__ import annotations

import pytest

from digest.model import Known, WhosWho
from digest.tag import bodies, names

INDEX = names.build(
    WhosWho(
        known=(
            Known(name="US Supreme Court", type="ORG", country="US", aliases=("Supreme Court",), near=("federal",)),
            Known(name="Supreme Court of India", type="ORG", country="IN"),
            Known(name="United States Senate", type="ORG", country="US", aliases=("Senate",)),
            Known(name="High Court of Kenya", type="ORG", country="KE"),
            Known(name="Ministry of Commerce (China)", type="ORG", country="CN", aliases=("Ministry of Commerce",)),
            Known(name="Ministry of Finance (China)", type="ORG", country="CN"),
            Known(name="Federal Trade Commission", type="ORG", country="US", aliases=("FTC",)),
            Known(name="Korea Fair Trade Commission", type="ORG", country="KR", aliases=("South Korea's FTC",)),
            Known(name="China", type="PLACE", country="CN"),
            Known(name="South Korea", type="PLACE", country="KR"),
            Known(name="India", type="PLACE", country="IN"),
            Known(name="France", type="PLACE", country="FR"),
            Known(name="Kenya", type="PLACE", country="KE"),
            Known(name="Texas", type="PLACE", country="US"),
            Known(name="Lantrix", type="ORG", country="US"),
        )
    )
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("India waits. The Supreme Court of the land heard Lantrix, as India knows. In India it is late.", None),
        (
            "India waits. The Supreme Court heard Lantrix, as India knows. In India it is late.",
            "Supreme Court of India",
        ),
        ("The Supreme Court heard Lantrix on Monday.", "US Supreme Court"),
        ("The Supreme Court heard Lantrix in Texas, and India listened.", "US Supreme Court"),
        ("In Kenya the High Court heard Lantrix.", "High Court of Kenya"),
        ("France votes, and the Senate said no. It is warm in France.", "Senate"),
        ("The High Court heard Lantrix.", None),
        ("China waits, said the Ministry of Commerce.", "Ministry of Commerce (China)"),
        ("China waits, said the Ministry of Finance.", "Ministry of Finance (China)"),
        (
            "Texas waits for China. In Texas it is late. Texas, said the Ministry of Commerce.",
            "Ministry of Commerce (China)",
        ),
        ("India waits, said the Ministry of Commerce.", "Ministry of Commerce"),
        ("India waits for China, said the Ministry of Finance in India.", None),
        ("South Korea waits for the FTC.", "Korea Fair Trade Commission"),
        ("India waits for the FTC.", "Federal Trade Commission"),
    ],
)
def test_a_bare_body_is_that_of_the_country(text: str, name: str | None) -> None:
    """Where the article's country has no known body of the name, it is a name of its own and not another country's."""
    found = [m.known.name for m in bodies.resolved(text, INDEX.find(text), INDEX) if m.known.type == "ORG"]
    assert [each for each in found if each != "Lantrix"] == ([name] if name else [])
