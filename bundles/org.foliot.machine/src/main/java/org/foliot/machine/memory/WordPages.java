package org.foliot.machine.memory;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The contents of memory: granules of 4 KiB that hold something, in an open-addressing table; all else is zero. */
final class WordPages {
    /** log2 of the bytes of a granule. */
    static final int SHIFT = 12;

    private static final int WORDS = 1 << (SHIFT - 3);
    private static final long FREE = -1L;

    private long[] keys;
    private long[][] pages;
    private int count;
    private long lastKey = FREE;
    private long[] last;

    WordPages() {
        keys = new long[16];
        pages = new long[16][];
        Arrays.fill(keys, FREE);
    }

    /** The 8-byte aligned word at an address. */
    long word(long address) {
        long[] page = find(address >>> SHIFT);
        return page == null ? 0 : page[(int) (address >>> 3) & (WORDS - 1)];
    }

    /** Replaces the 8-byte aligned word at an address. */
    void word(long address, long value) {
        long key = address >>> SHIFT;
        long[] page = find(key);
        if (page == null) {
            if (value == 0) {
                return;
            }
            page = add(key);
        }
        page[(int) (address >>> 3) & (WORDS - 1)] = value;
    }

    /** Zero-fills a range whose ends are 8-byte aligned. */
    void zero(long start, long end) {
        if (end - start >>> SHIFT > keys.length) {
            zeroHeld(start, end);
            return;
        }
        for (long address = start; address < end; ) {
            long next = Math.min(end, ((address >>> SHIFT) + 1) << SHIFT);
            long[] page = find(address >>> SHIFT);
            if (page != null) {
                int from = (int) (address >>> 3) & (WORDS - 1);
                Arrays.fill(page, from, from + (int) (next - address >>> 3), 0);
            }
            address = next;
        }
    }

    private void zeroHeld(long start, long end) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != FREE) {
                long base = keys[slot] << SHIFT;
                long from = Math.max(start, base);
                long to = Math.min(end, base + (1L << SHIFT));
                if (from < to) {
                    Arrays.fill(pages[slot], (int) (from - base >>> 3), (int) (to - base >>> 3), 0);
                }
            }
        }
    }

    /** Granules held. */
    int count() {
        return count;
    }

    WordPages copy() {
        WordPages copy = new WordPages();
        copy.keys = keys.clone();
        copy.pages = new long[pages.length][];
        for (int slot = 0; slot < pages.length; slot++) {
            copy.pages[slot] = pages[slot] == null ? null : pages[slot].clone();
        }
        copy.count = count;
        return copy;
    }

    /** Writes the granules in ascending order. */
    void writeTo(DataOutput out) throws IOException {
        out.writeInt(count);
        long[] held = Arrays.stream(keys).filter(k -> k != FREE).sorted().toArray();
        for (long key : held) {
            out.writeLong(key);
            for (long word : pages[slot(key)]) {
                out.writeLong(word);
            }
        }
    }

    /** Reads what {@link #writeTo} has written. */
    static WordPages readFrom(DataInputStream in) throws IOException {
        WordPages pages = new WordPages();
        int count = in.readInt();
        if (count < 0 || (long) count << SHIFT > in.available()) {
            throw new IOException("no room for " + Integer.toUnsignedString(count) + " granules");
        }
        long before = FREE;
        for (int i = 0; i < count; i++) {
            long key = in.readLong();
            if (key <= before) {
                throw new IOException("granules are not in order");
            }
            before = key;
            pages.add(key);
            long[] page = pages.pages[pages.slot(key)];
            for (int word = 0; word < WORDS; word++) {
                page[word] = in.readLong();
            }
        }
        return pages;
    }

    private long[] find(long key) {
        if (key == lastKey) {
            return last;
        }
        long[] page = pages[slot(key)];
        if (page != null) {
            lastKey = key;
            last = page;
        }
        return page;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 40) & mask;
        while (keys[slot] != key && keys[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private long[] add(long key) {
        if (2 * (count + 1) > keys.length) {
            grow();
        }
        int slot = slot(key);
        keys[slot] = key;
        pages[slot] = new long[WORDS];
        count++;
        return pages[slot];
    }

    private void grow() {
        long[] oldKeys = keys;
        long[][] oldPages = pages;
        keys = new long[2 * oldKeys.length];
        pages = new long[keys.length][];
        Arrays.fill(keys, FREE);
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != FREE) {
                int slot = slot(oldKeys[old]);
                keys[slot] = oldKeys[old];
                pages[slot] = oldPages[old];
            }
        }
    }
}
