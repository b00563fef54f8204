package org.foliot.machine.memory;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A set of addresses as sorted, disjoint, non-adjacent half-open ranges. */
final class AddressRanges {
    private long[] starts = new long[4];
    private long[] ends = new long[4];
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        count = 0;
    }

    /** Whether every address of a range is in the set. */
    boolean containsAll(long start, long end) {
        int i = firstEndingAfter(start);
        return i < count && starts[i] <= start && end <= ends[i];
    }

    void add(long start, long end) {
        if (start >= end) {
            return;
        }
        int from = firstEndingAfter(start - 1);
        int to = from;
        long newStart = start;
        long newEnd = end;
        while (to < count && starts[to] <= end) {
            newStart = Math.min(newStart, starts[to]);
            newEnd = Math.max(newEnd, ends[to]);
            to++;
        }
        replace(from, to, newStart, newEnd);
    }

    void remove(long start, long end) {
        if (start >= end) {
            return;
        }
        int i = firstEndingAfter(start);
        while (i < count && starts[i] < end) {
            long left = starts[i];
            long right = ends[i];
            delete(i);
            if (left < start) {
                insert(i++, left, start);
            }
            if (right > end) {
                insert(i, end, right);
                return;
            }
        }
    }

    AddressRanges copy() {
        AddressRanges copy = new AddressRanges();
        copy.starts = starts.clone();
        copy.ends = ends.clone();
        copy.count = count;
        return copy;
    }

    /** Writes the ranges in ascending order. */
    void writeTo(DataOutput out) throws IOException {
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeLong(starts[i]);
            out.writeLong(ends[i]);
        }
    }

    /** Reads what {@link #writeTo} has written. */
    static AddressRanges readFrom(DataInputStream in) throws IOException {
        AddressRanges ranges = new AddressRanges();
        int count = in.readInt();
        long before = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            long start = in.readLong();
            long end = in.readLong();
            if (start <= before || end <= start) {
                throw new IOException("ranges are not in order");
            }
            before = end;
            ranges.insert(i, start, end);
        }
        return ranges;
    }

    private int firstEndingAfter(long address) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > address) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void replace(int from, int to, long start, long end) {
        if (from == to) {
            insert(from, start, end);
            return;
        }
        starts[from] = start;
        ends[from] = end;
        System.arraycopy(starts, to, starts, from + 1, count - to);
        System.arraycopy(ends, to, ends, from + 1, count - to);
        count -= to - from - 1;
    }

    private void insert(int at, long start, long end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        System.arraycopy(starts, at, starts, at + 1, count - at);
        System.arraycopy(ends, at, ends, at + 1, count - at);
        starts[at] = start;
        ends[at] = end;
        count++;
    }

    private void delete(int at) {
        System.arraycopy(starts, at + 1, starts, at, count - at - 1);
        System.arraycopy(ends, at + 1, ends, at, count - at - 1);
        count--;
    }
}
