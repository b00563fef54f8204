package org.foliot.dsl.resolve;

import java.util.Comparator;
import java.util.List;

/**
 * Which guests, tasks and processes run from the beginning: all but those that are declared {@code stopped} and those whose
 * first event, among start and stop, is a start.
 */
public final class Starts {
    private Starts() {}

    /**
     * Whether something runs from the beginning.
     *
     * @param name its path, as {@link SubjectPath} writes it
     * @param stopped whether it is declared {@code stopped}
     * @param events all events of the timeline, in the order of the file
     */
    public static boolean atOnce(String name, boolean stopped, List<ResolvedEvent> events) {
        return !stopped
                && events.stream()
                        .filter(e -> e.verb().equals("start") || e.verb().equals("stop"))
                        .filter(e ->
                                e.targets().stream().anyMatch(t -> t.toString().equals(name)))
                        .min(Comparator.comparing((ResolvedEvent e) -> e.trigger() instanceof ResolvedTrigger.When)
                                .thenComparing(e -> e.trigger().earliest()))
                        .map(e -> e.verb().equals("stop"))
                        .orElse(true);
    }
}
