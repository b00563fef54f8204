package org.foliot.api.memory;

import java.util.ArrayList;
import java.util.List;
import org.foliot.api.memory.CostModel.Part;
import org.foliot.time.Frequency;

/**
 * What the host pays for touching one structure, by kind of access.
 *
 * @param session parts paid once for every session
 * @param load parts paid for every load
 * @param store parts paid for every store; zero-filling a structure is one store
 * @param clock processor clock that turns cycles into time
 */
public record AccessPrice(List<Part> session, List<Part> load, List<Part> store, Frequency clock) {
    public AccessPrice {
        session = List.copyOf(session);
        load = List.copyOf(load);
        store = List.copyOf(store);
    }

    /** The cost of one update: a session with one load and one store. */
    public CostModel update() {
        List<Part> parts = new ArrayList<>(session);
        parts.addAll(load);
        parts.addAll(store);
        return new CostModel(parts, clock);
    }

    long sessionCycles() {
        return cycles(session);
    }

    long loadCycles() {
        return cycles(load);
    }

    long storeCycles() {
        return cycles(store);
    }

    private static long cycles(List<Part> parts) {
        return parts.stream().mapToLong(p -> p.cycles().count()).sum();
    }
}
