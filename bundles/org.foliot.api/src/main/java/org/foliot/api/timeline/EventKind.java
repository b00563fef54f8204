package org.foliot.api.timeline;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.foliot.api.observation.Subject;

/**
 * A kind of timeline event.
 *
 * @param verb the word that names it
 * @param targets what it can act on
 * @param clauses its clauses, each preposition at most once
 * @param options record of its settings
 * @param documentation one or two sentences
 */
public record EventKind(
        String verb,
        Set<Subject> targets,
        List<Clause> clauses,
        Class<? extends Record> options,
        String documentation) {
    public EventKind {
        targets = Set.copyOf(targets);
        clauses = List.copyOf(clauses);
    }

    /** The clause with a preposition, if the event has one. */
    public Optional<Clause> clause(String preposition) {
        return clauses.stream().filter(c -> c.preposition().equals(preposition)).findFirst();
    }
}
