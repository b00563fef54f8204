package org.foliot.api.memory;

import java.util.List;
import org.foliot.time.Cycles;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;

/**
 * What one update of a structure costs the host, part by part.
 *
 * @param parts the parts in the order in which they happen
 * @param clock the processor clock that turns cycles into time
 */
public record CostModel(List<Part> parts, Frequency clock) {
    /**
     * One part.
     *
     * @param name for example {@code put_user}
     * @param cycles processor cycles
     * @param source where the number comes from; {@code choice} where it is ours
     */
    public record Part(String name, Cycles cycles, String source) {}

    public CostModel {
        parts = List.copyOf(parts);
    }

    /** All parts together in cycles. */
    public Cycles cycles() {
        return new Cycles(parts.stream().mapToLong(p -> p.cycles().count()).sum());
    }

    /** All parts together as time on this host. */
    public Duration duration() {
        return cycles().at(clock);
    }
}
