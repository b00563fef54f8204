package org.foliot.broken.absent;

/** A class that a bundle was compiled with and is not built with. */
public final class Absent {
    private Absent() {}

    /** Does nothing, where it is. */
    public static void help() {}
}
