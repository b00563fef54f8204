package org.foliot.machine.memory;

import java.util.Arrays;

/** Counts the distinct pages written since the count was last taken; taking it costs nothing however many there are. */
final class DirtyPages {
    private static final long FREE = -1L;

    private long[] keys = new long[16];
    private int[] rounds = new int[16];
    private int round = 1;
    private int held;
    private long count;

    DirtyPages() {
        Arrays.fill(keys, FREE);
    }

    /** The page with a number was written. */
    void mark(long page) {
        int slot = slot(page);
        if (keys[slot] == FREE) {
            if (2 * (held + 1) > keys.length) {
                grow();
                slot = slot(page);
            }
            keys[slot] = page;
            held++;
        }
        if (rounds[slot] != round) {
            rounds[slot] = round;
            count++;
        }
    }

    /** Pages marked since the last call. */
    long take() {
        long taken = count;
        count = 0;
        round++;
        return taken;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 40) & mask;
        while (keys[slot] != key && keys[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldRounds = rounds;
        keys = new long[2 * oldKeys.length];
        rounds = new int[keys.length];
        Arrays.fill(keys, FREE);
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != FREE) {
                int slot = slot(oldKeys[old]);
                keys[slot] = oldKeys[old];
                rounds[slot] = oldRounds[old];
            }
        }
    }
}
