package org.foliot.api.hypervisor;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * State of one VM beside its memory, as a hypervisor saved it.
 *
 * @param hypervisor id of the hypervisor that wrote it
 * @param version of its format
 * @param values named vectors of 64-bit values
 */
public record SavedState(String hypervisor, int version, SortedMap<String, long[]> values) {
    public SavedState {
        SortedMap<String, long[]> copy = new TreeMap<>();
        values.forEach((name, vector) -> copy.put(name, vector.clone()));
        values = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * A vector by name.
     *
     * @throws IncompatibleStateException when it is not there
     */
    public long[] vector(String name) {
        long[] vector = values.get(name);
        if (vector == null) {
            throw new IncompatibleStateException(
                    IncompatibleStateException.SAVED_STATE, "saved state of " + hypervisor + " has no " + name);
        }
        return vector.clone();
    }

    /**
     * A single value by name.
     *
     * @throws IncompatibleStateException when it is not there, or not one value
     */
    public long value(String name) {
        long[] vector = vector(name);
        if (vector.length != 1) {
            throw new IncompatibleStateException(
                    IncompatibleStateException.SAVED_STATE,
                    "saved state of " + hypervisor + " has " + vector.length + " values of " + name + ", not one");
        }
        return vector[0];
    }
}
