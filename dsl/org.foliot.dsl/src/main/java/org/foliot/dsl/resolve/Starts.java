package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which guests, tasks and processes run from the beginning: all but those that are declared {@code stopped} and those whose
 * first event, among start and stop, is a start.
 */
public final class Starts {
    // By path, as SubjectPath writes it.
    private final Map<String, Boolean> firstIsStart = new HashMap<>();

    /**
     * Looks at a timeline.
     *
     * @param events all its events, in the order of the file
     */
    public Starts(List<ResolvedEvent> events) {
        List<ResolvedEvent> ordered = new ArrayList<>();
        for (ResolvedEvent event : events) {
            if (event.verb().equals("start") || event.verb().equals("stop")) {
                ordered.add(event);
            }
        }
        // What a condition decides comes after all that has a time.
        ordered.sort(Comparator.comparing((ResolvedEvent e) -> e.trigger() instanceof ResolvedTrigger.When)
                .thenComparing(e -> e.trigger().earliest()));
        for (ResolvedEvent event : ordered) {
            event.targets()
                    .forEach(t ->
                            firstIsStart.putIfAbsent(t.toString(), event.verb().equals("start")));
        }
    }

    /**
     * Whether something runs from the beginning.
     *
     * @param path its path, as {@link SubjectPath} writes it
     * @param stopped whether it is declared {@code stopped}
     */
    public boolean atOnce(String path, boolean stopped) {
        return !stopped && !firstIsStart.getOrDefault(path, false);
    }
}
