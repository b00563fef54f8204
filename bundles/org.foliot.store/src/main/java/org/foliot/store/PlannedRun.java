package org.foliot.store;

import java.util.List;
import java.util.Objects;

/**
 * A run that belongs to a study, made or not.
 *
 * @param key the run; the same one may be planned several times
 * @param point number of the point, from 0
 * @param coordinates the point's value on each axis of the study, as the study writes it
 * @param replication number of the replication at this point, from 0
 */
public record PlannedRun(RunKey key, int point, List<String> coordinates, int replication) {
    public PlannedRun {
        Objects.requireNonNull(key, "key");
        coordinates = List.copyOf(coordinates);
        if (point < 0 || replication < 0) {
            throw new IllegalArgumentException("point " + point + ", replication " + replication);
        }
    }
}
