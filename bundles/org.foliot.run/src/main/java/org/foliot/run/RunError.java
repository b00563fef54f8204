package org.foliot.run;

import java.util.Optional;
import java.util.OptionalLong;
import org.foliot.program.Source;

/**
 * Why a run could not be begun or finished.
 *
 * @param message what is wrong and what would be right, in one or two sentences
 * @param where the place of the scenario that it is about, if there is one
 * @param instant when it happened, in picoseconds since the start of the run; absent before the start
 * @param culprit the extension whose code failed, if it was one
 * @param trace the stack trace for whoever has to repair it, empty if there is nothing to repair
 */
public record RunError(
        String message, Optional<Source> where, OptionalLong instant, Optional<Culprit> culprit, String trace) {
    /**
     * An extension that failed.
     *
     * @param used its id and bundle
     * @param call the method of its contract that was called, for example {@code RunQueues.pick}
     */
    public record Culprit(BundleUse used, String call) {}
}
