package org.foliot.program;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One event of the timeline.
 *
 * @param trigger when
 * @param verb which event, a verb of {@link org.foliot.api.timeline.Events}
 * @param targets what it acts on, one after the other; all of one kind
 * @param arguments by preposition: a {@link org.foliot.time.Duration}, {@link Long}, {@link String} (name of a host or a
 *     name), {@link org.foliot.api.extension.KernelRelease} or {@code List<Integer>} of processors
 * @param settings name to text, only what the scenario sets
 * @param source where it stands
 */
public record Action(
        Trigger trigger,
        String verb,
        List<SubjectRef> targets,
        SortedMap<String, Object> arguments,
        SortedMap<String, String> settings,
        Source source) {
    public Action {
        targets = List.copyOf(targets);
        arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** The argument after a preposition, if it is given. */
    public <T> Optional<T> argument(String preposition, Class<T> type) {
        return Optional.ofNullable(arguments.get(preposition)).map(type::cast);
    }
}
