package org.foliot.api.memory;

import java.util.Arrays;

/**
 * Stolen-time state that travels beside guest memory.
 *
 * @param addresses per vCPU the structure's address, {@link StealMemory#NO_ADDRESS} for none
 * @param content per vCPU the structure's 64-bit words in ascending order; empty where memory itself travels
 */
public record SavedSteal(long[] addresses, long[][] content) {
    public SavedSteal {
        addresses = addresses.clone();
        content = Arrays.stream(content).map(long[]::clone).toArray(long[][]::new);
    }

    @Override
    public long[] addresses() {
        return addresses.clone();
    }

    @Override
    public long[][] content() {
        return Arrays.stream(content).map(long[]::clone).toArray(long[][]::new);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SavedSteal that
                && Arrays.equals(addresses, that.addresses)
                && Arrays.deepEquals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(addresses) + Arrays.deepHashCode(content);
    }

    @Override
    public String toString() {
        return "SavedSteal[" + addresses.length + " vCPUs]";
    }
}
