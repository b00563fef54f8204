package org.foliot.machine;

import java.util.List;

/** Is told how a migration ended. */
@FunctionalInterface
public interface MoveListener {
    /** Nobody waits for it. */
    MoveListener NONE = refusals -> {};

    /**
     * The migration ended at this instant.
     *
     * @param refusals empty when the VM runs on the destination; otherwise why it goes on at the source
     */
    void ended(List<Refusal> refusals);
}
