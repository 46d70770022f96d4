"""Groups that obey must-links and cannot-links, whatever a method would make of the accounts."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.resolve.rulings import Rulings

__all__ = ["RuledGroups"]


class RuledGroups:
    """Accounts, by index, in groups that only grow; must-links make the first ones.

    Args:
        ids: the account at each index; rulings on other accounts are passed over.
        rulings: whose ``must`` and ``cannot`` do not contradict each other.
    """

    def __init__(self, ids: Sequence[str], rulings: Rulings) -> None:
        index_of = {account: index for index, account in enumerate(ids)}
        self._members = {index: [index] for index in range(len(ids))}
        self._root = list(range(len(ids)))
        self._foes: dict[int, set[int]] = {}
        """Root -> roots of groups that it must not be joined with."""
        for one, other in sorted(rulings.must):
            if one in index_of and other in index_of:
                self.join(index_of[one], index_of[other])
        for one, other in rulings.cannot:
            if one in index_of and other in index_of:
                mine, theirs = self._root[index_of[one]], self._root[index_of[other]]
                self._foes.setdefault(mine, set()).add(theirs)
                self._foes.setdefault(theirs, set()).add(mine)

    def join(self, one: int, other: int) -> bool:
        """Makes the groups of two accounts one; False, and nothing, where a cannot-link forbids it."""
        kept, gone = self._root[one], self._root[other]
        if kept == gone:
            return True
        if gone in self._foes.get(kept, ()):
            return False
        if len(self._members[kept]) < len(self._members[gone]):
            kept, gone = gone, kept
        for index in self._members[gone]:
            self._root[index] = kept
        self._members[kept] += self._members.pop(gone)
        for foe in self._foes.pop(gone, set()):
            self._foes[foe].discard(gone)
            self._foes[foe].add(kept)
            self._foes.setdefault(kept, set()).add(foe)
        return True

    def groups(self) -> list[list[int]]:
        """Every group with its indices in order, by the first of each."""
        return sorted(sorted(members) for members in self._members.values())
