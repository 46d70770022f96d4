"""The judging half of :class:`dateline.Record`: each verb keeps a judgement and makes the incidents anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from dateline.errors import UsageError
from dateline.model import Incident, Judgement
from dateline.settings import Settings, person_name

if TYPE_CHECKING:
    from dateline.judging.double import Coder
    from dateline.judging.judge import Judge
    from dateline.judging.values import Lists
    from dateline.store import Store

__all__ = ["JudgedRecord"]


class JudgedRecord:
    """What a person decides about the record of a store, kept under their name and undone by a further one.

    ``by`` is that name, where it is not given the one of the settings, else of the user on this machine. Ids
    are ids or their unmistakable beginnings. Every verb raises :class:`dateline.errors.UsageError` when an id
    is not known or names more than one, or what is asked for cannot be.
    """

    _store: Store
    _settings: Settings

    def merge(self, one: str, other: str, *, by: str | None = None, why: str = "") -> Mapping[str, Any]:
        """Two incidents are one. Gives the judgement, as every verb does."""
        return _told(self._judge(by).merge(one, other, why))

    def split(self, incident: str, *accounts: str, by: str | None = None, why: str = "") -> Mapping[str, Any]:
        """The accounts are of another incident than the rest of this one."""
        return _told(self._judge(by).split(incident, accounts, why))

    def apart(self, one: str, other: str, *, by: str | None = None, why: str = "") -> Mapping[str, Any]:
        """Two incidents that are apart are to stay so."""
        return _told(self._judge(by).apart(one, other, why))

    def accept(self, id_: str, *, by: str | None = None, why: str = "") -> Mapping[str, Any]:
        """An account is right as it is coded, or an incident with every account that it now holds."""
        return _told(self._judge(by).accept(id_, why))

    def reject(self, id_: str, *, by: str | None = None, why: str = "") -> Mapping[str, Any]:
        """An account is misread and leaves its incident; an incident is no such event and is discounted."""
        return _told(self._judge(by).reject(id_, why))

    def edit(
        self, id_: str, field: str, value: str, *, words: str = "", by: str | None = None, why: str = ""
    ) -> Mapping[str, Any]:
        """Sets a field of an account or of an incident, to a value written as ``dateline edit`` takes it;
        ``words`` are those of the account's document that say so."""
        return _told(self._judge(by).edit(id_, field, value, why, words))

    def undo(self, judgement: str = "", *, by: str | None = None, why: str = "") -> Mapping[str, Any]:
        """Takes a judgement back, without an id the newest of this person that is in force."""
        return _told(self._judge(by).undo(judgement, why))

    def coder(self, by: str | None = None) -> Coder:
        """This person's half of double coding; see :class:`dateline.judging.double.Coder`."""
        from dateline.judging.double import Coder
        from dateline.store import person_here

        person = person_here(self._settings) if by is None else _checked(by)
        return Coder(store=self._store, person=person, lists=self._lists)

    def settle(self, item: str, field: str, coder: str, *, by: str | None = None) -> Mapping[str, Any]:
        """Makes what ``coder`` said of a field of a double-coded incident the incident's own."""
        from dateline.judging.double import settle

        return _told(settle(self._store, self._judge(by), item, field, coder))

    def history(self, id_: str) -> list[Mapping[str, Any]]:
        """Every judgement on an incident or account, of methods and people, oldest first; those undone too.

        Of a judgement's id, that judgement and what took it back or brought it back. The account may be one
        that is no longer coded, the incident one that holds no account any more.
        """
        from dateline.codec.judgements import judgement_record
        from dateline.resolve.judgement_log import undone

        log = self._store.judgements_of_people()
        gone = undone(log)
        judgements = self._store.find_judgements(id_) if id_.removeprefix("b2:") else []
        others = self._store.find(id_)
        if judgements and others:
            raise UsageError(
                f"{id_!r} is the beginning of more than one id: judgement {judgements[0].id}, "
                f"{others[0][0]} {others[0][1]}"
            )
        if len(judgements) == 1:
            return [judgement_record(j, gone.get(j.id)) for j in _with_undoing(judgements, log)]
        about = self._about(id_, log)
        of_people = [j for j in log if not about.isdisjoint((*j.accounts, *j.others, *j.incidents))]
        told = [*self._store.judgements_on(about), *_with_undoing(of_people, log)]
        return [judgement_record(judgement, gone.get(judgement.id)) for judgement in told]

    def conflicts(self) -> list[Mapping[str, Any]]:
        """Judgements in force that newer ones or newer documents put in question; nothing is resolved.

        Each with its ``kind`` (contradicted, dangling, new evidence, grown), why in a sentence of ``text``,
        the ``accounts`` that speak against it, and the ``judgement`` as :meth:`history` gives it.
        """
        from dateline.codec.judgements import judgement_record
        from dateline.judging.resolving import doubts_in

        judgements = {judgement.id: judgement for judgement in self._store.judgements_of_people()}
        return [
            {
                "kind": doubt.kind,
                "text": doubt.text,
                "accounts": list(doubt.accounts),
                "judgement": judgement_record(judgements[doubt.judgement]),
            }
            for doubt in doubts_in(self._store)
        ]

    def judged_by(self, judgement: Mapping[str, Any]) -> Mapping[str, Any]:
        """The judgement itself; of an undo, what it takes back or brings back."""
        while judgement["kind"] == "undo":
            judgement = self.history(judgement["subject"])[0]
        return judgement

    def incidents_holding(self, account_ids: Iterable[str]) -> list[Incident]:
        """The incidents that hold these accounts now, each once, in their order."""
        found: dict[str, Incident] = {}
        for account in account_ids:
            if not any(account in incident.account_ids for incident in found.values()):
                incident = self._store.incident_of(account)
                if incident is not None:
                    found[incident.id] = incident
        return list(found.values())

    def _about(self, id_prefix: str, log: Iterable[Judgement]) -> set[str]:
        """The ids that judgements on an incident or account go by, also on one that is no more."""
        from dateline.judging.names import named

        found = self._store.find(id_prefix)
        former = {id_ for level, id_ in found if level == "incident"}
        if not any(level == "account" for level, _ in found) and not any(map(self._store.incident, former)):
            prefix = id_prefix if ":" in id_prefix else f"b2:{id_prefix}"
            ids = {id_ for j in log for id_ in (*j.accounts, *j.others, *j.incidents)}
            gone = {id_ for id_ in ids if id_.startswith(prefix)}
            if len(gone) == 1:
                return gone
        what = named(self._store, id_prefix)
        former.update(self._store.former_ids(what.id) if what.level == "incident" else ())
        return {what.id, *what.accounts, *former}

    def _judge(self, by: str | None) -> Judge:
        from dateline.judging.judge import Judge
        from dateline.store import person_here

        person = person_here(self._settings) if by is None else _checked(by)
        return Judge(self._store, person, self._lists)

    def _lists(self) -> AbstractContextManager[Lists]:
        raise NotImplementedError


def _checked(by: str) -> str:
    try:
        return person_name(by)
    except ValueError as error:
        raise UsageError(f"by: {by!r} {error}") from error


def _with_undoing(judgements: Iterable[Judgement], log: Iterable[Judgement]) -> list[Judgement]:
    """The judgements, and every undo of one of them or of such an undo, in order."""
    found = {judgement.id: judgement for judgement in judgements}
    for judgement in log:  # an undo comes after what it undoes
        if judgement.kind == "undo" and judgement.subject in found:
            found[judgement.id] = judgement
    return sorted(found.values(), key=lambda judgement: judgement.number)


def _told(judgement: Judgement) -> Mapping[str, Any]:
    from dateline.codec.judgements import judgement_record

    return judgement_record(judgement)
