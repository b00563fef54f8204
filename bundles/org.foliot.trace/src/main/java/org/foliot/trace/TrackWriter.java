package org.foliot.trace;

import java.io.IOException;
import java.util.SortedMap;

/**
 * Writes a trace that consists of lanes, in one of the forms that viewers of lanes read. Instants are picoseconds; every
 * method that makes something returns the number by which it is spoken of from then on.
 */
interface TrackWriter {
    /** A machine, below which its lanes are shown. It is a lane itself, for what concerns all of it. */
    int machine(String name) throws IOException;

    /** A lane of a machine. */
    int lane(int machine, String name) throws IOException;

    /** A number of a machine that changes with time, in nanoseconds. */
    int counter(int machine, String name) throws IOException;

    /** Something went on in a lane from one instant to another. */
    void slice(int lane, long start, long end, String category, String name) throws IOException;

    /** Something happened in a lane; what is known of it by name. */
    void mark(int lane, long instant, String category, String name, SortedMap<String, String> details)
            throws IOException;

    /** Something went from one lane to another. */
    void arrow(int from, int to, long instant, String category, String name) throws IOException;

    /** A counter has a value from now on. */
    void value(int counter, long instant, long nanoseconds) throws IOException;

    /** Ends the trace and closes its file. */
    void finish() throws IOException;
}
