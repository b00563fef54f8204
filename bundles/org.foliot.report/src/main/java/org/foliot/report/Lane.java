package org.foliot.report;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** What one vCPU or processor did over a whole run: states one after the other, without gaps. */
public final class Lane {
    /** The state in which nothing is known. */
    public static final String UNKNOWN = "unknown";

    private final String subject;
    private final long start;
    private final List<String> states;
    private final long[] lengths;
    private final short[] places;

    /** Keeps the arrays, which nobody may change from now on. */
    Lane(String subject, long start, List<String> states, long[] lengths, short[] places) {
        this.subject = subject;
        this.start = start;
        this.states = List.copyOf(states);
        this.lengths = lengths;
        this.places = places;
    }

    /** Its path, {@code web.vcpu[0]} or {@code server.cpu[1]}. */
    public String subject() {
        return subject;
    }

    /** When the first state began, in picoseconds since the start of the run. */
    public long start() {
        return start;
    }

    /** The names of the states that occur: those of {@link org.foliot.run.RunSink#segment}, or {@link #UNKNOWN}. */
    public List<String> states() {
        return states;
    }

    /** How many times it changed its state, and one more. */
    public int count() {
        return lengths.length;
    }

    /** How long a state lasted, in picoseconds, more than 0. */
    public long length(int number) {
        return lengths[number];
    }

    /** Which state it was, as a place in {@link #states}. */
    public int place(int number) {
        return places[number];
    }

    /** Whether it is a vCPU's; else it is a processor's. */
    public boolean isVcpu() {
        return subject.contains(".vcpu[");
    }

    /** The guest or host that it belongs to. */
    public String owner() {
        int dot = subject.indexOf('.');
        return dot < 0 ? subject : subject.substring(0, dot);
    }

    /** How long it was in a state altogether, in picoseconds. */
    public long total(String state) {
        int place = states.indexOf(state);
        long total = 0;
        for (int i = 0; i < lengths.length; i++) {
            total += places[i] == place ? lengths[i] : 0;
        }
        return total;
    }

    /**
     * Lengths and places as bytes: of each state its place and then its length, both as variable-length numbers of seven bits per
     * byte, the lowest first, the eighth bit set in all bytes but the last, as Protocol Buffers and DWARF have them.
     */
    byte[] packed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(lengths.length * 6);
        for (int i = 0; i < lengths.length; i++) {
            Packing.put(out, places[i]);
            Packing.put(out, lengths[i]);
        }
        return out.toByteArray();
    }
}
