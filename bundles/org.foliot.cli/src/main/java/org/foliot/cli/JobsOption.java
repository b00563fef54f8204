package org.foliot.cli;

import picocli.CommandLine.Option;

/** How much a command does at once. */
final class JobsOption {
    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            defaultValue = "1",
            description = "How many at once; what comes out does not depend on it.")
    private int jobs;

    /**
     * How many, at least 1.
     *
     * @param what one of them is, for the message
     * @throws UsageException if it is to be none
     */
    int count(String what) {
        if (jobs < 1) {
            throw new UsageException("-j " + jobs + ": at least one " + what);
        }
        return jobs;
    }
}
