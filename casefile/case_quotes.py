"""The part of the one door that is about quotations and the same words in other papers."""

from collections.abc import Sequence

from casefile import brief_check
from casefile.quote_bank import KeptBank, first_rows
from casefile.quote_records import QuoteBank, WordStep
from casefile.records import CheckedQuote, Pin, SameWords
from casefile.running_text import omits_citations, words_at
from casefile.sources import Sources
from casefile.store import Store
from casefile.word_steps import word_steps
from importers.document import ImportedDocument

__all__ = ["CaseQuotes"]


class CaseQuotes:
    """What ``Case`` can be asked about quotations."""

    _store: Store
    _sources: Sources
    _bank: KeptBank

    def quote_bank(self) -> QuoteBank:
        """Return every quotation that is not rejected, with its verdict, and the groups of same words.

        The first call after a change compares what no paper was compared for before; the next are at once.
        """
        return self._bank.bank(self._store.memory.image())

    def first_quotes(self) -> tuple[QuoteBank, int] | None:
        """Return how the bank of a large case begins before all of it has been read, and how many follow.

        ``None`` where nothing has to be waited for. These rows know neither of groups nor whom they name.
        """
        memory = self._store.memory
        if memory.stands:
            return None
        view, papers = memory.first_view(), memory.documents()
        bank = first_rows(view.quotes, papers)
        return bank, view.totals.quotes - len(bank.rows)

    def word_steps(self, quote: int, place: SameWords) -> tuple[WordStep, ...]:
        """Return how a quotation's words differ from those at a place of the case, step by step.

        Both without page furniture, and with their lines unwrapped.

        Raises:
            NoSuchFinding: if there is no such quote, or no such document any more.
        """
        row = self._store.memory.image().quote(quote)
        omits = self._omits(row.pin)
        return word_steps(row.reading or row.text, self._words_of(place), omits=omits)

    def steps_of(self, checked: CheckedQuote) -> tuple[WordStep, ...]:
        """Return how a checked quotation's words differ from those of its best place; () without one.

        Raises:
            NoSuchFinding: if that place's document is gone.
        """
        if not checked.same_words:
            return ()
        omits = self._omits(checked.pin) if checked.pin else checked.omits
        words = checked.reading or checked.text
        return word_steps(words, self._words_of(checked.same_words[0]), omits=omits)

    def check_quotes(self, brief: ImportedDocument) -> tuple[CheckedQuote, ...]:
        """Return every quotation of a paper outside the case, with the same words in the case's papers.

        Raises:
            ImportFailure: if its quotations could not be found.
        """
        return brief_check.check_quotes(self._store, brief)

    def check_own_quotes(self, documents: Sequence[int] = ()) -> tuple[CheckedQuote, ...]:
        """Return the quotations of the case's own papers, or of some, with the same words in the others.

        Rejected ones are left out.
        """
        return brief_check.check_own(self.quote_bank(), self._store.memory.image(), documents)

    def _omits(self, pin: Pin) -> bool:
        return not pin.lost and omits_citations(self._sources.get(pin.document), pin.span)

    def _words_of(self, place: SameWords) -> str:
        return words_at(self._sources.get(place.pin.document), place.pin.span)
