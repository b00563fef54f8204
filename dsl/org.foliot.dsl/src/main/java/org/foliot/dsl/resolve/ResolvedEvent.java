package org.foliot.dsl.resolve;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.timeline.EventKind;
import org.foliot.dsl.foliot.Act;

/**
 * An event of the timeline, checked against what its kind demands.
 *
 * @param act where it stands
 * @param kind its kind
 * @param trigger when it takes place
 * @param targets what it acts on, all of one kind
 * @param arguments by preposition: {@link org.foliot.time.Duration}, {@link Long}, {@link String}, {@link
 *     org.foliot.api.extension.KernelRelease} or {@code List<Integer>}
 * @param settings what is set, name to text
 */
public record ResolvedEvent(
        Act act,
        EventKind kind,
        ResolvedTrigger trigger,
        List<SubjectPath> targets,
        SortedMap<String, Object> arguments,
        SortedMap<String, String> settings) {
    public ResolvedEvent {
        targets = List.copyOf(targets);
        arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
    }

    /** The verb. */
    public String verb() {
        return kind.verb();
    }
}
