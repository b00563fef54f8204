package org.foliot.run.comparison;

import java.util.Optional;
import org.foliot.api.observation.ObservationKind;
import org.foliot.program.SubjectRef;

/**
 * One observation of a run.
 *
 * @param instant picoseconds since the start of the run
 * @param kind what was observed
 * @param subject of what
 * @param a the first number, see {@link ObservationKind#a()}
 * @param b the second number, see {@link ObservationKind#b()}
 * @param thread which thread the first number stands for, of scheduling decisions
 */
public record Step(
        long instant, ObservationKind kind, SubjectRef subject, long a, long b, Optional<SubjectRef> thread) {}
