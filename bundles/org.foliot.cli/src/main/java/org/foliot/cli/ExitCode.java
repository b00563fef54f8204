package org.foliot.cli;

/** What the process tells its caller; scripts depend on these numbers. */
final class ExitCode {
    /** Everything asked for was done and every expectation held. */
    static final int OK = 0;
    /** A run ended and at least one expectation failed, or something recorded and its simulation differ. */
    static final int EXPECTATION_FAILED = 1;
    /** The command line is wrong, or a file that it names cannot be read or written. */
    static final int USAGE = 2;
    /** A scenario or a data file is wrong. */
    static final int INVALID_SCENARIO = 3;
    /** Foliot or an extension failed. */
    static final int INTERNAL_ERROR = 4;
    /** Ctrl-C. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
