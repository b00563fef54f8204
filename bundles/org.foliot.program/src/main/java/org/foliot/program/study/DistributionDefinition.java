package org.foliot.program.study;

import java.util.List;
import org.foliot.program.SubjectRef;

/**
 * Of what a run has many, and a study keeps the distribution. All are times in picoseconds.
 *
 * @param name as tables show it
 * @param quantity of what
 * @param subjects whose
 */
public record DistributionDefinition(String name, Quantity quantity, List<SubjectRef> subjects) {
    /** What happens many times in a run. */
    public enum Quantity {
        /** Waits of a vCPU for a processor, each when it ends. */
        WAITS,
        /** From the release of a job of a task or process to its end; of a process by its guest's clock. */
        RESPONSES
    }

    public DistributionDefinition {
        subjects = List.copyOf(subjects);
    }
}
