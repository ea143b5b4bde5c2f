"""How an answer's papers divide: by kind, by year, by the parties that they name."""

from collections import Counter
from collections.abc import Collection, Iterable

from casefile.links import Image
from casefile.records import DocumentRow, ReviewState
from casefile.search_records import Facet

__all__ = ["facets"]

_MOST_PARTIES = 12


def facets(image: Image, found: Collection[int]) -> tuple[Facet, ...]:
    """Return kinds by their number of papers, years in order, then the parties named in most papers.

    What all papers of the answer share narrows nothing and is left out.
    """
    papers = [image.documents[number].document for number in found if number in image.documents]
    kinds = Counter(paper.kind.value for paper in papers)
    years = Counter(paper.date.year for paper in papers if paper.date is not None)
    made = [Facet("kind", kind, f"kind:{kind}", count) for kind, count in kinds.most_common()]
    made += [Facet("year", str(year), f"date:{year}", years[year]) for year in sorted(years)]
    made += _parties(image, papers)
    return tuple(each for each in made if each.documents < len(papers))


def _parties(image: Image, papers: Iterable[DocumentRow]) -> list[Facet]:
    wanted = {paper.id for paper in papers}
    counted = [
        (count, row)
        for party, numbers in image.listed.items()
        if (row := image.parties.get(party)) is not None
        and row.state is not ReviewState.REJECTED
        and 0 < (count := len(wanted.intersection(numbers))) < len(wanted)
    ]
    counted.sort(key=lambda each: (-each[0], -each[1].mentions, each[1].name))
    return [
        Facet("party", row.name, f'party:"{row.name}"', count)
        for count, row in counted[:_MOST_PARTIES]
    ]
